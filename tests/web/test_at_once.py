"""Two windows and a run over the folder at once: nothing that was typed is lost, nothing is torn."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml
from starlette.testclient import TestClient

from tests.programs import as_users_do

pytestmark = pytest.mark.slow

_FILE = "学校.yaml"
_ROUNDS = 15


def _type(client: TestClient, fact: str, first: int, told: list[object]) -> None:
    """Type value upon value into a field, as one window does."""
    for value in range(first, first + _ROUNDS):
        edit = {"address": ["数据", fact], "value": str(value + 1), "seen": str(value)}
        answer = client.post("/school/edit", json={"file": _FILE, "edits": [edit]})
        told.append((answer.status_code, answer.json()["conflicts"]))


def test_two_windows_and_a_batch_lose_nothing(client: TestClient, folder: Path) -> None:
    out = folder.parent / "out"
    batch = subprocess.Popen(
        (sys.executable, "-m", "reportgen", "batch", str(folder), "-o", str(out)),
        env=as_users_do(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    told = list[object]()
    windows = [
        threading.Thread(target=_type, args=(client, fact, first, told))
        for fact, first in (("图书册数", 18900), ("在校生数", 880))
    ]
    for each in windows:
        each.start()
    for each in windows:
        each.join()
    _, faults = batch.communicate(timeout=120)
    assert b"Traceback" not in faults
    assert told == [(200, [])] * (2 * _ROUNDS)
    figures = yaml.safe_load((folder / _FILE).read_text(encoding="utf-8"))["数据"]
    assert (figures["图书册数"], figures["在校生数"]) == (18900 + _ROUNDS, 880 + _ROUNDS)
    assert list(out.glob("**/*自查报告.docx"))
