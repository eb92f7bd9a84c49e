"""What stands under and beside the figures of the district's tables, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from reportgen.model.assessment import Verdict
from reportgen.model.district import COMPOSITE, SchoolKey, SchoolRow, StageSummary, StandardSummary
from reportgen.model.numbers import (
    exact_text,
    format_fixed,
    format_percent,
    keeps_side,
    round_until,
)
from reportgen.model.roles import Role
from reportgen.model.standard import DistrictTable, Standard
from reportgen.sections.district.material import (
    Registers,
    all_indicators,
    name_list,
    rows_judged_by,
)
from reportgen.sections.district.school_names import bracket

# What forms have codes for, and what it is called where schools are kindergartens: 该园…….
VERDICT_COLUMN = "该校综合评估是否达标"
_DECIMALS = 3
# A reason that begins so is a clause by itself.
_SAID = ("不是", "不在", "不属", "没有", "未")
# More of what the whole school lacks is only counted.
_MOST_NAMED = 2


def coefficient_text(coefficient: Decimal, limit: Decimal | None) -> str:
    """A coefficient of variation with three decimals.

    It gets more where three would show the opposite of the verdict.
    """
    if limit is None:
        return format_fixed(coefficient, _DECIMALS)
    shown = round_until(
        coefficient,
        _DECIMALS,
        lambda shown: keeps_side(coefficient, shown, limit, at_least=False),
    )
    return f"略高于{exact_limit(limit)}" if shown is None else f"{shown:f}"


def row_remark(
    row: SchoolRow, standard: Standard, codes: Mapping[str, str], unmet: str = "未达标"
) -> str:
    """备注: which indicators are not met, by their codes, and how many are; then what the whole
    school lacks.

    What is not met reaches the share of the floor, or does not. `unmet` is what the genre says of
    it.
    """
    names = {each.id: each.name for each in standard.indicators}
    compared, others = _compared(row, standard, codes), "，".join(_others(row, names, unmet))
    return "；另有".join(filter(None, (compared, others)))


def _others(row: SchoolRow, names: Mapping[str, str], unmet: str) -> Iterator[str]:
    for verdict, label in ((Verdict.UNMET, unmet), (Verdict.NO_DATA, Verdict.NO_DATA.label)):
        found = [names[each.indicator] for each in row.others if each.verdict is verdict]
        if found:
            said = "、".join(found) if len(found) <= _MOST_NAMED else f"{len(found)}项"
            yield f"{said}{label}"


def _compared(row: SchoolRow, standard: Standard, codes: Mapping[str, str]) -> str:
    """What the indicators in the row's columns come to: L8达到85%，L11不到85%，其余5项达标."""
    found: dict[Verdict, list[int]] = {verdict: [] for verdict in Verdict}
    for place, each in enumerate(row.results):
        found[each.verdict].append(place)
    met = len(found[Verdict.MET])
    if met and met == len(row.results):
        return f"{met}项均达标"
    parts = [*_unmet(row, found[Verdict.UNMET], standard.floor)]
    parts.append((Verdict.NO_DATA.label, found[Verdict.NO_DATA]))
    said = [f"{_listed(places, row, codes)}{label}" for label, places in parts if places]
    return "，".join([*said, *([f"其余{met}项达标"] if said and met else ())])


def _unmet(row: SchoolRow, places: list[int], floor: Decimal | None) -> list[tuple[str, list[int]]]:
    if floor is None:
        return [("未达标", places)]
    share = format_percent(floor)
    near = [place for place in places if row.results[place].floor_met]
    return [
        (f"达到{share}", near),
        (f"不到{share}", [place for place in places if place not in near]),
    ]


def _listed(places: Sequence[int], row: SchoolRow, codes: Mapping[str, str]) -> str:
    """`L7—L10、L12`: the results at those places of the row, neighbours put together."""
    ids = [each.indicator for each in row.results]
    runs = [[codes.get(ids[place], ids[place]) for place in run] for run in _runs(places)]
    return "、".join(
        "—".join((run[0], run[-1])) if len(run) > 2 else "、".join(run) for run in runs
    )


