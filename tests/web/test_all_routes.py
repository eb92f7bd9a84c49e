"""Every address of the page, whoever adds it: shut to whoever lacks the keys; to look changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from reportgen.resources import data_folder, templates_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

_SAMPLES = data_folder() / "districts" / "示例县"
_SCHOOL = "01城关第一小学.yaml"
_READING = frozenset({"GET", "HEAD"})
# How far a run is, told as long as it goes on.
_ENDLESS = frozenset({"/district/run/events"})
# A run is no answer to be waited for.
_STARTING = frozenset({"/district/run/start"})
_ASKED: tuple[Mapping[str, str], ...] = (
    {},
    {"file": _SCHOOL, "what": "学校自查报告", "list": "主要措施", "known": "x", "name": "x.yaml"},
    {"file": "自查报告.docx", "data": _SCHOOL, "known": "x"},
    {"file": "../x", "key": "x", "number": "0"},
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """The page of a district's folder, in which there is something of all kinds."""
    folder = tmp_path_factory.mktemp("县")
    for name in ("区县.yaml", _SCHOOL, "09城关初级中学.yaml"):
        shutil.copy(_SAMPLES / name, folder / name)
    shutil.copy(templates_folder() / "学校自查报告.docx", folder / "自查报告.docx")
    made = make_app(Desk(folder), Keys(TOKEN, frozenset({HOST})))
    made.state.folder = folder
    return made


def _addresses(app: Starlette) -> Iterator[tuple[str, str]]:
    """Each method with each path."""
    for route in app.routes:
        if isinstance(route, Mount):
            yield "GET", f"{route.path}/page.css"
        else:
            assert isinstance(route, Route)
            yield from ((method, route.path) for method in sorted(route.methods or ()))


def _client(app: Starlette, with_keys: bool = True) -> TestClient:
    client = TestClient(
        app, base_url=f"http://{HOST}", follow_redirects=False, raise_server_exceptions=False
    )
    if with_keys:
        assert client.get("/", params={"token": TOKEN}).status_code == 303
        client.headers["Origin"] = f"http://{HOST}"
    return client


def test_each_is_shut_to_whoever_has_no_token(app: Starlette) -> None:
    client = _client(app, with_keys=False)
    client.headers["Origin"] = f"http://{HOST}"
    answers = {each: client.request(*each).status_code for each in _addresses(app)}
    assert len(answers) > 10
    assert {each for each, status in answers.items() if status != 403} == set()


@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Host", "evil.example", 421),
        ("Host", "127.0.0.1:1", 421),
        ("Origin", "http://evil.example", 403),
        ("Origin", "null", 403),
        ("Origin", f"https://{HOST}", 403),
    ],
)
def test_each_is_shut_to_another_host_or_origin(
    app: Starlette, header: str, value: str, status: int
) -> None:
    client = _client(app)
    for each in _addresses(app):
        assert client.request(*each, headers={header: value}).status_code == status, each


def test_whatever_changes_something_has_to_say_where_it_is_from(app: Starlette) -> None:
    client = _client(app)
    del client.headers["Origin"]
    for method, path in _addresses(app):
        if method not in _READING:
            assert client.request(method, path).status_code == 403, path


def test_to_look_changes_nothing(app: Starlette) -> None:
    client, folder = _client(app), app.state.folder
    # What was looked at is remembered there, and nothing else.
    before = _files(folder)
    for method, path in _addresses(app):
        for asked in _ASKED if method == "GET" and path not in _ENDLESS else ():
            assert client.get(path, params=asked).status_code < 500, (path, asked)
            assert _files(folder) == before, (path, asked)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"file": 1}', b"\xff", b"--x\r\n\r\n--x--"])
def test_what_nobody_understands_is_no_surprise(app: Starlette, body: bytes) -> None:
    client = _client(app)
    kinds = ("application/json", "multipart/form-data; boundary=x")
    for method, path in _addresses(app):
        for kind in kinds if method == "POST" and path not in _STARTING else ():
            answer = client.post(path, content=body, headers={"Content-Type": kind})
            assert answer.status_code < 500, (path, body, kind)


def _files(folder: Path) -> Mapping[str, bytes]:
    found = (each for each in folder.rglob("*") if each.is_file())
    named = ((str(each.relative_to(folder)), each) for each in found)
    return {name: each.read_bytes() for name, each in named if not name.startswith(".reportgen")}
