"""The shape that the code keeps: files and functions of a readable size, each public name once."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "reportgen").rglob("*.py"))
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 50
MOST_CLAUSES = 2
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


class Shape(NamedTuple):
    """The places of what is too long or too tangled in a file, and the names that it offers."""

    long: list[str]
    tangled: list[str]
    names: list[str]


@lru_cache(maxsize=1)
def shapes() -> Mapping[Path, Shape]:
    return {file: shape_of(file) for file in FILES}


def shape_of(file: Path) -> Shape:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = Shape([], [], list(public_names(tree)))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION:
                found.long.append(place(file, node))
        elif isinstance(node, COMPREHENSIONS) and clauses(node) > MOST_CLAUSES:
            found.tangled.append(place(file, node))
    return found


def clauses(node: ast.AST) -> int:
    assert isinstance(node, COMPREHENSIONS)
    return len(node.generators) + sum(len(each.ifs) for each in node.generators)


def public_names(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name


def test_a_file_can_be_read_in_one_sitting() -> None:
    lines = {
        str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in FILES
    }
    assert {file for file, count in lines.items() if count > MOST_LINES_OF_A_FILE} == set()


def test_no_function_is_longer_than_a_screen() -> None:
    assert [each for shape in shapes().values() for each in shape.long] == []


def test_a_comprehension_has_at_most_two_clauses() -> None:
    assert [each for shape in shapes().values() for each in shape.tangled] == []


def test_a_public_name_is_defined_in_one_module() -> None:
    """Commands are named by what one types; the public interface says again what it offers."""
    found: dict[str, list[str]] = defaultdict(list)
    for file, shape in shapes().items():
        if not {"cli", "api.py"} & set(file.relative_to(ROOT).parts):
            for name in shape.names:
                found[name].append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
