"""Marks, pairs, blanks and numerals in a text."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (TextRule.MISPLACED_MARK, "依据《标准〔试行〕》自评。", "〔试行〕"),
        (TextRule.MISPLACED_MARK, "依据文件〔省教办〔2024〕131号〕。", "〔省教办〔2024〕131号〕"),
        (TextRule.LIST_MARKS, "有教学区、和生活区。", "、"),
        (TextRule.LIST_MARKS, "撤并了甲岭小学、乙村小学，丙塘小学和丁山小学。", "，丙塘小学"),
        (TextRule.NUMBER_SPAN, "二——五年级各2个班。", "——"),
        (TextRule.NUMERALS, "07年—10年撤并3所。", "07年—10年"),
        (TextRule.UNIT_WORD, "图书复本率最大为12本。", "12本"),
        (TextRule.UNIT_WORD, "照明40w。", "40w"),
        (TextRule.UNIT_WORD, "d级危房全部拆除。", "d"),
        (TextRule.BROKEN_NUMBER, "基地约10000多2的面积。", "10000多2"),
        (TextRule.BROKEN_NUMBER, "人均图书20.册。", "20."),
        (TextRule.EMPTY_UNIT, "教室×=㎡×9间。", "×=㎡"),
        (TextRule.PLACEHOLDER, "我们***根据办法自查。", "***"),
        (TextRule.COUNT, "“四个一”帮扶机制，即一生一档、一周一访、一月一评，结对63人。", "四个一"),
        (TextRule.HALF_WIDTH, "入学率99.4%.", "."),
        (TextRule.HALF_WIDTH, "化解“大班额”问题.", "."),
        (TextRule.LIST_MARKS, "设置实验室；音乐教室等。", "；"),
        (TextRule.UNIT_WORD, "操场3500平米。", "平米"),
        (TextRule.NO_UNIT, "人口总数1235，在校生1200人。", "人口总数1235"),
        (TextRule.BROKEN_NUMBER, "发放6.8.万元。", "6.8."),
        (TextRule.PLACEHOLDER, "某县教育局自查报告", "某县"),
        (TextRule.PLACEHOLDER, "也是*的老城区。", "*"),
        (TextRule.PLACEHOLDER, "（201_—2023年）", "201_"),
        (TextRule.DOUBLED_MARKS, "位于和平村六组，，面积大。", "，，"),
        (TextRule.DOUBLED_MARKS, "绿化面积6000平方米，。", "，。"),
        (TextRule.DOUBLED_MARKS, "总面积14000平方米、，达标。", "、，"),
        (TextRule.HALF_WIDTH, "学校成立,经费落实。", ","),
        (TextRule.HALF_WIDTH, "合格率91%,已达标。", ","),
        (TextRule.HALF_WIDTH, "学校(本部)成立。", "(本部)"),
        (TextRule.MISPLACED_MARK, "现将情况汇报如下。", "。"),
        (TextRule.MISPLACED_MARK, "现将情况汇报如下", "如下"),
        (TextRule.NUMERALS, "在校学生１２３４人。", "１２３４"),
        (TextRule.MISPLACED_MARK, "学校的办学宗旨。团结协作，以人为本。", "。"),
        (TextRule.MISPLACED_MARK, "13项核心指标中：13项全部达标。", "："),
        (TextRule.MISPLACED_MARK, "有图书室、仪器室、等。", "、等"),
        (TextRule.MISPLACED_MARK, "有6个班；（附属一个班）。", "；"),
        (TextRule.MISPLACED_MARK, "专科学历2人。中专学历的6人。", "。"),
        (TextRule.DECIMAL_POINT, "服务半径为1、5公里。", "1、5"),
        (TextRule.DECIMAL_POINT, "投入资金3。5万元。", "3。5"),
        (TextRule.LIST_MARKS, "有图书室、接收室，光盘播放室。", "，光盘播放室"),
        (TextRule.LIST_MARKS, "学校有图书室仪器室各1间。", "图书室仪器室"),
        (TextRule.LIST_MARKS, "计算机教室1间、有图书室1间、仓库2间。", "有"),
        (TextRule.OPEN_END, "制定了考核制度，", "，"),
        (TextRule.QUOTE_PAIRS, "巩固“四化“建设。", "“"),
        (TextRule.QUOTE_PAIRS, "学校的“一训三风〞如下：", "〞"),
        (TextRule.QUOTE_PAIRS, '巩固"四化”建设。', '"'),
        (TextRule.QUOTE_PAIRS, "成立了“专班。", "“"),
        (TextRule.BRACKET_PAIRS, "有7个班（含一个班））。", "）"),
        (TextRule.BRACKET_PAIRS, "按照《办法执行。", "《"),
        (TextRule.SPACES, "20个男蹲位， 20个女蹲位", "， 2"),
        (TextRule.SPACES, "本校 位于镇区。", "校 位"),
        (TextRule.SPACES, "师生比1： 22.5。", "1： 2"),
        (TextRule.UNIT_WORD, "区域面积1946667m2。", "m2"),
        (TextRule.UNIT_WORD, "半径约4000m，距县城8公里。", "m"),
        (TextRule.UNIT_WORD, "图书3200册，生均23.8本。", "本"),
        (TextRule.NUMBER_SPAN, "每年增长8-10%。", "8-10%"),
        (TextRule.SPAN_OF_YEARS, "2024-2024年度先进单位。", "2024-2024"),
        (TextRule.NUMBER_SPAN, "一至六个年级共6个班。", "个"),
        (TextRule.NUMERALS, "有办公楼三栋，篮球场2个。", "三栋"),
        (TextRule.BOOK_MARKS, "细则》（试行）的要求。", "（试行）"),
        (TextRule.BOOK_MARKS, "依照义务教育法办学。", "义务教育法"),
        (TextRule.BOOK_MARKS, "根据“某省学校办学标准”自查。", "“某省学校办学标准”"),
        (
            TextRule.BOOK_MARKS,
            "按照省教育厅关于做好招生工作的通知（2024年）办理。",
            "省教育厅关于做好招生工作的通知",
        ),
        (TextRule.BOOK_MARKS, "依据某省学校办学基本标准自查。", "某省学校办学基本标准"),
        (TextRule.DOCUMENT_NUMBER, "《方案》（县府办发【2023】7号）", "县府办发【2023】7号"),
        (TextRule.DOCUMENT_NUMBER, "《细则》（甘教督20139号）", "甘教督20139号"),
        (TextRule.DOCUMENT_NUMBER, "《细则》，甘政办发2012-233号。", "甘政办发2012-233号"),
        (TextRule.DOCUMENT_NUMBER, "《方案》（县府办发〔2023〕07号）", "县府办发〔2023〕07号"),
        (
            TextRule.DOCUMENT_YEAR,
            "《国务院关于深入推进义务教育均衡发展的意见》（国发〔2023〕48号）",
            "国发〔2023〕48号",
        ),
        (
            TextRule.DOCUMENT_YEAR,
            "按照教督〔2023〕6号《县域义务教育优质均衡发展督导评估办法》、教督〔2023〕6号自查。",
            "教督〔2023〕6号",
        ),
    ],
)
def test_what_is_wrong_is_found_at_its_words(
    find: Finder, rule: TextRule, text: str, found: str
) -> None:
    assert find(rule, text) == [found]


def test_a_document_of_a_year_to_come_is_told(find: Finder) -> None:
    text = "按《方案》（县教〔2025〕7号）执行。"
    assert find(TextRule.DOCUMENT_YEAR, text, year=2024) == ["县教〔2025〕7号"]
    assert find(TextRule.DOCUMENT_YEAR, text, year=2025) == []


@pytest.mark.parametrize(
    "text",
    [
        "根据《县域义务教育优质均衡发展督导评估办法》（教督〔2017〕6号），学校组织自查。",
        "根据《县域义务教育均衡发展督导评估暂行办法》（教督〔2012〕3号）和省教育厅"
        "《关于印发〈某省县域义务教育均衡发展督导评估实施办法〉的通知》（豫教督〔2013〕5号）。",
        "（一）加强领导。（1）上好课；（2）备好课。",
        "1）备课；2）上课。县教〔2024〕5号；音乐、和平教育、体育，合计三项；2013年—2015年。",
        "发展——均衡是关键；学生近视率下降2个百分点；巩固率99%；共有D级、A级校舍。",
        "组　长：李强",
        "联系人：王 伟　　电话：0310-1234567",
        "第一章 总则",
        "按照国家课程标准和有关规定，根据上级要求，依据方案推进。",
        "有2、3、4年级的学生，3年级2个班。",
        "师生比为1∶17.4；计算机生机比8∶1。",
        "同比增长8%—10%，2023—2024学年度，补充教师2～3名。",
        "学校的校训是“勤学、善思”，先后获“文明学校”“平安校园”等称号。",
        "有图书室、仪器室、音乐教室等；教师办公室8间。",
        "其中：男生90人，女生85人。",
        "学校占地30亩，有200米环形跑道，藏书8000册。",
    ],
)
def test_what_is_right_is_not_told(find: Finder, text: str) -> None:
    assert find(None, text) == []


@pytest.mark.parametrize("name", ["{{ 学校.名称 }}", "[数据.在校生数]"])
def test_a_name_that_is_not_filled_in_is_told_once(find: Finder, name: str) -> None:
    assert find(None, f"学校名称是{name}。") == [f"没有填写：{name}"]
