"""每班都有……共16套 of 17 classes: what every class has, held against how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.roles import Role
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.quantities.claims import sentence_start
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
_ALL = r"(?:做到了?|实现了?|达到了?|保证了?|确保了?|已)?"
_HAS_ONE = r"(?:都|均|各)?(?:有|配有|拥有)?(?:一|1)[套台块]"
# 多媒体设备每班一套，共20套; 设备20套，做到了每班一套; 班班通设备20套，……全覆盖.
_ONE_EACH = (
    late_regex(
        rf"每{_CLASS}{_HAS_ONE}[，,]?[^。；！？，\n\d]{{0,10}}(?P<total>共(?:计|有|配备|安装)?(?P<many>\d{{1,4}})[套台块])"
    ),
    late_regex(
        rf"(?P<total>(?P<many>\d{{1,4}})[套台块])(?:[，,][^。；！？，\n\d]{{0,12}})?[，,]?{_ALL}(?:每{_CLASS}{_HAS_ONE}|班班(?:都|均)?有)(?![^。；，]{{0,6}}另)"
    ),
    late_regex(
        r"班班通[^。；！？，\n\d]{0,8}(?P<total>(?P<many>\d{1,4})[套台块])[^。；！？\n\d]{0,24}(?:全覆盖|所有(?:教室|班级)|每个?(?:教室|班级)(?!增))"
    ),
)
_SUPPLIED = late_regex(
    r"(?:为|给|我校|本校|全校|学校)(?P<total>(?P<many>\d{1,3})个(?:教学)?班级?)(?:全部|统一|都|已)*(?:配齐|配备|安装|装配|装上|接通)"
)
# Some of them, or those of another time.
_SOME = late_regex(
    r"年级|[小初]学?[中部]|新[增建招]|[近前]|(?:19|20)\d\d|先后|首批|其中|再|又|分校|校区|去年|今年"
)
_CUE = late_regex("每.?[班教]|班班")
_SUPPLY_CUE = late_regex("班级?(?:全部|统一|都|已)*(?:配|安装|装|接通)")
_HINT = "请核对这两个数"


def check_every_class(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for what is said to be in every class, and is too few for all that there are."""
    for part in text.parts_with(_CUE):
        yield from _check_each_has(part, text, known.dictionary)
        for pattern in _ONE_EACH:
            yield from _check_many(pattern, part, text, known.dictionary)
    for part in text.parts_with(_SUPPLY_CUE):
        yield from _check_many(_SUPPLIED, part, text, known.dictionary)


def _check_many(
    pattern: re.Pattern[str], part: TextPart, text: ReadText, dictionary: FactDictionary
) -> Iterator[TextFinding]:
    """What is said to be enough for every class, one each, or to be all classes, and is less."""
    for found in pattern.finditer(part.text):
        classes = text.figures.the_one(_fact_of(dictionary, Role.CLASSES), HERE)
        begin = sentence_start(part.text, found.start())
        some = _SOME.search(part.text, begin, found.end())
        if classes is None or some or int(found["many"]) >= classes.quantity.number:
            continue
        spot = f"（{classes.part.spot}）" if classes.part is not part else ""
        message = f"写着“{found[0]}”，少于“{classes.words}”{spot}所要的"
        yield remind(TextRule.CALCULATION, part, found.span("total"), message, _HINT)


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
