"""A new report: of a few words, of last year's file, of a form that was filled in."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

from reportgen.editing.form_plans import FormTerms, plan_forms
from reportgen.editing.yaml_edit import tree_of
from reportgen.forms.school_form import write_school_form
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop

_NEW = {
    "name": "新建小学",
    "type": "小学",
    "standard": "河南省办学基本标准",
    "year": "2025",
    "last": "",
}
_LAST = """\
学校: {名称: 旧名小学, 类型: 小学, 所在区县: 某县, 代码: "2141000001"}
报告: {年度: 2024, 标准: [河南省办学基本标准], 主送: 某县教育局, 署名: 旧名小学, 日期: 2024-11-20, 标题: 旧标题}
数据: {在校生数: 880, 校训: 求真, 图书册数: 18900}
教师结构: {学历: [{学历: 本科, 合计: 20}]}
主要措施: [{标题: 甲, 内容: 一段}]
今后措施: [{针对: 图书, 内容: 购书, 预计增加: {图书册数: 300}}]
投入: [{项目: 购书, 金额: 3万元}]
"""


def _begin(client: TestClient, **changes: object) -> Any:
    answer = client.post("/new", json={**_NEW, **changes})
    assert answer.status_code == 200
    return answer.json()["file"]


def _tree(folder: Path, name: str) -> Mapping[str, Tree]:
    tree = tree_of((folder / name).read_text(encoding="utf-8"), "")
    assert isinstance(tree, Mapping)
    return tree


def test_the_first_page_asks_what_a_report_begins_with(client: TestClient) -> None:
    page = client.get("/").text
    for words in (
        "新的报告",
        "<option>九年一贯制</option>",
        "河南省",
        "（学校.yaml）</option>",
    ):
        assert words in page
    assert "九年一贯制学校" not in page


def test_a_report_begins_with_a_name_a_type_a_standard_and_a_year(
    client: TestClient, folder: Path
) -> None:
    name = _begin(client)
    assert name == "新建小学.yaml"
    assert _tree(folder, name) == {
        "学校": {"名称": "新建小学", "类型": "小学"},
        "报告": {"年度": "2025", "标准": ("河南省办学基本标准",)},
    }
    page = client.get("/school", params={"file": name}).text
    assert 'data-path="数据.图书册数"' in page


def test_a_report_may_judge_nothing(client: TestClient, folder: Path) -> None:
    report = _tree(folder, _begin(client, standard=""))["报告"]
    assert report == {"年度": "2025", "标准": ()}


def test_nothing_is_written_over(client: TestClient, folder: Path) -> None:
    (folder / "新建小学.yaml").write_text("学校:\n", encoding="utf-8")
    assert _begin(client) == "新建小学_2025.yaml"
    assert _begin(client, another=True) == "新建小学_2.yaml"
    assert (folder / "新建小学.yaml").read_text(encoding="utf-8") == "学校:\n"


def test_of_last_year_s_file_texts_are_taken_over_and_figures_are_not(
    client: TestClient, folder: Path
) -> None:
    (folder / "去年.yaml").write_text(_LAST, encoding="utf-8")
    tree = _tree(folder, _begin(client, last="去年.yaml"))
    assert tree == {
        "学校": {"名称": "新建小学", "类型": "小学", "所在区县": "某县", "代码": "2141000001"},
        "报告": {"年度": "2025", "标准": ("河南省办学基本标准",), "主送": "某县教育局"},
        "数据": {"校训": "求真"},
        "主要措施": ({"标题": "甲", "内容": "一段"},),
        "今后措施": ({"针对": "图书", "内容": "购书"},),
    }


def test_a_form_that_was_filled_in_becomes_a_data_file(client: TestClient, folder: Path) -> None:
    workshop = Workshop()
    standard = workshop.library.find_standard("河南省办学基本标准", folder)
    assert standard is not None
    kind = workshop.library.school_types["小学"]
    terms = FormTerms(2025, ("小学",))
    plan = plan_forms(workshop, (standard,), workshop.library.dictionary, kind, terms)
    given: Tree = {
        "学校": {"名称": "表中小学", "类型": "小学"},
        "报告": {"年度": "2025", "标准": ("河南省办学基本标准",)},
        "数据": {"图书册数": "18900"},
        "成绩": ("甲奖",),
    }
    form = write_school_form(given, plan)
    answer = client.post("/new/form", params={"name": "采集表.xlsx"}, content=form)
    assert answer.json() == {"file": "表中小学.yaml", "told": ""}
    tree = _tree(folder, "表中小学.yaml")
    assert tree["数据"] == {"图书册数": "18900"}
    assert tree["成绩"] == ({"名称": "甲奖"},)


@pytest.mark.parametrize("change", [{"name": " "}, {"type": ""}, {"year": "25"}, {"year": "今年"}])
def test_what_is_lacking_is_told(client: TestClient, folder: Path, change: dict[str, str]) -> None:
    answer = client.post("/new", json={**_NEW, **change})
    assert answer.status_code == 422
    assert "没有建" in answer.json()["problems"][0]["message"]
    assert [each.name for each in folder.glob("*.yaml")] == ["学校.yaml"]


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'{"name": 1}', b"{", b"[" * 100_000])
def test_what_is_no_school_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post("/new", content=body).status_code == 422


@pytest.mark.parametrize("last", ["../学校.yaml", "/etc/passwd", "无.yaml"])
def test_last_year_s_file_is_one_of_the_folder(client: TestClient, folder: Path, last: str) -> None:
    assert client.post("/new", json={**_NEW, "last": last}).status_code == 422
    assert [each.name for each in folder.glob("*.yaml")] == ["学校.yaml"]


@pytest.mark.parametrize("name", ["../表.xlsx", "表.exe", "", "/tmp/表.xlsx", "表.yaml"])
def test_only_forms_are_read(client: TestClient, name: str) -> None:
    assert client.post("/new/form", params={"name": name}, content=b"PK").status_code == 422


def test_a_form_that_is_none_is_told_and_leaves_nothing(client: TestClient, folder: Path) -> None:
    answer = client.post("/new/form", params={"name": "表.xlsx"}, content=b"PK\x03\x04broken")
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["message"]
    assert [each.name for each in folder.iterdir() if each.is_file()] == ["学校.yaml"]


@pytest.mark.parametrize(
    "name", ["a/../../b", "..", "con", "<script>alert(1)</script>", "甲" * 300]
)
def test_a_name_leads_to_a_file_of_the_folder(client: TestClient, folder: Path, name: str) -> None:
    made = _begin(client, name=name)
    assert (folder / made).parent == folder
    assert (folder / made).is_file()
    assert "<script>alert" not in client.get("/").text


def test_another_origin_begins_nothing(client: TestClient, folder: Path) -> None:
    origin = {"Origin": "http://evil.example"}
    assert client.post("/new", json=_NEW, headers=origin).status_code == 403
    assert client.post("/new/form?name=a.xlsx", content=b"", headers=origin).status_code == 403
    assert [each.name for each in folder.glob("*.yaml")] == ["学校.yaml"]


def test_files_are_listed_by_what_they_are_about(client: TestClient, folder: Path) -> None:
    (folder / "乙.yaml").write_text(_LAST, encoding="utf-8")
    (folder / "本县标准.yaml").write_text("标识: 甲\n名称: 本县标准\n指标: []\n", encoding="utf-8")
    os.utime(folder / "乙.yaml", (4e9, 4e9))
    page = client.get("/").text
    first = page[page.index("<tbody>") : page.index("</tr>", page.index("<tbody>"))]
    cells = re.findall(r"<t[hd][^>]*>(?:<a[^>]*>)?([^<]*)", first)
    assert [cells[0], cells[1], cells[2], cells[4]] == ["旧名小学", "2024", "小学", "乙.yaml"]
    assert re.fullmatch(r"2096-\d\d-\d\d \d\d:\d\d", cells[3])
    assert "file=%E6%9C%AC%E5%8E%BF" not in page


def test_a_second_report_of_a_school_and_a_year_is_asked_about(
    client: TestClient, folder: Path
) -> None:
    name = _begin(client)
    answer = client.post("/new", json={**_NEW, "name": "新建 小学"})
    (there,) = answer.json()["there"]
    assert (there["file"], there["school"], there["year"]) == (name, "新建小学", "2025")
    assert [each.name for each in folder.glob("新建*")] == [name]
    assert _begin(client, another=True) == "新建小学_2025.yaml"
    assert _begin(client, year="2026") == "新建小学_2026.yaml"


def test_standards_that_judge_a_school_stand_before_those_that_compare(client: TestClient) -> None:
    page = client.get("/").text
    judging, comparing = page.index("判断一所学校达不达标的"), page.index("只比较各校差别")
    assert judging < page.index('value="河南省办学基本标准"') < comparing
    assert comparing < page.index('value="基本均衡2012"')
    assert "不写达标不达标" in page


def test_an_empty_form_can_be_taken(client: TestClient, tmp_path: Path) -> None:
    asked = {"name": "甲/小学", "type": "小学", "standard": "河南省办学基本标准", "year": "2025"}
    answer = client.get("/new/blank", params=asked)
    assert answer.status_code == 200
    assert unquote(answer.headers["content-disposition"]).endswith("_2025_采集表.xlsx")
    begun = client.post("/new/form", params={"name": "表.xlsx"}, content=answer.content).json()
    page = client.get("/school", params={"file": begun["file"]}).text
    assert 'data-path="数据.图书册数"' in page


@pytest.mark.parametrize("change", [{"type": "大学"}, {"type": "幼儿园"}, {"standard": "无"}])
def test_a_form_for_no_such_school_is_refused(client: TestClient, change: dict[str, str]) -> None:
    asked = {"name": "", "type": "小学", "standard": "河南省办学基本标准", "year": "二〇"}
    answer = client.get("/new/blank", params={**asked, **change})
    assert answer.status_code == 422
    assert "请" in answer.text
