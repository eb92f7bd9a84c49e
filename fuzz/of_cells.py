"""Tables → tables whose cells hold other types, errors, formulas, dates, hostile texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from fuzz import hostile

_CELL = re.compile(rb"<c\b[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_NAME = re.compile(rb'\br="([^"]*)"')
_ODS_CELL = re.compile(rb"<table:table-cell\b[^>]*?(?:/>|>.*?</table:table-cell>)", re.DOTALL)
_TYPES = ("n", "s", "str", "b", "e", "d", "inlineStr", "x")
_ODS_TYPES = ("float", "percentage", "currency", "date", "time", "boolean", "string", "x")
_ERRORS = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#SPILL!")
_Make = Callable[[bytes, Random], bytes]
_FORMULAS = ("<f>1+1</f>", '<f t="shared" si="0"/>', '<f t="array" ref="A1:B9">A1</f>', "<f/>")


def change_xlsx_cells(data: bytes, dice: Random) -> bytes:
    """A part of a sheet with a few cells that hold something else."""
    return _change(data, _CELL, _xlsx_cell, dice)


def change_ods_cells(data: bytes, dice: Random) -> bytes:
    """The content of an .ods, likewise."""
    return _change(data, _ODS_CELL, _ods_cell, dice)


def _change(data: bytes, pattern: re.Pattern[bytes], make: _Make, dice: Random) -> bytes:
    cells = list(pattern.finditer(data))
    chosen = dice.sample(cells, min(len(cells), dice.choice((1, 2, 5, 20))))
    for each in sorted(chosen, key=lambda found: -found.start()):
        put = make(each.group(), dice)
        data = data[: each.start()] + put + data[each.end() :]
    return data


def _xlsx_cell(cell: bytes, dice: Random) -> bytes:
    named = _NAME.search(cell)
    place = named[1].decode("utf-8", "replace") if named else "A1"
    if dice.random() < 0.05:
        place = dice.choice(("A0", "XFE1", "a1", "", "A1048577", "1A", "R1C1"))
    kind, said = dice.choice(_TYPES), escape(hostile.plain(hostile.value(dice)))
    if kind == "e":
        said = dice.choice(_ERRORS)
    if kind == "s":
        said = dice.choice(("0", "1", "99999", "-1", said))
    inner = f"<is><t>{said}</t></is>" if kind == "inlineStr" else f"<v>{said}</v>"
    formula = dice.choice(_FORMULAS) if dice.random() < 0.2 else ""
    look = f' s="{dice.choice((0, 1, 2, 7, 9999))}"' if dice.random() < 0.5 else ""
    return f'<c r="{place}"{look} t="{kind}">{formula}{inner}</c>'.encode()


def _ods_cell(_cell: bytes, dice: Random) -> bytes:
    kind, said = (
        dice.choice(_ODS_TYPES),
        escape(hostile.plain(hostile.value(dice)), {'"': "&quot;"}),
    )
    repeated = f' table:number-columns-repeated="{dice.choice((1, 2, 3, 9, 99, 16384, -1))}"'
    about = f'office:value-type="{kind}" office:value="{said}" office:date-value="{said}"'
    also = repeated if dice.random() < 0.1 else ""
    return f"<table:table-cell {about}{also}><text:p>{said}</text:p></table:table-cell>".encode()


def change_csv(data: bytes, dice: Random) -> bytes:
    """A table of text with a few cells, or a whole row or column, that hold something else."""
    lines = data.decode("utf-8", "replace").splitlines()
    rows = [line.split(",") for line in lines]
    for _ in range(dice.choice((1, 2, 5)) if rows else 0):
        row = dice.choice(rows)
        if row:
            row[dice.randrange(len(row))] = hostile.value(dice).replace("\0", "")
    if rows and dice.random() < 0.2:
        rows.insert(dice.randrange(len(rows)), dice.choice(rows) * dice.choice((1, 2, 50)))
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=dice.choice((",", ",", ";", "\t", "|")))
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8", "surrogatepass")
