"""What is lacking, rounded so that it is enough."""

from __future__ import annotations

import pytest

from tests.conftest import Examine

STANDARD = """
自定标准:
  - 标识: 试
    名称: 试
    学段: [小学]
    指标: [{编号: 1, 名称: 生均场地, 分子: 运动场地面积, 分母: 在校生数, 单位: ㎡, 标准: 7.5}]
"""


@pytest.mark.parametrize(
    ("area", "display"),
    [
        ("6602", "缺126平方米"),
        ("6601.9", "缺126平方米"),
        ("6727.49", "缺1平方米"),
        ("6727.497", "缺1平方米"),
        ("6727.1", "缺1平方米"),
    ],
)
def test_what_is_lacking_is_never_rounded_down(examine: Examine, area: str, display: str) -> None:
    body = f"数据: {{在校生数: 897, 运动场地面积: {area}}}{STANDARD}"
    examined = examine(body, standards="[试]")
    assert examined.assessment is not None
    (result,) = examined.assessment.failing
    assert result.shortfall_display == display


def test_land_given_in_mu_lacks_what_it_lacks_in_mu(examine: Examine) -> None:
    own = STANDARD.replace("运动场地面积", "校园面积").replace("7.5", "34")
    examined = examine(f"数据: {{在校生数: 2300, 校园面积: 41.5亩}}{own}", standards="[试]")
    assert examined.assessment is not None
    (result,) = examined.assessment.failing
    assert result.shortfall_display == "缺50533平方米（75.8亩）"
    assert result.shortfall == 50533
