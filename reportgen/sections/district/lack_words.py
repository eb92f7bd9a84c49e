"""What a district's schools lack → the values that phrases use."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.late_regex import late_regex
from reportgen.model.assessment import Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.district import Failing, SchoolVerdict
from reportgen.model.facts import FactKind
from reportgen.model.provisions import is_provision
from reportgen.model.standard import Direction, Indicator, with_unit
from reportgen.sections.district.lack_amounts import lacking_text
from reportgen.sections.district.lack_list import MOST_NAMED
from reportgen.sections.district.lack_names import (
    actual_text,
    name_concerned,
    name_some,
    name_worst,
    share_figures,
)
from reportgen.sections.district.lacks import (
    Excess,
    IndicatorLack,
    Lack,
    Missing,
    lack_total,
)
from reportgen.sections.district.listed import count_beyond, total_beyond
from reportgen.sections.district.material import (
    DistrictMaterial,
    all_indicators,
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
from reportgen.sections.results.wording import answers, extreme
from reportgen.words.listing import join_names

_SEVERAL = 2
_OF_KIND = late_regex('(?P<fact>\\w+) == "(?P<kind>\\w+)"')


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
        **_beyond(lack.failings, lack.indicator, material),
        "名称": lack.indicator.name,
        "标准名": _standard_name(lack, material),
        "方向": str(lack.indicator.direction),
        "限值": _limit(lack.lacks),
        "校数": len(lack.keys),
        "承前": False,
        "各段": [_stage_values(each, lack, material) for each in lack.lacks],
        "涉及": name_concerned(lack, material.registers),
    }


def _said(lack: IndicatorLack, words: IndicatorWords) -> dict[str, object]:
    forbids = _limit(lack.lacks).startswith("0") and lack.indicator.direction is Direction.AT_MOST
    return {
        "种类": str(ProseKind.NONE if forbids and words.kind is ProseKind.VALUE else words.kind),
        "称谓": words.noun,
        "整体": words.whole,
        "平均": words.average,
        **answers(words, lack.indicator.name, wanted=_required(lack.lacks) != {yes_no(False)}),
        "整改": words.remedy,
        "部": "",
        "总量": "",
        "最": extreme(lack.indicator),
    }


def _amounts(lack: IndicatorLack, material: DistrictMaterial) -> dict[str, object]:
    noun = lacking_noun(lack.indicator, material.own.dictionary)
    total = lack_total(lack.lacks, lack.large)
    should = total if lack.indicator.denominator is not None else ""
    return {
        "配足": is_provision(lack.indicator),
        "缺项": noun,
        "应有": should,
        "缺": total,
        "缺额": counted(noun, total),
    }


def _beyond(
    failings: Sequence[Failing], indicator: Indicator, material: DistrictMaterial
) -> dict[str, object]:
    """How many of what is judged one by one are on the wrong side, as a number and in words."""
    number = total_beyond(failings)
    counted = count_beyond(number, indicator, material.own.dictionary, noun=False)
    return {"超限": number, "超限数": counted}


def title_values(lack: IndicatorLack, material: DistrictMaterial) -> dict[str, object]:
    """The same for a heading: of classes over several limits it names none but the first."""
    values = lack_values(lack, material)
    return (
        {**values, "限值": values["限值"] or _limit(lack.lacks[:1])} if values["超限"] else values
    )


def _standard_name(lack: IndicatorLack, material: DistrictMaterial) -> str:
    """The standard where another that sets limits has an indicator of that name."""
    name, standards = lack.indicator.name, material.summary.standards
    named = [[one.name for one in each.standard.indicators].count(name) for each in standards]
    if sum(named) < _SEVERAL:
        return ""
    # Whether a standard sets limits is asked of every school where it sets none.
    limiting = (
        count if count and each.has_limits else 0
        for count, each in zip(named, standards, strict=True)
    )
    return lack.summary.standard.short_title if sum(limiting) >= _SEVERAL else ""


def _limit(lacks: Sequence[Lack]) -> str:
    """The limit with its unit and nothing before it; empty where there are several."""
    required = _required(lacks)
    if len(required) != 1 or not all(each.result.is_limited for each in lacks[0].failings):
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
        "部分": asked < _count_teaching(lack, whole),
        "适用": _asked_kind(lack.indicator, material),
        "另含": _count_beyond(lack, whole),
        "都": len(lack.failings) == asked,
        "校数": len(lack.failings),
        "限值": limit,
        "同值": _same_grade(lack),
        "名单": name_worst(lack, whole.large, bool(limit), material),
        "一样": share_figures(lack, whole.large, bool(limit), material),
        **_beyond(lack.failings, lack.indicator, material),
        **_worst(lack, whole, material),
        "全列": len(lack.failings) <= MOST_NAMED,
        "缺": lack_total((lack,), whole.large),
    }


def _worst(lack: Lack, whole: IndicatorLack, material: DistrictMaterial) -> dict[str, object]:
    """The school that is farthest off, what it has and what it lacks."""
    first, registers = lack.failings[0], material.registers
    name = registers.this_failing(first) if whole.headed else registers.failing_name(first)
    return {
        "代称": name if whole.headed else "",
        "校名": name,
        "值": actual_text(first.result, lack.indicator),
        "差": lacking_text(first.result, whole.large),
    }


def _asked_kind(indicator: Indicator, material: DistrictMaterial) -> str:
    """公办 of 办园类型 == "公办": which schools it is asked of; empty where it is not so plain."""
    match = _OF_KIND.fullmatch(indicator.condition.text) if indicator.condition else None
    fact = material.own.dictionary.find(match["fact"]) if match else None
    choices = fact.choices if fact is not None and fact.kind is FactKind.CHOICE else ()
    return match["kind"] if match and match["kind"] in choices else ""


def _count_teaching(lack: Lack, whole: IndicatorLack) -> int:
    """How many schools it would be asked of if it applied to all; 0 where it compares them."""
    if lack.indicator in all_indicators(whole.summary):
        return 0
    stages = (each for each in whole.summary.stages if lack.stage in (each.stage, None))
    return len({row.key for stage in stages for row in stage.rows})


def _same_grade(lack: Lack) -> str:
    """The grade that all of the schools have; empty where they have several, or a figure."""
    shown = {each.result.display for each in lack.failings}
    return shown.pop() if lack.indicator.grades and len(shown) == 1 else ""


def _count_asked(lack: Lack, whole: IndicatorLack) -> int:
    """How many schools the indicator was asked of."""
    stage = next((each for each in whole.summary.stages if each.stage == lack.stage), None)
    if stage is None or lack.indicator not in all_indicators(whole.summary):
        return sum(_is_asked(each, lack) for each in whole.summary.schools)
    judged = rows_judged_by(lack.indicator, stage.counted)
    return sum(result.is_limited for _, result in judged)


def _count_beyond(lack: Lack, whole: IndicatorLack) -> int:
    """How many of those that it was asked of do not count between schools."""
    if lack.indicator in all_indicators(whole.summary):
        return 0
    beyond = (each for each in whole.summary.schools if each.excluded)
    return sum(_is_asked(each, lack) for each in beyond)


def _is_asked(school: SchoolVerdict, lack: Lack) -> bool:
    return (lack.indicator.id, lack.stage) in school.asked


def fail_all(lack: IndicatorLack) -> bool:
    """Whether no school that it is asked of meets the indicator."""
    return all(len(each.failings) == _count_asked(each, lack) for each in lack.lacks)


def missing_values(missing: Missing, noun: str) -> dict[str, object]:
    """The names that 县域问题 and 县域措施 may use of missing data."""
    return {
        "种类": Verdict.NO_DATA.label,
        "名称": join_names(missing.indicators),
        "项数": len(missing.indicators),
        "校数": len(missing.schools),
        "名单": name_list(missing.schools),
        "代称": "",
        "谁": name_some(missing.schools, noun),
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
