"""Limits that are a ratio of their own, held against the two counts that are said to keep them:
按女生每20人设一蹲位的要求，现有女生318人，设蹲位14个，达到标准.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of, may_claim
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_N = rf"(?:\d+(?:\.\d+)?|[{NUMERAL_SIGNS}百两]+)"
_MEASURE = "[个间名台套位处块条盏部人位件]"
# 每20人一个蹲位, 女生每25人不少于1个蹲位, 每百名学生拥有计算机不少于10台, 每班配备教师2名以上.
_LIMIT = late_regex(
    rf"(?P<sex>[男女])?生?(?:按|应)?每(?:(?P<n>{_N})?[名个位]?(?P<who>(?:在校|寄宿|住宿)?[男女]?学?生|人|(?:教学)?班级?))"
    rf"(?P<lead>(?!一?[周天日年月次学])[^，。；、：\d{NUMERAL_SIGNS}]{{0,14}}?)(?P<m>{_N})(?P<measure>{_MEASURE})?"
    rf"(?:及?以上)?(?P<thing>[男女]?(?:厕所)?(?:蹲位|蹲坑|坑位|厕位|水龙头|床位|计算机|电脑|保安|座位"
    rf"|[一-鿿]{{0,6}}?(?:教室|教师|老师|实验室))?)"
)
_CUE = late_regex(f"每(?=[0-9{NUMERAL_SIGNS}百班名个男女学])")
_SENTENCE = late_regex("[。！？\n]|$")
_ANY_SEX = "男女"
_COUNT = late_regex(rf"(?P<number>\d+(?:\.\d+)?)(?P<measure>个教学班|个班|{_MEASURE}|班)")
_HUNDRED = {"百": 100}
_BEFORE, _BEHIND, _LONGEST, _ONE = 10, 5, 160, Decimal(1)
_NOT_HERE = late_regex(r"应[有设配建]|需|须|缺|差|每|标准|不少于|不低于|比|增|减|其中")
_HINT = "请核对两个数，或改写结论"


class _Words:
    """What finds a verdict that the limit is kept, and stages."""

    def __init__(self, dictionary: FactDictionary) -> None:
        claims = dictionary.vocabulary.claims
        aims, denied = any_of(claims.aims), any_of(claims.denials)
        self.kept = late_regex(
            rf"(?P<denied>{denied})?(?:{any_of(claims.met)}"
            rf"|(?:{any_of(claims.reach)})了?[^，。；：\d]{{0,8}}(?:{aims}))"
        )
        self.before = late_regex(rf"(?P<denied>{denied})?(?:{any_of(claims.reach)})了?$")
        self.behind = late_regex(rf"的?(?:{aims})")


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


class _Count(NamedTuple):
    start: int
    end: int
    value: Decimal
    around: str


def check_shared_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where the counts do not come to it, and the sentence says that it is kept."""
    words = _words_of(known.dictionary)
    for part in text.parts_with(_CUE):
        limits = [each for each in _LIMIT.finditer(part.text) if _is_limit(each)]
        for at, limit in enumerate(limits):
            if may_claim(part.text, limit.start(), known.dictionary.vocabulary.claims):
                others = limits[:at] + limits[at + 1 :]
                yield from _check(part, limit, others, words)


def _is_limit(found: re.Match[str]) -> bool:
    return bool(found["measure"] or found["thing"]) and bool(found["n"] or "班" in found["who"])


def _check(
    part: TextPart, limit: re.Match[str], others: list[re.Match[str]], words: _Words
) -> Iterator[TextFinding]:
    line = part.text
    begin, end = _sentence_of(line, limit)
    kept = _kept(line, limit, end, words)
    if kept is None:
        return
    spans = [each.span() for each in (limit, *others)]
    counts = [each for each in _COUNT.finditer(line, begin, end) if not _is_inside(each, spans)]
    found = _people_and_things(line, counts, limit)
    if found is not None:
        yield from _compare(part, limit, found, kept)


def _sentence_of(line: str, limit: re.Match[str]) -> tuple[int, int]:
    """From where to before where the counts are looked for."""
    begin = max(line.rfind("。", 0, limit.start()) + 1, limit.start() - _LONGEST)
    stop = _SENTENCE.search(line, limit.end(), limit.end() + _LONGEST)
    return begin, stop.start() if stop else min(len(line), limit.end() + _LONGEST)


