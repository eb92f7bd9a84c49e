"""What is said of each broken template, whole and word for word: `said.txt` has it by the name
of the case.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.problems import Severity
from reportgen.render.places import Finding
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.inspection import inspect_template
from reportgen.template_tools.samples import Samples
from tests.template_tools.inspection.broken import CASES, with_body

pytestmark = pytest.mark.slow

SAID = Path(__file__).with_name("said.txt")
NAME = "模板.docx"
_LISTED = re.compile("可以用的有：[^；]*")
HARMLESS = (
    "signs of comparison (#22, #71)",
    "merging tag in a cell (#249)",
    "braces printed as they are",
)


def inspected(body: str, samples: Samples) -> tuple[Finding, ...]:
    return inspect_template(with_body(body), NAME, samples.schools, FILTERS).findings


def said() -> dict[str, list[str]]:
    """The lines of said.txt by case."""
    cases = SAID.read_text("utf-8").removeprefix("## ").split("\n## ")
    return {lines[0]: lines[1:] for lines in (case.strip().split("\n") for case in cases)}


def written(finding: Finding) -> str:
    """As it is printed, but for the list of what there is, which grows."""
    return _LISTED.sub("可以用的有：……", f"[{finding.problem.severity.label}] {finding.problem}")


@pytest.mark.parametrize("case", CASES)
def test_everything_that_is_wrong_is_said_with_its_place(case: str, samples: Samples) -> None:
    assert [written(each) for each in inspected(CASES[case], samples)] == said()[case]


def test_there_are_many_cases_and_each_says_something() -> None:
    assert said().keys() == CASES.keys()
    assert len(CASES) >= 60
    assert [case for case, lines in said().items() if not lines] == list(HARMLESS)


@pytest.mark.parametrize("case", CASES)
def test_every_finding_has_its_place_by_parts_and_a_way_to_mend_it(
    case: str, samples: Samples
) -> None:
    for finding in inspected(CASES[case], samples):
        assert finding.place.part and finding.problem.hint
        if finding.problem.code != "template_broken_xml":
            assert finding.place.text and (finding.place.table or finding.place.paragraph)
        assert finding.problem.location.path == str(finding.place)


@pytest.mark.parametrize("case", CASES)
def test_what_stops_no_report_is_a_reminder(case: str, samples: Samples) -> None:
    findings = inspected(CASES[case], samples)
    assert all(each.problem.stops == (each.problem.severity is Severity.ERROR) for each in findings)
