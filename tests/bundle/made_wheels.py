"""Wheels that hold little more than what they say of themselves."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path


def make_wheel(
    folder: Path,
    name: str,
    requires: tuple[str, ...] = (),
    tag: str = "py3-none-any",
    files: Mapping[str, str] | None = None,
) -> Path:
    """A wheel of version 1.0 in the folder, `name` may say another: `甲-2.0`."""
    name, _, version = name.partition("-")
    info = f"{name}-{version or '1.0'}.dist-info"
    said = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version or '1.0'}"]
    said += [f"Requires-Dist: {each}" for each in requires]
    held = {
        f"{info}/METADATA": "\n".join(said) + "\n",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
        f"{info}/RECORD": "",
        **(files or {f"{name}.py": ""}),
    }
    path = folder / f"{name}-{version or '1.0'}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for place, text in held.items():
            archive.writestr(place, text)
    return path
