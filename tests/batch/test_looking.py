"""Many schools are looked at beside whoever asks, and come out as they do one by one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen.batch.executors import SPAWNED
from reportgen.batch.looking import Looker
from reportgen.batch.request import Request
from reportgen.batch.survey import LOOKS
from reportgen.resources import data_folder

pytestmark = pytest.mark.slow

_SCHOOLS = 44
_SAMPLE = data_folder() / "schools" / "完全小学.yaml"


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A folder of more schools than are looked at while one waits; one of them is broken."""
    text = _SAMPLE.read_text(encoding="utf-8")
    for number in range(_SCHOOLS):
        told = text.replace("示例区实验小学（样例）", f"示例区第{number}小学")
        (tmp_path / f"{number:02}.yaml").write_text(told, encoding="utf-8")
    (tmp_path / "10.yaml").write_text("学校: {名称: 甲\n", encoding="utf-8")
    return tmp_path


def _looker(district: Path, workers: int) -> Looker:
    return Looker(
        Request((district,), district / "out", executor=SPAWNED, workers=workers), district
    )


def test_processes_find_what_one_finds(district: Path) -> None:
    found = []
    for workers in (1, 2):
        looker = _looker(district, workers)
        assert len(looker.survey().waiting) == _SCHOOLS
        looker.wait()
        assert (looker.looking.done, looker.looking.total) == (_SCHOOLS, _SCHOOLS)
        survey = looker.survey()
        assert not survey.waiting
        found.append([(each.job.key, each.told, each.record) for each in survey.schools])
        for each in (district / LOOKS).iterdir():
            each.unlink()
    assert found[0] == found[1]


def test_what_was_looked_at_is_not_looked_at_again(district: Path) -> None:
    looker = _looker(district, 1)
    looker.survey()
    looker.wait()
    assert not _looker(district, 1).survey().waiting


def test_a_folder_that_nobody_may_write_in_is_looked_at_too(
    district: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda place, mode: False)
    looker = _looker(district, 1)
    looker.survey()
    looker.wait()
    assert not looker.survey().waiting
    assert not (district / LOOKS).exists()
