"""A report → its Word document, by the template that it is laid out with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportgen.model.finished_document import FinishedDocument
from reportgen.model.report import Report
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import Problem
from reportgen.render import fill_template
from reportgen.render.context import check_fit
from reportgen.render.other_documents import refuse_other_document
from reportgen.render.template import CompiledTemplate

if TYPE_CHECKING:
    from reportgen.office.convert import Convert


def make_document(report: Report, workshop: Workshop, template: str = "") -> bytes:
    """The finished Word document, by the template of that name or path, else by the report's own.

    Errors: TemplateError with the template's place, UnreadableFileError where there is no such
    template, or the report's genre has no such document.
    """
    return make_finished(report, workshop, template).document


def make_finished(report: Report, workshop: Workshop, template: str = "") -> FinishedDocument:
    """The finished Word document and what is wrong with it. Errors: as `make_document`."""
    refuse_other_document(report, template)
    compiled = workshop.find_word_template(template, report.genre_folder)
    return finish_documents((fill_template(report, compiled),), compiled, workshop)[0]


class Draft(NamedTuple):
    """A Word document as its template made it, before a table of contents is filled."""

    template: CompiledTemplate
    filled: FinishedDocument


def make_draft(report: Report, workshop: Workshop, template: str = "") -> Draft:
    """The draft by the template of that name or path, else by the report's own. Errors: as
    `make_document`.
    """
    refuse_other_document(report, template)
    compiled = workshop.find_word_template(template, report.genre_folder)
    return Draft(compiled, fill_template(report, compiled))


def finish_documents(
    drafts: Sequence[FinishedDocument],
    template: CompiledTemplate,
    workshop: Workshop,
    convert: Convert[int] | None = None,
) -> tuple[FinishedDocument, ...]:
    """What the template made, with its table of contents filled: all are laid out in one call.

    `convert` calls LibreOffice where this process does not do it itself.
    """
    if not template.has_contents:
        return tuple(drafts)
    from reportgen.contents import list_contents

    installed = workshop.installed_fonts if workshop.office else None
    documents = [each.document for each in drafts]
    listed = list_contents(documents, workshop.office, template.name, installed, convert)
    return tuple(
        made._replace(problems=(*draft.problems, *made.problems))
        for draft, made in zip(drafts, listed, strict=True)
    )


def check_template(report: Report, workshop: Workshop, template: str = "") -> tuple[Problem, ...]:
    """The chapters and attachments that the Word template leaves out, and a red head that names
    another than whoever signs. One by name or path that prints no chapter is a form: neither.

    Errors: as `make_document`.
    """
    compiled = workshop.find_word_template(template, report.genre_folder)
    return tuple(check_fit(report, compiled, may_be_form=bool(template)))
