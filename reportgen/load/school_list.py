"""A list of schools in a workbook (名称, 类型, 代码) → whom forms are made for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.load.text_file import read_bytes
from reportgen.problems import Location, ReportgenError, UnreadableFileError, error

_NAMES = ("学校名称", "名称", "学校", "校名")
_HEADS = {
    **dict.fromkeys(_NAMES, "name"),
    **dict.fromkeys(("学校类型", "类型", "办学类型"), "type"),
    **dict.fromkeys(("学校代码", "代码", "标识码", "学校标识码"), "code"),
    **dict.fromkeys(("所在区县", "区县"), "district"),
    **dict.fromkeys(("学校地址", "地址"), "address"),
}
_HEAD_WITHIN = 20
_LARGEST_BYTES = 20_000_000


class ListedSchool(NamedTuple):
    """A school of the list; `cell` is the place of its name."""

    name: str
    type: str = ""
    code: str = ""
    district: str = ""
    address: str = ""
    cell: str = ""


def load_school_list(path: Path) -> tuple[ListedSchool, ...]:
    """The schools on the first sheet that has a column 学校名称.

    Errors: UnreadableFileError for what is no workbook, ReportgenError where no such column or no
    school is found.
    """
    for name, rows in _read_sheets(path):
        found = _find_schools(name, rows)
        if found is not None:
            if not found:
                raise ReportgenError(
                    error("no_schools", "名单里没有学校", Location(str(path), cell=f"{name}!A1"))
                )
            return found
    hint = (
        f"请在一行里写上“学校名称”“学校类型”，下面一行一所；名称这一列可以叫：{'、'.join(_NAMES)}"
    )
    raise ReportgenError(error("no_heads", "没有找到“学校名称”这一列", Location(str(path)), hint))


def _read_sheets(path: Path) -> list[tuple[str, Sequence[Sequence[object]]]]:
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    data = read_bytes(path, _LARGEST_BYTES)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in book.sheet_names
        ]
    except Exception as fault:
        # calamine's faults have no common base but Exception.
        hint = "请用 Excel 或 WPS 打开，另存为 .xlsx 再试"
        raise UnreadableFileError(
            error("unreadable_file", "不是 Excel 工作簿，或已损坏", Location(str(path)), hint)
        ) from fault


def _find_schools(sheet: str, rows: Sequence[Sequence[object]]) -> tuple[ListedSchool, ...] | None:
    for number, row in enumerate(rows[:_HEAD_WITHIN]):
        heads = {
            _HEADS[text]: place for place, cell in enumerate(row) if (text := _text(cell)) in _HEADS
        }
        if "name" in heads:
            return tuple(_schools(sheet, rows[number + 1 :], number + 2, heads))
    return None


def _schools(
    sheet: str, rows: Sequence[Sequence[object]], first: int, heads: dict[str, int]
) -> list[ListedSchool]:
    column = chr(ord("A") + heads["name"]) if heads["name"] < 26 else ""
    found = []
    for number, row in enumerate(rows, first):
        texts = {key: _text(row[place]) if place < len(row) else "" for key, place in heads.items()}
        if texts["name"] and texts["name"] not in ("合计", "总计"):
            found.append(ListedSchool(**texts, cell=f"{sheet}!{column}{number}"))
    return found


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return f"{cell:.0f}"
    return str(cell).strip()
