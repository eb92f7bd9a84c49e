"""What is shared out or set against something: 生均5.94平方米, 师生比1∶12.4, 平均班额45人."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import groupby

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import exact_arithmetic, settle
from reportgen.model.reckoning_words import CountedThing, ReckoningWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.agreement import is_counted_in, stated_value
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.stated_quantity import QuantityForm, QuantityScope
from reportgen.text_checks.reckoned.reach import BySize, Span
from reportgen.text_checks.reckoned.reckoning import Reckoning, Sureness, looseness_of, slack_of
from reportgen.text_checks.reckoned.told_counts import Count, ToldCounts, share_words
from reportgen.text_checks.reckoned.told_rows import (
    ToldRow,
    are_alike,
    number_in,
)
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_MEAN = late_regex(r"(\w+) / (\w+)")
_LINKS = late_regex(r"(?:面积|平均|大约|约|拥有|占有|配备|现有|共有|达到|[为达是有仅各均])+$")
_RATIO_OF = late_regex(
    r"(?P<one>[^，。；]{1,8}?)(?:[与和同及])(?P<other>[^，。；]{1,6}?)(?:之|的|人数)?比例?[约为达是]*$"
)
_RATIO_NAME = late_regex(r"(?P<name>[\u4e00-\u9fff]{2}比)例?[约为达是]*$")
_YEARS = late_regex(rf"(?<![\d{NUMERAL_SIGNS}])([{NUMERAL_SIGNS}两]|\d{{1,2}})个?学?年(?!级|度)")
_LONGEST = 120
_PUPILS, _OWN_UNITS = "学生", ("册", "台")
_MONEY, _PERSONS = "元", ("人", "名", "位")
_ONE = Decimal(1)


class Setting(NamedTuple):
    """What quotients are read by."""

    counts: ToldCounts
    lexicon: Lexicon
    dictionary: FactDictionary
    reach: Span | None = None
    """Where what is merely possible is asked for, which silences and tells nothing: between which
    values it has to lie. What lies elsewhere may be left out, and what is sure has been tried.
    """
    is_weighted: bool = False
    """Whether shares are split by weights, and are no plain quotients."""

    @property
    def for_silence(self) -> bool:
        """Whether what is merely possible is asked for."""
        return self.reach is not None

    def asks_for(self, sureness: Sureness) -> bool:
        """Whether what is so sure is asked for."""
        return (sureness is Sureness.POSSIBLE) is (self.reach is not None)

    def kept(self, counts: Iterable[Count]) -> list[Count]:
        """Those of which something so sure may be made."""
        if self.reach is not None:
            return list(counts)
        return [each for each in counts if each.sureness is not Sureness.POSSIBLE]

    def of_subjects(self, subjects: Sequence[str], scope: QuantityScope) -> Sequence[Count]:
        """The counts of those facts of which something so sure may be made."""
        find = self.counts.sure_of_subjects if self.reach is None else self.counts.of_subjects
        return find(subjects, scope)

    @property
    def words(self) -> ReckoningWords:
        return self.counts.words


class _Shared(NamedTuple):
    """What a number says that it is shared among: a word and what stands round it."""

    word: str
    before: str
    noun: str
    subjects: tuple[str, ...] = ()


def reckon_quotient(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What the number may have been computed of; nothing where it is no quotient."""
    told = row.stated[at]
    if told.quantity.form is QuantityForm.RATIO:
        yield from _reckon_ratio(row, at, setting)
        return
    if told.quantity.form is QuantityForm.SHARE or setting.is_weighted:
        return
    mean = _mean_of(told, setting)
    if mean:
        above, below = (setting.of_subjects((name,), told.quantity.scope) for name in mean)
        yield from _divide(told, above, below, setting)
        return
    clause = row.clause(row.list_of(at)[0])
    if any(word in clause for word in setting.words.by_years):
        yield from _reckon_by_years(row, at, setting)
        return
    shared = _read_shared(clause, setting.words)
    if shared is not None:
        yield from _reckon_shared(row, at, shared, setting)


