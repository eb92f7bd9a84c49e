"""What wheels ask for, and whether it lies beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from bundle.targets import Target


class Package(NamedTuple):
    """A package as its metadata has it; `file` is empty for one that is installed."""

    name: str
    version: Version
    requires: tuple[Requirement, ...]
    file: str = ""


class Reached(NamedTuple):
    """What was come to from some requirements: the packages, and what there is no package for."""

    packages: frozenset[Package]
    lacking: tuple[str, ...]


def fitting_wheels(folder: Path, target: Target) -> dict[str, Package]:
    """The wheels in the folder that can be installed there, the newest of each name."""
    tags, found = target.tags(), dict[str, Package]()
    for file in sorted(folder.glob("*.whl")):
        if parse_wheel_filename(file.name)[3] & tags:
            (package,) = _packages(file)
            others = found.setdefault(package.name, package)
            found[package.name] = max(others, package, key=lambda each: each.version)
    return found


def installed_packages(folder: Path) -> dict[str, Package]:
    """What was installed into that folder."""
    return {each.name: each for each in _packages(folder)}


def reach(
    wanted: Iterable[Requirement], packages: Mapping[str, Package], environment: Mapping[str, str]
) -> Reached:
    """Follow the requirements through the packages, with markers for that environment."""
    waiting, seen, lacking = list(wanted), set[tuple[str, frozenset[str]]](), dict[str, None]()
    while waiting:
        requirement = waiting.pop(0)
        package = packages.get(canonicalize_name(requirement.name))
        if package is None or not requirement.specifier.contains(package.version, True):
            lacking[_without_marker(requirement)] = None
            continue
        key = package.name, frozenset(requirement.extras)
        if key not in seen:
            seen.add(key)
            waiting += _applying(package, requirement.extras, environment)
    return Reached(frozenset(packages[name] for name, _ in seen), tuple(lacking))


def _packages(place: Path) -> Iterator[Package]:
    for each in distributions(path=[str(place)]):
        yield Package(
            canonicalize_name(each.metadata["Name"]),
            Version(each.version),
            tuple(map(Requirement, each.requires or ())),
            place.name if place.suffix == ".whl" else "",
        )


def _applying(
    package: Package, extras: Iterable[str], environment: Mapping[str, str]
) -> Iterator[Requirement]:
    told = [{**environment, "extra": extra} for extra in ("", *extras)]
    for each in package.requires:
        if each.marker is None or any(map(each.marker.evaluate, told)):
            yield each


def _without_marker(requirement: Requirement) -> str:
    bare = Requirement(str(requirement))
    bare.marker = None
    return str(bare)
