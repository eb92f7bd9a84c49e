"""Wheels into a folder: reportgen's own is built, the others are downloaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from packaging.requirements import Requirement

from bundle.targets import PYTHONS, Platform, Target
from bundle.wheels import fitting_wheels, reach

PROJECT = Path(__file__).parents[1]
# pip comes along: a system's Python may have none, or an old one.
WANTED = ("reportgen[web,pdf]", "pip")
CONSTRAINTS = PROJECT / "constraints.txt"


class GatheringError(Exception):
    """A wheel cannot be had for that target."""


def wanted() -> Iterator[Requirement]:
    return map(Requirement, WANTED)


def build_own_wheel(folder: Path) -> None:
    """reportgen's wheel, of the files as they are."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)


def gather(platform: Platform, folder: Path) -> tuple[dict[str, str], list[str]]:
    """Download for each Python what is not in the folder: why some were left out, by target; and
    the Pythons that have all. What belongs to none of these is taken away again.
    """
    refused, complete = dict[str, str](), list[str]()
    for python in PYTHONS:
        target = Target(platform, python)
        try:
            _complete(target, folder)
        except GatheringError as fault:
            refused[str(target)] = str(fault)
        else:
            complete.append(python)
    _prune(folder, [Target(platform, python) for python in complete])
    return refused, complete


def _complete(target: Target, folder: Path) -> None:
    """pip would answer markers by the Python that runs it, so each package is asked for alone."""
    asked: tuple[str, ...] = ()
    while lacking := reach(wanted(), fitting_wheels(folder, target), target.environment).lacking:
        if lacking == asked:
            raise GatheringError(f"not what was asked for: {', '.join(lacking)}")
        _download(lacking, target, folder)
        asked = lacking


def _download(requirements: Iterable[str], target: Target, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--constraint", str(CONSTRAINTS), "--dest", str(folder)]
    done = subprocess.run(
        [*command, *pip_options(target), *requirements],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise GatheringError("\n".join(told) or done.stderr)


def pip_options(target: Target) -> list[str]:
    """What tells pip to take wheels of another system."""
    options = ["--only-binary=:all:", "--implementation", "cp", "--python-version", target.python]
    for tag in target.platform.tags:
        options += ["--platform", tag]
    return options


def _prune(folder: Path, targets: list[Target]) -> None:
    used = set()
    for target in targets:
        reached = reach(wanted(), fitting_wheels(folder, target), target.environment)
        used |= {each.file for each in reached.packages}
    for file in folder.glob("*.whl"):
        if file.name not in used:
            file.unlink()
