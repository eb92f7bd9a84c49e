"""Regular expressions at the top of modules cost a run nothing before they are asked."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from reportgen.late_regex import LateRegex, begun_by, given_flags, late_regex

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "reportgen").rglob("*.py"))


def modules() -> Iterator[ModuleType]:
    for file in FILES:
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if file.stem != "__main__":
            yield import_module(name.removesuffix(".__init__"))


def late_within(value: object) -> Iterator[LateRegex]:
    if isinstance(value, LateRegex):
        yield value
    elif isinstance(value, dict):
        yield from late_among([*value.keys(), *value.values()])
    elif isinstance(value, tuple | list):
        yield from late_among(value)


def late_among(values: Iterable[object]) -> Iterator[LateRegex]:
    for each in values:
        yield from late_within(each)


def compiled_on_import(tree: ast.AST) -> Iterator[int]:
    """The lines where `re.compile` is called outside of functions."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            yield node.lineno
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            yield from compiled_on_import(node)


@pytest.mark.slow
def test_all_that_modules_name_can_be_compiled() -> None:
    found = [each for module in modules() for each in late_among(vars(module).values())]
    assert len(found) > 500
    assert all(each.groups >= 0 for each in found)


def test_no_module_compiles_any_when_it_is_imported() -> None:
    texts = {file.relative_to(ROOT): file.read_text("utf-8") for file in FILES}
    suspects = {file: text for file, text in texts.items() if "compile" in text}
    found = [
        f"{file}:{line}"
        for file, text in suspects.items()
        for line in compiled_on_import(ast.parse(text))
    ]
    assert found == []


@pytest.mark.parametrize("method", ["search", "match", "fullmatch", "split", "findall"])
def test_it_finds_what_re_finds(method: str) -> None:
    late = late_regex("(B+)", re.IGNORECASE)
    found = getattr(late, method)("bb")
    wanted = getattr(re.compile("(B+)", re.IGNORECASE), method)("bb")
    assert str(found) == str(wanted)


def test_its_source_is_told_without_compiling_it() -> None:
    assert late_regex("(").pattern == "("


def test_what_is_no_expression_is_told_at_its_first_use() -> None:
    with pytest.raises(re.error):
        late_regex("(").search("")


def test_it_has_nothing_that_expressions_have_not() -> None:
    assert not hasattr(late_regex("a"), "lookup")


def test_its_flags_are_told_without_compiling_it() -> None:
    assert given_flags(late_regex("(", re.MULTILINE)) == re.MULTILINE
    assert given_flags(re.compile("a", re.MULTILINE)) & re.MULTILINE


@pytest.mark.parametrize("text", ["增加", "净增加三成", "多写", "减 少", "[净]", ""])
def test_a_pattern_is_found_at_each_of_the_signs_at_which_it_begins(text: str) -> None:
    pattern = r"净?增加|多|\[净"
    found = [each.start() for each in late_regex(begun_by("净增多[", pattern)).finditer(text)]
    assert set(found) >= {each.start() for each in re.finditer(pattern, text)}
    assert all(re.compile(pattern).match(text, at) for at in found)


def test_a_copy_finds_the_same() -> None:
    for late in (late_regex("a+"), late_regex(b"a+")):
        again = pickle.loads(pickle.dumps(late))
        assert again.pattern == late.pattern
    assert again.sub(b"b", b"caac") == b"cbc"
