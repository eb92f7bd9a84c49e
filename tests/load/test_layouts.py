"""Layout profiles as a bureau writes them: inheritance, combination, and what is wrong with one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.load.layouts import layout_names, load_layout
from reportgen.model.layout_profile import Basis, LayoutProfile
from reportgen.problems import (
    Problem,
    Quote,
    ReportgenError,
    Severity,
    UnreadableFileError,
    warning,
)
from reportgen.resources import data_folder

FOLDER = data_folder() / "layouts"


def load(*names: str) -> LayoutProfile:
    return load_layout(names, FOLDER)


def own(folder: Path, text: str) -> str:
    path = folder / "本地.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_standard_is_taken_without_a_name() -> None:
    assert load() == load("国标")
    assert load().requirements["天头"].numbers == (Decimal(37),)


def test_every_bundled_profile_can_be_loaded() -> None:
    names = layout_names(FOLDER)
    assert names[0] == "国标" and len(names) >= 8
    assert all(load(name).requirements.keys() == load().requirements.keys() for name in names)


def test_variation_changes_what_it_names_and_keeps_the_rest() -> None:
    changed, standard = load("行距28磅").requirements, load().requirements
    assert changed["行距"].numbers == (Decimal(28),)
    assert changed["行距"].severity is standard["行距"].severity
    assert {name for name, each in changed.items() if each != standard[name]} == {"行距"}


def test_variations_combine_and_the_last_one_has_its_way() -> None:
    both = load("行距28磅", "二级标题加粗", "行距29磅")
    assert both.requirements["行距"].numbers == (Decimal(29),)
    assert both.requirements["二级标题加粗"].accepted == ("加粗",)


def test_what_was_not_verified_is_no_error_and_says_so() -> None:
    unverified = [each for each in load().requirements.values() if each.basis is Basis.UNVERIFIED]
    assert unverified
    assert all(
        each.weight is Severity.WARNING and each.source.endswith("待核实") for each in unverified
    )


def test_doubtful_error_weighs_as_a_warning() -> None:
    doubtful = load().requirements["天头"]._replace(basis=Basis.UNVERIFIED)
    assert doubtful.judge_number(Decimal(20)) is Severity.WARNING


def test_judgement_knows_tolerance_and_local_values() -> None:
    pitch = load().requirements["行距"]
    assert pitch.judge_number(Decimal("28.95")) is None
    assert pitch.judge_number(Decimal("29")) is Severity.LOCAL
    assert pitch.judge_number(Decimal("28")) is Severity.LOCAL
    assert pitch.judge_number(Decimal("20")) is Severity.ERROR


def test_own_file_inherits_the_standard_without_saying_so(tmp_path: Path) -> None:
    profile = load(
        own(tmp_path, "名称: 本县\n要求:\n  标题字号: {标准: [24]}\n  页码: {检查: 否}\n")
    )
    assert profile.requirements["标题字号"].numbers == (Decimal(24),)
    assert not profile.requirements["页码"].active
    assert "本县" in profile.title


def test_own_file_may_inherit_another_beside_it(tmp_path: Path) -> None:
    (tmp_path / "底.yaml").write_text("要求: {标题字号: {标准: [24]}}\n", encoding="utf-8")
    profile = load(own(tmp_path, "继承: 底.yaml\n要求: {正文字号: {标准: [15]}}\n"))
    assert profile.requirements["标题字号"].numbers == (Decimal(24),)
    assert profile.requirements["正文字号"].numbers == (Decimal(15),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("要求: {标题字好: {标准: [24]}}", "不认识“标题字好”这项要求；是不是“标题字号”？"),
        ("要求: {标题字号: {标准: [二号]}}", "“二号”不是数"),
        ("要求: {标题字号: {级别: 严重}}", "不认识“严重”"),
        ("要求: {标题字号: {条款号: 1}}", "不认识“条款号”"),
        ("要求: {标题字号: {检查: 也许}}", "应为“是”或“否”"),
    ],
)
def test_faults_of_a_file_are_told_with_their_place(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(ReportgenError) as caught:
        load(own(tmp_path, text))
    told = str(caught.value)
    assert message in told and "本地.yaml:1:" in told


def test_unknown_layout_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UnreadableFileError, match="是不是“行距28磅”"):
        load("行距28")


def test_ring_of_inheritance_is_told(tmp_path: Path) -> None:
    (tmp_path / "乙.yaml").write_text("继承: 本地.yaml\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="绕成了圈"):
        load(own(tmp_path, "继承: 乙.yaml\n"))


def test_rules_of_texts_are_known_in_a_layout_and_weigh_as_it_says(tmp_path: Path) -> None:
    text = "要求:\n  半角标点: {检查: 否}\n  引号配对: {级别: 错误}\n  段末标点: {改法: 补句号}\n"
    profile = load(own(tmp_path, text))
    assert profile.levels == {"半角标点": None, "引号配对": Severity.ERROR}
    assert profile.requirements == load().requirements
    told = [text_problem(rule) for rule in ("半角标点", "引号配对", "段末标点")]
    settled = {each.message: each.severity for each in profile.settle((*told, PLAIN))}
    assert settled == {
        "引号配对": Severity.ERROR,
        "段末标点": Severity.WARNING,
        "没有段落": Severity.WARNING,
    }


PLAIN = warning("left_in", "没有段落")


def text_problem(rule: str) -> Problem:
    return warning("text", rule)._replace(quote=Quote(rule, 1, 0, 1, "甲"))


def test_misspelt_rule_of_texts_is_told_with_the_right_name(tmp_path: Path) -> None:
    with pytest.raises(ReportgenError) as caught:
        load(own(tmp_path, "要求:\n  半角标占: {检查: 否}\n"))
    assert caught.value.problems[0].hint == "是不是“半角标点”？"
