"""A clerk's workbook and what is wrong in it → a copy with the faults marked; all else in it stays
as it was.

The package is edited part by part: a program that loads and saves a whole workbook would drop what
it does not know (extended validations, among others).
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lxml import etree

from reportgen.forms.comments import add_comments, settle_comments
from reportgen.forms.edited_workbook import EditedWorkbook, NoWorkbookError, tag, xml_bytes
from reportgen.forms.fault_list import FAULT_SHEET, ListStyles, fault_sheet
from reportgen.ooxml.cell_names import cell_name, find_cell
from reportgen.ooxml.namespaces import R
from reportgen.problems import Problem, Severity

# ARGB; tints that nobody chooses by hand, so that marks of an earlier return are known again.
_TINTS = {Severity.ERROR: "FFFFB3BA", Severity.WARNING: "FFFFE0A3"}
# A condition that always holds, and by which ours are known again.
_ALWAYS = 'LEN("错误清单")>0'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"


class Place(NamedTuple):
    """A cell: its sheet, row and column from 1, and its name (`D12`)."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """As formulas write it."""
        return cell_name(self.row, self.column)


def mark_workbook(data: bytes, problems: Sequence[Problem]) -> bytes:
    """The workbook with each faulty cell tinted and commented, and a first sheet that lists all
    problems.

    Marks of an earlier return are taken away first. Errors: NoWorkbookError for bytes that are no
    .xlsx.
    """
    package = EditedWorkbook(data)
    sheets = _sheets(package)
    styles = _Styles(package)
    places = [find_place(problem.location.cell, sheets) for problem in problems]
    by_sheet: dict[str, dict[Place, list[Problem]]] = {
        name: {} for name in sheets if name != FAULT_SHEET
    }
    for place, problem in zip(places, problems, strict=True):
        if place is not None and place.sheet in by_sheet:
            by_sheet[place.sheet].setdefault(place, []).append(problem)
    for name, faults in by_sheet.items():
        _mark_sheet(package, sheets[name], faults, styles)
    page = fault_sheet(problems, [_link(place) for place in places], styles.list_styles())
    styles.save()
    _put_first(package, sheets, page)
    return package.pack()


def find_place(cell: str, sheets: Iterable[str]) -> Place | None:
    """The cell that a location names (`基本数据!D12`), or None where it names none of these
    sheets' cells.
    """
    sheet, _, name = cell.rpartition("!")
    sheet = sheet.strip("'").replace("''", "'")
    found = find_cell(name.partition(":")[0])
    return Place(sheet, *found) if found and sheet in sheets else None


def _link(place: Place | None) -> str:
    if place is None:
        return ""
    quoted = place.sheet.replace("'", "''")
    return f"'{quoted}'!{place.name}"


def _sheets(package: EditedWorkbook) -> dict[str, str]:
    """The worksheets' parts by the sheets' names, in order."""
    relations = package.relations(package.workbook)
    found = {}
    for sheet in package.xml(package.workbook).iter(tag("sheet")):
        kind, part = relations.get(sheet.get(f"{R}id"), ("", ""))
        if kind.endswith("/worksheet") and part in package:
            found[sheet.get("name")] = part
    return found


class _Styles:
    """The workbook's styles, to which a tinted copy of each style in use is added once."""

    def __init__(self, package: EditedWorkbook) -> None:
        self._package, self._part = package, package.find_related(package.workbook, "/styles") or ""
        if self._part not in package:
            raise NoWorkbookError("no styles")
        self._root = package.xml(self._part)
        if any(
            self._root.find(tag(name)) is None for name in ("fonts", "fills", "borders", "cellXfs")
        ):
            raise NoWorkbookError("styles without a basis")
        self._formats = self._root.find(tag("cellXfs"))
        self._marked: dict[tuple[int, Severity], int] = {}
        self._conditions: dict[Severity, int] = {}
        self.has_old_marks = any(
            tint.encode() in package.read(self._part) for tint in _TINTS.values()
        )
        self._tints = {severity: self._find_or_add_fill(tint) for severity, tint in _TINTS.items()}

    def marked(self, style: int, severity: Severity) -> int:
        """The number of that style with the tint of a fault."""
        key = (style, severity)
        if key not in self._marked:
            look = copy.deepcopy(self._formats[style])
            look.set("fillId", str(self._tints[severity]))
            look.set("applyFill", "1")
            self._marked[key] = self._add(self._formats, look)
        return self._marked[key]

    def unmarked(self, style: int) -> int:
        """The style that a marked one came from: the first that is like it in all but its fill;
        else itself.
        """
        look = self._formats[style] if style < len(self._formats) else None
        if look is None or look.get("fillId") not in {str(fill) for fill in self._tints.values()}:
            return style
        likes = (number for number, each in enumerate(self._formats) if _same_but_fill(each, look))
        return next(
            (
                number
                for number in likes
                if self._formats[number].get("fillId") != look.get("fillId")
            ),
            style,
        )

    def condition(self, severity: Severity) -> int:
        """The number of a conditional format that gives the tint of a fault."""
        if severity not in self._conditions:
            formats = self._conditional_formats()
            look = etree.Element(tag("dxf"))
            pattern = etree.SubElement(
                etree.SubElement(look, tag("fill")), tag("patternFill"), patternType="solid"
            )
            etree.SubElement(pattern, tag("fgColor"), rgb=_TINTS[severity])
            etree.SubElement(pattern, tag("bgColor"), rgb=_TINTS[severity])
            self._conditions[severity] = self._add(formats, look)
        return self._conditions[severity]

    def _conditional_formats(self) -> Any:
        formats = self._root.find(tag("dxfs"))
        if formats is None:
            formats = etree.Element(tag("dxfs"))
            behind = (
                each
                for each in self._root
                if each.tag in (tag("tableStyles"), tag("colors"), tag("extLst"))
            )
            following = next(behind, None)
            self._root.append(formats) if following is None else following.addprevious(formats)
        return formats

    def list_styles(self) -> ListStyles:
        """The styles of the list of faults."""
        fonts = self._root.find(tag("fonts"))
        plain = self._add(fonts, _element("font", ("sz", "11"), ("name", "宋体")))
        bold = self._add(fonts, _element("font", ("b", ""), ("sz", "11"), ("name", "宋体")))
        title = self._add(fonts, _element("font", ("b", ""), ("sz", "16"), ("name", "宋体")))
        link = self._add(
            fonts,
            _element("font", ("u", ""), ("sz", "11"), ("color", "FF0563C1"), ("name", "宋体")),
        )
        border = self._add(self._root.find(tag("borders")), _thin_border())
        return ListStyles(
            title=self._list_format(title, 0, 0, wrap="0"),
            head=self._list_format(bold, 0, border),
            text=self._list_format(plain, 0, border),
            link=self._list_format(link, 0, border),
            error=self._list_format(plain, self._tints[Severity.ERROR], border),
            warning=self._list_format(plain, self._tints[Severity.WARNING], border),
        )

    def save(self) -> None:
        """Put the styles back."""
        self._package.write(self._part, xml_bytes(self._root))

    def _list_format(self, font: int, fill: int, border: int, wrap: str = "1") -> int:
        numbers = {
            "numFmtId": "0",
            "fontId": str(font),
            "fillId": str(fill),
            "borderId": str(border),
            "xfId": "0",
        }
        applied = dict.fromkeys(("applyFont", "applyFill", "applyBorder", "applyAlignment"), "1")
        look = etree.Element(tag("xf"), numbers | applied)
        etree.SubElement(look, tag("alignment"), vertical="center", wrapText=wrap)
        return self._add(self._formats, look)

    def _find_or_add_fill(self, tint: str) -> int:
        fills = self._root.find(tag("fills"))
        for number, fill in enumerate(fills):
            if any(colour.get("rgb") == tint for colour in fill.iter(tag("fgColor"))):
                return number
        fill = etree.Element(tag("fill"))
        pattern = etree.SubElement(fill, tag("patternFill"), patternType="solid")
        etree.SubElement(pattern, tag("fgColor"), rgb=tint)
        etree.SubElement(pattern, tag("bgColor"), indexed="64")
        return self._add(fills, fill)

    def _add(self, parent: Any, child: Any) -> int:
        parent.append(child)
        parent.set("count", str(len(parent)))
        return len(parent) - 1


