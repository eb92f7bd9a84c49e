"""A standard of the school's own, in its file or beside it; easements that its report names."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.forms.form_rows import group_titles
from reportgen.load.standards_file import parse_standard
from reportgen.load.yaml_tree import parse_yaml
from reportgen.model.needed_figures import needed_rows
from reportgen.model.standard import Standard
from reportgen.pipeline import Workshop
from tests.conftest import Examine

BLOCK = """\
标识: 本县标准
名称: 本县办学标准
学段: [小学, 初中]
指标:
  - {编号: "1", 名称: 生均占地面积, 分子: 校园面积, 分母: 在校生数, 单位: ㎡, 标准: 34,
     核实: 否, 出处: 报告所述}
"""
FIGURES = "数据: {在校生数: 2300, 校园面积: 41.5亩}\n"


def own(block: str) -> str:
    return "自定标准:\n" + "".join(f"  {line}\n" for line in block.splitlines())


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_standard_in_a_file_beside_the_data_file_is_used(
    examine: Examine, tmp_path: Path, wrapped: bool
) -> None:
    (tmp_path / "本县标准.yaml").write_text(own(BLOCK) if wrapped else BLOCK, encoding="utf-8")
    examined = examine(FIGURES, standards="[本县标准.yaml]")
    assert examined.assessment is not None
    (result,) = examined.assessment.standards[0].results
    assert (result.display, str(result.verdict), result.indicator.verified) == (
        "12.03",
        "unmet",
        False,
    )


def test_a_faulty_formula_is_the_only_thing_said_of_its_indicator(examine: Examine) -> None:
    body = own(BLOCK.replace("分子: 校园面积", "分子: 校园面积 **"))
    problems = examine(body + FIGURES, standards="[本县标准]").problems
    assert [
        problem.code for problem in problems if problem.location.path.startswith("自定标准")
    ] == ["bad_formula"]


def test_signs_of_a_chinese_keyboard_are_read_in_formulas(examine: Examine) -> None:
    formula = "分子: （校园面积 × 2） ÷ 2"
    body = own(BLOCK.replace("分子: 校园面积", formula))
    examined = examine(body + FIGURES, standards="[本县标准]")
    assert examined.assessment is not None
    assert examined.assessment.standards[0].results[0].display == "12.03"


def test_an_easement_that_no_standard_has_is_said(examine_text: Examine) -> None:
    head = (
        "学校: {名称: 甲, 类型: 小学}\n"
        "报告: {年度: 2024, 标准: [优质均衡2017], 过渡条款: [学校规模条款]}\n"
    )
    (problem,) = [each for each in examine_text(head).problems if each.code == "unknown_easement"]
    assert problem.location.line == 2
    assert "学校规模过渡条款" in problem.hint


def test_a_chapter_that_stands_twice_in_the_outline_is_refused(examine_text: Examine) -> None:
    head = (
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024, 提纲: [基本情况, 主要措施, 基本情况]}\n"
    )
    (problem,) = [each for each in examine_text(head).problems if each.code == "section_twice"]
    assert problem.stops


@pytest.mark.parametrize(
    ("written", "shown"), [("99.6%", "99.6%"), ("96", "96%"), ("100%", "100%"), ("99.96", "99.96%")]
)
def test_a_share_below_a_hundred_is_never_shown_as_a_hundred(
    examine: Examine, written: str, shown: str
) -> None:
    examined = examine(f"数据: {{巩固率: {written}}}\n", standards="[河南省办学基本标准]")
    assert examined.assessment is not None
    (result,) = [
        each for each in examined.assessment.standards[0].results if "巩固率" in each.indicator.name
    ]
    assert result.display == shown


@pytest.mark.parametrize(
    ("written", "doubtful"), [("0.99", True), ("0.99%", False), ("99", False), ("0", False)]
)
def test_a_share_that_may_be_meant_as_a_fraction_is_doubted(
    examine: Examine, written: str, doubtful: bool
) -> None:
    codes = [problem.code for problem in examine(f"数据: {{巩固率: {written}}}\n").problems]
    assert ("doubtful_share" in codes) is doubtful


DECLARED = """\
标识: 食堂
学段: [小学]
事实:
  食堂数: {类型: 计数, 单位: 个, 学段: 整校}
  是否留样: {类型: 是否, 学段: 整校}
  每餐留样数: {类型: 计数, 学段: 整校}
