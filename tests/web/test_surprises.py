"""What goes wrong in the program itself is told in the page's words; its trace stands in the folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from reportgen.web.app import make_app
from reportgen.web.complaints import TRACES, surprise_teller
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN


@pytest.mark.parametrize("path", ["/nothing", "/static/nothing.js", "/school/page"])
def test_what_is_not_there_is_told_in_chinese(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Not Found" not in answer.text


def test_what_is_asked_in_another_way_is_refused_in_chinese(client: TestClient) -> None:
    answer = client.put("/school/edit")
    assert (answer.status_code, "没有这个网页" in answer.text) == (405, True)


def test_a_folder_that_is_gone_is_told_behind_the_guard(folder: Path) -> None:
    app = make_app(Desk(folder), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)
    client.get("/", params={"token": TOKEN})
    shutil.rmtree(folder)
    answer = client.get("/")
    assert (answer.status_code, "没有做成" in answer.text) == (500, True)
    assert "Traceback" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_surprise_has_its_trace_in_the_folder_and_not_in_the_page(
    tmp_path: Path, method: str
) -> None:
    request = Request({"type": "http", "method": method, "headers": []})
    answer = surprise_teller(tmp_path)(request, ValueError("what it was"))
    told = bytes(answer.body).decode("utf-8")
    assert (answer.status_code, "程序内部出错" in told, TRACES.name in told) == (500, True, True)
    assert "what it was" not in told
    assert "ValueError: what it was" in (tmp_path / TRACES).read_text(encoding="utf-8")


def test_what_the_disk_refuses_changes_nothing_and_may_be_tried_again(
    client: TestClient, folder: Path
) -> None:
    before, edit = (folder / "学校.yaml").read_bytes(), {"value": "19001", "seen": "18900"}
    asked = {"file": "学校.yaml", "edits": [{"address": ["数据", "图书册数"], **edit}]}
    # Where versions are kept nothing can be written.
    (folder / ".reportgen").write_bytes(b"")
    answer = client.post("/school/edit", json=asked)
    assert (answer.status_code, "不能写入" in answer.text) == (503, True)
    assert "再运行" not in answer.text
    assert (folder / "学校.yaml").read_bytes() == before
    (folder / ".reportgen").unlink()
    assert client.post("/school/edit", json=asked).status_code == 200
    assert b"19001" in (folder / "学校.yaml").read_bytes()