def _mean_of(told: StatedIn, setting: Setting) -> tuple[str, ...]:
    """The facts by which one that it states is divided: 在校生数 and 教学班数 of 平均班额."""
    for subject in told.quantity.subjects[:1]:
        fact = setting.dictionary.find(subject)
        formula = fact.formula if fact is not None else None
        found = _MEAN.fullmatch(formula.text) if formula is not None else None
        if found and not told.quantity.scope.grade:
            return found.groups()
    return ()


def _divide(
    told: StatedIn,
    above: Sequence[Count],
    below: Sequence[Count],
    setting: Setting,
    times: Decimal = _ONE,
) -> Iterator[Reckoning]:
    """Each of the ones by each of the others; of one stage, where both have one."""
    if setting.reach is not None:
        yield from _divide_within(setting.reach, told, above, below, times)
        return
    divisors = [each for each in setting.kept(below) if each.value and told not in each.used]
    for one in setting.kept(above) if divisors else ():
        for other in divisors:
            sureness = min(one.sureness, other.sureness, _limit_of(one, other))
            if setting.asks_for(sureness) and told not in one.used:
                yield _quotient(one, other, sureness, times)


def _divide_within(
    reach: Span, told: StatedIn, above: Sequence[Count], below: Sequence[Count], times: Decimal
) -> Iterator[Reckoning]:
    """The quotients that may be in reach."""
    sized = BySize((each.value * times, looseness_of(*each.used), each) for each in above)
    for other in below if above else ():
        if other.value and told not in other.used:
            for one in sized.within(reach.times(other.value, looseness_of(*other.used))):
                if told not in one.used:
                    yield _quotient(one, other, Sureness.POSSIBLE, times)


def _quotient(one: Count, other: Count, sureness: Sureness, times: Decimal) -> Reckoning:
    with exact_arithmetic():
        value = settle(one.value * times / other.value)
    used = (*one.used, *other.used)
    return Reckoning(value, used, sureness, slack_of(value, *used))


def _limit_of(one: Count, other: Count) -> Sureness:
    """How sure their quotient can be: less where one is of a stage and the other of all."""
    if len(one.used) > 1 or len(other.used) > 1:
        return Sureness.LIKELY
    stage, beside = (each.used[0].quantity.scope.stage for each in (one, other))
    if stage == beside:
        return Sureness.CERTAIN
    return Sureness.POSSIBLE if stage and beside else Sureness.LIKELY


def _read_shared(clause: str, words: ReckoningWords) -> _Shared | None:
    *_, found = (None, *_shared_pattern(words).finditer(clause))
    if found is None:
        return None
    before, behind = clause[: found.start()], clause[found.end() :]
    noun = _LINKS.sub("", behind) or _LINKS.sub("", before)
    return _Shared(found[0], before, noun)


@lru_cache(maxsize=8)
def _shared_pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return late_regex("|".join(map(re.escape, longest)) or "(?!)")


def _shared_pattern(words: ReckoningWords) -> re.Pattern[str]:
    return _shared_pattern_of((*words.per, *words.heads))


def _reckon_shared(row: ToldRow, at: int, shared: _Shared, setting: Setting) -> Iterator[Reckoning]:
    told = row.stated[at]
    thing, times = setting.words.per.get(shared.word, ("", Decimal(1)))
    found = setting.kept(_numerators(row, at, shared, setting))
    if not found:
        return
    if not thing:
        yield from _divide(told, found, list(_heads(row, at, shared, setting)), setting, times)
        return
    meant = setting.words.things[thing]
    some = list(_some_beside(row, at, meant, setting))
    for scope, above in groupby(found, key=partial(_scope_of, told)):
        below = (*setting.counts.of_thing(meant, scope), *some)
        yield from _divide(told, list(above), below, setting, times)


def _scope_of(told: StatedIn, above: Count) -> QuantityScope:
    """Of whom the share is: as what is shared, where that says so."""
    own = told.quantity.scope
    stage = above.used[0].quantity.scope.stage if len(above.used) == 1 else ""
    return own._replace(stage=stage or own.stage, grade="", whose="")


