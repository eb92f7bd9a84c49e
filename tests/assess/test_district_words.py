"""A district's words held against what its schools came to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.assess.narrative import check_narrative
from reportgen.assess.outcome import district_outcome
from reportgen.load.identity import DISTRICT_FILE
from reportgen.model.assessment import Assessment
from reportgen.model.printed_texts import texts_as_parts, texts_of_today
from reportgen.pipeline import Workshop
from reportgen.problems import Problem
from reportgen.text_checks.checks import check_printed, check_texts
from reportgen.text_checks.known_figures import district_figures
from tests.districts import District, primary, read_district, write_district


def told(found: District) -> list[Problem]:
    """What its words are told, but for whom its report goes to and its date."""
    problems = check_narrative(found.own, district_outcome(found.summary, Assessment(())))
    figures = district_figures("示例县", found.summary, found.workshop.library.dictionary)
    said = check_printed(found.own, figures)
    return [problem for problem in (*said, *problems) if problem.code != "no_head"]


GOOD, POOR = primary("甲小学", 100, 1200, 6), primary("乙小学", 100, 300, 2)


@pytest.mark.parametrize(
    ("schools", "body", "codes"),
    [
        ([GOOD], "主要措施: |\n  各项指标全部达标。\n", []),
        (
            [GOOD, POOR],
            "主要措施: |\n  各项指标全部达标。\n",
            ["false_claim", "no_plan"],
        ),
        ([GOOD], "今后措施: [{针对: 生均图书, 标题: 添书, 内容: 添。}]\n", ["unknown_target"]),
        ([GOOD], "今后措施: [{针对: 综合差异系数, 标题: 添书, 内容: 添。}]\n", []),
        ([GOOD], "存在问题: [{标题: 书旧, 内容: 旧。}]\n", ["no_plan"]),
        ([POOR], "今后措施: [{针对: 生均图书册数, 标题: 添书, 内容: 添。}]\n", ["no_plan"]),
    ],
)
def test_words_are_checked(
    tmp_path: Path, workshop: Workshop, schools: list[str], body: str, codes: list[str]
) -> None:
    found = read_district(write_district(tmp_path / "县", schools, body=body), workshop)
    assert [problem.code for problem in told(found)] == codes


@pytest.mark.parametrize(
    ("schools", "words", "told_of"),
    [
        ([GOOD, POOR], "全县各校全部达标。", "乙小学（未达标）"),
        ([GOOD, POOR], "全县2所学校全部达标，图书充足。", "乙小学（未达标）"),
        ([GOOD, POOR], "全县各学校均达到省定标准。", "乙小学（未达标）"),
        ([GOOD, POOR], "所有学校都已达标。", "乙小学（未达标）"),
        ([GOOD], "全县各校全部达标。", ""),
        ([GOOD, POOR], "力争全县各校全部达标。", ""),
        ([GOOD, POOR], "全县各校食堂卫生检查全部达标。", ""),
    ],
)
def test_all_schools_met_where_one_is_not_is_an_error(
    tmp_path: Path, workshop: Workshop, schools: list[str], words: str, told_of: str
) -> None:
    body = f"基本情况: |\n  {words}\n"
    found = read_district(write_district(tmp_path / "县", schools, body=body), workshop)
    claims = [problem for problem in told(found) if problem.code == "false_claim"]
    assert [told_of in problem.message for problem in claims] == [True] * bool(told_of)


def test_figures_of_a_district_are_held_against_the_sums_of_its_schools(
    tmp_path: Path, workshop: Workshop
) -> None:
    texts = (
        *("全县有学校30所，在校生7000人。", "全县现有学校2所，在校生200人。"),
        *("图书共99999册，2019年图书共3册。", "小学在校生90人，教职工9999人。"),
    )
    body = f"基本情况: |\n  {''.join(texts)}\n"
    found = read_district(write_district(tmp_path / "县", [GOOD, POOR], body=body), workshop)
    figures = district_figures("示例县", found.summary, workshop.library.dictionary)
    problems = check_texts(texts_as_parts(texts_of_today(found.own)), figures, 2024)
    messages = [problem.message for problem in problems]
    assert [message.partition("”，")[0] for message in messages] == [
        *("文中写的是“全县有学校30所", "文中写的是“在校生7000人", "文中写的是“图书共99999册"),
        "文中写的是“小学在校生90人",
    ]
    assert messages[0].endswith("学校数是 2所") and messages[1].endswith("在校生数是 200人")


def test_an_easement_that_none_of_the_standards_has_is_told_of_a_district(
    tmp_path: Path, workshop: Workshop
) -> None:
    folder = write_district(tmp_path / "县", [GOOD])
    file = folder / DISTRICT_FILE
    own = file.read_text(encoding="utf-8")
    file.write_text(own.replace("年度: 2024", "年度: 2024, 过渡条款: [甲]"), encoding="utf-8")
    found = read_district(folder, workshop)
    (problem,) = told(found)
    assert problem.message == "没有“甲”这条过渡条款，没有起作用"
