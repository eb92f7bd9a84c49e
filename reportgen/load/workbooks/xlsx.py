"""The parts of an .xlsx package → grids.

Read by our own hand and not by calamine, which loses error values, percent signs and formulas that
were never worked out, and makes room for every cell up to the last one: two cells far apart would
take all memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from html import unescape

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.workbooks.grid import (
    Area,
    CellComment,
    CellKind,
    EmbeddedPicture,
    Grid,
    GridCell,
    Row,
    Visibility,
    Working,
)
from reportgen.load.workbooks.number_format import Shown, number_cell, shown_by
from reportgen.load.workbooks.package import WorkbookPackage, damaged, too_much
from reportgen.load.workbooks.tally import CellTally
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.cell_names import column_number
from reportgen.problems import Location, Problem, warning

_MOST_COLUMNS = LIMITS.workbook.columns
# Behind them are no rows with anything in them.
_MOST_HIDDEN = 2 * LIMITS.workbook.rows
# A text that is no longer may stand in every cell.
_SHORT_TEXT = 200
# Excel's own bound for the text of a cell.
_LONGEST_TEXT = 32_767
_PREFIX = late_regex(rb"<(\w+):(?:workbook|worksheet|sst|styleSheet)\b")
_ATTRIBUTE = late_regex(rb'(?<![\w:])([\w:]++)\s*+=\s*+["\']([^"\']*+)["\']')
_ROW = late_regex(rb"<row(?=[\s/>])")
_CELL = late_regex(rb"<c(?=[\s/>])")
_VALUE = late_regex(rb"<v(?:\s[^<>]*+)?>([^<]*+)</v>")
_FORMULA = late_regex(rb"<f(?=[\s/>])")
_RUN = late_regex(rb"<t(?:\s[^<>]*+)?>([^<]*+)</t>")
_PHONETIC = late_regex(rb"<rPh\b(?:[^<]++|<(?!/?rPh\b))*+</rPh>")
_ESCAPE = late_regex(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = late_regex(rb"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = (b"1", b"true")
_KINDS = {b"e": CellKind.ERROR, b"b": CellKind.FLAG}
_SINCE_1904 = late_regex(rb'<workbookPr[^<>]*\bdate1904="(?:1|true)"')
# Excel and WPS take this mark away when they save: with it, no program has worked out a formula.
_NEVER_CALCULATED = late_regex(rb'<calcPr[^<>]*\bfullCalcOnLoad="(?:1|true)"')
_ROW_NUMBER = late_regex(rb'\br="([0-9]{1,7})"')
# How Excel, WPS, LibreOffice and XlsxWriter write a cell with a value.
_USUAL_CELL = late_regex(
    rb'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]+)")?(?: t="(s|n|b|e|str)")?>'
    rb"(<f(?: aca=\"false\")?>[^<]*</f>)?<v>([^<]*)</v></c>"
)
_STRING_ITEM = late_regex(rb"<si(?=[\s/>])")
_PLAIN_STRING = late_regex(rb'<si><t(?: xml:space="preserve")?>([^<\0]*)</t></si>')


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it, and its part."""

    name: str
    part: str
    visibility: Visibility


