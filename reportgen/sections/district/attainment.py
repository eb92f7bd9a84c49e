"""学校达标情况: how many schools meet each standard, and which do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import NOT_SET, yes_no
from reportgen.model.district import SchoolRow, StageSummary, StandardSummary
from reportgen.model.numbers import format_fixed, format_percent, percent_of
from reportgen.model.report import Align, Block, Cell, Heading, Table
from reportgen.model.standard import Indicator, with_unit
from reportgen.sections.attainment import rules_text
from reportgen.sections.district.charts import build_chart
from reportgen.sections.district.material import (
    DistrictMaterial,
    Registers,
    has_limits,
    name_list,
)
from reportgen.sections.district.notes import excluded_values
from reportgen.sections.district.tables import attainment_table, shorten

# More schools than that are looked up in Excel, not read.
_MOST_ROWS = 200


def build_school_attainment(material: DistrictMaterial) -> tuple[Block, ...]:
    """The clerk's own text, if any, then each standard; nothing where there is no standard."""
    blocks: list[Block] = list(material.own.whole("达标情况"))
    for summary in material.summary.standards:
        if material.several:
            blocks.append(Heading(2, summary.standard.short_title))
        blocks.extend(_standard_blocks(summary, material))
    return tuple(blocks)


def _standard_blocks(summary: StandardSummary, material: DistrictMaterial) -> Iterator[Block]:
    limited = [stage for stage in summary.stages if has_limits(stage)]
    if not summary.stages:
        return
    if not limited:
        yield from material.say(
            "县域达标", {"标准": f"《{summary.standard.title}》", "有限值": False}
        )
        return
    for stage in limited:
        yield from material.say("县域达标", _stage_values(stage, summary, material.registers))
    yield from material.say("县域结论", _whole_values(summary))
    caption = f"{summary.standard.short_title}{material.registers.noun}达标情况"
    yield attainment_table(summary, material.registers)._replace(caption=caption, codes=())
    failing = _failing_table(summary, material.registers)
    if failing.rows:
        yield failing
    charts = (build_chart(stage, summary, material.registers) for stage in limited)
    yield from filter(None, charts)


def _stage_values(
    stage: StageSummary, summary: StandardSummary, registers: Registers
) -> dict[str, object]:
    unmet = _named(stage, Verdict.UNMET, registers)
    unknown = _named(stage, Verdict.NO_DATA, registers)
    return {
        "标准": f"《{summary.standard.title}》",
        "学段": str(stage.stage),
        "有限值": True,
        "总数": len(stage.counted),
        "达标": stage.met,
        "比例": _share_text(stage.met, len(stage.counted)),
        "未达标": len(unmet),
        "未达标名单": name_list(unmet),
        "缺数据": len(unknown),
        "缺数据名单": name_list(unknown),
        "不计入": excluded_values(stage, registers),
        "规则": rules_text(summary.standard.compared_groups),
    }


def _named(stage: StageSummary, verdict: Verdict, registers: Registers) -> tuple[str, ...]:
    return tuple(registers.row_name(row) for row in stage.counted if row.verdict is verdict)


def _share_text(part: int, total: int) -> str:
    share = percent_of(Decimal(part), Decimal(total))
    return "" if share is None else format_fixed(share, 1)


def _whole_values(summary: StandardSummary) -> dict[str, object]:
    standard = summary.standard
    others = [
        group.name for group in standard.groups if group.name and not standard.compares(group)
    ]
    return {
        "标准": f"《{standard.title}》",
        "总数": summary.schools_total,
        "达标": summary.schools_met,
        "其他方面": "、".join(others),
    }


def _failing_table(summary: StandardSummary, registers: Registers) -> Table:
    """Each school that fails as a whole, with every indicator that it does not reach."""
    floor = summary.standard.floor
    share = (f"达到标准的{format_percent(floor)}",) if floor is not None else ()
    table = Table(
        header=(registers.noun, "未达标的指标", "实际值", "标准值", "差距", *share),
        rows=tuple(_failing_rows(summary, registers, bool(share))),
        widths=(0.24, 0.28, 0.12, 0.12, 0.13, 0.11) if share else (0.26, 0.32, 0.14, 0.13, 0.15),
        aligns=(Align.LEFT, Align.LEFT, *[Align.CENTRE] * (3 + len(share))),
        caption=f"{summary.standard.short_title}综合评估未达标的{registers.noun}",
        small=True,
    )
    return shorten(table, _MOST_ROWS)


def _failing_rows(
    summary: StandardSummary, registers: Registers, floor: bool
) -> Iterator[tuple[Cell, ...]]:
    indicators = {each.id: each for each in summary.standard.indicators}
    for stage in summary.stages:
        for row in stage.counted:
            if row.verdict is Verdict.UNMET:
                yield from _rows_of_school(row, indicators, registers, floor)


def _rows_of_school(
    row: SchoolRow, indicators: dict[str, Indicator], registers: Registers, floor: bool
) -> Iterator[tuple[Cell, ...]]:
    unmet = [each for each in (*row.results, *row.others) if each.verdict is Verdict.UNMET]
    for place, result in enumerate(unmet):
        indicator = indicators[result.indicator]
        yield (
            Cell(registers.row_name(row), joined=place > 0),
            Cell(indicator.name),
            Cell(with_unit(indicator, result.display), number=result.value),
            Cell(with_unit(indicator, result.required)),
            Cell(result.shortfall_display or NOT_SET, number=result.shortfall),
            *([Cell(yes_no(result.floor_met))] if floor else []),
        )
