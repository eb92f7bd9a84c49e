"""What a district's schools lack → the values that phrases use."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.district import Failing
from reportgen.model.standard import Direction, Indicator, with_unit
from reportgen.sections.district.lack_list import MOST_NAMED
from reportgen.sections.district.lacks import (
    Excess,
    IndicatorLack,
    Lack,
    Missing,
    lack_text,
    lack_total,
)
from reportgen.sections.district.material import (
    DistrictMaterial,
    all_indicators,
    has_limits,
    is_limited,
    name_list,
    rows_judged_by,
)
from reportgen.sections.results.indicator_words import (
    IndicatorWords,
    ProseKind,
    indicator_words,
    lacking_noun,
)
from reportgen.sections.results.result_amounts import counted
from reportgen.sections.results.wording import answers
from reportgen.words.listing import join_names

# So many of those that lack most are named where something is to be done.
_MOST_TO_MEND = 3
_WORDED = (ProseKind.YES_NO, ProseKind.GRADE)


def lack_words(lack: IndicatorLack, material: DistrictMaterial) -> IndicatorWords:
    """What prose says of the indicator."""
    return indicator_words(lack.indicator, material.own.dictionary, lack.lacks[0].stage)


def lack_values(lack: IndicatorLack, material: DistrictMaterial) -> dict[str, object]:
    """The names that phrases may use of an indicator that schools fail.

    县域问题, 县域措施 and, for headings, 问题标题 use them.
    """
    return {
        **_said(lack, lack_words(lack, material)),
        **_amounts(lack, material),
        "名称": lack.indicator.name,
        "标准名": _standard_name(lack, material),
        "方向": str(lack.indicator.direction),
        "限值": _limit(lack.lacks),
        "校数": lack.schools,
        "各段": [_stage_values(each, lack, material) for each in lack.lacks],
        "最缺": _lacking_most(lack),
        "最缺全列": lack.schools <= _MOST_TO_MEND or _lack_alike(lack),
    }


def _said(lack: IndicatorLack, words: IndicatorWords) -> dict[str, object]:
    forbids = _limit(lack.lacks).startswith("0") and lack.indicator.direction is Direction.AT_MOST
    return {
        "种类": str(ProseKind.NONE if forbids and words.kind is ProseKind.VALUE else words.kind),
        "称谓": words.noun,
        "整体": words.whole,
        **answers(words, lack.indicator.name, wanted=_required(lack.lacks) != {yes_no(False)}),
        "整改": words.remedy,
        "部": "",
        "总量": "",
        "超限": (),
    }


def _amounts(lack: IndicatorLack, material: DistrictMaterial) -> dict[str, object]:
    noun, total = lacking_noun(lack.indicator, material.own.dictionary), lack_total(lack.lacks)
    should = total if lack.indicator.denominator is not None else ""
    return {"缺项": noun, "应有": should, "缺": total, "缺额": counted(noun, total)}


def _standard_name(lack: IndicatorLack, material: DistrictMaterial) -> str:
    """The standard where another that sets limits has an indicator of that name."""
    limiting = (each for each in material.summary.standards if any(map(has_limits, each.stages)))
    names = [one.name for each in limiting for one in each.standard.indicators]
    return lack.summary.standard.short_title if names.count(lack.indicator.name) > 1 else ""


def _limit(lacks: Sequence[Lack]) -> str:
    """The limit with its unit and nothing before it; empty where there are several."""
    required = _required(lacks)
    if len(required) != 1 or not all(is_limited(each.result) for each in lacks[0].failings):
        return ""
    return with_unit(lacks[0].indicator, required.pop().lstrip("≥≤"))


def _required(lacks: Sequence[Lack]) -> set[str]:
    return {each.result.required for lack in lacks for each in lack.failings}


def _stage_values(
    lack: Lack, whole: IndicatorLack, material: DistrictMaterial
) -> dict[str, object]:
    limit, asked = _limit((lack,)), _count_asked(lack, whole)
    return {
        "学段": material.registers.prefix(lack.stage) if lack.stage else "",
        "总数": asked,
        "另含": _count_beyond(lack, whole),
        "都": len(lack.failings) == asked,
        "校数": len(lack.failings),
        "限值": limit,
        "名单": _named(lack, material, bool(limit)),
        "全列": len(lack.failings) <= MOST_NAMED,
        "可比": all(each.result.shortfall is not None for each in lack.failings),
        "缺": lack_total((lack,)),
    }


def _count_asked(lack: Lack, whole: IndicatorLack) -> int:
    """How many schools the indicator was asked of."""
    stage = next((each for each in whole.summary.stages if each.stage == lack.stage), None)
    if stage is None:
        return whole.summary.schools_total
    if lack.indicator not in all_indicators(whole.summary):
        return len(stage.rows)
    judged = rows_judged_by(lack.indicator, stage.counted)
    return sum(is_limited(result) for _, result in judged)


def _count_beyond(lack: Lack, whole: IndicatorLack) -> int:
    """How many of those that it was asked of do not count between schools."""
    if lack.indicator in all_indicators(whole.summary):
        return 0
    stages = (each for each in whole.summary.stages if each.stage == lack.stage)
    return sum(not row.counted for stage in stages for row in stage.rows)


def fail_all(lack: IndicatorLack) -> bool:
    """Whether no school that it is asked of meets the indicator."""
    return all(len(each.failings) == _count_asked(each, lack) for each in lack.lacks)


def _named(lack: Lack, material: DistrictMaterial, one_limit: bool) -> str:
    words = indicator_words(lack.indicator, material.own.dictionary, lack.stage)
    named = lack.failings[:MOST_NAMED]
    if words.kind is ProseKind.YES_NO:
        return join_names([each.school for each in named])
    return join_names(
        [f"{each.school}（{_figures(lack.indicator, each, one_limit)}）" for each in named]
    )


def _figures(indicator: Indicator, failing: Failing, one_limit: bool) -> str:
    """The value, its limit if the schools have several, and what is lacking."""
    result = failing.result
    limit = "" if one_limit else f"标准{with_unit(indicator, result.required)}"
    parts = (with_unit(indicator, result.display), limit, _lacking(indicator, failing))
    return "，".join(filter(None, parts))


def _lacking(indicator: Indicator, failing: Failing) -> str:
    """缺3人, 超出3人; nothing where it cannot be counted."""
    result = failing.result
    if result.shortfall is None:
        return ""
    word = "超出" if result.shortfall_display.startswith("超出") else result.shortfall_display[:1]
    return word + lack_text(result.shortfall, result.shortfall_unit)


def _lacking_most(lack: IndicatorLack) -> str:
    """The schools that lack most, with how much.

    All by name where nothing can be added up, or all lack the same.
    """
    failing = [each for one in lack.lacks for each in one.failings]
    if _lack_alike(lack):
        return name_list(tuple(dict.fromkeys(each.school for each in failing)))
    most = sorted(failing, key=lambda each: each.result.shortfall or Decimal(0), reverse=True)
    return join_names(
        [f"{each.school}（{_amount(lack.indicator, each)}）" for each in most[:_MOST_TO_MEND]]
    )


def _lack_alike(lack: IndicatorLack) -> bool:
    """Whether no school lacks more than another, as far as it can be told."""
    amounts = {each.result.shortfall for one in lack.lacks for each in one.failings}
    return len(amounts) == 1 or not lack_total(lack.lacks)


def _amount(indicator: Indicator, failing: Failing) -> str:
    return lack_text(failing.result.shortfall or Decimal(0), indicator.shortfall_unit)


def missing_values(missing: Missing) -> dict[str, object]:
    """The names that 县域问题 and 县域措施 may use of missing data."""
    return {
        "种类": Verdict.NO_DATA.label,
        "名称": join_names(missing.indicators),
        "项数": len(missing.indicators),
        "校数": len(missing.schools),
        "名单": name_list(missing.schools),
    }


def excess_values(excess: Excess) -> dict[str, object]:
    """The names that 县域差异 and 县域措施 may use of a coefficient over its limit."""
    return {
        "种类": "差异系数",
        "名称": excess.name,
        "学段": str(excess.stage),
        "系数": excess.coefficient,
        "限值": excess.limit,
    }
