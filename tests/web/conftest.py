"""Folders with a school, a clerk's and a district's, and clients that have the keys to their pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys

HOST = "127.0.0.1:8765"
TOKEN = "a-token-of-this-run"
DISTRICT = data_folder() / "districts" / "示例县"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with 学校.yaml in it, the sample of a primary school."""
    shutil.copy(data_folder() / "schools" / "完全小学.yaml", tmp_path / "学校.yaml")
    return tmp_path


@pytest.fixture
def stranger(folder: Path) -> TestClient:
    """A client without the token."""
    app = make_app(Desk(folder), Keys(TOKEN, frozenset({HOST, "localhost:8765"})))
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """A client that has opened the address with the token."""
    assert stranger.get("/", params={"token": TOKEN}).status_code == 303
    stranger.headers["Origin"] = f"http://{HOST}"
    return stranger


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A district's folder with one school."""
    folder = tmp_path / "区县"
    folder.mkdir()
    for name in ("区县.yaml", "01城关第一小学.yaml"):
        shutil.copy(DISTRICT / name, folder / name)
    return folder


@pytest.fixture
def officer(district: Path) -> TestClient:
    """A client with the keys to that folder."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.get("/", params={"token": TOKEN})
    client.headers["Origin"] = f"http://{HOST}"
    return client


def drop(client: TestClient, *files: tuple[str, bytes]) -> list[list[str]]:
    """Drop the files; what is told of each: its name, where it lies, and why."""
    answer = client.post("/district/returned", files=[("files", each) for each in files])
    assert answer.status_code == 303
    return received(client)


def received(client: TestClient) -> list[list[str]]:
    """What is told of the files that came last: name, place, whose, and how the schools stand."""
    text = client.get("/district/returned").text
    shown = text.partition('id="received"')[2].partition("</table>")[0]
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</th><td[^>]*>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>",
        shown,
    )
    return [list(row) for row in rows]
