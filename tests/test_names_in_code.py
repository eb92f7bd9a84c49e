"""Stages, facts, genres and kinds of document are data: code knows them by their places in the
data, and by no name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest

import reportgen
from reportgen.model.document_kinds import DOCUMENT_KINDS
from reportgen.model.genre import NEUTRAL
from reportgen.pipeline import Workshop
from reportgen.sections.report import ROWS

PACKAGE = Path(reportgen.__file__).parent
# The one table that says what the program knows facts for.
TABLE = "model/roles.py"
# What stays in code, by its file, and why.
ALLOWED = {
    ("stock_templates/school_forms.py", "建校年份"): "a bundled Word template, whose text this is",
    ("model/attachments.py", "功能室"): "part of the name of an attachment",
}


# What the bundled genres speak of.
GENRE_WORDS = frozenset({"均衡", "义务教育", "学前教育", "校园安全", "表Ⅱ", "表Ⅲ"})
# The one table of kinds of document, and what makes their templates.
KIND_TABLES = ("model/document_kinds.py", "stock_templates/")


def strings(path: Path) -> Iterator[str]:
    """Every string in the code but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    values = (node.value for node in constants if id(node) not in docstrings)
    return (value for value in values if isinstance(value, str))


@lru_cache(maxsize=1)
def strings_by_file() -> Mapping[str, str]:
    """The strings of each file that are not plain ASCII, a line each."""
    return {
        path.relative_to(PACKAGE).as_posix(): "\n".join(
            text for text in strings(path) if not text.isascii()
        )
        for path in PACKAGE.rglob("*.py")
    }


def named_in_code(words: frozenset[str]) -> set[tuple[str, str]]:
    """Those words that stand in a string of the code, each with its file."""
    assert not any(word.isascii() or "\n" in word for word in words)
    found = strings_by_file()
    return {(file, word) for file, text in found.items() for word in words if word in text}


@pytest.fixture(scope="module")
def names(workshop: Workshop) -> frozenset[str]:
    library = workshop.library
    facts = {*library.dictionary.facts, *library.district_dictionary.facts}
    return frozenset(map(str, (*library.dictionary.stages, *facts)))


def test_no_stage_and_no_fact_is_named_in_code(names: frozenset[str]) -> None:
    found = {(file, word) for file, word in named_in_code(names) if file != TABLE}
    assert found == set(ALLOWED)


def test_no_genre_is_named_in_code(workshop: Workshop) -> None:
    genres = [each for each in workshop.library.genres.by_id.values() if each.id != NEUTRAL]
    names = {name for genre in genres for name in (genre.id, *genre.aliases)}
    assert named_in_code(GENRE_WORDS | names) == set()


def test_no_genre_is_named_in_the_help_of_commands() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (PACKAGE / "cli").glob("*.py")}
    found = {(name, word) for name, text in texts.items() for word in GENRE_WORDS if word in text}
    assert found == set()


def test_no_kind_of_document_is_named_but_in_their_table() -> None:
    # Templates call the rows of a table by a name that a kind may have too.
    names = {kind.name for kind in DOCUMENT_KINDS} - set(ROWS)
    found = named_in_code(frozenset(names))
    assert {each for each in found if not each[0].startswith(KIND_TABLES)} == set()


def test_a_name_in_code_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(
        '"""小学"""\ndef f(x):\n    """初中"""\n    return f"{x}在校生数"\n', encoding="utf-8"
    )
    assert list(strings(path)) == ["在校生数"]
