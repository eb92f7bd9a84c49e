"""学校基本情况统计表: every figure that is known, by group, stages side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.model.amounts import money_unit
from reportgen.model.default_display import NOT_SET, print_value
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope, Value
from reportgen.model.figure_source import fact_code
from reportgen.model.report import Align, Block, Cell, Table
from reportgen.model.school import FigureKey
from reportgen.model.sourced_text import sourced
from reportgen.model.stages import Stage
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.sections.columns import alike_decimals
from reportgen.sections.printed_facts import printed_figures

# Texts and lists of figures have no place in a column of values.
_LEFT_OUT = frozenset({FactKind.TEXT, FactKind.COUNTS})
# From so many figures on, two of them stand in a row.
_MANY = 16
_OTHERS, _WHOLE = "其他", "全校"
_CAPTIONS = ("分学段数据", "全校数据")
# What the figure of a degree is called that no fact counts: 高中阶段学历教师数.
_BY_DEGREE = "学历教师数"
_HEADER, _BLANK = ("项目", "单位", "数值"), (Cell(""), Cell(""), Cell(""))
_ALIGNS = (Align.LEFT, Align.CENTRE, Align.CENTRE)

Groups = Mapping[str, Sequence[Fact]]
# A fact and the title under which the form gathers it.
_Placed = tuple[Fact, str]
Rows = Iterator[tuple[Cell, ...]]


class _Known(NamedTuple):
    """What the figures are taken from: all there is, how the report prints the numbers, which facts
    have a value that is not 0, and which count teachers by degree or by rank. `stages` are those
    whose values stand apart; none in a school of one stage.
    """

    material: Material
    values: Mapping[FigureKey, Value]
    printed: Mapping[FigureKey, Decimal]
    filled: frozenset[str]
    of_staff: frozenset[str]
    stages: tuple[Stage, ...]


def fact_tables(material: Material) -> tuple[Block, ...]:
    """The table of figures; nothing where none is known. Texts and lists are left out, and so are
    answers of 是 and 否 that have no name for it (印名).

    Figures of which a stage has a value of its own stand in one table, those of the whole school in
    another.
    """
    values = {**material.assessment.facts, **_uncounted(material)}
    printed = material.once(printed_figures)
    filled, of_staff, type_ = _filled(values, material), _of_staff(material), material.school.type
    stages = type_.stages if type_.is_combined else ()
    known = _Known(material, values, printed, filled, of_staff, stages)
    by_stage, whole = list[_Placed](), list[_Placed]()
    for placed in _shown(known):
        (by_stage if _stands_apart(placed[0], known) else whole).append(placed)
    tables = [
        *([_by_stage(_groups(by_stage, material), known)] if by_stage else ()),
        *([_of_whole(whole, known)] if whole else ()),
    ]
    if len(tables) > 1:
        return tuple(map(_captioned, tables, _CAPTIONS))
    return tuple(tables)


def _captioned(table: Table, caption: str) -> Table:
    """The table as one of two, which are long together."""
    return table._replace(caption=caption, small=True)


def _of_whole(facts: Sequence[_Placed], known: _Known) -> Table:
    groups = _groups(facts, known.material)
    return _abreast(groups, known) if len(facts) >= _MANY else _plain(groups, known)


def _shown(known: _Known) -> Iterator[_Placed]:
    """The figures that are known, in the order of the form, each once."""
    named = {name for name, _ in known.values}
    for placed in _all_placed(known.material.dictionary):
        fact = placed[0]
        is_known = fact.name in named and not _is_empty(fact, known)
        if is_known and not _is_repeated(fact, known):
            yield placed


def _filled(values: Mapping[FigureKey, Value], material: Material) -> frozenset[str]:
    """The facts of which the school or one of its stages has a value other than 0."""
    parts = {None, *material.school.type.stages}
    return frozenset(
        [name for (name, stage), value in values.items() if value != 0 and stage in parts]
    )


@lru_cache(maxsize=16)
def _all_placed(dictionary: FactDictionary) -> tuple[_Placed, ...]:
    """All facts that have a place in the tables, in the order of the form."""
    title, placed = _OTHERS, list[_Placed]()
    for fact in _facts(dictionary):
        title = dictionary.groups.get(fact.name, title)
        if _has_place(fact):
            placed.append((fact, title))
    return tuple(placed)


def _has_place(fact: Fact) -> bool:
    """Whether it stands in a table of figures: a question has no name there but that of its own."""
    return fact.kind not in _LEFT_OUT and (fact.kind is not FactKind.YES_NO or bool(fact.printed))


def _facts(dictionary: FactDictionary) -> Iterator[Fact]:
    """All facts; behind that of the last degree those degrees that no fact counts."""
    degrees = dictionary.staff.degrees
    last = next((name for name in reversed([*degrees.values()]) if name), "")
    for fact in dictionary.facts.values():
        yield fact
        if fact.name == last:
            others = (word for word, name in degrees.items() if not name)
            yield from (fact._replace(name=f"{word}{_BY_DEGREE}", printed="") for word in others)


def _uncounted(material: Material) -> Mapping[FigureKey, Decimal]:
    """The teachers of degrees that no fact counts, of each stage and of the school."""
    found: dict[FigureKey, Decimal] = {}
    for row in material.school.staff.rows:
        if not material.dictionary.staff.degrees.get(row.degree) and row.total:
            name = f"{row.degree}{_BY_DEGREE}"
            for stage in (None, *_counted_stages(material)):
                counted = row.total if stage in (None, row.stage) else Decimal(0)
                found[name, stage] = found.get((name, stage), Decimal(0)) + counted
    return found


def _counted_stages(material: Material) -> set[Stage | None]:
    """The stages whose teachers the table of degrees has."""
    return {row.stage for row in material.school.staff.rows} - {None}


def _is_empty(fact: Fact, known: _Known) -> bool:
    """Whether the figure is a 0 that nobody gave, or that of a part: no teacher is of that degree,
    nothing of it is in a sum.
    """
    if fact.name in known.filled:
        return False
    parts, figures = (None, *known.material.school.type.stages), known.material.school.figures
    given = any((fact.name, part) in figures for part in parts)
    return not given or _is_part(fact, known)


def _is_part(fact: Fact, known: _Known) -> bool:
    """Whether a known sum holds it, or it counts the teachers of a degree or a rank."""
    return fact.name in known.of_staff or any(
        fact.name in whole.formula.names and (whole.name, None) in known.values
        for whole in known.material.dictionary.facts.values()
        if whole.formula is not None and not _is_quotient(whole)
    )


def _of_staff(material: Material) -> frozenset[str]:
    words = material.dictionary.staff
    return frozenset(filter(None, (*words.degrees.values(), *words.ranks.values())))


def _is_repeated(fact: Fact, known: _Known) -> bool:
    """Whether other rows say the same: a sum of one part, or teachers counted once already."""
    made = fact.formula if not _is_quotient(fact) else None
    if made is not None and any(_is_alike(fact.name, part, known) for part in made.names):
        return True
    return fact.name in known.of_staff and _is_counted_twice(fact, known)


def _is_alike(name: str, part: str, known: _Known) -> bool:
    """Whether both facts have the same figures, of the school and of every stage."""
    values, stages = known.values, (None, *known.material.school.type.stages)
    whole = values.get((name, None))
    return isinstance(whole, Decimal) and all(
        values.get((name, stage)) == values.get((part, stage)) for stage in stages
    )


def _is_counted_twice(fact: Fact, known: _Known) -> bool:
    """Whether the teachers are in rows beside it: all parts of a sum, or a sum not all of whose
    parts are known.
    """
    find = known.material.dictionary.find
    if fact.formula is not None:
        return _are_known(fact.formula.names, known)
    wholes = (find(name) for name in known.of_staff)
    return any(
        fact.name in whole.formula.names
        and (whole.name, None) in known.values
        and not _are_known(whole.formula.names, known)
        for whole in wholes
        if whole is not None and whole.formula is not None
    )


def _are_known(names: Sequence[str], known: _Known) -> bool:
    return all((name, None) in known.values for name in names)


def _groups(facts: Sequence[_Placed], material: Material) -> Groups:
    """The figures by the titles under which the form gathers them, in its order.

    Groups of the form for all schools and of that for one kind of them share a title.
    """
    titles = material.dictionary.vocabulary.table_titles.get(material.school.type.name, {})
    found: dict[str, list[Fact]] = {}
    for fact, title in facts:
        found.setdefault(titles.get(title, title), []).append(fact)
    return found


def _under_titles(groups: Groups, rows_of: Callable[[Sequence[Fact]], Rows]) -> Rows:
    """The rows of each group, its title across the table above them."""
    for title, facts in groups.items():
        rows = list(rows_of(facts))
        across = Cell("", bold=True, across=True)
        yield (Cell(title, bold=True), *[across] * (len(rows[0]) - 1))
        yield from rows


def _plain(groups: Groups, known: _Known) -> Table:
    """A figure a row."""

    def rows_of(facts: Sequence[Fact]) -> Rows:
        return (_figure(fact, known) for fact in facts)

    rows = tuple(_under_titles(groups, rows_of))
    return Table(_HEADER, rows, (0.52, 0.18, 0.3), _ALIGNS)


def _abreast(groups: Groups, known: _Known) -> Table:
    """Two figures a row, down the left half of a group, then down its right half."""

    def rows_of(facts: Sequence[Fact]) -> Rows:
        figures = [_figure(fact, known) for fact in facts]
        height = -(-len(figures) // 2)
        right = [*figures[height:], _BLANK]
        return ((*left, *right[number]) for number, left in enumerate(figures[:height]))

    rows = tuple(_under_titles(groups, rows_of))
    return Table(_HEADER * 2, rows, (0.27, 0.09, 0.14) * 2, _ALIGNS * 2)


def _by_stage(groups: Groups, known: _Known) -> Table:
    """A figure a row, the whole school's value and that of each stage side by side."""

    def rows_of(facts: Sequence[Fact]) -> Rows:
        return (_stage_row(fact, known) for fact in facts)

    share = 0.54 / (len(known.stages) + 1)
    return Table(
        header=(*_HEADER[:2], _WHOLE, *map(str, known.stages)),
        rows=tuple(_under_titles(groups, rows_of)),
        widths=(0.34, 0.12, *(share,) * (len(known.stages) + 1)),
        aligns=(*_ALIGNS, *(Align.CENTRE,) * len(known.stages)),
    )


