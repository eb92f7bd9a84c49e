"""A form that lies in the folder: opened as it is, told of when it changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from reportgen.editing.yaml_edit import tree_of

_FORM, _NAME = "采集表.xlsx", "示例县实验小学（样例）"


@pytest.fixture
def form(client: TestClient, folder: Path) -> Path:
    """The form of the sample, which alone lies in the folder then."""
    made = client.get("/school/download", params={"file": "学校.yaml", "what": "采集表"})
    path = folder / _FORM
    path.write_bytes(made.content)
    (folder / "学校.yaml").unlink()
    return path


def _data_file(client: TestClient) -> str:
    answer = client.get("/form", params={"file": _FORM})
    assert answer.status_code == 303
    page = client.get(answer.headers["location"])
    assert page.status_code == 200
    assert 'id="form-origin"' in page.text
    return str(page.url.params["file"])


def _change(form: Path, name: str, column: str, value: str | int) -> None:
    """Write a value of 基本数据 into the form, as Excel would."""
    book = openpyxl.load_workbook(form)
    sheet = book["基本数据"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if "项目" in row)
    row = next(at for at, cells in enumerate(rows) if name in cells[:4])
    sheet.cell(row + 1, rows[head].index(column) + 1, value)
    book.save(form)


def _books(path: Path) -> object:
    tree = tree_of(path.read_text(encoding="utf-8"), "")
    assert isinstance(tree, dict)
    return tree["数据"]["图书册数"]


def test_a_form_is_opened_and_stays_as_it_was(client: TestClient, form: Path) -> None:
    before = form.read_bytes()
    name = _data_file(client)
    assert (form.parent / name).suffix == ".yaml"
    assert form.read_bytes() == before
    told = client.get("/school/form", params={"file": name}).text
    assert f"从采集表“{_FORM}”来的，存在“{name}”里" in told
    # Opened again, it is the same file that was begun.
    assert _data_file(client) == name
    assert len(list(form.parent.glob("*.yaml"))) == 1


def test_what_a_form_says_wrongly_is_told_at_its_cell(client: TestClient, form: Path) -> None:
    _change(form, "图书册数", "本年数", "约18900")
    told = client.get("/school/form", params={"file": _data_file(client)}).text
    assert "采集表里有 1 处要看一下" in told
    assert "基本数据" in told.partition('class="place"')[2].partition("</span>")[0]


def test_what_is_changed_in_the_form_later_is_offered_and_taken(
    client: TestClient, form: Path
) -> None:
    name = _data_file(client)
    path = form.parent / name
    mark = _mark(client.get("/school/form", params={"file": name}).text)
    known = {"file": name, "mark": mark}
    assert client.get("/school/form", params=known).status_code == 204
    _change(form, "图书册数", "本年数", 20000)
    told = client.get("/school/form", params=known).text
    assert "图书册数：这里是“18900”，采集表里是“20000”" in told
    asked = {"file": name, "mark": _mark(told), "paths": ["数据.图书册数"]}
    assert client.post("/school/form", json=asked).json() == {"conflicts": 0}
    assert _books(path) == "20000"
    assert "改过了" not in client.get("/school/form", params={"file": name}).text


def test_what_is_left_as_it_is_here_is_not_offered_again(client: TestClient, form: Path) -> None:
    name = _data_file(client)
    _change(form, "图书册数", "本年数", 20000)
    told = client.get("/school/form", params={"file": name}).text
    asked = {"file": name, "mark": _mark(told), "paths": []}
    assert client.post("/school/form", json=asked).is_success
    assert _books(form.parent / name) == "18900"
    assert "改过了" not in client.get("/school/form", params={"file": name}).text


def test_a_form_that_changed_while_it_was_read_is_looked_at_again(
    client: TestClient, form: Path
) -> None:
    name = _data_file(client)
    asked = {"file": name, "mark": "of-before", "paths": ["数据.图书册数"]}
    assert client.post("/school/form", json=asked).status_code == 422


@pytest.mark.parametrize("name", ["../采集表.xlsx", "没有.xlsx", "学校.yaml", ""])
def test_nothing_else_is_opened_as_a_form(client: TestClient, form: Path, name: str) -> None:
    assert client.get("/form", params={"file": name}).status_code == 422


@pytest.mark.parametrize("spoil", [lambda text: "{", lambda text: text.replace(_FORM, "../a.xlsx")])
def test_what_is_remembered_of_a_form_may_be_spoilt(
    client: TestClient, form: Path, spoil: Callable[[str], str]
) -> None:
    name = _data_file(client)
    kept = form.parent / ".reportgen" / "采集表" / f"{name}.json"
    kept.write_text(spoil(kept.read_text(encoding="utf-8")), encoding="utf-8")
    assert client.get("/school/form", params={"file": name}).status_code == 204
    assert client.get("/school", params={"file": name}).status_code == 200


def test_the_first_page_has_the_forms_of_the_folder(client: TestClient, form: Path) -> None:
    shutil.copy(form, form.with_name(f"~${_FORM}"))
    page = client.get("/").text
    assert page.count("/form?file=") == 1


def _mark(told: str) -> str:
    return told.partition('data-mark="')[2].partition('"')[0]
