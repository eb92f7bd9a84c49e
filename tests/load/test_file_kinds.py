"""Files that are no data: the kinds in the data are read, and each is told as it is there."""

from __future__ import annotations

from pathlib import PurePath

import pytest

from reportgen.load.file_kinds import (
    Packing,
    explain_other_kind,
    find_other_kind,
    load_file_kinds,
    may_hold_data,
    tell_unread_file,
)
from reportgen.load.source import DATA_SUFFIXES
from reportgen.problems import Severity

PACKED, BOOK, WORD = b"PK\x03\x04", b"xl/workbook.xml", b"word/document.xml"


def test_every_extension_of_the_data_is_a_kind_with_words() -> None:
    kinds = load_file_kinds()
    assert {"Word 文档", "PDF", "压缩包", "图片"} <= {kind.name for kind in kinds.values()}
    assert not DATA_SUFFIXES & kinds.keys()
    for suffix, kind in kinds.items():
        path = PurePath(f"甲{suffix.upper()}")
        told = tell_unread_file(path, find_other_kind(path))
        assert (told.message, told.hint) == (f"{kind.name}，没有读", kind.hint)
        assert (told.severity is Severity.ERROR) is kind.may_be_returned
        assert may_hold_data(path) is kind.may_hold_data
        explained = explain_other_kind(path)
        assert explained is not None and kind.name in explained.message
    assert not any(kind.may_be_returned and not kind.may_hold_data for kind in kinds.values())


@pytest.mark.parametrize(
    ("file", "opening", "ending", "name"),
    [
        ("甲.docx", PACKED, WORD, "Word 文档"),
        ("甲.docx", PACKED, BOOK, "扩展名不对的工作簿或压缩包"),
        ("甲.pdf", PACKED, b"", "扩展名不对的工作簿或压缩包"),
        ("甲.xlsb", PACKED, BOOK, "别种表格文件"),
        ("甲", PACKED, BOOK, "扩展名不对的工作簿或压缩包"),
        ("甲", b"%PDF", b"", "不认识的文件"),
    ],
)
def test_a_workbook_under_another_name_is_known_by_its_bytes(
    file: str, opening: bytes, ending: bytes, name: str
) -> None:
    assert find_other_kind(PurePath(file), opening, ending).name == name


def test_each_way_of_packing_has_its_kinds() -> None:
    assert {kind.packing for kind in load_file_kinds().values()} == set(Packing)
