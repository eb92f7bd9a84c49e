"""`python -m bundle make` makes the bundles in dist/; `check` tries those that are there."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bundle.checking import faults
from bundle.folder import folder_name, write_scripts, zip_folder
from bundle.gathering import PROJECT, build_own_wheel, gather
from bundle.targets import PLATFORMS, Platform

DIST = PROJECT / "dist"


def make() -> int:
    """A folder and a zip for each platform; how many could not be made."""
    with TemporaryDirectory() as place:
        build_own_wheel(Path(place))
        (own,) = Path(place).glob("*.whl")
        return sum(not _make(platform, own) for platform in PLATFORMS)


def _make(platform: Platform, own: Path) -> bool:
    folder = DIST / folder_name(platform)
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(own, wheels)
    refused, pythons = gather(platform, wheels)
    for target, why in refused.items():
        print(f"{target}: left out. {why}")
    if not pythons:
        shutil.rmtree(folder)
        return False
    write_scripts(platform, pythons, folder)
    print(f"{zip_folder(folder).relative_to(PROJECT)}: Python {', '.join(pythons)}")
    return True


def check() -> int:
    """How many faults there are, which are printed."""
    count = 0
    for platform in PLATFORMS:
        folder = DIST / folder_name(platform)
        found = list(faults(folder, platform)) if folder.is_dir() else [f"{folder.name}: not made"]
        print(*(found or [f"{folder.name}: nothing is missing"]), sep="\n")
        count += len(found)
    return count


if __name__ == "__main__":
    sys.exit(bool({"make": make, "check": check}[sys.argv[1]]()))
