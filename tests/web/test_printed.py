"""The pages as they print, with the places of figures; without LibreOffice there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.office.libreoffice import Office
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from reportgen.web.shown.printed import Printer
from tests.web.conftest import HOST, TOKEN

_FILE = {"file": "学校.yaml"}


def test_without_libreoffice_the_view_of_the_blocks_stands_alone(client: TestClient) -> None:
    assert client.get("/school/report", params=_FILE).json()["prints"] is False
    assert client.get("/school/pages", params=_FILE).json() == {"pages": 0}


@pytest.mark.parametrize("asked", [{}, {"key": "x", "number": "0"}, {"key": "", "number": "-1"}])
def test_a_page_that_was_not_made_is_not_there(client: TestClient, asked: dict[str, str]) -> None:
    assert client.get("/page", params=asked).status_code == 404


@pytest.mark.slow
def test_pages_are_made_anew_for_each_change_with_figures_at_their_places(
    folder: Path, office: Office
) -> None:
    printer = Printer(office)
    try:
        app = make_app(Desk(folder), Keys(TOKEN, frozenset({HOST})), printer)
        client = TestClient(app, base_url=f"http://{HOST}", headers={"Origin": f"http://{HOST}"})
        client.get("/", params={"token": TOKEN})
        printer.prepare()
        first = client.get("/school/pages", params=_FILE).json()
        edit = {"address": ["数据", "图书册数"], "value": "17891", "seen": "18900"}
        client.post("/school/edit", json={**_FILE, "edits": [edit]})
        second = client.get("/school/pages", params=_FILE).json()
        asked = {"key": second["key"], "number": str(second["pages"] - 1)}
        picture = client.get("/page", params=asked)
    finally:
        printer.close()
    assert first["key"] != second["key"]
    texts = [each["text"] for each in second["areas"]]
    assert "17891" in texts
    assert "18900" not in texts
    assert all(0 < each["left"] < each["right"] < 1 for each in second["areas"])
    assert all(0 < each["top"] < each["bottom"] < 1 for each in second["areas"])
    assert {each["page"] for each in second["areas"]} <= set(range(second["pages"]))
    assert picture.content.startswith(b"\x89PNG")
