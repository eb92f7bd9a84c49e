"""What the cells of 基本数据 are tinted by: still empty, doubtful, met, not met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from reportgen.forms.cell_styles import FormBook
from reportgen.forms.excel_formula import excel_text
from reportgen.forms.fact_columns import UNIT_LETTER, VALUE_LETTER
from reportgen.forms.form_rows import Line
from reportgen.model.assessment import Verdict
from reportgen.model.facts import FactKind
from reportgen.model.form import FactColumn
from reportgen.ooxml.cell_names import column_name

# Tests of a value's cell; a value is compared with last year's where both have the fact's own unit.
_IS_FRACTION = "AND(ISNUMBER({cell}),{cell}>0,{cell}<=1)"
_IS_TEXT = "ISTEXT({cell})"
# It differs from last year's by more than this share.
_JUMP = "0.3"
_HAS_JUMPED = (
    "AND(ISNUMBER({cell}),ISNUMBER({last}),{last}<>0,{unit}={own_unit},"
    f"ABS({{cell}}-{{last}})>{_JUMP}*{{last}})"
)


def tint_facts(
    page: Any, book: FormBook, figures: Sequence[Line], columns: Sequence[FactColumn]
) -> None:
    """Required cells until they are filled, what looks wrong, what is met and what is not."""
    required = ranges_of((each for each in figures if each.required), VALUE_LETTER)
    _format(page, required, {"type": "blanks", "format": book.style("to_fill")})
    _tint_doubtful(page, book, figures, columns)
    verdicts = ranges_of(figures, column_name(columns.index(FactColumn.VERDICT) + 1))
    # 未达标 contains 达标.
    unmet = _containing(Verdict.UNMET.label, book.style("bad"))
    _format(page, verdicts, unmet | {"stop_if_true": True})
    _format(page, verdicts, _containing(Verdict.MET.label, book.style("good")))


def _tint_doubtful(
    page: Any, book: FormBook, figures: Sequence[Line], columns: Sequence[FactColumn]
) -> None:
    doubtful = book.style("doubtful")
    shares = [each for each in figures if each.fact.kind is FactKind.SHARE]
    _tint_values(page, shares, _IS_FRACTION, doubtful)
    numbers = [each for each in figures if each.fact.kind.is_number]
    typed = [each for each in numbers if each.fact.kind.is_typed_number]
    _tint_values(page, typed, _IS_TEXT, doubtful)
    if FactColumn.LAST in columns:
        _tint_jumps(page, numbers, column_name(columns.index(FactColumn.LAST) + 1), doubtful)


def ranges_of(lines: Iterable[Line], letter: str) -> list[str]:
    """The cells of those lines in a column as ranges, neighbours together."""
    places = [line.place + 1 for line in lines]
    breaks = [at for at, (one, two) in enumerate(pairwise(places), 1) if two != one + 1]
    bounds = pairwise([0, *breaks, len(places)])
    return [f"{letter}{places[start]}:{letter}{places[end - 1]}" for start, end in bounds if end]


def _tint_jumps(page: Any, numbers: Sequence[Line], last: str, doubtful: Any) -> None:
    for name in dict.fromkeys(each.fact.unit for each in numbers):
        lines = [each for each in numbers if each.fact.unit == name]
        row = lines[0].place + 1
        cells = {
            "last": f"{last}{row}",
            "unit": f"{UNIT_LETTER}{row}",
            "own_unit": excel_text(name),
        }
        _tint_values(page, lines, _HAS_JUMPED, doubtful, cells)


def _tint_values(
    page: Any,
    lines: Sequence[Line],
    test: str,
    style: Any,
    others: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Tint the values for which the test holds; it is written for the first of them.

    `others` are what the test compares with.
    """
    if lines:
        first = f"{VALUE_LETTER}{lines[0].place + 1}"
        rule = {
            "type": "formula",
            "criteria": f"={test.format(cell=first, **others)}",
            "format": style,
        }
        _format(page, ranges_of(lines, VALUE_LETTER), rule)


def _containing(word: str, style: Any) -> dict[str, object]:
    return {"type": "text", "criteria": "containing", "value": word, "format": style}


def _format(page: Any, ranges: Sequence[str], rule: dict[str, object]) -> None:
    if ranges:
        page.conditional_format(ranges[0], {**rule, "multi_range": " ".join(ranges)})
