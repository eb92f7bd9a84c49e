"""The systems that a bundle is made for, and what a wheel may ask of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from packaging.tags import Tag, compatible_tags, cpython_tags

PYTHONS = ("3.11", "3.12", "3.13")
# The oldest C library among the systems meant (UOS 20): what asks for a newer one stays out.
_NEWEST_GLIBC, _OLDEST_GLIBC = 28, 5
# What pip calls them in older wheels.
_OLD_NAMES = {17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"}


class Platform(NamedTuple):
    """One download: its name, the tags of its wheels, and what markers are told of it."""

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]

    @property
    def is_windows(self) -> bool:
        return self.markers["os_name"] == "nt"

    @property
    def machine(self) -> str:
        return self.markers["platform_machine"]


class Target(NamedTuple):
    """A platform with one version of Python."""

    platform: Platform
    python: str

    def __str__(self) -> str:
        return f"{self.platform.name}, Python {self.python}"

    @property
    def environment(self) -> dict[str, str]:
        """What markers are evaluated with."""
        return {
            **self.platform.markers,
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
        }

    def tags(self) -> frozenset[Tag]:
        """All that a wheel may be tagged with to be installed there."""
        major, minor = map(int, self.python.split("."))
        plain = compatible_tags((major, minor), f"cp{major}{minor}", self.platform.tags)
        return frozenset((*cpython_tags((major, minor), platforms=self.platform.tags), *plain))


def _linux(machine: str) -> Platform:
    versions = range(_NEWEST_GLIBC, _OLDEST_GLIBC - 1, -1)
    tags = [f"manylinux_2_{version}_{machine}" for version in versions]
    tags += [f"{name}_{machine}" for name in _OLD_NAMES.values()]
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
    return Platform(f"linux-{machine}", tuple(tags), {**markers, "platform_machine": machine})


_WINDOWS = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}
PLATFORMS = (
    Platform("windows-x64", ("win_amd64",), {**_WINDOWS, "platform_machine": "AMD64"}),
    _linux("x86_64"),
    _linux("aarch64"),
)