def _people_and_things(
    line: str, counts: list[re.Match[str]], limit: re.Match[str]
) -> tuple[_Count, _Count] | None:
    """How many share, and how much; None where not each is counted once."""
    sex = limit["sex"] or next((each for each in _ANY_SEX if each in limit["who"]), "")
    sex = sex or next((each for each in limit["thing"] if each in _ANY_SEX), "")
    people = _one_of(_people(line, counts, limit, sex))
    if people is None:
        return None
    things = _one_of(_things(line, counts, limit, sex or _sex_of(people.around, "")))
    return None if things is None else (people, things)


def _compare(
    part: TextPart, limit: re.Match[str], found: tuple[_Count, _Count], kept: tuple[int, int]
) -> Iterator[TextFinding]:
    (people, things), line = found, part.text
    needed = people.value * _number(limit["m"]) / _number(limit["n"] or "1")
    # What is left over of a share may be left without.
    if things.value + _ONE <= needed:
        share = f"“{line[people.start : people.end]}”要 {format_short(round(needed, 1))}"
        told = f"按“{limit[0].lstrip('按应')}”算，{share}"
        message = f"写着“{line[slice(*kept)]}”，{told}，“{line[things.start : things.end]}”不够"
        span = min(things.start, kept[0]), max(things.end, kept[1])
        yield remind(TextRule.FALSE_CLAIM, part, span, message, _HINT)


def _kept(line: str, limit: re.Match[str], end: int, words: _Words) -> tuple[int, int] | None:
    """Where it is said that the limit is kept: behind it, or round it (达到每20人一个的标准)."""
    before = words.before.search(line[max(limit.start() - _BEFORE, 0) : limit.start()])
    behind = words.behind.match(line, limit.end())
    if before and behind:
        return None if before["denied"] else (limit.start(), behind.end())
    found = words.kept.search(line, limit.end(), end)
    return found.span() if found and not found["denied"] else None


def _is_inside(found: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start <= found.start() < end for start, end in spans)


def _people(
    line: str, counts: list[re.Match[str]], limit: re.Match[str], sex: str
) -> Iterator[_Count]:
    """Those who share: pupils of that sex, or classes."""
    of_classes = "班" in limit["who"]
    own = () if sex else tuple(_ANY_SEX)
    for each in counts:
        before, behind = _beside(line, each)
        if of_classes:
            if "班" in each["measure"] or behind.startswith(("教学班", "班")):
                yield _count(each, before)
        elif each["measure"] in ("人", "名", "个"):
            is_pupils = "生" in before or re.match("[男女]?学?生", behind)
            if is_pupils and _sex_of(before, behind) in (sex, *own) and "教" not in before[-3:]:
                yield _count(each, before)


def _things(
    line: str, counts: list[re.Match[str]], limit: re.Match[str], sex: str
) -> Iterator[_Count]:
    thing = limit["thing"].lstrip("男女") or _named(limit["lead"])
    if not thing:
        return
    for each in counts:
        before, behind = _beside(line, each)
        named = thing in before or behind.startswith(thing)
        own = _sex_of(before, behind)
        if named and not _NOT_HERE.search(before) and (not own or own == sex):
            yield _count(each, before)


_NAME = late_regex(
    r"(?:拥有|配备|配置|设置|安排|配有|设有|应有|应配|有|配|设)*([一-鿿]{2,8}?)(?:应|需)?(?:达到|不少于|不低于|至少|要|不小于|为)*$"
)


def _named(lead: str) -> str:
    """What is limited, of words before the number: 拥有计算机不少于."""
    found = _NAME.fullmatch(lead)
    return found[1] if found else ""


def _beside(line: str, found: re.Match[str]) -> tuple[str, str]:
    before = line[max(found.start() - _BEFORE, 0) : found.start()]
    before = re.split("[，。；、（(]", before)[-1]
    return before, line[found.end() : found.end() + _BEHIND]


def _sex_of(before: str, behind: str) -> str:
    told = before + re.split("[，。；、（(]", behind)[0][:2]
    found = [each for each in _ANY_SEX if each in told]
    return found[0] if len(found) == 1 else ""


def _count(found: re.Match[str], around: str) -> _Count:
    return _Count(*found.span(), Decimal(found["number"]), around)


def _one_of(counts: Iterator[_Count]) -> _Count | None:
    """The only one; of none and of several nothing is known."""
    told = list(counts)
    return told[0] if len(told) == 1 else None


def _number(told: str) -> Decimal:
    if told[0].isdecimal():
        return Decimal(told)
    return Decimal(_HUNDRED.get(told) or read_numeral(told) or 1)
