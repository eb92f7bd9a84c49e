"""What a table says of a subject, beside its name, held against the text and the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import exact_text, format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.text_table import OutsideTexts, TableCell, TextTable
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.agreement import may_stand_for, stated_value
from reportgen.quantities.reading import read_quantities
from reportgen.quantities.stated_quantity import QuantityScope, StatedQuantity
from reportgen.text_checks.against_data import is_of_today
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.repeated import writing_of
from reportgen.text_checks.stated_figures import StatedIn, quote_stated
from reportgen.text_checks.table_numbers import is_number, plain_text, read_cell_number

_HEAD = late_regex(
    r"(?P<name>[\u4e00-\u9fff]{2,14})(?:[（(](?P<unit>[\u4e00-\u9fff㎡]{1,4})[）)])?"
)
_YEAR = late_regex(r"(?<!\d)20\d\d(?!\d)")
_LONGEST_CAPTION = 40
_HINT = "请核对，使两处一致；说的不是同一件事的，写明各是什么"


_Key = tuple[tuple[str, ...], Decimal | None, QuantityScope]
_Said = Mapping[_Key, Sequence[StatedIn]]


class _Stated(NamedTuple):
    """A number in a cell, with what the cell beside or above it says that it counts."""

    cell: TableCell
    name: str
    quantity: StatedQuantity


def check_table_figures(
    text: ReadText, outside: OutsideTexts, known: KnownFigures
) -> Iterator[TextFinding]:
    """A number in a table that neither the data nor, without data of it, the text agrees with: an
    error where its name is that of a figure of the data, else a reminder.
    """
    captions = {each.paragraph: each.text for each in text.parts}
    said = _said_now(text)
    for table in outside.tables:
        caption = captions.get(table.after, "")
        if _is_of_now(caption if len(caption) <= _LONGEST_CAPTION else "", text.year):
            for each in _read(table, text):
                yield from _check(each, text, known, said)


def _is_of_now(caption: str, year: int) -> bool:
    years = _YEAR.findall(caption)
    return not (years and year) or str(year) in years


def _check(
    stated: _Stated, text: ReadText, known: KnownFigures, texts: _Said
) -> Iterator[TextFinding]:
    quantity = stated.quantity
    figures = known.find(quantity.subjects, quantity.per)
    if figures:
        if not any(may_stand_for(quantity, each.value, each.unit) for each in figures):
            first = figures[0]
            told = f"{known.whose}{first.name}是 {format_short(first.value)}{first.unit}"
            is_named = known.dictionary.find(stated.name) is not None
            yield from _finding(stated, TextRule.QUOTED_FIGURE, told, is_named)
        return
    said = texts.get((quantity.subjects, quantity.per, quantity.scope), ())
    unit = text.lexicon.unit_of[quantity.subjects[0]]
    if said and not any(_agree(each.quantity, quantity, unit) for each in said):
        one = said[0]
        near = StatedIn(one.at, stated.cell.part or one.part, one.quantity)
        quoted = quote_stated((one,), near)
        yield from _finding(stated, TextRule.REPEATED, f"文中写的是{quoted}", is_error=False)


def _said_now(text: ReadText) -> _Said:
    """What the text says of how things are, by what it says it of, once for each way of writing
    it: a figure may stand in a long text a thousand times.
    """
    found: dict[_Key, dict[tuple[object, ...], StatedIn]] = {}
    for each in text.stated:
        said = each.quantity
        if is_of_today(said) and not said.among:
            key = said.subjects, said.per, text.figures.scope_of(each)
            found.setdefault(key, {}).setdefault(writing_of(each), each)
    return {key: tuple(told.values()) for key, told in found.items()}


def _agree(one: StatedQuantity, other: StatedQuantity, unit: str) -> bool:
    return may_stand_for(one, stated_value(other, unit), unit) or may_stand_for(
        other, stated_value(one, unit), unit
    )


def _finding(stated: _Stated, rule: TextRule, told: str, is_error: bool) -> Iterator[TextFinding]:
    part = stated.cell.part
    if part is not None:
        severity = Severity.ERROR if is_error else Severity.WARNING
        start, end = len(part.text) - len(part.text.lstrip()), len(part.text.rstrip())
        message = f"表里“{stated.name}”写的是“{part.text.strip()}”，{told}"
        yield TextFinding(rule, severity, part, start, end, message, _HINT)


def _read(table: TextTable, text: ReadText) -> Iterator[_Stated]:
    """What the table says once, in a cell beside its name, or in its only row below it."""
    for row in table.rows:
        yield from _read_pairs(tuple(_beside(row)), text)
    if len(table.rows) == 2:
        head, row = table.rows
        same = [each.column for each in head] == [each.column for each in row]
        if same and all(map(is_number, row)):
            yield from _read_pairs(tuple(zip(head, row, strict=True)), text)


def _beside(row: Sequence[TableCell]) -> Iterator[tuple[TableCell, TableCell]]:
    """Names and numbers in turn; nothing of a row that has anything else, but for its number."""
    cells = [each for each in row if each.text.strip()]
    if len(cells) % 2 and cells and is_number(cells[0]):
        cells = cells[1:]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    if len(cells) % 2 == 0 and all(is_number(b) and not is_number(a) for a, b in pairs):
        yield from pairs


def _read_pairs(pairs: Sequence[tuple[TableCell, TableCell]], text: ReadText) -> Iterator[_Stated]:
    for head, cell in pairs:
        found, number = _HEAD.fullmatch(plain_text(head)), read_cell_number(cell)
        if found is None or number is None:
            continue
        said = f"{found['name']}{exact_text(number.value)}"
        unit = number.unit or found["unit"] or ""
        quantity = _quantity(f"{said}{unit}", text)
        if quantity is not None and not unit:
            quantity = _quantity(f"{said}{text.lexicon.unit_of[quantity.subjects[0]]}", text)
        if quantity is not None and is_of_today(quantity):
            yield _Stated(cell, found["name"], quantity)


def _quantity(said: str, text: ReadText) -> StatedQuantity | None:
    """The only quantity of those words, if it has a subject and is no part."""
    found = read_quantities(said, text.lexicon, text.year)
    if len(found) != 1 or not found[0].subjects or found[0].among or found[0].kind:
        return None
    return found[0]
