"""Last year's texts stand beside the cells to be filled, and are never read as this year's."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from reportgen.cli import cli
from reportgen.pipeline import Workshop, examine_school
from tests.forms.form_samples import open_form

LAST = """\
学校: {名称: 光明小学, 类型: 小学}
报告:
  年度: 2023
  标准: []
  提纲: [基本情况, {章节: 取得成绩, 写法: 表格}, {标题: 不足, 组成: [存在问题, 今后措施]}]
数据: {校训: 勤学}
教师结构: {学历职称: [{学历: 本科, 副高级: 6, 中级: 18}], 年龄: [{年龄段: 35岁及以下, 人数: 14}]}
主要措施:
- {标题: 绿化校园, 内容: "种树30棵。\\n\\n铺草坪。"}
- {标题: 添书, 内容: 购书300册。}
成绩: [{名称: 平安校园, 级别: 县级, 年份: 2023}]
特色: 书香校园已有十年。
今后措施: [{针对: 生均图书册数, 标题: 再添书, 内容: 分两批。, 责任人: 副校长}]
章节: {校园足球: {之后: 主要措施, 内容: 每班有队。}}
"""


def make_form(folder: Path) -> Path:
    past, form = folder / "去年", folder / "今年.xlsx"
    past.mkdir()
    (past / "光明.yaml").write_text(LAST, encoding="utf-8")
    options = ["--school", "光明小学", "--type", "小学", "--standard", "优质均衡2017"]
    command = ["form", "new", "-o", str(form), *options, "--year", "2024", "--last", str(past)]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == 0, result.output
    return form


def past_of(form: Path, sheet: str) -> list[str]:
    page = open_form(form.read_bytes())[sheet]
    place = [cell.value for cell in page[4]].index("上年写的") + 1
    cells = [page.cell(row, place) for row in range(5, page.max_row + 1)]
    assert all(cell.protection.locked for cell in cells if cell.value)
    return [cell.value for cell in cells if cell.value]


def test_each_sheet_has_last_years_entries(tmp_path: Path) -> None:
    form = make_form(tmp_path)
    assert past_of(form, "主要措施") == ["绿化校园\n种树30棵。\n\n铺草坪。", "添书\n购书300册。"]
    assert past_of(form, "成绩") == ["平安校园，县级，2023"]
    assert past_of(form, "特色") == ["书香校园已有十年。"]
    assert past_of(form, "今后措施") == ["再添书\n分两批。\n针对：生均图书册数\n责任人：副校长"]
    assert past_of(form, "章节") == ["校园足球\n每班有队。\n之后：主要措施"]
    assert past_of(form, "学校概况") == ["勤学"]
    assert past_of(form, "教师结构") == ["本科：副高级6、中级18"]
    assert past_of(form, "教师年龄") == ["35岁及以下：人数14"]
    assert past_of(form, "提纲") == [
        "基本情况",
        "取得成绩，写法：表格",
        "存在问题、今后措施，标题：不足",
    ]


def test_none_of_it_is_this_years(tmp_path: Path, workshop: Workshop) -> None:
    school = examine_school(make_form(tmp_path), workshop).school
    assert school is not None and dict(school.figures) == {}
    texts = (school.measures, school.achievements, school.features, school.plans, school.chapters)
    assert texts == ((), (), (), (), ()) and dict(school.whole_sections) == {}


def test_a_form_without_a_year_before_has_no_such_column(tmp_path: Path) -> None:
    form = tmp_path / "今年.xlsx"
    options = ["--school", "光明小学", "--type", "小学", "--standard", "优质均衡2017"]
    CliRunner().invoke(cli, ["form", "new", "-o", str(form), *options])
    book = open_form(form.read_bytes())
    assert not [page.title for page in book if "上年写的" in [cell.value for cell in page[4]]]
