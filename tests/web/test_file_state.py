"""What a page that is open learns of its file: a mark, and what hinders it from being read."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

_NAME = "学校.yaml"


def _state(client: TestClient, known: str = "") -> dict[str, object]:
    answer = client.get("/school/state", params={"file": _NAME, "known": known})
    assert answer.status_code == 200
    told = answer.json()
    assert isinstance(told, dict)
    return told


def _shown(client: TestClient) -> str:
    found = re.search(r'data-mark="(\w+)"', client.get("/school", params={"file": _NAME}).text)
    assert found is not None
    return found[1]


def test_the_mark_is_that_of_the_page_until_the_file_is_another(
    client: TestClient, folder: Path
) -> None:
    shown = _shown(client)
    assert _state(client, shown) == {"mark": shown, "problems": [], "moved": ""}
    path = folder / _NAME
    path.write_text(path.read_text(encoding="utf-8").replace("18900", "19000"), encoding="utf-8")
    assert _state(client, shown)["mark"] == _shown(client) != shown


def test_who_writes_is_told_of_the_file_before_and_behind(client: TestClient, folder: Path) -> None:
    shown = _shown(client)
    edit = {"address": ["数据", "图书册数"], "value": "15000", "seen": "18900"}
    told = client.post("/school/edit", json={"file": _NAME, "edits": [edit]}).json()
    assert (told["was"], told["mark"]) == (shown, _shown(client))


def test_a_file_that_is_no_yaml_is_told_once(client: TestClient, folder: Path) -> None:
    shown = _shown(client)
    (folder / _NAME).write_text("学校: {名称: 甲\n", encoding="utf-8")
    told = _state(client, shown)
    assert "第 " in str(told["problems"])
    mark = str(told["mark"])
    assert _state(client, mark) == {"mark": mark, "problems": [], "moved": ""}


def test_a_file_that_is_gone_is_found_by_its_bytes(client: TestClient, folder: Path) -> None:
    shown = _shown(client)
    (folder / _NAME).rename(folder / "另一个.yaml")
    told = _state(client, shown)
    assert (told["mark"], told["moved"]) == ("", "另一个.yaml")
    assert "不在了" in str(told["problems"])
    (folder / "另一个.yaml").unlink()
    assert _state(client, shown)["moved"] == ""


def test_nothing_is_told_of_a_file_outside(client: TestClient, folder: Path) -> None:
    (folder.parent / "外.yaml").write_text("学校: {名称: 甲}\n", encoding="utf-8")
    told = client.get("/school/state", params={"file": "../外.yaml", "known": ""}).json()
    assert (told["mark"], told["moved"]) == ("", "")
