"""The columns of 基本数据: how wide they are, and where the figures stand."""

from __future__ import annotations

from reportgen.model.form import FactColumn
from reportgen.ooxml.cell_names import column_name

WIDTHS: dict[FactColumn, float] = {
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
