"""A report and a compiled Word template → the bytes of a docx."""

from __future__ import annotations

from reportgen.model.report import Report
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.template import PICTURES, CompiledTemplate


def render_report(report: Report, template: CompiledTemplate) -> bytes:
    """The report laid out by the template, as the bytes of a docx.

    Raises TemplateError where the template asks for a name the report does not have.
    """
    pictures = Pictures()
    context = build_context(report, template.style_ids, pictures)
    if PICTURES in template.names:
        for picture in report.pictures.values():
            pictures.add_named(picture)
    return template.render(context, pictures.media)
