"""A document that has just been made → what its texts say that its data do not."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.model.check_settings import settle_findings
from reportgen.model.text_finding import TextRule
from reportgen.model.text_table import DocumentTexts
from reportgen.pipeline import Workshop
from reportgen.problems import Problem, ReportgenError
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import KnownFigures

_OF_CLAIMS = (TextRule.FALSE_CLAIM, TextRule.CLAIM_UNJUDGED)


def read_again(document: bytes, file: str, *, with_outside: bool = True) -> DocumentTexts:
    """What the finished document says, in its tables too if asked; nothing of one that cannot be
    read as one.
    """
    # Only what has been made is read again.
    from reportgen.conformance.body_text import document_texts
    from reportgen.conformance.written import open_written

    try:
        written = open_written(document, file, with_outside=with_outside)
        return document_texts(written, file)
    except ReportgenError:
        return DocumentTexts(())


def check_made(
    texts: DocumentTexts, known: KnownFigures, year: int, workshop: Workshop
) -> Iterable[Problem]:
    """What is found in those texts of a report of that year. What it claims is left alone: the data
    have been asked about what they claim, and what the program says follows from the verdicts.
    """
    wordings = workshop.library.wordings
    found = check_texts(texts.parts, known, year, wordings, texts.outside)
    told = (each for each in found if not (each.quote and each.quote.rule in _OF_CLAIMS))
    return settle_findings(told, workshop.checks)


def not_told(found: Iterable[Problem], told: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of the finished document that were not found in its data."""
    messages = {problem.message for problem in told}
    return tuple(problem for problem in found if problem.message not in messages)
