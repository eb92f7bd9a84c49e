"""每班都有……共16套 of 17 classes: what every class has, held against how many there are."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.roles import Role
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.quantities.stated_quantity import HERE
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_CLASS = "(?:个|间)?(?:教学班|班级|班|教室)"
_EACH_HAS = late_regex(
    rf"(?:每{_CLASS}|班班)(?:都|均|各)?(?:已)?(?:配有|配备了?|安装了?|装有|配置了?|配|建有|拥有|有|通)"
    rf"[^。；！？\n\d{NUMERAL_SIGNS}]{{0,14}}(?:(?P<each>\d|[{NUMERAL_SIGNS}])[套台块部])?"
    r"(?P<between>[^。；！？\n]{0,16}?)(?P<total>(?:总共|共计|合计|共)(?:有|计|配备|安装)?(?P<many>\d{1,4})[套台块部个])"
)
_CUE = late_regex("每.?[班教]|班班")
_HINT = "请核对这两个数"


def check_every_class(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for what is said to be in every class, and is too few for all that there are."""
    for part in text.parts_with(_CUE):
        yield from _check_each_has(part, text, known.dictionary)


def _check_each_has(
    part: TextPart, text: ReadText, dictionary: FactDictionary
) -> Iterator[TextFinding]:
    for found in _EACH_HAS.finditer(part.text):
        classes = text.figures.the_one(_fact_of(dictionary, Role.CLASSES), HERE)
        each = _number(found["each"] or "1")
        if classes is None or int(found["many"]) >= each * classes.quantity.number:
            continue
        message = f"写着每班都有，“{found['total']}”少于“{classes.words}”所要的"
        yield remind(TextRule.CALCULATION, part, found.span("total"), message, _HINT)


def _fact_of(dictionary: FactDictionary, role: Role) -> str:
    return next((each.name for each in dictionary.facts.values() if each.role is role), "")


def _number(told: str) -> int:
    return int(told) if told.isdecimal() else read_numeral(told) or 1
