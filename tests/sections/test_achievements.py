"""Honours are one sentence or a few, year by year."""

from __future__ import annotations

import pytest

from reportgen.model.report import Table
from tests.conftest import Examine
from tests.districts import said


@pytest.mark.parametrize(
    ("honours", "sentence"),
    [
        ("[文明学校]", "学校获得“文明学校”荣誉称号。"),
        ("[文明学校, 平安校园]", "学校先后获得“文明学校”“平安校园”荣誉称号。"),
        ("[合唱比赛二等奖]", "学校获“合唱比赛二等奖”。"),
        (
            "[{名称: 平安校园, 年份: 2024, 颁发单位: 示例县教育局, 级别: 县级}, "
            "{名称: 文明校园, 年份: 2022, 颁发单位: 文明办, 级别: 市级}]",
            "学校2022年被文明办评为市级“文明校园”，2024年被示例县教育局评为“平安校园”。",
        ),
        (
            "[{名称: 平安校园, 年份: 2023, 颁发单位: 甲局}, {名称: 合唱一等奖, 年份: 2023, 颁发单位: 甲局}, "
            "{名称: 书香校园, 年份: 2023, 颁发单位: 乙局}, {名称: 绿色学校, 年份: 2024, 颁发单位: 乙局}]",
            "学校2023年被甲局评为“平安校园”，获甲局颁发的“合唱一等奖”，被乙局评为“书香校园”；"
            "2024年被乙局评为“绿色学校”。",
        ),
        (
            "[{名称: 平安校园, 级别: 市级}, {名称: '“文明学校”', 级别: 县级}, {名称: 书香校园, 年份: 2024}]",
            "学校2024年获得“书香校园”荣誉称号；此外还获得市级“平安校园”、县级“文明学校”荣誉称号。",
        ),
        (
            "[{名称: 良庆区平安校园先进单位, 年份: 2024, 级别: 县级}]",
            "学校2024年获得“良庆区平安校园先进单位”荣誉称号。",
        ),
        (
            "[{名称: 示范社区学校, 年份: 2023, 级别: 县级}, "
            "{名称: 全国足球特色学校, 年份: 2024, 级别: 国家级, 颁发单位: 教育部}]",
            "学校2023年获得县级“示范社区学校”荣誉称号，2024年被教育部评为“全国足球特色学校”。",
        ),
        (
            "[{名称: 甲县教育局先进集体, 年份: 2024, 颁发单位: 甲县教育局, 级别: 县级}]",
            "学校2024年获得“甲县教育局先进集体”荣誉称号。",
        ),
        (
            "[{名称: 书香校园, 级别: 市级}, {名称: 文明校园, 级别: 县级, 颁发单位: 良庆区文明办}, "
            "{名称: 平安校园, 级别: 县级, 颁发单位: 良庆区文明办}, {名称: 绿色学校, 年份: 2024}]",
            "学校2024年获得“绿色学校”荣誉称号；"
            "还先后获得市级“书香校园”、良庆区文明办授予的“文明校园”“平安校园”荣誉称号。",
        ),
        (
            "[{名称: 合唱一等奖, 颁发单位: 甲局}, 文明校园]",
            "学校先后获得甲局颁发的“合唱一等奖”、“文明校园”等荣誉。",
        ),
    ],
)
def test_honours_are_connected(examine_text: Examine, honours: str, sentence: str) -> None:
    text = f"学校: {{名称: 光明小学, 类型: 小学}}\n报告: {{年度: 2024}}\n成绩: {honours}\n"
    report = examine_text(text).report
    assert report is not None
    (section,) = (each for each in report.sections if each.key == "取得成绩")
    assert said(section.blocks) == [sentence]


def test_the_clerks_own_text_stands_before_them(examine_text: Examine) -> None:
    text = "学校: {名称: 甲园, 类型: 幼儿园}\n报告: {年度: 2024, 体裁: 学前教育普及普惠}\n成绩: [文明园]\n"
    report = examine_text(f"{text}取得成绩: 家长满意。\n").report
    assert report is not None
    (section,) = (each for each in report.sections if each.key == "取得成绩")
    assert said(section.blocks) == ["家长满意。", "幼儿园获得“文明园”荣誉称号。"]


def test_an_honour_that_the_text_names_is_not_said_again(examine_text: Examine) -> None:
    text = "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n成绩: [文明学校, 平安校园]\n"
    report = examine_text(f"{text}取得成绩: 学校被评为“文明学校”。\n").report
    assert report is not None
    (section,) = (each for each in report.sections if each.key == "取得成绩")
    assert said(section.blocks) == ["学校被评为“文明学校”。", "学校获得“平安校园”荣誉称号。"]


def test_the_outline_may_ask_for_a_table(examine_text: Examine) -> None:
    text = (
        "学校: {名称: 甲, 类型: 小学}\n"
        "报告: {年度: 2024, 提纲: [{章节: 取得成绩, 写法: 表格}]}\n"
        "成绩: [{名称: 平安校园, 年份: 2024}, 文明学校]\n"
    )
    report = examine_text(text).report
    assert report is not None
    _, table = report.sections[0].blocks
    assert isinstance(table, Table) and table.header == ("序号", "名称", "年份")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "平安校园", "2024"],
        ["2", "文明学校", ""],
    ]


def test_a_line_of_several_honours_is_as_many(examine_text: Examine) -> None:
    text = (
        "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024}\n"
        "成绩: [{名称: “文明学校”“平安校园”“书香校园”荣誉称号, 级别: 县级}, “双减”工作先进单位]\n"
    )
    examined = examine_text(text)
    assert examined.report is not None
    (section,) = (each for each in examined.report.sections if each.key == "取得成绩")
    assert said(section.blocks) == [
        "学校先后获得县级“文明学校”“平安校园”“书香校园”、“‘双减’工作先进单位”荣誉称号。"
    ]
    (told,) = (each for each in examined.problems if each.code == "several_honours")
    assert told.location.path == "成绩[1].名称"
    assert told.message == "“名称”里写了 3 项荣誉，报告里照 3 项印"


def test_an_honour_in_one_pair_of_marks_is_not_told_of(examine_text: Examine) -> None:
    text = "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024}\n成绩: [“文明学校”]\n"
    assert all(each.code != "several_honours" for each in examine_text(text).problems)
