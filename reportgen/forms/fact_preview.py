"""The formulas beside a figure that show what its first indicator comes to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from reportgen.forms.calculation import IndicatorLine
from reportgen.forms.excel_formula import excel_text
from reportgen.forms.form_rows import FIRST_LINE, Line
from reportgen.forms.preview_sheet import (
    GENERAL,
    REQUIRED_LETTER,
    VALUE_LETTER,
    VERDICT_LETTER,
    belied,
    exact_format,
    number_format,
)
from reportgen.model.facts import Fact, FactDictionary
from reportgen.model.form import PREVIEW_SHEET, FactColumn
from reportgen.named_tuple import NamedTuple

PREVIEW_COLUMNS = (FactColumn.PREVIEW, FactColumn.REQUIRED, FactColumn.VERDICT)


class _Result(NamedTuple):
    """An indicator's line, and its row of 指标预览 from 1."""

    line: IndicatorLine
    row: int

    def cell(self, letter: str) -> str:
        """The cell in that column of 指标预览."""
        return f"'{PREVIEW_SHEET}'!${letter}${self.row}"


def preview_formulas(
    figure: Line, indicators: Sequence[IndicatorLine], dictionary: FactDictionary
) -> Mapping[FactColumn, str]:
    """The formulas of the figure's preview; empty if no indicator counts it at that stage."""
    results = [
        result
        for result in _results_of(figure.fact, indicators, dictionary)
        if figure.stage in (None, result.line.stage)
    ]
    if not results:
        return {}
    return {
        FactColumn.PREVIEW: _values(results),
        FactColumn.REQUIRED: _joined(results, REQUIRED_LETTER),
        FactColumn.VERDICT: _joined(results, VERDICT_LETTER),
    }


def _results_of(
    fact: Fact, indicators: Sequence[IndicatorLine], dictionary: FactDictionary
) -> list[_Result]:
    """The lines of the first indicator that counts this fact, one a stage."""
    counted = [
        _Result(line, row)
        for row, line in enumerate(indicators, FIRST_LINE + 1)
        if fact.name in _beneath(dictionary, line.indicator.numerator.names)
    ]
    return [each for each in counted if each.line.indicator.id == counted[0].line.indicator.id]


@lru_cache(maxsize=1024)
def _beneath(dictionary: FactDictionary, names: tuple[str, ...]) -> frozenset[str]:
    return dictionary.beneath(names)


def _values(results: Sequence[_Result]) -> str:
    name = excel_text(results[0].line.indicator.name)
    are_empty = ",".join(f'{each.cell(VALUE_LETTER)}=""' for each in results)
    values = "&".join(_value(each, len(results) > 1) for each in results)
    return f'IF(AND({are_empty}),"",{name}&{values})'


def _value(result: _Result, says_stage: bool) -> str:
    indicator, cell = result.line.indicator, result.cell(VALUE_LETTER)
    shown = number_format(indicator)
    is_plain = shown == GENERAL
    text = cell if is_plain else f"TEXT({cell},{_format(result, shown)})"
    # The format of a share already ends in the sign.
    unit = "" if indicator.unit == "%" and not is_plain else indicator.unit
    before = f"　{result.line.stage} " if says_stage else "　"
    return f'IF({cell}="","",{excel_text(before)}&{text}&{excel_text(unit)})'


def _format(result: _Result, usual: str) -> str:
    """The usual format, or the exact one where that would belie the value."""
    test = belied(result.line, result.cell)
    if not test:
        return excel_text(usual)
    return f"IF({test},{excel_text(exact_format(result.line.indicator))},{excel_text(usual)})"


def _joined(results: Sequence[_Result], letter: str) -> str:
    if len(results) == 1:
        return results[0].cell(letter)
    parts = [f"{excel_text(f'{each.line.stage} ')}&{each.cell(letter)}" for each in results]
    return '&"；"&'.join(parts)
