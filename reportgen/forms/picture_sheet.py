"""图片: the pictures of a school, each in a row with its place and its caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.forms.cell_styles import FormBook
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.forms.sheet_frame import SheetHead, print_on_a4, write_head
from reportgen.model.form import PICTURE_COLUMN, PICTURES_SHEET, TABLES
from reportgen.model.picture import Picture, lies_below
from reportgen.ooxml.cell_texts import clean, cut

_COLUMNS = (("序号", 6), ("位置", 22), ("标题", 30), (PICTURE_COLUMN, 46), ("文件", 24))
_PICTURE_PLACE = [title for title, _ in _COLUMNS].index(PICTURE_COLUMN)
_LEAST, _FREE = 8, 4
# Points, and what a cell has room for in pixels at 96 an inch, a margin left free.
_HEIGHT, _MARGIN = 118, 4
_SCREEN = 96
_ROOM = (46 * 7 + 5 - 2 * _MARGIN, _HEIGHT * _SCREEN // 72 - 2 * _MARGIN)
_MOVES_WITH_CELLS = 2
_LONGEST_DESCRIPTION = 255


def write_picture_sheet(
    page: Any,
    book: FormBook,
    rows: Sequence[Sequence[str]],
    pictures: Mapping[str, Picture],
    places: Sequence[str],
) -> None:
    """The whole sheet: `rows` are place, caption and file; a picture of that file is shown.

    `places` are offered to choose from. The sheet is not protected, as that would keep pictures
    out.
    """
    spec = next(table for table in TABLES if table.name == PICTURES_SHEET)
    write_head(page, book, SheetHead(spec.name, spec.sample, _COLUMNS))
    page.set_row(1, 48)
    count = max(len(rows) + _FREE, _LEAST)
    free = [("",) * len(spec.columns)] * (count - len(rows))
    for row, (place, caption, file) in enumerate((*rows, *free), FIRST_LINE):
        _write_row(page, book, row, (place, caption, "", file))
        if file in pictures and lies_below(file):
            _show(page, row, file, pictures[file])
    first, last = FIRST_LINE, FIRST_LINE + count - 1
    if places:
        page.data_validation(first, 1, last, 1, book.drop_down(places))
    page.freeze_panes(FIRST_LINE, 0)
    print_on_a4(page)


def _write_row(page: Any, book: FormBook, row: int, texts: Sequence[str]) -> None:
    page.set_row(row, _HEIGHT)
    page.write_number(row, 0, row - FIRST_LINE + 1, book.style("centre"))
    for place, text in enumerate(texts, 1):
        if text:
            page.write_string(row, place, text, book.style("text"))
        else:
            page.write_blank(row, place, None, book.style("text"))


def _show(page: Any, row: int, file: str, picture: Picture) -> None:
    """The picture in its cell, as large as fits; one that XlsxWriter cannot read stays beside."""
    from reportgen.ooxml.text_book import read_image

    image = read_image(picture.data)
    if image is None:
        return
    scale = min(1.0, _ROOM[0] / picture.width, _ROOM[1] / picture.height)
    options = {
        # XlsxWriter takes a picture's own inches; what counts here are its pixels.
        "x_scale": scale * image.x_dpi / _SCREEN,
        "y_scale": scale * image.y_dpi / _SCREEN,
        **{"x_offset": _MARGIN, "y_offset": _MARGIN, "object_position": _MOVES_WITH_CELLS},
        "description": cut(clean(file), _LONGEST_DESCRIPTION),
    }
    page.insert_image(row, _PICTURE_PLACE, image, options)
