"""`template check` over files and folders: what it takes for what, and what it says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.ooxml.package import read_parts
from reportgen.resources import data_folder, templates_folder
from tests.ooxml.test_external import field
from tests.render.docx_samples import p
from tests.template_tools.inspection.broken import with_body

pytestmark = pytest.mark.slow

SCHOOL = data_folder() / "schools" / "完全小学.yaml"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["template", "check", *map(str, arguments)])


def write(folder: Path, body: str, name: str = "模板.docx") -> Path:
    path = folder / name
    path.write_bytes(with_body(body))
    return path


def test_errors_are_all_listed_and_the_exit_code_is_1(tmp_path: Path) -> None:
    path = write(
        tmp_path, p("{{ 学校.名城 }}") + p("{% if 年度 %}") + p("{{ 年渡 }}") + p("{% endif %}")
    )
    result = run(path)
    assert result.exit_code == 1
    assert (
        f"[错误] {path} 正文第 1 段“{{{{ 学校.名城 }}}}”：“学校”里没有“名城”这项内容；"
        f"是不是“名称”？" in result.stderr
    )
    assert result.stderr.count("\n") == 4
    assert (
        result.stdout
        == "[失败] 错误 2 处，提醒 2 处；改正错误后请再检查一次，那时才用样例学校试填。\n"
    )


def test_reminders_leave_the_exit_code_0(tmp_path: Path) -> None:
    result = run(write(tmp_path, p("{% if 学校.类型 == “小学” %}小{% endif %}")))
    assert result.exit_code == 0
    assert result.stdout == "[成功] 可以使用（提醒 1 处）。\n"


def test_json_is_one_document_with_the_place_by_parts(tmp_path: Path) -> None:
    path = write(tmp_path, p("一、基本情况") + p("我校{{ 学校.名城 }}"))
    result = run(path, "--json")
    assert result.exit_code == 1
    (file,) = json.loads(result.stdout)["files"]
    assert (file["file"], file["kind"]) == (str(path), "学校")
    (problem,) = file["problems"]
    assert problem["code"] == "template_unknown_name" and problem["severity"] == "error"
    assert problem["place"] == {
        "part": "正文",
        "heading": "一、基本情况",
        "table": 0,
        "row": 0,
        "column": 0,
        "paragraph": 2,
        "text": "我校{{ 学校.名城 }}",
    }


@pytest.mark.parametrize("content", [None, b"no docx", b"PK\x03\x04"])
def test_file_that_is_none_ends_with_2_also_in_json(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "模板.docx"
    if content is not None:
        path.write_bytes(content)
    result = run(path, "--json")
    assert result.exit_code == 2
    (file,) = json.loads(result.stdout)["files"]
    assert file["kind"] is None and file["problems"]


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert run(tmp_path / "模板.docx").exit_code == 2


def test_folder_without_templates_ends_with_2(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2 and "这个文件夹里没有模板" in result.stderr


def test_template_is_taken_for_the_kind_whose_names_it_uses(tmp_path: Path) -> None:
    district = write(tmp_path, p("{{ 区县.名称 }}{{ 学校名 }}"), "甲.docx")
    school = write(tmp_path, p("{{ 学校.名称 }}{{ 区县名 }}"), "县域自查报告.docx")
    both = (
        json.loads(run(district, "--json").stdout)["files"]
        + json.loads(run(school, "--json").stdout)["files"]
    )
    assert [file["kind"] for file in both] == ["县域", "学校"]
    assert [len(file["problems"]) for file in both] == [1, 1]


def test_folder_is_checked_whole_phrases_and_outlines_too(tmp_path: Path) -> None:
    write(tmp_path, p("{{ 年渡 }}"))
    write(tmp_path, p("打开着"), "~$模板.docx")
    (tmp_path / "短语").mkdir()
    (tmp_path / "短语" / "引言.j2").write_text("甲\n{{ 学校.名城 }}\n", encoding="utf-8")
    (tmp_path / "短语" / "没人用.j2").write_text("甲\n", encoding="utf-8")
    (tmp_path / "提纲.yaml").write_text("提纲: [基本情况, 主要措旋]\n", encoding="utf-8")
    (tmp_path / "县域提纲.yaml").write_text(
        "提纲: [县域基本情况, 县域基本情况]\n", encoding="utf-8"
    )
    result = run(tmp_path)
    assert result.exit_code == 1
    told = [line.replace(f"{tmp_path}/", "") for line in result.stderr.splitlines()]
    assert (
        told[0] == "[错误] 模板.docx 正文第 1 段“{{ 年渡 }}”：模板用了“年渡”，但没有这个名称；"
        "是不是“年度”？"
    )
    assert "[错误] 短语/引言.j2:2:1：“学校”里没有“名城”这项内容；是不是“名称”？" in told
    assert any(
        line.startswith("[提醒] 短语/没人用.j2：没有叫“没人用”的短语，这个文件没有用上")
        for line in told
    )
    assert any(
        "提纲.yaml:1:12" in line and "“主要措旋”没有内容；是不是“主要措施”？" in line
        for line in told
    )
    assert any("县域提纲.yaml" in line and "提纲里“县域基本情况”写了两次" in line for line in told)
    assert "~$" not in result.output


def test_outline_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "提纲.yaml"
    path.write_text("提纲: [{标题: 甲}, {章节: 基本情况, 题目: 乙}]\n", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1 and f"{path}:1:" in result.stderr


def test_names_of_an_outlines_own_chapters_are_known(tmp_path: Path) -> None:
    entry = "{章节: 办学条件, 标题: 办学条件, 组成: [基本情况, 达标情况]}"
    (tmp_path / "提纲.yaml").write_text(f"提纲: [{entry}, 主要措施]\n", encoding="utf-8")
    body = p("{%p if 办学条件 is defined %}") + p("{{p 办学条件 }}") + p("{%p endif %}")
    path = write(tmp_path, body)
    assert run(path, "--templates", tmp_path).exit_code == 0
    assert run(tmp_path).exit_code == 0


def test_comments_stand_where_the_faults_are(tmp_path: Path) -> None:
    path = write(tmp_path, p("甲") + p("{{ 学校.名城 }}") + p("{{ 年渡 }}"))
    target = tmp_path / "批注.docx"
    assert run(path, "--annotate", target).exit_code == 1
    parts = {
        name: data.decode("utf-8", "replace")
        for name, data in read_parts(target.read_bytes()).items()
    }
    assert (
        "是不是“名称”？" in parts["word/comments.xml"]
        and "是不是“年度”？" in parts["word/comments.xml"]
    )
    paragraphs = parts["word/document.xml"].split("</w:p>")
    assert ["commentReference" in each for each in paragraphs[:3]] == [False, True, True]
    assert "模板检查" in run(target).stderr or "还有 2 条检查时加的批注" in run(target).stderr


def test_comments_are_for_one_template_and_another_file(tmp_path: Path) -> None:
    path = write(tmp_path, p("甲"))
    assert run(tmp_path, "--annotate", tmp_path / "批注.docx").exit_code == 2
    result = run(path, "--annotate", path)
    assert result.exit_code == 2 and "不能盖掉模板自己" in result.stderr


def test_facts_are_those_of_the_standard_of_the_option(tmp_path: Path) -> None:
    standard = tmp_path / "本县.yaml"
    standard.write_text(
        "标识: 本县\n名称: 本县标准\n学段: [小学]\n事实: {塑胶跑道数: {类型: 计数, "
        "单位: 条, 学段: 整校, 定义: 塑胶跑道}}\n"
        "指标: [{编号: 道, 名称: 跑道, 分子: 塑胶跑道数, 分母: 在校生数, 单位: 条, 标准: 1}]\n",
        encoding="utf-8",
    )
    path = write(tmp_path, p('{{ 数据.塑胶跑道数|默认("无") }}'))
    assert "总是印出“默认”的内容" in run(path).stderr
    assert run(path, "--standard", standard).output == "[成功] 1 个文件没有发现问题。\n"


def test_standard_that_is_not_known_ends_with_2(tmp_path: Path) -> None:
    result = run(write(tmp_path, p("甲")), "--standard", "没有的标准")
    assert result.exit_code == 2 and "--standard：没有“没有的标准”这个标准" in result.stderr


def test_list_that_is_empty_for_a_sample_is_told(tmp_path: Path) -> None:
    result = run(write(tmp_path, p("{{ 达标表[0].指标 }}")), "--standard", "基本均衡")
    assert (
        result.exit_code == 1
        and "试填时，要取第 1 项，但没有这么多项；请用循环逐项取" in result.stderr
    )


def test_fault_at_build_time_says_the_place_and_the_school(tmp_path: Path) -> None:
    write(tmp_path, p("{{ 学校.名城 }}"), "学校自查报告.docx")
    arguments = ["build", str(SCHOOL), "-o", str(tmp_path / "out"), "--templates", str(tmp_path)]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 1
    assert (
        "正文第 1 段“{{ 学校.名城 }}”：做“示例区实验小学（样例）”的报告时，"
        "“学校”里没有“名城”这项内容" in result.stderr
    )
    assert "Traceback" not in result.output


def test_a_copy_of_the_bundled_folder_has_nothing_to_be_said_of(tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    shutil.copytree(templates_folder(), folder)
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert "个文件没有发现问题" in result.stdout and not result.stderr


def test_genres_and_their_templates_are_checked_with_the_folder(tmp_path: Path) -> None:
    genre = tmp_path / "体裁" / "校园安全"
    (genre / "短语").mkdir(parents=True)
    (genre / "短语" / "引言.j2").write_text(
        "对{{ 体裁.学校.对像 }}进行了自查。\n", encoding="utf-8"
    )
    (genre / "提纲.yaml").write_text("提纲: [基本状况]\n", encoding="utf-8")
    (tmp_path / "体裁" / "校园安全.yaml").write_text("标识: 校园安全\n", encoding="utf-8")
    write(genre, p("{{ 体裁.学校.标提 }}"), "学校自查报告.docx")
    said = run(tmp_path).stderr
    assert "不认识的名称“对像”；是不是“对象”？" in said
    assert "提纲里的“基本状况”没有内容" in said
    assert "“体裁.学校”里没有“标提”这项内容；是不是“标题”？" in said


def test_a_faulty_genre_is_told_beside_the_other_faults(tmp_path: Path) -> None:
    (tmp_path / "体裁").mkdir()
    path = tmp_path / "体裁" / "校园安全.yaml"
    path.write_text("标识: 校园安全\n学校: {标提: 报告}\n文件夹: ../别处\n", encoding="utf-8")
    write(tmp_path, p("{{ 学校.名城 }}"))
    result = run(tmp_path)
    assert result.exit_code == 1
    assert f"[错误] {path}:2:10 学校.标提：不认识“标提”；是不是“标题”？" in result.stderr
    assert "文件夹写一个名称，不写路径" in result.stderr
    assert "是不是“名称”？" in result.stderr


def test_an_outline_of_a_genre_is_held_against_what_its_reports_have(tmp_path: Path) -> None:
    genre = tmp_path / "体裁" / "学前"
    genre.mkdir(parents=True)
    (tmp_path / "体裁" / "学前.yaml").write_text(
        "标识: 学前\n词语: {校际差异: 园际差异}\n", encoding="utf-8"
    )
    (genre / "县域提纲.yaml").write_text("提纲: [园际差异情况, 县域存在问题]\n", encoding="utf-8")
    assert run(tmp_path).exit_code == 0
    (tmp_path / "县域提纲.yaml").write_text("提纲: [园际差异情况]\n", encoding="utf-8")
    result = run(tmp_path)
    assert (
        f"{tmp_path / '县域提纲.yaml'}:1:6 提纲第1项：提纲里的“园际差异情况”没有内容"
        in result.stderr
    )


def test_what_reaches_beyond_the_template_hinders_unless_it_is_allowed(tmp_path: Path) -> None:
    path = write(tmp_path, p("甲") + f"<w:p>{field('INCLUDETEXT a')}</w:p>")
    refused, allowed = run(path), run(path, "--allow-external")
    told = "模板里有会取外面内容或运行程序的域“INCLUDETEXT a”"
    assert refused.exit_code == 1 and f"[错误] {path} 正文第 2 段" in refused.stderr
    assert allowed.exit_code == 0 and f"[提醒] {path} 正文第 2 段" in allowed.stderr
    assert told in refused.stderr and told in allowed.stderr
