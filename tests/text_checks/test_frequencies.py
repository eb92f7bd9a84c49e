"""So often in each term or so many in each grade, and in all."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学校每学期召开2次家长会，全年共召开6次。", "共召开6次"),
        ("学校每学期召开家长会两次，全年共三次。", "共三次"),
        ("每月开展一次安全疏散演练，全年共20次。", "共20次"),
        ("全校6个年级，每个年级4个班，共有教学班26个。", "共有教学班26个"),
        ("每个年级3个班，6个年级共20个班。", "共20个班"),
    ],
)
def test_a_total_that_is_no_multiple_is_told(find: Finder, text: str, found: str) -> None:
    assert find(TextRule.CALCULATION, text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "学校每学期召开2次家长会，全年共召开4次。",
        "学校每学期召开2次家长会，全年共召开6次教师会。",
        "每月开展一次安全疏散演练，全年共10次。每月开展一次演练，每学期5次，全年10次。",
        "每月召开一次校务会，每学期召开一次教代会，全年召开校务会10次。",
        "全校6个年级，每个年级4个班，共有教学班24个。每个年级4个班，全校共26个班。",
        "六个年级，每个年级三个班，共十八个教学班。每个年级有2个班，9个年级，共18个班。",
    ],
)
def test_multiples_and_totals_of_others_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.CALCULATION, text) == find(TextRule.PARTS, text) == []
