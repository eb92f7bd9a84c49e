"""What a district sends back to its schools, and whom it chases."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from starlette.testclient import TestClient

from reportgen.pipeline import Workshop
from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.forms.form_samples import make_form
from tests.web.conftest import HOST, TOKEN

_SAMPLES = data_folder() / "districts" / "示例县"
_SOUND = "09城关初级中学.yaml"
_LISTED = (
    ("示例县城关初级中学（样例）", "初中", ""),
    ("光明小学", "小学", "示例县河东镇"),
    ("示例县柳林小学", "小学", "示例县柳林乡街上"),
    ("示例县东街小学", "小学", "示例县河东镇东街"),
    ("示例县西街小学", "小学", "示例县河东镇西街"),
    ("示例县育英小学", "小学", ""),
)


@pytest.fixture
def district(tmp_path: Path, workshop: Workshop) -> Path:
    """A district's folder with a sound school, and a form in which a figure is none."""
    shutil.copy(_SAMPLES / _SOUND, tmp_path / _SOUND)
    own = (_SAMPLES / "区县.yaml").read_text(encoding="utf-8")
    (tmp_path / "区县.yaml").write_text(f"名单: 名单.xlsx\n{own}", encoding="utf-8")
    form = make_form(workshop, figures={"在校生数": "3,2OO", "专任教师数": "49"})
    (tmp_path / "光明小学.xlsx").write_bytes(form)
    book = Workbook()
    sheet = _active(book)
    for row in (("学校名称", "学校类型", "地址"), *_LISTED):
        sheet.append(row)
    book.save(tmp_path / "名单.xlsx")
    return tmp_path


@pytest.fixture
def officer(district: Path) -> TestClient:
    """A client with the keys to that folder."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.get("/", params={"token": TOKEN})
    return client


def _active(book: Workbook) -> Any:
    assert book.active is not None
    return book.active


def _book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def _names(data: bytes) -> list[str]:
    return _book(data).sheetnames


def test_a_workbook_goes_back_with_its_faults_marked(officer: TestClient) -> None:
    page = officer.get("/district/back").text
    assert "要退回的（1 份）" in page
    assert "应为数，写的是“3,2OO”" in page
    assert "城关初级中学" not in page.partition("要催的")[0]
    link = re.findall(r'href="(/district/back/file\?[^"]*)"', page)
    taken = officer.get(link[0])
    assert _names(taken.content)[0] == "错误清单"
    assert "filename*=UTF-8''%E5%85%89" in taken.headers["content-disposition"]


def test_all_that_goes_back_is_taken_at_once(officer: TestClient, district: Path) -> None:
    school = (_SAMPLES / "03河东镇中心小学.yaml").read_text(encoding="utf-8")
    broken = re.sub(r"图书册数: \S+", "图书册数: 很多", school, count=1)
    (district / "河东.yaml").write_text(broken, encoding="utf-8")
    with zipfile.ZipFile(io.BytesIO(officer.get("/district/back/zip").content)) as archive:
        assert set(archive.namelist()) == {"光明小学.xlsx", "河东_错误清单.xlsx"}
        assert _names(archive.read("河东_错误清单.xlsx")) == ["错误清单"]


def test_a_workbook_that_was_mended_is_sent_back_no_more(
    officer: TestClient, district: Path
) -> None:
    assert officer.get("/district/back/file", params={"file": "光明小学.xlsx"}).status_code == 200
    (district / "光明小学.xlsx").unlink()
    assert "没有要退回的" in officer.get("/district/back").text
    for key in ("光明小学.xlsx", _SOUND, "../区县.yaml", "/etc/passwd", ""):
        assert officer.get("/district/back/file", params={"file": key}).status_code == 422


def test_of_several_files_of_a_school_none_goes_back(officer: TestClient, district: Path) -> None:
    shutil.copy(district / _SOUND, district / "又一份.yaml")
    assert "重复报送" in officer.get("/district").text
    assert "要退回的（1 份）" in officer.get("/district/back").text


def test_a_list_of_faults_says_nothing_of_where_files_lie(
    officer: TestClient, district: Path
) -> None:
    (district / "光明小学.xlsx").write_bytes(b"PK\x03\x04")
    taken = officer.get("/district/back/file", params={"file": "光明小学.xlsx"}).content
    cells = [each for row in _active(_book(taken)).iter_rows(values_only=True) for each in row]
    assert "光明小学.xlsx" in cells
    assert not any(str(district) in str(each) for each in cells)


def test_who_has_not_returned_is_named_by_towns(officer: TestClient) -> None:
    page = officer.get("/district/back").text
    assert "要催的（4 所）" in page
    text = re.findall(r'<textarea id="chasing-text"[^>]*>(.*?)</textarea>', page, re.DOTALL)[0]
    assert text.splitlines() == [
        "没有交的学校（4 所）",
        "柳林乡（1 所）：示例县柳林小学",
        "河东镇（2 所）：示例县东街小学、示例县西街小学",
        "没有写明乡镇的（1 所）：示例县育英小学",
    ]
    taken = officer.get("/district/back/chasing").content
    rows = list(_active(load_workbook(io.BytesIO(taken))).iter_rows(values_only=True))
    assert [row[1:3] for row in rows if isinstance(row[0], int)][1] == ("河东镇", "示例县东街小学")


def test_a_form_that_came_back_empty_is_chased(
    officer: TestClient, district: Path, workshop: Workshop
) -> None:
    (district / "光明小学.xlsx").write_bytes(make_form(workshop))
    page = officer.get("/district/back").text
    assert "要催的（5 所）" in page
    assert "没有要退回的" in page


def test_without_a_list_the_page_says_how_to_have_one(officer: TestClient, district: Path) -> None:
    shutil.copy(_SAMPLES / "区县.yaml", district / "区县.yaml")
    assert "没有学校名单" in officer.get("/district/back").text


def test_names_are_shown_as_names(officer: TestClient, district: Path, workshop: Workshop) -> None:
    odd = "<b>&光明.xlsx"
    (district / "光明小学.xlsx").rename(district / odd)
    page = officer.get("/district/back").text
    assert "<b>&光明" not in page
    link = re.findall(r'href="(/district/back/file\?[^"]*)"', page)
    assert officer.get(link[0]).status_code == 200
