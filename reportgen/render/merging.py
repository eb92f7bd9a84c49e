"""`{% 合并 %}` in cells of a table → cells that are one with the equal cell above them.

docxtpl's `{% vm %}` spans one whole loop, whatever stands in its rows. This tag looks at what the
rows came to: a cell that has it is one with the cell above where that has it too and the same text,
and no cell with the tag further left begins anew in this row. So it works through any loops, and a
group's end ends what is merged within it. A few rows of such a cell stay on one page; one over many
is parted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.paragraphs import children_of, text_of
from reportgen.templating.faults import Fault

TAG = "合并"
# A processing instruction: markup in a value is escaped, so that no value can be one.
_TARGET = "reportgen-merge"
_MARK = f"<?{_TARGET}?>"
_USE = late_regex(rf"<w:tc[ >]|</w:tc>|\{{%-?\s*{TAG}\s*-?%\}}")
_TABLE = late_regex(r"<w:tbl(?=[ >])|</w:tbl>")
_DECLARED = late_regex(r'(xmlns:[\w.-]+)="([^"]*)"')
# A cell over more rows is parted: where a page ends within it, the next has not its text. That of a
# few rows without much text stays on one page. More would leave half a page empty, and LibreOffice
# draws the last of many such rows without its part of the cell.
_MOST, _KEPT_ROWS, _KEPT_TEXT = 10, 4, 700
# What stands before vMerge among a cell's properties.
_BEFORE_MERGE = frozenset(f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge"))


class MergeTag(Extension):
    """The tag `{% 合并 %}` for jinja2: it leaves a mark where it stands."""

    tags = frozenset({TAG})  # type: ignore[assignment]

    def parse(self, parser: Parser) -> nodes.Node:
        """The mark, as the template's own text."""
        line = next(parser.stream).lineno
        return nodes.Output([nodes.TemplateData(_MARK)], lineno=line)


def uses_merging(source: str) -> bool:
    """Whether the tag may stand anywhere in a template's source."""
    return TAG in source


def find_loose_tag(lines: Sequence[str]) -> Fault | None:
    """The first tag that stands in no cell, where there is nothing to merge."""
    depth = 0
    for number, line in enumerate(lines, 1):
        for found in _USE.finditer(line):
            if found[0].startswith("<"):
                depth += -1 if found[0].startswith("</") else 1
            elif not depth:
                return explain_loose_tag(found[0], number)
    return None


def explain_loose_tag(tag: str, line: int) -> Fault:
    """What is wrong with a tag of that line that stands in no cell."""
    hint = "请把它写进表格里要合并的那一格，例如 {% 合并 %}{{ 行.A级指标 }}"
    return Fault(f"“{tag}”要写在表格的格子里", hint, line, tag)


def merge_equal_cells(text: str, head: str = "") -> str:
    """The rendered XML with its marked cells merged and no mark left; `head` is the XML before
    it.
    """
    if _MARK not in text:
        return text
    declared = dict(reversed(_DECLARED.findall(f"{head}{text[: text.find('<w:tbl')]}")))
    pieces: list[str] = []
    done = 0
    for start, end in _outer_tables(text):
        pieces += (text[done:start], _merged(text[start:end], declared))
        done = end
    return "".join([*pieces, text[done:]])


def _outer_tables(text: str) -> Iterator[tuple[int, int]]:
    """Where each table that stands in no other begins and ends, those with a mark."""
    depth = start = 0
    for found in _TABLE.finditer(text):
        if found[0] == "</w:tbl>":
            depth -= 1
            if not depth and _MARK in text[start : found.end()]:
                yield start, found.end()
        else:
            start = start if depth else found.start()
            depth += 1


def _merged(table: str, declared: dict[str, str]) -> str:
    from lxml import etree

    namespaces = " ".join(f'{name}="{uri}"' for name, uri in declared.items())
    root = etree.fromstring(f"<root {namespaces}>{table}</root>")
    # From the inside outwards: what is left of the marks in a cell is then its own.
    for each in reversed(list(root.iter(f"{W}tbl"))):
        _merge_rows(each)
    written: str = etree.tostring(root, encoding="unicode")
    return written[written.index("<w:tbl") : written.rindex("</root>")]


class _Marked(NamedTuple):
    """A cell with the mark: its width in columns and its text."""

    cell: Any
    span: int
    text: str


# The marked cells of a row, by the first of their columns.
_MarkedRow = Mapping[int, _Marked]


