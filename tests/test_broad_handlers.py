"""Whoever catches any fault at all says why, and passes the fault on: none is lost in silence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BROAD = {"Exception", "BaseException"}
# What no file without a handler has.
_CAUGHT = re.compile(r"\bexcept\b")
# Where any fault may be caught, and how often. A new place needs a reason that holds.
KNOWN = {
    "reportgen/barrier.py": 1,
    "reportgen/batch/executors.py": 1,
}


def source_files() -> list[Path]:
    folders = ("reportgen", "benchmarks", "fuzz")
    return [path for name in folders for path in sorted((ROOT / name).rglob("*.py"))]


def is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    named = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(ast.unparse(each).rpartition(".")[2] in BROAD for each in named)


def broad_handlers(tree: ast.AST) -> Iterator[ast.ExceptHandler]:
    handlers = (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    yield from (each for each in handlers if is_broad(each.type))


def has_reason(handler: ast.ExceptHandler, lines: list[str]) -> bool:
    own, above = lines[handler.lineno - 1], lines[handler.lineno - 2]
    return "#" in own or above.lstrip().startswith("#")


def passes_on(handler: ast.ExceptHandler) -> bool:
    """Whether it raises, or does something with the fault."""
    nodes = [node for statement in handler.body for node in ast.walk(statement)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return any(isinstance(node, ast.Raise) for node in nodes) or handler.name in names


def faults_of(text: str) -> list[str]:
    """What is wrong with the handlers in that source."""
    lines, found = text.splitlines(), []
    for handler in broad_handlers(tree := ast.parse(text)):
        if not has_reason(handler, lines):
            found.append(f"{handler.lineno}: no reason")
        if not passes_on(handler):
            found.append(f"{handler.lineno}: passes nothing on")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "suppress":
            found += [f"{node.lineno}: suppressed" for each in node.args if is_broad(each)]
    return found


@lru_cache(maxsize=1)
def found_in_sources() -> Mapping[str, tuple[int, list[str]]]:
    """Of each file how many handlers of any fault it has, and what is wrong with them."""
    found = {}
    for path in source_files():
        text = path.read_text(encoding="utf-8")
        broad = sum(1 for _ in broad_handlers(ast.parse(text))) if _CAUGHT.search(text) else 0
        faults = faults_of(text) if broad or "suppress" in text else []
        found[path.relative_to(ROOT).as_posix()] = broad, faults
    return found


def test_a_handler_of_any_fault_says_why_and_passes_it_on() -> None:
    assert {path: faults for path, (_, faults) in found_in_sources().items() if faults} == {}


def test_any_fault_is_caught_in_no_more_places_than_are_known() -> None:
    assert {path: broad for path, (broad, _) in found_in_sources().items() if broad} == KNOWN


@pytest.mark.parametrize(
    ("handler", "told"),
    [
        ("except Exception:\n    pass", ["3: no reason", "3: passes nothing on"]),
        ("except:  # because\n    pass", ["3: passes nothing on"]),
        ("# because\nexcept (ValueError, BaseException) as fault:\n    tell(fault)", []),
        ("except Exception as fault:  # because\n    tell()", ["3: passes nothing on"]),
        ("except ValueError:\n    pass", []),
        ("finally:\n    with contextlib.suppress(Exception):\n        g()", ["4: suppressed"]),
    ],
)
def test_what_is_wrong_with_a_handler_is_seen(handler: str, told: list[str]) -> None:
    assert faults_of(f"try:\n    f()\n{handler}\n") == told
