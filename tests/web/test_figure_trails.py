"""A figure of the report leads to what it was made of, with its formula and rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.model.figure_source import fact_code
from reportgen.model.stages import Stage

_SCHOOL = """\
学校: {名称: 甲小学, 类型: 小学}
报告: {年度: 2024, 标准: [基本均衡2012]}
数据: {在校生数: 880, 教学班数: 21, 图书册数: 18900}
"""


def _told(client: TestClient, code: str, file: str = "甲.yaml") -> str:
    answer = client.get("/school/figure", params={"file": file, "figure": code})
    assert answer.status_code == 200
    return answer.text


@pytest.fixture
def school(folder: Path) -> Path:
    """A school with few figures."""
    path = folder / "甲.yaml"
    path.write_text(_SCHOOL, encoding="utf-8")
    return path


def test_what_is_worked_out_shows_its_formula_and_leads_to_each_part(
    client: TestClient, school: Path
) -> None:
    told = _told(client, fact_code("平均班额", None))
    assert "平均班额：41.9人" in told
    assert "在校生数÷教学班数＝880人÷21个" in told
    for path in ("数据.在校生数", "数据.教学班数"):
        assert f'data-path="{path}"' in told
    # Lines of a file are nothing to whoever has fields.
    assert "行" not in told


def test_what_was_filled_in_leads_to_its_field(client: TestClient, school: Path) -> None:
    told = _told(client, fact_code("图书册数", None))
    assert 'data-path="数据.图书册数"' in told
    assert "填在这里" in told


def test_every_figure_of_a_report_leads_to_fields(client: TestClient) -> None:
    fields = client.get("/school/report", params={"file": "学校.yaml"}).json()
    codes = {part[:7] for part in fields["html"].split('data-figure="')[1:]}
    assert codes
    for code in sorted(codes):
        assert code[:-1] in fields["fields"]
        assert 'data-path="' in _told(client, code, "学校.yaml"), code


def test_figures_of_stages_lead_to_the_fields_of_the_stage(
    client: TestClient, folder: Path
) -> None:
    text = _SCHOOL.replace("类型: 小学", "类型: 九年一贯制")
    text = text.replace("在校生数: 880", "在校生数: {小学: 600, 初中: 280}")
    text = text.replace("教学班数: 21", "教学班数: {小学: 15, 初中: 6}")
    (folder / "甲.yaml").write_text(text, encoding="utf-8")
    told = _told(client, fact_code("平均班额", Stage("初中")))
    assert 'data-path="数据.在校生数.初中"' in told
    assert 'data-path="数据.在校生数.小学"' not in told


@pytest.mark.parametrize("code", ["", "000000v", "<b>"])
def test_what_is_no_figure_is_not_found(client: TestClient, school: Path, code: str) -> None:
    answer = client.get("/school/figure", params={"file": school.name, "figure": code})
    assert answer.status_code == 404


def test_a_standard_without_limits_is_explained_once(client: TestClient, school: Path) -> None:
    page = client.get("/school", params={"file": school.name}).text
    assert page.count("不给单所学校定限值") == 1
    assert "再添上本省的办学标准" in page
    assert "（要求 —）" not in page
    school.write_text(_SCHOOL.replace("基本均衡2012", "基本均衡2012, 河南省办学基本标准"), "utf-8")
    page = client.get("/school", params={"file": school.name}).text
    assert "不给单所学校定限值" in page
    assert "再添上本省的办学标准" not in page


def test_a_lacking_value_is_said_once_a_line(client: TestClient, school: Path) -> None:
    school.write_text(_SCHOOL.replace("880", ""), encoding="utf-8")
    page = client.get("/school", params={"file": school.name}).text
    lines = [line for line in page.split("\n") if 'class="indicator no_data"' in line]
    assert lines
    assert {line.count("缺数据") for line in lines} == {1}


def test_the_errors_are_counted_where_the_grey_download_reads_them(
    client: TestClient, school: Path
) -> None:
    school.write_text(_SCHOOL.replace("18900", "很多"), encoding="utf-8")
    page = client.get("/school", params={"file": school.name}).text
    assert '<summary><span class="error">错误 ' in page
    assert 'id="why"' in page