def _merge_rows(table: Any) -> None:
    rows = list(children_of(table, f"{W}tr"))
    marked = [_take_marks(row) for row in rows]
    parted = [False] * len(rows)
    for column in sorted(set(chain.from_iterable(marked))):
        for run in _find_runs(marked, column, parted):
            for part in _parts(run):
                parted[part[0]] = parted[part[0]] or part[0] != run[0]
                _join_part([marked[at][column].cell for at in part], [rows[at] for at in part])


def _take_marks(row: Any) -> _MarkedRow:
    return {
        column: _Marked(cell, span, text_of(cell).strip())
        for column, span, cell in _placed_cells(row)
        if _take_mark(cell)
    }


def _find_runs(rows: Sequence[_MarkedRow], column: int, parted: list[bool]) -> list[list[int]]:
    """The rows whose cells of that column are one, run by run.

    `parted` tells of each row whether a cell further left begins anew in it, and learns where this
    column does. Blank cells are alike and yet not one: nothing says that what is lacking would be
    the same.
    """
    runs: list[list[int]] = []
    for at, row in enumerate(rows):
        if column not in row:
            continue
        same = at > 0 and not parted[at] and _are_alike(rows[at - 1].get(column), row[column])
        parted[at] = not same
        if same and row[column].text:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _are_alike(over: _Marked | None, this: _Marked) -> bool:
    return over is not None and over[1:] == this[1:]


def _parts(run: Sequence[int]) -> Iterator[Sequence[int]]:
    """A run that is too long for a page in parts of about one length."""
    length = -(-len(run) // -(-len(run) // _MOST))
    yield from (run[start : start + length] for start in range(0, len(run), length))


def _join_part(cells: Sequence[Any], rows: Sequence[Any]) -> None:
    """The cells one, and their rows on one page if they are few and low."""
    first, *others = cells
    for cell in others:
        _join(first, cell)
    if len(rows) <= _KEPT_ROWS and sum(map(_count_characters, rows)) <= _KEPT_TEXT:
        for row in rows[:-1]:
            _keep_with_next(row)


def _count_characters(row: Any) -> int:
    """How much stands in the cell of the row that holds most."""
    return max((len(text_of(cell)) for cell in row.iterchildren(f"{W}tc")), default=0)


def _keep_with_next(row: Any) -> None:
    for paragraph in row.iterfind(f"{W}tc/{W}p"):
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = paragraph.makeelement(f"{W}pPr")
            paragraph.insert(0, properties)
        if properties.find(f"{W}keepNext") is None:
            styled = properties.find(f"{W}pStyle") is not None
            properties.insert(int(styled), properties.makeelement(f"{W}keepNext"))


def _placed_cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """Each cell with its first column and how many columns it takes."""
    column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in children_of(row, f"{W}tc"):
        span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        yield column, span, cell
        column += span


def _number(element: Any, default: int) -> int:
    return default if element is None else int(element.get(f"{W}val", default))


def _take_mark(cell: Any) -> bool:
    """Whether the cell has marks; they are taken out of it."""
    from lxml import etree

    marks = [each for each in cell.iter(etree.ProcessingInstruction) if each.target == _TARGET]
    for mark in marks:
        # With what follows it, which lxml keeps with the mark.
        before, parent = mark.getprevious(), mark.getparent()
        if before is None:
            parent.text = (parent.text or "") + (mark.tail or "")
        else:
            before.tail = (before.tail or "") + (mark.tail or "")
        mark.tail = None
        parent.remove(mark)
    return bool(marks) and cell.find(f"{W}tcPr/{W}vMerge[@{W}val='restart']") is None


def _join(first: Any, cell: Any) -> None:
    """`cell` one with `first`, which stands above it and whose text is its own."""
    if first.find(f"{W}tcPr/{W}vMerge") is None:
        _insert_merge(first).set(f"{W}val", "restart")
    _insert_merge(cell)
    kept = next(cell.iterchildren(f"{W}p"), None)
    for child in list(cell):
        if child.tag != f"{W}tcPr" and child is not kept:
            cell.remove(child)
    if kept is not None:
        for child in list(kept):
            if child.tag != f"{W}pPr":
                kept.remove(child)


def _insert_merge(cell: Any) -> Any:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = cell.makeelement(f"{W}tcPr")
        cell.insert(0, properties)
    merge = properties.makeelement(f"{W}vMerge")
    properties.insert(sum(child.tag in _BEFORE_MERGE for child in properties), merge)
    return merge
