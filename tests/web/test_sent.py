"""What a school sent, on the officer's pages: its figures, the file itself, mended here, and beside
another version.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.batch.aside import ASIDE
from reportgen.editing.mended_form import FORMS
from tests.load.workbooks.test_wide_form import write_table
from tests.web.conftest import DISTRICT, drop
from tests.workbooks import write_form

_SCHOOL, _FORM = "光明小学", "采集表.xlsx"


@pytest.fixture
def form(district: Path) -> Path:
    """A form in the district's folder."""
    return write_form(district / _FORM)


def test_the_figures_of_a_form_are_seen_and_the_form_is_taken(
    officer: TestClient,
    form: Path,
) -> None:
    page = officer.get("/district/school", params={"file": _FORM}).text
    assert re.search(r"图书册数</th><td><span class=\"words\">[^<]+</span>", page)
    assert "没有填" in page
    sent = officer.get("/district/school/sent", params={"file": _FORM})
    assert sent.content == form.read_bytes()
    assert "attachment" in sent.headers["content-disposition"]


def test_a_faulty_form_is_taken_marked(officer: TestClient, district: Path) -> None:
    write_form(district / _FORM, {"基本数据!E5": "约90"})
    page = officer.get("/district/school", params={"file": _FORM}).text
    (link,) = re.findall(r"href=\"(/district/back/file\?[^\"]+)\"", page)
    assert officer.get(link).content[:2] == b"PK"


def test_a_form_that_is_mended_here_is_kept_and_counted_once(
    officer: TestClient,
    district: Path,
    form: Path,
) -> None:
    sent = form.read_bytes()
    answer = officer.post("/district/school/mend", data={"file": _FORM})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/school?file=")
    name = f"{_SCHOOL}.yaml"
    assert not form.exists()
    assert (district / FORMS / name / _FORM).read_bytes() == sent
    table = officer.get("/district").text.partition("<tbody>")[2]
    (row,) = [each for each in table.split("<tr>") if _SCHOOL in each]
    assert "/district/changes?file=" in row
    assert "改了哪些" in officer.get("/school", params={"file": name}).text
    assert "没有改过" in officer.get("/district/changes", params={"file": name}).text
    text = (district / name).read_text("utf-8")
    (district / name).write_text(
        text.replace("类型: 小学", "类型: 小学\n  地址: <b>街</b>"), "utf-8"
    )
    drop(
        officer,
        ("又一份.xlsx", write_form(district.parent / "新.xlsx", {"基本数据!E7": 2}).read_bytes()),
    )
    assert f"{name} 是在网页里改过的" in officer.get("/district/returned").text
    changes = officer.get("/district/changes", params={"file": name}).text
    assert "学校，地址" in changes
    assert "&lt;b&gt;街&lt;/b&gt;" in changes
    assert officer.get("/district/changes/form", params={"file": name}).content == sent


def test_the_start_page_opens_a_form_of_a_district_in_its_place(
    officer: TestClient,
    form: Path,
) -> None:
    assert officer.get("/form", params={"file": _FORM}).status_code == 303
    assert not form.exists()


@pytest.mark.parametrize("name", ["无.xlsx", "../区县.yaml", "01城关第一小学.yaml", ""])
def test_only_a_form_of_the_folder_is_mended(
    officer: TestClient,
    district: Path,
    name: str,
) -> None:
    before = {*district.glob("*")}
    assert officer.post("/district/school/mend", data={"file": name}).status_code == 422
    assert {each for each in district.glob("*.*") if each.is_file()} <= before


def test_a_school_of_a_table_is_seen_and_not_mended_alone(
    officer: TestClient,
    district: Path,
) -> None:
    write_table(district / "汇总表.xlsx")
    table = officer.get("/district").text
    (link,) = re.findall(r"href=\"(/district/school\?file=[^\"]+)\">实验小学", table)
    page = officer.get(link).text
    assert "在网页里改" not in page
    assert "交来的数和文字" in page


def test_two_versions_are_seen_side_by_side(
    officer: TestClient,
    district: Path,
    form: Path,
    tmp_path: Path,
) -> None:
    newer = write_form(tmp_path / "新.xlsx", {"基本数据!E7": 19900}).read_bytes()
    ((_, place, _, _),) = drop(officer, ("改.xlsx", newer))
    assert place == "放在一边"
    (link,) = re.findall(
        r"href=\"(/district/returned/compare[^\"]+)\"", officer.get("/district/returned").text
    )
    page = officer.get(link.replace("&amp;", "&")).text
    assert "19900" in page
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>", page)
    assert rows[:3] == ["文件（点一下下载来看）", "收到的时间", "最后一次保存"]
    links = re.findall(r"href=\"([^\"]+)\" download", page)
    taken = [officer.get(each.replace("&amp;", "&")).content for each in links]
    assert taken == [form.read_bytes(), newer]
    assert (district / ASIDE / "改.xlsx").exists()


def test_a_version_that_cannot_be_read_is_told_beside_the_other(
    officer: TestClient,
    district: Path,
) -> None:
    broken = (DISTRICT / "01城关第一小学.yaml").read_text("utf-8") + "坏: [\n"
    ((_, place, _, _),) = drop(officer, ("坏.yaml", broken.encode()))
    assert place == "放在一边"
    page = officer.get("/district/returned/compare", params={"file": "坏.yaml"}).text
    assert "比不了" in page
