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
from time import perf_counter, process_time
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.district import write_district
from benchmarks.ready import ready_context
from benchmarks.render import rate, render_docxtpl
from reportgen import pipeline
from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request
from reportgen.deliver import write_file
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import EMPTY, pack
from reportgen.pipeline import Workshop, examine_school
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.sections.phrasing.filters import FILTERS

SCHOOLS = 1000
LARGE = 10
COMPARED = 24
ROUNDS = 3
ONE_WORKER_TARGET = 5.0
TWO_WORKERS_TARGET = 1.7
LARGE_TARGET = 1.2
MEMORY_TARGET = 300
AGAIN_TARGET, CHECKS_TARGET = 0.1, 0.1


def build(folder: Path, output: Path, workers: int = 1) -> float:
    """Seconds of a run over that folder by processes of this machine."""
    start = perf_counter()
    batch = open_batch(Request((folder,), output, workers=workers))
    for _ in batch.run(batch.todo):
        pass
    batch.finish({"state": batch.state()})
    return perf_counter() - start


def docxtpl_rate(folder: Path) -> float:
    """Documents a second of docxtpl's loop, from the ready contexts of some of the schools."""
    workshop = Workshop()
    contexts = _ready_contexts(folder, workshop)

    def loop() -> None:
        for context in contexts:
            render_docxtpl(workshop.templates_for().word, context, FILTERS)

    return rate(loop, 1) * len(contexts)


def _ready_contexts(folder: Path, workshop: Workshop) -> list[dict[str, object]]:
    files = sorted(folder.glob("[0-9]*.yaml"))
    chosen = islice(files, 0, None, max(1, len(files) // COMPARED))
    reports = [examine_school(path, workshop).report for path in chosen]
    styles = workshop.find_word_template().style_ids
    return [ready_context(build_context(each, styles, Pictures())) for each in reports if each]


def floor_rate(output: Path) -> float:
    """Documents a second if their changing parts are only deflated and written."""
    paths = islice(sorted(output.glob("*.docx")), 100)
    parts = [_changing_parts(path.read_bytes()) for path in paths]
    with TemporaryDirectory(dir=output) as folder:

        def loop() -> None:
            for number, each in enumerate(parts):
                write_file(Path(folder) / f"{number}.docx", pack(EMPTY, each))

        return rate(loop, 1) * len(parts)


def _changing_parts(document: bytes) -> list[tuple[str, bytes]]:
    parts = read_parts(document)
    names = ("word/document.xml", "docProps/core.xml")
    return [(name, parts[name]) for name in names if name in parts]


_MEASURED = """\
import resource, sys
from reportgen.cli import cli
try:
    cli(sys.argv[1:])
except SystemExit:
    pass
whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(max(resource.getrusage(who).ru_maxrss for who in whose) / 1024, file=sys.stderr)
"""


def largest_process(folder: Path, output: Path, *options: str) -> float:
    """Megabytes of the largest process of a run by the command itself, with two workers."""
    arguments = ["batch", str(folder), "-o", str(output), "-j", "2", *options]
    command = [sys.executable, "-c", _MEASURED, *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(ended.stderr.strip().splitlines()[-1])


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    schools = int(arguments[0]) if arguments else SCHOOLS
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_district(folder / "district", schools)
        write_district(folder / "own", schools, own_words=True)
        _report(folder, schools)
        write_district(folder / "large", schools * LARGE)
        _report_large(folder, schools)


def _report(folder: Path, schools: int) -> None:
    rounds = [_round(folder, number, schools) for number in range(ROUNDS)]
    again = build(folder / "district", folder / "one0")
    one, two, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(first / other for first, _, other in rounds)
    gain = statistics.median(second / first for first, second, _ in rounds)
    head = f"(d) A district of {schools} generated schools, YAML to written documents"
    print(f"{head}; medians of {ROUNDS} rounds")
    print(f"docxtpl's loop   {theirs:8.1f} documents/s, from ready contexts, nothing written")
    told = f"{one:8.1f} schools/s, {ratio:.2f} x docxtpl's loop"
    print(f"one worker       {told} ({_least(ratio, ONE_WORKER_TARGET)})")
    told = f"{two:8.1f} schools/s, {gain:.2f} x one worker"
    print(f"two workers      {told} ({_least(gain, TWO_WORKERS_TARGET)})")
    slowed, alike = (_slowed_by_checks(folder, name) for name in ("own", "district"))
    told = f"{slowed:8.1%} more of the processor than without them, texts differ in every school"
    print(f"checks of texts  {told} ({_most(slowed, CHECKS_TARGET)})")
    print(f"                 {alike:8.1%} where all schools say the same")
    floor = floor_rate(folder / "one0")
    print(f"floor            {floor:8.1f} documents/s: the same bytes deflated and written")
    share = again * one / schools
    told = f"{again:8.2f} s for nothing changed, {share:.1%} of the first run"
    print(f"again            {told} ({_most(share, AGAIN_TARGET)})")


def _slowed_by_checks(folder: Path, district: str) -> float:
    """How much more of the processor a run takes with the checks of texts, taken in turn."""
    ratios = []
    for number in range(ROUNDS):
        taken = _processor_seconds(folder / district, folder / f"checked{district}{number}")
        with patch.object(pipeline, "check_printed", lambda *_: ()):
            spared = _processor_seconds(folder / district, folder / f"spared{district}{number}")
        ratios.append(taken / spared - 1)
    return statistics.median(ratios)


def _processor_seconds(folder: Path, output: Path) -> float:
    start = process_time()
    build(folder, output)
    return process_time() - start


def _round(folder: Path, number: int, schools: int) -> tuple[float, float, float]:
    """Schools a second of one worker and of two, documents a second of docxtpl's loop."""
    district = folder / "district"
    theirs = docxtpl_rate(district)
    one = schools / build(district, folder / f"one{number}")
    two = schools / build(district, folder / f"two{number}", workers=2)
    return one, two, theirs


def _report_large(folder: Path, schools: int) -> None:
    district, output = folder / "large", folder / "largeout"
    small = build(folder / "district", folder / "small", workers=2) / schools
    large = build(district, output, workers=2) / (schools * LARGE)
    growth = large / small
    told = f"{large * 1000:8.2f} ms a school, {growth:.2f} x that of {schools}"
    print(f"{schools * LARGE} schools    {told} ({_most(growth, LARGE_TARGET)})")
    memory = largest_process(district, output, "--fresh", "--no-toc-pages")
    told = f"{memory:8.0f} MB ({_most(memory, MEMORY_TARGET)})"
    print(f"largest process  {told}, pages of the contents left to Word")
    office = largest_process(district, output)
    print(f"with LibreOffice {office:8.0f} MB: the largest process, the district's report laid out")


def _least(value: float, least: float) -> str:
    return f"at least {least}: {'reached' if value >= least else 'missed'}"


def _most(value: float, most: float) -> str:
    return f"at most {most}: {'reached' if value <= most else 'missed'}"


if __name__ == "__main__":
    main(sys.argv[1:])
