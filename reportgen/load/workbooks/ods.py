"""An .ods package → grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.workbooks.grid import (
    MOST_PICTURES,
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
from reportgen.load.workbooks.number_format import Shown, number_cell
from reportgen.load.workbooks.package import PictureReader, WorkbookPackage, damaged, too_much
from reportgen.load.workbooks.tally import CellTally
from reportgen.named_tuple import NamedTuple

_HIDDEN = ("collapse", "filter")
# A cell's text, of at most 32,767 characters, stands in one piece; a tag is never so long.
_LONG_TAG = late_regex(rb"<[^<]{400000}")


class OdsContent(NamedTuple):
    """The sheets of an .ods; the pictures and comments at their cells by the sheet's name."""

    grids: tuple[Grid, ...]
    pictures: Mapping[str, tuple[EmbeddedPicture, ...]]
    comments: Mapping[str, tuple[CellComment, ...]]


def read_ods(package: WorkbookPackage) -> OdsContent:
    """Every sheet. Errors: UnreadableFileError if it is too large or damaged."""
    reader = _Reader(package.file)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    data = package.part("content.xml", "内容")
    if not data:
        raise damaged(package.file)
    _check_markup(data, package.file)
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as fault:
        raise damaged(package.file) from fault
    pictures = {
        sheet: tuple(_open_pictures(package, found[: MOST_PICTURES + 1]))
        for sheet, found in reader.pictures.items()
    }
    comments = {sheet: tuple(found) for sheet, found in reader.comments.items()}
    return OdsContent(tuple(reader.grids), pictures, comments)


def _check_markup(data: bytes, file: str) -> None:
    """Refuse what takes too long to read, and a tag with more attributes than there are."""
    most = LIMITS.workbook.elements
    if data.count(b"<") > most:
        raise too_much(file, f"内容里的标记超过 {most // 10_000} 万处")
    if _LONG_TAG.search(data):
        raise damaged(file)


def _open_pictures(
    package: WorkbookPackage, found: Iterable[tuple[int, int, str]]
) -> Iterator[EmbeddedPicture]:
    reader = PictureReader(package)
    for row, column, part in found:
        yield EmbeddedPicture(row, column, reader.read(part.removeprefix("./")))


