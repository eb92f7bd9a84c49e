"""The sentences of a finished report held against those that its data make now."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextPart
from reportgen.text_checks.figure_trail import TrailedText
from reportgen.text_checks.made_again import compare_with_made


def text(*lines: str, rows: tuple[tuple[str, ...], ...] = ()) -> TrailedText:
    parts = [TextPart(line, paragraph=number) for number, line in enumerate(lines, 1)]
    cells = [tuple(TextPart(cell, where="表1", is_in_table=True) for cell in row) for row in rows]
    return TrailedText([*parts, *(cell for row in cells for cell in row)], cells, ())


def told(one: TrailedText, other: TrailedText) -> list[str]:
    return [each.message for each in compare_with_made(one, other)]


@pytest.mark.parametrize(
    ("written", "made", "message"),
    [
        ("对照标准，8项指标全部达标。", "对照标准，9项指标全部达标。", "“8项指”……“9”"),
        ("平均班额42人，在46人以内。", "平均班额42人，在45人以内。", "“46人以”……“45”"),
        ("建校早。综合评估达标的学校 7所。", "建校早。综合评估达标的学校8所。", "“7所”……“8”"),
        ("1.现有教师４９人，专任教师40人", "2.现有教师49人，专任教师41人", "“40人”……“41”"),
        ("公用经费1,200元；体育器材齐全", "公用经费1200.5元；体育器材齐全", "“1,200元”……“1200.5”"),
    ],
)
def test_a_number_that_the_data_do_not_make_is_told_with_the_right_one(
    written: str, made: str, message: str
) -> None:
    wrong, right = message.split("……")
    assert told(text(written), text(made)) == [f"写的是{wrong}，按现在的数据做出来是{right}"]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("现有教师４９人，学生1,880人。", "现有教师49人，学生1880人。"),
        ("2.学校建设有成效", "3.学校建设有成效"),
        ("各项结果见附件2和表3。", "各项结果见附件1和表2。"),
        ("学校有教师49人，均能胜任。", "学校有教师50人，都能胜任。"),
        ("2024年11月30日", "2024年11月29日"),
    ],
)
def test_the_same_number_and_what_is_no_figure_is_no_change(written: str, made: str) -> None:
    assert told(text(written), text(made)) == []


def test_a_line_of_a_table_of_contents_has_a_page() -> None:
    heading = "一、学校基本情况"
    assert told(text(f"{heading}\t4", heading), text(f"{heading}\t1", heading)) == []


def test_sentences_that_are_alike_are_told_apart_by_what_they_say_and_their_order() -> None:
    made = text("小学部6个班都不超过45人。", "小学部7个班都不超过45人。")
    swapped = text("小学部7个班都不超过45人。", "小学部6个班都不超过45人。")
    changed = text("小学部6个班都不超过45人。", "小学部7个班都不超过50人。")
    left_out = text("小学部9个班都不超过45人。")
    assert told(swapped, made) == []
    assert told(changed, made) == ["写的是“50人”，按现在的数据做出来是“45”"]
    assert told(left_out, made) == []


def test_a_row_is_known_by_its_labels_whatever_its_number() -> None:
    made = text(rows=(("1", "平均班额", "42", "≤45"), ("2", "生均图书册数", "21.5", "≥20")))
    changed = text(rows=(("1", "生均图书册数", "21.5", "≥15"),))
    (found,) = compare_with_made(changed, made)
    assert found.part.text[found.start : found.end] == "15"
    assert found.message == "写的是“15”，按现在的数据做出来是“20”"
