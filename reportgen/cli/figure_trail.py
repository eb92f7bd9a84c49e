"""The figures of a report for `reportgen check`: what a hand changed, and what the data did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.cli.figure_parts import document_figures
from reportgen.load.source import Source
from reportgen.model.figure_source import name_sources
from reportgen.model.text_finding import TextRule
from reportgen.pipeline import Workshop, examine_school, make_document
from reportgen.problems import Problem, Quote, ReportgenError
from reportgen.text_checks.figure_trail import BuiltFigures, follow_figures


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
        return BuiltFigures(document_figures(document, str(source.path)), names)
    except ReportgenError:
        return BuiltFigures(names=names)


def check_figures_of(data: bytes, file: str, built: BuiltFigures) -> tuple[Problem, ...]:
    """What is wrong with the figures of the document in that file."""
    return tuple(each.problem() for each in follow_figures(document_figures(data, file), built))


def without_told(found: Iterable[Problem], trail: Sequence[Problem]) -> Iterator[Problem]:
    """What was found in the text, less what the trail of a figure says with more certainty."""
    told = [each.quote for each in trail if each.quote is not None]
    for problem in found:
        quote = problem.quote
        is_figure = quote is not None and quote.rule == TextRule.QUOTED_FIGURE
        if quote is None or not is_figure or not any(_meet(quote, each) for each in told):
            yield problem


def _meet(one: Quote, other: Quote) -> bool:
    same = (one.paragraph, one.where, one.around) == (other.paragraph, other.where, other.around)
    return same and one.start < other.end and other.start < one.end
