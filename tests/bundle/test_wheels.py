"""What is missing in a folder of wheels, for each system by its own markers and tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle.checking import failed_install, missing_wheels, unpinned_wheels
from bundle.targets import PLATFORMS, PYTHONS, Target
from tests.bundle.made_wheels import make_wheel

WINDOWS, INTEL, ARM = (Target(platform, "3.12") for platform in PLATFORMS)
OWN = ("rows>=1", 'pages>=2; extra == "pdf"', 'site; extra == "web"', 'checks; extra == "dev"')


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """All that reportgen asks for, and nothing else."""
    make_wheel(tmp_path, "reportgen", OWN)
    for name in ("pip", "rows", "pages-2.1", "site"):
        make_wheel(tmp_path, name)
    return tmp_path


def test_nothing_is_missing_where_all_that_is_asked_for_lies_there(wheels: Path) -> None:
    for platform in PLATFORMS:
        for python in PYTHONS:
            assert missing_wheels(wheels, Target(platform, python)) == ()


@pytest.mark.parametrize("name", ["rows", "pages", "site", "pip"])
def test_what_is_not_there_is_named(wheels: Path, name: str) -> None:
    (wheel,) = wheels.glob(f"{name}-*.whl")
    wheel.unlink()
    (missing,) = missing_wheels(wheels, INTEL)
    assert missing.startswith(name)


def test_a_version_that_is_too_old_is_missing(wheels: Path) -> None:
    (wheel,) = wheels.glob("pages-*.whl")
    wheel.unlink()
    make_wheel(wheels, "pages-1.9")
    assert missing_wheels(wheels, INTEL) == ("pages>=2",)


def test_what_only_one_system_asks_for_is_missing_there_alone(wheels: Path) -> None:
    """The markers are those of the system meant, not of the one that checks."""
    make_wheel(wheels, "site-1.1", ('colours; sys_platform == "win32"',))
    assert missing_wheels(wheels, WINDOWS) == ("colours",)
    assert missing_wheels(wheels, INTEL) == missing_wheels(wheels, ARM) == ()
    make_wheel(wheels, "colours")
    assert missing_wheels(wheels, WINDOWS) == ()


def test_what_only_one_python_asks_for_is_missing_there_alone(wheels: Path) -> None:
    make_wheel(wheels, "site-1.1", ('words; python_version < "3.12"',))
    lacking = {each: missing_wheels(wheels, Target(PLATFORMS[0], each)) for each in PYTHONS}
    assert lacking == {"3.11": ("words",), "3.12": (), "3.13": ()}


def test_what_an_extra_of_another_asks_for_is_missing(wheels: Path) -> None:
    make_wheel(wheels, "site-1.1", ("server[quick]",))
    make_wheel(wheels, "server", ('loops; extra == "quick"', 'logs; extra == "long"'))
    assert missing_wheels(wheels, INTEL) == ("loops",)


@pytest.mark.parametrize(
    ("tag", "fits"),
    [
        ("cp312-cp312-win_amd64", [WINDOWS]),
        ("cp313-cp313-win_amd64", []),
        ("cp38-abi3-win_amd64", [WINDOWS]),
        ("py3-none-win32", []),
        ("cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64", [INTEL]),
        ("cp312-cp312-manylinux_2_28_aarch64", [ARM]),
        ("cp312-cp312-manylinux_2_34_x86_64", []),
        ("cp312-cp312-musllinux_1_2_x86_64", []),
    ],
)
def test_a_wheel_of_another_system_is_none(wheels: Path, tag: str, fits: list[Target]) -> None:
    next(wheels.glob("rows-*.whl")).unlink()
    make_wheel(wheels, "rows", tag=tag)
    assert [each for each in (WINDOWS, INTEL, ARM) if not missing_wheels(wheels, each)] == fits


def test_a_wheel_that_nobody_asks_for_has_to_have_what_it_needs_too(wheels: Path) -> None:
    make_wheel(wheels, "charts", ("inks",))
    assert missing_wheels(wheels, INTEL) == ("inks",)


@pytest.mark.slow
def test_wheels_of_another_system_are_installed_as_there(wheels: Path) -> None:
    make_wheel(wheels, "site-1.1", ('colours; os_name == "nt"',))
    make_wheel(wheels, "colours", tag="cp312-cp312-win_amd64")
    assert failed_install(wheels, WINDOWS) == ""
    next(wheels.glob("colours-*.whl")).unlink()
    assert failed_install(wheels, WINDOWS) == "colours"


def test_what_is_handed_out_is_of_the_versions_that_are_tried(wheels: Path) -> None:
    constraints = "rows==1.0\nPages==2.0\nsite==1.0\n"
    assert unpinned_wheels(wheels, constraints) == ["pages 2.1", "pip 1.0"]
    assert unpinned_wheels(wheels, constraints.replace("2.0", "2.1") + "pip==1.0") == []
