"""A clerk's way: fields, edits that are saved at once, the report beside them, the document."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from reportgen.model.figure_source import name_sources
from reportgen.resources import data_folder
from reportgen.web.desk import Desk

_FILE = {"file": "学校.yaml"}
SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))


def _edit(
    client: TestClient, address: list[object], value: object, seen: object
) -> dict[str, object]:
    edit = {"address": address, "value": value, "seen": seen}
    answer = client.post("/school/edit", json={**_FILE, "edits": [edit]})
    assert answer.status_code == 200
    told = answer.json()
    assert isinstance(told, dict)
    return told


def test_the_folder_shows_its_files(client: TestClient) -> None:
    assert "学校.yaml" in client.get("/").text


def test_the_page_has_a_field_for_each_figure_with_its_indicator(client: TestClient) -> None:
    page = client.get("/school", params=_FILE).text
    assert 'data-path="数据.图书册数"' in page
    assert "生均图书册数：<b>21.5册</b>（要求 ≥20册）" in page


def test_an_edit_is_in_the_file_and_its_indicator_beside_the_field(
    client: TestClient, folder: Path
) -> None:
    told = _edit(client, ["数据", "图书册数"], "15000", "18900")
    fields = told["fields"]
    assert isinstance(fields, dict)
    assert "未达标" in fields["数据.图书册数"]
    assert "  图书册数: 15000\n" in (folder / "学校.yaml").read_text(encoding="utf-8")


def test_a_faulty_value_is_told_beside_its_field(client: TestClient) -> None:
    fields = _edit(client, ["数据", "图书册数"], "很多", "18900")["fields"]
    assert isinstance(fields, dict)
    assert "problem error" in fields["数据.图书册数"]


def test_a_finding_in_a_text_stands_beside_the_text_with_its_words(client: TestClient) -> None:
    fields = _edit(client, ["引言"], "学校现有学生900人。", None)["fields"]
    assert isinstance(fields, dict)
    assert 'data-quote="900人"' in fields["引言"]


def test_words_that_stand_several_times_are_told_by_their_places(client: TestClient) -> None:
    text = "学校现有**教师49人**，学生900人，学生900人。"
    fields = _edit(client, ["引言"], text, None)["fields"]
    assert isinstance(fields, dict)
    places = [
        int(each) for each in re.findall(r'data-quote="900人" data-at="(\d+)"', fields["引言"])
    ]
    assert places == [text.index("900人"), text.rindex("900人")]


def test_a_value_changed_elsewhere_is_given_to_choose(client: TestClient, folder: Path) -> None:
    path = folder / "学校.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("18900", "19000"), encoding="utf-8")
    told = _edit(client, ["数据", "图书册数"], "15000", "18900")
    assert told["conflicts"] == [{"path": "数据.图书册数", "there": "19000"}]
    assert "图书册数: 19000" in path.read_text(encoding="utf-8")


def test_the_report_stands_beside_with_its_figures_leading_to_their_fields(
    client: TestClient,
) -> None:
    told = client.get("/school/report", params=_FILE).json()
    assert ">880</button>名学生" in told["html"]
    assert "数据.在校生数" in told["fields"].values()


def test_the_document_is_given_under_the_school_s_name(client: TestClient) -> None:
    answer = client.get("/school/download", params={**_FILE, "what": "学校自查报告"})
    assert "%E8%87%AA%E6%9F%A5%E6%8A%A5%E5%91%8A.docx" in answer.headers["content-disposition"]
    texts = [each.text for each in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert any("880名学生" in text for text in texts)


def test_what_stops_a_report_is_told_instead_of_a_document(client: TestClient) -> None:
    _edit(client, ["学校", "类型"], "无此类型", "小学")
    answer = client.get("/school/download", params={**_FILE, "what": "学校自查报告"})
    assert answer.status_code == 422
    assert "无此类型" in answer.text


def test_a_file_that_is_no_yaml_is_told_with_its_place(client: TestClient, folder: Path) -> None:
    (folder / "学校.yaml").write_text("学校: {名称: 甲\n", encoding="utf-8")
    answer = client.get("/school", params=_FILE)
    assert answer.status_code == 422
    assert "第 " in answer.text


def test_a_figure_that_others_make_is_missed_beside_the_first_of_them(
    client: TestClient, folder: Path
) -> None:
    path = folder / "学校.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    kept = [line for line in lines if not line.strip().startswith("中级以上职称教师数")]
    path.write_text("\n".join(kept), encoding="utf-8")
    page = client.get("/school", params=_FILE).text
    field = page[page.index('data-path="数据.正高级职称教师数"') :]
    assert "缺少“中级以上职称教师数”" in field[: field.index('data-path="数据.副高级职称教师数"')]


def test_what_only_excel_does_is_not_said_on_the_page(client: TestClient) -> None:
    page = client.get("/school", params=_FILE).text
    assert "内容可以写几段。" in page
    assert "Alt+回车" not in page


def test_scripts_are_given_as_such_whatever_the_machine_takes_them_for(client: TestClient) -> None:
    for name in ("page", "lists", "start"):
        kind = client.get(f"/static/{name}.js").headers["content-type"]
        assert kind.startswith("text/javascript")


@pytest.mark.parametrize(
    "sign", ["\u00a0", "\u000b", "\u200b", "\ufeff", "\u2028", "\u00ad", "\x07"]
)
def test_what_is_pasted_with_signs_that_nobody_sees_is_saved(
    client: TestClient, folder: Path, sign: str
) -> None:
    text = f"建于{sign}1998{sign}年。{sign}"
    edit = {"address": ["引言"], "value": text, "seen": None}
    told = client.post("/school/edit", json={"file": "学校.yaml", "edits": [edit]})
    assert told.json()["conflicts"] == []
    written = (folder / "学校.yaml").read_text(encoding="utf-8")
    assert "1998" in written
    assert sign not in written
    edit = {"address": ["引言"], "value": "后来", "seen": text}
    told = client.post("/school/edit", json={"file": "学校.yaml", "edits": [edit]})
    assert told.json()["conflicts"] == []


def test_a_text_in_place_of_a_list_is_what_was_seen(client: TestClient, folder: Path) -> None:
    path = folder / "甲.yaml"
    path.write_text(
        "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2025, 标准: 河南省办学基本标准}\n", "utf-8"
    )
    edit = {"address": ["报告", "标准"], "value": [], "seen": ["河南省办学基本标准"]}
    told = client.post("/school/edit", json={"file": "甲.yaml", "edits": [edit]})
    assert told.json()["conflicts"] == []


def test_a_figure_that_cannot_be_read_is_not_said_to_lack(client: TestClient) -> None:
    edit = {"address": ["数据", "图书册数"], "value": "很多", "seen": "18900"}
    told = client.post("/school/edit", json={"file": "学校.yaml", "edits": [edit]}).json()
    assert told["fields"]["数据.图书册数"].count('class="problem error"') == 1


def test_every_figure_of_the_report_leads_to_a_field(client: TestClient, folder: Path) -> None:
    seen = 0
    for school in SAMPLES:
        shutil.copy(school, folder / "学校.yaml")
        told = client.get("/school/report", params=_FILE).json()
        assessment = Desk(folder).look("学校.yaml").examined.assessment
        known = {code[:-1] for code in name_sources(assessment)} if assessment else set()
        figures = {each[:-1] for each in re.findall(r'data-figure="([^"]+)"', told["html"])}
        assert (figures & known) - told["fields"].keys() == set()
        seen += len(figures & known)
    assert seen > 0
