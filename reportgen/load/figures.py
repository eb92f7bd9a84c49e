"""The block `数据:` → figures by fact and stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.load.faults import ValueFault
from reportgen.load.nothing import is_nothing, leave_out
from reportgen.load.staged import ask_stages, read_names, read_stages
from reportgen.load.values import parse_value
from reportgen.load.written_lists import split_list
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope, Value
from reportgen.model.form_labels import LIST_SEPARATOR
from reportgen.model.numbers import exact_text
from reportgen.model.opening_advice import advise_figure
from reportgen.model.school import Figure, FigureKey
from reportgen.model.stages import SchoolType, Stage, Stages
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Advice, Change, Location, Remedy, warning
from reportgen.words.nothing import says_nothing
from reportgen.words.typed_lines import split_paragraphs

TOTAL_KEY = "合计"
_BARE = late_regex("[1-9][0-9]*")
_NO_ROOM = late_regex(r"[0０]+(?:[.．][0０]+)?(?:㎡|m2|m²|平方米|平米)?")


def parse_figures(
    item: Item | None,
    dictionary: FactDictionary,
    school_type: SchoolType,
    *,
    is_increase: bool = False,
) -> dict[FigureKey, Figure]:
    """Every usable figure; what is wrong is noted at its place.

    `is_increase`: they are what is added (预计增加), of some of the stages.
    """
    found: dict[FigureKey, Figure] = {}
    entries = read_names(item.entries() if item else {}, dictionary)
    named = [(name, entry, dictionary.find(name)) for name, entry in entries]
    if unknown := {name: entry for name, entry, fact in named if fact is None}:
        _report_unknown(unknown, entries, dictionary, school_type)
    asked = _Asked(school_type, dictionary.stages, is_increase)
    for name, entry, fact in named:
        if fact is None:
            continue
        if not fact.is_asked(school_type):
            _report_not_asked(entry, fact, school_type)
        elif entry.is_empty:
            entry.reading.note_blank(name, "", entry.location)
            if fact.kind is not FactKind.TEXT:
                entry.is_whole()
        else:
            figures = _parse_fact_figures(entry, fact, asked)
            _add_figures(found, figures, entry)
            if not figures and entry.reading.in_cells:
                entry.reading.note_blank(name, "", entry.location)
    return found


class _Asked(NamedTuple):
    """Who is asked for figures, the stages that there are, and whether what is added is."""

    school_type: SchoolType
    stages: Stages
    is_increase: bool


def _report_unknown(
    unknown: Mapping[str, Item],
    entries: Sequence[tuple[str, Item]],
    dictionary: FactDictionary,
    school_type: SchoolType,
) -> None:
    """Note the facts that are not known, each with the nearest that such a school is asked for."""
    known = {
        name: fact
        for name in (*dictionary.facts, *dictionary.aliases)
        if (fact := dictionary.find(name)) and fact.is_asked(school_type)
    }
    given = {fact.name: entry for key, entry in entries if (fact := dictionary.find(key))}
    taken = {name: given[fact.name] for name, fact in known.items() if fact.name in given}
    for name, entry in unknown.items():
        entry.report_unknown(name, tuple(known), taken)


def _report_not_asked(entry: Item, fact: Fact, school_type: SchoolType) -> None:
    if not entry.is_empty and not _is_bare_zero(entry):
        message = f"“{fact.name}”只有{'、'.join(fact.stages)}填，本校是{school_type.name}"
        hints = "请删去这一项，或核对学校类型", "请清空这一格，或核对学校类型"
        entry.report("not_asked", message, *(Remedy(Change.DELETE, (), each) for each in hints))


def _is_bare_zero(item: Item) -> bool:
    """Whether it is the 0 of a table that asks every school for everything."""
    return item.reading.in_cells and item.is_text and item.text() == "0"


def find_blanks(root: Item, dictionary: FactDictionary) -> dict[FigureKey, Location]:
    """The places of a file that gave no figure, by the fact that they ask for."""
    found: dict[FigureKey, Location] = {}
    for (name, stage), place in root.reading.blanks.items():
        fact = dictionary.find(name)
        if fact is not None and (not stage or stage in dictionary.stages):
            found[fact.name, Stage(stage) if stage else None] = place
    return found


def _add_figures(
    found: dict[FigureKey, Figure], figures: Mapping[FigureKey, Figure], entry: Item
) -> None:
    for key, figure in figures.items():
        if key in found:
            spot = found[key].location.spot
            entry.report("duplicate_fact", f"“{key[0]}”已在{spot}用另一个名称写过", "请只留一处")
        found[key] = figure


def _parse_fact_figures(entry: Item, fact: Fact, asked: _Asked) -> Mapping[FigureKey, Figure]:
    school_type, stages = asked.school_type, asked.stages
    entry = read_stages(entry, fact, stages)
    if _is_by_stage(entry, fact, stages):
        return _parse_by_stage(entry, fact, school_type, stages)
    value = _parse_one(entry, fact)
    if value is None:
        return {}
    if fact.scope is not Scope.BY_STAGE:
        return {(fact.name, None): _figure(value, entry, fact)}
    needed = fact.asked_in(school_type.stages)
    if len(needed) > 1:
        message = f"{school_type.name}的“{fact.name}”要分学段写"
        entry.report("stage_missing", message, *_ask_stages(entry, fact, needed, asked))
        return {}
    return {(fact.name, needed[0]): _figure(value, entry, fact)}


def _ask_stages(
    entry: Item, fact: Fact, needed: Sequence[Stage], asked: _Asked
) -> tuple[Advice, Advice]:
    """How to write a figure of those stages in a file, and in a workbook with cells for them."""
    if asked.is_increase:
        return ask_stages(entry, fact.name, needed), ""
    parts = "，".join(f"{stage}: …" for stage in needed)
    opening, blanks = entry.reading.opening, entry.reading.blanks
    if opening is not None and opening.is_page:
        advice = advise_figure(opening, fact, needed)
        return advice, advice
    if opening is None or any((fact.name, stage) in blanks for stage in needed):
        return f"请写成 {{{parts}}}", "请填在各学段的那几格里"
    return f"请写成 {{{parts}}}", advise_figure(opening, fact, needed)


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
    parts = entry.entries()
    for key, part in parts.items():
        if key not in (*stages, TOTAL_KEY):
            known = (*fact.asked_in(school_type.stages), TOTAL_KEY)
            part.report_unknown(key, known, parts, level=1)
            continue
        stage = _find_stage(key, part, fact, school_type)
        if stage is not None and part.is_empty:
            part.reading.note_blank(fact.name, stage, part.location)
        elif stage is not None:
            value = _parse_one(part, fact)
            if value is not None:
                found[(fact.name, stage)] = _figure(value, part, fact)
    _check_total(entry, fact, found)
    return found


def _find_stage(key: str, part: Item, fact: Fact, school_type: SchoolType) -> Stage | None:
    asked = fact.asked_in(school_type.stages)
    if key in asked:
        return Stage(key)
    if _is_bare_zero(part):
        return None
    if key != TOTAL_KEY:
        _report_wrong_stage(key, part, fact, school_type)
    return None


def _report_wrong_stage(key: str, part: Item, fact: Fact, school_type: SchoolType) -> None:
    """Whoever teaches the stage and is not asked may leave it out; else the type may be wrong."""
    hint = f"“{fact.name}”只能写：{'、'.join(fact.asked_in(school_type.stages))}"
    if key in school_type.stages:
        remedy = Remedy(Change.DELETE, (), f"请删去它，{hint}")
        part.report("wrong_stage", f"{key}不填这一项", remedy)
    else:
        message = f"本校是{school_type.name}，没有{key}学段"
        part.report("wrong_stage", message, hint)


def _check_total(entry: Item, fact: Fact, found: Mapping[FigureKey, Figure]) -> None:
    part = entry.entries().get(TOTAL_KEY, entry)
    written = [key for key, each in entry.entries().items() if not each.is_empty]
    if TOTAL_KEY not in written or not fact.kind.is_summed or len(found) < len(written) - 1:
        # A part that could not be read is told at its own place.
        return
    total = _parse_one(part, fact)
    values = [figure.value for figure in found.values() if isinstance(figure.value, Decimal)]
    added = sum(values, Decimal(0))
    if not values:
        remedy = "请写上各学段的数；不分学段的，直接写在名称后面"
        part.report("sum_mismatch", f"只写了合计，没有写各学段的“{fact.name}”", remedy)
    elif isinstance(total, Decimal) and total != added:
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
    item.is_whole()
    try:
        return parse_value(text, fact, item.reading.words) if text else None
    except ValueFault as fault:
        item.report_fault(fault)
        return None


def _parse_counts(item: Item, fact: Fact) -> Value | None:
    """班级人数 may be a list of numbers, `七（1）班: 45` lines, or one text: 45、46、44.

    One that says 无 is no class. Of rooms there may be none at all: 0, 无 or an empty list.
    """
    if plain := _bare_counts(item, fact):
        return plain
    given = _listed(item, fact)
    parts = [each for each in given if not _is_none(each[1], fact)]
    rest = LIST_SEPARATOR.join(text for _, text in parts)
    for each in given if parts else ():
        _note_none(*each, fact, rest)
    values = [value for each in parts if isinstance(value := _parse_count(*each, fact), Decimal)]
    is_whole = len(values) == len(parts) and (values or fact.may_be_none)
    has_list = given or not (item.is_text or item.is_empty)
    return tuple(values) if has_list and is_whole else None


def _bare_counts(item: Item, fact: Fact) -> tuple[Decimal, ...]:
    """The values of a list of bare numbers, as most are; none of any other, or of a wrong one."""
    texts = item.plain_texts if item.is_list and not item.reading.cut_off else None
    if not texts or not all(map(_BARE.fullmatch, texts)):
        return ()
    try:
        values = [parse_value(text, fact, item.reading.words) for text in texts]
    except ValueFault:
        return ()
    return tuple([each for each in values if isinstance(each, Decimal)])


def _listed(item: Item, fact: Fact) -> list[tuple[Item, str]]:
    """What is written for each number of a list, and where."""
    if item.is_text and not item.is_empty:
        item.is_whole()
        try:
            return [(item, text) for text in split_list(item.text(), fact)]
        except ValueFault as fault:
            item.report_fault(fault)
            return []
    parts = item.entries().values() if item.is_mapping else item.items()
    return [(part, part.text()) for part in parts]


def _is_none(text: str, fact: Fact) -> bool:
    """Whether the entry says that there is none, as 无 does, or a room of 0 ㎡."""
    return says_nothing(text) or bool(fact.may_be_none and _NO_ROOM.fullmatch(text))


def _note_none(part: Item, text: str, fact: Fact, rest: str) -> None:
    """Note an entry that is left out of the `rest` beside it."""
    if _is_none(text, fact):
        message = f"写的是“{text}”，“{fact.name}”里不算它"
        part.reading.problems.append(
            warning("says_nothing", message, part.location, _leave_out(part, text, rest))
        )


def _leave_out(part: Item, text: str, rest: str) -> Remedy:
    """To leave the entry out; where several stand in one text the rest of them is written."""
    is_alone = part.is_text and part.text() == text
    if is_alone and (part.own_row or not part.reading.in_cells):
        return leave_out(part)
    return Remedy(Change.WRITE, (rest,), f"没有的请删去“{text}”，写成“{rest}”")


def _parse_count(part: Item, text: str, fact: Fact) -> Value | None:
    part.is_whole()
    try:
        return parse_value(text, fact, part.reading.words)
    except ValueFault as fault:
        part.report_fault(fault)
    return None
