"""What is to be done is said in the words of the page, at the field where it is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.problems import Change, Location, Remedy, warning
from reportgen.web.page_words import page_hint, page_path

_NAMES = ("主送单位", "图书册数")


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        ("请在“报告:”下写“主送: 某局”", "请填“主送单位”，例如“某局”"),
        ("请在“数据:”下补上一行“图书册数: …”；没有的空着", "请填“图书册数”；没有的空着"),
        ("请在“数据:”下补上一行“巩固率: …”", "请填“毕业生数”等，由这几项算出来"),
        (
            "请在“今后措施:”下各写一项，“针对:”后面写引号里的名称",
            "请在“今后措施”里各写一项，“针对”里写引号里的名称",
        ),
        ("请核对", "请核对"),
    ],
)
def test_advice_for_lines_of_a_file_is_for_fields(hint: str, told: str) -> None:
    assert page_hint(hint, "毕业生数", _NAMES) == told


def test_what_is_to_be_added_is_told_at_its_field() -> None:
    told = warning("a", "b", Location("x", path="报告.标准"), Remedy(Change.ADD, ("主送",), "c"))
    assert page_path(told, {"报告.主送", "报告.标准"}) == "报告.主送"
    assert page_path(told, {"报告.标准"}) == "报告.标准"


def test_the_page_lists_what_is_to_be_mended_and_filled_in(
    client: TestClient, folder: Path
) -> None:
    text = "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2025, 标准: [河南省办学基本标准]}\n"
    text += "数据: {在校生数: 800}\n"
    (folder / "甲.yaml").write_text(text, encoding="utf-8")
    page = client.get("/school", params={"file": "甲.yaml"}).text
    assert 'class="goto error" data-path="数据.图书册数"' in page
    assert 'class="goto warning" data-path="报告.主送"' in page
    assert '<button type="button" class="goto" data-path="数据.图书册数">图书册数</button>' in page


def test_a_fact_that_is_not_asked_for_has_its_fields(client: TestClient) -> None:
    asked = {"file": "学校.yaml", "fact": "在校生数"}
    assert 'data-path="数据.在校生数"' in client.get("/school/fact", params=asked).text
    none = client.get("/school/fact", params={"file": "学校.yaml", "fact": "没有的"})
    assert none.status_code == 200
    assert "data-path" not in none.text


def test_last_year_s_school_is_taken_over(client: TestClient) -> None:
    said = client.get("/new/last", params={"file": "学校.yaml"}).json()
    assert said["type"] == "小学"
    assert said["standard"] == "河南省办学基本标准"
    assert said["year"] > 2000


def test_a_text_of_last_year_s_with_figures_is_pointed_out(
    client: TestClient, folder: Path
) -> None:
    text = "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2025, 标准: []}\n"
    texts = "主要措施:\n  - {标题: 购书, 内容: 买了300册。}\n  - {标题: 种树, 内容: 绿化校园。}\n"
    for name in ("今.yaml", "去.yaml"):
        (folder / name).write_text(text + texts + "引言: 有 5 项。\n", encoding="utf-8")
    page = client.get("/school", params={"file": "今.yaml", "last": "去.yaml"}).text
    assert page.count("和上年写的一样，里面有数") == 2
