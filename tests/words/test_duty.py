"""Who is in charge: a person, an organ, or both."""

import pytest

from reportgen.words.duty import duty_head, duty_label


@pytest.mark.parametrize(
    "named",
    [
        "校长",
        "张三",
        "王园",
        "李登科",
        "李局",
        "举办者",
        "分管后勤的副校长",
        "教学点负责人",
        "信息中心主任",
        "县教育局局长",
        "张伟、李娜",
        "班主任（各班）",
        "",
    ],
)
def test_persons_are_in_charge_under_their_own_word(named: str) -> None:
    assert duty_label(named) == "责任人"


@pytest.mark.parametrize(
    "named",
    [
        "县教育局、云岭乡人民政府",
        "县文化和旅游局",
        "县教育局牵头，县财政局配合",
        "各乡镇（街道）",
        "各幼儿园",
        "总务处（张三）",
        "县政府教育督导委员会办公室",
        "林业局",
        "县委编办",
        "学校",
        "高中部",
        "团委",
    ],
)
def test_organs_are_in_charge_under_theirs(named: str) -> None:
    assert duty_label(named) == "责任单位"


@pytest.mark.parametrize(
    "named", ["校长、总务处", "总务主任和后勤处", "县住建局及各幼儿园园长", "教导处 张三"]
)
def test_both_are_named_together(named: str) -> None:
    assert duty_label(named) == "责任单位和责任人"


def test_a_column_is_headed_by_what_stands_in_it() -> None:
    assert duty_head(["县教育局", "", "各中心校"]) == "责任单位"
    assert duty_head(["校长", "总务主任"]) == "责任人"
    assert duty_head(["校长", "县教育局"]) == duty_head([]) == "责任单位/\n责任人"
