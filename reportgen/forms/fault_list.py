"""Problems → the sheet 错误清单 that stands first in a returned workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree

from reportgen.forms.cell_styles import clean, lines_of
from reportgen.forms.edited_workbook import tag, xml_bytes
from reportgen.ooxml.cell_names import cell_name
from reportgen.ooxml.namespaces import SHEET, XML_SPACE
from reportgen.problems import Problem, Severity

FAULT_SHEET = "错误清单"
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
    """The sheet's part; `links` are the cells to jump to (`'基本数据'!D12`), empty where a
    problem has none.
    """
    root = etree.Element(tag("worksheet"), nsmap={None: SHEET})
    properties = etree.SubElement(root, tag("sheetPr"))
    etree.SubElement(properties, tag("pageSetUpPr"), fitToPage="1")
    views = etree.SubElement(
        etree.SubElement(root, tag("sheetViews")),
        tag("sheetView"),
        tabSelected="1",
        workbookViewId="0",
    )
    etree.SubElement(
        views,
        tag("pane"),
        ySplit=str(_FIRST - 1),
        topLeftCell=f"A{_FIRST}",
        activePane="bottomLeft",
        state="frozen",
    )
    columns = etree.SubElement(root, tag("cols"))
    for number, (_, width) in enumerate(_COLUMNS, 1):
        etree.SubElement(
            columns, tag("col"), min=str(number), max=str(number), width=str(width), customWidth="1"
        )
    data = etree.SubElement(root, tag("sheetData"))
    _row(data, 1, ["错误清单"], [styles.title], 24)
    _row(data, 2, [_summary(problems)], [0], None)
    _row(data, 3, [title for title, _ in _COLUMNS], [styles.head] * len(_COLUMNS), 20)
    for number, (problem, link) in enumerate(zip(problems, links, strict=True), 1):
        _problem_row(data, number, problem, link, styles)
    _hyperlinks(root, links)
    etree.SubElement(
        root,
        tag("pageMargins"),
        left="0.5",
        right="0.5",
        top="0.6",
        bottom="0.6",
        header="0.3",
        footer="0.3",
    )
    etree.SubElement(
        root, tag("pageSetup"), paperSize="9", orientation="landscape", fitToHeight="0"
    )
    return xml_bytes(root)


def _summary(problems: Sequence[Problem]) -> str:
    counts = {
        severity: sum(each.severity is severity for each in problems) for severity in Severity
    }
    told = "，".join(f"{severity.label} {count} 处" for severity, count in counts.items())
    marks = "点“位置”可以跳到那个格子；有问题的格子涂了颜色，格角有批注"
    return f"{told}。{marks}。错误改正、提醒看过以后，保存并交回这个文件。"


def _problem_row(data: Any, number: int, problem: Problem, link: str, styles: ListStyles) -> None:
    place = problem.location
    texts = [
        *(str(number), problem.severity.label, place.cell or "整个文件", place.path),
        *(problem.message, problem.hint),
    ]
    level = styles.error if problem.severity is Severity.ERROR else styles.warning
    looks = [styles.text, level, styles.link if link else styles.text, *[styles.text] * 3]
    lines = max(lines_of(text, width) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
    _row(data, number + _FIRST - 1, texts, looks, _LINE * lines + _SPACE)


def _row(
    data: Any, number: int, texts: Sequence[str], looks: Sequence[int], height: int | None
) -> None:
    row = etree.SubElement(data, tag("row"), r=str(number))
    if height is not None:
        row.set("ht", str(height))
        row.set("customHeight", "1")
    for column, (text, look) in enumerate(zip(texts, looks, strict=True), 1):
        cell = etree.SubElement(
            row, tag("c"), r=cell_name(number, column), s=str(look), t="inlineStr"
        )
        content = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
        content.text = clean(text)
        content.set(XML_SPACE, "preserve")


def _hyperlinks(root: Any, links: Sequence[str]) -> None:
    found = [(number, link) for number, link in enumerate(links, _FIRST) if link]
    if found:
        parent = etree.SubElement(root, tag("hyperlinks"))
        for number, link in found:
            etree.SubElement(
                parent, tag("hyperlink"), ref=f"C{number}", location=link, display=link
            )
