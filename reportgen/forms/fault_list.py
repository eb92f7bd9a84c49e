"""Problems → the sheet 错误清单 that stands first in a returned workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from lxml import etree

from reportgen.forms.cell_styles import lines_of
from reportgen.forms.edited_workbook import add_child, tag, xml_bytes
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_names import cell_name
from reportgen.ooxml.cell_texts import inline_text
from reportgen.ooxml.namespaces import SHEET, XML_SPACE
from reportgen.problems import Problem, Severity

_COLUMNS = (("序号", 6), ("级别", 8), ("位置", 22), ("项目", 26), ("问题", 60), ("怎么改", 48))
_FIRST = 4
_LINE, _SPACE = 15, 6


class ListStyles(NamedTuple):
    """The numbers of the list's cell styles."""

    title: int
    head: int
    text: int
    link: int
    error: int
    warning: int


def fault_sheet(problems: Sequence[Problem], links: Sequence[str], styles: ListStyles) -> bytes:
    """The sheet's part; `links` are the cells to jump to (`'基本数据'!D12`), empty for none."""
    root = etree.Element(tag("worksheet"), nsmap={None: SHEET})
    _add_view(root)
    _add_columns(root)
    data = add_child(root, "sheetData")
    _row(data, 1, ["错误清单"], [styles.title], 24)
    _row(data, 2, [_summary(problems)], [0], None)
    _row(data, 3, [title for title, _ in _COLUMNS], [styles.head] * len(_COLUMNS), 20)
    for number, (problem, link) in enumerate(zip(problems, links, strict=True), 1):
        _problem_row(data, number, problem, link, styles)
    _add_hyperlinks(root, links)
    _add_print_settings(root)
    return xml_bytes(root)


def _add_view(root: Any) -> None:
    """One page wide in print; on the screen the selected sheet, its head always in sight."""
    add_child(add_child(root, "sheetPr"), "pageSetUpPr", fitToPage="1")
    view = add_child(
        add_child(root, "sheetViews"), "sheetView", tabSelected="1", workbookViewId="0"
    )
    frozen = {"ySplit": str(_FIRST - 1), "topLeftCell": f"A{_FIRST}", "activePane": "bottomLeft"}
    add_child(view, "pane", **frozen, state="frozen")


def _add_columns(root: Any) -> None:
    columns = add_child(root, "cols")
    for number, (_, width) in enumerate(_COLUMNS, 1):
        place = {"min": str(number), "max": str(number)}
        add_child(columns, "col", **place, width=str(width), customWidth="1")


def _add_print_settings(root: Any) -> None:
    margins = {"left": "0.5", "right": "0.5", "top": "0.6", "bottom": "0.6"}
    add_child(root, "pageMargins", **margins, header="0.3", footer="0.3")
    add_child(root, "pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")


def _summary(problems: Sequence[Problem]) -> str:
    counts = Counter(each.severity for each in problems)
    told = "，".join(
        f"{severity.label} {counts[severity]} 处"
        for severity in Severity
        if _is_told(severity, counts)
    )
    marks = "点“位置”可以跳到那个格子；有问题的格子涂了颜色，格角有批注"
    return f"{told}。{marks}。错误改正、提醒看过以后，保存并交回这个文件。"


def _is_told(severity: Severity, counts: Counter[Severity]) -> bool:
    """A school is no place for what the bureau's own layout allows, or has accepted."""
    return severity in (Severity.ERROR, Severity.WARNING) or bool(counts[severity])


def _problem_row(data: Any, number: int, problem: Problem, link: str, styles: ListStyles) -> None:
    place = problem.location
    level = styles.error if problem.severity is Severity.ERROR else styles.warning
    cells = [
        (str(number), styles.text),
        (problem.severity.label, level),
        (place.cell or "整个文件", styles.link if link else styles.text),
        (place.entry, styles.text),
        (problem.message, styles.text),
        (problem.hint, styles.text),
    ]
    texts, formats = zip(*cells, strict=True)
    lines = max(lines_of(text, width) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
    _row(data, number + _FIRST - 1, texts, formats, _LINE * lines + _SPACE)


def _row(
    data: Any, number: int, texts: Sequence[str], styles: Sequence[int], height: int | None
) -> None:
    row = add_child(data, "row", r=str(number))
    if height is not None:
        row.set("ht", str(height))
        row.set("customHeight", "1")
    for column, (text, style) in enumerate(zip(texts, styles, strict=True), 1):
        _add_cell(row, cell_name(number, column), text, style)


def _add_cell(row: Any, name: str, text: str, style: int) -> None:
    cell = add_child(row, "c", r=name, s=str(style), t="inlineStr")
    content = add_child(add_child(cell, "is"), "t")
    content.text = inline_text(text)
    content.set(XML_SPACE, "preserve")


def _add_hyperlinks(root: Any, links: Sequence[str]) -> None:
    found = [(number, link) for number, link in enumerate(links, _FIRST) if link]
    if found:
        parent = add_child(root, "hyperlinks")
        for number, link in found:
            add_child(parent, "hyperlink", ref=f"C{number}", location=link, display=link)
