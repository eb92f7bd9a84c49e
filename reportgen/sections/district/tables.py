"""The tables of the declaration form (申报表) and the list of what is lacking, as neutral values.

A workbook may take the same cells: each has its text, its shade and its exact number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain, islice

from reportgen.model.assessment import Verdict
from reportgen.model.default_display import NOT_SET
from reportgen.model.district import (
    IndicatorVariation,
    ResultRecord,
    SchoolRow,
    StageSummary,
    StandardSummary,
)
from reportgen.model.figure_source import WHOLE, variation_code
from reportgen.model.numbers import format_fixed, format_short, percent_of, round_share
from reportgen.model.report import Align, Cell, Table
from reportgen.model.roles import Role
from reportgen.model.sourced_text import sourced
from reportgen.model.stages import Stage
from reportgen.model.standard import DistrictTable, Indicator, Standard
from reportgen.model.units import printed_unit
from reportgen.sections.district.material import (
    Registers,
    all_indicators,
    find_result,
    results_of_rows,
    rows_judged_by,
)
from reportgen.sections.district.notes import (
    VERDICT_COLUMN,
    coefficient_text,
    counts_note,
    exact_limit,
    exclusions_note,
    limits_note,
    missing_note,
    row_remark,
    sponsors_note,
    verdict_note,
)

_REMARK = "备注"
_NOT_FOR_IT = "——"
# What stands under 分校达标.
_NOTES = (counts_note, sponsors_note, verdict_note, exclusions_note)


def attainment_table(summary: StandardSummary, registers: Registers) -> Table:
    """达标汇总: for each stage how many schools meet each indicator and the whole, and their share.

    Schools that do not count are left out. A school whose data are missing is not met. There is no
    column for the stage where schools are called after the only one.
    """
    indicators = all_indicators(summary)
    by_stage = (_attainment_rows(stage, indicators, registers) for stage in summary.stages)
    table = Table(
        header=("学段", "项目", *(each.name for each in indicators), "综合评估"),
        codes=_codes(
            summary.standard,
            DistrictTable.REACHED,
            ("", "", *(each.id for each in indicators), "综合评估"),
        ),
        rows=tuple(chain.from_iterable(by_stage)),
        aligns=(Align.CENTRE,) * (len(indicators) + 3),
        note=missing_note(summary, registers),
        small=True,
    )
    several = any(registers.prefix(stage.stage) for stage in summary.stages)
    return table if several else table.without_column(0)


def _attainment_rows(
    stage: StageSummary, indicators: Sequence[Indicator], registers: Registers
) -> Iterator[tuple[Cell, ...]]:
    asked = [_limited(stage, each) for each in indicators]
    met: list[int | None] = [_count_met(each) for each in asked]
    met.append(stage.met if stage.has_limits else None)
    yield (
        Cell(str(stage.stage)),
        Cell(f"达标{registers.noun}总数（所）"),
        *(_count_cell(each) for each in met),
    )
    totals = (*map(len, asked), len(stage.counted))
    shares = (_share_cell(*each) for each in zip(met, totals, strict=True))
    yield (Cell(str(stage.stage), joined=True), Cell(f"达标{registers.noun}比例（%）"), *shares)


def _limited(stage: StageSummary, indicator: Indicator) -> Sequence[ResultRecord]:
    """The results of the schools that the indicator is asked of and that have a limit."""
    if stage.stage not in indicator.stages:
        return ()
    found = results_of_rows(stage.counted, indicator)
    return [each for each in found if each is not None and each.is_limited]


def _count_met(results: Sequence[ResultRecord]) -> int | None:
    """None where the standard sets the stage no such limit."""
    met = sum(each.verdict is Verdict.MET for each in results)
    return met if results else None


def _count_cell(count: int | None) -> Cell:
    return Cell(NOT_SET) if count is None else Cell(str(count), number=Decimal(count))


def _share_cell(count: int | None, total: int) -> Cell:
    share = None if count is None else percent_of(Decimal(count), Decimal(total))
    if share is None:
        return Cell(NOT_SET)
    return Cell(f"{round_share(share, 1):f}", number=share)


def tell_cut(table: Table, rows: int) -> Table:
    """The table, which may have only the first of so many rows: a note says so."""
    if len(table.rows) == rows:
        return table
    note = f"共{rows}行，这里列出前{len(table.rows)}行，其余另附电子表格。"
    return table._replace(note=note + table.note)


def school_table(
    summary: StandardSummary,
    registers: Registers,
    limits: bool = True,
    most: int | None = None,
) -> Table:
    """分校达标: a row for each school and stage that counts, failing values shaded; at `most` so
    many rows are made.

    `limits` puts a row with the stage's limits before its schools, with only its name where it has
    none. A standard without limits for schools has no columns for the verdict and 备注.
    """
    indicators = all_indicators(summary)
    judged = summary.has_limits
    last = (VERDICT_COLUMN, _REMARK) if judged else ()
    called = (_verdict_head(registers), _REMARK)[: len(last)]
    heads = registers.row_heads(summary)
    numbered = ("序号", f"{registers.noun}名称")
    table = Table(
        header=(*numbered, *heads.values(), *map(_with_unit, indicators), *called),
        codes=_codes(
            summary.standard,
            DistrictTable.BY_SCHOOL,
            ("", "", *heads.values(), *(each.id for each in indicators), *last),
        ),
        rows=tuple(islice(_school_rows(summary, indicators, registers, limits), most)),
        aligns=(
            *(Align.CENTRE, Align.LEFT),
            *[Align.CENTRE] * (len(heads) + len(indicators)),
            *(Align.CENTRE, Align.LEFT)[: len(last)],
        ),
        note=_school_note(summary, registers),
        small=True,
    )
    counted = sum(len(stage.counted) for stage in summary.stages)
    return tell_cut(table, counted + len(_headed_stages(summary, indicators, limits)))


def _headed_stages(
    summary: StandardSummary, indicators: Sequence[Indicator], limits: bool
) -> Sequence[StageSummary]:
    """The stages whose limits, if these are asked for, or names stand before their schools."""
    if not limits or not indicators:
        return ()
    several = len(summary.stages) > 1
    return [each for each in summary.stages if several or each.has_limits]


def _verdict_head(registers: Registers) -> str:
    """该校综合评估是否达标 in the words of the genre: 该园……, ……是否符合."""
    return VERDICT_COLUMN.replace("校", registers.noun[-1]).replace("达标", registers.met)


def _school_note(summary: StandardSummary, registers: Registers) -> str:
    notes = (make(summary, registers) for make in _NOTES)
    return "".join(f"{note}。" for note in notes if note)


def _school_rows(
    summary: StandardSummary, indicators: Sequence[Indicator], registers: Registers, limits: bool
) -> Iterator[tuple[Cell, ...]]:
    number = 0
    judged = summary.has_limits
    roles = tuple(registers.row_heads(summary))
    headed = _headed_stages(summary, indicators, limits)
    for stage in summary.stages:
        if stage in headed:
            yield _limit_row(stage, indicators, roles, judged)
        for row in stage.counted:
            number += 1
            cells = _school_row(number, row, indicators, registers, roles)
            yield (*cells, *_verdict_cells(row, summary.standard, registers)) if judged else cells


def _limit_row(
    stage: StageSummary, indicators: Sequence[Indicator], roles: Sequence[Role], judged: bool
) -> tuple[Cell, ...]:
    """The limits of the stage, or, where it has none, only its name."""
    limited = stage.has_limits
    limits = (_limit_text(stage, each) if limited else "" for each in indicators)
    name = f"{stage.stage}标准" if limited else str(stage.stage)
    texts = ("", name, *[""] * len(roles), *limits, *[""] * (2 if judged else 0))
    return tuple(Cell(text, bold=True) for text in texts)


def _limit_text(stage: StageSummary, indicator: Indicator) -> str:
    found = rows_judged_by(indicator, stage.counted)
    return "、".join(dict.fromkeys(each.required for _, each in found))


def _school_row(
    number: int,
    row: SchoolRow,
    indicators: Sequence[Indicator],
    registers: Registers,
    roles: Sequence[Role],
) -> tuple[Cell, ...]:
    sponsor = Cell(registers.sponsor_code(row.sponsor))
    return (
        Cell(str(number), number=Decimal(number)),
        Cell(registers.form_name(row)),
        *(sponsor if role is Role.SPONSOR else _count_of(row, role) for role in roles),
        *(_value_cell(find_result(row, each)) for each in indicators),
    )


def _verdict_cells(row: SchoolRow, standard: Standard, registers: Registers) -> tuple[Cell, Cell]:
    codes = (standard.codes or {}).get(DistrictTable.BY_SCHOOL, {})
    met = Cell("1", number=Decimal(1)) if row.verdict is Verdict.MET else Cell("")
    return met, Cell(row_remark(row, standard, codes, registers.unmet))


def _count_of(row: SchoolRow, role: Role) -> Cell:
    value = row.counts.get(role)
    return Cell("") if value is None else Cell(format_short(value), number=value)


def _value_cell(result: ResultRecord | None) -> Cell:
    if result is None:
        return Cell(NOT_SET)
    return Cell(result.display, result.verdict is Verdict.UNMET, number=result.value)


def variation_table(summary: StandardSummary, judged: bool = False) -> Table:
    """校际差异: for each stage the mean of each indicator and its coefficient of variation.

    A coefficient over its limit is shaded; what cannot be judged for want of data is 缺数据.
    `judged` adds rows with the limits and the verdicts.
    """
    indicators = all_indicators(summary)
    by_stage = (_variation_rows(each, indicators, summary, judged) for each in summary.stages)
    return Table(
        header=("学段", "项目", *map(_with_unit, indicators), "综合"),
        codes=_codes(
            summary.standard,
            DistrictTable.VARYING,
            ("", "", *(each.id for each in indicators), "综合"),
        ),
        rows=tuple(chain.from_iterable(by_stage)),
        aligns=(Align.CENTRE,) * (len(indicators) + 3),
        note="" if judged else limits_note(summary),
        small=True,
    )


def _variation_rows(
    stage: StageSummary, indicators: Sequence[Indicator], summary: StandardSummary, judged: bool
) -> Iterator[tuple[Cell, ...]]:
    found = {each.indicator: each for each in stage.indicators}
    varied = [found.get(each.id) for each in indicators]
    rule = summary.standard.variation
    composite = rule is not None and rule.composite
    means = map(partial(_mean_cell, stage=stage.stage), varied, indicators)
    yield (Cell(str(stage.stage)), Cell("全县平均值"), *means, Cell(_NOT_FOR_IT))
    coefficients = map(partial(_coefficient_cell, stage=stage.stage), varied)
    yield (*_labels(stage, "差异系数"), *coefficients, _composite_cell(stage, composite))
    if judged:
        yield (*_labels(stage, "限值"), *_limit_cells(stage, varied, composite))
        yield (*_labels(stage, "结论"), *_judgement_cells(stage, varied, composite))


def _limit_cells(
    stage: StageSummary, varied: Sequence[IndicatorVariation | None], composite: bool
) -> Iterator[Cell]:
    for each in varied:
        yield Cell(_limit_of(each.limit if each else None))
    yield Cell(_limit_of(stage.limit if composite else None))


def _judgement_cells(
    stage: StageSummary, varied: Sequence[IndicatorVariation | None], composite: bool
) -> Iterator[Cell]:
    """The verdict on each indicator, or, where only the composite is limited, on that."""
    for each in varied:
        yield Cell(_verdict_text(each.verdict if each and not composite else None))
    yield Cell(_verdict_text(stage.verdict if composite else None))


def _labels(stage: StageSummary, name: str) -> tuple[Cell, Cell]:
    return Cell(str(stage.stage), joined=True), Cell(name)


def _mean_cell(varied: IndicatorVariation | None, indicator: Indicator, stage: Stage) -> Cell:
    if varied is None:
        return Cell(_NOT_FOR_IT)
    if varied.variation is None or varied.missing:
        return Cell(Verdict.NO_DATA.label)
    mean = varied.variation.mean
    code = variation_code(varied.name, stage, WHOLE)
    return Cell(sourced(format_fixed(mean, indicator.decimals), code), number=mean)


def _coefficient_cell(varied: IndicatorVariation | None, stage: Stage) -> Cell:
    if varied is None:
        return Cell(_NOT_FOR_IT)
    if varied.variation is None or varied.missing:
        return Cell(Verdict.NO_DATA.label)
    coefficient = varied.variation.coefficient
    shaded = varied.verdict is Verdict.UNMET
    text = coefficient_text(coefficient, varied.limit)
    return Cell(sourced(text, variation_code(varied.name, stage)), shaded, number=coefficient)


def _composite_cell(stage: StageSummary, limited: bool) -> Cell:
    incomplete = any(each.missing for each in stage.indicators)
    if stage.composite is None or incomplete:
        return Cell(Verdict.NO_DATA.label)
    shaded = limited and stage.verdict is Verdict.UNMET
    text = coefficient_text(stage.composite, stage.limit if limited else None)
    return Cell(sourced(text, variation_code("", stage.stage)), shaded, number=stage.composite)


def _limit_of(limit: Decimal | None) -> str:
    return f"≤{exact_limit(limit)}" if limit is not None else _NOT_FOR_IT


def _verdict_text(verdict: Verdict | None) -> str:
    return _NOT_FOR_IT if verdict in (None, Verdict.NO_LIMIT) else verdict.label


def _with_unit(indicator: Indicator) -> str:
    unit = printed_unit(indicator.unit)
    return f"{indicator.name}（{unit}）" if unit else indicator.name


def _codes(standard: Standard, table: DistrictTable, columns: Sequence[str]) -> tuple[str, ...]:
    codes = (standard.codes or {}).get(table)
    return tuple(codes.get(column, "") for column in columns) if codes else ()
