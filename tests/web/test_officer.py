"""An officer's way: all schools of a folder in a table, each with what is said of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient

from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

_SAMPLES = data_folder() / "districts" / "示例县"
_SCHOOLS = ("01城关第一小学.yaml", "03河东镇中心小学.yaml", "09城关初级中学.yaml")


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A district's folder with three of its schools."""
    for name in ("区县.yaml", *_SCHOOLS):
        shutil.copy(_SAMPLES / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def officer(district: Path) -> TestClient:
    """A client with the keys to that folder."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.get("/", params={"token": TOKEN})
    client.headers["Origin"] = f"http://{HOST}"
    return client


def _names(page: str) -> list[str]:
    rows = re.findall(r'<th scope="row">(.*?)</th>', page)
    return [name for name in (re.sub(r"<[^>]*>", "", row) for row in rows) if name]


def _break(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_district_s_folder_opens_with_its_schools(officer: TestClient) -> None:
    assert officer.get("/").headers["location"] == "/district"
    page = officer.get("/district").text
    assert [name[:5] for name in _names(page)] == ["示例县城关", "示例县河东", "示例县城关"]
    assert "<td>河东镇</td>" in page
    assert 'href="/school?file=01%E5%9F%8E' in page
    assert "达标</td>" in page
    assert "县级指标" not in page


def test_a_school_with_errors_is_told_apart(officer: TestClient, district: Path) -> None:
    _break(district / _SCHOOLS[0], "类型: 小学", "类型: 无此类型")
    page = officer.get("/district", params={"state": "有错误"}).text
    assert len(_names(page)) == 1
    assert '<td class="bad">有错误</td>' in page


def test_what_is_changed_is_seen_the_next_time(officer: TestClient, district: Path) -> None:
    before = officer.get("/district").text
    _break(district / _SCHOOLS[0], "类型: 小学", "类型: 无此类型")
    after = officer.get("/district").text
    assert ("有错误 1" in before, "有错误 1" in after) == (False, True)


@pytest.mark.parametrize(("text", "found"), [("河东", 1), ("初中", 1), ("城关", 2), ("没有", 0)])
def test_lines_are_found_by_their_words(officer: TestClient, text: str, found: int) -> None:
    assert len(_names(officer.get("/district", params={"text": text}).text)) == found


def test_the_table_is_sorted_by_its_columns(officer: TestClient) -> None:
    up = _names(officer.get("/district", params={"sort": "file"}).text)
    page = officer.get("/district", params={"sort": "file", "down": "1"}).text
    assert _names(page) == up[::-1]
    assert 'aria-sort="descending"' in page
    for odd in ("verdict-0", "verdict-99", "verdict-x", "none", "errors"):
        assert len(_names(officer.get("/district", params={"sort": odd}).text)) == len(_SCHOOLS)


def test_a_school_of_the_list_that_has_not_returned_is_awaited(
    officer: TestClient, district: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("学校名称", "学校类型", "地址"), ("示例县柳林小学", "小学", "示例县柳林乡街上")):
        sheet.append(row)
    book.save(district / "名单.xlsx")
    _break(district / "区县.yaml", "区县:\n", "名单: 名单.xlsx\n区县:\n")
    page = officer.get("/district", params={"state": "没有交"}).text
    assert _names(page) == ["示例县柳林小学"]
    assert "<td>柳林乡</td>" in page


def test_the_town_is_that_of_the_list_then_of_the_address_then_of_the_name(
    officer: TestClient, district: Path
) -> None:
    page = officer.get("/district").text
    assert page.count("<td>城关镇</td>") == 2 and "<td>河东镇</td>" in page
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("学校名称", "学校类型", "所在乡镇"),
        ("示例县城关第一小学（样例）", "小学", "新城区"),
        ("示例县河东镇中心小学（样例）", "小学", ""),
        ("示例县城关初级中学（样例）", "初中", ""),
    ):
        sheet.append(row)
    book.save(district / "名单.xlsx")
    _break(district / "区县.yaml", "区县:\n", "名单: 名单.xlsx\n区县:\n")
    page = officer.get("/district").text
    for town in ("新城区", "河东镇", "城关镇"):
        assert page.count(f"<td>{town}</td>") == 1


def test_schools_are_shown_of_one_town_and_town_by_town(officer: TestClient) -> None:
    page = officer.get("/district", params={"town": "城关镇"}).text
    assert len(_names(page)) == 2 and "<option selected>城关镇</option>" in page
    assert _names(officer.get("/district", params={"town": "没有写明乡镇的"}).text) == []
    page = officer.get("/district", params={"by_town": "1"}).text
    heads = re.findall(r'<th scope="rowgroup"[^>]*>(\S+)', page)
    assert heads == ["城关镇", "河东镇", "没有写明乡镇的"]
    link = re.search(r'href="(/district\?state=[^"]*)"', page)
    assert link and "by_town=1" in link[1]


def test_a_file_that_is_no_school_s_has_its_fate(officer: TestClient, district: Path) -> None:
    (district / "说明.docx").write_bytes(b"PK\x03\x04")
    page = officer.get("/district").text
    assert "说明.docx" in page
    assert "没有读" in page


def test_a_workbook_s_faults_are_told_on_a_page_of_its_own(
    officer: TestClient, district: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("学校名称", "学校类型", "年度", "在校生数", "教学班数", "专任教师数"),
        ("示例县柳林小学", "小学", 2024, "很多", 12, 30),
        ("示例县南坡小学", "小学", 2024, 400, 12, 30),
    ):
        sheet.append(row)
    book.save(district / "柳林.xlsx")
    page = officer.get("/district").text
    links = re.findall(r'href="(/district/school\?file=%E6%9F%B3[^"]*)"', page)
    shown = officer.get(links[0]).text
    assert "很多" in shown
    assert "D2" in shown


def test_a_school_that_is_not_there_is_refused(officer: TestClient) -> None:
    for name in ("../x.yaml", "/etc/passwd", "", "无.yaml"):
        assert officer.get("/district/school", params={"file": name}).status_code == 422


@pytest.mark.parametrize("script", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_scripts_in_names_and_in_what_is_asked_are_texts(
    officer: TestClient, district: Path, script: str
) -> None:
    _break(district / _SCHOOLS[0], "名称: ", f"名称: {script!r} #")
    (district / "<script>alert(2).docx").write_bytes(b"PK\x03\x04")
    asked = {"state": script, "text": script, "sort": script}
    for page in (officer.get("/district"), officer.get("/district", params=asked)):
        assert "<script>alert" not in page.text
        assert "<img" not in page.text


def test_reports_that_lie_outside_by_a_link_are_not_read(
    officer: TestClient, district: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (district / "out").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    answer = officer.get("/district")
    assert answer.status_code == 422
    assert "文件夹外面" in answer.text


@pytest.mark.parametrize("page", ["/district", "/district/school?file=x"])
def test_without_the_token_no_school_is_shown(district: Path, page: str) -> None:
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    answer = TestClient(app, base_url=f"http://{HOST}").get(page)
    assert (answer.status_code, "示例" in answer.text) == (403, False)


def test_the_district_s_figures_stand_with_their_limits(officer: TestClient) -> None:
    page = officer.get("/district/figures").text
    assert "差异系数" in page
    assert "<td>限值</td>" in page
    assert 'rowspan="4"' in page


def test_each_school_is_shown_with_each_indicator(officer: TestClient, district: Path) -> None:
    before = officer.get("/district/figures").text
    file = district / _SCHOOLS[1]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("3200㎡", "1200㎡"), encoding="utf-8")
    after = officer.get("/district/figures").text
    assert after.count('class="unmet"') > before.count('class="unmet"')
    assert "✓" in after
    assert 'title="未达标，要求' in after


def test_what_a_clerk_accepts_is_no_warning_of_the_district_s(officer: TestClient) -> None:
    file, text = "01城关第一小学.yaml", "学校的教学设施完善,设备齐全。"
    edit = {"address": ["引言"], "value": text, "seen": None}
    fields = officer.post("/school/edit", json={"file": file, "edits": [edit]}).json()["fields"]
    address = f"/district/school?file={quote(file)}"
    assert "完善,设备" in officer.get(address).text
    button = re.search(r'<button[^>]*class="small accept"[^>]*>', fields["引言"])
    assert button is not None
    said = dict(re.findall(r'data-(\w+)="([^"]*)"', button[0]))
    asked = {**said, "file": file, "path": "引言", "reason": "就这样写", "accept": True}
    assert officer.post("/school/accept", json=asked).is_success
    assert "就这样写" in officer.get(address).text