def _same_but_fill(one: Any, two: Any) -> bool:
    names = ("numFmtId", "fontId", "borderId")
    below = [[etree.tostring(child, method="c14n") for child in each] for each in (one, two)]
    return all(one.get(name) == two.get(name) for name in names) and below[0] == below[1]


def _element(name: str, *children: tuple[str, str]) -> Any:
    element = etree.Element(tag(name))
    for child, value in children:
        given = {"rgb" if child == "color" else "val": value} if value else {}
        etree.SubElement(element, tag(child), given)
    return element


def _thin_border() -> Any:
    border = etree.Element(tag("border"))
    for side in ("left", "right", "top", "bottom"):
        etree.SubElement(etree.SubElement(border, tag(side), style="thin"), tag("color"), auto="1")
    etree.SubElement(border, tag("diagonal"))
    return border


def _mark_sheet(
    package: EditedWorkbook, part: str, faults: Mapping[Place, Sequence[Problem]], styles: _Styles
) -> None:
    """Tint and comment the cells of one sheet, and take away what an earlier return marked.

    A sheet with neither stays as it is, byte for byte.
    """
    if not faults and not styles.has_old_marks and b"tabSelected" not in package.read(part):
        return
    root = package.xml(part)
    data = root.find(tag("sheetData"))
    changed = styles.has_old_marks and _unmark_cells(data, styles)
    cells: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for place, problems in sorted(faults.items()):
        severity = (
            Severity.ERROR
            if any(each.severity is Severity.ERROR for each in problems)
            else Severity.WARNING
        )
        cell = _cell(root, data, place)
        cell.set("s", str(styles.marked(int(cell.get("s", "0")), severity)))
        cells[severity].append(place.name)
    changed |= _tint_above_others(root, cells, styles)
    changed |= _deselect(root)
    texts = {(place.row, place.column): _comment(problems) for place, problems in faults.items()}
    settle_comments(package, part, {place.name for place in faults})
    if texts:
        add_comments(
            package, part, root, {place.name: texts[place.row, place.column] for place in faults}
        )
    if texts or changed:
        package.write(part, xml_bytes(root))


