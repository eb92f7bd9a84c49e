"""A clerk's workbook and its problems → a copy with the faults marked and all else as it was.

The package is edited part by part: a program that loads and saves a whole workbook would drop what
it does not know (extended validations, among others).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from reportgen.forms.comments import add_comments, settle_comments
from reportgen.forms.edited_workbook import (
    EditedWorkbook,
    add_child,
    attribute_number,
    needed_child,
    tag,
    xml_bytes,
)
from reportgen.forms.fault_list import fault_sheet
from reportgen.forms.marked_styles import MarkedStyles
from reportgen.forms.sheet_cells import WorkbookCell, find_or_insert_cell, find_workbook_cell
from reportgen.model.form import FAULT_SHEET
from reportgen.ooxml.namespaces import R
from reportgen.problems import Problem, Severity

# A condition that always holds, and by which ours are known again.
_ALWAYS = 'LEN("错误清单")>0'
_OUTSIDE = frozenset("[]:*?/\\|")
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"

Faults = Mapping[WorkbookCell, Sequence[Problem]]


def mark_workbook(data: bytes, problems: Sequence[Problem]) -> bytes:
    """The workbook with faulty cells tinted and commented, and a first sheet of all problems,
    errors first.

    Marks of an earlier return are taken away first. Errors: NoWorkbookError if the bytes are no
    .xlsx.
    """
    package = EditedWorkbook(data)
    sheets = _sheets(package)
    styles = MarkedStyles(package)
    # Errors first: the clerk mends them before reading the rest.
    problems = sorted(problems, key=lambda each: each.severity.rank)
    cells = [find_workbook_cell(problem.location.cell, sheets) for problem in problems]
    faults = _faults_by_sheet(cells, problems)
    for name, part in sheets.items():
        if name != FAULT_SHEET:
            _mark_sheet(package, part, faults.get(name, {}), styles)
    page = fault_sheet(problems, [_link(cell) for cell in cells], styles.list_styles())
    styles.save()
    _put_first(package, sheets, page)
    return package.pack()


def _sheets(package: EditedWorkbook) -> dict[str, str]:
    """The worksheets' parts by the sheets' names, in order."""
    relations = package.relations(package.workbook)
    found = {}
    for sheet in package.xml(package.workbook).iter(tag("sheet")):
        kind, part = relations.get(sheet.get(f"{R}id"), ("", ""))
        if kind.endswith("/worksheet") and part in package:
            found[sheet.get("name")] = part
    return found


def _faults_by_sheet(
    cells: Sequence[WorkbookCell | None], problems: Sequence[Problem]
) -> Mapping[str, Faults]:
    found: dict[str, dict[WorkbookCell, list[Problem]]] = defaultdict(lambda: defaultdict(list))
    for cell, problem in zip(cells, problems, strict=True):
        if cell is not None:
            found[cell.sheet][cell].append(problem)
    return found


def _link(cell: WorkbookCell | None) -> str:
    # Such a name leads out of the workbook; Excel gives none.
    if cell is None or _OUTSIDE & {*cell.sheet}:
        return ""
    quoted = cell.sheet.replace("'", "''")
    return f"'{quoted}'!{cell.name}"


def _mark_sheet(package: EditedWorkbook, part: str, faults: Faults, styles: MarkedStyles) -> None:
    """Tint and comment the cells of one sheet, and take away what an earlier return marked.

    A sheet with neither stays as it is, byte for byte.
    """
    if not faults and not styles.has_old_marks and b"tabSelected" not in package.read(part):
        return
    root = package.xml(part)
    changed = _retint(root, faults, styles) | _deselect(root)
    settle_comments(package, part, {cell.name for cell in faults})
    if faults:
        texts = {cell.name: _comment(problems) for cell, problems in faults.items()}
        add_comments(package, part, root, texts)
    if changed:
        package.write(part, xml_bytes(root))


def _retint(root: Any, faults: Faults, styles: MarkedStyles) -> bool:
    """Take the old tints away and give the new ones; whether the sheet is changed."""
    changed = styles.has_old_marks and _unmark_cells(root, styles)
    tinted = _tint_cells(root, faults, styles)
    return changed | _tint_above_others(root, tinted, styles) | bool(faults)


def _unmark_cells(root: Any, styles: MarkedStyles) -> bool:
    changed = False
    for cell in needed_child(root, "sheetData").iter(tag("c")):
        style = attribute_number(cell, "s", "0")
        plain = styles.unmarked(style)
        if plain != style:
            cell.set("s", str(plain))
            changed = True
    return changed


def _tint_cells(root: Any, faults: Faults, styles: MarkedStyles) -> Mapping[Severity, list[str]]:
    """Tint the faulty cells; their names by the gravest fault of each."""
    names: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    for place, problems in sorted(faults.items()):
        is_error = any(each.severity is Severity.ERROR for each in problems)
        severity = Severity.ERROR if is_error else Severity.WARNING
        cell = find_or_insert_cell(root, place)
        cell.set("s", str(styles.marked(attribute_number(cell, "s", "0"), severity)))
        names[severity].append(place.name)
    return names


def _tint_above_others(
    root: Any, tinted: Mapping[Severity, Sequence[str]], styles: MarkedStyles
) -> bool:
    """Repeat the tints as conditions above all others, which would hide them (a cell still empty).

    What is returned says whether the sheet is changed.
    """
    removed = _remove_our_conditions(root)
    first = root.find(tag("conditionalFormatting"))
    if first is None or not any(tinted.values()):
        return removed
    _lower_priorities(root, len(tinted))
    for priority, (severity, names) in enumerate(tinted.items(), 1):
        if names:
            first.addprevious(_condition(names, styles.condition(severity), priority))
    return True


def _remove_our_conditions(root: Any) -> bool:
    formula = f"{tag('cfRule')}/{tag('formula')}"
    formats = root.findall(tag("conditionalFormatting"))
    ours = [each for each in formats if each.findtext(formula) == _ALWAYS]
    for each in ours:
        root.remove(each)
    return bool(ours)


def _lower_priorities(root: Any, steps: int) -> None:
    for rule in root.iter("{*}cfRule"):
        if rule.get("priority"):
            rule.set("priority", str(attribute_number(rule, "priority") + steps))


def _condition(cells: Sequence[str], style: int, priority: int) -> Any:
    condition = etree.Element(tag("conditionalFormatting"), sqref=" ".join(cells))
    given = {"type": "expression", "dxfId": str(style), "priority": str(priority)}
    rule = add_child(condition, "cfRule", **given, stopIfTrue="1")
    add_child(rule, "formula").text = _ALWAYS
    return condition


def _deselect(root: Any) -> bool:
    """Two selected sheets would be edited together."""
    views = [view for view in root.iter(tag("sheetView")) if view.attrib.pop("tabSelected", None)]
    return bool(views)


def _comment(problems: Sequence[Problem]) -> str:
    return "\n".join(_comment_line(each) for each in problems)


def _comment_line(problem: Problem) -> str:
    hint = f"；{problem.hint}" if problem.hint else ""
    return f"【{problem.severity.label}】{problem.message}{hint}"


def _put_first(package: EditedWorkbook, sheets: Mapping[str, str], page: bytes) -> None:
    """Make the list the first sheet and the one that opens.

    A list of an earlier return is written over where it stands.
    """
    if FAULT_SHEET in sheets:
        package.write(sheets[FAULT_SHEET], page)
        return
    part = package.free_name("xl/worksheets/sheet{}.xml")
    package.write(part, page, _SHEET_TYPE)
    root = package.xml(package.workbook)
    _list_sheet_first(root, package.relate(package.workbook, "/worksheet", part))
    _renumber_local_names(root)
    _open_at_first(root)
    package.write(package.workbook, xml_bytes(root))


def _list_sheet_first(workbook: Any, relation: str) -> None:
    listed = needed_child(workbook, "sheets")
    number = (
        max((attribute_number(each, "sheetId") for each in listed.iter(tag("sheet"))), default=0)
        + 1
    )
    sheet = etree.Element(tag("sheet"), name=FAULT_SHEET, sheetId=str(number))
    sheet.set(f"{R}id", relation)
    listed.insert(0, sheet)


def _renumber_local_names(workbook: Any) -> None:
    """Names that belong to a sheet tell it by its place, which is one further now."""
    for name in workbook.iter(tag("definedName")):
        if name.get("localSheetId") is not None:
            name.set("localSheetId", str(attribute_number(name, "localSheetId") + 1))


def _open_at_first(workbook: Any) -> None:
    for view in workbook.iter(tag("workbookView")):
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)
