"""Lines as clerks type and paste them become paragraphs, lists and headings of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.report import Block, Heading, Items, Paragraph, Roster, RosterLine, Run, Table
from reportgen.sections.typed.markdown import to_blocks
from reportgen.sections.typed.numbering import Numbering
from reportgen.words.chinese_numerals import write_numeral
from reportgen.words.ordinals import find_ordinal
from reportgen.words.typed_lines import clean_pasted


def told(text: str, level: int = 3, every_line: bool = True) -> list[str]:
    """A line for each paragraph, item and heading of a cell's text, or of one in a file."""
    blocks = to_blocks(clean_pasted(text), {}, level, every_line)
    return [line for block in blocks for line in _told(block)]


def _told(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {text}"
        case Paragraph(runs):
            yield _joined(runs)
        case Items(items):
            yield from (f"{item.marker or '•'} {_joined(item.runs)}" for item in items)
        case Roster(lines):
            yield from (f"{line.role}：{line.members}" for line in lines)
        case Table(header, rows):
            yield "|".join(header)
            yield from ("|".join(cell.text for cell in row) for row in rows)


def _joined(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("组长：校长\n\t成 员：各处室负责人", ["组长：校长", "成员：各处室负责人"]),
        ("副组长：甲\n组长工作会", ["副组长：甲", "组长工作会"]),
        ("　　第一段\n　　第二段", ["第一段", "第二段"]),
        ("• 甲；\n● 乙；\n·丙。", ["• 甲；", "• 乙；", "• 丙。"]),
        ("-甲\n- 乙\n–丙", ["• 甲", "• 乙", "• 丙"]),
        ("\uf0b7\t甲\n\uf06c乙\n丙\uf0d8", ["• 甲", "• 乙", "丙"]),
        ("\u200b甲\ufeff乙\u00a0丙\x0b丁", ["甲乙 丙", "丁"]),
        ("①甲。乙。\n②丙。", ["①甲。乙。", "②丙。"]),
        ("一是甲；\n二是乙。", ["一是甲；", "二是乙。"]),
        ("首先，甲\n其次，乙", ["首先，甲", "其次，乙"]),
        ("1、甲。\n2、乙。\n  3．丙。", ["1.甲。", "2.乙。", "3.丙。"]),
        ("1)甲。\n2）乙。", ["1.甲。", "2.乙。"]),
        (
            "一、甲\n（一）乙\n文。\n（二）丙\n文。\n二、丁\n1、戊。\n2、己。",
            [*("### 甲", "#### 乙", "文。", "#### 丙", "文。", "### 丁", "（1）戊。", "（2）己。")],
        ),
        (
            "一、甲\n1、乙。\n2、丙。\n二、丁\n（一）戊\n1、己。\n2、庚。\n（二）辛\n文。",
            [
                *("### 甲", "（1）乙。", "（2）丙。", "### 丁", "#### 戊"),
                *("①己。", "②庚。", "#### 辛", "文。"),
            ],
        ),
        ("一、甲。\n（1）乙；\n(2)丙。\n二、丁。", ["1.甲。", "（1）乙；", "（2）丙。", "2.丁。"]),
        ("（1）甲；\n（2）乙。", ["1.甲；", "2.乙。"]),
        ("1、甲。\n3、乙。", ["1、甲。", "3、乙。"]),
        ("2、甲。", ["2、甲。"]),
        ("3.5米\n2024年\n-5℃停课", ["3.5米", "2024年", "-5℃停课"]),
        ("★★★三星\n60*40", ["★★★三星", "60*40"]),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n丙\n丁", ["甲|乙", "1|2", "丙", "丁"]),
        ("甲\n1. 乙\n    - 丙\n2. 丁", ["甲", "1. 乙", "• 丙", "2. 丁"]),
    ],
)
def test_a_line_of_a_cell_stands_by_itself(text: str, lines: list[str]) -> None:
    assert told(text) == lines