def _numerators(row: ToldRow, at: int, shared: _Shared, setting: Setting) -> Iterator[Count]:
    told, listed = row.stated[at], row.list_of(at)
    exact = [place for place in row.before(listed[0]) if row.exact[place]]
    alike = [place for place in exact if are_alike(row.stated[place], told)]
    if len(listed) > 1:
        yield from _paired(row, alike, listed, at)
        return
    # 教师每百名学生10人: the noun right before the number is who has it.
    own = told.quantity.subjects if told.quantity.per is not None else ()
    subjects = own or setting.lexicon.before.get(shared.noun, ())
    subjects = tuple(name for name in subjects if name in setting.lexicon.unit_of)
    shared = shared._replace(subjects=subjects if shared.noun else ())
    named = [each for each in _named(told, subjects, setting) if told not in each.used]
    yield from named
    if not (named or alike) and told.quantity.unit in _OWN_UNITS:
        # 存书13875册 in another paragraph: nothing else is counted so.
        yield from setting.counts.only_one(told)
    for place in reversed(alike):
        if setting.for_silence:
            yield _beside(row, place, told, Sureness.POSSIBLE)
            continue
        sure = _sureness_beside(row, at, place, shared, setting)
        if place != alike[-1]:
            called = sure is Sureness.SURE and shared.noun
            sure = Sureness.LIKELY if called else Sureness.POSSIBLE
        yield _beside(row, place, told, sure)


def _paired(row: ToldRow, alike: list[int], listed: tuple[int, ...], at: int) -> Iterator[Count]:
    """The same place of the row before it: 7人、5人，分别1.14人和1.24人."""
    many = len(listed)
    if len(alike) < many:
        return
    own = alike[-many:][listed.index(at)]
    for place in reversed(alike):
        yield _beside(
            row, place, row.stated[at], Sureness.SURE if place == own else Sureness.POSSIBLE
        )


def _named(told: StatedIn, subjects: tuple[str, ...], setting: Setting) -> Iterator[Count]:
    """What the document says of what is shared, in the unit of the number."""
    for subject in subjects if told.quantity.number else ():
        unit = setting.lexicon.unit_of[subject]
        if is_counted_in(told.quantity, unit):
            factor = stated_value(told.quantity, unit) / told.quantity.number
            for count in setting.counts.of_subjects((subject,), told.quantity.scope):
                one = factor == 1
                yield count if one else count._replace(value=count.value / factor)


def _beside(row: ToldRow, place: int, told: StatedIn, sureness: Sureness) -> Count:
    each = row.stated[place]
    return Count(number_in(each.quantity, told.quantity), (each,), sureness)


def _sureness_beside(
    row: ToldRow, at: int, place: int, shared: _Shared, setting: Setting
) -> Sureness:
    """How sure it is that the last number before it is what is shared: it is called so, or nothing
    is named. One that is called otherwise is not, nor what was added to some (新增图书3000册).
    """
    quantity = row.stated[place].quantity
    if shared.subjects and quantity.subjects and not {*shared.subjects} & {*quantity.subjects}:
        return Sureness.POSSIBLE
    changes = setting.lexicon.prose.changes
    if quantity.unit != _MONEY and quantity.kind.startswith(changes):
        return Sureness.POSSIBLE if shared.noun else Sureness.LIKELY
    if shared.noun and share_words(row.words(place), shared.noun):
        return Sureness.SURE
    if shared.subjects:
        return Sureness.POSSIBLE
    near = place in row.in_half(at)
    return Sureness.SURE if near and not shared.noun else Sureness.LIKELY


