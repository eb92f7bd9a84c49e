"""Something to copy into a template → what it prints of a report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx

from reportgen.load.template_names import Snippet
from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.report import Report
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.paragraphs import paragraph_text
from reportgen.problems import TemplateError
from reportgen.render import fill_template
from reportgen.render.template import compile_template
from reportgen.resources import templates_folder
from reportgen.sections.phrasing.filters import FILTERS

Printed = str | tuple[tuple[str, ...], ...]
"""A paragraph, or the rows of a table."""

_MOST_BLOCKS, _MOST_ROWS = 12, 6
_MORE = "……"


def print_snippet(snippet: Snippet, report: Report) -> tuple[Printed, ...]:
    """The beginning of what the snippet prints of the report; what is wrong where it cannot."""
    try:
        compiled = compile_template(_template(snippet), SCHOOL_REPORT.file, FILTERS)
        made = fill_template(report, compiled).document
    except TemplateError as fault:
        return tuple(f"印不出：{each.message}" for each in fault.problems)
    return tuple(_first(_blocks(made)))


def _template(snippet: Snippet) -> bytes:
    """The report's own template, with nothing in it but the snippet."""
    made, kept = docx.Document(str(templates_folder() / SCHOOL_REPORT.file)), io.BytesIO()
    body: Any = made.element.body
    for each in list(body):
        if each.tag != f"{W}sectPr":
            body.remove(each)
    for text in snippet.paragraphs:
        made.add_paragraph(text)
    if snippet.rows:
        table = made.add_table(len(snippet.rows), len(snippet.rows[0]))
        for row, texts in zip(table.rows, snippet.rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    made.save(kept)
    return kept.getvalue()


def _blocks(document: bytes) -> Iterator[Printed]:
    body: Any = docx.Document(io.BytesIO(document)).element.body
    for each in body:
        if each.tag == f"{W}p" and (text := paragraph_text(each).strip()):
            yield text
        elif each.tag == f"{W}tbl":
            yield tuple(_rows(each))


def _rows(table: Any) -> Iterator[tuple[str, ...]]:
    rows = table.findall(f"{W}tr")
    for row in rows[: _MOST_ROWS + 1]:
        cells = (cell.iter(f"{W}p") for cell in row.findall(f"{W}tc"))
        yield tuple("\n".join(map(paragraph_text, each)) for each in cells)
    if len(rows) > _MOST_ROWS + 1:
        yield (_MORE,)


def _first(blocks: Iterator[Printed]) -> Iterator[Printed]:
    for at, each in enumerate(blocks):
        if at == _MOST_BLOCKS:
            yield _MORE
            return
        yield each
