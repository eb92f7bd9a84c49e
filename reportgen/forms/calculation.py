"""Standards and the places of figures → the formulas that preview indicators and hold figures
against each other.

The formulas do what `assess` does: a derived fact before a given one, shared resources split by the
weights of the students (《测算均衡系数拆分公式》), stages added up where adding means something.
What is missing is an empty text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from reportgen.forms.excel_formula import Ref, excel_text, guard, translate
from reportgen.forms.form_rows import FIRST_LINE, Block, Line, Lines
from reportgen.model.facts import Fact, FactDictionary, FactKind, Scope
from reportgen.model.form import (
    CALCULATION_SHEET,
    CLASSES_SHEET,
    DETAILS_SHEET,
    FACTS_SHEET,
    INFO_FIELDS,
    INFO_SHEET,
)
from reportgen.model.formula import Formula, SchoolWord
from reportgen.model.roles import Role
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Indicator, IndicatorKind, Limit, Standard, Variant
from reportgen.model.units import known_units, unit_choices

_WORDS = frozenset({FactKind.GRADE, FactKind.CHOICE, FactKind.TEXT, FactKind.RATIO})
_YES, _NO = "是", "否"
_CLAIMED = (
    f"'{INFO_SHEET}'!$B${FIRST_LINE + [field.key for field in INFO_FIELDS].index('过渡条款') + 1}"
)


class Columns(NamedTuple):
    """The letters of the columns that formulas look at: value and unit of 基本数据, the number
    of the lists.
    """

    value: str
    unit: str
    class_value: str
    detail_value: str


class Part(NamedTuple):
    """What a figure is asked for: one stage, or (None) the whole that the `counted` stages make."""

    stage: Stage | None
    counted: tuple[Stage, ...] = ()


class IndicatorLine(NamedTuple):
    """A line of the preview: value and limit as formulas, whether it applies ("" where it always
    does).

    `limit` is a formula, or None where no limit is set.
    """

    standard: Standard
    indicator: Indicator
    stage: Stage | None
    value: str
    limit: str | None
    applies: str


class RelationLine(NamedTuple):
    """A line of the cross-checks: what must hold, and a formula that is true where it does."""

    text: str
    stage: Stage | None
    formula: str
    is_error: bool


class Calculation:
    """The formulas of the hidden sheet, one a figure that something asks for; `formulas` has label
    and formula.

    A figure's line is made when it is first asked for.
    """

    def __init__(
        self,
        lines: Lines,
        dictionary: FactDictionary,
        school_type: SchoolType,
        year: int,
        columns: Columns,
    ) -> None:
        self._dictionary, self._type, self._year, self._columns = (
            dictionary,
            school_type,
            year,
            columns,
        )
        self._lines = {(line.fact.name, line.stage): line for line in lines.figures}
        self._blocks = {
            (block.fact.name, block.stage): block for block in (*lines.classes, *lines.details)
        }
        self._made: dict[tuple[str, Part], Ref | None] = {}
        self.formulas: list[tuple[str, str]] = []

    def indicators(self, standards: Sequence[Standard]) -> tuple[IndicatorLine, ...]:
        """A line for each indicator and stage that the school is judged by."""
        return tuple(
            self._indicator(standard, indicator, part)
            for standard in standards
            for indicator in standard.indicators
            for part in _parts(indicator, standard.judged(self._type))
        )

    def relations(self) -> tuple[RelationLine, ...]:
        """What must hold between figures that this form asks for."""
        found, whole = [], Part(None, self._type.stages)
        for relation in self._dictionary.relations:
            by_stage = self._dictionary.is_by_stage(relation.formula.names)
            for part in map(Part, self._type.stages) if by_stage else (whole,):
                formula = self._translate(relation.formula, part)
                if formula is not None:
                    line = RelationLine(relation.text, part.stage, formula, relation.is_error)
                    found.append(line)
        return tuple(found)

    def _indicator(self, standard: Standard, indicator: Indicator, part: Part) -> IndicatorLine:
        value = self._value(indicator, part)
        applies = self._translate(indicator.condition, part) if indicator.condition else None
        limit = self._limit(indicator, part)
        return IndicatorLine(standard, indicator, part.stage, value or '""', limit, applies or "")

    def _value(self, indicator: Indicator, part: Part) -> str | None:
        above = self._formula_ref(indicator.numerator, part)
        if above is None:
            return None
        if indicator.denominator is None:
            plain = (
                guard([above], _times(above.text, indicator.multiple))
                if indicator.multiple != 1
                else above.text
            )
            return (
                f'IF({above.text}="","",IF({plain},"{_YES}","{_NO}"))'
                if indicator.kind is IndicatorKind.YES_NO
                else plain
            )
        below = self._formula_ref(indicator.denominator, part)
        if below is None:
            return None
        if indicator.kind is IndicatorKind.ONE_TO:
            return guard([above, below], f"{below.text}/{above.text}")
        return guard([above, below], f"{_times(above.text, indicator.multiple)}/{below.text}")

    def _limit(self, indicator: Indicator, part: Part) -> str | None:
        """The limit, or a choice between it and those of variants that need not be claimed."""
        base = indicator.limits.find(part.stage)
        text = '""' if base is None else _limit_text(base)
        found = base is not None
        for variant in reversed(indicator.variants):
            limit, holds = variant.limits.find(part.stage), self._holds(variant, part)
            if limit is not None and holds is not None:
                text, found = (
                    (f"IF({holds},{_limit_text(limit)},{text})" if holds else _limit_text(limit)),
                    True,
                )
        return text if found else None

    def _holds(self, variant: Variant, part: Part) -> str | None:
        """When the variant holds ("": always); None: never here. An optional one must be claimed
        in 学校信息.
        """
        date = datetime.date(self._year, 12, 31)
        outside = (variant.start and date < variant.start) or (variant.end and date > variant.end)
        condition = self._translate(variant.condition, part) if variant.condition else ""
        if outside or condition is None:
            return None
        claimed = (
            f"ISNUMBER(FIND({excel_text(variant.name)},{_CLAIMED}))" if variant.optional else ""
        )
        tests = [test for test in (claimed, f"({condition})=TRUE" if condition else "") if test]
        return f"AND({','.join(tests)})" if len(tests) > 1 else "".join(tests)

    def _formula_ref(self, formula: Formula, part: Part) -> Ref | None:
        if formula.single_fact is not None:
            ref = self.find(formula.text, part)
            return (
                Ref(*self._keep(formula.text, f'IF(COUNT({ref.text})=0,"",MAX({ref.text}))'))
                if ref and ref.is_list
                else ref
            )
        text = self._translate(formula, part)
        return None if text is None else Ref(*self._keep(formula.text, text))

    def _translate(self, formula: Formula, part: Part) -> str | None:
        return translate(formula, lambda name: self.find(name, part))

    def _keep(self, label: str, formula: str) -> tuple[str]:
        self.formulas.append((label, formula))
        return (f"'{CALCULATION_SHEET}'!$B${len(self.formulas)}",)

    def find(self, name: str, part: Part) -> Ref | None:
        """What stands for the fact at that stage or of the whole, or None if the form cannot tell
        it.
        """
        fact = self._dictionary.find(name)
        if fact is None:
            return self._word(name, part)
        key = (fact.name, part)
        if key not in self._made:
            self._made[key] = None
            self._made[key] = self._make(fact, part)
        return self._made[key]

    def _word(self, name: str, part: Part) -> Ref | None:
        words: dict[str, str] = {SchoolWord.TYPE: excel_text(self._type.name)}
        words[SchoolWord.YEAR] = str(self._year)
        if part.stage:
            words[SchoolWord.STAGE] = excel_text(part.stage)
        return Ref(words[name], is_constant=True) if name in words else None

    def _make(self, fact: Fact, part: Part) -> Ref | None:
        if fact.kind is FactKind.COUNTS:
            return self._list(fact, part)
        derived = self._translate(fact.formula, part) if fact.formula else None
        given = self._given_or_shared(fact, part)
        formula = derived or given
        if derived is not None and given is not None:
            formula = f'IF(({derived})="",{given},({derived}))'
        label = f"{fact.name}（{part.stage or '全校'}）"
        return None if formula is None else Ref(*self._keep(label, formula))

    def _list(self, fact: Fact, part: Part) -> Ref | None:
        whole = self._blocks.get((fact.name, None))
        blocks = [
            self._blocks.get((fact.name, str(each)))
            for each in ((part.stage,) if part.stage else part.counted)
            if fact.is_for(each)
        ]
        if whole is not None and (
            part.stage is None or not self._type.is_combined or fact.scope is Scope.SCHOOL
        ):
            blocks = [whole]
        found = [block for block in blocks if block is not None]
        if not found or len(found) < len(blocks):
            return None
        return Ref(",".join(self._range(block) for block in found), is_list=True)

    def _range(self, block: Block) -> str:
        is_class = block.fact.role is Role.CLASS_SIZES
        sheet, column = (
            (CLASSES_SHEET, self._columns.class_value)
            if is_class
            else (DETAILS_SHEET, self._columns.detail_value)
        )
        return f"'{sheet}'!${column}${block.first + 1}:${column}${block.last + 1}"

    def _given_or_shared(self, fact: Fact, part: Part) -> str | None:
        if fact.scope is Scope.SCHOOL:
            return self._given(fact, None)
        if part.stage is None:
            return self._whole(fact, part.counted)
        given = self._given(fact, part.stage)
        if given is None and not self._type.is_combined:
            given = self._given(fact, None)
        return (
            self._split(fact, part.stage) if given is None and fact.scope is Scope.SHARED else given
        )

    def _given(self, fact: Fact, stage: Stage | None) -> str | None:
        line = self._lines.get((fact.name, str(stage) if stage else None))
        return None if line is None else self._cell(line)

    def _cell(self, line: Line) -> str:
        """The value of a line in its fact's own unit; an empty text for what is no value."""
        cell = f"'{FACTS_SHEET}'!${self._columns.value}${line.place + 1}"
        if line.fact.kind is FactKind.YES_NO:
            return f'IF({cell}="{_YES}",TRUE,IF({cell}="{_NO}",FALSE,""))'
        if line.fact.kind in _WORDS:
            return f'IF({cell}="","",{cell})'
        choices = unit_choices(line.fact)[1:]
        factors = known_units(line.fact)
        unit, factor = f"'{FACTS_SHEET}'!${self._columns.unit}${line.place + 1}", "1"
        for choice in choices:
            factor = f"IF({unit}={excel_text(choice)},{_number(factors[choice])},{factor})"
        value = cell if factor == "1" else f"{cell}*{factor}"
        return f'IF(ISNUMBER({cell}),{value},"")'

    def _whole(self, fact: Fact, counted: Sequence[Stage]) -> str | None:
        given = self._given(fact, None)
        if given is not None:
            return given
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
        students = {each: self._students(each) for each in weights}
        refs = [ref for ref in students.values() if ref is not None]
        if whole is None or len(refs) < len(students) or not fact.kind.is_number:
            return None
        weighted = {
            each: _times(ref.text, weights[each])
            for each, ref in students.items()
            if ref is not None
        }
        return guard(
            [whole, *refs], f"{whole.text}*{weighted[stage]}/({'+'.join(weighted.values())})"
        )

    def _students(self, stage: Stage) -> Ref | None:
        fact = self._dictionary.find_role(Role.STUDENTS, stage)
        return self.find(fact.name, Part(stage)) if fact is not None else None


