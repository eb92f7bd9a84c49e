"""`reportgen check` with Word documents, as a clerk types it: what it says, its exit code."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from docx import Document

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.resources import data_folder
from tests.conformance.documents import (
    INDENT,
    PARTS,
    STYLES,
    TEXT,
    fonts,
    p,
    pack,
    with_body,
    with_change,
)
from tests.conformance.test_tight import of_picture, picture
from tests.ooxml.test_external import related, relation

SCHOOL = data_folder() / "schools" / "完全小学.yaml"


@pytest.fixture(autouse=True)
def _chinese() -> None:
    speak_chinese()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_document_that_is_right_exits_with_0(tmp_path: Path) -> None:
    result = run("check", write(tmp_path / "报告.docx", pack(PARTS)))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "[成功] 1 个文件没有发现问题。\n"


def test_documents_and_data_files_go_in_one_call(tmp_path: Path) -> None:
    report = write(tmp_path / "报告.docx", with_change(INDENT, "", "word/styles.xml"))
    bad = write(tmp_path / "坏.yaml", "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 二}\n".encode())
    result = run("check", report, SCHOOL, bad)
    assert result.exit_code == 1
    assert f"[错误] {report} " in result.stderr and "首行缩进：首行缩进0字" in result.stderr
    assert f"[错误] {bad}:2:" in result.stderr and str(SCHOOL) not in result.stderr


def test_document_is_known_by_its_content(tmp_path: Path) -> None:
    assert run("check", write(tmp_path / "没有扩展名", pack(PARTS))).exit_code == 0


@pytest.mark.parametrize("name", ["旧.doc", "金山.wps", "损坏.docx", "加密.docx"])
def test_file_that_cannot_be_read_exits_with_2_and_the_others_are_checked(
    tmp_path: Path, name: str
) -> None:
    old = b"\xd0\xcf\x11\xe0" + (
        "EncryptedPackage".encode("utf-16-le") if name == "加密.docx" else b""
    )
    bad = write(tmp_path / name, old if name != "损坏.docx" else b"PK\x03\x04")
    other = write(tmp_path / "报告.docx", with_change(INDENT, "", "word/styles.xml"))
    result = run("check", bad, other)
    assert result.exit_code == 2
    assert f"[错误] {bad}：" in result.stderr and "首行缩进" in result.stderr
    assert "Word 或 WPS" in result.stderr and "Traceback" not in result.output


def test_missing_document_exits_with_2(tmp_path: Path) -> None:
    result = run("check", tmp_path / "没有.docx")
    assert result.exit_code == 2 and "找不到这个文件" in result.stderr


def test_what_is_local_gives_no_exit_code_and_is_not_counted_by_strict(tmp_path: Path) -> None:
    styles = STYLES.replace(fonts("楷体_GB2312"), fonts("楷体_GB2312") + "<w:b/>")
    path = write(tmp_path / "报告.docx", with_change(STYLES, styles, "word/styles.xml"))
    result = run("check", path, "--strict")
    assert result.exit_code == 0
    assert result.stdout == "按地方规定 1 处\n" and result.stderr.startswith("[按地方规定] ")
    assert run("check", path, "--layout", "二级标题加粗").stdout.startswith("[成功]")


def test_strict_counts_warnings_of_the_layout(tmp_path: Path) -> None:
    path = write(tmp_path / "报告.docx", with_change(' w:hint="eastAsia"', "", "word/styles.xml"))
    assert (run("check", path).exit_code, run("check", path, "--strict").exit_code) == (0, 1)


def test_json_gives_place_found_required_clause_and_level(tmp_path: Path) -> None:
    path = write(tmp_path / "报告.docx", with_change(INDENT, "", "word/styles.xml"))
    problems = json.loads(run("check", path, "--json").stdout)["problems"]
    found = next(each for each in problems if each["requirement"] == "首行缩进")
    assert (found["level"], found["found"], found["required"]) == (
        "错误",
        "首行缩进0字",
        "左空二字",
    )
    assert (found["document"], found["clause"], found["basis"]) == (
        "GB/T 9704—2012",
        "7.3.3",
        "转述",
    )
    assert found["count"] == len(found["places"]) == 11
    assert found["places"][0] == "第3段“现将自查情况报告如下：”"
    assert found["severity"] == "error" and found["file"] == str(path)
    assert found["rule"] == "首行缩进" and "quote" not in found and len(found["words"]) == 11
    assert found["words"][0] == {
        "paragraph": 4,
        "start": 0,
        "end": 11,
        "quote": "现将自查情况报告如下：",
    }


def test_own_layout_file_is_taken_and_an_unknown_name_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "报告.docx", with_change(INDENT, "", "word/styles.xml"))
    own = write(
        tmp_path / "本县.yaml",
        "要求:\n  首行缩进: {检查: 否}\n  附件说明缩进: {检查: 否}\n".encode(),
    )
    assert run("check", path, "--layout", own).exit_code == 0
    result = run("check", path, "--layout", "行距")
    assert result.exit_code == 2 and "没有“行距”这个版式" in result.stderr


def test_document_typed_without_any_layout_is_told_what_to_set(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("学校工作总结", 0)
    for text in (
        "一、基本情况",
        "学校有教师49人。",
        "1、教师",
        "教师都很努力。",
        "某小学",
        "2024.5.6",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "总结.docx"))
    result = run("check", tmp_path / "总结.docx")
    assert result.exit_code == 1
    for words in (
        "标题字号：一号（26磅），应为二号（22磅）",
        "文字颜色：颜色 #17365D，应为黑色",
        "正文字体：没有指定中文字体，由打开的程序决定，应为仿宋",
        "数字序号标点：序号后用了“、”，应为“1.”",
        "成文日期写法：写成“2024.5.6”，应为“2024年5月6日”",
        "署名位置：靠左",
        "页码：没有找到页码",
    ):
        assert words in result.stderr


def test_what_reaches_beyond_the_document_is_told_and_hinders_nothing(tmp_path: Path) -> None:
    remote = related("word/settings.xml", relation("attachedTemplate", "http://a.example/a.dotm"))
    told = {name: data.decode() for name, data in remote.items()}
    path = write(tmp_path / "报告.docx", pack({**PARTS, **told}))
    result = run("check", path)
    assert result.exit_code == 0
    reminder = "文档的设置：文档里有外面的 Word 模板“http://a.example/a.dotm”"
    assert f"[提醒] {path} {reminder}" in result.stderr


def numbers_document(path: Path) -> Path:
    document = Document()
    for text in (
        "青岭小学2024年自查报告",
        "",
        "学校占地1200平方米，生均6.82平方米，现有学生187人。",
    ):
        document.add_paragraph(text)
    document.save(str(path))
    return path


def quoted(result: Result) -> list[dict[str, object]]:
    keys = ("severity", "rule", "paragraph", "start", "end", "quote")
    problems = json.loads(result.stdout)["problems"]
    return [{key: each[key] for key in keys} for each in problems if "quote" in each]


def test_numbers_of_a_document_are_told_at_their_words(tmp_path: Path) -> None:
    report = numbers_document(tmp_path / "报告.docx")
    place = {"paragraph": 3, "start": 14, "end": 21, "quote": "6.82平方米"}
    assert quoted(run("check", report, "--json")) == [
        {"severity": "error", "rule": "算式不符", **place}
    ]
    printed = run("check", report)
    assert "第2段“学校占地1200平方米，…”：文中写的是“生均6.82平方米”" in printed.stderr


def test_numbers_of_a_document_are_held_against_the_data_of_its_school(tmp_path: Path) -> None:
    report = numbers_document(tmp_path / "报告.docx")
    data = tmp_path / "学校.yaml"
    head = "学校: {名称: 青岭小学, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n"
    data.write_text(f"{head}数据: {{在校生数: 176, 校园面积: 1200㎡}}\n", encoding="utf-8")
    (told,) = quoted(run("check", report, "--against", data, "--json"))
    assert (told["rule"], told["quote"]) == ("与数据不符", "187人")
    assert run("check", report, "--against", tmp_path / "没有.yaml").exit_code == 2
    assert "--against：没有用上" in run("check", data, "--against", data).stderr


def test_a_finished_report_is_read_again(tmp_path: Path) -> None:
    data = tmp_path / "学校.yaml"
    head = "学校: {名称: 青岭小学, 类型: 小学}\n报告: {年度: 2024, 标准: []}\n"
    words = "主要措施: 全校共有学生3000人。\n"
    data.write_text(f"{head}数据: {{在校生数: 880}}\n{words}", encoding="utf-8")
    result = run("build", data, "-o", tmp_path / "out", "--json")
    told = [each for each in json.loads(result.stdout)["problems"] if "quote" in each]
    # The same words, which were told in the data file, are not told again.
    assert [(each["quote"], each["line"]) for each in told] == [("3000人", 4)]
    assert result.exit_code == 1 and json.loads(result.stdout)["report"]


def test_json_says_at_which_words_a_mark_of_the_layout_is_wrong(tmp_path: Path) -> None:
    path = write(tmp_path / "报告.docx", with_change("1.定期", "1、定期"))
    problems = json.loads(run("check", path, "--json").stdout)["problems"]
    found = next(each for each in problems if each.get("rule") == "数字序号标点")
    assert (found["start"], found["end"], found["quote"], found["severity"]) == (
        *(0, 2),
        *("1、", "warning"),
    )
    assert found["paragraph"] > 1 and "quotes" not in found


def test_texts_of_tables_are_told_by_their_cells_in_reading_order(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("示例小学2024年自查报告")
    document.add_paragraph("均衡开展教育。")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[1].text = "均衡开展教育工作，成绩突出。"
    document.add_paragraph("全校微机室一间。")
    document.save(str(tmp_path / "报告.docx"))
    told = json.loads(run("check", tmp_path / "报告.docx", "--json").stdout)["problems"]
    words = [each for each in told if each.get("rule") == "用词"]
    assert [(each["quote"], each["paragraph"], each.get("where")) for each in words] == [
        ("开展", 2, None),
        ("开展", None, "表1第1行第2列"),
        ("微机室", 3, None),
    ]


def test_what_is_cut_off_is_told_with_where_it_stands(tmp_path: Path) -> None:
    tight = '<w:spacing w:line="200" w:lineRule="exact"/>'
    cell = f"<w:tbl><w:tr><w:tc>{p('检查', ppr=tight)}</w:tc></w:tr></w:tbl>"
    body = TEXT.replace(p("当月整改。"), p("当月整改。") + of_picture(picture(99)) + cell)
    path = write(tmp_path / "报告.docx", with_body(body))
    told = json.loads(run("check", path, "--json").stdout)["problems"]
    assert {each["rule"]: each["words"] for each in told} == {
        "图片行距": [{"paragraph": 15, "start": 0, "end": 0, "quote": ""}],
        "文字行距": [
            {"paragraph": None, "where": "表1第1行第1列", "start": 0, "end": 2, "quote": "检查"}
        ],
    }
    assert run("check", path, "--annotate", tmp_path / "批注.docx").exit_code == 1
    with ZipFile(tmp_path / "批注.docx") as made:
        text = made.read("word/document.xml").decode()
    before, _, after = text.partition("<w:tbl>")
    assert (before.count("w:commentReference"), after.count("w:commentReference")) == (1, 1)
