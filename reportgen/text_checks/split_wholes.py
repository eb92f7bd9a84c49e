"""A number held against the parts into which the text splits it, whatever is counted:
354亩，其中划拨246亩、租赁19亩、其他90亩.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, takewhile

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import SplitWords
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.listed_parts import check_listed_parts
from reportgen.text_checks.opposite_counts import check_opposite_counts
from reportgen.text_checks.parts import check_parted
from reportgen.text_checks.parts_apart import check_apart
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.split_lists import ListOpening, PartsList, find_lists
from reportgen.text_checks.stated_figures import StatedIn, words_between
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_MOST_LABELS = 2_000
_FEWEST, _PAIR, _BEFORE, _SHORTEST = 2, 2, 8, 2
# Parts that nobody knows, and that come so near, were to be all of it.
_NEAR, _OVER = Decimal("0.85"), Decimal("1.2")
# No list leaves out so much of its whole.
_FAR = Decimal("0.5")
_YEAR = late_regex(r"^(?:19|20)\d\d年")
_YEAR_SIGNS, _SINCE = 4, ("以来", "起", "至", "到")
_YEARS = late_regex(rf"([{NUMERAL_SIGNS}两])年")
_JOINED = late_regex("^[^，。；：（(）)]{0,2}[、和及与][^，。；：（(）)]*$")
_SUMMED = late_regex("[共总]|合计|累计")
_LONGEST_CLAUSE, _BESIDE = 24, 3


class _Split(NamedTuple):
    """A list whose parts exclude each other, and whether they leave nothing out."""

    listed: PartsList
    is_all: bool
    is_sure: bool = True
    told: frozenset[Decimal] = frozenset()
    """What the list comes to at each of its parts."""


def check_sums_of_parts(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """What totals and their parts do not agree in; each list is told once."""
    told: dict[TextPart, list[TextFinding]] = {}
    for found in (
        check_parted(text, known),
        check_apart(text, known),
        check_split(text, known),
        check_listed_parts(text, known),
        check_opposite_counts(text, known),
    ):
        new = [
            each
            for each in found
            if not any(_is_within(each, one) for one in told.get(each.part, ()))
        ]
        for each in new:
            told.setdefault(each.part, []).append(each)
        yield from new


def _is_within(one: TextFinding, other: TextFinding) -> bool:
    return one.start < other.end and other.start < one.end


def check_split(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each number that its parts come to more than, or to less where they leave
    nothing out.
    """
    reader = _reader(known.dictionary)
    for listed in find_lists(text.stated):
        split = reader.read(listed)
        told = frozenset(accumulate(each.quantity.number for each in listed.parts))
        split = split and split._replace(told=told)
        if split is not None and _is_wrong(split) and not _is_of_another(split.listed, text):
            yield _finding(split.listed)


def _is_wrong(split: _Split) -> bool:
    total, number = split.listed.total, split.listed.whole.quantity.number
    if not split.is_sure and not number * _NEAR <= total <= number * _OVER:
        return False
    is_all = split.is_all and not split.listed.is_mixed
    if number in split.told:
        return False
    return total > number or (is_all and total < number)


def _is_of_another(listed: PartsList, text: ReadText) -> bool:
    """Whether the parts are those of another number of their paragraph, or of two together."""
    whole, total = listed.whole, listed.total
    place = text.count_stated(*whole.order)
    before = [each for each in text.stated[max(place - _BEFORE, 0) : place] if each.at == whole.at]
    if any(each.quantity.number == total for each in before):
        return True
    last = before[-1] if before else None
    joined = last is not None and last.quantity.units == whole.quantity.units
    between = words_between(last, whole)
    return joined and listed.opening is not ListOpening.BRACKET and bool(_JOINED.match(between))


