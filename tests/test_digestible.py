"""What a value holds, as text for digests."""

from __future__ import annotations

import ast
import datetime
import os
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from decimal import Decimal
from enum import Enum, StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from reportgen.digestible import digestible
from reportgen.late_regex import late_regex
from reportgen.load.genre_choice import DistrictChoice
from reportgen.load.workbooks.table_shape import TableColumn
from reportgen.model.admission import Admission
from reportgen.model.check_settings import CheckSettings
from reportgen.model.sourced_text import sourced
from reportgen.model.stages import Stage
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.problems import CellName, Problem
from reportgen.resources import package_folder

# Where standards that declare facts of their own have the same digests in every process.
MARKS = """\
from reportgen.assess.particulars import mark_standards
from reportgen.pipeline import Workshop

print(mark_standards(Workshop().library.all_standards()))
"""


class Kind(StrEnum):
    ONE = "一"


class Pair(NamedTuple):
    first: object
    second: object = ()


@dataclass(frozen=True, eq=False, repr=False)
class Silent:
    """Says nothing of what it holds."""

    held: object


@pytest.mark.parametrize(
    "make",
    [
        lambda: frozenset(["一", "二", "三"]),
        lambda: {"一": (1, None, True)},
        lambda: Silent(Pair(Decimal("1.50"), b"x")),
        lambda: late_regex("[一二]", re.DOTALL),
        lambda: Path("甲") / "乙.yaml",
        lambda: [Stage("小学"), Kind.ONE],
        lambda: (sourced("1", "0000000"), CellName("数据!A2", 3)),
    ],
)
def test_equal_values_have_one_text_and_say_nothing_of_their_place(make: object) -> None:
    assert callable(make)
    one, other = make(), make()
    assert digestible(one) == digestible(other)
    assert " at 0x" not in digestible(one)


@pytest.mark.parametrize(
    "one, other",
    [
        (1, "1"),
        (Decimal("1.5"), Decimal("1.50")),
        (("一", "二"), ("一、二",)),
        ((("一",), "二"), ("一", ("二",))),
        (Pair(1), (1, ())),
        ({"一": 1, "二": 2}, {"二": 2, "一": 1}),
        (Silent(1), Silent(2)),
        (Kind.ONE, "一"),
        (CellName("数据!A2", 3), CellName("数据!A2", 4)),
        (sourced("1", "0000000"), "1"),
    ],
)
def test_other_values_have_another_text(one: object, other: object) -> None:
    assert digestible(one) != digestible(other)


def test_the_members_of_a_set_are_told_in_one_order() -> None:
    # Both fall into one place of the table: who comes first stands first.
    one, other = frozenset([0, 8]), frozenset([8, 0])
    assert [*one] != [*other]
    assert digestible(one) == digestible(other)


def test_a_mapping_that_is_only_looked_at_is_as_it_is_itself() -> None:
    assert digestible(MappingProxyType({"一": 1})) == digestible({"一": 1})


@pytest.mark.parametrize("odd", [object(), (1, lambda: 1)])
def test_what_is_not_known_wholly_is_refused(odd: object) -> None:
    with pytest.raises(TypeError):
        digestible(odd)


def leaves(kind: Any, seen: set[object]) -> Iterator[object]:
    """What a type is made of in the end."""
    if kind in seen:
        return
    seen.add(kind)
    for each in typing.get_args(kind):
        yield from leaves(each, seen)
    if hasattr(kind, "_fields") or is_dataclass(kind):
        for each in typing.get_type_hints(kind).values():
            yield from leaves(each, seen)
    elif not (typing.get_args(kind) or kind is ...):
        yield kind


@pytest.mark.parametrize(
    "kind", [Admission, Problem, Standard, CheckSettings, DistrictChoice, TableColumn]
)
def test_all_that_is_digested_is_made_of_what_is_known(kind: object) -> None:
    known = (str, int, Decimal, Enum, datetime.date, type(None), re.Pattern, frozenset)
    odd = [each for each in leaves(kind, set()) if not issubclass(typing.cast(type, each), known)]
    assert odd == []


@pytest.mark.slow
def test_a_standard_has_the_same_digest_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", MARKS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_nothing_else_is_told_by_repr() -> None:
    texts = {path.name: path.read_text("utf-8") for path in package_folder().rglob("*.py")}
    calls = [
        (name, (node.func, *node.args))
        for name, text in texts.items()
        for node in ast.walk(ast.parse(text if "repr" in text else ""))
        if isinstance(node, ast.Call)
    ]
    callers = {name for name, of in calls if any(getattr(each, "id", "") == "repr" for each in of)}
    # A number of an old workbook is written as Python writes it.
    assert callers == {"digestible.py", "xls.py"}