def _stage_row(fact: Fact, known: _Known) -> tuple[Cell, ...]:
    """The figure, the whole school's and each stage's, a share or quotient with like decimals."""
    name, unit, whole = _figure(fact, known)
    _, size = _unit(fact, known)
    values = whole, *(_value_cell(fact, stage, size, known) for stage in known.stages)
    return name, unit, *(_alike(values) if _is_quotient(fact) else values)


def _is_quotient(fact: Fact) -> bool:
    return fact.kind is FactKind.SHARE or (fact.formula is not None and "/" in fact.formula.text)


def _alike(cells: Sequence[Cell]) -> Iterator[Cell]:
    texts = alike_decimals([cell.text for cell in cells])
    return (cell._replace(text=text) for cell, text in zip(cells, texts, strict=True))


def _figure(fact: Fact, known: _Known) -> tuple[Cell, ...]:
    """What it is, its unit, and the value of the whole school."""
    unit, size = _unit(fact, known)
    heads = _heads(known.material.spoken(fact.label), unit)
    return *heads, _value_cell(fact, None, size, known)


@lru_cache(maxsize=1024)
def _heads(label: str, unit: str) -> tuple[Cell, Cell]:
    """The cells in front of a value, of which schools have hundreds alike."""
    return Cell(label), Cell(printed_unit(unit))


