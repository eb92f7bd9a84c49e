"""A genre and a standard that are YAML files and nothing else: every document carries their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from tests.render.docx_samples import texts

GENRE = """\
标识: 校车安全
学校: {标题: 校车安全自查报告, 对象: 校车安全管理情况}
区县: {标题: 校车安全自查报告, 对象: 全县校车安全管理情况}
词语: {学校: 校车学校}
采集表: {单校表: 校车安全采集表, 汇总表: 校车安全汇总表}
附表:
  达标汇总: {标题: 校车安全达标汇总表, 表名: 校车汇总}
  分校达标: {标题: 校车安全情况表（分学校）, 表名: 校车分校}
文书: {学校自评表: 校车安全自查表, 整改台账: 校车隐患台账}
"""
STANDARD = """\
标识: 校车安全
名称: 校车安全检查清单
体裁: 校车安全
学段: [小学, 初中]
来源: 测试
事实:
  有照管人员: {类型: 是否, 学段: 整校}
  逃生演练次数: {类型: 计数, 单位: 次, 学段: 整校}
指标:
  - {编号: "1", 名称: 配有随车照管人员, 类型: 是否, 分子: 有照管人员, 整校: 是, 标准: 是}
  - {编号: "2", 名称: 逃生演练次数, 类型: 数值, 分子: 逃生演练次数, 单位: 次, 小数: 0, 整校: 是, 标准: 2}
