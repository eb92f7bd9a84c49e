"""Which schools lack something → how a sentence names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat

from reportgen.model.district import Failing, ResultRecord
from reportgen.model.facts import FactDictionary
from reportgen.model.provisions import provision
from reportgen.model.standard import Indicator, IndicatorKind, with_unit
from reportgen.model.units import printed_unit
from reportgen.sections.district.lack_amounts import lack_text, lacking_text
from reportgen.sections.district.lack_list import MOST_NAMED
from reportgen.sections.district.lacks import (
    IndicatorLack,
    Lack,
)
from reportgen.sections.district.listed import count_beyond
from reportgen.sections.district.material import DistrictMaterial, Registers
from reportgen.sections.district.school_names import bracket
from reportgen.sections.results.wording import extreme
from reportgen.words.listing import join_names

# So many are named where not all can be.
_MOST_OF_MANY = 3
_NONE = "没有"


def name_worst(lack: Lack, large: bool, one_limit: bool, material: DistrictMaterial) -> str:
    """The schools with their figures; of many the worst, or nothing where none is worse.

    None that is as far off as those named is passed over: of more than can be named it says how
    many they are (甲小学、乙小学、丙小学等5所).
    """
    if share_figures(lack, large, one_limit, material):
        return ""
    failings = lack.failings if len(lack.failings) <= MOST_NAMED else _worst(lack, large)
    said = [*_said(lack, failings, large, one_limit, material)]
    names = [material.registers.failing_name(each) for each in failings]
    if len(names) > MOST_NAMED:
        first, lacking = join_names(names[:_MOST_OF_MANY]), f"各{_lacking(failings[0], large)}"
        same = _of_each(said[0], _is_counted(lack, material)) if len(set(said)) == 1 else lacking
        return f"{first}等{len(names)}所，{same}"
    if len(said) > 1 and len(set(said)) == 1 and said[0]:
        same = _of_each(said[0], _is_counted(lack, material))
        return f"{join_names(names)}，{len(names)}所{same}"
    figures = ["，".join(each) for each in said]
    return join_names([bracket(*each) for each in zip(names, figures, strict=True)])


def share_figures(lack: Lack, large: bool, one_limit: bool, material: DistrictMaterial) -> str:
    """What all of many schools have: 都是6000元，各缺2000元; empty where they differ, or where
    each is named.
    """
    if len(lack.failings) <= MOST_NAMED:
        return ""
    # Of thousands of schools the second mostly differs: the others are not asked.
    said = _said(lack, lack.failings, large, one_limit, material)
    first = next(said)
    if not first or any(each != first for each in said):
        return ""
    return _of_each(first, _is_counted(lack, material))


def _worst(lack: Lack, large: bool) -> tuple[Failing, ...]:
    """The first few of the worst, and all that lack as much as the last of them; none where they
    cannot be compared.
    """
    lacking = [_lacking(each, large) for each in lack.failings]
    if not all(lacking):
        return ()
    last = lacking[_MOST_OF_MANY - 1]
    if lacking[_MOST_OF_MANY] != last:
        return lack.failings[:_MOST_OF_MANY]
    worse = lacking.index(last)
    return lack.failings[: worse or lacking.count(last)]


def _lacking(failing: Failing, large: bool) -> str:
    return lacking_text(failing.result, large)


def _said(
    lack: Lack,
    failings: Sequence[Failing],
    large: bool,
    one_limit: bool,
    material: DistrictMaterial,
) -> Iterator[tuple[str, ...]]:
    """The figures of each of the schools; none where the sentence has told them already."""
    shown = {each.result.display for each in lack.failings} if lack.indicator.grades else set()
    if lack.indicator.kind is IndicatorKind.YES_NO or len(shown) == 1:
        return repeat((), len(failings))
    dictionary = material.own.dictionary
    return (
        _listed(lack, each, dictionary) or _figures(lack, each, large, one_limit)
        for each in failings
    )


def _is_counted(lack: Lack, material: DistrictMaterial) -> bool:
    return bool(_listed(lack, lack.failings[0], material.own.dictionary))


def _of_each(said: Sequence[str], counted: bool) -> str:
    """The figures that all schools have: 各有1间，都是60平方米; 都是3.04平方米，各缺130平方米.

    `counted`: the first says of how many of its classes or rooms a school fails it.
    """
    first, *rest = said
    if counted:
        most, value = ("", rest[0]) if rest[0][0] != "最" else (f"{rest[0][:2]}的", rest[0][2:])
        return f"各有{first}，{most}都是{value}"
    head = f"各{first}" if first.startswith("应配") else f"都是{first}"
    lacking = (f"各{each}" if not each.startswith("标准") else each for each in rest)
    return "，".join((head, *lacking))


def _listed(lack: Lack, failing: Failing, dictionary: FactDictionary) -> tuple[str, ...]:
    """3个班, 最多54人; nothing for what is not judged one by one."""
    result, indicator = failing.result, lack.indicator
    number = count_beyond(result.beyond, indicator, dictionary)
    most = f"最{extreme(indicator)}" if result.beyond > 1 else ""
    return (number, f"{most}{with_unit(indicator, result.display)}") if number else ()


def _figures(lack: Lack, failing: Failing, large: bool, one_limit: bool) -> tuple[str, ...]:
    """The value, its limit if the schools have several, and what is lacking."""
    result, indicator = failing.result, lack.indicator
    limit = "" if one_limit else f"标准{with_unit(indicator, result.required)}"
    parts = (_figure(result, indicator), limit, lacking_text(result, large))
    return tuple(filter(None, parts))


def _figure(result: ResultRecord, indicator: Indicator) -> str:
    """The value as it stands among others: 0人, not 没有."""
    actual = actual_text(result, indicator)
    return f"0{printed_unit(indicator.unit)}" if actual == _NONE else actual


def actual_text(result: ResultRecord, indicator: Indicator) -> str:
    """The value; 应配3间、实有1间 where so many are asked for each so many classes."""
    asked = provision(indicator, result)
    if asked is not None:
        return "，".join(asked)
    none = result.numerator == 0 and indicator.kind is IndicatorKind.RATIO
    return _NONE if none else with_unit(indicator, result.display)


def name_concerned(lack: IndicatorLack, registers: Registers) -> str:
    """The schools where something is to be done, with how much; how many where they are many."""
    failings = lack.failings
    if len(failings) > _MOST_OF_MANY:
        return ""
    amounts = _amounts(lack.indicator, failings, lack.large)
    names = [registers.failing_name(each) for each in failings]
    return join_names(
        list(dict.fromkeys(bracket(*each) for each in zip(names, amounts, strict=True)))
    )


def _amounts(indicator: Indicator, failings: Sequence[Failing], large: bool) -> list[str]:
    """What each school lacks; nothing where it cannot be counted, or one lacks all of it."""
    counted = indicator.denominator is not None and len(failings) > 1
    shortfalls = [each.result.shortfall if counted else None for each in failings]
    unit = indicator.shortfall_unit
    return ["" if each is None else lack_text(each, unit, large) for each in shortfalls]


def name_some(names: Sequence[str], noun: str) -> str:
    """Whom a heading is about: 甲小学, 2所学校."""
    return names[0] if len(names) == 1 else f"{len(names)}所{noun}"
