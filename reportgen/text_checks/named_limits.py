"""Limits that a text says of what its standard limits, held against the standard that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.roles import Role
from reportgen.model.standard import Indicator, Standard
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.agreement import is_counted_in, stated_value
from reportgen.quantities.claims import any_of, sentence_start
from reportgen.quantities.lexicon import indicator_unit, split_unit
from reportgen.text_checks.bounds import find_bounds
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_FARTHEST, _BESIDE, _SHORTEST = 120, 12, 3
_END = late_regex("(?:人数|[人册台幢座]?数|面积|值)$")
_WHOLE = late_regex("^(?:全县|学校)")
_SPREAD = "差异系数"
_OTHER = late_regex("《([^》\n]{2,40})》|([一-龥]{1,8}〔\\d{4}〕\\d{1,4}号)")
# 不低于85%的要求，我县为91%.
_OWN = late_regex("(?:的?(?:标准|要求|规定))?[，,（(]\\s?我[校县区市园]")
_MET = late_regex(
    r"[，,]\s?(?P<all>均|都|全部|分别)?(?:已|均|都|全部|远)*(?:达标|(?:达到|符合|高于|超过|优于)了?(?:国家|规定|办法|评估|的)*(?:标准|要求))(?![率\d])"
)
_MOST_BACK = 4
_HEADING, _LONGEST, _RATE = late_regex("[^。]{2,30}[。：]"), 300, late_regex("率|度|比例")
_SUFFIXES = ("以上", "以内", "以下", "之内")


class _Limited(NamedTuple):
    """What a standard limits: in which unit, shared out or not, by stage (empty: every stage)."""

    name: str
    unit: str
    shared: bool
    limits: tuple[tuple[str, Decimal], ...]
    source: str

    def allowed(self, stage: str) -> set[Decimal]:
        """Its limits in that stage; in every stage for none."""
        return {value for each, value in self.limits if not stage or each in ("", stage)}


class _Words:
    """What finds stages, demands, and what makes a limit a place's own."""

    def __init__(self, dictionary: FactDictionary) -> None:
        claims = dictionary.vocabulary.claims
        self.stage = late_regex(any_of(map(str, dictionary.stages)))
        self.demands = late_regex(any_of(claims.demands))
        self.of_place = late_regex(any_of(claims.of_place))
        per = dictionary.vocabulary.prose.per
        self.shared = late_regex(any_of(per))
        self.lead = late_regex(f"^(?:{any_of(per)})")
        stages = any_of(map(str, dictionary.stages))
        self.joined = late_regex(rf"[，、；,和及与]?(?:{stages})(?:部|段|学校|为|是|应|达到)*")


