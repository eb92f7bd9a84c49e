"""A reader of sources: tables are read once, and asked for by whoever comes first."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportgen.load.source import Source, SourceReader
from reportgen.load.yaml_tree import Item
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import UnreadableFileError
from tests.load.workbooks.test_foreign_table import ROWS, write_statistics
from tests.load.workbooks.test_wide_form import SCHOOLS, write_table
from tests.opened_files import counted_opens
from tests.workbooks import write_form


@pytest.fixture
def reader() -> SourceReader:
    return Workshop().reader


def test_what_is_wrong_with_a_table_is_told_to_whoever_asks_first(
    tmp_path: Path, reader: SourceReader
) -> None:
    rows = tuple(("", *row[1:7], 111, *row[8:]) if row[1:2] == ("合计",) else row for row in ROWS)
    path = write_statistics(tmp_path / "a.xlsx", rows)
    assert "total_mismatch" in {each.code for each in reader.table_problems(Source(path))}


def test_the_mapping_that_explains_a_table_is_one_of_the_files_a_school_is_made_from(
    tmp_path: Path, reader: SourceReader
) -> None:
    path = write_statistics(tmp_path / "a.xlsx")
    (mapping,) = reader.read(Source(path, "城关中学")).files
    assert mapping.is_file()


def test_a_table_is_read_once_for_all_of_its_schools(tmp_path: Path) -> None:
    path, workshop = write_table(tmp_path / "a.xlsx"), Workshop()
    with counted_opens() as opened:
        for source in workshop.reader.split(Source(path)):
            assert examine_school(source, workshop).school is not None
        assert workshop.reader.table_problems(Source(path)) == ()
    assert opened.times(path) == 1


def test_a_form_is_opened_once_and_its_tree_is_a_new_one_each_time(
    tmp_path: Path, reader: SourceReader
) -> None:
    path = write_form(tmp_path / "a.xlsx")
    with counted_opens() as opened:
        assert reader.split(Source(path)) == (Source(path),)
        assert reader.table_problems(Source(path)) == ()
        one, two = reader.open(Source(path)), reader.open(Source(path))
    assert opened.times(path) == 1
    assert isinstance(one, Item) and isinstance(two, Item)
    assert one.reading is not two.reading


def test_a_table_that_was_changed_is_read_again(tmp_path: Path, reader: SourceReader) -> None:
    path = write_table(tmp_path / "a.xlsx")
    assert len(reader.split(Source(path))) == 3
    write_table(path, SCHOOLS[:2])
    os.utime(path, ns=(1, 1))
    assert len(reader.split(Source(path))) == 2


def test_only_the_last_few_workbooks_are_kept(tmp_path: Path, reader: SourceReader) -> None:
    paths = [write_table(tmp_path / f"{number}.xlsx") for number in range(6)]
    with counted_opens() as opened:
        for path in (*paths, paths[-1], paths[0]):
            reader.split(Source(path))
    assert [opened.times(path) for path in paths] == [2, 1, 1, 1, 1, 1]


def test_several_threads_read_a_table_once(tmp_path: Path, reader: SourceReader) -> None:
    path = write_table(tmp_path / "a.xlsx")
    with counted_opens() as opened, ThreadPoolExecutor(4) as pool:
        found = set(pool.map(reader.split, [Source(path)] * 8))
    assert len(found) == 1
    assert opened.times(path) == 1


def test_a_file_that_is_not_there_is_said_to_be_missing_whatever_is_asked(
    tmp_path: Path, reader: SourceReader
) -> None:
    source = Source(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFileError, match="找不到"):
        reader.table_problems(source)
    with pytest.raises(UnreadableFileError, match="找不到"):
        reader.read(source)
