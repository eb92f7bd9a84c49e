"""The sheets of texts: a column is a word in the table of sheets."""

from __future__ import annotations

import io

import jsonschema
import openpyxl
import pytest

from reportgen.forms.cell_styles import FormBook
from reportgen.forms.table_sheets import TableHints, write_table_sheet
from reportgen.load.schema import make_schema
from reportgen.model.form import TABLES, TableSheet
from reportgen.pipeline import Workshop
from tests.conftest import Examine


def test_a_column_of_which_nothing_else_is_said_has_the_usual_width() -> None:
    table = TableSheet("家访", "家访", ("标题", "走访户数"), "一行一次。")
    book = FormBook()
    write_table_sheet(
        book.sheet(table.name), book, table, [("期末家访", "36户")], TableHints((), "")
    )
    page = openpyxl.load_workbook(io.BytesIO(book.close()))["家访"]
    assert [cell.value for cell in page[4]] == ["序号", "标题", "走访户数"]
    assert [cell.value for cell in page[5]] == [1, "期末家访", "36户"]
    widths = [round(page.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [7, 27, 21]


@pytest.mark.parametrize("table", TABLES, ids=[table.name for table in TABLES])
def test_every_column_is_a_key_of_data_files(
    examine: Examine, workshop: Workshop, table: TableSheet
) -> None:
    """Beside `model/form.py`, a new key goes into `load/narrative.py` and `load/schema.py`."""
    entry = dict.fromkeys(table.columns, "甲")
    block: object = [entry]
    if table.key == "章节":
        block = {entry.pop("标题"): entry}
    problems = examine(f"{table.key}: {block!r}\n").problems
    assert [each.message for each in problems if each.code == "unknown_key"] == []
    faults = jsonschema.Draft7Validator(make_schema(workshop.library)).iter_errors(
        {table.key: block}
    )
    assert [fault.message for fault in faults if fault.validator == "additionalProperties"] == []
