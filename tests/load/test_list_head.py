"""Heads of lists of schools, on sheets of many columns."""

from __future__ import annotations

from reportgen.load.list_head import find_head
from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.load.workbooks.grid import CellKind, Grid, GridCell
from reportgen.resources import data_folder

WORDS = load_vocabulary(data_folder() / "vocabulary.yaml").lists
NAME, TYPE = GridCell("学校名称", CellKind.TEXT), GridCell("类型", CellKind.TEXT)


def grid_of(blocks: int) -> Grid:
    return Grid("表", {1: dict(enumerate((NAME, TYPE) * blocks, 1))})


def test_lists_beside_each_other_have_a_block_each() -> None:
    head = find_head(grid_of(3), WORDS)
    assert head is not None and head.unread == 0
    assert [each["name"] for each in head.blocks] == [1, 3, 5]


def test_more_lists_than_a_page_has_room_for_are_told_as_unread() -> None:
    head = find_head(grid_of(8_000), WORDS)
    assert head is not None
    assert (len(head.blocks), head.unread) == (51, 103)
