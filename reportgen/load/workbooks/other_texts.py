"""The sheets 整章文字 and 其他内容 → nodes of whole sections, and of what has no own cell."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from reportgen.load.cell_marks import CellMark
from reportgen.load.workbooks.column_titles import TitledTable
from reportgen.load.workbooks.tree import CellReader, mapping, scalar
from reportgen.load.yaml_tree import Reading, parse_yaml
from reportgen.model.form import OTHER_COLUMNS, WHOLE_COLUMNS
from reportgen.problems import Location, UnreadableFileError, error


def whole_texts(table: TitledTable, cells: CellReader) -> Iterator[tuple[str, yaml.Node]]:
    """The sections that are given whole, lines of one section joined."""
    found: dict[str, yaml.Node] = {}
    for row in table.rows():
        key, column = table.text(row, WHOLE_COLUMNS[0]), table.columns.get(WHOLE_COLUMNS[1])
        node = cells.node(row, column, key) if column and key else None
        if node is not None:
            cells.claim(row, table.columns.get(WHOLE_COLUMNS[0]))
            found[key] = _joined(found[key], node) if key in found else node
    yield from found.items()


def _joined(first: yaml.Node, second: yaml.Node) -> yaml.Node:
    return scalar(f"{first.value}\n{second.value}", first.start_mark)


def graft(root: yaml.Node, table: TitledTable | None, reading: Reading) -> yaml.Node:
    """The tree with what 其他内容 holds put in at its paths."""
    for path, (text, mark) in _texts(table).items():
        try:
            parsed = parse_yaml(text, reading.file)
        except UnreadableFileError as fault:
            message, hint = fault.problems[0].message, "请不要改动这张表"
            place = Location(reading.file, path=path, cell=mark.cell)
            reading.problems.append(error("yaml_syntax", message, place, hint))
            continue
        if parsed is not None:
            root = _put(root, path.split("."), _marked(parsed.node, mark))
    return root


def _texts(table: TitledTable | None) -> dict[str, tuple[str, CellMark]]:
    column = table.columns.get(OTHER_COLUMNS[1]) if table else None
    if table is None or column is None:
        return {}
    found: dict[str, tuple[str, CellMark]] = {}
    for row in table.rows():
        path, cell = table.text(row, OTHER_COLUMNS[0]), table.grid.find(row, column)
        if path and cell is not None:
            earlier = found.get(path, ("", CellMark(table.grid.place(row, column))))
            found[path] = (earlier[0] + cell.text.replace("\r\n", "\n"), earlier[1])
    return found


def _put(root: yaml.Node, keys: list[str], node: yaml.Node) -> yaml.Node:
    entries = (
        {key.value: value for key, value in root.value}
        if isinstance(root, yaml.MappingNode)
        else {}
    )
    inner = entries.get(keys[0], mapping((), node.start_mark))
    entries[keys[0]] = _put(inner, keys[1:], node) if len(keys) > 1 else node
    return mapping(entries.items(), root.start_mark)


def _marked(node: yaml.Node, mark: CellMark) -> yaml.Node:
    """The node and all beneath it with the cell for their place."""
    node.start_mark = node.end_mark = mark
    if isinstance(node, yaml.MappingNode):
        node.value = [(_marked(key, mark), _marked(value, mark)) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        node.value = [_marked(value, mark) for value in node.value]
    return node
