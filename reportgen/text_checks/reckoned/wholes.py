"""What a number may be a part of: what is named, what such parts are of, what stands before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import HERE
from reportgen.text_checks.partitioned import is_whole_of, part_word
from reportgen.text_checks.reckoned.quotients import Setting
from reportgen.text_checks.reckoned.reach import BySize, Span
from reportgen.text_checks.reckoned.reckoning import Sureness
from reportgen.text_checks.reckoned.told_counts import Count, share_words
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike, is_exact_count, number_in
from reportgen.text_checks.stated_figures import StatedIn

_TOGETHER = late_regex("共|总|现有|全|各类|其中|中有?")
_AMONG = late_regex("^[^。；]{0,24}(?:其中|中有?)")
_RELATION = late_regex(r"(\w+) <= (\w+)")
_SIBLINGS = 5


def wholes_of(
    row: ToldRow, place: int, named: tuple[str, bool], setting: Setting
) -> Iterator[Count]:
    """What it is likely to be a part of: where a total is named that the document states, nothing
    else.

    `named` is what it is said to be a share of (empty: nothing), and whether that is a total.
    """
    part, (name, is_total) = row.stated[place], named
    known = list(wholes_named(part, name, setting) if name else known_wholes(part, setting))
    if name and is_total and not part.quantity.scope.stage:
        known = [each for each in known if _is_of_all(each)]
        if any(each.subject and each.sureness > Sureness.POSSIBLE for each in known):
            yield from known
            return
    yield from known
    yield from _beside(row, place, name, setting)


class Known(NamedTuple):
    """What a part may be one of, without what stands beside it: by unit and size, and what is
    called so. Where `is_all` nothing else is meant; `of_all`: those of a stage are not.
    """

    sized: Sequence[Mapping[str, BySize[Count]]]
    called: Sequence[Count] = ()
    is_all: bool = False
    of_all: bool = False

    def largest(self, unit: str) -> Decimal:
        """The largest size of that unit."""
        sizes = [found[unit].largest for found in self.sized if unit in found]
        return max(sizes, default=Decimal(0))

    def within(self, unit: str, span: Span) -> Iterator[Count]:
        """Those of that unit whose size may be in the span."""
        for found in self.sized:
            if unit in found:
                for count in found[unit].within(span):
                    if not self.of_all or _is_of_all(count):
                        yield count


def all_known(part: StatedIn, named: tuple[str, bool], setting: Setting) -> Known:
    """The same as `wholes_of`, but for what stands beside the part."""
    name, is_total = named
    scope = part.quantity.scope._replace(grade="", whose="")
    counts = setting.counts
    if not name:
        known = _wholes_by_part(setting.dictionary)
        subjects = [each for one in part.quantity.subjects for each in known.get(one, ())]
        return Known([*counts.sized((*subjects, *_own_things(part, setting)), scope)])
    subjects = list(setting.lexicon.before.get(name, ()))
    of_all = is_total and not scope.stage
    found = counts.of_subjects(subjects, scope)
    sure = counts.sure_of_subjects(subjects, scope) if of_all else ()
    sized = [*counts.sized(subjects, scope)]
    if scope.stage:
        sized += counts.sized(subjects, HERE)
    called = () if found else tuple(counts.called(name, part))
    if of_all:
        called = tuple(each for each in called if _is_of_all(each))
    return Known(sized, called, any(map(_is_of_all, sure)), of_all)


def _own_things(part: StatedIn, setting: Setting) -> Iterator[str]:
    """Of which only some are told: 本科以上学历教师 are some of the teachers."""
    for subject in part.quantity.subjects if part.quantity.kind else ():
        if any(subject in thing.subjects for thing in setting.words.things.values()):
            yield subject


def count_of(each: StatedIn, sureness: Sureness) -> Count:
    """A number by itself."""
    return Count(each.quantity.number, (each,), sureness)


def holds(whole: StatedIn, part: StatedIn) -> bool:
    """Whether the one is counted as the other is, and no less."""
    if whole is part or not (is_exact_count(whole) and are_alike(whole, part)):
        return False
    return 0 < number_in(part.quantity, whole.quantity) <= whole.quantity.number


def siblings_of(row: ToldRow, place: int) -> Iterator[Count]:
    """The part with those that stand beside it: 公办420所，民办80所，占16%."""
    part = row.stated[place]
    for step in (-1, 1):
        total = part.quantity.number
        for at in range(place + step, place + step * _SIBLINGS, step):
            each = row.stated[at] if 0 <= at < len(row.stated) else part
            if each is not part and is_exact_count(each) and are_alike(each, part):
                total += number_in(each.quantity, part.quantity)
                yield Count(total, (each,), Sureness.POSSIBLE)


def _is_of_all(count: Count) -> bool:
    """Whether it is of no stage: told so, or added up."""
    return len(count.used) > 1 or not count.used[0].quantity.scope.stage


def wholes_named(part: StatedIn, name: str, setting: Setting) -> Iterator[Count]:
    """What is called so in the document: a fact, or what stands beside such words."""
    subjects = setting.lexicon.before.get(name, ())
    scope = part.quantity.scope._replace(grade="", whose="")
    yield from setting.of_subjects(subjects, scope)
    if scope.stage:
        for count in setting.of_subjects(subjects, HERE):
            yield count._replace(sureness=min(count.sureness, Sureness.LIKELY))
    if not setting.counts.of_subjects(subjects, scope):
        yield from setting.counts.called(name, part)


def known_wholes(part: StatedIn, setting: Setting) -> Iterator[Count]:
    """What such a part is one of, by the dictionary's relations: 在校生 of 留守儿童."""
    known = _wholes_by_part(setting.dictionary)
    quantity = part.quantity
    scope = quantity.scope._replace(grade="", whose="")
    own = set(_own_things(part, setting))
    for subject in quantity.subjects:
        for count in setting.of_subjects(known.get(subject, ()), scope):
            limit = Sureness.LIKELY if quantity.kind else Sureness.CERTAIN
            yield count._replace(sureness=min(count.sureness, limit))
        for count in setting.of_subjects((subject,), scope) if subject in own else ():
            yield count._replace(sureness=min(count.sureness, Sureness.LIKELY))


