"""Whether a folder has all that its systems need: by metadata, by installing, by its own script."""

from __future__ import annotations

import os
import platform as this
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

import reportgen
from bundle.folder import listed_pythons
from bundle.gathering import CONSTRAINTS, pip_options, wanted
from bundle.targets import Platform, Target
from bundle.wheels import Package, fitting_wheels, installed_packages, reach


def missing_wheels(wheels: Path, target: Target) -> tuple[str, ...]:
    """The requirements, of reportgen and of every wheel that fits, that no wheel meets."""
    packages = fitting_wheels(wheels, target)
    everything = (*wanted(), *map(Requirement, packages))
    return reach(everything, packages, target.environment).lacking


def failed_install(wheels: Path, target: Target) -> str:
    """What pip says against installing the wheels for that target, or what is missing where they
    were installed; empty: nothing.
    """
    reached = reach(wanted(), fitting_wheels(wheels, target), target.environment)
    with TemporaryDirectory() as place:
        done = _install(reached.packages, wheels, target, Path(place))
        if done.returncode:
            return done.stderr
        found = installed_packages(Path(place))
        return "\n".join(reach(wanted(), found, target.environment).lacking)


def unpinned_wheels(wheels: Path, constraints: str) -> list[str]:
    """Those of others that are of another version than the one that is tried, or of none."""
    pairs = (line.split("==") for line in constraints.splitlines() if "==" in line)
    pinned = {canonicalize_name(name): Version(version) for name, version in pairs}
    named = (parse_wheel_filename(file.name)[:2] for file in sorted(wheels.glob("*.whl")))
    own = canonicalize_name(reportgen.__name__)
    loose = (each for each in named if each[0] != own and pinned.get(each[0]) != each[1])
    return [f"{name} {version}" for name, version in loose]


def _install(
    packages: frozenset[Package], wheels: Path, target: Target, place: Path
) -> subprocess.CompletedProcess[str]:
    """All that is needed is named: what pip adds by itself, it adds by this machine's markers."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--isolated", "--no-index"]
    command += ["--find-links", str(wheels), "--target", str(place), "--no-deps", "--no-compile"]
    named = sorted(f"{each.name}=={each.version}" for each in packages)
    return subprocess.run(
        [*command, "--disable-pip-version-check", *pip_options(target), *named],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def this_python() -> str:
    return ".".join(map(str, sys.version_info[:2]))


def is_of_this_machine(platform: Platform) -> bool:
    return (platform.markers["sys_platform"], platform.machine) == (sys.platform, this.machine())


def put_python_beside(folder: Path) -> None:
    """The Python that runs this, where the scripts look first."""
    beside = folder / "python" / "bin"
    beside.mkdir(parents=True)
    (beside / "python3").symlink_to(os.path.realpath(sys.executable))


def failed_script(folder: Path) -> str:
    """What a copy of the folder says where its script does not install it with the Python that
    runs this; empty: it does.
    """
    with TemporaryDirectory() as place:
        copy = Path(place) / "程序 一"
        shutil.copytree(folder, copy)
        put_python_beside(copy)
        done = subprocess.run(
            ["sh", "安装.sh"],
            cwd=copy,
            env={**os.environ, "HOME": place, "XDG_DATA_HOME": f"{place}/share"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout + done.stderr if done.returncode else ""


def faults(folder: Path, platform: Platform) -> Iterator[str]:
    """All that is wrong with the folder of that platform."""
    wheels = folder / "wheels"
    for python in listed_pythons(folder):
        target = Target(platform, python)
        if lacking := missing_wheels(wheels, target):
            yield f"{target}: missing {', '.join(lacking)}"
        elif told := failed_install(wheels, target):
            yield f"{target}: {told}"
    if loose := unpinned_wheels(wheels, CONSTRAINTS.read_text(encoding="utf-8")):
        yield f"{platform.name}: not in constraints.txt: {', '.join(loose)}"
    tried = is_of_this_machine(platform) and this_python() in listed_pythons(folder)
    if tried and (told := failed_script(folder)):
        yield f"{platform.name}: {told}"