def _unmark_cells(data: Any, styles: _Styles) -> bool:
    changed = False
    for cell in data.iter(tag("c")):
        style = int(cell.get("s", "0"))
        plain = styles.unmarked(style)
        if plain != style:
            cell.set("s", str(plain))
            changed = True
    return changed


def _tint_above_others(root: Any, cells: Mapping[Severity, Sequence[str]], styles: _Styles) -> bool:
    """Where cells are tinted by conditions (still empty), the tint of a fault by one that comes
    before all.
    """
    formats = root.findall(tag("conditionalFormatting"))
    old = [
        each for each in formats if each.findtext(f"{tag('cfRule')}/{tag('formula')}") == _ALWAYS
    ]
    for each in old:
        root.remove(each)
    others = [each for each in formats if each not in old]
    if not others or not any(cells.values()):
        return bool(old)
    for rule in root.iter("{*}cfRule"):
        if rule.get("priority"):
            rule.set("priority", str(int(rule.get("priority")) + len(cells)))
    for number, (severity, names) in enumerate(cells.items(), 1):
        if names:
            format_ = etree.Element(tag("conditionalFormatting"), sqref=" ".join(names))
            look = {
                "type": "expression",
                "dxfId": str(styles.condition(severity)),
                "priority": str(number),
            }
            rule = etree.SubElement(format_, tag("cfRule"), {**look, "stopIfTrue": "1"})
            etree.SubElement(rule, tag("formula")).text = _ALWAYS
            others[0].addprevious(format_)
    return True


def _deselect(root: Any) -> bool:
    """Two selected sheets would be edited together."""
    views = [view for view in root.iter(tag("sheetView")) if view.attrib.pop("tabSelected", None)]
    return bool(views)


def _cell(root: Any, data: Any, place: Place) -> Any:
    """The cell's element, made where there is none, with the style of its row or column."""
    row = _find_or_insert(data, "row", place.row, _row_of, str(place.row))
    cell = _find_or_insert(row, "c", place.column, _column_of, place.name)
    if cell.get("s") is None and len(cell) == 0:
        style = (
            row.get("s")
            if row.get("customFormat") in ("1", "true")
            else _column_style(root, place.column)
        )
        if style:
            cell.set("s", style)
    return cell


def _find_or_insert(
    parent: Any, name: str, wanted: int, number_of: Callable[[Any], int], reference: str
) -> Any:
    index = 0
    for index, each in enumerate(parent, 1):
        number = number_of(each)
        if number == wanted:
            return each
        if number > wanted:
            index -= 1
            break
    # Its spans would not hold the new cell.
    parent.attrib.pop("spans", None)
    new = etree.Element(tag(name), r=reference)
    parent.insert(index, new)
    return new


def _row_of(row: Any) -> int:
    if row.get("r") is None:
        raise NoWorkbookError("rows without numbers")
    return int(row.get("r"))


def _column_of(cell: Any) -> int:
    found = find_cell(cell.get("r", ""))
    if found is None:
        raise NoWorkbookError("cells without names")
    return found.column


def _column_style(root: Any, column: int) -> str | None:
    for each in root.iter(tag("col")):
        if int(each.get("min", "0")) <= column <= int(each.get("max", "0")):
            style: str | None = each.get("style")
            return style
    return None


def _comment(problems: Sequence[Problem]) -> str:
    lines = (
        f"【{each.severity.label}】{each.message}{f'；{each.hint}' if each.hint else ''}"
        for each in problems
    )
    return "\n".join(lines)


def _put_first(package: EditedWorkbook, sheets: Mapping[str, str], page: bytes) -> None:
    """The list as the first sheet, opened first; one of an earlier return is written over where
    it stands.
    """
    if FAULT_SHEET in sheets:
        package.write(sheets[FAULT_SHEET], page)
        return
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.write(part, page, _SHEET_TYPE)
    root = package.xml(package.workbook)
    listed = root.find(tag("sheets"))
    numbers = [int(sheet.get("sheetId")) for sheet in listed]
    sheet = etree.Element(tag("sheet"), name=FAULT_SHEET, sheetId=str(max(numbers, default=0) + 1))
    sheet.set(f"{R}id", package.relate(package.workbook, "/worksheet", part))
    listed.insert(0, sheet)
    for name in root.iter(tag("definedName")):
        if name.get("localSheetId") is not None:
            name.set("localSheetId", str(int(name.get("localSheetId")) + 1))
    for view in root.iter(tag("workbookView")):
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)
    package.write(package.workbook, xml_bytes(root))