@lru_cache(maxsize=8)
def _wholes_by_part(dictionary: FactDictionary) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for relation in dictionary.relations:
        told = _RELATION.fullmatch(relation.formula.text)
        if told and relation.is_error:
            found[told[1]] = (*found.get(told[1], ()), told[2])
    return found


def _beside(row: ToldRow, place: int, name: str, setting: Setting) -> Iterator[Count]:
    """What stands before the part in its sentence and holds it."""
    part = row.stated[place]
    holding = [at for at in row.in_sentence(place) if holds(row.stated[at], part)]
    for at in reversed(holding):
        sureness = _sureness(row, at, place, name, setting)
        limit = Sureness.CERTAIN if len(holding) == 1 else Sureness.LIKELY
        yield count_of(row.stated[at], min(sureness, limit))


def _sureness(row: ToldRow, at: int, place: int, name: str, setting: Setting) -> Sureness:
    """How sure it is that the one of the sentence is the whole of the other: it is called so, or it
    is said to have parts, or is known to.
    """
    whole, part = row.stated[at], row.stated[place]
    if name:
        return Sureness.SURE if share_words(row.words(at), name) else Sureness.LIKELY
    partitions = setting.dictionary.partitions
    if any(part_word(each, whole) and part_word(each, part) for each in partitions):
        return Sureness.POSSIBLE
    known = bool(whole.quantity.subjects and not whole.quantity.kind)
    if known and any(is_whole_of(each, whole) and part_word(each, part) for each in partitions):
        return Sureness.CERTAIN
    between = part.part.text[whole.quantity.end : part.quantity.start]
    if _AMONG.search(between):
        return Sureness.CERTAIN if known else Sureness.SURE
    together = _TOGETHER.search(row.clause(at)) is not None and at in row.in_half(place)
    return Sureness.SURE if together else Sureness.LIKELY
