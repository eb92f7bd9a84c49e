"""The figures that a form asks for or already has → the lines of its sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from reportgen.forms.content import Content, FigureName, ListItems
from reportgen.model.facts import Fact, FactDictionary
from reportgen.model.form import split_figure
from reportgen.model.needed_figures import FormRow
from reportgen.model.roles import Role
from reportgen.model.stages import SchoolType, Stage
from reportgen.named_tuple import NamedTuple

# The first line below title, status and heads; counted from 0.
FIRST_LINE = 4
OTHER_GROUP = "其他"
# Lines of a list where nothing is known yet, and lines left free behind what is.
_USUAL_CLASSES, _FREE_CLASSES = 36, 6
_USUAL_DETAILS, _FREE_DETAILS = 6, 3


class Line(NamedTuple):
    """A figure's line on 基本数据, and its row from 0; `value` and `unit` stand there already."""

    fact: Fact
    stage: str | None
    required: bool
    place: int
    value: str = ""
    unit: str = ""


class Group(NamedTuple):
    """Lines under one title, whose row is `place`."""

    title: str
    place: int
    lines: tuple[Line, ...]


class ListBlock(NamedTuple):
    """The lines of a list on its sheet, from row `first` to `last` (from 0).

    `items` fill the first of them; `grades` are those that a line may be of.
    """

    fact: Fact
    stage: str | None
    first: int
    last: int
    items: ListItems
    grades: tuple[str, ...] = ()

    @property
    def is_class(self) -> bool:
        """Whether it has a number for each class, and so stands on 班级明细."""
        return self.fact.role is Role.CLASS_SIZES


class Lines(NamedTuple):
    """Everything that has a line: groups of figures, the classes, and the other lists."""

    groups: tuple[Group, ...]
    classes: tuple[ListBlock, ...]
    details: tuple[ListBlock, ...]

    @property
    def figures(self) -> tuple[Line, ...]:
        """All lines of 基本数据."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def end(self) -> int:
        """The row below the last line of 基本数据."""
        return self.groups[-1].lines[-1].place + 1 if self.groups else FIRST_LINE


def lay_out(
    rows: Sequence[FormRow],
    content: Content,
    dictionary: FactDictionary,
    school_type: SchoolType,
    expected: Mapping[FigureName, int] | None = None,
) -> Lines:
    """The lines for what is asked and what is given besides.

    `expected` is how many entries a list had last year.
    """
    asked = {(row.fact.name, _word(row.stage)): row.required for row in rows if not row.is_list}
    figures = _in_order(_together(asked, content.figures), dictionary)
    groups = tuple(_groups(figures, asked, content.figures, dictionary))
    lists = _lists(rows, content, dictionary, expected or {})
    classes = _graded([each for each in lists if each.is_class], dictionary, school_type)
    details = [each for each in lists if not each.is_class]
    return Lines(groups, _stacked(classes), _stacked(details))


def overview_groups(
    rows: Sequence[FormRow], content: Content, dictionary: FactDictionary
) -> tuple[Group, ...]:
    """The lines of 学校概况 for what the report tells besides, and what is given of it."""
    asked = {(row.fact.name, _word(row.stage)): False for row in rows}
    names = {name for name, _ in asked}
    given = {key: text for key, text in content.figures.items() if key[0] in names}
    keys = _in_order(_together(asked, given), dictionary)
    return tuple(_groups(keys, asked, given, dictionary))


def without_groups(content: Content, groups: Iterable[Group]) -> Content:
    """The content without the figures that have a line in those groups."""
    lines = (line for group in groups for line in group.lines)
    taken = {(line.fact.name, line.stage) for line in lines}
    figures = {key: text for key, text in content.figures.items() if key not in taken}
    return content._replace(figures=figures)


def _lists(
    rows: Sequence[FormRow],
    content: Content,
    dictionary: FactDictionary,
    expected: Mapping[FigureName, int],
) -> list[ListBlock]:
    asked = [(row.fact.name, _word(row.stage)) for row in rows if row.is_list]
    keys = _in_order(_together(asked, content.lists), dictionary)
    return [
        _block(key, content.lists.get(key, ()), expected.get(key, 0), dictionary) for key in keys
    ]


def _graded(
    classes: Iterable[ListBlock], dictionary: FactDictionary, school_type: SchoolType
) -> list[ListBlock]:
    """The lists with the grades of their stage, a list of the whole with those of all stages."""
    grades: dict[str | None, tuple[str, ...]] = {None: ()}
    for stage in school_type.stages:
        grades[str(stage)] = dictionary.stages[stage].grades
        grades[None] += dictionary.stages[stage].grades
    return [block._replace(grades=grades.get(block.stage, ())) for block in classes]


def _word(stage: Stage | None) -> str | None:
    return str(stage) if stage else None


def _together(asked: Iterable[FigureName], given: Mapping[FigureName, object]) -> set[FigureName]:
    """What is asked and what is given; what is given by stage is not asked for the whole too."""
    by_stage = {name for name, stage in given if stage is not None}
    return {key for key in asked if key[1] is not None or key[0] not in by_stage} | set(given)


def _in_order(keys: set[FigureName], dictionary: FactDictionary) -> list[FigureName]:
    place = {name: number for number, name in enumerate(dictionary.facts)}
    words: tuple[str | None, ...] = (None, *dictionary.stages)
    stages = {word: number for number, word in enumerate(words)}
    return sorted(keys, key=lambda key: (place[key[0]], stages.get(key[1], len(stages))))


def _groups(
    keys: Sequence[FigureName],
    asked: Mapping[FigureName, bool],
    given: Mapping[FigureName, str],
    dictionary: FactDictionary,
) -> Iterable[Group]:
    titles = group_titles(dictionary)
    place = FIRST_LINE
    for title, members in groupby(keys, lambda key: titles[key[0]]):
        lines = []
        for number, key in enumerate(members, place + 1):
            fact = dictionary.facts[key[0]]
            value, unit = split_figure(given.get(key, ""), fact)
            lines.append(Line(fact, key[1], asked.get(key, False), number, value, unit))
        yield Group(title, place, tuple(lines))
        place += len(lines) + 1


def group_titles(dictionary: FactDictionary) -> Mapping[str, str]:
    """The title of each fact's group; a standard's own facts come under its own."""
    titles, title = {}, OTHER_GROUP
    for name in dictionary.facts:
        title = dictionary.groups.get(name, title)
        titles[name] = title
    return titles


def _block(
    key: FigureName, items: ListItems, expected: int, dictionary: FactDictionary
) -> ListBlock:
    """The list as if it stood first on its sheet."""
    block = ListBlock(dictionary.facts[key[0]], key[1], FIRST_LINE, FIRST_LINE, items)
    usual, free = _USUAL_DETAILS, _FREE_DETAILS
    if block.is_class:
        usual, free = _USUAL_CLASSES, _FREE_CLASSES
    known = max(len(items), expected)
    return block._replace(last=FIRST_LINE - 1 + (known + free if known else usual))


def _stacked(blocks: Iterable[ListBlock]) -> tuple[ListBlock, ...]:
    """The lists one below the other."""
    found, first = [], FIRST_LINE
    for block in blocks:
        size = block.last + 1 - block.first
        found.append(block._replace(first=first, last=first + size - 1))
        first += size
    return tuple(found)
