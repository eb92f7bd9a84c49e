"""Fixtures that write a school's file with the figures a test gives."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from reportgen.pipeline import Examined, Workshop, examine_school
from tests.programs import log, make_program, office
from tests.shared import WORKSHOP

__all__ = ["log", "make_program", "office"]

# The workers of a run and the programs that tests start keep their bytecode, as those of users do:
# to compile all of the program at each start is most of what a short command takes.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What a run of the program kept, or another test, is not what is tried.
os.environ["REPORTGEN_CACHE"] = "off"


def _look_at(handle: int, /) -> None:
    """Fail as waiting for the disk does where there is no such file."""
    os.fstat(handle)


# What a test writes need not outlive the machine, and thousands of them would wait for its disk. Programs
# that tests start wait for it as those of users do.
os.fsync = _look_at  # type: ignore[assignment]

# How long an example takes says what else the machine does: speed is measured in benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# What needs one of these starts programs.
_PROGRAMS = {"office", "make_program", "cluster"}

HEAD = "学校: {名称: 光明小学, 类型: %s, 所在区县: 示例区}\n报告: {年度: 2024, 标准: %s}\n"
Examine = Callable[..., Examined]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are cores: a third of the time tests wait for what they started."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Tests that start programs are slow, whatever they say of themselves."""
    for item in items:
        if _PROGRAMS & set(item.fixturenames):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """Thousands of tests stay till the end: what looks for garbage passes over them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def workshop() -> Workshop:
    return WORKSHOP


@pytest.fixture
def examine(tmp_path: Path, workshop: Workshop) -> Examine:
    """Examine a school of that type by those standards, with `body` below the two first lines."""

    def run(body: str, type: str = "小学", standards: str = "[]") -> Examined:
        path = tmp_path / "学校.yaml"
        path.write_text(HEAD % (type, standards) + body, encoding="utf-8")
        return examine_school(path, workshop)

    return run


@pytest.fixture
def examine_text(tmp_path: Path, workshop: Workshop) -> Examine:
    """Examine a file with exactly that content (text or bytes)."""

    def run(content: str | bytes) -> Examined:
        path = tmp_path / "学校.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return examine_school(path, workshop)

    return run
