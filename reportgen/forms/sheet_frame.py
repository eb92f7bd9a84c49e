"""What every sheet of a form has: its head, printing on A4, protection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportgen.forms.cell_styles import FormBook
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.named_tuple import NamedTuple

# What a clerk may still do to a protected sheet.
_ALLOWED = (
    *("insert_rows", "insert_columns", "format_rows", "format_columns", "format_cells"),
    *("sort", "autofilter"),
)

# How wide a column is whose sheet says nothing else.
USUAL_WIDTH = 20


class SheetHead(NamedTuple):
    """What stands above the lines of a sheet: title, note, the columns' titles and widths.

    Of the columns the first `printed` print, all if there is no number.
    """

    title: str
    note: str
    columns: Sequence[tuple[str, float]]
    printed: int = 0


def write_head(page: Any, book: FormBook, head: SheetHead) -> None:
    """Title and note, over the columns that print, and the titles of all columns."""
    end = (head.printed or len(head.columns)) - 1
    page.merge_range(0, 0, 0, end, head.title, book.style("title"))
    page.set_row(0, 30)
    page.merge_range(1, 0, 1, end, head.note, book.style("status"))
    for place, (column, width) in enumerate(head.columns):
        page.set_column(place, place, width)
        page.write_string(FIRST_LINE - 1, place, column, book.style("head"))


def finish_sheet(page: Any, fixed_columns: int = 0, with_objects: bool = False) -> None:
    """Keep the head and the first columns in sight, print on A4, and protect the sheet.

    `with_objects`: pictures may still be put on it.
    """
    page.freeze_panes(FIRST_LINE, fixed_columns)
    print_on_a4(page)
    protect(page, with_objects)


def protect(page: Any, with_objects: bool = False) -> None:
    """Lock the labels against slips of the hand, without a password."""
    page.protect("", {**dict.fromkeys(_ALLOWED, True), "objects": with_objects})


def print_on_a4(page: Any, head: int = FIRST_LINE - 1) -> None:
    """Landscape A4, one page wide; rows down to `head` and the page number on every page."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.repeat_rows(head)
    page.set_footer("&C第 &P 页，共 &N 页")
