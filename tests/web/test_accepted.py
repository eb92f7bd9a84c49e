"""A finding of a text is accepted with its reason, and told again."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.editing.accepted_findings import words_around

_FILE = "学校.yaml"
_TEXT = "学校的教学设施完善,设备齐全。"


@pytest.fixture
def asked(client: TestClient) -> dict[str, object]:
    """What accepts the finding of a comma of half width."""
    edit = {"address": ["引言"], "value": _TEXT, "seen": None}
    told = client.post("/school/edit", json={"file": _FILE, "edits": [edit]}).json()
    button = re.search(r'<button[^>]*class="small accept"[^>]*>', told["fields"]["引言"])
    assert button is not None
    said = dict(re.findall(r'data-(\w+)="([^"]*)"', html.unescape(button[0])))
    return {
        "file": _FILE,
        "path": "引言",
        "rule": said["rule"],
        "quote": said["quote"],
        "at": int(said["at"]),
        "reason": "就这样写",
        "accept": True,
    }


def test_a_finding_is_accepted_and_told_again(
    client: TestClient, folder: Path, asked: dict[str, object]
) -> None:
    told = client.post("/school/accept", json=asked).json()
    assert "problems" not in told, told
    assert "就这样写" in told["fields"]["引言"]
    assert 'class="small withdraw"' in told["fields"]["引言"]
    settings = (folder / "reportgen.yaml").read_text(encoding="utf-8")
    assert f"文件: {_FILE}" in settings
    again = client.post("/school/accept", json={**asked, "accept": False}).json()
    assert "problems" not in again, again
    assert 'class="small accept"' in again["fields"]["引言"]
    assert "就这样写" not in (folder / "reportgen.yaml").read_text(encoding="utf-8")


def test_settings_that_are_there_stay(
    client: TestClient, folder: Path, asked: dict[str, object]
) -> None:
    path = folder / "reportgen.yaml"
    path.write_text("# 县里定的\n检查:\n  用词: 关\n", encoding="utf-8")
    assert client.post("/school/accept", json=asked).is_success
    assert path.read_text(encoding="utf-8").startswith("# 县里定的\n检查:\n  用词: 关\n")


@pytest.mark.parametrize(
    "change",
    [{"reason": " "}, {"rule": "没有的"}, {"quote": ""}, {"at": None}, {"file": "../a.yaml"}],
)
def test_nothing_else_is_accepted(
    client: TestClient, folder: Path, asked: dict[str, object], change: dict[str, object]
) -> None:
    assert client.post("/school/accept", json={**asked, **change}).status_code == 422
    assert not (folder / "reportgen.yaml").exists()


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("甲乙,丙丁", ",", "甲乙,丙丁"),
        ("- 甲\n- 乙,**丙**", ",", "乙,"),
        ("| 甲,乙 | 丙 |", ",", "甲,乙"),
        ("甲", "乙", "乙"),
    ],
)
def test_the_words_beside_are_those_of_the_paragraph(text: str, quote: str, words: str) -> None:
    assert words_around(text, text.find(quote), quote) == words


@pytest.mark.parametrize("at", ["Infinity", "-1e999", "NaN", "[]"])
def test_a_place_that_is_no_number_is_refused(client: TestClient, at: str) -> None:
    said = f'{{"file": "{_FILE}", "path": "引言", "rule": "用词", "quote": "善", "at": {at}, '
    body = said + '"reason": "就这样写", "accept": true}'
    answer = client.post("/school/accept", content=body.encode())
    assert answer.status_code == 422
    assert "没有看懂是哪一条" in answer.text


def test_a_reason_is_written_without_what_nobody_sees(
    client: TestClient, folder: Path, asked: dict[str, object]
) -> None:
    told = client.post("/school/accept", json={**asked, "reason": "就\u200b这样\x07写"}).json()
    assert "problems" not in told, told
    assert "理由: 就这样写" in (folder / "reportgen.yaml").read_text(encoding="utf-8")