def _unit(fact: Fact, known: _Known) -> tuple[str, int]:
    """The unit of its row and how much of the fact's own it is.

    Money is in 万元 where the text prints all of the row's amounts so.
    """
    if fact.kind is not FactKind.MONEY:
        return fact.unit, 1
    amounts = [known.printed.get((fact.name, None)), *_stage_values(fact, known)]
    units = {money_unit(each) for each in amounts if isinstance(each, Decimal)}
    return units.pop() if len(units) == 1 else (fact.unit, 1)


def _stands_apart(fact: Fact, known: _Known) -> bool:
    return bool(known.stages) and any(each is not None for each in _stage_values(fact, known))


def _stage_values(fact: Fact, known: _Known) -> Iterator[Value | None]:
    """What each stage has of its own; a figure that the stages share is only the school's."""
    if fact.scope is Scope.BY_STAGE:
        yield from (known.values.get((fact.name, stage)) for stage in known.stages)


def _value_cell(fact: Fact, stage: Stage | None, size: int, known: _Known) -> Cell:
    """The value of that stage, or of the school, in units of that size."""
    key = fact.name, stage
    value = known.values.get(key)
    number = value if isinstance(value, Decimal) else None
    shown = known.printed.get(key)
    text = _printed(fact, value if shown is None else shown / size)
    return Cell(text if number is None else sourced(text, fact_code(*key)), number=number)


def _printed(fact: Fact, value: Value | None) -> str:
    if value is None:
        return NOT_SET
    text = str(print_value(value))
    return f"1∶{text}" if fact.kind is FactKind.RATIO else text
