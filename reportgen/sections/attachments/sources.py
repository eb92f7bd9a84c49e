"""数据来源表: where each figure of the report comes from, for whoever checks it on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from reportgen.model.attachments import SOURCES
from reportgen.model.default_display import NOT_SET
from reportgen.model.facts import Fact, FactKind, Scope
from reportgen.model.provenance import Origin, Provenance, Traced, TracedResult
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import FigureKey
from reportgen.model.sheet import Column, Sheet, SheetCell
from reportgen.sections.builder import Material
from reportgen.sections.origins import Origins, file_name, place_text, result_text

_HEADER = (
    *("序号", "指标或数据", "数值", "算式与分子分母"),
    *("来源（文件、表、单元格）", "统计时点"),
)
_WIDTHS = (0.05, 0.19, 0.11, 0.29, 0.27, 0.09)
_SHEET_WIDTHS = (6, 34, 16, 56, 56, 12)
_CENTRE, _LEFT = Align.CENTRE, Align.LEFT
_ALIGNS = (_CENTRE, _LEFT, _CENTRE, _LEFT, _LEFT, _CENTRE)
_OF_DISTRICT = "各校合计的数，来源见各校的数据来源表。"


def source_table(material: Material) -> tuple[Block, ...]:
    """A row for each indicator, then one for each figure; nothing without figures.

    Texts are left out, and so is what a stage has of a figure that was given for the whole school,
    unless an indicator is worked out of it.
    """
    provenance = material.trace()
    rows = tuple(_numbered(provenance, material))
    if not rows:
        return ()
    note = _OF_DISTRICT if material.is_district else ""
    return (Table(_HEADER, rows, _WIDTHS, _ALIGNS, note=note, small=True),)


def source_sheet(material: Material) -> Sheet | None:
    """The same as a sheet of a workbook; None without figures."""
    tables = [block for block in source_table(material) if isinstance(block, Table)]
    if not tables:
        return None
    columns = (Column(*each) for each in zip(_HEADER, _SHEET_WIDTHS, strict=True))
    rows = (tuple(SheetCell(cell.text) for cell in row) for row in tables[0].rows)
    notes = (tables[0].note,) if tables[0].note else ()
    return Sheet(SOURCES, tuple(columns), tuple(rows), notes, keys=2)


def _numbered(provenance: Provenance, material: Material) -> Iterator[tuple[Cell, ...]]:
    origins, point = Origins(material, printed=True), _point(material)
    results = (_result_row(each, origins) for each in provenance.results)
    facts = (_fact_row(each, origins) for each in _listed(provenance, material))
    for number, row in enumerate(chain(results, facts), start=1):
        yield tuple(map(Cell, (str(number), *row, point)))


def _point(material: Material) -> str:
    year = material.school.settings.year
    return f"{year}年度" if year else NOT_SET


def _result_row(traced: TracedResult, origins: Origins) -> tuple[str, ...]:
    result, worked = traced.result, origins.result_working(traced)
    name, value = origins.result_name(result), result_text(result)
    return name, value, worked, origins.sources(traced.given)


def _fact_row(traced: Traced, origins: Origins) -> tuple[str, ...]:
    worked = origins.working(traced) or NOT_SET
    return origins.name(traced), origins.figure(traced), worked, _source(traced, origins)


def _source(traced: Traced, origins: Origins) -> str:
    """Where it was written; of what was worked out, where its parts were."""
    place = traced.location
    if place is None:
        return origins.sources(traced.given)
    return f"{file_name(place)}：{place_text(place)}"


def _listed(provenance: Provenance, material: Material) -> Iterator[Traced]:
    """The figures in the order of the form, the whole school before its stages."""
    is_combined, facts = material.school.type.is_combined, provenance.facts
    wanted = set(_beneath(provenance.results)) if is_combined else set()
    for (name, stage), traced in sorted(facts.items(), key=_whole_first(material)):
        fact = material.dictionary.facts[name]
        if fact.kind is FactKind.TEXT:
            continue
        if stage is None or (is_combined and _stands_apart(traced, fact, facts, wanted)):
            yield traced


def _whole_first(material: Material) -> Callable[[tuple[FigureKey, Traced]], tuple[int, bool]]:
    order = {name: place for place, name in enumerate(material.dictionary.facts)}
    return lambda item: (order[item[0][0]], item[0][1] is not None)


def _stands_apart(
    traced: Traced, fact: Fact, facts: Mapping[FigureKey, Traced], wanted: set[FigureKey]
) -> bool:
    """Whether a stage's figure has a row: one of its own that the school's row does not tell, or
    one that an indicator is worked out of.
    """
    if fact.scope is Scope.SCHOOL:
        return False
    whole = facts.get((fact.name, None))
    if traced.way is Origin.GIVEN:
        return whole is None or whole.way is not Origin.ADDED
    is_own = traced.way is Origin.DERIVED and fact.scope is Scope.BY_STAGE
    return is_own or (traced.name, traced.stage) in wanted


def _beneath(results: Sequence[TracedResult]) -> Iterator[FigureKey]:
    """The figures that the indicators are worked out of."""
    waiting = [each.numerator for each in results]
    waiting += [each.denominator for each in results if each.denominator]
    while waiting:
        traced = waiting.pop()
        yield traced.name, traced.stage
        waiting.extend(traced.parts)
