"""How old a school says it is, held against the year in which it says it was founded."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_FOUNDED = (
    r"(?:始建|创建|创办|兴建|建校|建|成立)(?:于|时间是|时间为)?\s?(?:公元)?"
    r"(?P<founded>(?:18|19|20)\d\d)\s?年"
)
_AGE = (
    r"[^。；\n]{0,40}?(?:距今|至今|迄今|已有|已|有着?|历经|走过|建校)[^。；，\n\d]{0,6}"
    r"(?P<said>(?P<age>\d{1,3})\s?(?P<more>多|余)?年)(?!代|级|度|前|后)"
)
_FOUNDED_THEN_AGE = late_regex(_FOUNDED + _AGE)
_CUE = late_regex(r"(?:建|办|立|间是|间为)于?\s?(?:公元)?(?:18|19|20)\d\d\s?年")
# The report may be written, and the years counted, in the year after.
_SLACK = 1


def check_ages(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each age that the year of the report does not give; none where that is not
    known.
    """
    if not text.year:
        return
    for part in text.parts_with(_CUE):
        for found in _FOUNDED_THEN_AGE.finditer(part.text):
            age, founded = int(found["age"]), int(found["founded"])
            if not _may_be(age, text.year - founded, is_more=bool(found["more"])):
                message = f"{founded} 年建校，到 {text.year} 年是 {text.year - founded} 年"
                told = f"文中写的是“{found['said']}”，{message}"
                yield remind(TextRule.CALCULATION, part, found.span("said"), told, "请核对年份")


def _may_be(age: int, years: int, is_more: bool) -> bool:
    """Whether one may say so of so many years: 60多年 of 61 to 69."""
    if not is_more:
        return abs(years - age) <= _SLACK
    step = 10 if age % 10 == 0 else 1
    return age - _SLACK <= years <= age + step + _SLACK