@lru_cache(maxsize=16)
def _words(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


def check_named_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each limit that the standard which a text without figures names has not for
    what is limited, in that stage.
    """
    if known.numbers or not known.cited:
        return
    checker = _Checker(text, known)
    for at, several in _find_limits(text, known, checker):
        finding = checker.check(at, several=several)
        if finding is not None:
            yield finding
    for at, each in enumerate(text.stated):
        behind = each.part.text[each.quantity.end : each.quantity.end + _BESIDE]
        met = _MET.match(behind)
        for place in range(at, max(at - _MOST_BACK, -1), -1) if met else ():
            finding = checker.check_met(place, at, met[0] if met else "")
            if finding is not None:
                yield finding
            if met and not met["all"]:
                break


def _find_limits(
    text: ReadText, known: KnownFigures, checker: _Checker
) -> Iterator[tuple[int, bool]]:
    """Where they stand among what is stated, told as bounds or going on behind one, and whether
    several stand together.
    """
    told: set[int] = set()
    for bound in find_bounds(text, known):
        for at in range(bound.at, bound.at + len(bound.numbers)):
            told.add(at)
            # 超过4.8平方米 is what there is.
            if bound.found["denied"] or checker.is_demanded(at):
                yield at, len(bound.numbers) > 1
    for at, each in enumerate(text.stated):
        goes_on = at - 1 in told and checker.goes_on(at)
        if at not in told and (goes_on or (_is_open(each) and checker.is_demanded(at))):
            told.add(at)
            yield at, False


def _is_open(each: StatedIn) -> bool:
    end = each.quantity.end
    behind = each.part.text[end : end + 2]
    return each.written.endswith(_SUFFIXES) or behind in _SUFFIXES


class _Checker:
    """Holds limits against the standards that are cited."""

    def __init__(self, text: ReadText, known: KnownFigures) -> None:
        self._text, self._stated = text, text.stated
        self._words = _words(known.dictionary)
        self._limited = _limited(known.cited, known.dictionary)
        self._names = late_regex(any_of(self._limited))
        self._cited = known.cited

    def is_demanded(self, at: int) -> bool:
        """Whether its sentence says that the number is demanded."""
        line, begin, place, end = self._around(at)
        behind = line[end : end + _BESIDE]
        told = f"{line[max(begin, place - _FARTHEST) : place]}{behind.partition('。')[0]}"
        return self._words.demands.search(told) is not None or bool(_OWN.match(behind))

    def goes_on(self, at: int) -> bool:
        """Whether it is the same in another stage: 小学7.5平方米以上，初中10.2平方米以上."""
        last, each = self._stated[at - 1], self._stated[at]
        between = each.part.text[last.quantity.end : each.quantity.start]
        alike = last.at == each.at and last.quantity.unit == each.quantity.unit
        return alike and self._words.joined.fullmatch(between) is not None

    def check(self, at: int, *, several: bool) -> TextFinding | None:
        """What is wrong with the one there; of `several` together it is that of any stage."""
        number = self._stated[at]
        line, begin, place, _ = self._around(at)
        low = max(begin, place - _FARTHEST)
        names = self._find_names(line, low, place)
        if not names or self._is_another(number, line[low:place]):
            return None
        if not number.quantity.unit and _RATE.search(line, names[-1].end(), place):
            return None
        if self._cites_another(line, place):
            return None
        fitting = [each for each in self._limited[names[-1][0]] if self._fits(each, number, line)]
        stage = "" if several else self._stage(line, names[-1].start(), low, place)
        return self._told(fitting, stage, number)

    def check_met(self, at: int, last: int, words: str) -> TextFinding | None:
        """A figure for each student that is said to meet the standard (均高于标准)."""
        number, end = self._stated[at], self._stated[last]
        line, begin, place, _ = self._around(at)
        same = number.at == end.at and begin == self._around(last)[1]
        if not same or number.quantity.per is None or number.quantity.scope.period:
            return None
        names = self._find_names(line, max(begin, place - _FARTHEST), place)
        if not names or self._is_another(number, line[begin:place]):
            return None
        every = self._limited[names[-1][0]]
        fitting = [each for each in every if each.shared and self._fits(each, number, line)]
        stage = self._stage(line, names[-1].start(), begin, place)
        return _tell_unmet(fitting, stage, number, words)

    def _find_names(self, line: str, low: int, place: int) -> list[re.Match[str]]:
        """Those before it in its sentence, or in a heading of its paragraph."""
        names = list(self._names.finditer(line, low, place))
        heading = _HEADING.match(line) if not names and place <= _LONGEST else None
        return list(self._names.finditer(line, 0, heading.end())) if heading else names

    def _told(
        self, fitting: Iterable[_Limited], stage: str, number: StatedIn
    ) -> TextFinding | None:
        told = [(each, each.allowed(stage)) for each in fitting]
        told = [pair for pair in told if pair[1]]
        right = any(stated_value(number.quantity, each.unit) in ok for each, ok in told)
        if not told or right:
            return None
        limits = "、".join(map(format_short, sorted({one for _, ok in told for one in ok})))
        of = told[0][0]
        message = (
            f"文中写的标准是“{number.written}”，{stage}{of.name}的标准是 {limits}（{of.source}）"
        )
        span = number.quantity.start, number.quantity.end
        hint = "请对照标准核对；写的是别的标准的，写明是哪一个"
        return remind(TextRule.QUOTED_LIMIT, number.part, span, message, hint)

    def _around(self, at: int) -> tuple[str, int, int, int]:
        quantity = self._stated[at].quantity
        line = self._stated[at].part.text
        return line, sentence_start(line, quantity.start), quantity.start, quantity.end

    def _fits(self, limited: _Limited, number: StatedIn, line: str) -> bool:
        low, start = max(number.quantity.start - _FARTHEST, 0), number.quantity.start
        shared = not limited.shared or self._words.shared.search(line, low, start)
        if not limited.unit and number.quantity.number >= 1:
            return False
        return bool(shared and is_counted_in(number.quantity, limited.unit)) and (
            bool(limited.unit) or not number.quantity.unit
        )

    def _is_another(self, number: StatedIn, head: str) -> bool:
        """Whether it is a plan, a span, or what a place demands."""
        quantity = number.quantity
        other = quantity.scope.period or quantity.high is not None
        return bool(other) or self._words.of_place.search(head) is not None

    def _stage(self, line: str, name: int, low: int, place: int) -> str:
        """The one that is named last."""
        near = self._words.stage.findall(line, max(low, name), place)
        if near:
            return str(near[-1])
        before = self._words.stage.findall(line, low, name)
        # 小学、初中分别达到4.2人、5.3人.
        return str(before[-1]) if len(set(before)) == 1 else ""

    def _cites_another(self, line: str, place: int) -> bool:
        found = _OTHER.findall(line, max(place - _FARTHEST, 0), place)
        if not found:
            return False
        last = "".join(found[-1])
        own = (name for each in self._cited for name in (each.title, each.number))
        return not any(name and (name in last or last in name) for name in own)


def _tell_unmet(
    fitting: Sequence[_Limited], stage: str, number: StatedIn, words: str
) -> TextFinding | None:
    """That the number does not come to the lowest of the limits that the words say it meets."""
    limits = [limit for each in fitting for limit in each.allowed(stage)]
    if not limits or stated_value(number.quantity, fitting[0].unit) >= min(limits):
        return None
    of, limit = fitting[0], format_short(min(limits))
    told = f"{stage}{of.name}的标准是 {limit}（{of.source}）"
    message = f"写着“{number.written}”“{words.strip('，, ')}”，{told}"
    span = number.quantity.start, number.quantity.end
    hint = "请核对数字，或改写这句话"
    return remind(TextRule.FALSE_CLAIM, number.part, span, message, hint)


def _limited_of(standard: Standard, dictionary: FactDictionary) -> Iterator[tuple[str, _Limited]]:
    words = _words(dictionary)
    for each in standard.indicators:
        limited = _of_indicator(each, standard)
        if limited.limits:
            yield from ((name, limited) for name in _names(each, words, dictionary))
    rule = standard.variation
    if rule is not None:
        limits = tuple((str(stage), value) for stage, value in rule.limits.items())
        yield _SPREAD, _Limited(_SPREAD, "", False, limits, _source(standard))


def _limited(
    standards: Iterable[Standard], dictionary: FactDictionary
) -> Mapping[str, list[_Limited]]:
    found: dict[str, list[_Limited]] = {}
    for standard in standards:
        for name, each in _limited_of(standard, dictionary):
            found.setdefault(name, []).append(each)
    return found


def _of_indicator(indicator: Indicator, standard: Standard) -> _Limited:
    unit, scale = split_unit(indicator_unit(indicator))
    every = (indicator.limits, *(variant.limits for variant in indicator.variants))
    told = chain.from_iterable(each.by_stage.items() for each in every)
    limits = tuple(
        (str(stage or ""), value * scale) for stage, value in told if isinstance(value, Decimal)
    )
    clause = indicator.source.partition("；")[0].removeprefix("办法").strip()
    shared = indicator.denominator is not None and unit != "%"
    return _Limited(indicator.name, unit, shared, limits, f"{_source(standard)} {clause}".strip())


def _source(standard: Standard) -> str:
    return standard.number or f"《{standard.title}》"


def _names(indicator: Indicator, words: _Words, dictionary: FactDictionary) -> Iterator[str]:
    """The words by which texts speak of it: its name without 生均 and 数."""
    name = words.lead.sub("", _WHOLE.sub("", indicator.name))
    short = _END.sub("", words.stage.sub("", name))
    pieces = short.split("、")
    names = {short, "".join(pieces), pieces[-1]}
    sizes = {fact.name for fact in dictionary.facts.values() if fact.role is Role.CLASS_SIZES}
    if not sizes.isdisjoint(indicator.numerator.names):
        names.update(dictionary.vocabulary.claims.classes)
    yield from sorted(each for each in names if len(each) >= _SHORTEST or each in sizes)
