"""校园安全 and 学前教育普及普惠, nothing but data, go every way that a report goes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.resources import data_folder, templates_folder
from tests.render.docx_samples import texts

# Words of reports of 义务教育, which no other genre says.
OTHERS = re.compile("均衡|义务教育|办学条件|表Ⅱ|表Ⅲ")


class Bundled(NamedTuple):
    """A genre with its standard, the type of a school that it is for, its sample and its words."""

    standard: str
    type: str
    sample: str
    title: str
    form: str
    ledger: str


GENRES = (
    Bundled(
        "校园安全自查清单",
        "小学",
        "校园安全",
        "校园安全自查报告",
        "校园安全自查表",
        "安全隐患整改台账",
    ),
    Bundled(
        "学前教育普及普惠2020",
        "幼儿园",
        "幼儿园",
        "学前教育普及普惠自查报告",
        "幼儿园数据采集表",
        "问题整改台账",
    ),
)
each = pytest.mark.parametrize("genre", GENRES, ids=lambda genre: genre.sample)


def run(*arguments: str | Path) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, [str(each) for each in arguments])


def sample(genre: Bundled) -> Path:
    return data_folder() / "schools" / f"{genre.sample}.yaml"


def said(path: Path) -> list[str]:
    return texts(path.read_bytes())


def sheet_words(path: Path) -> str:
    with ZipFile(path) as package:
        return "".join(package.read(each).decode() for each in package.namelist() if "xml" in each)


@each
def test_the_sample_is_sound_and_a_report_is_built(genre: Bundled, tmp_path: Path) -> None:
    assert run("check", sample(genre)).exit_code == 0
    built = run("build", sample(genre), "-o", tmp_path)
    assert built.exit_code == 0, built.stderr
    (report,) = tmp_path.glob("*.docx")
    lines = said(report)
    assert "".join(lines[:2]).replace("\n", "").split("：")[0].count(genre.title) == 1
    assert not [line for line in lines if OTHERS.search(line)]


@each
def test_the_ledger_and_the_self_evaluation_have_its_titles(genre: Bundled, tmp_path: Path) -> None:
    run(
        "build", sample(genre), "-o", tmp_path, "--template", "学校自评表", "--template", "整改台账"
    )
    ledger, evaluation = sorted(tmp_path.glob("*.docx"), key=lambda path: "自评表" in path.name)
    assert genre.ledger in "".join(said(ledger)[:2])
    assert not [line for line in said(evaluation) if OTHERS.search(line)]
    assert not [line for line in said(ledger) if "为否" in line or "（否" in line]


@each
def test_a_form_is_made_for_it_and_the_sample_goes_through_the_form(
    genre: Bundled, tmp_path: Path
) -> None:
    blank = tmp_path / "空表.xlsx"
    made = run(
        *("form", "new", "-o", blank, "--standard", genre.standard),
        *("--school", "甲校", "--type", genre.type, "--year", "2024"),
    )
    assert made.exit_code == 0, made.stderr
    assert genre.form in sheet_words(blank) and not OTHERS.search(sheet_words(blank))
    filled, back = tmp_path / "填好.xlsx", tmp_path / "回来.yaml"
    assert run("convert", sample(genre), filled).exit_code == 0
    assert run("convert", filled, back).exit_code == 0
    first, again = (json.loads(run("assess", each, "--json").stdout) for each in (filled, back))
    plain = json.loads(run("assess", sample(genre), "--json").stdout)
    assert first["standards"] == again["standards"] == plain["standards"]


@each
def test_a_wide_form_is_made_for_it(genre: Bundled, tmp_path: Path) -> None:
    wide = tmp_path / "汇总.xlsx"
    made = run(
        *("form", "new", "-o", wide, "--wide", "--standard", genre.standard),
        *("--school", "甲校", "--type", genre.type, "--year", "2024"),
    )
    assert made.exit_code == 0, made.stderr
    assert not OTHERS.search(sheet_words(wide))


def test_a_form_asks_only_what_is_for_that_type_of_school(tmp_path: Path) -> None:
    asked = {}
    for kind in ("幼儿园", "初中"):
        path = tmp_path / f"{kind}.xlsx"
        run(
            *("form", "new", "-o", path, "--standard", "校园安全自查清单"),
            *("--school", "甲校", "--type", kind, "--year", "2024"),
        )
        page = load_workbook(path)["基本数据"]
        asked[kind] = {cell for row in page.iter_rows(values_only=True) for cell in row if cell}
    assert "是否幼儿用房楼层合规" in asked["幼儿园"] - asked["初中"]
    assert {"是否欺凌防控制度", "是否实验室规程"} <= asked["初中"] - asked["幼儿园"]
    assert "专职保安员数" in asked["幼儿园"] & asked["初中"]


def test_what_a_school_has_not_is_not_asked(tmp_path: Path) -> None:
    """A school without canteen and bus, that answers nothing, lacks none of their answers."""
    path = tmp_path / "甲.yaml"
    path.write_text(
        "学校: {名称: 甲小学, 类型: 小学}\n报告: {年度: 2024, 标准: [校园安全自查清单]}\n"
        "数据: {供餐方式: 不供餐, 校车方式: 没有, 是否有特种设备: 否}\n",
        encoding="utf-8",
    )
    (found,) = json.loads(run("assess", path, "--json").stdout)["standards"]
    names = {each["name"] for each in found["results"]}
    assert not names & {"食堂食品经营许可", "负责人陪餐", "校车驾驶人资格", "特种设备登记和检验"}
    assert {"校园封闭化管理", "宿舍管理", "校（园）门口道路交通设施"} <= names


@pytest.mark.slow
def test_a_district_reports_on_the_safety_of_its_schools(tmp_path: Path) -> None:
    text = sample(GENRES[0]).read_text(encoding="utf-8")
    folder = tmp_path / "县"
    folder.mkdir()
    (folder / "01.yaml").write_text(text, encoding="utf-8")
    other = text.replace("清溪镇", "云岭乡").replace("是否门窗无障碍物: 否", "是否门窗无障碍物: 是")
    (folder / "02.yaml").write_text(other, encoding="utf-8")
    (folder / "区县.yaml").write_text(
        "区县: {名称: 示例县}\n报告: {年度: 2024, 标准: [校园安全自查清单]}\n", encoding="utf-8"
    )
    out = tmp_path / "out"
    run("batch", folder, "-o", out, "--no-toc-pages", "--executor", "serial")
    lines = said(out / "县域自查报告.docx")
    assert not [line for line in lines if OTHERS.search(line) or "（否" in line or "标准是" in line]
    assert "各校共有安全管理人员10人、专职保安员4人、视频监控探头92个。" in "\n".join(lines)
    whole = "\n".join(lines)
    assert "2所学校中，清溪镇中心小学（样例）人员密集场所的门窗有影响逃生和救援的障碍物。" in whole
    assert "2所学校教职工消防安全培训没有落实，分别是清溪镇中心小学（样例）" in whole
    assert "自查汇总" in sheet_words(out / "指标汇总.xlsx")


@pytest.mark.slow
def test_a_county_reports_on_its_kindergartens_and_itself(tmp_path: Path) -> None:
    folder, out = data_folder() / "districts" / "示例县学前", tmp_path / "out"
    run("batch", folder, "-o", out, "--no-toc-pages", "--executor", "serial")
    assert len(list(out.glob("*_自查报告.docx"))) == 6
    lines = said(out / "县域自查报告.docx")
    assert not [line for line in lines if OTHERS.search(line) or "学校" in line or "（否" in line]
    told = "1398名学前适龄幼儿中1224人入园，占87.55%，高于85%的要求；"
    assert any(told in line for line in lines)
    words = sheet_words(out / "指标汇总.xlsx")
    assert "分园达标" in words and "幼儿园名称" in words


@pytest.mark.slow
def test_the_templates_of_genres_are_sound_in_a_bureaus_folder(tmp_path: Path) -> None:
    for path in (templates_folder() / "体裁").rglob("*"):
        if path.is_file() and path.suffix in (".j2", ".yaml"):
            target = tmp_path / "模板" / "体裁" / path.relative_to(templates_folder() / "体裁")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    checked = run("template", "check", tmp_path / "模板")
    assert checked.exit_code == 0, checked.output
