"""The promises of speed, measured in one run: rendering, the whole way, a process, a text.

python benchmarks/run.py, or make bench. It only prints; a slow computer is no failure.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.ready import ready_context
from benchmarks.render import measure_render, print_rates, rate
from reportgen import pipeline
from reportgen.model.report import Paragraph
from reportgen.model.text_finding import TextPart
from reportgen.pipeline import Workshop, examine_school
from reportgen.render import render_report
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import school_figures

ROOT = Path(__file__).resolve().parent.parent
SCHOOLS = sorted((ROOT / "data" / "schools").glob("*.yaml"))
SAMPLE = ROOT / "data" / "schools" / "完全小学.yaml"
STAGES: Mapping[str, Sequence[str]] = {
    "load": ("load_school",),
    "assess": ("assess_school",),
    "check": ("check_figures", "check_assessment", "check_narrative", "check_outline"),
    "sections": ("Phrases", "fill_outline", "build_report"),
    "render": ("make_document",),
}
RENDER_TARGET = 15.0
PROCESS_TARGET = 2.5
TEXT_SIZE, TEXT_TARGET, TEXT_ROUNDS = 20_000, 30.0, 21
WAY_ROUNDS = 7
WAY_SCHOOLS = 5
PROCESS_ROUNDS = 11


def report_rendering(workshop: Workshop) -> None:
    """(a) Our rendering against docxtpl's, on the stock template with a real report."""
    report = examine_school(SAMPLE, workshop).report
    assert report is not None
    compiled = workshop.find_word_template()
    ready = ready_context(build_context(report, compiled.style_ids, Pictures()))
    rates = measure_render(workshop.templates_for().word, ready, filters=FILTERS)
    differences = []
    for _ in range(WAY_ROUNDS):
        part = rate(lambda: compiled.render(ready), 100)
        whole = rate(lambda: render_report(report, compiled), 100)
        differences.append(1 / whole - 1 / part)
    writing = statistics.median(differences)
    print(f"(a) Rendering: stock template, report of {SAMPLE.name}")
    print("Both engines get the sections as ready strings with __html__;")
    print("docxtpl makes a new DocxTemplate each time.")
    print_rates(rates)
    print(f"target           {RENDER_TARGET:8.1f} x: {_verdict(rates.ratio >= RENDER_TARGET)}")
    print(f"writing sections {writing * 1000:8.2f} ms a document of ours more, not in the ratio")


def report_way(workshop: Workshop) -> None:
    """(b) YAML to docx in this process, and where the time goes."""
    plain, divided = [], []
    for _ in range(WAY_ROUNDS):
        plain.append(_seconds_a_school(workshop))
        divided.append(_stage_seconds(workshop))
    spent = {stage: statistics.median(each[stage] for each in divided) for stage in divided[0]}
    whole = sum(spent.values())
    told = f"{len(SCHOOLS)} sample schools in turn, one process, one core"
    print(f"\n(b) The whole way, YAML to docx: {told}")
    print(f"schools/s        {1 / statistics.median(plain):8.0f}")
    for stage, seconds in spent.items():
        print(f"{stage:<16} {seconds * 1000:8.2f} ms a school {seconds / whole:7.0%}")


def _seconds_a_school(workshop: Workshop) -> float:
    return 1 / (rate(lambda: _make_all(workshop), WAY_SCHOOLS) * len(SCHOOLS))


def _make_all(workshop: Workshop) -> None:
    for path in SCHOOLS:
        report = pipeline.examine_school(path, workshop).report
        assert report is not None
        pipeline.make_document(report, workshop)


def _stage_seconds(workshop: Workshop) -> dict[str, float]:
    """Seconds a school by stage, taken inside the pipeline; `other` is between the stages."""
    with _timed_stages() as spent:
        whole = _seconds_a_school(workshop)
    each = {stage: seconds / (WAY_SCHOOLS * len(SCHOOLS)) for stage, seconds in spent.items()}
    return {**each, "other": whole - sum(each.values())}


@contextmanager
def _timed_stages() -> Iterator[dict[str, float]]:
    """The pipeline's stage functions with a clock around each, and the seconds they have taken."""
    spent = dict.fromkeys(STAGES, 0.0)
    named = [(stage, name) for stage, names in STAGES.items() for name in names]
    clocked: dict[str, Any] = {
        name: _clocked(getattr(pipeline, name), stage, spent) for stage, name in named
    }
    with patch.multiple(pipeline, **clocked):
        yield spent


def _clocked(
    function: Callable[..., object], stage: str, spent: dict[str, float]
) -> Callable[..., object]:
    @wraps(function)
    def call(*args: object, **kwargs: object) -> object:
        start = perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[stage] += perf_counter() - start

    return call


def report_process() -> None:
    """(c) One school's command as a whole process, against importing docxtpl."""
    with TemporaryDirectory() as folder:
        build = ("-m", "reportgen", "build", str(SAMPLE.relative_to(ROOT)), "-o", folder)
        ours, theirs = _interleaved(build, ("-c", "import docxtpl"))
    ratio = statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))
    print("\n(c) One school as a whole process")
    print(f"reportgen build  {statistics.median(ours) * 1000:8.0f} ms")
    print(f"import docxtpl   {statistics.median(theirs) * 1000:8.0f} ms")
    print(f"ratio            {ratio:8.2f} x")
    print(f"target           {PROCESS_TARGET:8.2f} x at most: {_verdict(ratio <= PROCESS_TARGET)}")


def _interleaved(first: Sequence[str], second: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds of both, taken in turn after one run each that writes the bytecode."""
    both = range(PROCESS_ROUNDS + 1)
    rounds = [(_process_seconds(first), _process_seconds(second)) for _ in both]
    return [mine for mine, _ in rounds[1:]], [other for _, other in rounds[1:]]


def _process_seconds(arguments: Sequence[str]) -> float:
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, *arguments]
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return perf_counter() - start


def report_checks(workshop: Workshop) -> None:
    """(d) All checks of texts over prose of the sample reports, held against one school's data."""
    parts = tuple(_prose(workshop))
    examined = examine_school(SAMPLE, workshop)
    school, assessment = examined.school, examined.assessment
    assert school is not None and assessment is not None

    def check() -> None:
        # What is found in the figures is kept by them: each time they are new.
        known = school_figures(school.name, assessment, examined.dictionary)
        list(check_texts(parts, known, school.settings.year, workshop.library.wordings))

    check()
    spent = statistics.median(_processor_seconds(check) for _ in range(TEXT_ROUNDS)) * 1000
    print("\n(d) Checks of texts, 20 KB of prose out of the sample reports")
    print(f"a text           {spent:8.1f} ms of the processor")
    print(f"target           {TEXT_TARGET:8.1f} ms at most: {_verdict(spent <= TEXT_TARGET)}")


def _processor_seconds(task: Callable[[], None]) -> float:
    start = process_time()
    task()
    return process_time() - start


def _prose(workshop: Workshop) -> Iterator[TextPart]:
    """The paragraphs of the sample reports, up to that size."""
    size = 0
    for path in SCHOOLS:
        report = examine_school(path, workshop).report
        for section in report.sections if report else ():
            for block in section.blocks:
                if isinstance(block, Paragraph) and size < TEXT_SIZE:
                    text = "".join(run.text for run in block.runs)
                    size += len(text.encode())
                    yield TextPart(text)


def _verdict(reached: bool) -> str:
    return "reached" if reached else "missed"


def main() -> None:
    """Print all of them."""
    workshop = Workshop()
    report_rendering(workshop)
    report_way(workshop)
    report_process()
    report_checks(workshop)


if __name__ == "__main__":
    main()
