"""A folder with a school, and a client that has the keys to its page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.guard import Keys

HOST = "127.0.0.1:8765"
TOKEN = "a-token-of-this-run"


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
