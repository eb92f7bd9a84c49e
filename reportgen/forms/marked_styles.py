"""The styles of a clerk's workbook, to which those of marked cells and of the list are added."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from lxml import etree

from reportgen.forms.edited_workbook import (
    EditedWorkbook,
    NoWorkbookError,
    add_child,
    insert_before,
    needed_child,
    tag,
    xml_bytes,
)
from reportgen.forms.fault_list import ListStyles
from reportgen.problems import Severity

# ARGB; tints that nobody chooses by hand, so that marks of an earlier return are known again.
_TINTS = {Severity.ERROR: "FFFFB3BA", Severity.WARNING: "FFFFE0A3"}
_NEEDED = ("fonts", "fills", "borders", "cellXfs")
# What stands behind the conditional formats in the part.
_BEHIND_CONDITIONS = ("tableStyles", "colors", "extLst")
# The fonts of the list of faults: each has these elements, a colour with `rgb`, others with `val`.
_LIST_FONTS: Mapping[str, Mapping[str, str]] = {
    "plain": {"sz": "11", "name": "宋体"},
    "bold": {"b": "", "sz": "11", "name": "宋体"},
    "title": {"b": "", "sz": "16", "name": "宋体"},
    "link": {"u": "", "sz": "11", "color": "FF0563C1", "name": "宋体"},
}
_APPLIED = dict.fromkeys(("applyFont", "applyFill", "applyBorder", "applyAlignment"), "1")


class MarkedStyles:
    """The workbook's styles; a tinted copy of each style in use is added once.

    Errors: NoWorkbookError if the workbook has no styles, or none to start from.
    """

    def __init__(self, package: EditedWorkbook) -> None:
        self._package = package
        self._part = package.find_related(package.workbook, "/styles") or ""
        self._root = _styles_root(package, self._part)
        self._formats = self._root.find(tag("cellXfs"))
        self._marked: dict[tuple[int, Severity], int] = {}
        self._conditions: dict[Severity, int] = {}
        written = package.read(self._part)
        self.has_old_marks = any(tint.encode() in written for tint in _TINTS.values())
        self._tints = {severity: self._find_or_add_fill(tint) for severity, tint in _TINTS.items()}

    def marked(self, style: int, severity: Severity) -> int:
        """The number of that style with the tint of a fault."""
        key = (style, severity)
        if key not in self._marked:
            # One that is not there is shown as the first.
            known = style if 0 <= style < len(self._formats) else 0
            tinted = copy.deepcopy(self._formats[known])
            tinted.set("fillId", str(self._tints[severity]))
            tinted.set("applyFill", "1")
            self._marked[key] = _add(self._formats, tinted)
        return self._marked[key]

    def unmarked(self, style: int) -> int:
        """The style that a marked one was copied from; any other style itself."""
        if not 0 <= style < len(self._formats):
            return style
        tints = {str(fill) for fill in self._tints.values()}
        marked = self._formats[style]
        if marked.get("fillId") not in tints:
            return style
        originals = (
            number
            for number, each in enumerate(self._formats)
            if _differs_in_fill_alone(each, marked)
        )
        return next(originals, style)

    def condition(self, severity: Severity) -> int:
        """The number of a conditional format that gives the tint of a fault."""
        if severity not in self._conditions:
            tint = _TINTS[severity]
            style = etree.Element(tag("dxf"))
            style.append(_solid_fill(tint, {"rgb": tint}))
            self._conditions[severity] = _add(self._conditional_formats(), style)
        return self._conditions[severity]

    def _conditional_formats(self) -> Any:
        formats = self._root.find(tag("dxfs"))
        if formats is None:
            formats = etree.Element(tag("dxfs"))
            insert_before(self._root, formats, _BEHIND_CONDITIONS)
        return formats

    def list_styles(self) -> ListStyles:
        """The styles of the list of faults."""
        parent = self._root.find(tag("fonts"))
        fonts = {name: _add(parent, _font(parts)) for name, parts in _LIST_FONTS.items()}
        border = _add(self._root.find(tag("borders")), _thin_border())
        return ListStyles(
            title=self._list_format(fonts["title"], 0, 0, wrap="0"),
            head=self._list_format(fonts["bold"], 0, border),
            text=self._list_format(fonts["plain"], 0, border),
            link=self._list_format(fonts["link"], 0, border),
            error=self._list_format(fonts["plain"], self._tints[Severity.ERROR], border),
            warning=self._list_format(fonts["plain"], self._tints[Severity.WARNING], border),
        )

    def _list_format(self, font: int, fill: int, border: int, wrap: str = "1") -> int:
        numbers = {"numFmtId": 0, "fontId": font, "fillId": fill, "borderId": border, "xfId": 0}
        given = {name: str(number) for name, number in numbers.items()}
        style = etree.Element(tag("xf"), given | _APPLIED)
        add_child(style, "alignment", vertical="center", wrapText=wrap)
        return _add(self._formats, style)

    def _find_or_add_fill(self, tint: str) -> int:
        fills = self._root.find(tag("fills"))
        for number, fill in enumerate(fills):
            if any(colour.get("rgb") == tint for colour in fill.iter(tag("fgColor"))):
                return number
        return _add(fills, _solid_fill(tint, {"indexed": "64"}))

    def save(self) -> None:
        """Put the styles back into the workbook."""
        self._package.write(self._part, xml_bytes(self._root))


def _styles_root(package: EditedWorkbook, part: str) -> Any:
    if part not in package:
        raise NoWorkbookError("no styles")
    root = package.xml(part)
    if any(len(needed_child(root, name)) == 0 for name in _NEEDED):
        raise NoWorkbookError("styles without a basis")
    return root


def _add(parent: Any, child: Any) -> int:
    """Put the child last; its number is what refers to it."""
    parent.append(child)
    parent.set("count", str(len(parent)))
    return len(parent) - 1


def _differs_in_fill_alone(one: Any, two: Any) -> bool:
    names = ("numFmtId", "fontId", "borderId")
    if one.get("fillId") == two.get("fillId"):
        return False
    return all(one.get(name) == two.get(name) for name in names) and _inside(one) == _inside(two)


def _inside(style: Any) -> list[bytes]:
    return [etree.tostring(child, method="c14n") for child in style]


def _solid_fill(foreground: str, background: Mapping[str, str]) -> Any:
    fill = etree.Element(tag("fill"))
    pattern = add_child(fill, "patternFill", patternType="solid")
    add_child(pattern, "fgColor", rgb=foreground)
    add_child(pattern, "bgColor", **background)
    return fill


def _font(parts: Mapping[str, str]) -> Any:
    font = etree.Element(tag("font"))
    for name, value in parts.items():
        given = {"rgb" if name == "color" else "val": value} if value else {}
        add_child(font, name, **given)
    return font


def _thin_border() -> Any:
    border = etree.Element(tag("border"))
    for side in ("left", "right", "top", "bottom"):
        add_child(add_child(border, side, style="thin"), "color", auto="1")
    add_child(border, "diagonal")
    return border
