"""Cells are named and found by their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.ooxml.cell_names import (
    LAST_COLUMN,
    LAST_ROW,
    cell_name,
    column_name,
    column_number,
    find_cell,
)


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (0, "")]
)
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_name(column) == letters
    assert column_number(letters) == column


def test_small_letters_name_the_same_column() -> None:
    assert column_number("aa") == 27


@given(st.integers(1, LAST_ROW), st.integers(1, LAST_COLUMN))
def test_a_cell_is_found_by_its_name(row: int, column: int) -> None:
    assert find_cell(cell_name(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("$D$12", (12, 4)),
        ("d12", (12, 4)),
        ("XFD1048576", (LAST_ROW, LAST_COLUMN)),
        ("XFE1", None),
        ("A1048577", None),
        ("A0", None),
        ("12", None),
        ("D", None),
        ("第3行", None),
        ("B2:C3", None),
        ("", None),
    ],
)
def test_what_names_no_cell_is_none(name: str, place: tuple[int, int] | None) -> None:
    assert find_cell(name) == place
