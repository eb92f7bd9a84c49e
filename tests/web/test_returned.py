"""Returned files that are dropped on the page: into the folder, or put aside with the reason."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.batch.returned import ASIDE
from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.guard import Keys
from tests.web.conftest import HOST, TOKEN

_SAMPLES = data_folder() / "districts" / "示例县"
_FIRST, _SECOND, _THIRD = "01城关第一小学.yaml", "03河东镇中心小学.yaml", "09城关初级中学.yaml"


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A district's folder with one school."""
    folder = tmp_path / "区县"
    folder.mkdir()
    for name in ("区县.yaml", _FIRST):
        shutil.copy(_SAMPLES / name, folder / name)
    return folder


@pytest.fixture
def officer(district: Path) -> TestClient:
    """A client with the keys to that folder."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.get("/", params={"token": TOKEN})
    client.headers["Origin"] = f"http://{HOST}"
    return client


def _drop(client: TestClient, *files: tuple[str, bytes]) -> list[list[str]]:
    """Drop the files; what is told of each: its name, where it lies, and why."""
    answer = client.post("/district/returned", files=[("files", each) for each in files])
    assert answer.status_code == 200
    shown = answer.text.partition("这次收的")[2].partition("放在一边的")[0]
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</th><td[^>]*>(.*?)</td><td>(.*?)</td></tr>", shown
    )
    return [list(row) for row in rows]


def _sample(name: str) -> bytes:
    return (_SAMPLES / name).read_bytes()


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def test_returned_files_go_into_the_folder_and_are_seen(
    officer: TestClient, district: Path
) -> None:
    told = _drop(officer, (_SECOND, _sample(_SECOND)), (_THIRD, _sample(_THIRD)))
    assert [row[1] for row in told] == [_SECOND, _THIRD]
    assert "示例县河东镇中心小学" in told[0][2]
    assert (district / _SECOND).read_bytes() == _sample(_SECOND)
    assert "示例县城关初级中学" in officer.get("/district").text


def test_a_folder_without_schools_takes_the_first(officer: TestClient, district: Path) -> None:
    (district / _FIRST).unlink()
    assert officer.get("/district").status_code == 200
    assert officer.get("/district/figures").status_code == 200
    assert _drop(officer, (_SECOND, _sample(_SECOND)))[0][1] == _SECOND
    assert "示例县河东镇中心小学" in officer.get("/district").text


def test_an_archive_s_files_are_taken_one_by_one(officer: TestClient, district: Path) -> None:
    packed = _zip({f"上交/{_SECOND}": _sample(_SECOND), "__MACOSX/._x": b"x", "说明.txt": b"x"})
    told = _drop(officer, ("各校.zip", packed))
    assert [row[:2] for row in told] == [
        [f"各校.zip/上交/{_SECOND}", _SECOND],
        ["各校.zip/说明.txt", "没有收"],
    ]


def test_a_second_file_of_a_school_is_put_aside_and_can_be_chosen(
    officer: TestClient, district: Path
) -> None:
    before = (district / _FIRST).read_bytes()
    newer = before + "# 改过\n".encode()
    ((_, place, why),) = _drop(officer, (_FIRST, newer))
    assert place == "放在一边"
    assert _FIRST in why
    assert (district / _FIRST).read_bytes() == before
    assert (district / ASIDE / _FIRST).read_bytes() == newer
    assert officer.get("/district").text.count("示例县城关第一小学") == 1
    assert officer.post("/district/returned/accept", data={"file": _FIRST}).status_code == 303
    assert (district / _FIRST).read_bytes() == newer
    assert before in [each.read_bytes() for each in (district / ASIDE).iterdir()]


def test_two_files_of_one_school_at_once_are_not_both_taken(
    officer: TestClient, district: Path
) -> None:
    other = _sample(_SECOND) + "# 又一份\n".encode()
    told = _drop(officer, ("甲.yaml", _sample(_SECOND)), ("乙.yaml", other))
    assert [row[1] for row in told] == ["甲.yaml", "放在一边"]


def test_the_same_file_is_taken_once(officer: TestClient, district: Path) -> None:
    ((_, place, why),) = _drop(officer, ("另名.yaml", _sample(_FIRST)))
    assert (place, "一样" in why) == ("没有收", True)
    assert not (district / ASIDE).exists()


def test_a_name_that_is_taken_is_not_written_over(officer: TestClient, district: Path) -> None:
    ((_, place, _),) = _drop(officer, (_FIRST, _sample(_SECOND)))
    assert place == "01城关第一小学_2.yaml"
    assert (district / _FIRST).read_bytes() == _sample(_FIRST)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("区县.yaml", b"x: 1\n"),
        ("reportgen.yaml", b"x: 1\n"),
        ("空.xlsx", b""),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + b"0" * 40),
        ("程序.exe", b"MZ"),
        ("页.html", b"<script>alert(1)</script>"),
        ("坏.zip", b"PK\x03\x04 broken"),
        ("里.zip", _zip({"包.zip": b"PK"})),
    ],
)
def test_what_is_no_school_s_is_not_taken(
    officer: TestClient, district: Path, name: str, data: bytes
) -> None:
    before = {path: path.read_bytes() for path in district.iterdir() if path.is_file()}
    ((_, place, why),) = _drop(officer, (name, data))
    assert (place, bool(why)) == ("没有收", True)
    assert {path: path.read_bytes() for path in district.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    "name",
    ["../../外.yaml", "/tmp/外.yaml", "..\\..\\外.yaml", "C:\\外.yaml", "con.yaml", "a\x00外.yaml"],
)
def test_files_land_in_the_folder_whatever_they_are_called(
    officer: TestClient, district: Path, name: str
) -> None:
    before = {*district.parent.rglob("*")}
    _drop(officer, (name, _sample(_SECOND)), ("里.zip", _zip({name: _sample(_THIRD)})))
    new = {*district.parent.rglob("*")} - before
    assert new
    assert all(path.is_relative_to(district) for path in new)


def test_a_name_with_a_script_is_a_text(officer: TestClient) -> None:
    script = "<img src=x onerror=alert(1)>.yaml"
    answer = officer.post("/district/returned", files=[("files", (script, _sample(_SECOND)))])
    assert "<img" not in answer.text


@pytest.mark.parametrize("name", ["../区县.yaml", "/etc/passwd", "无.yaml", "", "..", "a\x00b"])
def test_only_what_was_put_aside_is_taken_in(
    officer: TestClient, district: Path, name: str
) -> None:
    before = {*district.rglob("*")}
    assert officer.post("/district/returned/accept", data={"file": name}).status_code == 422
    assert {path for path in district.rglob("*") if path.suffix == ".yaml"} <= before


@pytest.mark.parametrize("body", [b"", b"--x\r\n", b"broken" * 100])
def test_a_broken_upload_is_refused(officer: TestClient, district: Path, body: bytes) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = officer.post("/district/returned", content=body, headers=kind)
    assert answer.status_code in (200, 400, 422)
    assert {path.name for path in district.glob("*.yaml")} == {"区县.yaml", _FIRST}


def test_files_come_only_from_the_page_itself(officer: TestClient, district: Path) -> None:
    headers = {"Origin": "http://evil.example"}
    files = [("files", (_SECOND, _sample(_SECOND)))]
    assert officer.post("/district/returned", files=files, headers=headers).status_code == 403
    assert not (district / _SECOND).exists()
