"""The columns of 基本数据: how wide they are, and where the figures stand."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.forms.sheet_frame import USUAL_WIDTH
from reportgen.model.form import FactColumn
from reportgen.ooxml.cell_names import column_name

_WIDTHS: Mapping[FactColumn, float] = {
    FactColumn.NUMBER: 5,
    FactColumn.NAME: 25,
    FactColumn.STAGE: 7,
    FactColumn.UNIT: 8,
    FactColumn.VALUE: 15,
    FactColumn.LAST: 12,
    FactColumn.PREVIEW: 31,
    FactColumn.REQUIRED: 15,
    FactColumn.VERDICT: 14,
    FactColumn.DEFINITION: 46,
    FactColumn.SOURCE: 22,
}
VALUE_COLUMN = list(FactColumn).index(FactColumn.VALUE)
UNIT_COLUMN = list(FactColumn).index(FactColumn.UNIT)
VALUE_LETTER = column_name(VALUE_COLUMN + 1)
UNIT_LETTER = column_name(UNIT_COLUMN + 1)


def width_of(column: FactColumn) -> float:
    """How wide the column is, in characters."""
    return _WIDTHS.get(column, USUAL_WIDTH)