def test_lines_of_roles_are_a_roster_and_one_alone_is_a_paragraph() -> None:
    text = "组 长：甲（校长）\n副组长:  乙\n成员：丙、丁\n每月开会。"
    assert to_blocks(text, {}, 3, True) == (
        Roster(
            (
                RosterLine("组　长", "甲（校长）"),
                RosterLine("副组长", "乙"),
                RosterLine("成　员", "丙、丁"),
            )
        ),
        Paragraph((Run("每月开会。"),)),
    )
    assert to_blocks("组长：甲\n开会。", {}, 3, True)[0] == Paragraph((Run("组长：甲"),))


@pytest.mark.parametrize(
    ("members", "is_named"),
    [
        ("甲、乙、丙（教务处）", True),
        ("甲，乙，各年级组长。", True),
        ("甲（分管教学，兼任秘书），乙（总务主任，负责后勤保障和校园安全工作）", True),
        ("甲、乙等，定期研究。", False),
        ("甲、乙，加强对学校各项创建工作的领导，学校有明确的校风。", False),
    ],
)
def test_a_line_that_says_more_than_names_is_no_line_of_a_roster(
    members: str, is_named: bool
) -> None:
    roster, *after = to_blocks(f"组长：甲\n副组长：乙\n成员：{members}", {}, 3, True)
    assert isinstance(roster, Roster) and len(roster.lines) == (3 if is_named else 2)
    assert after == ([] if is_named else [Paragraph((Run(f"成员：{members}"),))])


def test_short_numbered_lines_with_a_text_below_are_headings() -> None:
    text = "一、加强领导\n学校成立小组。\n二、落实责任\n（一）校级\n校长负责。\n（二）班级\n班主任负责。"
    assert told(text, 2) == [
        "## 加强领导",
        "学校成立小组。",
        "## 落实责任",
        "### 校级",
        "校长负责。",
        "### 班级",
        "班主任负责。",
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "(一)加强领导\n成立小组。\n1、定期开会。\n2、定期检查。\n(二)加大投入，新建两栋楼。",
            [
                "## 加强领导",
                "成立小组。",
                "1.定期开会。",
                "2.定期检查。",
                "（二）加大投入，新建两栋楼。",
            ],
        ),
        ("（一）甲不足。要补。\n（二）乙不足。", ["（一）甲不足。要补。", "（二）乙不足。"]),
        (
            "一、甲，戊；\n（一）乙；\n（二）丙。\n二、丁。",
            ["（一）甲，戊；", "1.乙；", "2.丙。", "（二）丁。"],
        ),
        ("## 甲\n（一）乙。\n（二）丙。", ["## 甲", "1.乙。", "2.丙。"]),
    ],
)
def test_chinese_numerals_right_below_a_chapter_stay_as_high_as_they_stand(
    text: str, lines: list[str]
) -> None:
    assert told(text, 2) == lines


