"""A district's words held against what its schools came to."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.assess.narrative import check_narrative
from reportgen.assess.outcome import district_outcome
from reportgen.load.identity import DISTRICT_FILE
from reportgen.model.assessment import Assessment
from reportgen.pipeline import Workshop
from reportgen.problems import Problem
from tests.districts import District, primary, read_district, write_district


def told(found: District) -> list[Problem]:
    """What its words are told, but for whom its report goes to and its date."""
    problems = check_narrative(found.own, district_outcome(found.summary, Assessment(())))
    return [problem for problem in problems if problem.code != "no_head"]


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
        ([GOOD], "主要措施: |\n  投入XX万元。\n", ["placeholder"]),
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
