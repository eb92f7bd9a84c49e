"""The fields of a school: what is asked for, with what stands in the file and where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.editing.addresses import Address, value_at
from reportgen.editing.entry_fields import EntryField, FieldKind, FormChapter
from reportgen.model.school import WHOLE_SECTIONS
from reportgen.resources import data_folder
from reportgen.web.desk import Desk

_SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))


def _chapters(path: Path) -> tuple[FormChapter, ...]:
    return Desk(path.parent).look(path.name).chapters or ()


def _fields(path: Path) -> Iterator[EntryField]:
    yield from (field for chapter in _chapters(path) for field in chapter.fields)


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_each_field_shows_what_stands_at_its_address(path: Path) -> None:
    tree = Desk(path.parent).look(path.name).file.tree
    for field in _fields(path):
        value = value_at(tree, field.address)
        if isinstance(value, str) and field.kind is not FieldKind.FIXED:
            assert field.text == value


@pytest.mark.parametrize("path", _SAMPLES, ids=lambda path: path.stem)
def test_every_figure_of_the_file_has_a_field_of_its_own(path: Path) -> None:
    tree = Desk(path.parent).look(path.name).file.tree
    fields = [field for field in _fields(path) if field.kind is not FieldKind.FIXED]
    addresses = [field.address for field in fields if field.address[0] == "数据"]
    tops = {address[:length] for address in addresses for length in (2, 3)}
    block = value_at(tree, ("数据",))
    assert isinstance(block, dict)
    for name, value in block.items():
        keys = value if isinstance(value, dict) else {}
        wanted: list[Address] = [("数据", name, key) for key in keys if key != "合计"]
        wanted = wanted or [("数据", name)]
        assert tops.issuperset(wanted), name
    assert len(set(addresses)) == len(addresses)


def test_a_figure_is_asked_for_by_stage_with_its_unit_and_meaning() -> None:
    path = data_folder() / "schools" / "九年一贯制.yaml"
    found = {(field.label, field.stage): field for field in _fields(path) if field.fact}
    field = found["在校生数", "初中"]
    assert (field.text, field.unit, field.address) == ("210", "人", ("数据", "在校生数", "初中"))
    assert field.required
    assert field.hint


def test_what_has_to_be_filled_in_and_is_not_is_missing(tmp_path: Path) -> None:
    text = (data_folder() / "schools" / "完全小学.yaml").read_text(encoding="utf-8")
    path = tmp_path / "学校.yaml"
    path.write_text(text.replace("  图书册数: 18900\n", ""), encoding="utf-8")
    missing = [field.label for field in _fields(path) if field.is_missing]
    assert "图书册数" in missing
    assert "在校生数" not in missing


def test_sums_are_fields_and_what_no_line_holds_is_shown(tmp_path: Path) -> None:
    text = "学校: {名称: 甲, 类型: 九年一贯制学校}\n报告: {年度: 2025, 标准: []}\n数据:\n"
    figures = "  在校生数: {小学: 1, 初中: 2, 合计: 3}\n  图书册数: [1, 2]\n"
    (tmp_path / "甲.yaml").write_text(f"{text}{figures}自定标准: {{标识: 乙}}\n", "utf-8")
    chapters = Desk(tmp_path).look("甲.yaml").chapters or ()
    fields = {field.address: field for chapter in chapters for field in chapter.fields}
    assert fields["数据", "在校生数", "合计"].text == "3"
    assert fields["数据", "图书册数"].kind is FieldKind.FIXED
    assert fields[("自定标准",)].kind is FieldKind.FIXED


def test_each_chapter_written_whole_says_what_that_does(tmp_path: Path) -> None:
    path = tmp_path / "学校.yaml"
    path.write_text("学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024}\n", encoding="utf-8")
    hints = {field.label: field.hint for field in _fields(path) if len(field.address) == 1}
    assert set(hints) == set(WHOLE_SECTIONS)
    assert all(hints.values())