class XlsxBook:
    """An open .xlsx: sheets are read when asked for. `problems` tell what is passed over."""

    def __init__(self, package: WorkbookPackage) -> None:
        self._package = package
        self._tally = CellTally(package.file)
        self._main = _plain(package.part("xl/workbook.xml"))
        if not self._main:
            raise damaged(package.file)
        self.entries = tuple(self._list_sheets())
        self.problems = tuple(_passed_over(package))
        self._since_1904 = bool(_SINCE_1904.search(self._main))
        self._never_calculated = bool(_NEVER_CALCULATED.search(self._main))

    @property
    def size(self) -> int:
        """The bytes of the file, which are kept."""
        return self._package.package.size

    def grid(self, entry: SheetEntry) -> Grid:
        """The cells of that sheet. Errors: UnreadableFileError if it is too large or damaged."""
        data = _plain(self._package.part(entry.part, f"工作表“{entry.name}”"))
        before, _, after = data.partition(b"<sheetData")
        del data
        body, _, after = after.partition(b"</sheetData>")
        rows, hidden = self._read_rows(body)
        return Grid(
            name=entry.name,
            rows=rows,
            merged=tuple(self._areas(after)),
            hidden_rows=frozenset(hidden),
            hidden_columns=frozenset(self._hidden_columns(before)),
            visibility=entry.visibility,
        )

    def pictures(self, entry: SheetEntry) -> tuple[EmbeddedPicture, ...]:
        """The pictures on that sheet. Errors: UnreadableFileError if a part is damaged."""
        if not any(name.startswith("xl/media/") for name in self._package.names):
            return ()
        # Few forms have pictures: what reads them is not loaded for the others.
        from reportgen.load.workbooks.embedded_pictures import embedded_pictures

        return embedded_pictures(self._package, entry.part)

    def comments(self, entry: SheetEntry) -> tuple[CellComment, ...]:
        """The comments on that sheet. Errors: UnreadableFileError if a part is damaged."""
        if not any("comments" in name for name in self._package.names):
            return ()
        from reportgen.load.workbooks.cell_comments import cell_comments

        return cell_comments(self._package, entry.part)

    def _elements(self, data: bytes, name: bytes, told: str) -> Iterator[Mapping[bytes, bytes]]:
        """The attributes of each element of that name, of a list that users know as `told`.

        Errors: UnreadableFileError if there are too many.
        """
        most = LIMITS.workbook.listed
        if data.count(b"<" + name) > most:
            raise too_much(self._package.file, f"{told}超过 {most // 10_000} 万处")
        return _elements(data, name)

    def _areas(self, after: bytes) -> Iterator[Area]:
        merged = after.partition(b"<mergeCells")[2].partition(b"</mergeCells>")[0]
        for each in self._elements(merged, b"mergeCell", "合并的单元格"):
            corners = _REFERENCE.findall(each.get(b"ref", b""))
            if len(corners) == 2:
                (left, top), (right, bottom) = (
                    (column_number(letters.decode()), int(row)) for letters, row in corners
                )
                yield Area(top, left, bottom, right)

    def _hidden_columns(self, before: bytes) -> Iterator[int]:
        """Each hidden column once, however often it is said."""
        spans = sorted(
            (int(each.get(b"min", b"1")), int(each.get(b"max", b"1")))
            for each in self._elements(before, b"col", "列的格式")
            if each.get(b"hidden") in _TRUE
        )
        free = 1
        for first, last in spans:
            yield from range(max(first, free), min(last, _MOST_COLUMNS) + 1)
            free = max(free, last + 1)

    def _list_sheets(self) -> Iterator[SheetEntry]:
        targets = self._targets()
        most = LIMITS.workbook.sheets
        if self._main.count(b"<sheet ") > most:
            raise too_much(self._package.file, f"工作表超过 {most} 张")
        for each in _elements(self._main, b"sheet"):
            key = next((value for name, value in each.items() if name.endswith(b":id")), b"")
            part = targets.get(key, "")
            path = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
            if "worksheets/" in path:
                state = each.get(b"state", b"visible").decode()
                visibility = Visibility(state) if state in set(Visibility) else Visibility.VISIBLE
                yield SheetEntry(_text(each.get(b"name", b"")), path, visibility)

    def _targets(self) -> Mapping[bytes, str]:
        """What each relation of the workbook's part points to."""
        relations = self._package.part("xl/_rels/workbook.xml.rels")
        return {
            each.get(b"Id", b""): each.get(b"Target", b"").decode("utf-8", "replace")
            for each in self._elements(relations, b"Relationship", "部件之间的联系")
        }

    def _read_rows(self, body: bytes) -> tuple[dict[int, Row], list[int]]:
        rows: dict[int, Row] = {}
        hidden: list[int] = []
        number = 0
        count_signs = _count_signs if self._has_long_texts else _no_signs
        for chunk in _pieces(_ROW, body):
            opening, _, inner = chunk.partition(b">")
            said = _ROW_NUMBER.search(opening)
            number = int(said.group(1)) if said else number + 1
            if b"hidden" in opening and len(hidden) < _MOST_HIDDEN and _is_hidden(opening):
                hidden.append(number)
            cells = self._read_row(inner) if inner else {}
            if cells:
                rows[number] = cells
                self._tally.add(len(cells), count_signs(cells), 1)
        return rows, hidden

    @cached_property
    def _has_long_texts(self) -> bool:
        return max(map(len, self._strings), default=0) > _SHORT_TEXT

    def _read_row(self, inner: bytes) -> Row:
        count = inner.count(b"</c>")
        if count > _MOST_COLUMNS:
            raise damaged(self._package.file)
        usual = _USUAL_CELL.findall(inner)
        return self._read_usual_cells(usual) if len(usual) == count else self._read_cells(inner)

    def _read_usual_cells(self, found: Sequence[tuple[bytes, ...]]) -> dict[int, GridCell]:
        """The cells of a row of which all are written as most programs write them."""
        cells: dict[int, GridCell] = {}
        for letters, style, kind, formula, value in found:
            if formula or not value:
                cell = self._read_cell(kind or b"n", style, b"%b<v>%b</v>" % (formula, value))
                if cell is not None:
                    cells[_column(letters)] = cell
            elif kind == b"s":
                text = self._strings[int(value)]
                if text:
                    cells[_column(letters)] = GridCell(text)
            elif not kind or kind == b"n":
                shown = self._styles.get(style, Shown.NUMBER)
                cells[_column(letters)] = number_cell(value.decode(), shown, self._since_1904)
            else:
                text = self._words(kind, value, b"")
                cells[_column(letters)] = GridCell(text, _KINDS.get(kind, CellKind.TEXT))
        return cells

    def _read_cells(self, inner: bytes) -> dict[int, GridCell]:
        """The cells of a row however they are written."""
        cells: dict[int, GridCell] = {}
        column = 0
        for chunk in _pieces(_CELL, inner):
            opening, _, content = chunk.partition(b">")
            attributes = dict(_ATTRIBUTE.findall(opening))
            reference = _REFERENCE.fullmatch(attributes.get(b"r", b""))
            column = _column(reference.group(1)) if reference else column + 1
            kind, style = attributes.get(b"t", b"n"), attributes.get(b"s", b"0")
            cell = self._read_cell(kind, style, content) if content else None
            if cell is not None:
                cells[column] = cell
        return cells

    def _read_cell(self, kind: bytes, style: bytes, content: bytes) -> GridCell | None:
        found = _VALUE.search(content)
        value = found.group(1) if found else b""
        working = self._working(kind, value, content)
        if working is Working.UNCALCULATED:
            return GridCell("", CellKind.NUMBER, working)
        if kind == b"n":
            shown = self._styles.get(style, Shown.NUMBER)
            return number_cell(value.decode(), shown, self._since_1904, working) if value else None
        text = self._words(kind, value, content)
        if kind in _KINDS:
            return GridCell(text, _KINDS[kind], working)
        return GridCell(text, CellKind.TEXT, working) if text else None

    def _working(self, kind: bytes, value: bytes, content: bytes) -> Working:
        if b"<f" not in content or not _FORMULA.search(content):
            return Working.TYPED
        is_bare = not value or (value == b"0" and self._never_calculated)
        return Working.UNCALCULATED if is_bare and kind != b"str" else Working.CALCULATED

    def _words(self, kind: bytes, value: bytes, content: bytes) -> str:
        if kind == b"s":
            number = int(value) if value.strip().isdigit() else -1
            return self._strings[number] if 0 <= number < len(self._strings) else ""
        if kind == b"inlineStr":
            return _runs(content)
        if kind == b"b":
            return "TRUE" if value in _TRUE else "FALSE"
        if kind == b"d":
            return _text(value).partition("T")[0]
        return _text(value)

    @cached_property
    def _strings(self) -> Sequence[str]:
        data = _plain(self._package.part("xl/sharedStrings.xml", "文字"))
        self._check_strings(data)
        plain = _PLAIN_STRING.findall(data)
        if plain and len(plain) == data.count(b"<si"):
            # Decoded all at once: a form has hundreds.
            texts = b"\0".join(plain).decode("utf-8", "replace")
            has_escapes = "&" in texts or "_x" in texts
            items = texts.split("\0")
            return [_clean(text) for text in items] if has_escapes else items
        return [_runs(chunk.partition(b">")[2]) for chunk in _pieces(_STRING_ITEM, data)]

    def _check_strings(self, data: bytes) -> None:
        most = LIMITS.workbook
        if len(data) > most.texts:
            raise too_much(self._package.file, f"文字超过 {most.texts // 1_000_000} MB")
        if data.count(b"<si") > most.cells:
            raise too_much(self._package.file, f"文字超过 {most.cells // 10_000} 万条")

    @cached_property
    def _styles(self) -> Mapping[bytes, Shown]:
        """How each style but the plain ones shows a number."""
        data = _plain(self._package.part("xl/styles.xml", "格式"))
        codes = {
            each.get(b"numFmtId", b""): _text(each.get(b"formatCode", b""))
            for each in self._elements(data, b"numFmt", "数字格式")
        }
        used = data.partition(b"<cellXfs")[2].partition(b"</cellXfs>")[0]
        found = {}
        for place, each in enumerate(self._elements(used, b"xf", "单元格格式")):
            number = each.get(b"numFmtId", b"0")
            shown = shown_by(int(number) if number.isdigit() else 0, codes.get(number, ""))
            if shown is not Shown.NUMBER:
                found[str(place).encode()] = shown
        return found


