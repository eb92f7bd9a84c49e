"""Which schools lack something → how a sentence names them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.district import Failing, ResultRecord
from reportgen.model.facts import FactDictionary
from reportgen.model.standard import Indicator, IndicatorKind, with_unit
from reportgen.sections.district.lack_amounts import lack_text, lacking_text
from reportgen.sections.district.lack_list import MOST_NAMED
from reportgen.sections.district.lacks import (
    IndicatorLack,
    Lack,
    provision,
)
from reportgen.sections.district.listed import count_beyond
from reportgen.sections.district.material import DistrictMaterial, Registers
from reportgen.sections.district.school_names import bracket
from reportgen.sections.results.wording import extreme
from reportgen.words.listing import join_names

# So many are named where not all can be.
_MOST_OF_MANY = 3


def name_worst(lack: Lack, large: bool, one_limit: bool, material: DistrictMaterial) -> str:
    """The schools with their figures; of many the worst, or nothing where none is worse."""
    failings = lack.failings
    if len(failings) > MOST_NAMED:
        comparable = all(each.result.shortfall is not None for each in failings)
        failings = failings[:_MOST_OF_MANY] if comparable else ()
    shown = {each.result.display for each in lack.failings}
    plain = lack.indicator.kind is IndicatorKind.YES_NO
    alike = plain or (bool(lack.indicator.grades) and len(shown) == 1)
    dictionary = material.own.dictionary
    figures = [
        "" if alike else _listed(lack, each, dictionary) or _figures(lack, each, large, one_limit)
        for each in failings
    ]
    names = [material.registers.failing_name(each) for each in failings]
    return join_names([bracket(*each) for each in zip(names, figures, strict=True)])


def _listed(lack: Lack, failing: Failing, dictionary: FactDictionary) -> str:
    """3个班，最多54人; empty for what is not judged one by one."""
    result, indicator = failing.result, lack.indicator
    number = count_beyond(result.beyond, indicator, dictionary)
    most = f"最{extreme(indicator)}" if result.beyond > 1 else ""
    return f"{number}，{most}{with_unit(indicator, result.display)}" if number else ""


def _figures(lack: Lack, failing: Failing, large: bool, one_limit: bool) -> str:
    """The value, its limit if the schools have several, and what is lacking."""
    result, indicator = failing.result, lack.indicator
    limit = "" if one_limit else f"标准{with_unit(indicator, result.required)}"
    parts = (actual_text(result, indicator), limit, lacking_text(result, large))
    return "，".join(filter(None, parts))


def actual_text(result: ResultRecord, indicator: Indicator) -> str:
    """The value; 应配3间、实有1间 where so many are asked for each so many classes."""
    asked = provision(result, indicator)
    if asked is not None:
        return "，".join(asked)
    none = result.numerator == 0 and indicator.kind is IndicatorKind.RATIO
    return "没有" if none else with_unit(indicator, result.display)


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
