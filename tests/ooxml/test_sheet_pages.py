"""A sheet prints in a size that can be read, with its title and page numbers."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from reportgen.model.sheet import Column, Sheet, SheetCell
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.ooxml.sheet_pages import column_breaks
from tests.ooxml.test_plain_workbook import MAIN, part


def wide(*widths: float, keys: int = 1, title: str = "", notes: tuple[str, ...] = ()) -> Sheet:
    columns = tuple(Column(f"列{place}", width) for place, width in enumerate(widths))
    return Sheet("表", columns, ((SheetCell("甲"),) * len(widths),), notes, title, keys)


def page(sheet: Sheet) -> ElementTree.Element:
    return part(write_workbook([sheet]), "xl/worksheets/sheet1.xml")


def defined(sheet: Sheet) -> str:
    book = part(write_workbook([sheet]), "xl/workbook.xml")
    return "".join(each.text or "" for each in book.iter(f"{MAIN}definedName"))


@pytest.mark.parametrize(
    ("widths", "orientation", "pages"),
    [
        ((20, 20), "portrait", None),
        ((40, 40, 40), "landscape", None),
        ((40,) * 10, "landscape", "3"),
    ],
)
def test_a_sheet_takes_as_many_pages_side_by_side_as_can_be_read(
    widths: tuple[float, ...], orientation: str, pages: str | None
) -> None:
    (setup,) = page(wide(*widths)).iter(f"{MAIN}pageSetup")
    assert setup.get("orientation") == orientation
    assert (setup.get("fitToWidth"), setup.get("fitToHeight")) == (pages, "0")


def test_what_names_the_rows_is_repeated_on_every_page() -> None:
    assert "表!$A:$B,表!$1:$1" in defined(wide(*(40,) * 10, keys=2)).replace("'", "")
    assert "$A:$" not in defined(wide(20, 20)).partition("$A$1:")[0]


def test_no_page_holds_more_than_fits_in_a_size_that_can_be_read() -> None:
    sheet = wide(6, 30, *(25,) * 20, keys=2)
    places = [2, *column_breaks(sheet), len(sheet.columns)]
    for start, end in pairwise(places):
        shown = [*sheet.columns[:2], *sheet.columns[start:end]]
        assert sum(7 * each.width + 5 for each in shown) / 96 * 25.4 <= 267 / 0.8
    assert places == sorted(set(places))


def test_a_column_wider_than_a_page_still_has_one() -> None:
    assert column_breaks(wide(10, 500, 500)) == [2]


@pytest.mark.parametrize(
    ("title", "shown"), [("甲县2024年度 A&B", "甲县2024年度 A&&B"), ("", "表")]
)
def test_the_title_stands_over_each_page_and_its_number_below(title: str, shown: str) -> None:
    (header,) = page(wide(20, title=title)).iter(f"{MAIN}oddHeader")
    (footer,) = page(wide(20)).iter(f"{MAIN}oddFooter")
    assert (header.text or "").endswith(f"&12 {shown}")
    assert "第 &P 页，共 &N 页" in (footer.text or "")


def test_a_note_stands_on_one_page() -> None:
    (merged,) = page(wide(*(40,) * 10, notes=("注。",))).iter(f"{MAIN}mergeCell")
    assert merged.get("ref") == "B4:C4"
