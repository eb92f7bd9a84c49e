"""Rows of ordinals within a paragraph, words typed twice, and marks beside numbers."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("rule", "text", "found"),
    [
        (TextRule.ENUMERATION, "打算：（一）加强领导；（二）补充教师；（四）改善条件。", "（四）"),
        (TextRule.ENUMERATION, "做法有：（一）抓管理，（二）抓教研，（二）抓安全。", "（二）"),
        (TextRule.ENUMERATION, "一要建宿舍；二要强培训；其次要筹图书。", "其次要"),
        (TextRule.TOLD_TWICE, "信息化是重要抓手抓手，接入率高。", "抓手抓手"),
        (TextRule.LIST_MARKS, "课程表、以及教师名单全部公示。", "、"),
        (TextRule.HALF_WIDTH, "合格率为98.9%,89.2%和73.4%。", ","),
        (TextRule.DECIMAL_POINT, "每百名学生2。44间，高于要求。", "2。44"),
        (TextRule.MISPLACED_MARK, "仪器完好率达95%、以上。", "、"),
        (TextRule.MISPLACED_MARK, "投入30万元，左右。", "，"),
        (TextRule.YEAR_RESIDUE, "2023年聘请校外辅导员2023名。", "2023"),
        (TextRule.NUMERALS, "合格率100％，巩固率98.7%。", "％"),
        (TextRule.DATE, "2024.4.12", "2024.4.12"),
        (TextRule.DATE, "2024-11-2", "2024-11-2"),
    ],
)
def test_what_is_wrong_is_found_at_its_words(
    find: Finder, rule: TextRule, text: str, found: str
) -> None:
    assert find(rule, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "打算：（一）加强领导；（二）补充教师；（三）改善条件。",
        "（二）加强管理。做法有：（一）建章立制；（二）定期检查。",
        "按附件（三）执行，另见（五）。",
        "一要建宿舍；二要强培训。其次要做的是筹图书。",
        "一步一步推进，一件一件落实，三个三个分组。",
        "大家研究研究再定。",
        "合格率98%，以上数据均来自学籍系统。",
        "合格率98%。以下是具体做法。",
        "两年建成教室40间。2024年再建2间。",
        "2023年新聘教师23名，2022年毕业2023届学生。",
        "合格率100％，巩固率98.7％。",
        "检查时间：2024.4.12",
    ],
)
def test_what_is_right_is_not_told(find: Finder, text: str) -> None:
    assert find(None, text) == []
