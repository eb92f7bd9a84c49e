"""The known name that a misspelt one was to be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import words
from reportgen.words.nearest import ask_nearest, find_nearest, list_names, suggest
from reportgen.words.traditional import simplify_characters
from tests.shared import LIBRARY

FACTS = tuple(LIBRARY.dictionary.facts)
NAMES = st.sampled_from([name for name in FACTS if len(name) >= 4])
# In no name of a fact.
STRANGE = st.sampled_from("龘鬱蠹齉爨")


@pytest.mark.parametrize(
    ("name", "known", "nearest"),
    [
        ("标淮", ("学校", "标准"), "标准"),
        ("题目", ("主送", "标题"), "标题"),
        ("图书", ("教室数", "图书册数"), "图书册数"),
        ("数字", ("面积", "数"), "数"),
        ("在校学生数", ("毕业生数", "在校生数"), "在校生数"),
        ("教学校数", ("教学班数", "在校生数"), "教学班数"),
        ("甲小雪", ("乙小学", "甲小学"), "甲小学"),
        ("學校名稱", ("学校名称",), "学校名称"),
        ("ＰＤＦ", ("docx", "pdf"), "pdf"),
        ("行距 28磅", ("行距29磅", "行距28磅"), "行距28磅"),
        ("fro", ("if", "for"), "for"),
        ("tempalte", ("demo", "template"), "template"),
        ("名称", ("名 称", "名称"), "名称"),
        ("标题字好", ("标题字体", "标题字号"), "标题字号"),
        ("表提", ("图表", "表题"), "表题"),
    ],
)
def test_nearest_name(name: str, known: tuple[str, ...], nearest: str) -> None:
    assert find_nearest(name, known) == nearest


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("占地面积", ("运动场地面积", "校园面积")),
        ("宿舍楼幢数", ("教学楼幢数",)),
        ("天气", ("学校", "标准", "年度")),
        ("教师", ("教学班数", "学生厕所数")),
        ("is", ("if", "in")),
        ("", ("", "甲")),
        ("甲" * 70, ("甲" * 71,)),
        ("甲", ()),
    ],
)
def test_what_is_not_near_is_not_suggested(name: str, known: tuple[str, ...]) -> None:
    assert find_nearest(name, known) is None


@given(st.sampled_from(FACTS))
def test_a_known_name_is_the_nearest_to_itself(name: str) -> None:
    assert find_nearest(name, FACTS) == name


@pytest.mark.slow
@given(NAMES, st.data())
def test_one_wrong_missing_or_added_character_is_forgiven(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    strange = data.draw(STRANGE)
    head, tail = name[:at], name[at:]
    for written in (head + strange + tail[1:], head + tail[1:], head + strange + tail):
        assert find_nearest(written, [name]) == name
        assert find_nearest(written, FACTS) is not None


@given(NAMES, st.data())
def test_two_exchanged_characters_are_forgiven(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 2))
    written = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert find_nearest(written, [name]) == name


@given(st.text("甲乙丙丁abc", min_size=1), st.lists(st.text("子丑寅卯xyz")))
def test_names_without_a_common_character_are_not_near(name: str, known: list[str]) -> None:
    assert find_nearest(name, known) is None


def test_the_hint_names_the_nearest_or_lists_what_is_known() -> None:
    assert suggest("年渡", ["年度", "标题"]) == "是不是“年度”？"
    assert suggest("甲", ["年度", "标题"]) == "可以用的有：年度、标题"
    assert suggest("甲", []) == ""
    assert ask_nearest("甲", ["年度"], "请写年度") == "请写年度"
    assert list_names(map(str, range(13))) == "可以用的有：0、1、2、3、4、5、6、7、8、9、10、11等"


def test_no_other_module_looks_for_near_names_or_words_the_hint() -> None:
    package = Path(words.__file__).parent.parent
    modules = [path for path in package.rglob("*.py") if path.parent.name != "words"]
    assert modules
    for path in modules:
        text = path.read_text(encoding="utf-8")
        assert "difflib" not in text and "是不是“" not in text, path


def test_traditional_characters_become_simplified_ones_one_by_one() -> None:
    assert simplify_characters("學校佔地面積與教室數") == "学校占地面积与教室数"
    for name in FACTS:
        assert simplify_characters(name) == name
