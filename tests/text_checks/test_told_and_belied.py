"""What a sentence says of its own numbers: trends, scores, verdicts, and that nothing happened."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TextRule.FALSE_CLAIM, "近三年在校生分别为351人、336人、322人，逐年递增。"),
        (TextRule.FALSE_CLAIM, "近三年投入分别为40万元、30万元和20万元，呈逐年增长态势。"),
        (TextRule.FALSE_CLAIM, "近三年辍学率分别为1.2%、1.3%、0.9%，逐年下降。"),
        (TextRule.RELATION, "均班额43人。（本项分值5分，自评6分）"),
        (TextRule.RELATION, "细则满分100分，我区自评总分102分。"),
        (TextRule.FALSE_CLAIM, "生均运动场面积7平方米，低于7.5平方米的要求，自评达标。"),
        (TextRule.FALSE_CLAIM, "生均图书25册，高于20册的标准，没有达标。"),
        (TextRule.FALSE_CLAIM, "生均校舍13.9平方米，对照标准8.5平方米来看，未达到评估标准。"),
        (TextRule.PARTS, "十项指标中，8项达标，1项基本达标。"),
        (TextRule.PARTS, "20项指标中，有18项达标，3项不达标。"),
        (TextRule.YEAR_RESIDUE, "服务人口2022余人。"),
        (TextRule.COUNT, "设有图书室、音乐室、美术室、体育器材室，共5个功能室。"),
        (TextRule.PARTS, "党委会研究教育工作6次，主任会研究教育工作9次，全年共研究16次。"),
        (TextRule.UNIT_WORD, "教学仪器设备总值186.3元。"),
        (TextRule.PARTS, "教师1848人，本科及以上学历929人，专科及以下学历909人。"),
        (TextRule.PARTS, "169所学校中，有环形跑道的41所，占24.3%；无环形跑道的118所。"),
        (TextRule.PARTS, "应检96名教师中，合格80人，不合格13人。"),
        (
            TextRule.PARTS,
            "2001年以来，全县共扫除文盲900人，其中2001年300人，2002年250人，2003年250人。",
        ),
        (TextRule.PARTS, "教师1848人（乡镇753人）。本科及以上929人，本科以下909人。"),
        (TextRule.COUNT, "详见附件2。\n附件：配备情况一览表"),
        (TextRule.COUNT, "人数见表3。\n表1 各年级人数\n表2 各班人数"),
        (TextRule.TOLD_TWICE, "我校将进一步进一步完善制度。"),
        (TextRule.PARTS, "物理、化学、生物实验室各1间，音乐教室1间，图书室1间，共6间。"),
        (TextRule.RELATION, "厕所建筑面积96平方米，使用面积112平方米。"),
        (TextRule.CLAIMS_DIFFER, "全校学生826人，设18个教学班，各班均未超过45人。"),
        (TextRule.COUNT, "做到“三个强化”：强化教学、强化训练、强化竞赛、强化保障。"),
        (TextRule.YEAR_RESIDUE, "2023年12月，学校完成了食堂改造。\n沙江中学\n2012年5月8日"),
        (TextRule.EMPTY_UNIT, "全县完全小学所，达到要求的159所。"),
    ],
)
def test_numbers_that_belie_what_is_said_of_them_are_told(
    find: Finder, rule: TextRule, text: str
) -> None:
    assert len(find(rule, *text.split("\n"))) == 1


def test_what_happened_to_nobody_and_to_some_is_told_at_both_places(find: Finder) -> None:
    text = "上学年流失学生3人，真正做到了无一名学生辍学。"
    assert len(find(TextRule.FALSE_EXISTENCE, text)) == 2


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TextRule.REPEATED, "林国栋校长任组长。\n由林国东校长主持，每月召开1次会议。"),
        (TextRule.CLAIMS_DIFFER, "学校各项指标均已达到标准要求。\n生均用地面积低于省定标准。"),
    ],
)
def test_two_places_that_cannot_both_be_right_are_both_told(
    find: Finder, rule: TextRule, text: str
) -> None:
    assert len(find(rule, *text.split("\n"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "近三年投入分别为20万元、30万元、40万元，逐年增长。",
        "教师1838人，本科及以上学历929人，专科及以下学历909人。",
        "详见附件1。\n附件：配备情况一览表",
        "详见附件2。\n附件：1.配备情况表\n2.达标情况表",
        "人数见表2。\n表1 各年级人数\n表2 各班人数",
        "情况见表1。",
        "学校共8个班，小学每个年级1个班，七、八年级各1个班，九年级2个班。",
        "全校有教师46人，师生比为1：18；其中专职体育教师4人，兼职体育教师5人。",
        "主要差在运动场地和旱厕改造两个方面，其中6个教学点两个方面都未达标。",
        "应检96名教师中，合格83人，不合格13人，另有外校12人。",
        "食堂建筑面积196平方米，使用面积112平方米。",
        "全校学生826人，设19个教学班，各班均未超过45人。",
        "食堂改造计划于2023年12月完成。\n沙江中学\n2012年5月8日",
        "2012年3月，学校完成了食堂改造。\n沙江中学\n二〇一二年五月八日",
        "林国栋校长任组长，林国栋校长主持会议，副校长林国东参加。",
        "各项指标均达到标准。\n辍学率低于国家标准。",
        "近三年投入20万元、30万元，逐年减少公用支出。",
        "本项满分10分，自评得10分。第二项满分20分，得18分。",
        "满分100分，另有附加分，得105分。",
        "生均图书15册，低于20册的标准，没有达到要求。",
        "平均班额42人，低于45人的标准，达标。",
        "生均图书25册，不低于20册的标准，达标。",
        "十项指标中，8项达标，1项基本达标，1项未达标。",
        "服务人口2000余人，在校生2022人。",
        "围绕入学机会、保障机制、教师队伍、质量与管理四个方面自查。",
        "学校有7个教学班，其中五年级2个班，其余各年级1个班。",
        "生均公用经费小学650元、初中850元，共163100元。",
        "开展培训6次、讲座9次，共获奖10次。",
        "生均教学仪器设备总值863元，教师月平均工资4500元。",
        "全校无一名学生辍学，辍学率为0。",
        "没有一名学生因贫失学，资助学生30人。",
    ],
)
def test_numbers_that_bear_it_out_or_are_of_something_else_are_left_alone(
    find: Finder, text: str
) -> None:
    rules = (TextRule.FALSE_CLAIM, TextRule.RELATION, TextRule.PARTS, TextRule.YEAR_RESIDUE)
    more = (TextRule.COUNT, TextRule.UNIT_WORD, TextRule.FALSE_EXISTENCE, TextRule.REPEATED)
    told = text.split("\n")
    assert [each for rule in (*rules, *more) for each in find(rule, *told)] == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (TextRule.SPACES, "生均校舍面积3. 1平方米。"),
        (TextRule.PLACEHOLDER, "ⅩⅩ中心小学综合督导自查报告"),
        (TextRule.WORDING, "操场工程2014年9月低投入使用。"),
        (TextRule.WORDING, "学校积极主动的改善办学条件。"),
    ],
)
def test_slips_of_typing_are_told(find: Finder, rule: TextRule, text: str) -> None:
    assert len(find(rule, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "1. 5名教师参加培训。",
        "素质得到了全面的提高，家长给予积极的配合。",
        "物理、化学、生物实验室各1间和科学实验室1间，共4间。",
        "物理、化学、生物实验室各1间，音乐教室1间，图书室1间，共5间。",
        "每层各2间，音乐教室1间，共9间。",
        "对照“底线要求”达标情况、规划实施进展情况、项目质量管理情况三个方面自查。",
    ],
)
def test_what_only_looks_like_a_slip_is_left_alone(find: Finder, text: str) -> None:
    rules = (TextRule.SPACES, TextRule.WORDING, TextRule.PARTS, TextRule.COUNT)
    assert [each for rule in rules for each in find(rule, text)] == []
