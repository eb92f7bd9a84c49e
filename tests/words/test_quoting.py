"""Quotation marks within quotation marks become single ones."""

from __future__ import annotations

import pytest

from reportgen.words.quoting import before_figure, in_quotes, nest_quotes, quoted_names


@pytest.mark.parametrize(
    ("text", "nested"),
    [
        ("针对“防止“小学化””的措施", "针对“防止‘小学化’”的措施"),
        ("“甲“乙“丙”丁”戊”", "“甲‘乙“丙”丁’戊”"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("“甲“乙”", "“甲“乙”"),
        ("没有引号", "没有引号"),
    ],
)
def test_inner_marks_are_single(text: str, nested: str) -> None:
    assert nest_quotes(text) == nested


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("美术教室2", "“美术教室2”88平方米"),
        ("美术教室２", "“美术教室２”88平方米"),
        ("画室B", "“画室B”88平方米"),
        ("美术教室二", "美术教室二88平方米"),
        ("七年级1班", "七年级1班88平方米"),
        ("", "88平方米"),
    ],
)
def test_a_name_that_ends_in_a_figure_is_not_read_as_one_with_what_follows(
    name: str, told: str
) -> None:
    assert f"{before_figure(name)}88平方米" == told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“文明学校”“平安校园”", ("文明学校", "平安校园")),
        ("“文明学校” 、“平安校园”、“书香校园”等荣誉称号。", ("文明学校", "平安校园", "书香校园")),
        ("学校先后获得“文明学校”“平安校园”", ("文明学校", "平安校园")),
        ('"文明学校","平安校园"', ("文明学校", "平安校园")),
        ("「文明学校」「平安校园」", ("文明学校", "平安校园")),
        ("“文明学校”", ()),
        ("文明学校、平安校园", ()),
        ("“双减”“五育”工作先进单位", ()),
        ("家庭“文明学校”“平安校园”", ()),
        ("", ()),
    ],
)
def test_names_that_are_written_side_by_side(text: str, names: tuple[str, ...]) -> None:
    assert quoted_names(text) == names


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("文明学校", "“文明学校”"),
        ("“文明学校”", "“文明学校”"),
        ("“文明学校", "“文明学校”"),
        ("“双减”工作先进单位", "“‘双减’工作先进单位”"),
        ("“双减”工作“五育”", "“‘双减’工作‘五育’”"),
        ("““双减”工作先进单位”", "“‘双减’工作先进单位”"),
    ],
)
def test_a_name_has_one_pair_of_marks(name: str, quoted: str) -> None:
    assert in_quotes(name) == quoted
