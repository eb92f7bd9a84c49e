"""A report → Markdown: its title, headings, paragraphs, lists and tables; pictures and charts by
their captions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model.indicator_table import as_table
from reportgen.model.report import (
    Block,
    CaptionedPicture,
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


def report_as_markdown(report: Report) -> str:
    """The report as the text of a file."""
    blocks = [
        *report.introduction,
        *(block for section in report.sections for block in section.blocks),
    ]
    title = "# " + report.title.replace("\n", "")
    return "\n\n".join([title, *(text for block in blocks for text in _written(block))]) + "\n"


def _written(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * (level + 1)} {text}"
        case Paragraph(runs):
            yield _runs(runs)
        case Items(items):
            yield "\n".join(
                f"{'    ' * item.depth}- {item.marker}{_runs(item.runs)}" for item in items
            )
        case Roster(lines):
            yield from (f"{line.role}：{line.members}" for line in lines)
        case IndicatorTable():
            yield from _table(as_table(block))
        case Table():
            yield from _table(block)
        case CaptionedPicture(_, caption) | Chart(caption=caption):
            yield f"（{caption}）"


def _runs(runs: Sequence[Run]) -> str:
    return "".join(f"**{run.text}**" if run.bold else run.text for run in runs)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{table.caption}**"
    rows = [table.header, *([cell.text for cell in row] for row in table.rows)]
    lines = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(table.header))
    yield "\n".join(lines)
    if table.note:
        yield table.note


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")
