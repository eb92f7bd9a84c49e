"""The block `数据:` → figures by fact and stage."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.load.nothing import is_nothing
from reportgen.load.values import ValueFault, parse_value
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope, Value
from reportgen.model.numbers import exact_text
from reportgen.model.school import Figure, FigureKey
from reportgen.model.stages import SchoolType, Stage, Stages
from reportgen.problems import warning
from reportgen.words.nearest import suggest
from reportgen.words.typed_lines import split_paragraphs

TOTAL_KEY = "合计"


def parse_figures(
    item: Item | None, dictionary: FactDictionary, school_type: SchoolType
) -> dict[FigureKey, Figure]:
    """Every usable figure; what is wrong is noted at its place."""
    found: dict[FigureKey, Figure] = {}
    for name, entry in (item.entries() if item else {}).items():
        fact = dictionary.find(name)
        if fact is None:
            entry.report_unknown(name, (*dictionary.facts, *dictionary.aliases))
        elif not fact.is_asked(school_type):
            _report_not_asked(entry, fact, school_type)
        elif not entry.is_empty:
            figures = _parse_fact_figures(entry, fact, school_type, dictionary.stages)
            _add_figures(found, figures, entry)
            if not figures and entry.reading.in_cells:
                entry.reading.blanks.setdefault((name, ""), entry.location.cell)
    return found


def _report_not_asked(entry: Item, fact: Fact, school_type: SchoolType) -> None:
    if not entry.is_empty and not _is_bare_zero(entry):
        message = f"“{fact.name}”只有{'、'.join(fact.stages)}填，本校是{school_type.name}"
        entry.report(
            "not_asked", message, "请删去这一项，或核对学校类型", "请清空这一格，或核对学校类型"
        )


def _is_bare_zero(item: Item) -> bool:
    """Whether it is the 0 of a table that asks every school for everything."""
    return item.reading.in_cells and item.is_text and item.text() == "0"


def find_blanks(root: Item, dictionary: FactDictionary) -> dict[FigureKey, str]:
    """The cells of a workbook that gave no figure, by the fact that they ask for."""
    found: dict[FigureKey, str] = {}
    for (name, stage), cell in root.reading.blanks.items():
        fact = dictionary.find(name)
        if fact is not None and (not stage or stage in dictionary.stages):
            found[fact.name, Stage(stage) if stage else None] = cell
    return found


def _add_figures(
    found: dict[FigureKey, Figure], figures: Mapping[FigureKey, Figure], entry: Item
) -> None:
    for key, figure in figures.items():
        if key in found:
            spot = found[key].location.spot
            entry.report("duplicate_fact", f"“{key[0]}”已在{spot}用另一个名称写过", "请只留一处")
        found[key] = figure


def _parse_fact_figures(
    entry: Item, fact: Fact, school_type: SchoolType, stages: Stages
) -> Mapping[FigureKey, Figure]:
    if _is_by_stage(entry, fact, stages):
        return _parse_by_stage(entry, fact, school_type, stages)
    value = _parse_one(entry, fact)
    if value is None:
        return {}
    if fact.scope is not Scope.BY_STAGE:
        return {(fact.name, None): _figure(value, entry, fact)}
    asked = fact.asked_in(school_type.stages)
    if len(asked) > 1:
        parts = "，".join(f"{stage}: …" for stage in asked)
        message = f"{school_type.name}的“{fact.name}”要分学段写"
        entry.report("stage_missing", message, f"请写成 {{{parts}}}", "请填在各学段的那几格里")
        return {}
    return {(fact.name, asked[0]): _figure(value, entry, fact)}


def _figure(value: Value, item: Item, fact: Fact) -> Figure:
    """The value with its place and, if it is a list, with the names that its figures have."""
    named = isinstance(value, tuple) and item.is_mapping
    second = bool(fact.second_unit) and item.is_text and item.text().endswith(fact.second_unit)
    return Figure(value, item.location, tuple(item.entries()) if named else (), second)


def _is_by_stage(entry: Item, fact: Fact, stages: Stages) -> bool:
    if not entry.is_mapping:
        return False
    names = {*stages, TOTAL_KEY}
    return fact.kind is not FactKind.COUNTS or any(key in names for key in entry.entries())


def _parse_by_stage(
    entry: Item, fact: Fact, school_type: SchoolType, stages: Stages
) -> Mapping[FigureKey, Figure]:
    if fact.scope is Scope.SCHOOL:
        entry.report("stage_not_asked", f"“{fact.name}”不分学段", "请只写一个值")
        return {}
    found: dict[FigureKey, Figure] = {}
    for key, part in entry.entries().items():
        stage = _find_stage(key, part, fact, school_type, stages)
        if stage is not None and not part.is_empty:
            value = _parse_one(part, fact)
            if value is not None:
                found[(fact.name, stage)] = _figure(value, part, fact)
    _check_total(entry, fact, found)
    return found


def _find_stage(
    key: str, part: Item, fact: Fact, school_type: SchoolType, stages: Stages
) -> Stage | None:
    asked = fact.asked_in(school_type.stages)
    if key in asked:
        return Stage(key)
    if key in stages and _is_bare_zero(part):
        return None
    if key in stages:
        taught = f"{key}不填这一项"
        if key not in school_type.stages:
            taught = f"本校是{school_type.name}，没有{key}学段"
        part.report("wrong_stage", taught, f"“{fact.name}”只能写：{'、'.join(asked)}")
    elif key != TOTAL_KEY:
        part.report("unknown_key", f"不认识“{key}”", suggest(key, (*asked, TOTAL_KEY)))
    return None


def _check_total(entry: Item, fact: Fact, found: Mapping[FigureKey, Figure]) -> None:
    part = entry.entries().get(TOTAL_KEY)
    if part is None or part.is_empty or not fact.kind.is_summed:
        return
    total = _parse_one(part, fact)
    values = [figure.value for figure in found.values() if isinstance(figure.value, Decimal)]
    added = sum(values, Decimal(0))
    if isinstance(total, Decimal) and total != added:
        sums = f"{' + '.join(map(exact_text, values))} = {exact_text(added)}"
        message = f"合计写的是 {exact_text(total)}，各学段相加是 {sums}"
        part.report("sum_mismatch", message, "请核对各学段的数与合计")


def _parse_one(item: Item, fact: Fact) -> Value | None:
    if fact.kind is FactKind.COUNTS:
        return _parse_counts(item, fact)
    if not item.is_text:
        message, hint = f"“{fact.name}”应为一个值，写的是一组内容", "请只写一个值，或按学段写"
        item.report("not_a_value", message, hint)
        return None
    text = item.text()
    if fact.kind is FactKind.TEXT:
        if is_nothing(item):
            return None
        # A paragraph a line, whether it was wrapped by hand or typed in a cell.
        return "\n".join(split_paragraphs(text, item.reading.in_cells)) or None
    try:
        value = parse_value(text, fact) if text else None
    except ValueFault as fault:
        item.report("bad_value", fault.message, fault.hint, fault.cell_hint)
        return None
    if fact.kind is FactKind.SHARE and isinstance(value, Decimal):
        _doubt_share(item, text, value)
    return value


def _doubt_share(item: Item, text: str, value: Decimal) -> None:
    """Warn of a bare number up to 1, which may have been meant as a share of one."""
    if 0 < value <= 1 and text[-1:] not in "%％":
        message = f"写的是“{text}”，按 {exact_text(value)}% 计算"
        hint = f"如果是 {exact_text(value * 100)}%，请写上百分号"
        item.reading.problems.append(warning("doubtful_share", message, item.location, hint))


def _parse_counts(item: Item, fact: Fact) -> Value | None:
    """班级人数 may be a list of numbers, or `七（1）班: 45` lines."""
    parts = tuple(item.entries().values()) if item.is_mapping else item.items()
    values: list[Decimal] = []
    for part in parts:
        try:
            value = parse_value(part.text(), fact)
        except ValueFault as fault:
            part.report("bad_value", fault.message, fault.hint, fault.cell_hint)
        else:
            values.append(value if isinstance(value, Decimal) else Decimal(0))
    return tuple(values) if values and len(values) == len(parts) else None
