"""A report and a compiled Word template → the bytes of a docx."""

from __future__ import annotations

from reportgen.model.report import Report
from reportgen.problems import TemplateError
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.template import PICTURES, CompiledTemplate


def render_report(report: Report, template: CompiledTemplate) -> bytes:
    """The report laid out by the template, as the bytes of a docx.

    Raises TemplateError, which says whose report it is, where the template asks for a name the
    report does not have.
    """
    pictures = Pictures()
    context = build_context(report, template.style_ids, pictures)
    if PICTURES in template.names:
        for picture in report.pictures.values():
            pictures.add_named(picture)
    try:
        return template.render(context, pictures.media, report.date)
    except TemplateError as fault:
        said = (
            each._replace(message=f"做“{report.signature}”的报告时，{each.message}")
            for each in fault.problems
        )
        raise TemplateError(*said) from fault
