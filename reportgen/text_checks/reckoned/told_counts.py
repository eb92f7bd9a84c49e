"""What a document counts of each thing, wherever it stands, by stage and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from reportgen.late_regex import late_regex
from reportgen.model.reckoning_words import CountedThing, ReckoningWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import Nearness, QuantityScope
from reportgen.text_checks.reckoned.reach import BySize, factors_of
from reportgen.text_checks.reckoned.reckoning import Sureness, looseness_of
from reportgen.text_checks.reckoned.told_rows import is_exact_count
from reportgen.text_checks.stated_figures import StatedFigures, StatedIn

_MOST, _MOST_SUMMED, _MOST_MEANT = 24, 4, 3
_LONGEST, _SHORT = 24, 8
_MARK = late_regex(r"[，,。；;：:、（）()！？!?\n\d]")


class Count(NamedTuple):
    """How many there are of something: one statement, or several that are added up."""

    value: Decimal
    used: tuple[StatedIn, ...]
    sureness: Sureness
    subject: str = ""


class _Told(NamedTuple):
    """A statement of a subject: its value in the subject's unit, and of whom it is. One that is not
    `is_plain` has words before it which may make something else of it.
    """

    stated: StatedIn
    value: Decimal
    scope: QuantityScope
    is_plain: bool

    @property
    def is_whole(self) -> bool:
        """Whether it is of nobody in particular, nor a part of what stands before it."""
        among = self.stated.quantity.among and not self.scope.stage
        return not (self.scope.grade or self.scope.whose or (among and not self.is_plain))


class _Index(NamedTuple):
    """What is counted, in order: by subject, and the first of each unit; the words of these."""

    subjects: dict[str, list[StatedIn]]
    units: dict[str, list[StatedIn]]
    words: dict[tuple[int, int], str]

    def add(self, each: StatedIn) -> None:
        """One more."""
        for subject in each.quantity.subjects:
            self.subjects.setdefault(subject, []).append(each)
        alike = self.units.setdefault(each.quantity.unit, [])
        if len(alike) < _MOST:
            alike.append(each)

    def words_of(self, each: StatedIn) -> str:
        """The words that stand at it."""
        found = self.words.get(each.order)
        if found is None:
            found = self.words[each.order] = _words_of(each)
        return found


class _Found:
    """The counts of a subject for a stage and a time."""

    def __init__(self, counts: tuple[Count, ...]) -> None:
        self.counts = counts

    @cached_property
    def sure(self) -> tuple[Count, ...]:
        """Those that are more than possible."""
        return tuple(each for each in self.counts if each.sureness is not Sureness.POSSIBLE)

    @cached_property
    def sized(self) -> Mapping[str, BySize[Count]]:
        """All by unit and size."""
        return _by_units(self.counts)


class ToldCounts:
    """The counts of a document, by what is counted."""

    def __init__(
        self, stated: Sequence[StatedIn], figures: StatedFigures, words: ReckoningWords
    ) -> None:
        self._stated, self._figures, self.words = stated, figures, words
        self._found: dict[tuple[str, str, str], _Found] = {}
        self._told: dict[str, tuple[_Told, ...]] = {}

    @cached_property
    def _index(self) -> _Index:
        """The counts by what they count and by their units; made when first asked for."""
        found = _Index({}, {}, {})
        not_there = (*self.words.wanted, *self.words.lacks)
        for each in self._stated:
            # 应有46个班, 缺3个班: so many there are not.
            if is_exact_count(each) and not each.quantity.kind.endswith(not_there):
                found.add(each)
        return found

    def _told_of(self, subject: str) -> tuple[_Told, ...]:
        """What is stated of a subject: of each value, and of whom it is said, the first."""
        told: dict[tuple[object, ...], _Told] = {}
        for each in self._index.subjects.get(subject, ()):
            value, scope = self._figures.value_of(each, subject), self._figures.scope_of(each)
            kind = each.quantity.kind
            exact = each.quantity.nearness is Nearness.EXACT
            plain = exact and (not kind or kind in self.words.same)
            told.setdefault((value, scope, plain), _Told(each, value, scope, plain))
            if len(told) == _MOST:
                break
        return tuple(told.values())

    def of_thing(self, thing: CountedThing, scope: QuantityScope) -> Sequence[Count]:
        """How many there are of it, as far as the document says."""
        found = self.of_subjects(thing.subjects, scope)
        return found or self._of_units(thing)

    def only_one(self, told: StatedIn) -> list[Count]:
        """The only other number in its unit; none where there are several."""
        unit = self._index.units.get(told.quantity.unit, [])
        alike = [each for each in unit if each.order != told.order]
        same = len({each.quantity.number for each in alike}) == 1
        plain = same and alike[0].quantity.per is None
        return [Count(alike[0].quantity.number, (alike[0],), Sureness.SURE)] if plain else []

    def called(self, name: str, part: StatedIn) -> list[Count]:
        """What is counted as the part is, beside words of that name; else the only one that the
        part may be of.
        """
        unit = part.quantity.unit
        holding = [
            each
            for each in self._index.units.get(unit, ())
            if each is not part and each.quantity.number >= part.quantity.number
        ]
        before = [each for each in holding if each.order < part.order]
        nearest = [each for each in before if each.at == before[-1].at]
        words_of = self._index.words_of
        told = [each for each in holding if name in words_of(each)]
        told = told or [each for each in holding if share_words(words_of(each), name)]
        holding = nearest or holding
        values = {each.quantity.number for each in told or holding}
        sure = Sureness.LIKELY if told or len(values) == 1 else Sureness.POSSIBLE
        if len(values) == 1 and told and name in words_of(told[0]):
            sure = Sureness.SURE
        found = [Count(each.quantity.number, (each,), sure) for each in told or holding]
        return [*found, *self._called_by_stage(name, unit)]

    def _called_by_stage(self, name: str, unit: str) -> list[Count]:
        """What is told of that name by stage, added up."""
        by_stage: dict[str, StatedIn] = {}
        for each in self._index.units.get(unit, ()):
            if each.quantity.scope.stage and share_words(self._index.words_of(each), name):
                by_stage.setdefault(each.quantity.scope.stage, each)
        parts = tuple(by_stage.values())
        value = sum((each.quantity.number for each in parts), Decimal(0))
        return [Count(value, parts, Sureness.LIKELY)] if len(parts) > 1 else []

    def _of_units(self, thing: CountedThing) -> list[Count]:
        alike = (each for unit in thing.units for each in self._index.units.get(unit, ()))
        counted = [each for each in alike if _names_thing(self._index.words_of(each), thing)]
        only = len({each.quantity.number for each in counted}) == 1
        sure = Sureness.SURE if only else Sureness.LIKELY
        return [Count(each.quantity.number, (each,), sure) for each in counted]

    def of_subjects(self, subjects: Sequence[str], scope: QuantityScope) -> Sequence[Count]:
        """How many there are of those facts, in their units: the surest for that stage and time
        first, then all that may be meant.
        """
        found = [self._of_subject(subject, scope).counts for subject in subjects]
        return found[0] if len(found) == 1 else [count for counts in found for count in counts]

    def sure_of_subjects(self, subjects: Sequence[str], scope: QuantityScope) -> Sequence[Count]:
        """Those of them that are more than possible."""
        found = [self._of_subject(subject, scope).sure for subject in subjects]
        return found[0] if len(found) == 1 else [count for counts in found for count in counts]

    def sized(
        self, subjects: Iterable[str], scope: QuantityScope
    ) -> Iterator[Mapping[str, BySize[Count]]]:
        """The same of each fact, by unit and size."""
        return (self._of_subject(subject, scope).sized for subject in subjects)

    def _of_subject(self, subject: str, scope: QuantityScope) -> _Found:
        told = self._told.get(subject)
        if told is None:
            told = self._told[subject] = self._told_of(subject)
        # All times are alike of which nothing is told.
        period = scope.period if any(each.scope.period == scope.period for each in told) else "?"
        key = subject, scope.stage, period
        if key not in self._found:
            self._found[key] = _Found(tuple(self._find(told, scope.stage, scope.period, subject)))
        return self._found[key]

    def _find(
        self, told: tuple[_Told, ...], stage: str, period: str, subject: str
    ) -> Iterator[Count]:
        meant = _stage_among(told, stage)
        own = [each for each in _of_nobody(told) if each.scope.stage == meant]
        firm = [each for each in own if each.is_plain]
        same = [each for each in firm if each.scope.period == period] or firm or own
        many = len({each.value for each in same})
        sure = Sureness.LIKELY if many > 1 else Sureness.SURE
        sure = Sureness.POSSIBLE if many > _MOST_MEANT else sure
        if stage == meant and (stage or not self._figures.is_of_stages) and sure > Sureness.LIKELY:
            sure = Sureness.CERTAIN
        for each in same:
            limit = sure if each.is_plain and each.is_whole else min(sure, Sureness.LIKELY)
            yield Count(each.value, (each.stated,), limit, subject)
        for added in () if stage else _added_up(told):
            limit = Sureness.POSSIBLE if same else Sureness.LIKELY
            yield added._replace(sureness=min(added.sureness, limit), subject=subject)
        for each in told:
            if each not in same:
                yield Count(each.value, (each.stated,), Sureness.POSSIBLE, subject)


def _of_nobody(told: Sequence[_Told]) -> Sequence[_Told]:
    """Those of nobody in particular; where there are none, those of the only one that is named."""
    whole = [each for each in told if each.is_whole]
    if whole or len({each.scope.whose for each in told}) != 1:
        return whole
    return [each for each in told if not each.scope.grade]


def _stage_among(told: Sequence[_Told], stage: str) -> str:
    """The stage; none where nothing is told by stage, and the only one where all is."""
    stages = {each.scope.stage for each in _of_nobody(told)}
    if stage in stages:
        return stage
    return next(iter(stages)) if len(stages) == 1 and (not stage or stages == {""}) else stage


def _added_up(told: Iterable[_Told]) -> Iterator[Count]:
    """What the stages come to together, of each the first, and what some of them do."""
    by_stage: dict[str, _Told] = {}
    for each in told:
        if each.is_whole and each.is_plain and each.scope.stage:
            by_stage.setdefault(each.scope.stage, each)
    parts = tuple(by_stage.values())[:_MOST_SUMMED]
    for many in range(len(parts), 1, -1):
        for some in combinations(parts, many):
            value = sum((each.value for each in some), Decimal(0))
            sure = Sureness.LIKELY if many == len(parts) else Sureness.POSSIBLE
            yield Count(value, tuple(each.stated for each in some), sure)


def _by_units(counts: Iterable[Count]) -> dict[str, BySize[Count]]:
    """The counts by unit, and by what a part of them is divided by."""
    sized: dict[str, list[tuple[Decimal, Decimal, Count]]] = {}
    for count in counts:
        loose, single = looseness_of(*count.used), len(count.used) == 1
        for unit, factor in factors_of(count.used[0]):
            size = count.used[0].quantity.number if single else count.value
            sized.setdefault(unit, []).append((size * factor, loose, count))
    return {unit: BySize(found) for unit, found in sized.items()}


def _words_of(each: StatedIn) -> str:
    """The words before it in its clause, and a few behind it."""
    quantity, text = each.quantity, each.part.text
    begin = max(quantity.start - _LONGEST, 0)
    clause = _MARK.split(text[begin : quantity.start])[-1]
    return clause + _MARK.split(text[quantity.end : quantity.end + _SHORT])[0]


def _names_thing(words: str, thing: CountedThing) -> bool:
    return any(len(word) > 1 and word in words for word in thing.said)


def share_words(one: str, other: str) -> bool:
    """Whether two characters in a row stand in both."""
    return any(other[i : i + 2] in one for i in range(len(other) - 1))
