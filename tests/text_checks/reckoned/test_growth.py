"""What a text says to have grown or shrunk."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("近年来藏书由12000册增加到18900册，增长了60%。", "60%"),
        ("秋季招生150人，比2023年的130人增加了30人。", "30人"),
        ("职工由45人增加到49人，净增5人。", "5人"),
        ("近视率由38.2%下降到35.1%，下降4.1个百分点。", "4.1个"),
        ("投入由35万元增加到50万元，增加了25万元。", "25万元"),
        ("大班由12个减少到3个，减少了10个。", "10个"),
    ],
)
def test_a_change_that_is_not_the_difference_is_told(find: Finder, text: str, found: str) -> None:
    assert found in find(TextRule.CALCULATION, text)


@pytest.mark.parametrize(
    "text",
    [
        "近年来藏书由12000册增加到18900册，增长了57.5%。",
        "秋季招生150人，比2023年的130人增加20人。招生880人，比2023年增加20人，增长2.3%。",
        "近视率由38.2%下降到35.1%，下降3.1个百分点。",
        "投入由35万元增加到50万元，增加了15万元，增长42.9%。",
        "场地由12000平方米扩大到20500平方米，增加图书500册。",
        "投入由35万元增加到50余万元，增加了20万元；增长5%，其中设备增长3%。",
        "职工由45人增加到49人，男职工增加2人。",
    ],
)
def test_a_change_that_is_right_or_of_something_else_is_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.CALCULATION, text) == []
