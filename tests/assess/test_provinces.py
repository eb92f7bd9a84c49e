"""Provincial standards of which only some limits were found: each limit where it holds."""

from __future__ import annotations

import pytest

from tests.conftest import Examine

LAND = "校园面积: 20000, 在校生数: 800"
PARTS = "校园面积: 20000, 在校生数: {小学: 500, 初中: 300}"


@pytest.mark.parametrize(
    ("standard", "type", "figures", "required"),
    [
        ("广东", "小学", LAND, {"小学": "≥18"}),
        ("广东", "九年一贯制", PARTS, {"小学": "≥18", "初中": "≥23"}),
        ("广东", "初中", f"{LAND}, 是否市中心城区: 是", {"初中": "≥10.1"}),
        ("山西", "小学", f"{LAND}, 教学班数: 6", {"小学": "≥34"}),
        ("山西", "小学", f"{LAND}, 教学班数: 12", {"小学": "≥29"}),
        ("山西", "初中", f"{LAND}, 教学班数: 12", {"初中": "≥30"}),
        ("山西", "初中", f"{LAND}, 教学班数: 13", {"初中": "≥29"}),
        ("山西", "初中", f"{LAND}, 教学班数: 13, 是否寄宿制: 是", {"初中": "≥39"}),
        (
            "山西",
            "九年一贯制",
            f"{PARTS}, 教学班数: {{小学: 6, 初中: 6}}",
            {"小学": "≥34", "初中": "≥30"},
        ),
    ],
)
def test_land_is_asked_for_by_place_size_and_stage(
    examine: Examine, standard: str, type: str, figures: str, required: dict[str, str]
) -> None:
    examined = examine(f"数据: {{{figures}}}\n", type, f"[{standard}]")
    assert examined.assessment is not None
    results = examined.assessment.standards[0].results
    assert {str(each.stage): each.required for each in results} == required


def test_a_standard_for_primary_schools_judges_the_primary_part_only(examine: Examine) -> None:
    examined = examine(f"数据: {{{PARTS}}}\n", "九年一贯制", "[江苏]")
    assert examined.assessment is not None
    stages = {str(each.stage) for each in examined.assessment.standards[0].results if each.stage}
    assert stages == {"小学"}


def test_tracks_are_asked_for_by_stage(examine: Examine) -> None:
    examined = examine("数据: {环形跑道长度: 200, 直跑道长度: 60}\n", "初中", "[陕西]")
    assert examined.assessment is not None
    verdicts = {each.indicator.name: each.verdict for each in examined.assessment.failing}
    assert list(verdicts) == ["直跑道长度"]
