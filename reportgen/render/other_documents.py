"""Which documents there are beside a report, by its genre."""

from __future__ import annotations

from pathlib import Path

from reportgen.model.document_kinds import OTHER_KINDS, SCHOOL_REPORT, find_kind
from reportgen.model.report import Report
from reportgen.problems import Location, Problem, UnreadableFileError, error


def refuse_other_document(report: Report, template: str) -> None:
    """Errors: UnreadableFileError where `find_other_document` finds one."""
    if problem := find_other_document(report, template):
        raise UnreadableFileError(problem)


def find_other_document(report: Report, template: str) -> Problem | None:
    """What is wrong with a template of a kind of document that reports of this genre do not have;
    None for any other.
    """
    kind, genre = find_kind(template), report.genre
    if genre is None or kind not in OTHER_KINDS or kind.name in genre.documents:
        return None
    if Path(template).is_file():
        return None
    message = f"体裁“{genre.id}”没有“{kind.name}”"
    hint = f"可以做的有：{'、'.join((SCHOOL_REPORT.name, *genre.documents))}"
    return error("other_document", message, Location(template), hint)
