"""Numbers that a text says to be on one side of a bound, held against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.agreement import stated_value
from reportgen.quantities.claims import any_of, begin_of, may_claim, sentence_start
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_BESIDE, _MOST_BACK = 14, 24
_WITHIN = ("以内", "以下", "之内")
_INSIDE = late_regex(r"的?(?:范围|规定|标准|要求)?(?:以内|之内|内|的?范围)")
_PLAIN = (Nearness.EXACT, Nearness.SPAN)
# 达到2.4间的标准还缺3间.
_TO_COME = late_regex("[^，。；]{0,7}?(?:缺|差|需|须|要[^求]|应|距|补)")
_CLAUSE = late_regex("[，。；]")
_JOINED = late_regex("[和、与及，]|以及|、?(?:[小初高]中?[学中]部?)")


class _Words:
    """What finds that a number bounds others."""

    def __init__(self, dictionary: FactDictionary) -> None:
        claims = dictionary.vocabulary.claims
        aims, stages = any_of(claims.aims), tuple(map(str, dictionary.stages))
        self.bound = late_regex(_bound_pattern(claims, stages))
        links = any_of((*claims.links, *claims.met, *claims.adverbs, *claims.hedges, *stages))
        self.link = late_regex(rf"[，,、；（(：:\s]*+(?:(?:{links})[，,、（(：:\s]*+)*+")
        self.of_all = late_regex(any_of((*claims.wholes, "各")))
        self.behind = late_regex(rf"的(?![^，。；]{{0,6}}(?:{any_of(claims.aims)}))|大班额")
        self.aims = late_regex(aims)
        reached = rf"(?:{any_of(claims.reach)})了?[^，。；、\d]{{0,4}}(?:{aims})"
        self.met = late_regex(
            rf"(?P<denied>{any_of(claims.denials)})?(?:{any_of(claims.met)}|{reached})"
        )
        self.fewer = late_regex(any_of(claims.fewer))
        self.changes = late_regex(any_of(dictionary.vocabulary.prose.changes))
        self.stage = late_regex(any_of(stages))


def _bound_pattern(claims: ClaimWords, stages: Sequence[str]) -> str:
    """What sets a bound before a number, its words in the group of their sense."""
    above, below = set(claims.above) - set(claims.differs), set(claims.below) - {"不足"}
    leads = any_of((*claims.limit_leads, *claims.aims, *stages))
    starts = (*claims.denials, *above, *below, *claims.short, *claims.reach, *claims.aims, "在")
    return (
        rf"{begin_of(starts)}(?P<denied>{any_of(claims.denials)})?"
        rf"(?:(?P<above>{any_of(above)})|(?P<below>{any_of(below)})"
        rf"|(?P<short>{any_of(claims.short)})|(?P<reach>{any_of(claims.reach)})|(?P<within>在)"
        rf"|(?P<limit>{any_of(claims.aims)}))了?(?P<lead>(?:{leads}){{0,6}}+)(?=[0-9０-９])"
    )


@lru_cache(maxsize=16)
def _words(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


class Bound(NamedTuple):
    """Numbers at `at` and behind it (0.65和0.55) that bound those before `start`; `upper` where
    these may not be above them.
    """

    found: re.Match[str]
    at: int
    numbers: tuple[StatedIn, ...]
    upper: bool = False

    @property
    def line(self) -> str:
        """What its part says."""
        return self.numbers[0].part.text

    @property
    def start(self) -> int:
        """Where its words begin in their part."""
        return self.numbers[0].quantity.start - len(self.found[0])

    @property
    def end(self) -> int:
        """Where its last number ends."""
        return self.numbers[-1].quantity.end


def find_bounds(text: ReadText, known: KnownFigures) -> Iterator[Bound]:
    """Every number that is told as a bound, or as a limit, whatever it is said of."""
    words = _words(known.dictionary)
    checker = _Checker(text, words)
    found = (checker.find(each) for each in words.bound.finditer(text.whole))
    return (each for each in found if each is not None)


def check_bounds(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A finding for each number that is not on the side of a bound on which its sentence says it
    is: an error where the one stands right behind the other.
    """
    words = _words(known.dictionary)
    checker = _Checker(text, words)
    for found in words.bound.finditer(text.whole):
        bound = checker.read(found)
        claims = known.dictionary.vocabulary.claims
        if bound is not None and may_claim(bound.line, bound.start, claims):
            yield from checker.check(bound)


