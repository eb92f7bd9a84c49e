"""What is used of others: within bounds that are tried, and under licences that are listed."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = tuple(map(Requirement, PROJECT["dependencies"]))
EXTRAS = tuple(
    Requirement(each)
    for extra in ("cluster", "pdf", "watch", "web")
    for each in PROJECT["optional-dependencies"][extra]
)
# How licences are named where no expression is given.
_OTHER_NAMES = {"BSD": "BSD-3-Clause", "Apache 2.0": "Apache-2.0", "Apache": "Apache-2.0"}


def pinned(file: str) -> dict[str, Version]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==") for line in lines if "==" in line)
    return {canonicalize_name(name): Version(version) for name, version in pairs}


NEWEST, OLDEST = pinned("constraints.txt"), pinned("constraints-oldest.txt")


def bound(requirement: Requirement, operator: str) -> Version:
    (found,) = (each.version for each in requirement.specifier if each.operator == operator)
    return Version(found)


@pytest.mark.parametrize("requirement", NEEDED, ids=lambda each: str(each.name))
def test_the_oldest_version_that_is_allowed_is_tried(requirement: Requirement) -> None:
    """`make oldest` runs with constraints-oldest.txt."""
    assert OLDEST[canonicalize_name(requirement.name)] == bound(requirement, ">=")


@pytest.mark.parametrize("requirement", NEEDED, ids=lambda each: str(each.name))
def test_the_newest_series_that_is_allowed_is_tried(requirement: Requirement) -> None:
    """`make test` runs with constraints.txt; below version 1 a series is what stands behind 0."""
    newest, limit = NEWEST[canonicalize_name(requirement.name)], bound(requirement, "<")
    if newest.major:
        assert limit == Version(str(newest.major + 1))
    else:
        assert limit == Version(f"0.{newest.minor + 1}")


def test_no_other_package_is_held_to_its_oldest_version() -> None:
    assert set(OLDEST) == {canonicalize_name(each.name) for each in NEEDED}


def imported() -> Iterator[str]:
    for file in (ROOT / "reportgen").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (each.name.partition(".")[0] for each in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def test_what_is_imported_is_asked_for() -> None:
    """A package that comes with another may stay away one day."""
    named = metadata.packages_distributions()
    others = set(imported()) - set(sys.stdlib_module_names) - {"reportgen"}
    used = {canonicalize_name(named[each][0]) for each in others}
    assert used == {canonicalize_name(each.name) for each in (*NEEDED, *EXTRAS)}


# ---- licences ----


def all_packages() -> dict[str, str]:
    """Every package that is installed with reportgen or an extra: its licence, as it says itself."""
    found: dict[str, str] = {}
    waiting = [*NEEDED, *EXTRAS]
    while waiting:
        name = canonicalize_name(waiting.pop().name)
        if name not in found:
            found[name] = licence_of(name)
            waiting += applying(metadata.requires(name) or [])
    return found


def applying(requirements: list[str]) -> Iterator[Requirement]:
    for each in map(Requirement, requirements):
        if each.marker is None or each.marker.evaluate({"extra": ""}):
            yield each


def licence_of(name: str) -> str:
    said = metadata.metadata(name)
    classes = [each for each in said.get_all("Classifier") or [] if each.startswith("License ::")]
    classified = classes[0].rpartition(" :: ")[2].removesuffix(" License") if classes else ""
    named = (said[key] for key in ("License-Expression", "License") if key in said)
    return next(filter(None, named), classified)


def listed() -> dict[str, str]:
    lines = (ROOT / "NOTICE").read_text(encoding="utf-8").splitlines()
    parts = (re.split(r"\s{2,}", line.strip()) for line in lines if line.startswith("    "))
    return {name: licence for name, licence, _ in parts}


def test_every_package_is_listed_with_its_licence() -> None:
    """A new one is looked at, and put in NOTICE."""
    told, found = listed(), all_packages()
    assert set(told) >= set(found)
    for name, licence in found.items():
        said = _OTHER_NAMES.get(licence, licence)
        assert said.startswith(told[name]) or told[name].startswith(said), (name, licence)


def test_a_licence_that_asks_for_more_than_a_notice_is_explained() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    free = re.compile(r"MIT|BSD-|Apache-2\.0|PSF-2\.0")
    asking = [name for name, licence in listed().items() if not free.match(licence)]
    assert asking == ["docxtpl"] and "\ndocxtpl is under the LGPL-2.1" in notice
