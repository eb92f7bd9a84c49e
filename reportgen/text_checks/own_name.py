"""The name of another school in a school's own report: a text that was taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

# What is said of the school that a report is of.
_SAID = "是一所|始建于|创建于|创办于|坐落|座落|位于|地处"
_NO_NAME = "我本该各这此两几每"
# What belongs to a school is told of in its report.
_PARTS = ("教学点", "分校", "校区")
_HINT = "请核对；说的不是本校的，写明是哪里的"


def check_own_name(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where a sentence begins to tell of a school as one does of one's own, and the
    data are of another.
    """
    ends = text.lexicon.name_ends
    if not (known.name and ends and known.name.endswith(ends)):
        return
    for part in text.parts:
        for found in _subjects(ends).finditer(part.text):
            name = found["name"]
            if name not in known.name and known.name not in name and not name.endswith(_PARTS):
                message = f"文中写的是“{name}”，数据是{known.name}的"
                yield remind(TextRule.OTHER_SCHOOL, part, found.span("name"), message, _HINT)


@lru_cache(maxsize=8)
def _subjects(ends: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the name of a school at the beginning of a sentence that tells of it."""
    told = "|".join(map(re.escape, ends))
    return re.compile(
        rf"(?:^|(?<=[。；！？\s]))(?P<name>(?![{_NO_NAME}])[\u4e00-\u9fff]{{2,16}}?(?:{told}))"
        rf"(?=(?:{_SAID}))"
    )
