"""Standards → the formulas that preview indicators and hold figures against each other.

They do what `assess` does; each figure is a cell of the hidden sheet (`figure_formulas`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.forms.excel_formula import Ref, excel_text, guard
from reportgen.forms.figure_formulas import FigureFormulas, Part, number_text, times
from reportgen.forms.form_rows import FIRST_LINE
from reportgen.model.default_display import NO, YES
from reportgen.model.facts import FactDictionary, Relation
from reportgen.model.form import INFO_FIELDS, INFO_SHEET
from reportgen.model.school import day_of_judging
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Indicator, IndicatorKind, Limit, Standard, Variant
from reportgen.named_tuple import NamedTuple

_CLAIMED_ROW = FIRST_LINE + [field.key for field in INFO_FIELDS].index("过渡条款") + 1
_CLAIMED = f"'{INFO_SHEET}'!$B${_CLAIMED_ROW}"


class IndicatorLine(NamedTuple):
    """A line of the preview: formulas for the value, the limit, and whether it applies.

    `limit` is None where no limit is set, `applies` empty where the indicator always applies.
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
    """What the preview works out for one type of school and year, over the figures of its form."""

    def __init__(
        self,
        figures: FigureFormulas,
        dictionary: FactDictionary,
        school_type: SchoolType,
        year: int,
    ) -> None:
        self._figures, self._dictionary = figures, dictionary
        self._type, self._year = school_type, year

    def indicators(self, standards: Sequence[Standard]) -> tuple[IndicatorLine, ...]:
        """A line for each indicator and stage that the school is judged by."""
        return tuple(line for standard in standards for line in self._lines_of(standard))

    def relations(self) -> tuple[RelationLine, ...]:
        """What must hold between figures that this form asks for."""
        relations = self._dictionary.relations
        return tuple(line for relation in relations for line in self._relation(relation))

    def _lines_of(self, standard: Standard) -> Iterator[IndicatorLine]:
        judged = standard.judged(self._type)
        for indicator in standard.indicators:
            for part in _parts(indicator, judged):
                yield self._indicator(standard, indicator, part)

    def _relation(self, relation: Relation) -> Iterator[RelationLine]:
        parts = [Part(None, self._type.stages)]
        if self._dictionary.is_by_stage(relation.formula.names):
            parts = [Part(stage) for stage in self._type.stages]
        for part in parts:
            formula = self._figures.translate(relation.formula, part)
            if formula is not None:
                yield RelationLine(relation.text, part.stage, formula, relation.is_error)

    def _indicator(self, standard: Standard, indicator: Indicator, part: Part) -> IndicatorLine:
        value = self._value(indicator, part)
        condition = indicator.condition
        applies = self._figures.translate(condition, part) if condition else None
        limit = self._limit(indicator, part)
        return IndicatorLine(standard, indicator, part.stage, value or '""', limit, applies or "")

    def _value(self, indicator: Indicator, part: Part) -> str | None:
        above = self._figures.find_result(indicator.numerator, part)
        if above is None:
            return None
        if indicator.denominator is None:
            return _plain_value(indicator, above)
        below = self._figures.find_result(indicator.denominator, part)
        if below is None:
            return None
        if indicator.kind is IndicatorKind.ONE_TO:
            return guard([above, below], f"{below.text}/{above.text}")
        return guard([above, below], f"{times(above.text, indicator.multiple)}/{below.text}")

    def _limit(self, indicator: Indicator, part: Part) -> str | None:
        """The limit, or a choice between it and those of variants that need not be claimed."""
        base = indicator.limits.find(part.stage)
        text = None if base is None else _limit_text(base)
        for variant in reversed(indicator.variants):
            limit, holds = variant.limits.find(part.stage), self._holds(variant, part)
            if limit is not None and holds is not None:
                text = _chosen(holds, _limit_text(limit), text or '""')
        return text

    def _holds(self, variant: Variant, part: Part) -> str | None:
        """When the variant holds ("": always); None: never here.

        An optional one must be claimed in 学校信息.
        """
        condition = self._figures.translate(variant.condition, part) if variant.condition else ""
        if condition is None or not variant.is_in_force(day_of_judging(self._year)):
            return None
        tests = []
        if variant.optional:
            tests.append(f"ISNUMBER(FIND({excel_text(variant.name)},{_CLAIMED}))")
        if condition:
            tests.append(f"({condition})=TRUE")
        return f"AND({','.join(tests)})" if len(tests) > 1 else "".join(tests)


def _parts(indicator: Indicator, judged: tuple[Stage, ...]) -> tuple[Part, ...]:
    """What the indicator is judged for where those stages are judged."""
    return tuple(Part(stage) if stage else Part(None, judged) for stage in indicator.parts(judged))


def _plain_value(indicator: Indicator, figure: Ref) -> str:
    value = figure.text
    if indicator.multiple != 1:
        value = guard([figure], times(value, indicator.multiple))
    if indicator.kind is IndicatorKind.YES_NO:
        return f'IF({figure.text}="","",IF({value},"{YES}","{NO}"))'
    return value


def _chosen(holds: str, limit: str, otherwise: str) -> str:
    return f"IF({holds},{limit},{otherwise})" if holds else limit


def _limit_text(limit: Limit) -> str:
    if isinstance(limit, bool):
        return excel_text(YES if limit else NO)
    return excel_text(limit) if isinstance(limit, str) else number_text(limit)