def _runs(places: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def counts_note(summary: StandardSummary, registers: Registers) -> str:
    """The foot of 分校达标: how many schools of each stage count, and of which types."""
    return "；".join(_count_text(stage, registers) for stage in summary.stages)


def _count_text(stage: StageSummary, registers: Registers) -> str:
    counted = Counter(row.type for row in stage.counted)
    others = [
        f"{name}{registers.division(name, stage.stage)}{counted[name]}所"
        for name in registers.types
        if counted[name] and name != stage.stage
    ]
    among = f"（其中{'、'.join(others)}）" if others else ""
    return f"{registers.prefix(stage.stage)}{registers.noun}总数{len(stage.counted)}所{among}"


def sponsors_note(summary: StandardSummary, registers: Registers) -> str:
    """What the codes of sponsors in the table stand for; empty where no school says its own."""
    found = {row.sponsor for stage in summary.stages for row in stage.counted}
    named = [
        f"{registers.sponsor_code(each)}为{each}" for each in registers.sponsors if each in found
    ]
    head = registers.row_heads(summary).get(Role.SPONSOR)
    return f"{head}：{'，'.join(named)}" if named else ""


def exclusions_note(summary: StandardSummary, registers: Registers) -> str:
    """Which schools do not count, and why; empty where all count."""
    parts = [str(each["说明"]) for each in excluded_schools(summary, registers)]
    return f"不计入的：{'；'.join(parts)}" if parts else ""


def _with_reason(names: tuple[str, ...], reason: str) -> str:
    """甲小学（民办学校）; 乙教学点、丙教学点，均为教学点."""
    if len(names) == 1:
        return bracket(names[0], reason)
    return f"{name_list(names)}，均{'' if reason.startswith(_SAID) else '为'}{reason}"


def excluded(stage: StageSummary, registers: Registers) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each reason why schools of the stage do not count, with their names."""
    rows = [row for row in stage.rows if not row.counted]
    reasons = dict.fromkeys(row.excluded for row in rows)
    return tuple(
        (reason, tuple(registers.row_name(row) for row in rows if row.excluded == reason))
        for reason in reasons
    )


def excluded_values(stage: StageSummary, registers: Registers) -> list[dict[str, object]]:
    """The same for phrases."""
    return [_left_out(reason, names) for reason, names in excluded(stage, registers)]


def excluded_schools(summary: StandardSummary, registers: Registers) -> list[dict[str, object]]:
    """The same for the schools of all stages, each once and as a whole."""
    found: dict[str, dict[SchoolKey, str]] = {}
    for stage in summary.stages:
        for row in stage.rows:
            if not row.counted:
                found.setdefault(row.excluded, {})[row.key] = registers.called(row.school)
    return [_left_out(reason, tuple(names.values())) for reason, names in found.items()]


def _left_out(reason: str, names: tuple[str, ...]) -> dict[str, object]:
    return {
        "原因": reason,
        "所数": len(names),
        "名单": name_list(names),
        "说明": _with_reason(names, reason),
    }


def verdict_note(summary: StandardSummary, registers: Registers) -> str:
    """What the figure in the column of the verdict says; empty where the table has none."""
    if not summary.has_limits:
        return ""
    codes = (summary.standard.codes or {}).get(DistrictTable.BY_SCHOOL, {})
    column = codes.get(VERDICT_COLUMN) or "综合评估"
    return f"{column}：1为{registers.met}，空的为{registers.unmet}或数据不全"


def missing_note(summary: StandardSummary, registers: Registers) -> str:
    """The foot of 达标汇总: what is not asked of all schools, what more the whole verdict rests on,
    and which schools lack data and so are not met; empty for none.
    """
    by_stage = (_missing_parts(stage, summary, registers) for stage in summary.stages)
    parts = [*chain.from_iterable(by_stage)]
    lacking = f"缺数据的{registers.noun}没有计为达标：{'、'.join(parts)}" if parts else ""
    notes = (_asked_note(summary, registers), _beyond_note(summary), lacking)
    return "".join(f"{note}。" for note in notes if note)


def _asked_note(summary: StandardSummary, registers: Registers) -> str:
    """Of which indicators some schools are left out, with how many are counted."""
    counts: dict[str, list[str]] = {}
    for stage in summary.stages:
        for indicator in all_indicators(summary):
            found = [each for _, each in rows_judged_by(indicator, stage.counted)]
            asked = sum(each.is_limited for each in found)
            if 0 < asked < len(stage.counted) and stage.stage in indicator.stages:
                said = f"{registers.prefix(stage.stage)}{indicator.name}"
                counts.setdefault(f"{asked}所", []).append(said)
    told = "，".join(
        f"{'、'.join(names)}{'各' if len(names) > 1 else ''}按{count}计"
        for count, names in counts.items()
    )
    return f"不适用某项指标的{registers.noun}，该项不计：{told}" if told else ""


def _beyond_note(summary: StandardSummary) -> str:
    """How many indicators the verdict rests on that have no column."""
    standard, columns = summary.standard, all_indicators(summary)
    groups = standard.compared_groups
    every = chain.from_iterable(group.indicators for group in groups)
    asked = [each for each in every if each not in columns]
    codes = (standard.codes or {}).get(DistrictTable.REACHED, {})
    if not asked or not columns:
        return ""
    column = codes.get("综合评估") or "综合评估"
    return f"{column}还包括表中没有列出的{len(asked)}项指标"


def _missing_parts(
    stage: StageSummary, summary: StandardSummary, registers: Registers
) -> Iterator[str]:
    prefix, counts = registers.prefix(stage.stage), _count_missing(stage)
    for indicator in summary.standard.indicators:
        if counts[indicator.id]:
            yield f"{prefix}{indicator.name}{counts[indicator.id]}所"


def _count_missing(stage: StageSummary) -> Counter[str]:
    """How many of the schools that count lack the data of an indicator, by that."""
    found = chain.from_iterable((*row.results, *row.others) for row in stage.counted)
    return Counter(
        each.indicator for each in found if each.verdict is Verdict.NO_DATA and each.is_limited
    )


def limits_note(summary: StandardSummary) -> str:
    """The foot of 校际差异: what is limited, and how far; empty without limits."""
    rule = summary.standard.variation
    if rule is None:
        return ""
    present = [stage.stage for stage in summary.stages if stage.stage in rule.limits]
    limits = "、".join(f"{stage}不超过{exact_limit(rule.limits[stage])}" for stage in present)
    what = COMPOSITE if rule.composite else "各项差异系数"
    return f"{what}的限值：{limits}。" if limits else ""


def exact_limit(limit: Decimal) -> str:
    """The limit with at least two decimals: 0.50."""
    text = exact_text(limit)
    return text if len(text.partition(".")[2]) >= 2 else format_fixed(limit, 2)
