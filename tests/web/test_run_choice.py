"""What is chosen for a run from the page, and what it makes beside the reports."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient

from reportgen.batch.batch import MANIFEST
from reportgen.batch.store import WORK_FOLDER
from reportgen.office.libreoffice import VARIABLE
from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

pytestmark = pytest.mark.slow

_SAMPLES = data_folder() / "districts" / "示例县"
_FIRST, _SECOND = "07石桥教学点.yaml", "09城关初级中学.yaml"
_REPORT = "示例县城关初级中学（样例）_2024_自查报告.docx"


@pytest.fixture
def district(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district's folder with two of its schools, on a machine without LibreOffice."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "没有"))
    folder = tmp_path / "县"
    folder.mkdir()
    for name in ("区县.yaml", _FIRST, _SECOND):
        shutil.copy(_SAMPLES / name, folder / name)
    return folder


@pytest.fixture
def officer(district: Path) -> Iterator[TestClient]:
    """A client with the keys to that folder; a run ends with it."""
    with _open(district) as client:
        yield client


def _open(folder: Path) -> TestClient:
    app = make_app(Desk(folder), Keys(TOKEN, frozenset({HOST})))
    client = TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)
    client.cookies.set("reportgen-8765", TOKEN)
    client.headers["Origin"] = f"http://{HOST}"
    return client


def _run(client: TestClient, **choice: object) -> str:
    """How a run of what is chosen ended."""
    client.post("/district/run/start", data=choice)
    told = [each for each in client.get("/district/run/events").text.split("\n\n") if each]
    return str(json.loads(told[-1].removeprefix("data: "))["told"])


def _rows(client: TestClient, **asked: str) -> dict[str, str]:
    """How each line of what was made stands, by its name."""
    page = client.get("/district/run", params=asked).text.partition('id="made"')[2]
    rows = re.findall(r'<th scope="row">(.*?)</th>\s*<td><span[^>]*>(.*?)</span>', page)
    return {re.sub(r"<[^>]*>", "", name): state for name, state in rows}


def _rename(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _with_list(folder: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("学校名称", "学校类型"), ("示例县东街小学", "小学")):
        book.active.append(row)
    book.save(folder / "名单.xlsx")
    own = (folder / "区县.yaml").read_text(encoding="utf-8")
    (folder / "区县.yaml").write_text(f"名单: 名单.xlsx\n{own}", encoding="utf-8")


def test_only_the_chosen_schools_are_done(officer: TestClient, district: Path) -> None:
    assert _run(officer, which="chosen", schools=[_SECOND]) == "做完了：1 份报告。"
    made = [path.name for path in (district / "out").glob("*.docx")]
    assert made == [_REPORT]
    assert _rows(officer) == {
        "示例县": "有变化，还没有重做",
        "示例县河东镇石桥教学点（样例）": "还没有做",
        "示例县城关初级中学（样例）": "这次做的",
    }


def test_a_choice_of_no_school_is_told(officer: TestClient, district: Path) -> None:
    answer = officer.post("/district/run/start", data={"which": "chosen"})
    assert "没有选学校" in officer.get(answer.headers["location"]).text
    assert not (district / "out").exists()


def test_a_school_that_is_gone_is_told(officer: TestClient) -> None:
    assert _run(officer, which="chosen", schools=["../没有.yaml"]).startswith("没有做成：")
    assert "重新打开“做报告”再选" in officer.get("/district/run").text


def test_documents_beside_the_reports_are_made_where_they_are_chosen(
    officer: TestClient, district: Path
) -> None:
    assert 'value="整改台账"' in officer.get("/district/run").text
    _run(officer, documents=["整改台账", "../../etc"])
    assert len(list((district / "out").glob("*_整改台账.docx"))) == 2
    assert not list((district / "out").glob("县域*"))
    page = officer.get("/district/run").text
    assert re.search(r'value="整改台账" id="document-\d" checked', page)


def test_what_is_made_of_chosen_schools_is_not_lacked_by_the_others(
    officer: TestClient, district: Path
) -> None:
    _run(officer, district="on")
    _run(officer, which="chosen", schools=[_SECOND], documents=["学校自评表"], district="on")
    rows = _rows(officer)
    assert [name for name, state in rows.items() if state.startswith("有变化")] == []
    assert "示例县城关初级中学（样例）_2024_自评表.docx" in officer.get("/district/run").text


def test_what_goes_back_and_who_is_chased_are_made_too(officer: TestClient, district: Path) -> None:
    _with_list(district)
    _rename(district / _FIRST, "图书册数: ", "图书册数: 约")
    told = _run(officer, back="on", chasing="on")
    assert told.endswith("；1 所没有做成，原因见下面；1 所学校没有交。")
    out = district / "out"
    assert (out / "催交名单.xlsx").is_file()
    with zipfile.ZipFile(
        io.BytesIO(officer.get("/district/run/zip", params={"kind": "back"}).content)
    ) as archive:
        assert "退回/07石桥教学点_错误清单.xlsx" in archive.namelist()
    page = officer.get("/district/run").text
    assert "催交名单.xlsx" in page
    assert "退回的表（" in page


def test_of_several_files_of_a_school_none_goes_back(officer: TestClient, district: Path) -> None:
    shutil.copy(district / _SECOND, district / "又一份.yaml")
    _run(officer, back="on")
    assert not (district / "out" / "退回").exists()


def test_without_a_list_nobody_can_be_chased(officer: TestClient) -> None:
    page = officer.get("/district/run").text
    assert re.search(r'id="chasing" disabled', page)
    assert "没有学校名单" in page


def test_without_libreoffice_there_is_no_pdf(officer: TestClient, district: Path) -> None:
    page = officer.get("/district/run").text
    assert re.search(r'id="pdf" disabled', page)
    assert "没有找到 LibreOffice" in page
    assert _run(officer, pdf="on") == "做完了：2 份报告。"
    assert not list((district / "out").glob("*.pdf"))


def test_what_a_person_changed_is_kept_and_told(officer: TestClient, district: Path) -> None:
    _run(officer, district="on")
    report = district / "out" / _REPORT
    report.write_bytes(report.read_bytes() + b" ")
    assert _rows(officer)["示例县城关初级中学（样例）"] == "有人改过，留着"
    _rename(district / _SECOND, "图书册数: ", "图书册数: 1")
    _run(officer, district="on")
    page = officer.get("/district/run").text
    beside = _REPORT.replace(".docx", "（数据更新）.docx")
    assert f"按现在的数据做的是“{beside}”" in page
    assert officer.get("/district/run/file", params={"file": beside}).status_code == 200
    assert "选“有人改过的也换成新的”再做" in page
    _run(officer, district="on", force="on")
    assert list((district / "out").glob("*.bak*"))


def test_each_school_has_its_state(officer: TestClient, district: Path) -> None:
    _run(officer, district="on")
    assert set(_rows(officer).values()) == {"这次做的"}
    _run(officer, district="on")
    assert set(_rows(officer).values()) == {"没有变化"}
    _rename(district / _FIRST, "图书册数: ", "图书册数: 约")
    assert _rows(officer)["示例县河东镇石桥教学点（样例）"] == "有变化，还没有重做"
    _run(officer, district="on")
    assert _rows(officer, state="没有做成") == {"示例县河东镇石桥教学点（样例）": "没有做成"}
    assert "数据.图书册数：应为" in officer.get("/district/run").text


def test_documents_are_taken_by_kind(officer: TestClient) -> None:
    _run(officer, district="on")
    for kind, count in (("word", 2), ("district", 4), ("pdf", 0), ("", 6), ("../", 6)):
        taken = officer.get("/district/run/zip", params={"kind": kind})
        with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
            assert len(archive.namelist()) == count


def test_a_run_that_was_killed_is_gone_on_with(district: Path) -> None:
    """Nothing of a server that was killed is left but what lies in the folder."""
    note = district / WORK_FOLDER / "做报告.json"
    with _open(district) as client:
        _run(client, which="chosen", schools=[_SECOND], back="on")
    said = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps([said[0], False]), encoding="utf-8")
    (district / "out" / MANIFEST).unlink()
    with _open(district) as client:
        page = client.get("/district/run").text
        assert "上次没有做完。" in page
        assert "接着做" in page
        assert re.search('id="back" checked', page)
        _run(client, district="on")
        assert "上次没有做完" not in client.get("/district/run").text


@pytest.mark.parametrize(
    "said",
    ["", "[]", "{}", "[1, 2]", '[{"schools": 3}, false]', '[{"documents": [3]}, 1]', "[" * 99999],
)
def test_a_note_that_says_something_else_says_nothing(
    officer: TestClient, district: Path, said: str
) -> None:
    (district / WORK_FOLDER).mkdir()
    (district / WORK_FOLDER / "做报告.json").write_text(said, encoding="utf-8")
    page = officer.get("/district/run").text
    assert "上次没有做完" not in page
    assert "开始做" in page
