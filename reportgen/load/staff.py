"""The block `教师结构:` → the table of teachers, and the figures that it gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.load.fields import (
    parse_number_of,
    read_choice,
    read_line,
)
from reportgen.load.name_advice import advise_word
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.numbers import exact_text
from reportgen.model.school import Figure, FigureKey
from reportgen.model.staff import (
    AGE_KEY,
    AGES_KEY,
    COUNT_KEY,
    DEGREE_KEY,
    DEGREES_KEY,
    STAGE_KEY,
    TOTAL_KEY,
    AgeBand,
    Staff,
    StaffRow,
    StaffWords,
    count_staff,
)
from reportgen.model.stages import SchoolType, Stage

_COUNT = Fact(COUNT_KEY, FactKind.COUNT, Scope.SCHOOL, "人")


def parse_staff(item: Item | None, words: StaffWords, school_type: SchoolType) -> Staff:
    """The table of teachers; what is wrong is noted at its place."""
    if item is None or item.is_empty:
        return Staff()
    fields = item.known_entries((DEGREES_KEY, AGES_KEY))
    rows = (_parse_row(entry, words, school_type) for entry in _entries(fields, DEGREES_KEY))
    ages = (_parse_age(entry, school_type) for entry in _entries(fields, AGES_KEY))
    return Staff(
        tuple(row for row in rows if row is not None),
        tuple(band for band in ages if band is not None),
        item.location,
    )


def _entries(fields: Mapping[str, Item], key: str) -> tuple[Item, ...]:
    return fields[key].items() if key in fields else ()


def _parse_row(entry: Item, words: StaffWords, school_type: SchoolType) -> StaffRow | None:
    fields = entry.known_entries((STAGE_KEY, DEGREE_KEY, *words.ranks, TOTAL_KEY))
    degree = read_choice(fields.get(DEGREE_KEY))
    if degree not in words.degrees:
        message = f"不认识学历“{degree}”" if degree else f"这一行缺少“{DEGREE_KEY}”"
        hint = advise_word(degree, words.degrees) if degree else "请写上学历"
        fields.get(DEGREE_KEY, entry).report("unknown_choice", message, hint)
        return None
    counted = {rank: parse_number_of(_COUNT, fields.get(rank)) for rank in words.ranks}
    counts = {rank: count for rank, count in counted.items() if count is not None}
    total = _row_total(entry, fields, counts)
    stage = _parse_stage(fields.get(STAGE_KEY), school_type)
    return None if total is None else StaffRow(degree, counts, total, stage)


def _row_total(
    entry: Item, fields: Mapping[str, Item], counts: Mapping[str, Decimal]
) -> Decimal | None:
    """The teachers of a row: the sum of its ranks, which 合计 must agree with, or 合计 alone."""
    written, added = (
        parse_number_of(_COUNT, fields.get(TOTAL_KEY)),
        sum(counts.values(), Decimal(0)),
    )
    if not counts and written is None:
        if all(fields[key].is_empty for key in fields if key not in (DEGREE_KEY, STAGE_KEY)):
            entry.report("missing_key", "这一行没有人数", f"请按职称写，或写上“{TOTAL_KEY}”")
        return None
    if counts and written is not None and written != added:
        sums = " + ".join(map(exact_text, counts.values()))
        message = f"合计写的是 {exact_text(written)}，各职称相加是 {sums} = {exact_text(added)}"
        fields[TOTAL_KEY].report("sum_mismatch", message, "请核对各职称的人数与合计")
    return added if counts else written


def _parse_age(entry: Item, school_type: SchoolType) -> AgeBand | None:
    fields = entry.known_entries((STAGE_KEY, AGE_KEY, COUNT_KEY))
    name, count = read_line(fields.get(AGE_KEY)), parse_number_of(_COUNT, fields.get(COUNT_KEY))
    for key, is_given in ((AGE_KEY, bool(name)), (COUNT_KEY, _is_given(fields.get(COUNT_KEY)))):
        if not is_given:
            entry.report("missing_key", f"这个年龄段缺少“{key}”", f"请写上{key}，或删去这一项")
    stage = _parse_stage(fields.get(STAGE_KEY), school_type)
    return AgeBand(name, count, stage) if name and count is not None else None


def _is_given(item: Item | None) -> bool:
    return item is not None and not item.is_empty


def _parse_stage(item: Item | None, school_type: SchoolType) -> Stage | None:
    """The stage named there; in a school of one stage that is the whole."""
    word = read_choice(item)
    if not word:
        return None
    if word not in school_type.stages and item is not None:
        hint = advise_word(word, school_type.stages)
        item.report("wrong_stage", f"本校是{school_type.name}，没有“{word}”学段", hint)
        return None
    return Stage(word) if school_type.is_combined else None


def add_staff_figures(
    figures: Mapping[FigureKey, Figure],
    staff: Staff,
    dictionary: FactDictionary,
    school_type: SchoolType,
) -> dict[FigureKey, Figure]:
    """The figures with those that the table gives of facts that were not given at all."""
    given = {name for name, _ in figures}
    added = {
        _figure_key(name, stage, dictionary, school_type): Figure(count, staff.location)
        for name, stage, count in _staff_figures(staff, dictionary, figures)
        if name not in given
    }
    return {**figures, **added}


def _staff_figures(
    staff: Staff, dictionary: FactDictionary, figures: Mapping[FigureKey, Figure]
) -> Iterator[tuple[str, Stage | None, Decimal]]:
    """What the table says of facts, none of a word that it leaves out if it counts everybody."""
    words = dictionary.staff
    for stage in staff.stages:
        rows = staff.rows_of(stage)
        counted = count_staff(rows, words)
        for name, count in counted.items():
            yield name, stage, count
        if _counts_everybody(counted, figures, stage, words):
            ranks = tuple(words.ranks.values()) if all(row.counts for row in rows) else ()
            for name in _left_out((*words.degrees.values(), *ranks), counted, dictionary):
                yield name, stage, Decimal(0)


def _counts_everybody(
    counted: Mapping[str, Decimal],
    figures: Mapping[FigureKey, Figure],
    stage: Stage | None,
    words: StaffWords,
) -> bool:
    """Whether no teacher is missing from the table, as far as the figures say."""
    if words.total not in counted:
        return False
    told = [
        figure.value
        for (name, at), figure in figures.items()
        if name == words.total and (stage is None or at == stage)
    ]
    numbers = [value for value in told if isinstance(value, Decimal)]
    return not told or counted[words.total] == sum(numbers, Decimal(0))


def _left_out(
    names: tuple[str, ...], counted: Mapping[str, Decimal], dictionary: FactDictionary
) -> Iterator[str]:
    """The facts of words that the table has no line or column for, nor for a sum of them."""
    covered = dictionary.beneath(counted)
    for name in dict.fromkeys(filter(None, names)):
        fact = dictionary.find(name)
        if name not in covered and fact is not None and fact.formula is None:
            yield name


def _figure_key(
    name: str, stage: Stage | None, dictionary: FactDictionary, school_type: SchoolType
) -> FigureKey:
    """Where the figure is kept: a school of one stage keeps what is counted by stage under it."""
    fact = dictionary.find(name)
    asked = fact.asked_in(school_type.stages) if fact is not None else ()
    by_stage = fact is not None and fact.scope is Scope.BY_STAGE
    return (name, asked[0]) if by_stage and stage is None and len(asked) == 1 else (name, stage)
