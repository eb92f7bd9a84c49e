"""What is said of each broken template, whole and word for word: `said.txt` has it by the name
of the case.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.problems import Severity
from reportgen.render.places import Finding
from reportgen.template_tools.samples import Samples
from tests.template_tools.inspection.broken import CASES, inspect

pytestmark = pytest.mark.slow

SAID = Path(__file__).with_name("said.txt")
_LISTED = re.compile("可以用的有：[^；]*")
HARMLESS = (
    "signs of comparison (#22, #71)",
    "merging tag in a cell (#249)",
    "braces printed as they are",
)


def said() -> dict[str, list[str]]:
    """The lines of said.txt by case."""
    cases = SAID.read_text("utf-8").removeprefix("## ").split("\n## ")
    return {lines[0]: lines[1:] for lines in (case.strip().split("\n") for case in cases)}


def written(finding: Finding) -> str:
    """As it is printed, but for the list of what there is, which grows."""
    return _LISTED.sub("可以用的有：……", f"[{finding.problem.severity.label}] {finding.problem}")


@pytest.mark.parametrize("case", CASES)
def test_everything_that_is_wrong_is_said_with_its_place(case: str, samples: Samples) -> None:
    """Every finding has its place by parts and a way to mend it; what stops no report is a
    reminder.
    """
    findings = inspect(CASES[case], samples)
    assert [written(each) for each in findings] == said()[case]
    for finding in findings:
        problem, place = finding.problem, finding.place
        assert place.part and problem.hint
        if problem.code != "template_broken_xml":
            assert place.text and (place.table or place.paragraph)
        assert problem.location.path == str(place)
        assert problem.stops == (problem.severity is Severity.ERROR)


def test_there_are_many_cases_and_each_says_something() -> None:
    assert said().keys() == CASES.keys()
    assert len(CASES) >= 60
    assert [case for case, lines in said().items() if not lines] == list(HARMLESS)
