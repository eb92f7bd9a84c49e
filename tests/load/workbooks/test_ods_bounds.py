"""An .ods holds no more than other workbooks do; what there is too much of is told by its number."""

from __future__ import annotations

import io
import zipfile

import pytest

from benchmarks.bomb_files import FLOAT, ods, ods_row
from reportgen.bounded.limits import LIMITS
from reportgen.load.workbooks.book import book_of
from reportgen.problems import UnreadableFileError

MOST = LIMITS.workbook
SPAN = f'<{FLOAT} table:number-columns-spanned="2"/>'


def test_an_ods_of_as_many_sheets_as_are_read_is_read() -> None:
    book = book_of(ods("</table:table><table:table>" * (MOST.sheets - 1)), "甲.ods")
    assert len(book.names) == MOST.sheets


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("</table:table><table:table>" * MOST.sheets, "工作表超过 1000 张"),
        (ods_row(f'<{FLOAT} table:number-columns-repeated="16385"/>'), "一行超过 16384 列"),
        (ods_row(SPAN * 9) * (MOST.listed // 9 + 1), "合并的单元格超过 10 万处"),
        (ods_row(f"<{FLOAT}/>", 'table:number-rows-repeated="100001"'), "超过 10 万行"),
    ],
    ids=["sheets", "columns", "merged", "rows"],
)
def test_too_much_of_anything_in_an_ods_is_told(content: str, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        book_of(ods(content), "甲.ods")


def test_an_ods_that_is_packed_in_another_way_is_told_of_no_other_kind() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(UnreadableFileError, match="工作簿用了少见的压缩办法，读不出来；请用 Excel"):
        book_of(stream.getvalue(), "甲.ods")
