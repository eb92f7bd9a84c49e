"""引言 says by what a report was examined."""

from __future__ import annotations

import pytest

from tests.conftest import Examine
from tests.districts import said

OWN = """
自定标准:
  - 标识: 试
    名称: 试行标准
    学段: [小学, 初中]
    规则: 全部
    %s
"""
ITEM = "{编号: '%s', 名称: 生均%s, 分子: %s, 分母: 在校生数, 标准: %s}"
BOOKS, LAND = ITEM % ("1", "图书", "图书册数", "20"), ITEM % ("2", "用地", "校园面积", "10")


def introduce(examine_text: Examine, indicators: str, kind: str = "小学") -> str:
    students = "{小学: 10, 初中: 10}" if kind == "九年一贯制" else "10"
    report = examine_text(
        f"学校: {{名称: 甲校, 类型: {kind}}}\n报告: {{年度: 2024, 标准: [试]}}\n"
        f"数据: {{在校生数: {students}, 图书册数: 900, 校园面积: 50㎡}}\n{OWN % indicators}"
    ).report
    assert report is not None
    return "".join(said(report.introduction))


@pytest.mark.parametrize(
    ("indicators", "kind", "words"),
    [
        (f"指标: [{BOOKS}]", "小学", "甲校对2024年度有关工作情况进行了自查。"),
        (f"指标: [{BOOKS}, {LAND}]", "小学", "甲校按2项指标对2024年度有关工作情况逐项进行了自查。"),
        (
            f"指标: [{BOOKS}, {BOOKS.replace('1', '3').replace('图书,', '藏书,')}]",
            "小学",
            "逐项进行了自查，2项全部达标。",
        ),
        (f"指标: [{BOOKS}, {LAND}]", "九年一贯制", "甲校按2项指标（分学段核算共4项）对2024年度"),
        (
            f"分组: [{{名称: 图书, 指标: [{BOOKS}]}}, {{名称: 用地, 指标: [{LAND}]}}]",
            "小学",
            "甲校对照图书、用地两个方面的2项指标，对2024年度",
        ),
    ],
)
def test_the_introduction_says_how_many_indicators_of_which_groups(
    examine_text: Examine, indicators: str, kind: str, words: str
) -> None:
    assert words in introduce(examine_text, indicators, kind)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("甲校2024年工作总结", "进行了自查。现将有关情况总结如下："),
        ("甲校2024年自评报告", "进行了自评。现将自评情况报告如下："),
        ("甲校2024年自查情况汇报", "进行了自查。现将自查情况汇报如下："),
        ("甲校2024年自查报告", "进行了自查。现将自查情况报告如下："),
    ],
)
def test_it_calls_the_report_what_its_title_does(
    examine_text: Examine, title: str, words: str
) -> None:
    report = examine_text(
        f"学校: {{名称: 甲校, 类型: 小学}}\n报告: {{年度: 2024, 标准: [], 标题: {title}}}\n"
    ).report
    assert report is not None
    assert "".join(said(report.introduction)).endswith(words)
