"""A generated district from YAML to written reports, against docxtpl's loop and against the floor.

python benchmarks/batch.py [SCHOOLS]   (1,000 unless told; the large run is ten times that)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.district import write_district
from benchmarks.ready import ready_context
from benchmarks.render import rate, render_docxtpl
from reportgen.batch.batch import Request, open_batch
from reportgen.deliver import write_file
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import EMPTY, pack
from reportgen.pipeline import Workshop, examine_school
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.sections.filters import FILTERS

SCHOOLS = 1000
LARGE = 10
COMPARED = 24
ROUNDS = 3
ONE_WORKER_TARGET = 5.0
TWO_WORKERS_TARGET = 1.7
LARGE_TARGET = 1.2
MEMORY_TARGET = 300
AGAIN_TARGET = 0.1


def build(folder: Path, output: Path, workers: int = 1) -> float:
    """Seconds of a run over that folder by processes of this machine."""
    start = perf_counter()
    batch = open_batch(Request((folder,), output, workers=workers))
    for _ in batch.run(batch.todo):
        pass
    batch.finish({"state": batch.state()})
    return perf_counter() - start


def docxtpl_rate(folder: Path) -> float:
    """Documents a second of docxtpl's loop over schools spread through the folder, from ready
    contexts.
    """
    workshop = Workshop()
    files = sorted(folder.glob("[0-9]*.yaml"))
    chosen = list(islice(files, 0, None, max(1, len(files) // COMPARED)))
    reports = [examine_school(path, workshop).report for path in chosen]
    styles = workshop.find_word_template().style_ids
    contexts = [
        ready_context(build_context(report, styles, Pictures())) for report in reports if report
    ]

    def loop() -> None:
        for context in contexts:
            render_docxtpl(workshop.templates_for().word, context, FILTERS)

    return rate(loop, 1) * len(contexts)


def floor_rate(output: Path) -> float:
    """Documents a second where their changing parts are only deflated and written."""
    names = ("word/document.xml", "docProps/core.xml")
    documents = [
        read_parts(path.read_bytes()) for path in islice(sorted(output.glob("*.docx")), 100)
    ]
    parts = [
        [(name, document[name]) for name in names if name in document] for document in documents
    ]
    with TemporaryDirectory(dir=output) as folder:

        def loop() -> None:
            for number, each in enumerate(parts):
                write_file(Path(folder) / f"{number}.docx", pack(EMPTY, each))

        return rate(loop, 1) * len(parts)


def largest_process(folder: Path, output: Path, *options: str) -> float:
    """Megabytes of the largest process of a run by the command itself, with two workers."""
    code = (
        "import resource, sys\n"
        "from reportgen.cli import cli\n"
        "try:\n    cli(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "both = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]\n"
        "print(max(both) / 1024, file=sys.stderr)\n"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "batch",
        str(folder),
        "-o",
        str(output),
        "-j",
        "2",
        *options,
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(ended.stderr.strip().splitlines()[-1])


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    schools = int(arguments[0]) if arguments else SCHOOLS
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_district(folder / "district", schools)
        _report(folder, schools)
        write_district(folder / "large", schools * LARGE)
        _report_large(folder, schools)


def _report(folder: Path, schools: int) -> None:
    district, rounds = folder / "district", []
    for number in range(ROUNDS):
        theirs = docxtpl_rate(district)
        one = schools / build(district, folder / f"one{number}")
        two = schools / build(district, folder / f"two{number}", workers=2)
        rounds.append((one, two, theirs))
    again = build(district, folder / "one0")
    one, two, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(first / other for first, _, other in rounds)
    gain = statistics.median(second / first for first, second, _ in rounds)
    print(
        f"(d) A district of {schools} generated schools, YAML to written documents; medians of {ROUNDS} rounds"
    )
    print(f"docxtpl's loop   {theirs:8.1f} documents/s, from ready contexts, nothing written")
    print(
        f"one worker       {one:8.1f} schools/s, {ratio:.2f} x docxtpl's loop ({_verdict(ratio, ONE_WORKER_TARGET)})"
    )
    print(
        f"two workers      {two:8.1f} schools/s, {gain:.2f} x one worker ({_verdict(gain, TWO_WORKERS_TARGET)})"
    )
    print(
        f"floor            {floor_rate(folder / 'one0'):8.1f} documents/s: the same bytes deflated and written"
    )
    share = again * one / schools
    told = f"{again:8.2f} s for nothing changed, {share:.1%} of the first run"
    print(f"again            {told} ({_most(share, AGAIN_TARGET)})")


def _report_large(folder: Path, schools: int) -> None:
    small = build(folder / "district", folder / "small", workers=2) / schools
    large = build(folder / "large", folder / "largeout", workers=2) / (schools * LARGE)
    growth = large / small
    told = f"{large * 1000:8.2f} ms a school, {growth:.2f} x that of {schools}"
    print(f"{schools * LARGE} schools    {told} ({_most(growth, LARGE_TARGET)})")
    memory = largest_process(folder / "large", folder / "largeout", "--fresh", "--no-toc-pages")
    print(
        f"largest process  {memory:8.0f} MB ({_most(memory, MEMORY_TARGET)}), pages of the contents left to Word"
    )
    office = largest_process(folder / "large", folder / "largeout")
    print(
        f"with LibreOffice {office:8.0f} MB: the largest process where it lays the district's report out"
    )


def _verdict(value: float, least: float) -> str:
    return f"at least {least}: {'reached' if value >= least else 'missed'}"


def _most(value: float, most: float) -> str:
    return f"at most {most}: {'reached' if value <= most else 'missed'}"


if __name__ == "__main__":
    main(sys.argv[1:])