"""
SCHOOL = """\
学校: {名称: %s, 类型: 小学}
报告: {年度: 2024, 标准: [清单.yaml]}
数据: {在校生数: %d, 有照管人员: %s, 逃生演练次数: %d}
"""
# Words of the genres that come with the program.
OTHERS = re.compile("均衡|义务教育|办学条件|表Ⅱ|表Ⅲ")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bureau's folder: two schools, the district's file, templates, the standard beside them."""
    files = {
        "reportgen.yaml": "模板: 模板\n输出: out\n",
        "县/甲.yaml": SCHOOL % ("甲小学", 500, "是", 3),
        "县/乙.yaml": SCHOOL % ("乙小学", 300, "否", 1),
        "县/清单.yaml": STANDARD,
        "县/区县.yaml": "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [清单.yaml]}\n",
        "模板/体裁/校车安全.yaml": GENRE,
        "模板/体裁/校车安全/提纲.yaml": "提纲: [{章节: 达标情况, 标题: 逐项检查}, 存在问题, 今后措施]\n",
        "模板/体裁/校车安全/县域提纲.yaml": (
            "提纲: [县域基本情况, {章节: 学校达标情况, 标题: 各校检查情况}, "
            "县域存在问题, 县域今后措施]\n"
        ),
        "模板/体裁/校车安全/短语/引言.j2": (
            "{{ 学校.名称 }}逐车检查了{{ 体裁.学校.对象 }}\n结果如下：\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    speak_chinese()
    result = CliRunner().invoke(cli, list(arguments))
    assert result.exit_code in (0, 1), result.output
    return result


def batch(project: Path, executor: str = "serial") -> tuple[str, ...]:
    # Named whole: a process keeps what it has read of a folder.
    folder = str(project / "模板")
    return (
        "batch",
        "县",
        "-o",
        "out",
        "--templates",
        folder,
        "--no-toc-pages",
        "--executor",
        executor,
    )


def said(path: Path) -> list[str]:
    return texts(path.read_bytes())


def workbook_text(path: Path) -> str:
    with ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if "xml" in name]
    return "".join(parts)


def written(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".docx":
            yield path.name, "".join(said(path))
        elif path.suffix == ".xlsx":
            yield path.name, workbook_text(path)


def test_a_schools_report_carries_its_words(project: Path) -> None:
    result = run("build", "县/甲.yaml", "-o", "out")
    assert result.exit_code == 0, result.stderr
    lines = said(project / "out" / "甲小学_2024_自查报告.docx")
    assert lines[0] == "甲小学2024年度校车安全自查报告"
    assert lines[1] == "甲小学逐车检查了校车安全管理情况，结果如下："
    assert lines[2] == "一、逐项检查"


def test_the_documents_beside_it_carry_its_titles(project: Path) -> None:
    run("build", "县/乙.yaml", "-o", "out", "--template", "学校自评表", "--template", "整改台账")
    assert said(project / "out" / "乙小学_2024_自评表.docx")[0] == "2024年度校车安全自查表"
    assert said(project / "out" / "乙小学_2024_整改台账.docx")[0] == "乙小学2024年度校车隐患台账"


def test_the_district_and_its_sheets_carry_its_words(project: Path) -> None:
    run(*batch(project))
    lines = said(project / "out" / "县域自查报告.docx")
    assert "示例县2024年度校车安全自查报告" in lines
    whole = "".join(lines)
    assert "示例县对2024年度全县校车安全管理情况进行了自查" in whole
    assert "示例县现有校车学校2所" in whole and "各校检查情况" in whole
    assert "校车安全情况表（分学校）" in whole
    sheets = workbook_text(project / "out" / "指标汇总.xlsx")
    assert 'name="校车汇总"' in sheets and 'name="校车分校"' in sheets


def test_the_forms_carry_its_titles(project: Path) -> None:
    run(
        "form",
        "new",
        "--standard",
        "县/清单.yaml",
        "--type",
        "小学",
        "-o",
        "甲.xlsx",
        "--year",
        "2024",
    )
    run("form", "new", "--standard", "县/清单.yaml", "--wide", "-o", "全县.xlsx", "--year", "2024")
    form = workbook_text(project / "甲.xlsx")
    assert "校车安全采集表（2024年度）" in form and "校车安全采集表填报说明" in form
    assert "校车安全汇总表（2024年度）" in workbook_text(project / "全县.xlsx")


def test_nothing_that_is_made_speaks_of_another_genre(project: Path) -> None:
    run(*batch(project))
    run("build", "县/乙.yaml", "-o", "out", "--template", "学校自评表", "--template", "整改台账")
    form = ("form", "new", "--standard", "县/清单.yaml", "--year", "2024")
    run(*form, "--type", "小学", "-o", "out/表.xlsx")
    run(*form, "--wide", "-o", "out/全县.xlsx")
    made = dict(written(project / "out"))
    assert len(made) >= 10
    assert {name: OTHERS.findall(text) for name, text in made.items() if OTHERS.search(text)} == {}


def test_the_folder_of_templates_is_sound(project: Path) -> None:
    result = run("template", "check", "模板")
    assert result.exit_code == 0 and "没有发现问题" in result.stdout, result.output


def test_a_batch_is_made_again_when_the_genre_changes(project: Path) -> None:
    # In processes of their own: one process reads what all its schools share once.
    run(*batch(project, "process"))
    genre = project / "模板" / "体裁" / "校车安全.yaml"
    genre.write_text(GENRE.replace("校车安全自查报告", "校车自查报告"), encoding="utf-8")
    run(*batch(project, "process"))
    assert said(project / "out" / "甲小学_2024_自查报告.docx")[0] == "甲小学2024年度校车自查报告"


@pytest.mark.parametrize(
    ("settings", "title"),
    [
        ("标准: [清单.yaml]", "校车安全自查报告"),
        ("标准: [优质均衡2017, 清单.yaml]", "义务教育优质均衡发展自查报告"),
        ("标准: [优质均衡2017, 清单.yaml], 体裁: 校车安全", "校车安全自查报告"),
    ],
)
def test_a_district_decides_for_schools_that_say_nothing_of_it(
    project: Path, settings: str, title: str
) -> None:
    own = project / "县" / "区县.yaml"
    own.write_text(f"区县: {{名称: 示例县}}\n报告: {{年度: 2024, {settings}}}\n", encoding="utf-8")
    school = project / "县" / "甲.yaml"
    school.write_text(SCHOOL % ("甲小学", 500, "是", 3), encoding="utf-8")
    result = run(*batch(project))
    assert title in "".join(said(project / "out" / "甲小学_2024_自查报告.docx")[:2])
    told = [line for line in result.output.split("\n") if "几个标准的体裁不同" in line]
    assert [line.split("：")[0] for line in told] == (
        ["[提醒] 县/区县.yaml:2:20 报告.标准"] if "优质" in title else []
    )


def test_a_school_may_choose_otherwise_than_its_district(project: Path) -> None:
    own = project / "县" / "区县.yaml"
    text = "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [清单.yaml], 体裁: 校车安全}\n"
    own.write_text(text, encoding="utf-8")
    school = SCHOOL.replace("标准: [清单.yaml]", "标准: [清单.yaml], 体裁: 通用")
    (project / "县" / "甲.yaml").write_text(school % ("甲小学", 500, "是", 3), encoding="utf-8")
    run(*batch(project))
    assert said(project / "out" / "甲小学_2024_自查报告.docx")[0] == "甲小学2024年度自查报告"
    assert "校车安全" in said(project / "out" / "乙小学_2024_自查报告.docx")[0]


def test_a_school_of_other_stages_keeps_the_genre_of_its_own_standard(project: Path) -> None:
    (project / "县" / "区县.yaml").write_text(
        "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [优质均衡2017, 园.yaml]}\n",
        encoding="utf-8",
    )
    standard = STANDARD.replace("[小学, 初中]", "[幼儿园]").replace(
        "标识: 校车安全", "标识: 园车", 1
    )
    (project / "县" / "园.yaml").write_text(standard, encoding="utf-8")
    (project / "县" / "丙.yaml").write_text(
        "学校: {名称: 丙幼儿园, 类型: 幼儿园}\n报告: {年度: 2024}\n"
        "数据: {有照管人员: 是, 逃生演练次数: 2}\n",
        encoding="utf-8",
    )
    run(*batch(project))
    reports = {path.name: said(path) for path in (project / "out").glob("*_自查报告.docx")}
    assert reports["丙幼儿园_2024_自查报告.docx"][0] == "丙幼儿园2024年度校车安全自查报告"
    assert "优质均衡" in "".join(reports["甲小学_2024_自查报告.docx"][:2])
