"""学校达标情况: how many schools meet each standard, and which do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from reportgen.model.assessment import Verdict
from reportgen.model.district import Failing, SchoolKey, SchoolRow, StageSummary, StandardSummary
from reportgen.model.numbers import percent_of, round_share
from reportgen.model.report import Block, Heading
from reportgen.model.standard import DistrictTable
from reportgen.sections.attainment import rules_text
from reportgen.sections.district.attachments import has_reached_form, refer_to
from reportgen.sections.district.charts import build_chart
from reportgen.sections.district.failing_schools import FailingSchools, failing_schools
from reportgen.sections.district.lack_amounts import counted_failing
from reportgen.sections.district.material import (
    MOST_LISTED,
    DistrictMaterial,
    Registers,
    all_indicators,
    name_list,
)
from reportgen.sections.district.notes import excluded_schools, excluded_values
from reportgen.sections.district.tables import attainment_table
from reportgen.sections.typed.numbering import NEXT_TABLE, next_figures
from reportgen.words.listing import join_names

# So many indicators are named of which some school fails one.
_MOST_EITHER = 4


def build_school_attainment(material: DistrictMaterial) -> tuple[Block, ...]:
    """The clerk's own text, if any, then each standard; nothing where there is no standard."""
    blocks: list[Block] = list(material.own.whole("达标情况"))
    for summary in material.summary.standards:
        if material.several:
            blocks.append(Heading(2, summary.standard.short_title))
        blocks.extend(_standard_blocks(summary, material))
    return tuple(blocks)


def _standard_blocks(summary: StandardSummary, material: DistrictMaterial) -> Iterator[Block]:
    limited = [stage for stage in summary.stages if stage.has_limits]
    if not summary.stages:
        return
    if not limited:
        yield from material.say(
            "县域达标", {"标准": f"《{summary.standard.title}》", "有限值": False}
        )
        return
    title, registers = summary.standard.short_title, material.registers
    found = (build_chart(stage, summary, registers) for stage in limited)
    charts = [chart for chart in found if chart is not None]
    values = {**_values(limited, summary, material), "下图": next_figures(len(charts))}
    yield from material.say("县域达标", values)
    if all_indicators(summary) and not has_reached_form(summary.standard):
        caption = f"{title}{registers.noun}达标情况"
        yield attainment_table(summary, registers)._replace(caption=caption, codes=())
    yield from _failing_blocks(limited, summary, material)
    yield from charts


def _values(
    stages: Sequence[StageSummary], summary: StandardSummary, material: DistrictMaterial
) -> dict[str, object]:
    standard, registers = summary.standard, material.registers
    others = [
        group.name for group in standard.groups if group.name and not standard.compares(group)
    ]
    return {
        "标准": f"《{standard.title}》",
        "有限值": True,
        "规则": rules_text(standard.compared_groups),
        "其他方面": join_names(others),
        **_whole_values(summary, registers),
        "各段": [_stage_values(stage, registers) for stage in stages],
        "下表": _where_reached(summary, material),
    }


def _where_reached(summary: StandardSummary, material: DistrictMaterial) -> str:
    """Where the schools that meet each indicator are counted: a table of the text or a form."""
    if has_reached_form(summary.standard):
        return refer_to(DistrictTable.REACHED, material)
    return NEXT_TABLE if all_indicators(summary) else ""


def _whole_values(summary: StandardSummary, registers: Registers) -> dict[str, object]:
    """How many schools count and do not, how many of several stages, and what they come to."""
    rows = Counter(row.key for stage in summary.stages for row in stage.counted)
    return {
        "总数": len(summary.counted),
        "几段": sum(count > 1 for count in rows.values()),
        **_outcome(each.verdict for each in summary.counted),
        "不计入": excluded_schools(summary, registers),
    }


def _outcome(verdicts: Iterable[Verdict]) -> dict[str, object]:
    """How many have each verdict, by its word."""
    found = Counter(verdicts)
    return {each.label: found[each] for each in Verdict}


