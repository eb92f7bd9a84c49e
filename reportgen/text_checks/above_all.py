"""A part of all pupils or teachers that is above them: 少数民族学生412人 of 390; questionnaires of
which more came back than were given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_PEOPLE, _LONGEST = "人", 20
_HINT = "请核对这两个数"
_CLAUSE = late_regex(r"[^，。；：、！？（）()\n]*$")
_SERVED, _FEW_MORE = late_regex("受益|惠及|就餐|用餐|享受"), Decimal("1.2")
_OTHER_TIMES = late_regex(
    r"累计|年来|历年|两年|三年|五年|(?:19|20)\d\d|人次|上年|去年|含|教师|幼儿"
)
_SHEETS = late_regex(
    r"(?:(?P<out>发放|下发|发出|发)|回收|收回|收到|有效)[^。；，\n\d]{0,16}(?P<many>\d{1,7})余?份"
)
_SHEETS_CUE = late_regex(r"(?:回收|收回|收到)[^。；，\n\d]{0,10}\d{1,7}份")


class _Words(NamedTuple):
    """What finds those who belong to a whole, by the facts that are the whole."""

    wholes: Mapping[tuple[str, ...], re.Pattern[str]]
    others: re.Pattern[str]


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    things = dictionary.vocabulary.things
    ends = {names: late_regex(rf"(?:{any_of(words)})$") for names, words in things.groups.items()}
    return _Words(ends, late_regex(any_of(things.outside)))


def check_above_all(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that is more than all of them, as the text tells those."""
    words = _words_of(known.dictionary)
    totals = [(_largest(names, text), ends) for names, ends in words.wholes.items()]
    told = [(whole, ends) for whole, ends in totals if whole is not None]
    if told:
        for each in text.stated:
            whole = next((one for one, ends in told if _is_above(each, one, ends, words)), None)
            served = _served(each, told[0][0]) if whole is None else whole
            if served is not None:
                yield _finding(each, served)
    yield from _check_sheets(text)


def _served(each: StatedIn, whole: StatedIn) -> StatedIn | None:
    """The whole, where a few more are said to get what all of it get: 受益学生230人 of 222."""
    quantity, most = each.quantity, whole.quantity.number
    alike = quantity.subjects == whole.quantity.subjects and each.is_count
    if not alike or not most < quantity.number <= most * _FEW_MORE:
        return None
    scope = quantity.scope
    if scope.stage or scope.grade or scope.whose or not _SERVED.search(quantity.kind):
        return None
    text = each.part.text
    begin = text.rfind("。", 0, quantity.start) + 1
    sentence = text[begin : text.find("。", quantity.end) + 1 or len(text)]
    return None if _OTHER_TIMES.search(sentence) else whole


def _largest(names: tuple[str, ...], text: ReadText) -> StatedIn | None:
    """The greatest that the text tells of all of them, at any time."""
    wholes = [each for each in text.figures.scopes if not (each.stage or each.grade or each.whose)]
    pairs = [(name, scope) for name in names for scope in wholes]
    found = chain.from_iterable(text.figures.find(name, scope) for name, scope in pairs)
    return max(found, key=lambda each: each.quantity.number, default=None)


def _is_above(each: StatedIn, whole: StatedIn, ends: re.Pattern[str], words: _Words) -> bool:
    quantity = each.quantity
    if quantity.number <= whole.quantity.number or not each.is_count:
        return False
    return _is_of_people(each) and _is_one_of(each, ends, words)


def _is_of_people(each: StatedIn) -> bool:
    """Whether it is counted in people of this school now."""
    scope = each.quantity.scope
    people = any(unit == _PEOPLE for unit, _ in each.quantity.units)
    return people and not (scope.whose or scope.period)


def _is_one_of(each: StatedIn, ends: re.Pattern[str], words: _Words) -> bool:
    quantity = each.quantity
    if quantity.subjects and not quantity.kind:
        return False
    begin = max(quantity.start - _LONGEST, 0)
    clause = _CLAUSE.search(each.part.text, begin, quantity.start)
    before = (clause[0] if clause else "").rstrip("有为共达约是")
    return ends.search(before) is not None and words.others.search(before) is None


def _finding(each: StatedIn, whole: StatedIn) -> TextFinding:
    message = f"“{each.words}”多于{quote_stated((whole,), each)}"
    span = each.quantity.start, each.quantity.end
    return remind(TextRule.RELATION, each.part, span, message, _HINT)


def _check_sheets(text: ReadText) -> Iterator[TextFinding]:
    for part in text.parts_with(_SHEETS_CUE):
        last: re.Match[str] | None = None
        for found in _SHEETS.finditer(part.text):
            if last and not found["out"] and int(found["many"]) > int(last["many"]):
                message = f"“{found[0]}”多于“{last[0]}”"
                yield remind(TextRule.RELATION, part, found.span(), message, _HINT)
            last = found
