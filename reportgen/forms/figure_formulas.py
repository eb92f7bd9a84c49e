"""The places of figures → the formulas by which the hidden sheet knows each figure.

The formulas do what `assess` does: a derived fact before a given one, shared resources split by the
weights of the students (《测算均衡系数拆分公式》), stages added up where adding means something.
What is missing is an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Context, Decimal

from reportgen.forms.excel_formula import Ref, excel_text, guard, translate
from reportgen.forms.form_rows import Line, Lines, ListBlock
from reportgen.model.default_display import NO, YES
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.form import CALCULATION_SHEET, CLASSES_SHEET, DETAILS_SHEET, FACTS_SHEET
from reportgen.model.formula import Formula, SchoolWord
from reportgen.model.roles import Role
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.units import known_units, unit_choices
from reportgen.named_tuple import NamedTuple


class Columns(NamedTuple):
    """The letters of the columns that formulas look at: in 基本数据, and of the lists' numbers."""

    value: str
    unit: str
    class_value: str
    detail_value: str


class Part(NamedTuple):
    """What a figure is asked for: one stage, or (None) the whole that the `counted` stages make."""

    stage: Stage | None
    counted: tuple[Stage, ...] = ()


class FigureFormulas:
    """The formulas of the hidden sheet; `formulas` has label and formula.

    A figure's line is made when something first asks for it.
    """

    def __init__(
        self,
        lines: Lines,
        dictionary: FactDictionary,
        school_type: SchoolType,
        year: int,
        columns: Columns,
    ) -> None:
        self._dictionary, self._type = dictionary, school_type
        self._year, self._columns = year, columns
        blocks = (*lines.classes, *lines.details)
        self._lines = {(line.fact.name, line.stage): line for line in lines.figures}
        self._lists = {(block.fact.name, block.stage): block for block in blocks}
        self._refs: dict[tuple[str, Part], Ref | None] = {}
        self.formulas: list[tuple[str, str]] = []

    def translate(self, formula: Formula, part: Part) -> str | None:
        """The formula in Excel; None if the form cannot tell one of its figures."""
        return translate(formula, lambda name: self.find(name, part))

    def find_result(self, formula: Formula, part: Part) -> Ref | None:
        """The cell with what the formula comes to, or None; of a list it is the largest number."""
        if formula.single_fact is None:
            text = self.translate(formula, part)
            return None if text is None else self._keep(formula.text, text)
        ref = self.find(formula.text, part)
        if ref is None or not ref.is_list:
            return ref
        return self._keep(formula.text, f'IF(COUNT({ref.text})=0,"",MAX({ref.text}))')

    def find(self, name: str, part: Part) -> Ref | None:
        """What stands for the fact at that part, or None if the form cannot tell it."""
        fact = self._dictionary.find(name)
        if fact is None:
            return self._find_word(name, part)
        key = (fact.name, part)
        if key not in self._refs:
            # A fact that is derived from itself has no value.
            self._refs[key] = None
            self._refs[key] = self._make(fact, part)
        return self._refs[key]

    def _find_word(self, name: str, part: Part) -> Ref | None:
        words: dict[str, str] = {SchoolWord.TYPE: excel_text(self._type.name)}
        words[SchoolWord.YEAR] = str(self._year)
        if part.stage:
            words[SchoolWord.STAGE] = excel_text(part.stage)
        return Ref(words[name], is_constant=True) if name in words else None

    def _keep(self, label: str, formula: str) -> Ref:
        self.formulas.append((label, formula))
        return Ref(f"'{CALCULATION_SHEET}'!$B${len(self.formulas)}")

    def _make(self, fact: Fact, part: Part) -> Ref | None:
        if fact.kind is FactKind.COUNTS:
            return self._list(fact, part)
        derived = self.translate(fact.formula, part) if fact.formula else None
        given = self._given_or_shared(fact, part)
        counted = self.translate(fact.fallback, part) if fact.fallback else None
        formula = _first_known([each for each in (derived, given, counted) if each is not None])
        label = f"{fact.name}（{part.stage or '全校'}）"
        return None if formula is None else self._keep(label, formula)

    def _list(self, fact: Fact, part: Part) -> Ref | None:
        blocks = self._blocks_of(fact, part)
        found = [block for block in blocks if block is not None]
        if not found or len(found) < len(blocks):
            return None
        text = ",".join(self._range(block) for block in found)
        return Ref(text, is_list=True, is_of_rooms=fact.may_be_none)

    def _blocks_of(self, fact: Fact, part: Part) -> Sequence[ListBlock | None]:
        """The lists that make up the part; None stands for one that the form does not have."""
        whole = self._lists.get((fact.name, None))
        is_whole = part.stage is None or not self._type.is_combined or fact.scope is Scope.SCHOOL
        if whole is not None and is_whole:
            return [whole]
        stages = (part.stage,) if part.stage else part.counted
        return [self._lists.get((fact.name, str(each))) for each in stages if fact.is_for(each)]

    def _range(self, block: ListBlock) -> str:
        sheet, column = DETAILS_SHEET, self._columns.detail_value
        if block.is_class:
            sheet, column = CLASSES_SHEET, self._columns.class_value
        return f"'{sheet}'!${column}${block.first + 1}:${column}${block.last + 1}"

    def _given_or_shared(self, fact: Fact, part: Part) -> str | None:
        if fact.scope is Scope.SCHOOL:
            return self._given(fact, None)
        if part.stage is None:
            return self._whole(fact, part.counted)
        given = self._given(fact, part.stage)
        if given is None and not self._type.is_combined:
            given = self._given(fact, None)
        if given is None and fact.scope is Scope.SHARED:
            return self._split(fact, part.stage)
        return given

    def _given(self, fact: Fact, stage: Stage | None) -> str | None:
        line = self._lines.get((fact.name, str(stage) if stage else None))
        return None if line is None else self._value(line)

    def _value(self, line: Line) -> str:
        """The value of a line in its fact's own unit; an empty text for what is no value."""
        cell = _cell(self._columns.value, line)
        if line.fact.kind is FactKind.YES_NO:
            return f'IF({cell}="{YES}",TRUE,IF({cell}="{NO}",FALSE,""))'
        if not line.fact.kind.is_typed_number:
            return f'IF({cell}="","",{cell})'
        factor = self._factor(line)
        value = cell if factor == "1" else f"{cell}*{factor}"
        return f'IF(ISNUMBER({cell}),{value},"")'

    def _factor(self, line: Line) -> str:
        """What turns the unit chosen beside the value into the fact's own."""
        unit, factor = _cell(self._columns.unit, line), "1"
        factors = known_units(line.fact)
        for choice in unit_choices(line.fact)[1:]:
            factor = f"IF({unit}={excel_text(choice)},{number_text(factors[choice])},{factor})"
        return factor

    def _whole(self, fact: Fact, counted: Sequence[Stage]) -> str | None:
        given = self._given(fact, None)
        return self._sum(fact, counted) if given is None else given

    def _sum(self, fact: Fact, counted: Sequence[Stage]) -> str | None:
        refs = [self.find(fact.name, Part(stage)) for stage in counted if fact.is_for(stage)]
        parts = [ref for ref in refs if ref is not None]
        if not parts or len(parts) < len(refs):
            return None
        if len(parts) == 1:
            return parts[0].text
        return guard(parts, "+".join(ref.text for ref in parts)) if fact.kind.is_summed else None

    def _split(self, fact: Fact, stage: Stage) -> str | None:
        weights = {each: w for each, w in self._type.weights.items() if fact.is_for(each)}
        whole = self.find(fact.name, Part(None, self._type.stages))
        if len(weights) == 1 and whole is not None:
            return whole.text
        students = self._students(weights)
        if whole is None or students is None or not fact.kind.is_number:
            return None
        return _share(whole, students, weights, stage)

    def _students(self, stages: Iterable[Stage]) -> Mapping[Stage, Ref] | None:
        """The students of each stage; None if the form cannot tell those of one."""
        refs = {each: self._find_students(each) for each in stages}
        found = {each: ref for each, ref in refs.items() if ref is not None}
        return found if len(found) == len(refs) else None

    def _find_students(self, stage: Stage) -> Ref | None:
        fact = self._dictionary.find_role(Role.STUDENTS, stage)
        return self.find(fact.name, Part(stage)) if fact is not None else None


def _first_known(formulas: Sequence[str]) -> str | None:
    """The first of them that comes to something; None if there is none."""
    if len(formulas) < 2:
        return formulas[0] if formulas else None
    return f'IF(({formulas[0]})="",{_first_known(formulas[1:])},({formulas[0]}))'


def _cell(column: str, line: Line) -> str:
    return f"'{FACTS_SHEET}'!${column}${line.place + 1}"


def _share(
    whole: Ref, students: Mapping[Stage, Ref], weights: Mapping[Stage, Decimal], stage: Stage
) -> str:
    """The stage's part of a whole that is split by weighted students."""
    weighted = {each: times(ref.text, weights[each]) for each, ref in students.items()}
    total = "+".join(weighted.values())
    return guard([whole, *students.values()], f"{whole.text}*{weighted[stage]}/({total})")


def times(text: str, factor: Decimal) -> str:
    """The formula times the factor."""
    return text if factor == 1 else f"{text}*{number_text(factor)}"


def number_text(value: Decimal) -> str:
    """The number in a formula, in the digits that Excel holds and one to spare (2000/3)."""
    return f"{Context(prec=17).plus(value).normalize():f}"