def _count_signs(cells: Row) -> int:
    """The characters of a row's cells."""
    return sum(len(cell.text) for cell in cells.values())


def _no_signs(cells: Row) -> int:
    """None: no text that many cells share is long."""
    return 0


def _is_hidden(row: bytes) -> bool:
    """Whether nobody sees that the row is there: one folded into a group has a sign beside it."""
    said = dict(_ATTRIBUTE.findall(row))
    return said.get(b"hidden") in _TRUE and said.get(b"outlineLevel", b"0") == b"0"


def _plain(data: bytes) -> bytes:
    """Without the prefix that some programs put before every name."""
    match = _PREFIX.search(data, 0, 2000)
    if match is None:
        return data
    prefix = match.group(1) + b":"
    return data.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")


def _pieces(opening: re.Pattern[bytes], data: bytes) -> Iterator[bytes]:
    """What stands between each opening and the next, in one pass whatever is malformed."""
    start = -1
    for match in opening.finditer(data):
        if start >= 0:
            yield data[start : match.start()]
        start = match.end()
    if start >= 0:
        yield data[start:]


def _elements(data: bytes, name: bytes) -> Iterator[Mapping[bytes, bytes]]:
    """The attributes of each element of that name."""
    for chunk in _pieces(re.compile(rb"<" + name + rb"(?=[\s/>])"), data):
        yield dict(_ATTRIBUTE.findall(chunk.partition(b">")[0]))


def _runs(data: bytes) -> str:
    """The text of a string item, its runs joined, without how it is pronounced."""
    found = _RUN.findall(_PHONETIC.sub(b"", data) if b"<rPh" in data else data)
    return _text(found[0] if len(found) == 1 else b"".join(found))


def _text(data: bytes) -> str:
    return _clean(data.decode("utf-8", "replace"))


def _clean(text: str) -> str:
    """Without the escapes of XML and of Excel, and no longer than Excel has it."""
    if "&" in text:
        text = unescape(text)
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return text[:_LONGEST_TEXT]


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _passed_over(package: WorkbookPackage) -> Iterator[Problem]:
    place = Location(package.file)
    if any(name.startswith("xl/externalLinks/") for name in package.names):
        message = "有公式引用了别的文件，只取文件里存着的数，不去读别的文件"
        yield warning("external_links", message, place, "请把引用的单元格改成数字")
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield warning("macros", "带有宏，不会运行", place, "请另存为不带宏的 .xlsx")