def _stage_values(stage: StageSummary, registers: Registers) -> dict[str, object]:
    unknown = _named(stage, Verdict.NO_DATA, registers)
    unmet = _named(stage, Verdict.UNMET, registers)
    return {
        "学段": registers.prefix(stage.stage),
        "总数": len(stage.counted),
        **_outcome(row.verdict for row in stage.counted),
        "比例": _share_text(stage.met, len(stage.counted)),
        "未达标名单": _few(unmet),
        "缺数据名单": _few(unknown),
        "不计入": excluded_values(stage, registers),
    }


def _named(stage: StageSummary, verdict: Verdict, registers: Registers) -> tuple[str, ...]:
    return tuple(registers.row_name(row) for row in stage.counted if row.verdict is verdict)


def _few(names: tuple[str, ...]) -> str:
    """The names if they are few enough for a sentence, else nothing."""
    return name_list(names) if len(names) <= MOST_LISTED else ""


def _share_text(part: int, total: int) -> str:
    share = percent_of(Decimal(part), Decimal(total))
    return "" if share is None else f"{round_share(share, 1):f}"


def _failing_blocks(
    stages: Sequence[StageSummary], summary: StandardSummary, material: DistrictMaterial
) -> Iterator[Block]:
    """Who fails, in words and in a table."""
    found = failing_schools(summary, material.registers)
    values = _failing_values(found, stages, summary, material)
    yield from material.say("县域未达标", values)
    if found.table.rows:
        yield found.table._replace(caption=_failing_caption(found, summary, material.registers))


def _failing_values(
    found: FailingSchools,
    stages: Sequence[StageSummary],
    summary: StandardSummary,
    material: DistrictMaterial,
) -> dict[str, object]:
    return {
        "各段": [_stage_values(stage, material.registers) for stage in stages],
        "另有": _failing_beside(summary, material.registers),
        "总数": found.total,
        "校数": len({row.key for stage in stages for row in _failing_rows(stage)}),
        "列出": found.listed,
        "下表": NEXT_TABLE,
        "分校附件": refer_to(DistrictTable.BY_SCHOOL, material),
        "缺口附件": refer_to(DistrictTable.LACKING, material),
    }


def _failing_beside(summary: StandardSummary, registers: Registers) -> dict[str, object]:
    """The schools that count and fail only what they are not compared by, with what that is."""
    told = {row.key for stage in summary.stages for row in _failing_rows(stage)}
    failing = {each.key for each in summary.counted if each.verdict is Verdict.UNMET} - told
    names = {each.id: each.name for each in summary.standard.indicators}
    found: dict[SchoolKey, list[Failing]] = {}
    for each in counted_failing(summary):
        if each.key in failing:
            found.setdefault(each.key, []).append(each)
    listed = [_told_of(failings, names, registers) for failings in found.values()]
    every = {one.result.indicator for one in chain.from_iterable(found.values())}
    counted = chain.from_iterable(stage.counted for stage in summary.stages)
    return {
        "所数": len(found),
        "名单": "；".join(listed) if len(listed) <= MOST_LISTED else "",
        "指标": _either([name for key, name in names.items() if key in every]),
        "综合达标": all(row.verdict is Verdict.MET for row in counted if row.key in found),
    }


def _failing_rows(stage: StageSummary) -> Iterator[SchoolRow]:
    return (row for row in stage.counted if row.verdict is Verdict.UNMET)


def _told_of(failings: Sequence[Failing], names: Mapping[str, str], registers: Registers) -> str:
    """甲小学，班级学生数未达标."""
    what = dict.fromkeys(names[each.result.indicator] for each in failings)
    return f"{registers.called(failings[0].school)}，{'、'.join(what)}{registers.unmet}"


def _either(names: Sequence[str]) -> str:
    """甲、乙或丙; of many the first and how many there are."""
    if len(names) > _MOST_EITHER:
        return f"{'、'.join(names[:_MOST_EITHER])}等{len(names)}项指标中有的"
    return "或".join(filter(None, ("、".join(names[:-1]), *names[-1:])))


def _failing_caption(found: FailingSchools, summary: StandardSummary, registers: Registers) -> str:
    title, noun, unmet = summary.standard.short_title, registers.noun, registers.unmet
    if found.listed == found.total:
        return f"{title}综合评估{unmet}的{noun}"
    return f"{title}综合评估{unmet}项数最多的{found.listed}所{noun}"
