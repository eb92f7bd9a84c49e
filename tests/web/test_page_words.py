"""What is to be done is said in the words of the page, at the field where it is done."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

_FILE = {"file": "学校.yaml"}
# Lines of a data file, which nobody sees on the page.
_OF_LINES = re.compile(r"“[^”：]*:”|“[^”：]*: |冒号|这一行|数据文件")
_LACKING = (
    "学校: {名称: 河口小学}\n报告: {年度: 2026, 标准: [河南省办学基本标准]}\n",
    "学校: {名称: 河口小学, 类型: 完全小学}\n报告: {年度: 2026}\n",
    "学校: {名称: 河口小学, 类型: 完全小学}\n报告: {标准: [河南省办学基本标准]}\n",
    "学校: {类型: 完全小学}\n报告: {年度: 2026, 标准: [河南省办学基本标准]}\n",
    "学校: {名称: 河口学校, 类型: 九年一贯制学校}\n"
    "报告: {年度: 2026, 标准: [河南省办学基本标准]}\n"
    "数据: {在校生数: 880, 图书册数: {小学: 100}}\n",
    "学校: {名称: 河口小学, 类型: 完全小学}\n"
    "报告: {年度: 2026, 标准: [河南省办学基本标准]}\n"
    "数据: {在校生数: 880, 图书册数: 100}\n存在问题: [{标题: 图书不足}]\n"
    "今后措施: [{内容: 添置图书, 针对: 没有的}]\n",
)


def _said(page: str) -> list[str]:
    shown = re.findall(r'<span class="hint">(.*?)</span>', page, re.S)
    problems = re.findall(r'<p class="problem [^>]*>(.*?)</p>', page, re.S)
    lines = re.findall(r"<li class=.*?</li>", page, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in (*shown, *problems, *lines)]


@pytest.mark.parametrize("text", _LACKING)
def test_what_is_lacking_is_said_without_lines_of_the_file(
    client: TestClient, folder: Path, text: str
) -> None:
    (folder / "学校.yaml").write_text(text, encoding="utf-8")
    said = _said(client.get("/school", params=_FILE).text)
    assert said
    assert [each for each in said if _OF_LINES.search(each)] == []


def test_a_head_that_is_lacking_is_told_at_its_field(client: TestClient, folder: Path) -> None:
    file = folder / "学校.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^  主送:.*\n", "", text), encoding="utf-8")
    page = client.get("/school", params=_FILE).text
    beside = page.partition('" data-path="报告.主送" data-address')[2].partition('class="field')[0]
    assert "请填写“主送单位”，例如 示例县教育局" in beside


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


def test_what_makes_up_a_figure_that_is_given_is_not_called_missing(client: TestClient) -> None:
    page = client.get("/school", params={"file": "学校.yaml"}).text
    listed = page.partition("还空着的：")[2].partition("</details>")[0]
    assert "毕业生数" not in listed


@pytest.mark.parametrize("kind", ["完全小学", "九年一贯制学校"])
def test_a_figure_that_others_make_can_be_given_itself(
    client: TestClient, folder: Path, kind: str
) -> None:
    text = (
        f"学校: {{名称: 甲学校, 类型: {kind}}}\n报告: {{年度: 2025, 标准: [河南省办学基本标准]}}\n"
    )
    (folder / "甲.yaml").write_text(text, encoding="utf-8")
    page = client.get("/school", params={"file": "甲.yaml"}).text
    assert '<option value="巩固率">' in page
    field = client.get("/school/fact", params={"file": "甲.yaml", "fact": "巩固率"}).text
    assert 'data-path="数据.巩固率' in field
    assert "毕业生数" not in field
