"""What is said of all, and a number beside it that belies it: 全部完成培训，完成率98.7%;
均达到360学时，人均318学时; 控制在20%以内，为23.7%; a mean above each of what it is the mean of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_N = r"\d+(?:\.\d+)?"
_UNIT = r"[%％]|平方米|㎡|学时|课时|小时|分钟|[人名册台件次分天节元]"
_NOW = r"(?:我[校县区市]|学校|实际|目前|现|已|约|仅|只有|为|是|达到?|有)"
_WITHIN = late_regex(
    rf"(?:控制在|保持在|稳定在|低于|不超过)(?P<x>{_N})\s?(?P<unit>{_UNIT})(?:以[内下]|之内)?(?:的?(?:目标|要求|标准|范围))?"
    rf"(?:以?内)?[，,（(]{_NOW}{{1,3}}(?P<at>(?P<y>{_N})\s?(?P<own>{_UNIT}))"
)
_EACH = late_regex(
    rf"(?:均|都|全部|人人)已?(?:达到?|超过|完成|不[少低]于)了?(?P<x>{_N})\s?(?P<unit>{_UNIT})(?:以上)?[，,；]"
    rf"(?:年)?(?P<at>(?:人均|平均|校均|生均|班均|师均)(?:每[人年班校])?{_NOW}{{0,2}}(?P<y>{_N})\s?(?P<own>{_UNIT}))"
)
_ALL_RATES = late_regex(
    rf"(?P<at>(?P<name>[一-鿿]{{2}}率)(?:均|都|全部|皆)(?:已|保持|稳定)?(?:达到?|超过|在|高于|不低于)了?(?P<x>{_N})[%％](?:以上)?)"
)
_DONE = "完成|合格|达标|参加|参与|覆盖|持证|就业|毕业|结业|升学|入学|及格"
_ALL_DONE = late_regex(
    rf"(?:全部|全员|全体|均已?|都已?)(?:顺利|按时|按期)?(?P<what>{_DONE})(?![^。；，]{{0,6}}的)"
    r"[^。；\n]{0,24}?[，,（(](?P<at>(?P=what)率(?:为|是|达到?|约)?(?P<y>\d{1,2}(?:\.\d+)?)[%％])"
)
_MEAN = late_regex(
    rf"(?P<at>(?:综合|总体|总|平均|整体)(?P<name>满意[度率]|合格率|及格率|优秀率|达标率|得分)(?:为|是|达到?)?(?P<y>{_N})[%％分])"
)
_SENTENCE = late_regex("[。；\n]")
_MANY, _LONGEST, _NEAR, _FEWEST = late_regex(rf"({_N})[%％]"), 160, 12, 2
_NO_PLAN = late_regex("目标|力争|计划|确保|争取|要求|应当|[去上]年|比|原|到20\\d\\d年")
_HINT = "请核对这两处"


def check_said_of_all(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each."""
    for cue, check in _CHECKS.items():
        for part in text.parts_with(cue):
            yield from check(part)


def _check_within(part: TextPart) -> Iterator[TextFinding]:
    for found in _WITHIN.finditer(part.text):
        if found["unit"] == found["own"] and Decimal(found["y"]) > Decimal(found["x"]):
            yield _finding(part, found.span(), f"写着“{found[0]}”，“{found['at']}”超过了")


def _check_each(part: TextPart) -> Iterator[TextFinding]:
    for found in _EACH.finditer(part.text):
        if found["unit"] == found["own"] and Decimal(found["y"]) < Decimal(found["x"]):
            yield _finding(part, found.span("at"), f"写着“{found[0]}”，平均数不会更少")


def _check_rates(part: TextPart) -> Iterator[TextFinding]:
    """小学、初中学历合格率分别为98.9%和89.2%，学历合格率均达到95%以上."""
    for found in _ALL_RATES.finditer(part.text):
        before = _sentence_before(part.text, found.start())
        place = before.rfind(found["name"])
        told = _MANY.findall(before, place) if place >= 0 else []
        less = [each for each in told if Decimal(each) < Decimal(found["x"])]
        if less and not _NO_PLAN.search(before, max(place - _NEAR, 0)):
            message = f"写着“{found['at']}”，前面写的“{less[0]}%”没有达到"
            yield _finding(part, found.span("at"), message)


def _check_done(part: TextPart) -> Iterator[TextFinding]:
    for found in _ALL_DONE.finditer(part.text):
        yield _finding(part, found.span("at"), f"写着“{found[0]}”，全部{found['what']}应为 100%")


def _check_mean(part: TextPart) -> Iterator[TextFinding]:
    for found in _MEAN.finditer(part.text):
        before = _sentence_before(part.text, found.start())
        each = rf"{found['name']}(?:分别)?(?:为|是|达到?)?({_N})[%％分]"
        told = [Decimal(number) for number in re.findall(each, before)]
        mean = Decimal(found["y"])
        if len(told) >= _FEWEST and not min(told) <= mean <= max(told):
            low, high = (format_short(limit) for limit in (min(told), max(told)))
            message = f"写着“{found['at']}”，各项在 {low} 和 {high} 之间"
            yield _finding(part, found.span("at"), message)


def _sentence_before(line: str, place: int) -> str:
    return _SENTENCE.split(line[max(place - _LONGEST, 0) : place])[-1]


def _finding(part: TextPart, span: tuple[int, int], message: str) -> TextFinding:
    return remind(TextRule.CLAIMS_DIFFER, part, span, message, _HINT)


_CHECKS: Mapping[re.Pattern[str], Callable[[TextPart], Iterator[TextFinding]]] = {
    late_regex(r"(?:控制|保持|稳定)在\d|(?:低于|不超过)\d"): _check_within,
    late_regex(r"[，,；]年?(?:人均|平均|校均|生均|班均|师均)"): _check_each,
    late_regex(r"率(?:均|都|全部|皆)"): _check_rates,
    late_regex(
        r"(?:全部|全员|全体|均已?|都已?)(?:顺利|按时|按期)?[完合达参覆持就毕结升入及]"
    ): _check_done,
    late_regex(r"[合体总均](?:满意[度率]|合格率|及格率|优秀率|达标率|得分)"): _check_mean,
}
