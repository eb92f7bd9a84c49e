"""Which facts a text of the clerk's own gives already: 20500平方米, 18900余册, 教学楼两幢."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.facts import Fact, FactDictionary
from reportgen.model.numbers import SQUARE_METRES_PER_MU, exact_arithmetic, format_short
from reportgen.model.roles import Role
from reportgen.words.chinese_numerals import LARGEST, NUMERAL_SIGNS, write_count, write_numeral

_TEN_THOUSAND = Decimal(10_000)
_UNIT_WORDS: Mapping[str, tuple[str, ...]] = {"人": ("人", "名"), "㎡": ("平方米", "㎡")}
# 幢 and 栋 count the same.
_SAME_UNITS: Mapping[str, tuple[str, ...]] = {"幢": ("幢", "栋", "座"), "间": ("间", "个")}
# A smaller figure with its unit (2个) may be said of something else: its noun must stand beside it.
_TELLING = 10
_BETWEEN = late_regex("[、，；]")
# What may stand between a noun and its figure.
_COUNTING = "共有计为：: "
_ROUGHLY = ("", "余", "多")
_PART_OF_NUMBER = late_regex(rf"[0-9.,百千万零两{NUMERAL_SIGNS}]$")


def already_said(text: str, values: Mapping[str, object], dictionary: FactDictionary) -> list[str]:
    """The facts whose figures the text gives, each with its unit; rooms that it names, all of
    them.
    """
    known = ((name, dictionary.find(name)) for name in values) if text.strip() else ()
    return [name for name, fact in known if fact is not None and _tells(text, values[name], fact)]


def _tells(text: str, value: object, fact: Fact) -> bool:
    if fact.role is Role.ROOMS:
        rooms = [each.strip() for each in _BETWEEN.split(str(value)) if each.strip()]
        return bool(rooms) and all(room in text for room in rooms)
    if not isinstance(value, Decimal) or not fact.unit or value <= 0:
        return False
    nouns = ("",) if value >= _TELLING else _nouns(fact)
    if not any(noun in text for noun in nouns):
        return False
    figures = (each for each in _forms(value, fact.unit) if each in text)
    return any(_gives(text, each, nouns) for each in figures)


def _gives(text: str, figure: str, nouns: tuple[str, ...]) -> bool:
    """Whether the figure stands in the text, not as the end of a longer one, and beside one of the
    nouns.
    """
    before, *rest = text.split(figure)
    for after in rest:
        beside = before.rstrip(_COUNTING).endswith(nouns) or after.startswith(nouns)
        if beside and not _PART_OF_NUMBER.search(before):
            return True
        before = after
    return False


def _nouns(fact: Fact) -> tuple[str, ...]:
    """What the fact counts, by its name and by those that stand for it: 教学楼, 电脑室."""
    endings = (f"{fact.unit}数", "数")
    names = (fact.words.noun, fact.name, *fact.aliases)
    found = (_less(name, endings) for name in names if name)
    return tuple(dict.fromkeys(noun for noun in found if len(noun) > 1))


def _less(name: str, endings: tuple[str, ...]) -> str:
    ending = next((each for each in endings if name.endswith(each)), "")
    return name.removesuffix(ending)


def _forms(value: Decimal, unit: str) -> Iterator[str]:
    """The ways in which a text may give a figure: 1.89万册, 41.5亩, 两幢, 18900余册."""
    words = _UNIT_WORDS.get(unit, (unit,))
    if value < _TELLING:
        words = _SAME_UNITS.get(unit, words)
    for word in words:
        yield from (f"{number}{about}{word}" for number in _numbers(value) for about in _ROUGHLY)
    if unit == "㎡":
        with exact_arithmetic():
            yield f"{format_short(value / SQUARE_METRES_PER_MU)}亩"


def _numbers(value: Decimal) -> Iterator[str]:
    """The figure in digits, in ten thousands, and in Chinese where it is a whole one."""
    yield format_short(value)
    if value >= _TELLING:
        yield f"{format_short(value / _TEN_THOUSAND)}万"
    if value == value.to_integral_value() and value < LARGEST:
        yield from dict.fromkeys((write_numeral(int(value)), write_count(int(value))))