class _Reader:
    """Tells which lists leave nothing out."""

    def __init__(self, words: SplitWords) -> None:
        self._words = words
        # A text says the same labels again and again.
        self._named = lru_cache(maxsize=_MOST_LABELS)(self._name)

    def _name(self, label: str) -> tuple[str, ...]:
        """The member of each way that the label names, or nothing."""
        return tuple(_member(label, way) for way in self._words.ways)

    def read(self, listed: PartsList) -> _Split | None:
        """How the list splits its whole; None where its parts may overlap."""
        found = self._rest(listed) or self._way(listed)
        plain = all(listed.labels) and len(set(listed.labels)) == len(listed.labels)
        years = plain and all(_YEAR.match(label) for label in listed.labels)
        if not found and years and _is_summed(listed.whole):
            return _Split(listed, is_all=_is_of_years(listed), is_sure=False)
        if found is not None or listed.opening is ListOpening.COMMA:
            return found
        closed = listed.opening in (ListOpening.BRACKET, ListOpening.EACH) and listed.is_closed
        return _Split(listed, is_all=True, is_sure=False) if plain and closed else None

    def _rest(self, listed: PartsList) -> _Split | None:
        """A list with what is left in the end (其他90亩), or of two, one not the other."""
        labels = enumerate(listed.labels)
        rest = next((at for at, label in labels if label.startswith(self._words.rest)), 0)
        if listed.opening is ListOpening.COMMA and not _is_summed(listed.whole):
            at = next(iter(self._opposites(listed.labels)), 0)
            several = rest > 1 and listed.is_closed
            if several:
                return _Split(listed.first(rest + 1), is_all=True, is_sure=False)
            return _Split(listed.first(_PAIR), is_all=True) if at else None
        last = rest or next(iter(self._opposites(listed.labels)), 0)
        return _Split(listed.first(last + 1), is_all=True) if last else None

    def _opposites(self, labels: Sequence[str]) -> Sequence[int]:
        one, other = labels[0], labels[1]
        said = next((word for word in self._words.opposite if other.startswith(word)), "")
        core = other.removeprefix(said)
        return (1,) if said and len(core) >= _SHORTEST and core in one and core != one else ()

    def _way(self, listed: PartsList) -> _Split | None:
        """The parts that one way of splitting has, from the first."""
        named = zip(*map(self._named, listed.labels), strict=True)
        best = max(map(_from_first, named), key=len, default=())
        count = len(best)
        if count < _FEWEST:
            return None
        complete = any(each <= set(best) for each in self._words.complete)
        complete = complete and not _are_of_some(listed, count)
        ends = count == len(listed.parts)
        closed = (
            ends and listed.is_closed and listed.opening in (ListOpening.BRACKET, ListOpening.EACH)
        )
        if listed.opening is ListOpening.COMMA and not (complete and _is_plain(listed, best)):
            return None
        # 初中130平方米，乡镇小学498平方米，村小36平方米: what follows may be more of them.
        complete = complete and (ends or listed.total > listed.whole.quantity.number)
        schools = listed.whole.quantity.unit == "所" and listed.opening is ListOpening.AMONG
        return _Split(listed.first(count), (complete and not schools) or closed)


def _are_of_some(listed: PartsList, count: int) -> bool:
    """Whether the parts are all of one kind that the whole is not of: 46人；其中专职体育教师4人，
    兼职体育教师5人.
    """
    labels = [label[::-1] for label in listed.labels[:count]]
    same = takewhile(lambda signs: len(set(signs)) == 1, zip(*labels, strict=False))
    core = "".join(signs[0] for signs in same)[::-1]
    end = listed.whole.quantity.said_to
    before = listed.whole.part.text[max(listed.whole.quantity.start - _LONGEST_CLAUSE, 0) : end]
    return len(core) > _SHORTEST and core not in before


def _from_first(members: Iterable[str]) -> tuple[str, ...]:
    """Those that labels name, up to one that names none, or one again."""
    found: list[str] = []
    for member in members:
        if not member or member in found:
            break
        found.append(member)
    return tuple(found)


def _member(label: str, way: Sequence[Sequence[str]]) -> str:
    """The one that the label names; the longest word tells (改扩建 is no 扩建)."""
    words = ((word, each[0]) for each in way for word in each)
    told = ((len(word), member) for word, member in words if word in label)
    return max(told, default=(0, ""))[1]


def _is_plain(listed: PartsList, members: Sequence[str]) -> bool:
    labels = listed.labels[: len(members)]
    short = all(len(each) <= len(one) + _BESIDE for each, one in zip(labels, members, strict=True))
    total, number = listed.total, listed.whole.quantity.number
    return short and number * _FAR <= total <= number / _FAR


def _is_summed(whole: StatedIn) -> bool:
    start = whole.quantity.start
    return bool(_SUMMED.search(whole.part.text[max(start - _LONGEST_CLAUSE, 0) : start]))


def _is_of_years(listed: PartsList) -> bool:
    """Whether the whole is said to be of so many years (三年共招聘96人), or since the first."""
    start = listed.whole.quantity.start
    before = listed.whole.part.text[max(start - _LONGEST_CLAUSE, 0) : start]
    found = _YEARS.search(before)
    many = read_numeral(found[1].replace("两", "二")) if found else 0
    since = any(f"{listed.labels[0][:_YEAR_SIGNS]}年{word}" in before for word in _SINCE)
    return many == len(listed.parts) or (since and listed.is_closed)


@lru_cache(maxsize=8)
def _reader(dictionary: FactDictionary) -> _Reader:
    return _Reader(dictionary.vocabulary.things.splits)


def _finding(listed: PartsList) -> TextFinding:
    whole, first, last = listed.whole, listed.parts[0].quantity, listed.parts[-1].quantity
    words = whole.part.text[first.start : last.end]
    added = f"{format_short(listed.total / whole.quantity.scale)}{whole.written_unit}"
    message = f"“{words}”相加是 {added}，总数写的是“{whole.written}”"
    # 354亩（小学158亩、中学196亩），其中划拨246亩: the first list is another one.
    again = "）" in whole.part.text[whole.quantity.end : first.start]
    span = first.said_from if again else whole.quantity.start, last.end
    return remind(TextRule.PARTS, whole.part, span, message, "请核对各部分和总数")