def _parts(indicator: Indicator, judged: tuple[Stage, ...]) -> tuple[Part, ...]:
    """What the indicator is judged for where those stages are judged."""
    if indicator.whole_school:
        return (Part(None, judged),) if judged else ()
    return tuple(Part(stage) for stage in judged if stage in indicator.stages)


def results_of(
    fact: Fact, indicators: Sequence[IndicatorLine], dictionary: FactDictionary
) -> Iterator[int]:
    """The numbers of the first indicator's lines that count this fact, one a stage."""
    named = [
        (number, line)
        for number, line in enumerate(indicators)
        if fact.name in _beneath(dictionary, line.indicator.numerator.names)
    ]
    first = next((line.indicator.id for _, line in named), None)
    yield from (number for number, line in named if line.indicator.id == first)


@lru_cache(maxsize=1024)
def _beneath(dictionary: FactDictionary, names: tuple[str, ...]) -> frozenset[str]:
    return dictionary.beneath(names)


def _times(text: str, factor: Decimal) -> str:
    return text if factor == 1 else f"{text}*{_number(factor)}"


def _number(value: Decimal) -> str:
    """The number in as many digits as a formula in Excel can hold and one to spare: 2000/3 does
    not end.
    """
    return f"{Context(prec=17).plus(value).normalize():f}"


def _limit_text(limit: Limit) -> str:
    if isinstance(limit, bool):
        return excel_text(_YES if limit else _NO)
    return excel_text(limit) if isinstance(limit, str) else _number(limit)