def _reckon_by_years(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """What was told of some years, by how many they are: 三年来投入240万元，年均80万元."""
    told, near = row.stated[at], row.in_sentence(at)
    text, end = told.part.text, told.quantity.start
    years = _YEARS.findall(text[max(text.rfind("。", 0, end), end - _LONGEST, 0) : end])
    alike = [place for place in near if are_alike(row.stated[place], told)]
    sure = Sureness.SURE if len(alike) == len(years) == 1 else Sureness.POSSIBLE
    for word in years if setting.asks_for(sure) else ():
        many = int(word) if word.isdecimal() else read_numeral(word.replace("两", "二")) or 1
        for place in alike:
            value = number_in(row.stated[place].quantity, told.quantity) / many
            yield Reckoning(value, (row.stated[place],), sure, slack_of(value, row.stated[place]))


def _some_beside(row: ToldRow, at: int, thing: CountedThing, setting: Setting) -> Iterator[Count]:
    """Some of them that are counted right there: 寄宿学生480人."""
    near = range(0) if setting.for_silence else row.in_sentence(at)
    for place in _persons(row, near if not setting.for_silence else row.before(at)):
        named = place in near and any(word in row.words(place) for word in thing.said)
        sure = Sureness.LIKELY if named else Sureness.POSSIBLE
        yield Count(row.stated[place].quantity.number, (row.stated[place],), sure)


def _persons(row: ToldRow, places: Iterable[int]) -> list[int]:
    exact = [place for place in places if row.exact[place]]
    return [place for place in exact if row.stated[place].quantity.unit in _PERSONS]


def _heads(row: ToldRow, at: int, shared: _Shared, setting: Setting) -> Iterator[Count]:
    """Who has a share each, where the word does not say so: 住宿生人均, or whoever is counted
    before it.
    """
    told = row.stated[at]
    scope = told.quantity.scope
    named = setting.lexicon.ends.names.find(shared.before)
    if named:
        yield from setting.counts.of_subjects(setting.lexicon.before[named], scope)
    places = _persons(row, row.before(at))
    sentence = row.in_sentence(at)
    near = [place for place in places if place in sentence]
    for place in reversed(places):
        sure = Sureness.SURE if near == [place] else Sureness.LIKELY
        sure = Sureness.POSSIBLE if named or place not in sentence else sure
        yield Count(row.stated[place].quantity.number, (row.stated[place],), sure)
    if not (named or places):
        # 人均图书24册, where the pupils are counted in another paragraph.
        yield from setting.counts.of_thing(setting.words.things[_PUPILS], scope)


def _reckon_ratio(row: ToldRow, at: int, setting: Setting) -> Iterator[Reckoning]:
    """The two things that a ratio names, whichever stands first."""
    told = row.stated[at]
    names = ratio_things(row.clause(at), setting.words)
    if names is None:
        return
    one, other = (setting.words.things[name] for name in names)
    scope = told.quantity.scope._replace(grade="", whose="")
    first, second = (setting.counts.of_thing(thing, scope) for thing in (one, other))
    if setting.for_silence:
        # 计算机96台，其中学生用机48台: it may be of these alone.
        units = (*one.units, *other.units)
        near = [row.stated[place] for place in row.before(at) if row.exact[place]]
        told_too = [each for each in near if each.quantity.unit in units]
        more = [Count(each.quantity.number, (each,), Sureness.POSSIBLE) for each in told_too]
        first, second = [*first, *more], [*second, *more]
    for each in (*_divide(told, first, second, setting), *_divide(told, second, first, setting)):
        # A ratio tells how many there are for one.
        if each.value >= 1:
            yield each


def ratio_things(clause: str, words: ReckoningWords) -> tuple[str, str] | None:
    """The names of the two things, in the order in which the words name them."""
    found = _RATIO_NAME.search(clause)
    if found and found["name"] in words.ratios:
        return words.ratios[found["name"]]
    found = _RATIO_OF.search(clause)
    if found is None:
        return None
    one, other = (_thing_named(found[key], words) for key in ("one", "other"))
    return (one, other) if one and other and one != other else None


def _thing_named(text: str, words: ReckoningWords) -> str:
    """The thing whose word the text ends in."""
    said = ((word, name) for name, thing in words.things.items() for word in thing.said)
    ends = [(len(word), name) for word, name in said if text.endswith(word)]
    return max(ends, default=(0, ""))[1]
