"""Markdown of a clerk becomes blocks; HTML and braces in it are text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.picture import Picture
from reportgen.model.report import (
    Align,
    Block,
    CaptionedPicture,
    Heading,
    Items,
    Paragraph,
    Run,
    Table,
)
from reportgen.sections.typed.markdown import find_passed_over, to_blocks

PICTURES = {"图/门.png": Picture(b"png", "png", 10, 10)}


def test_plain_text_is_paragraphs_and_wrapped_lines_join_without_blanks() -> None:
    first, second = "学校在镇东头，占地三十亩，教学区和活动", "区分开，环境安静。"
    assert to_blocks(f"{first}\n{second}\n\n第二段", PICTURES, 3) == (
        Paragraph((Run(first + second),)),
        Paragraph((Run("第二段"),)),
    )


def test_headings_begin_at_the_next_level_and_lose_typed_numbers() -> None:
    blocks = to_blocks("## 一、办学\n\n### （一）设备\n\n正文", PICTURES, 3)
    assert blocks[:2] == (Heading(3, "办学"), Heading(4, "设备"))


def test_bold_and_italic_are_runs() -> None:
    (paragraph,) = to_blocks("甲**乙**丙*丁*", PICTURES, 3)
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs] == [
        ("甲", False, False),
        ("乙", True, False),
        ("丙", False, False),
        ("丁", False, True),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**组织到位。** 学校成立小组。 每月开会。", "组织到位。学校成立小组。每月开会。"),
        ("签字：　　日期：    年", "签字：　　日期：    年"),
        ("Word 文档， 两份", "Word 文档，两份"),
    ],
)
def test_a_blank_behind_a_full_width_mark_is_dropped(text: str, said: str) -> None:
    (paragraph,) = to_blocks(text, PICTURES, 3)
    assert isinstance(paragraph, Paragraph)
    assert "".join(run.text for run in paragraph.runs) == said


@pytest.mark.parametrize("text", ["1. 甲乙丙", "- 甲乙丙"])
def test_the_only_entry_of_the_only_list_is_a_paragraph(text: str) -> None:
    assert to_blocks(f"前面\n\n{text}\n\n后面", PICTURES, 3)[1] == Paragraph((Run("甲乙丙"),))


def test_an_entry_alone_keeps_its_number_where_another_list_goes_on() -> None:
    blocks = to_blocks("1. 甲\n\n说明\n\n2. 乙\n", PICTURES, 3)
    assert [type(block) for block in blocks] == [Items, Paragraph, Items]


def test_lists_keep_order_depth_and_markers() -> None:
    (items,) = to_blocks("1. 甲\n    - 乙\n2. 丙\n", PICTURES, 3)
    assert isinstance(items, Items)
    assert [(each.runs[0].text, each.depth, each.marker) for each in items.items] == [
        ("甲", 0, "1."),
        ("乙", 1, ""),
        ("丙", 0, "2."),
    ]


@pytest.mark.parametrize(
    "text", ["课桌60*40*75厘米，跑道100*6米", "a*b*c", "甲2*3乙4*5", "附件_2_表"]
)
def test_stars_and_underlines_inside_words_are_text(text: str) -> None:
    assert to_blocks(text, PICTURES, 3) == (Paragraph((Run(text),)),)


@pytest.mark.parametrize("indent", [2, 3, 4])
def test_nested_lists_may_be_indented_by_two_three_or_four_blanks(indent: int) -> None:
    (items,) = to_blocks(f"- 文\n{' ' * indent}- 甲\n{' ' * indent}- 乙\n- 数", PICTURES, 3)
    assert isinstance(items, Items)
    assert [(each.runs[0].text, each.depth) for each in items.items] == [
        ("文", 0),
        ("甲", 1),
        ("乙", 1),
        ("数", 0),
    ]


def test_a_list_or_a_table_needs_no_blank_line_before_it() -> None:
    paragraph, items = to_blocks("2024年\n1. 甲\n2. 乙", PICTURES, 3)
    assert paragraph == Paragraph((Run("2024年"),))
    assert isinstance(items, Items) and [each.marker for each in items.items] == ["1.", "2."]
    paragraph, table = to_blocks("如表\n| 甲 |\n|--:|\n| 1 |", PICTURES, 3)
    assert isinstance(table, Table) and table.aligns == (Align.RIGHT,)


def test_a_second_paragraph_of_an_item_begins_a_new_line() -> None:
    (items,) = to_blocks("- 甲\n\n  乙\n- 丙", PICTURES, 3)
    assert isinstance(items, Items)
    assert ["".join(run.text for run in each.runs) for each in items.items] == ["甲\n乙", "丙"]


def test_table_and_picture() -> None:
    blocks = to_blocks("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n![校门](图/门.png)", PICTURES, 3)
    assert isinstance(blocks[0], Table) and blocks[0].header == ("甲", "乙")
    assert blocks[1] == CaptionedPicture(PICTURES["图/门.png"], "校门")


def test_a_picture_in_a_list_or_a_table_stands_below_it() -> None:
    for text in ("- 甲\n- 乙![校门](图/门.png)", "| 甲 |\n|---|\n| ![校门](图/门.png) |"):
        assert to_blocks(text, PICTURES, 3)[1:] == (
            CaptionedPicture(PICTURES["图/门.png"], "校门"),
        )


def test_a_picture_that_is_not_known_stays_text() -> None:
    assert to_blocks("![校门](别的.png)", PICTURES, 3) == (Paragraph((Run("![校门](别的.png)"),)),)


def test_html_entities_links_and_braces_are_text() -> None:
    text = "<b>甲</b> & &lt; [文](http://x) {{ 7*7 }} `码` *重*"
    (paragraph,) = to_blocks(text, PICTURES, 3)
    assert isinstance(paragraph, Paragraph)
    assert (
        "".join(run.text for run in paragraph.runs)
        == "<b>甲</b> & &lt; [文](http://x) {{ 7*7 }} `码` 重"
    )


def test_reference_definitions_do_not_vanish() -> None:
    (paragraph,) = to_blocks("[注]: 见附件*一*", PICTURES, 3)
    assert isinstance(paragraph, Paragraph)
    assert "见附件" in "".join(run.text for run in paragraph.runs)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(to_blocks(text, PICTURES, 3), tuple)


@given(st.text(st.sampled_from("甲乙a1 *_\n-#|>.`"), max_size=40))
def test_no_letter_is_lost_or_moved(text: str) -> None:
    def letters(told: str) -> str:
        return "".join(re.findall("[甲乙a]", told))

    assert letters("".join(map(_told, to_blocks(text, {}, 1)))) == letters(text)


def _told(block: Block) -> str:
    match block:
        case Heading():
            return block.text
        case Paragraph():
            return "".join(run.text for run in block.runs)
        case Items():
            return "".join(run.text for item in block.items for run in item.runs)
        case Table():
            return "".join(block.header) + "".join(cell.text for row in block.rows for cell in row)
    raise AssertionError(block)


def test_a_paragraph_of_more_marks_than_anybody_writes_stands_as_it_is() -> None:
    crowded = "**甲**" * 251
    assert to_blocks(f"{crowded}60*40厘米\n\n**乙**", {}, 2) == (
        Paragraph((Run(f"{crowded}60*40厘米"),)),
        Paragraph((Run("乙", bold=True),)),
    )


def test_prose_has_no_bound() -> None:
    prose = "学校成立小组，**每月**开会。" + "学校成立小组，每月开会。" * 50_000
    (paragraph,) = to_blocks(prose, {}, 2)
    assert isinstance(paragraph, Paragraph)
    assert [run.bold for run in paragraph.runs] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + "- 甲" for depth in range(400)),
        "- " * 400 + "甲",
        "> " * 400 + "甲",
        "\n".join("   " * depth + "1. 甲" for depth in range(400)),
    ],
)
def test_lists_and_quotations_in_each_other_without_end_stand_as_they_are(text: str) -> None:
    assert all(isinstance(block, Paragraph) for block in to_blocks(text, {}, 2))
    (excess,) = find_passed_over(text)
    assert "超过 30 层" in excess.message


@pytest.mark.parametrize("depth", [2, 5, 20])
def test_lists_as_deep_as_people_write_are_lists(depth: int) -> None:
    text = "\n".join("  " * each + "- 甲" for each in range(depth))
    (items,) = to_blocks(text, {}, 2)
    assert isinstance(items, Items) and len(items.items) == depth
    assert not find_passed_over(text)


@pytest.mark.parametrize("depth", [3, 240])
def test_emphasis_within_emphasis_loses_no_letter(depth: int) -> None:
    text = "**甲 *乙 " * depth + "丙" + "丁* 戊**" * depth
    (paragraph,) = to_blocks(text, {}, 2)
    assert re.sub("[^甲乙丙丁戊]", "", _told(paragraph)) == re.sub("[* ]", "", text)


def test_headings_line_by_line_are_headings_however_many() -> None:
    blocks = to_blocks("甲\n" + "# 乙\n" * 500 + "丙", {}, 2)
    assert [type(each) for each in blocks] == [Paragraph, *[Heading] * 500, Paragraph]


@pytest.mark.parametrize(
    "text",
    ["甲 | 乙\n--|--\n# 丙 | 丁", "> # 甲\n> 乙\n> # 丙"],
)
def test_headings_of_tables_and_quotations_stay_theirs(text: str) -> None:
    assert not find_passed_over(text)
    assert isinstance(to_blocks(text, {}, 2)[0], Table | Heading)


def test_pictures_that_are_not_whole_stand_as_they_are_where_they_are_many() -> None:
    text = "![甲](" * 30
    assert to_blocks(text, {}, 2) == (Paragraph((Run(text),)),)
    (excess,) = find_passed_over(text)
    assert "没有写完的图片" in excess.message
