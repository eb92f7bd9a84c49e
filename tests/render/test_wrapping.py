"""Widths of columns whose texts wrap, and where their lines are broken."""

from __future__ import annotations

import pytest

from reportgen.render.wrapping import (
    fold_at_bracket,
    fold_head,
    fold_members,
    heading_tracking,
    lowest_widths,
)


def test_the_column_that_lowers_more_rows_gets_the_room() -> None:
    rows = [(0.0, 1800.0, 300.0)] * 5 + [(0.0, 1800.0, 1500.0)]
    assert lowest_widths((100, 1000, 1400), rows, (100, 500, 500)) == (100, 1810, 590)


def test_widths_that_fit_stay_as_they_are() -> None:
    assert lowest_widths((100, 1000), [(90, 1000)], (50, 50)) == (100, 1000)


def test_no_column_becomes_narrower_than_it_may_be() -> None:
    rows = [(1900.0, 1100.0)] * 3
    assert min(lowest_widths((1000, 1000), rows, (900, 900))) >= 900


@pytest.mark.parametrize(
    ("text", "room", "folded"),
    [
        ("示例县城关初级中学（样例）", 20, "示例县城关初级中学\n（样例）"),
        ("示例县城关初级中学（样例）", 26, "示例县城关初级中学（样例）"),
        ("示例县城关初级中学（样例）", 18, "示例县城关初级中学（样例）"),
        ("生均建筑面积（平方米）", 8, "生均建筑面积（平方米）"),
        ("说明（甲）如下文所述", 6, "说明（甲）如下文所述"),
        ("（甲）", 2, "（甲）"),
    ],
    ids=["parted", "fits", "begins a line", "longer than a line", "inside", "nothing before"],
)
def test_brackets_at_the_end_are_not_parted(text: str, room: float, folded: str) -> None:
    assert fold_at_bracket(text, room) == folded


@pytest.mark.parametrize(
    ("head", "room", "folded"),
    [
        ("综合评估", 6, "综合\n评估"),
        ("综合评估", 8, "综合评估"),
        ("生均教学仪器设备值（元）", 8, "生均教\n学仪器\n设备值\n（元）"),
        ("生均体育运动场馆面积", 8, "生均体育运动场馆面积"),
        ("体育、艺术", 4, "体育、艺术"),
        ("达到标准85%", 8, "达到标准85%"),
        ("数", 2, "数"),
    ],
)
def test_a_head_is_broken_evenly_where_its_last_line_would_have_one_character(
    head: str, room: float, folded: str
) -> None:
    assert fold_head(head, room) == folded


@pytest.mark.parametrize(
    ("length", "tight"), [(20, False), (25, False), (26, True), (27, True), (28, False), (55, True)]
)
def test_a_headings_last_character_is_drawn_onto_the_line_before(length: int, tight: bool) -> None:
    tracking = heading_tracking("题" * length)
    assert (tracking < 0) is tight
    # No more than a point: nobody sees that.
    assert tracking >= -20


def test_who_has_a_role_is_not_parted_from_the_post() -> None:
    members = "甲某某（主管教学的副校长）、乙某某（主管后勤的副校长）、丙某某（教导主任）、丁某某"
    assert fold_members(members, "成　员").split("\n") == [
        "甲某某（主管教学的副校长）、",
        "乙某某（主管后勤的副校长）、",
        "丙某某（教导主任）、丁某某",
    ]


@pytest.mark.parametrize(
    "members", ["甲某某、乙某某", "", "、甲" + "字" * 60, "字" * 40, "（甲" * 20]
)
def test_members_that_fit_or_cannot_be_told_apart_stay(members: str) -> None:
    assert fold_members(members, "组　长") == members
