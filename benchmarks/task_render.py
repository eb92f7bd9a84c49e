"""Documents of one template, ours and docxtpl's, measured within a process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.docxtpl_loop import render_docxtpl
from benchmarks.first_use import fill_ours, fill_theirs, make_context, make_template
from benchmarks.ready import ready_context
from reportgen.pipeline import Workshop, examine_school
from reportgen.render import render_report
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.sections.phrasing.filters import FILTERS

_TURNS, _FEW = 5, 10


def render_sample(school: str, documents: str, theirs: str) -> dict[str, float]:
    """Seconds a document of the stock template by both engines, in turns, sections written already;
    and by ours with their writing.
    """
    workshop = Workshop()
    report = examine_school(Path(school), workshop).report
    assert report is not None
    compiled = workshop.find_word_template()
    ready = ready_context(build_context(report, compiled.style_ids, Pictures()))
    template = workshop.templates_for().word
    makers: Mapping[str, tuple[Callable[[], object], int]] = {
        "ours": (lambda: compiled.render(ready), int(documents)),
        "docxtpl": (lambda: render_docxtpl(template, ready, FILTERS), int(theirs)),
        "whole": (lambda: render_report(report, compiled), int(documents)),
    }
    for make, _ in makers.values():
        make()
    spent = dict.fromkeys(makers, 0.0)
    for _ in range(_TURNS):
        for name, (make, count) in makers.items():
            spent[name] += seconds(make, count)
    return {name: each / _TURNS for name, each in spent.items()}


def loop_over(folder: str, count: str) -> dict[str, float]:
    """Seconds a document of docxtpl's loop, from the ready contexts of so many of the schools."""
    workshop = Workshop()
    files = sorted(Path(folder).glob("[0-9]*.yaml"))
    chosen = islice(files, 0, None, max(1, len(files) // int(count)))
    reports = [examine_school(path, workshop).report for path in chosen]
    styles = workshop.find_word_template().style_ids
    ready = [ready_context(build_context(each, styles, Pictures())) for each in reports if each]
    template = workshop.templates_for().word
    begun = process_time()
    for context in ready:
        render_docxtpl(template, context, FILTERS)
    return {"document": (process_time() - begun) / len(ready)}


def first_document(kind: str, size: str) -> dict[str, float]:
    """Seconds of the first document of a template with so many of what it is about, by both."""
    for fill in (fill_ours, fill_theirs):
        fill(make_template(kind, _FEW), make_context(_FEW))
    of = make_template(kind, int(size)), make_context(int(size))
    makers = {"ours": fill_ours, "docxtpl": fill_theirs}
    return {name: seconds(partial(fill, *of), 1) for name, fill in makers.items()}


def seconds(make: Callable[[], object], count: int) -> float:
    """Seconds of the processor for one, over so many."""
    begun = process_time()
    for _ in range(count):
        make()
    return (process_time() - begun) / count
