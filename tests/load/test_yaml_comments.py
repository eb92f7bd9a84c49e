"""What stands behind ` #` in a data file is never lost without a word."""

from __future__ import annotations

import pytest

from reportgen.load.yaml_tree import parse_yaml
from reportgen.problems import Severity, UnreadableFileError
from tests.conftest import HEAD, Examine
from tests.mending import mend


def told(examine: Examine, body: str) -> list[tuple[str, str]]:
    found = (each for each in examine(body).problems if each.code == "cut_off")
    return [(each.location.path, each.severity) for each in found]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (
            "存在问题: [{标题: 师资, 内容: 少}]\n特色:\n- 标题: 足球\n  内容: 现有 #音乐课。\n",
            "特色[1].内容",
        ),
        ("数据:\n  校训: 厚德 #博学\n", "数据.校训"),
        ("成绩:\n- 获得 #1等奖\n", "成绩[1]"),
        ("成绩:\n- #1教学楼竣工\n", "成绩[1]"),
        ("章节:\n  后记: 全校 #一盘棋\n", "章节.后记"),
    ],
)
def test_text_that_is_cut_off_is_an_error_at_its_place(
    examine: Examine, body: str, path: str
) -> None:
    assert told(examine, body) == [(path, Severity.ERROR)]


def test_one_blank_on_both_sides_is_asked_about(examine: Examine) -> None:
    assert told(examine, "数据:\n  校训: 厚德 # 博学\n") == [("数据.校训", Severity.WARNING)]


@pytest.mark.parametrize(
    "body",
    [
        "数据:\n  校训: 厚德  # 一句话\n",
        "数据:\n  校训: 厚德  #一句话\n",
        "数据:\n  校训: '厚德 #博学'\n",
        "主要措施: |\n  全校 #一盘棋\n",
        "数据:\n  在校生数: 620 #含学前班\n  是否制定章程: 是 #已核准\n  建校年份: 1987 #建\n",
        "数据:\n  在校生数: #没有统计\n",
        "数据: # 年报\n  班级人数: [45, 46] #两个班\n",
        "投入:\n- {项目: 操场, 金额: 5万元, 状态: 已投入, 年份: 2023} #市里\n",
    ],
)
def test_a_comment_behind_a_whole_value_is_nobodys_business(examine: Examine, body: str) -> None:
    assert told(examine, body) == []


@pytest.mark.parametrize("mended", ['"现有 #音乐课。"', "现有  # 音乐课。", "现有  #音乐课。"])
def test_a_text_in_quotation_marks_and_a_comment_further_off_are_right(
    examine: Examine, mended: str
) -> None:
    assert told(examine, f"特色:\n- 标题: 足球\n  内容: {mended}\n") == []


@pytest.mark.parametrize(
    "text", ["内容: 现有 #音乐课。", "内容: #音乐课。", "内容: 现有 # 音乐课。"]
)
def test_what_the_message_says_to_do_mends_it(examine_text: Examine, text: str) -> None:
    body = f"{HEAD % ('小学', '[]')}特色:\n- 标题: 足球\n  {text}\n"
    (problem,) = [each for each in examine_text(body).problems if each.code == "cut_off"]
    examined = examine_text(mend(body, problem))
    assert "cut_off" not in [each.code for each in examined.problems]
    assert examined.school is not None
    assert "#" in examined.school.features[0].content.text


def test_a_text_that_goes_on_below_is_told_where_it_was_cut() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        parse_yaml("特色:\n- 标题: 足球\n  内容: 现有 #音乐课，\n    由他人兼任\n", "a.yaml")
    (problem,) = caught.value.problems
    assert (problem.code, problem.location.line) == ("cut_off", 3)
    assert problem.remedy is not None
