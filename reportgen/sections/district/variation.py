"""校际差异情况: how far the schools of a stage differ (差异系数), and the limits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.district import IndicatorVariation, StageSummary, StandardSummary
from reportgen.model.figure_source import variation_code
from reportgen.model.report import Block, Heading
from reportgen.model.sourced_text import sourced
from reportgen.model.stages import Stage
from reportgen.model.standard import VariationRule
from reportgen.sections.district.charts import build_chart
from reportgen.sections.district.material import DistrictMaterial, Registers, name_list
from reportgen.sections.district.notes import coefficient_text, exact_limit, excluded_values
from reportgen.sections.district.tables import variation_table
from reportgen.sections.typed.numbering import NEXT_TABLE, next_figures

_NO_POINTERS: dict[str, object] = {"下表": "", "下图": ""}


def build_variation(material: DistrictMaterial) -> tuple[Block, ...]:
    """Each standard that limits the variation: a paragraph for each stage, then the table.

    A standard without limits for schools gets a chart. Nothing where no standard limits it.
    """
    blocks: list[Block] = []
    for summary in material.summary.standards:
        if summary.stages and summary.standard.variation is not None:
            if material.several:
                blocks.append(Heading(2, summary.standard.short_title))
            blocks.extend(_standard_blocks(summary, summary.standard.variation, material))
    return tuple(blocks)


def _standard_blocks(
    summary: StandardSummary, rule: VariationRule, material: DistrictMaterial
) -> Iterator[Block]:
    registers = material.registers
    unlimited = (stage for stage in summary.stages if not stage.has_limits)
    found = (build_chart(stage, summary, registers) for stage in unlimited)
    charts = [chart for chart in found if chart is not None]
    pointers: dict[str, object] = {"下表": NEXT_TABLE, "下图": next_figures(len(charts))}
    for stage in summary.stages:
        last = stage is summary.stages[-1] and any(each.counted for each in summary.stages)
        values = {**_stage_values(stage, rule, registers), **(pointers if last else _NO_POINTERS)}
        yield from material.say("校际差异", values)
    yield variation_table(summary, judged=True)._replace(
        caption=f"{summary.standard.short_title}{material.own.genre.terms.variation}情况", codes=()
    )
    yield from charts


def _stage_values(
    stage: StageSummary, rule: VariationRule, registers: Registers
) -> dict[str, object]:
    unknown = [each for each in stage.indicators if each.verdict is Verdict.NO_DATA]
    over = [each for each in stage.indicators if each.verdict is Verdict.UNMET]
    composite = None if unknown else stage.composite
    return {
        "学段": str(stage.stage),
        "校数": len(stage.counted),
        "综合限制": rule.composite,
        "限值": exact_limit(stage.limit) if stage.limit is not None else "",
        "综合系数": "" if composite is None else _printed(composite, stage.limit, "", stage.stage),
        "项数": len(stage.indicators),
        "不超过": sum(each.verdict is Verdict.MET for each in stage.indicators),
        "超过": [_over_values(each, stage.stage) for each in over],
        "缺数据": [_unknown_values(each, stage.stage) for each in unknown],
        "不计入": [] if stage.has_limits else excluded_values(stage, registers),
        "结论": stage.verdict.label,
    }


def _printed(coefficient: Decimal, limit: Decimal | None, name: str, stage: Stage) -> str:
    """The coefficient as the figure of that indicator, or, without a name, of all."""
    return sourced(coefficient_text(coefficient, limit), variation_code(name, stage))


def _over_values(each: IndicatorVariation, stage: Stage) -> dict[str, object]:
    return {"名称": each.name, "系数": _coefficient(each, stage)}


def _coefficient(each: IndicatorVariation, stage: Stage) -> str:
    if each.variation is None or each.variation.coefficient is None:
        return ""
    return _printed(each.variation.coefficient, each.limit, each.name, stage)


def _unknown_values(each: IndicatorVariation, stage: Stage) -> dict[str, object]:
    return {
        "名称": each.name,
        "校数": len(each.missing),
        "名单": name_list(each.missing),
        "其余": _coefficient(each, stage),
    }