_POINTS = st.lists(
    st.tuples(
        st.sampled_from(["短题", "题目。这样做了。", "很长的一句，后面还有话，没有完"]),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=6,
)


@given(_POINTS, st.sampled_from(["（一）", "(一)", "一、"]))
def test_points_that_run_on_or_stand_alone_count_on_without_a_gap(
    points: list[tuple[str, int]], typed: str
) -> None:
    lines: list[str] = []
    for number, (words, below) in enumerate(points, 1):
        lines.append(typed.replace("一", write_numeral(number)) + words)
        lines += [f"{place}、小项做了。" for place in range(1, below + 1)]
    blocks = Numbering().number(to_blocks("\n".join(lines), {}, 2, True))
    found = [find_ordinal(line.lstrip("# ")) for block in blocks for line in _told(block)]
    numbered = [(each.level, each.value) for each in found if each]
    assert [value for level, value in numbered if level == 2] == [*range(1, len(points) + 1)]
    assert all(level in (2, 3) or max(below for _, below in points) < 2 for level, _ in numbered)


def test_a_heading_that_was_closed_like_a_sentence_is_a_heading() -> None:
    assert told("1、加强领导。\n成立小组。\n2、落实责任。\n签订责任书。") == [
        *("### 加强领导", "成立小组。", "### 落实责任", "签订责任书。"),
    ]
    assert told("1、加强领导。\n2、落实责任。\n签订责任书。")[0] == "1.加强领导。"


def test_a_number_without_a_text_below_makes_a_list() -> None:
    assert told("1、语文\n2、数学\n3、英语") == ["1.语文", "2.数学", "3.英语"]


def test_a_text_that_has_headings_of_its_own_keeps_its_numbers_below_them() -> None:
    assert told("## 甲\n1、乙\n丙\n2、丁\n戊") == ["### 甲", "（1）乙", "丙", "（2）丁", "戊"]


@pytest.mark.parametrize(
    ("level", "first"), [(2, "1."), (3, "1."), (4, "（1）")], ids=["一、", "（一）", "1."]
)
@pytest.mark.parametrize("typed", ["（1）", "(1)", "1、", "1）", "1. "])
def test_numbers_are_those_of_the_level_where_the_text_stands(
    level: int, first: str, typed: str
) -> None:
    lines = told(f"{typed}甲；\n{typed.replace('1', '2')}乙。", level)
    assert lines[0].replace(" ", "") == f"{first}甲；"


def test_a_list_of_markdown_below_a_heading_is_of_the_next_level() -> None:
    text = "1. 甲\n\n## 乙\n\n1. 丙\n   1. 丁\n"
    assert told(text, 3) == ["1. 甲", "### 乙", "（1） 丙", "① 丁"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("学校在镇东头，占地三十亩，\n环境好。", ["学校在镇东头，占地三十亩，环境好。"]),
        ("学校在镇东头。\n占地三十亩。", ["学校在镇东头。", "占地三十亩。"]),
        ("加强领导\n学校成立小组，每月开一次会，研究办学条件的改善。", None),
        ("甲：\n- 乙\n丙", ["甲：", "乙", "丙"]),
        ("the first line and\nthe second", ["the first line and the second"]),
    ],
)
def test_a_wrapped_text_of_a_file_goes_on_where_its_sentence_does(
    text: str, lines: list[str] | None
) -> None:
    assert told(text, every_line=False) == (lines or text.split("\n"))


_MARKS = (
    *("", "• ", "-", "- ", "·", "●", "①", "1、", "2、", "1.", "2. ", "（1）", "(2)", "1）", "1) "),
    *("一是", "一、", "二、", "（一）", "\uf0b7", "*", "* ", "★", "第一，", "3．", "+ "),
)
_TYPED = st.lists(
    st.tuples(
        st.sampled_from(["", "　　", "\t", "  ", " "]),
        st.sampled_from(_MARKS),
        st.text(st.sampled_from("甲乙丙丁。；，：ab12 *_"), min_size=1, max_size=12),
    ),
    max_size=8,
)


@given(_TYPED)
def test_no_letter_of_a_cell_is_lost_and_no_two_lines_are_glued(
    lines: list[tuple[str, str, str]],
) -> None:
    # Each line is known by a letter of its own.
    marked = [
        f"{indent}{mark}{chr(0x5000 + number)}{body}"
        for number, (indent, mark, body) in enumerate(lines)
    ]
    written = told("\n".join(marked))
    signs = [re.findall("[\u5000-\u5010]", line) for line in written]
    assert [sign for found in signs for sign in found] == [
        chr(0x5000 + number) for number in range(len(lines))
    ]
    assert all(len(found) == 1 for found in signs)
    letters = re.compile("[^\u5000-\u5010甲乙丙丁ab]")
    kept = "".join(body for _, _, body in lines)
    assert letters.sub("", "".join(written)).translate(_NUMBERED) == letters.sub("", kept)


_NUMBERED = {0x5000 + number: None for number in range(16)}


@given(_TYPED)
def test_no_letter_of_a_file_is_lost(lines: list[tuple[str, str, str]]) -> None:
    text = "\n".join("".join(line) for line in lines)
    letters = re.compile("[^甲乙丙丁ab]")
    assert letters.sub("", "".join(told(text, every_line=False))) == letters.sub(
        "", "".join(body for _, _, body in lines)
    )


@pytest.mark.parametrize(
    "text", ["\u3000" * 50_000 + "甲|", "- " * 3000 + "甲", "| " * 5000 + "甲"]
)
def test_a_text_that_nobody_types_is_read_all_the_same(text: str) -> None:
    assert "".join(told(text)).count("甲") == 1
