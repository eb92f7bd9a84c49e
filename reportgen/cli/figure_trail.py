"""The figures of a report for `reportgen check`: what a hand changed, and what the data did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from reportgen.cli.figure_parts import document_figures
from reportgen.load.source import Source
from reportgen.making import make_document
from reportgen.model.figure_source import name_sources
from reportgen.model.text_finding import TextRule
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, Quote, ReportgenError
from reportgen.text_checks.figure_trail import BuiltFigures, follow_figures
from reportgen.text_checks.made_again import compare_with_made

# What holds a number against the data finds less of it than the trail knows.
_SAID_BY_DATA = (TextRule.QUOTED_FIGURE, TextRule.QUOTED_LIMIT)


def build_figures(source: Source, workshop: Workshop, standards: Sequence[str]) -> BuiltFigures:
    """The report that the data of the school in that file make now; of data that make none, only
    what the figures are called.
    """
    examined = examine_school(source, workshop, standards)
    if examined.report is None or examined.assessment is None:
        return BuiltFigures()
    names = name_sources(examined.assessment)
    try:
        document = make_document(examined.report, workshop)
    except ReportgenError:
        return BuiltFigures(names=names)
    return made_figures(document, str(source.path), names)


def made_figures(document: bytes, file: str, names: Mapping[str, str]) -> BuiltFigures:
    """The figures of a report that the data in that file make; of no document only their names."""
    return BuiltFigures(document_figures(document, file) if document else None, names)


def check_figures_of(
    data: bytes, file: str, build: Callable[[], BuiltFigures]
) -> tuple[Problem, ...]:
    """What is wrong with the figures of the document in that file, and with the numbers that stand
    otherwise in the report that its data make; `build` is asked for that of a document of ours.
    """
    text = document_figures(data, file)
    if not text.figures:
        return ()
    built = build()
    trail = [each.problem() for each in follow_figures(text, built)]
    if not built.text:
        return tuple(trail)
    others = compare_with_made(text, built.text)
    told = [each.quote for each in trail if each.quote is not None]
    more = (each.problem() for each in others)
    return (*trail, *(each for each in more if not _is_told(each, told)))


def without_told(found: Iterable[Problem], trail: Sequence[Problem]) -> Iterator[Problem]:
    """What was found in the text, less what the trail of a figure says with more certainty."""
    told = [each.quote for each in trail if each.quote is not None]
    for problem in found:
        quote = problem.quote
        is_figure = quote is not None and quote.rule in _SAID_BY_DATA
        if not (is_figure and _is_told(problem, told)):
            yield problem


def _is_told(problem: Problem, told: Iterable[Quote]) -> bool:
    quote = problem.quote
    return quote is not None and any(_meet(quote, each) for each in told)


def _meet(one: Quote, other: Quote) -> bool:
    same = (one.paragraph, one.where, one.around) == (other.paragraph, other.where, other.around)
    return same and one.start < other.end and other.start < one.end
