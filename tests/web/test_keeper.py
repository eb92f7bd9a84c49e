"""A template in the browser: its faults with their places, what it makes, the names it may use."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from starlette.testclient import TestClient

from reportgen.resources import templates_folder

_FILE = {"file": "模板.docx"}


@pytest.fixture(autouse=True)
def template(folder: Path) -> Path:
    """A template with one name that there is, and one that there is not."""
    path, made = folder / "模板.docx", docx.Document()
    made.add_paragraph("{{ 学校.名称 }}有学生{{ 数据.学生总数 }}人。")
    made.save(str(path))
    return path


def test_templates_stand_on_the_first_page_and_reports_do_not(
    client: TestClient, folder: Path
) -> None:
    (folder / "报告.docx").write_bytes(
        client.get("/school/download", params={"file": "学校.yaml", "what": "学校自查报告"}).content
    )
    page = client.get("/").text
    assert "模板.docx" in page
    assert "学校.yaml" in page


def test_texts_and_settings_beside_templates_are_no_school_s_data(
    client: TestClient, folder: Path
) -> None:
    names = ("提纲.yaml", "县域提纲.yaml", "用词.yaml", "reportgen.yaml")
    for name in names:
        (folder / name).write_text("", encoding="utf-8")
    page = client.get("/files").text
    assert "/phrases" in page
    assert not [name for name in names if name in page]


def test_its_faults_are_told_with_their_places(client: TestClient) -> None:
    told = client.get("/template/state", params=_FILE).json()
    assert "学生总数" in told["faults"]
    assert "第 1 段" in told["faults"]


def test_its_faults_lead_to_their_marks(client: TestClient) -> None:
    told = client.get("/template/state", params=_FILE).json()
    assert told["errors"] == 1
    assert 'data-mark="0000000"' in told["faults"]
    assert client.get("/template/marked", params=_FILE).json() == {"pages": 0}


def test_faults_are_looked_for_when_it_was_saved(client: TestClient, template: Path) -> None:
    mark = client.get("/template/state", params=_FILE).json()["mark"]
    asked = {**_FILE, "known": mark}
    assert client.get("/template/state", params=asked).json() == {"mark": mark}
    made = docx.Document()
    made.add_paragraph("{{ 学校.名称 }}")
    made.save(str(template))
    assert "没有发现问题" in client.get("/template/state", params=asked).json()["faults"]


def test_a_faulty_template_tells_why_it_makes_nothing(client: TestClient) -> None:
    told = client.get("/template/pages", params=_FILE).json()
    assert told["pages"] == 0
    assert "学生总数" in told["told"]


def test_it_is_seen_with_a_school_of_the_folder_or_a_sample(client: TestClient) -> None:
    page = client.get("/template", params={**_FILE, "data": "学校.yaml"}).text
    assert "<option selected>学校.yaml</option>" in page
    assert "样例：乡村小学" in page


def test_the_bundled_templates_have_no_faults(client: TestClient, folder: Path) -> None:
    shutil.copy(templates_folder() / "整改台账.docx", folder)
    told = client.get("/template/state", params={"file": "整改台账.docx"}).json()
    assert "没有发现问题" in told["faults"]


def test_the_names_stand_with_the_values_of_the_chosen_school(client: TestClient) -> None:
    own = client.get("/template/names").text
    assert '<button type="button" class="name">{{ 学校.名称 }}</button>' in own
    assert "示例区实验小学（样例）" in own
    assert "<td>（没有填）</td>" in own
    sample = client.get("/template/names", params={"data": "样例：城区初中"}).text
    assert "示例市第一初级中学（样例）" in sample


def test_snippets_stand_with_what_they_print(client: TestClient) -> None:
    page = client.get("/template/names", params={"data": "样例：校园安全"}).text
    rows = page.split("<h3>只印未达标的行</h3>")[1].split('<div class="snippet">')[0]
    source, printed = rows.split('class="printed-as"')
    assert "{%tr for 行 in 自评表 if 行.未达标 %}" in source
    assert "监控录像保存天数" in printed
    assert "印不出：" in page.split("<h3>图片</h3>")[1]


def test_data_of_which_nothing_can_be_made_give_way_to_a_sample(
    client: TestClient, folder: Path
) -> None:
    (folder / "坏.yaml").write_text("学校: 1\n", encoding="utf-8")
    page = client.get("/template/names", params={"data": "坏.yaml"}).text
    assert "现在列的是样例的值" in page
    assert "{{ 学校.名称 }}" in page


@pytest.mark.parametrize("name", ["../模板.docx", "学校.yaml", "", "无.docx"])
def test_no_other_file_is_seen(client: TestClient, name: str) -> None:
    for page in ("/template", "/template/state", "/template/pages", "/template/marked"):
        assert client.get(page, params={"file": name}).status_code == 422


@pytest.mark.parametrize("data", ["../学校.yaml", "模板.docx", "/etc/passwd"])
def test_no_other_data_are_seen(client: TestClient, data: str) -> None:
    assert client.get("/template/pages", params={**_FILE, "data": data}).status_code == 422
