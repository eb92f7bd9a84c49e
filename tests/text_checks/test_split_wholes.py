"""Wholes that a text splits, whatever it counts."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    "text",
    [
        "乡里有辅导室73间（小学41间、初中28间）。",
        "面积354亩（小学158亩、中学196亩），其中划拨246亩，租赁19亩，其他90亩。",
        "教职工26名，其中专任教师24名，工勤人员3名。",
        "享受补助的学生380人，其中小学142人、初中248人。",
        "排查出漏水点26个，已修复19个，未修复5个。",
        "购置饮水机85台，小学52台，初中43台。",
        "三年来共招聘教师96人，2021年28人、2022年34人、2023年36人。",
        "器材柜35组（田径类12组、球类16组、体操类9组）。",
        "营养改善计划覆盖学校45所（小学38所6200人，初中8所3100人）。",
        "菜园18块，男寝室管理7块，女寝室管理6块，其余4块由教师管理。",
    ],
)
def test_a_whole_that_its_split_does_not_come_to_is_told(find: Finder, text: str) -> None:
    assert len(find(TextRule.PARTS, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "乡里有辅导室69间（小学41间、初中28间）。",
        "教职工58名，其中专任教师50名，后勤人员3名。",
        "学校68所（教学点5个，小学33所，中学30所）。",
        "危房922平方米，其中初中130平方米，乡镇小学498平方米，村小36平方米。",
        "留守儿童312名，其中男生168名，女生144名，单亲46名。",
        "在校生1860人，寄宿生732人（男生388人，女生344人）。",
        "奖励教师30人、班主任12人，其中县级18人、市级9人。",
        "全县现有学校46所，小学31所，初中12所，高中3所，幼儿园58所。",
        "图书室藏书26800册（含电子图书4000册、期刊600册）。",
        "学生900人，其中女生450人，寄宿生520人。",
        "检查发现问题58个，已整改44个，正在整改9个。",
        "教室36间（每间56平方米、可坐45人）。",
    ],
)
def test_parts_that_come_to_it_overlap_or_leave_some_out_are_left_alone(
    find: Finder, text: str
) -> None:
    assert find(TextRule.PARTS, text) == []


def test_parts_in_a_paragraph_of_their_own_are_held_against_the_total_before(find: Finder) -> None:
    ranks = "教师职称：高级教师30人，一级教师62人，二级教师{}人，未定级8人。"
    assert len(find(TextRule.PARTS, "专任教师142人。", ranks.format(35))) == 1
    assert find(TextRule.PARTS, "专任教师142人。", ranks.format(42)) == []


@pytest.mark.parametrize(
    "text",
    [
        "学生体质健康达标率92.5%，其中优秀率35%，良好率40%，及格率20%。",
        "体质监测合格率95%，其中优秀率20%，良好率30%，合格率40%。",
        "校园占地面积9800平方米，其中运动场地4200平方米，绿化面积3600平方米，建筑占地3500平方米。",
        "自查得分：办学条件35分，师资队伍24分，管理25分，质量10分，总分96分。",
    ],
)
def test_levels_areas_and_scores_are_added_up(find: Finder, text: str) -> None:
    assert len(find(TextRule.PARTS, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "学生体质健康合格率95%，其中优秀率35%，良好率40%，及格率20%。",
        "体质健康合格率95%，其中优秀率35%，良好及以上75%。",
        "体质健康合格率95.2%，其中优秀率35.1%，良好率40.1%，及格率20.1%。",
        "巩固率98%，其中小学99%，初中97%。",
        "本项满分40分，自评36分，第二项满分30分，自评28分，总分64分。",
        "教师62人，其中小高25人，小一30人，未评7人。",
    ],
)
def test_levels_and_scores_that_agree_or_overlap_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.PARTS, text) == []