class _Reader:
    """The sheet, row and cell being read. A repeated blank row or cell only moves the place on."""

    def __init__(self, file: str) -> None:
        self.grids: list[Grid] = []
        self.pictures: dict[str, list[tuple[int, int, str]]] = {}
        self.comments: dict[str, list[CellComment]] = {}
        self._comment: list[str] = []
        self._in_comment_text = False
        self._file = file
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._tally = CellTally(file)
        self._listed = 0
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[list[str]] = []
        self._start_sheet({})

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if name == "table:table":
            self._start_sheet(attributes)
        elif name == "table:table-column":
            self._add_columns(attributes)
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._paragraphs = dict(attributes), []
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        else:
            self._start_text(name, attributes)

    def _start_text(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_comment_text = name.startswith("text:") and self._in_note > 0
        if name == "text:p" and self._cell is not None:
            self._paragraphs.append([])
        elif name == "text:s" and self._paragraphs:
            self._paragraphs[-1].append(" " * min(int(attributes.get("text:c", "1")), 100))
        elif name == "office:annotation":
            self._in_note += 1
            self._comment, self._in_comment_text = [], False
        elif name == "table:table-row-group":
            self._groups += 1
        elif name == "draw:image" and self._cell is not None and not self._in_note:
            place = (self._row, self._column, attributes.get("xlink:href", ""))
            self.pictures.setdefault(self._name, []).append(place)

    def words(self, text: str) -> None:
        """Take text of a cell, or of a comment on it."""
        if self._in_note:
            # Beside its text a comment has a date and an author.
            self._comment += [text] if self._in_comment_text else []
        elif self._paragraphs:
            self._paragraphs[-1].append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "office:annotation":
            self._in_note -= 1
            self._paragraphs = []
            self._end_comment()
        elif name == "table:table-row-group":
            self._groups -= 1
        elif name in ("table:table-cell", "table:covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._end_sheet()

    def _end_comment(self) -> None:
        text = "".join(self._comment).strip()
        if text:
            found = CellComment(self._row, self._column, "", text)
            self.comments.setdefault(self._name, []).append(found)

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        self._name = attributes.get("table:name", "")
        self._is_hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self._rows: dict[int, Row] = {}
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row, self._column, self._columns = 1, 1, 1
        self._row_attributes: Mapping[str, str] = {}
        self._cells: dict[int, GridCell] = {}
        self._cell, self._paragraphs = None, []
        self._in_note = 0
        self._groups = 0

    def _add_columns(self, attributes: Mapping[str, str]) -> None:
        many = _repeated(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in _HIDDEN:
            last = min(self._columns + many - 1, LIMITS.workbook.columns)
            self._hidden_columns.update(range(self._columns, last + 1))
        self._columns += many

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row_attributes, self._cells, self._column = attributes, {}, 1

    def _end_cell(self, attributes: Mapping[str, str]) -> None:
        many = _repeated(attributes, "table:number-columns-repeated")
        cell = _read_cell(attributes, "\n".join(map("".join, self._paragraphs)))
        most = LIMITS.workbook
        if cell is not None and self._column + many > most.columns + 1:
            raise too_much(self._file, f"一行超过 {most.columns} 列")
        if cell is not None:
            self._tally.add(many, len(cell.text) * many)
            self._cells |= dict.fromkeys(range(self._column, self._column + many), cell)
        down = _repeated(attributes, "table:number-rows-spanned")
        across = _repeated(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            self._listed += 1
            if self._listed > most.listed:
                raise too_much(self._file, f"合并的单元格超过 {most.listed // 10_000} 万处")
            self._merged.append(
                Area(self._row, self._column, self._row + down - 1, self._column + across - 1)
            )
        self._column += many
        self._paragraphs = []

    def _end_row(self) -> None:
        many = _repeated(self._row_attributes, "table:number-rows-repeated")
        if self._cells:
            self._tally.add(many * len(self._cells), rows=many)
            self._rows |= dict.fromkeys(range(self._row, self._row + many), self._cells)
        is_hidden = self._row_attributes.get("table:visibility") in _HIDDEN
        # A row that is folded into a group has a sign beside it.
        if is_hidden and self._cells and not self._groups:
            self._hidden_rows |= set(range(self._row, self._row + many))
        self._row += many

    def _end_sheet(self) -> None:
        most = LIMITS.workbook.sheets
        if len(self.grids) == most:
            raise too_much(self._file, f"工作表超过 {most} 张")
        self.grids.append(
            Grid(
                name=self._name,
                rows=self._rows,
                merged=tuple(self._merged),
                hidden_rows=frozenset(self._hidden_rows),
                hidden_columns=frozenset(self._hidden_columns),
                visibility=Visibility.HIDDEN if self._is_hidden else Visibility.VISIBLE,
            )
        )


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))


def _read_cell(attributes: Mapping[str, str], shown: str) -> GridCell | None:
    working = Working.CALCULATED if attributes.get("table:formula") else Working.TYPED
    if _is_error(attributes, shown, working):
        return GridCell(shown, CellKind.ERROR, working)
    match attributes.get("office:value-type", ""):
        case "float" | "currency":
            return number_cell(attributes.get("office:value", ""), working=working)
        case "percentage":
            return number_cell(attributes.get("office:value", ""), Shown.SHARE, working=working)
        case "date":
            day = attributes.get("office:date-value", "").partition("T")[0]
            return GridCell(day, CellKind.DATE, working)
        case "time":
            return GridCell(":".join(shown.split(":")[:2]), CellKind.DATE, working)
        case "boolean":
            flag = attributes.get("office:boolean-value", "").upper()
            return GridCell(flag, CellKind.FLAG, working)
    text = attributes.get("office:string-value", shown)
    return GridCell(text, CellKind.TEXT, working) if text else None


def _is_error(attributes: Mapping[str, str], shown: str, working: Working) -> bool:
    if attributes.get("calcext:value-type") == "error":
        return True
    return working is Working.CALCULATED and shown.startswith("#")
