"""A report → a view of it for the page: its blocks as HTML, each figure a link to its source.

It stands beside the fields where no LibreOffice lays pages out; nothing of the template is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup, escape

from reportgen.model.indicator_table import as_table
from reportgen.model.report import (
    Block,
    CaptionedPicture,
    Cell,
    Chart,
    Heading,
    IndicatorTable,
    Items,
    Paragraph,
    Report,
    Roster,
    Run,
    Table,
)
from reportgen.model.sourced_text import spans_of

_FIGURE = Markup('<button type="button" class="figure" data-figure="{}">{}</button>')


def report_as_html(report: Report) -> Markup:
    """The report from its title to its date, attachments that are part of it behind it."""
    parts = [
        Markup("<h2>{}</h2>").format(_lines(report.title)),
        _paragraph(f"{report.addressee}：", "flush") if report.addressee else Markup(),
        *map(_block, report.introduction),
        *(_block(block) for section in report.sections for block in section.blocks),
        *(_paragraph(text, "right") for text in (report.signature, report.date) if text),
    ]
    for attached in report.attached:
        parts.append(Markup("<h3>{}</h3>").format(attached.title))
        parts.extend(map(_block, attached.blocks))
    return Markup("\n").join(part for part in parts if part)


def _block(block: Block) -> Markup:
    match block:
        case Heading(level, text):
            return Markup("<h{0} class=level{1}>{2}</h{0}>").format(
                min(level + 2, 6), level, _figures(text)
            )
        case Paragraph(runs):
            return Markup("<p>{}</p>").format(_runs(runs))
        case Items(items):
            return _join(
                Markup("<p class=item>{}{}</p>").format(item.marker, _runs(item.runs))
                for item in items
            )
        case Roster(lines):
            return _join(Markup("<p>{}：{}</p>").format(line.role, line.members) for line in lines)
        case IndicatorTable():
            return _table(as_table(block))
        case Table():
            return _table(block)
        case CaptionedPicture(caption=caption) | Chart(caption=caption):
            return _paragraph(f"（图：{caption}）" if caption else "（图）", "caption")


def _join(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _paragraph(text: str, style: str) -> Markup:
    return Markup('<p class="{}">{}</p>').format(style, text)


def _runs(runs: Sequence[Run]) -> Markup:
    return Markup("").join(
        Markup("<b>{}</b>").format(_figures(run.text)) if run.bold else _figures(run.text)
        for run in runs
    )


def _lines(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _figures(text: str) -> Markup:
    """The text, each of its figures a button that knows of what it is."""
    parts, at = list[Markup](), 0
    for start, end, code in spans_of(text):
        parts += [_plain(text[at:start]), _FIGURE.format(code, text[start:end])]
        at = end
    return Markup("").join([*parts, _plain(text[at:])])


def _plain(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _table(table: Table) -> Markup:
    heads = _join(Markup("<th scope=col>{}</th>").format(_plain(head)) for head in table.header)
    rows = _join(Markup("<tr>{}</tr>").format(_row(row)) for row in table.rows)
    caption = Markup("<caption>{}</caption>").format(table.caption) if table.caption else ""
    note = _paragraph(table.note, "note") if table.note else Markup()
    return Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}").format(
        caption, heads, rows, note
    )


def _row(row: Sequence[Cell]) -> Markup:
    return Markup("").join(_cells(row))


def _cells(row: Sequence[Cell]) -> Iterator[Markup]:
    for cell in row:
        style = Markup(" class=shaded") if cell.shaded else Markup()
        yield Markup("<td{}>{}</td>").format(style, _figures(cell.text))