class _Checker:
    def __init__(self, text: ReadText, words: _Words) -> None:
        self._text, self._words, self._stated = text, words, text.stated
        self._used: set[int] = set()

    def find(self, found: re.Match[str]) -> Bound | None:
        """The numbers behind those words."""
        part = self._text.part_at(found.start())
        place = found.end() - self._text.begins[part]
        at = self._text.count_stated(part, place)
        if self._text.orders[at : at + 1] != ((part, place),):
            return None
        return Bound(found, at, tuple(self._group(at)))

    def read(self, found: re.Match[str]) -> Bound | None:
        """What bounds there, by its words and the numbers behind them."""
        bound = self.find(found)
        upper = self._is_upper(bound) if bound else None
        if bound is None or upper is None or self._is_planned(bound):
            return None
        self._used.update(range(bound.at, bound.at + len(bound.numbers)))
        return bound._replace(upper=upper)

    def _group(self, at: int) -> Iterator[StatedIn]:
        """It and those that are joined to it: 0.65和0.55."""
        one = self._stated[at]
        yield one
        for each in self._stated[at + 1 : at + 3]:
            between = each.part.text[one.quantity.end : each.quantity.start]
            if each.at != one.at or not _JOINED.fullmatch(between) or not _is_alike(each, one):
                return
            yield each
            one = each

    def _is_planned(self, bound: Bound) -> bool:
        plans = self._text.lexicon.prose.plans
        return bound.numbers[0].quantity.scope.period in plans

    def _is_upper(self, bound: Bound) -> bool | None:
        found, last = bound.found, bound.numbers[-1]
        behind = bound.line[bound.end : bound.end + _BESIDE]
        ratio = last.quantity.form is QuantityForm.RATIO
        inside = _INSIDE.match(behind) is not None
        if (self._words.behind.match(behind) and not inside) or (
            ratio and (found["above"] or found["below"])
        ):
            return None
        if found["reach"] and _TO_COME.match(behind):
            return None
        denied, within = bool(found["denied"]), inside or last.written.endswith(_WITHIN)
        if found["within"] or within:
            return True if within and not denied else None
        if found["above"]:
            return denied
        if found["below"]:
            # 低于标准0.31平方米 is how far.
            apart = self._words.aims.search(found["lead"][-2:])
            return None if apart else not denied
        return self._by_sense(bound, behind)

    def _by_sense(self, bound: Bound, behind: str) -> bool | None:
        """达到45人的标准 of something of which less is better is an upper bound."""
        found = bound.found
        before = bound.line[max(bound.start - _BESIDE, 0) : bound.start]
        met = bool(found["reach"]) is not bool(found["denied"])
        if found["limit"]:
            said = self._words.met.search(before) or self._words.met.search(behind)
            if said is None or found["denied"]:
                return None
            met = not said["denied"]
        elif found["short"]:
            met = bool(found["denied"])
        elif not (found["denied"] or self._is_limit(bound, behind)):
            return None
        return self._wants_less(bound) is met

    def _is_limit(self, bound: Bound, behind: str) -> bool:
        """Whether it is told as one: 达到0.9人的标准, 达到99%以上."""
        # 达到92.5%，高于95%的要求: what the next clause asks is another one.
        own = _CLAUSE.split(behind, 1)[0]
        told = f"{bound.found['lead']}{bound.numbers[-1].written}{own}"
        return "以上" in told or self._words.aims.search(told) is not None

    def _wants_less(self, bound: Bound) -> bool:
        begin = sentence_start(bound.line, bound.start)
        last = self._stated[bound.at - 1] if bound.at else None
        ratio = bound.numbers[0].quantity.form is QuantityForm.RATIO
        place = (
            last.quantity.start if last is not None and last.at == bound.numbers[0].at else begin
        )
        clause = bound.line[max(begin, place - 2 * _BESIDE) : place]
        return ratio or self._words.fewer.search(clause) is not None

    def check(self, bound: Bound) -> Iterator[TextFinding]:
        """What the figures before it belie."""
        figures = list(self._figures(bound))
        numbers: Sequence[StatedIn] = bound.numbers
        if len(numbers) > 1 and len(figures) != len(numbers):
            return
        if len(numbers) == 1:
            numbers = [numbers[0]] * len(figures)
        for figure, number in zip(figures, numbers, strict=True):
            if _is_beyond(figure, number, upper=bound.upper):
                yield self._finding(bound, figure, sure=figure is figures[-1])

    def _figures(self, bound: Bound) -> Iterator[StatedIn]:
        """Those that it is said of, in order: the last one, or all behind which 均 stands."""
        first = bound.numbers[0]
        begin = sentence_start(bound.line, bound.start)
        last = self._stated[bound.at - 1] if bound.at else None
        if last is None or not self._is_linked(last, bound):
            return
        link = bound.line[last.quantity.end : bound.start]
        of_all = self._words.of_all.search(link) or len(bound.numbers) > 1
        stage = self._stage(bound.line, last.quantity.end, first.quantity.start)
        back = range(bound.at - 1, max(bound.at - _MOST_BACK, 0) - 1, -1)
        found: list[StatedIn] = []
        for at in back:
            each = self._stated[at]
            beyond = each.at != first.at or each.quantity.start < begin or at in self._used
            if beyond or (found and not (of_all and _is_told_alike(each, last))):
                break
            found.append(each)
        yield from (
            each
            for each in reversed(found)
            # What was told of a year is held against the bound of that year alone.
            if each.quantity.scope.period == first.quantity.scope.period
            and self._is_of(each, begin, stage)
        )

    def _is_linked(self, last: StatedIn, bound: Bound) -> bool:
        """Whether nothing but words that change nothing stands between the last figure and it."""
        first = bound.numbers[0]
        if last.at != first.at or not _is_alike(last, first) or bound.at - 1 in self._used:
            return False
        said_to = max(last.quantity.end, last.quantity.said_to)
        begin = max(last.quantity.start - _BESIDE, 0)
        changed = self._words.changes.search(bound.line, begin, last.quantity.start)
        # 新增20间，达到60间: what it came to.
        limit = self._words.aims.search(bound.line, bound.start, bound.end + _BESIDE)
        linked = said_to <= bound.start and self._words.link.fullmatch(
            bound.line, said_to, bound.start
        )
        grows = bound.found["reach"] or (bound.found["above"] and not bound.found["denied"])
        return bool(linked and (limit or not (grows and changed)))

    def _stage(self, line: str, begin: int, end: int) -> str:
        found = self._words.stage.findall(line, begin, end)
        return found[-1] if found else ""

    def _is_of(self, figure: StatedIn, begin: int, stage: str) -> bool:
        quantity = figure.quantity
        if quantity.nearness not in _PLAIN:
            return False
        own = self._stage(figure.part.text, begin, quantity.start)
        return not (stage and own and stage != own)

    def _finding(self, bound: Bound, figure: StatedIn, *, sure: bool) -> TextFinding:
        """At the figure and the bound; at the bound alone where right figures stand between."""
        last = self._stated[bound.at - 1].quantity
        own = figure.quantity
        # 控制在2%以内: the figure may be right, and the claim is not.
        both = sure and not (bound.found["within"] and len(bound.numbers) == 1)
        start = min(own.said_from, own.start) if both else max(last.end, last.said_to)
        start += len(bound.line[start : bound.end]) - len(
            bound.line[start : bound.end].lstrip("，, ")
        )
        words = bound.line[bound.start : bound.end]
        message, end = f"写着“{words}”，“{figure.written}”不是这样", bound.end
        said = self._words.met.search(bound.line, end, end + _BESIDE)
        if bound.found["limit"] and said:
            # The verdict is what is wrong.
            message = f"写着“{said[0]}”，“{figure.written}”和“{words}”比不是这样"
            end = said.end()
        exact = sure and len(bound.numbers) == 1
        severity = Severity.ERROR if exact else Severity.WARNING
        part, hint = figure.part, "请核对数字，或改写这句话"
        return TextFinding(TextRule.FALSE_CLAIM, severity, part, start, end, message, hint)


def _is_alike(one: StatedIn, other: StatedIn) -> bool:
    """Whether both are counted in one unit."""
    left, right = one.quantity, other.quantity
    if left.form is not right.form or bool(left.unit) is not bool(right.unit):
        return False
    units = dict(left.units).keys() & dict(right.units).keys()
    return not left.unit or left.unit == right.unit or bool(units)


def _is_told_alike(one: StatedIn, last: StatedIn) -> bool:
    """Whether it is of the same things as the last one."""
    left, right = one.quantity, last.quantity
    same = not left.unit or (left.noun, left.per) == (right.noun, right.per)
    return same and _is_alike(one, last)


def _is_beyond(figure: StatedIn, number: StatedIn, *, upper: bool) -> bool:
    quantity, bound = figure.quantity, number.quantity
    shared = dict(quantity.units).keys() & dict(bound.units).keys()
    unit = next(iter(sorted(shared)), "")
    limit = stated_value(bound, unit)
    low = stated_value(quantity, unit)
    scale = low / quantity.number if quantity.number else Decimal(1)
    high = low if quantity.high is None else quantity.high * scale
    return high > limit if upper else low < limit