数据分组: {食堂概况: 食堂数, 食品留样: 是否留样}
指标: [{名称: 留样, 类型: 是否, 分子: 是否留样, 整校: 是, 标准: 是}]
"""


def declared(text: str, workshop: Workshop) -> tuple[Standard, list[str]]:
    root = parse_yaml(text, "标准.yaml")
    assert root is not None
    standard = parse_standard(root, workshop.library.dictionary)
    return standard, [problem.message for problem in root.reading.problems]


def test_a_form_asks_for_what_a_standard_declares_though_it_is_not_judged(
    workshop: Workshop,
) -> None:
    standard, _ = declared(DECLARED, workshop)
    assert standard.facts is not None
    library = workshop.library
    dictionary = library.dictionary.extend(standard.facts)
    rows = needed_rows([standard], dictionary, library.school_types["小学"])
    assert {row.fact.name: row.required for row in rows} == {
        "食堂数": False,
        "是否留样": True,
        "每餐留样数": False,
    }
    assert needed_rows([standard], dictionary, library.school_types["初中"]) == ()


def test_a_standard_groups_its_own_facts_for_the_form(workshop: Workshop) -> None:
    standard, told = declared(DECLARED, workshop)
    assert standard.facts is not None and not told
    titles = group_titles(workshop.library.dictionary.extend(standard.facts))
    assert [titles[name] for name in standard.facts.facts] == ["食堂概况", "食品留样", "食品留样"]


def test_a_group_that_begins_at_no_fact_is_said(workshop: Workshop) -> None:
    _, told = declared(DECLARED.replace("食品留样: 是否留样", "食品留样: 留样"), workshop)
    assert told == ["分组“食品留样”的第一项“留样”不在词典里"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("文号: 县教〔2024〕1号\n", "根据《本县办学标准》（县教〔2024〕1号），"),
        ("依据: 《关于自查的通知》\n", "根据《关于自查的通知》，"),
        ("依据: [《甲办法》, 《乙办法》]\n文号: 县教〔2024〕1号\n", "根据《甲办法》、《乙办法》，"),
    ],
)
def test_a_report_rests_on_what_the_bureaus_standard_names(
    examine: Examine, tmp_path: Path, lines: str, said: str
) -> None:
    (tmp_path / "本县标准.yaml").write_text(lines + BLOCK, encoding="utf-8")
    examined = examine(FIGURES, standards="[本县标准.yaml]")
    assert examined.report is not None
    text = "".join(run.text for run in examined.report.introduction[0].runs)  # type: ignore[union-attr]
    assert text.startswith(said)
    assert not [each for each in examined.problems if each.code == "no_basis"]


def test_a_standard_that_names_no_document_is_told_at_its_file(
    examine: Examine, tmp_path: Path
) -> None:
    path = tmp_path / "本县标准.yaml"
    path.write_text(BLOCK, encoding="utf-8")
    (found,) = [
        each
        for each in examine(FIGURES, standards="[本县标准.yaml]").problems
        if each.code == "no_basis"
    ]
    assert found.location.file == str(path) and "文号" in found.hint
    given = examine("引言: 现将自查情况报告如下：\n" + FIGURES, standards="[本县标准.yaml]")
    assert not [each for each in given.problems if each.code == "no_basis"]


@pytest.mark.parametrize("said", ["99", "-1", "1.5"])
def test_decimals_that_nothing_is_printed_with_are_told(examine: Examine, said: str) -> None:
    body = own(BLOCK.replace("单位: ㎡", f"单位: ㎡, 小数: {said}"))
    problems = examine(body + FIGURES, standards="[本县标准]").problems
    (told,) = (each for each in problems if each.code == "out_of_range")
    assert told.message == f"小数位数写的是“{said}”" and told.hint == "请写 0 到 6 的整数"


def test_a_name_that_no_file_has_is_no_standard(examine: Examine) -> None:
    problems = examine(FIGURES, standards=f"[{'长' * 200}]").problems
    assert [each.code for each in problems if each.stops]


def test_what_two_schools_read_of_one_standard_is_the_same(workshop: Workshop) -> None:
    """What a standard says is known again by its values, those of the facts that it declares too."""
    one, other = (declared(DECLARED, workshop)[0] for _ in range(2))
    assert one is not other and repr(one) == repr(other)
    assert "食堂数" in repr(one)
