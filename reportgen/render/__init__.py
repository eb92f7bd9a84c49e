"""A report and a compiled Word template → the bytes of a docx."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.finished_document import FinishedDocument
from reportgen.model.report import Report
from reportgen.problems import Location, Problem, TemplateError, warning
from reportgen.render.context import build_context
from reportgen.render.finishing import gone
from reportgen.render.media import Pictures
from reportgen.render.template import PICTURES, CompiledTemplate


def render_report(report: Report, template: CompiledTemplate) -> bytes:
    """The report laid out by the template, as the bytes of a docx. Errors: as `fill_template`."""
    return fill_template(report, template).document


def fill_template(report: Report, template: CompiledTemplate) -> FinishedDocument:
    """The report laid out by the template, with the template's reminders and one where a
    table of it has no row.

    Raises TemplateError, which says whose report it is, where the template asks for a name the
    report does not have.
    """
    pictures = Pictures()
    context = build_context(report, template.style_ids, pictures)
    if PICTURES in template.names:
        for picture in report.pictures.values():
            pictures.add_named(picture)
    gone.tables = 0
    try:
        document = template.render(context, pictures.media, report.date)
    except TemplateError as fault:
        said = (
            each._replace(message=f"做“{report.signature}”的报告时，{each.message}")
            for each in fault.problems
        )
        raise TemplateError(*said) from fault
    told = (*template.reminders, *_told(gone.tables, template.name))
    return FinishedDocument(document, told)


def _told(tables: int, name: str) -> Iterator[Problem]:
    if tables:
        message = f"有 {tables} 个表格一行也没有（循环里一项也没有，或条件不成立），没有印"
        hint = (
            "要留下表头，请在模板里把表头行写在循环外面；本来就不要印的，"
            "请把整个表格放在 {%p if 名称 %} 与 {%p endif %} 之间"
        )
        yield warning("table_gone", message, Location(name), hint)
