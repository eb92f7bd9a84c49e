"""`template new`: a fresh template with a bureau's variations; by default it is the stock one."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from reportgen.cli import cli
from reportgen.cli.chinese import speak_chinese
from reportgen.making import make_document
from reportgen.model.document_kinds import DOCUMENT_KINDS, Level, kinds_of
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder, templates_folder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLE = data_folder() / "schools" / "九年一贯制.yaml"


def run(*arguments: str) -> Result:
    speak_chinese()
    return CliRunner().invoke(cli, ["template", "new", *arguments])


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def styles(path: Path) -> dict[str, etree._Element]:
    root = etree.fromstring(parts(path)["word/styles.xml"])
    return {each.get(f"{W}styleId"): each for each in root.iter(f"{W}style")}


def value(style: etree._Element, step: str, attribute: str) -> str | None:
    found = next(style.iter(f"{W}{step}"), None)
    return None if found is None else found.get(f"{W}{attribute}")


@pytest.mark.parametrize("kind", [kind.name for kind in DOCUMENT_KINDS])
def test_by_default_it_makes_exactly_the_stock_template(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "新.docx"
    assert run(str(file), "--kind", kind).exit_code == 0
    assert parts(file) == parts(templates_folder() / f"{kind}.docx")


def test_the_kind_is_the_schools_report_unless_named(tmp_path: Path) -> None:
    result = run(str(tmp_path / "新.docx"))
    assert parts(tmp_path / "新.docx") == parts(templates_folder() / "学校自查报告.docx")
    assert result.stderr == "" and "--template" in result.stdout


def test_each_variation_is_in_the_styles(tmp_path: Path) -> None:
    file = tmp_path / "新.docx"
    options = [
        "--fonts",
        "windows",
        "--line-pitch",
        "28",
        "--bold-headings",
        "--page-number",
        "centre",
    ]
    assert run(str(file), *options).exit_code == 0
    made = styles(file)
    assert value(made["Normal"], "rFonts", "eastAsia") == "仿宋"
    assert value(made["Normal"], "spacing", "line") == "560"
    assert [value(made[f"Heading{level}"], "b", "val") for level in (1, 2, 3, 4)] == [
        "0",
        None,
        None,
        "0",
    ]
    assert b'<w:jc w:val="center"/>' in parts(file)["word/footer1.xml"]


def test_a_red_head_is_red_and_has_its_number_above_a_red_line(tmp_path: Path) -> None:
    file = tmp_path / "新.docx"
    result = run(str(file), "--red-head", "某县教育局文件", "--number", "某教〔2024〕7号")
    assert "要在红头里写上签发人" in result.stderr
    assert result.exit_code == 0
    body = etree.fromstring(parts(file)["word/document.xml"]).find(f"{W}body")
    first, second, third = ("".join(each.itertext()) for each in body[:3])
    assert (first, second, third) == ("某县教育局文件", "某教〔2024〕7号", "{{ 报告.标题 }}")
    made = styles(file)
    assert value(made["IssuerMark"], "color", "val") == "FF0000"
    assert value(made["DocumentNumber"], "bottom", "color") == "FF0000"


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind.name for kind in kinds_of(Level.SCHOOL)])
@pytest.mark.parametrize("fonts", ["gb2312", "windows", "free"])
def test_every_variation_can_be_filled_and_audited(
    kind: str, fonts: str, tmp_path: Path, workshop: Workshop
) -> None:
    from openxml_audit import OpenXmlValidator

    file, document = tmp_path / "新.docx", tmp_path / "报告.docx"
    options = [
        "--fonts",
        fonts,
        "--line-pitch",
        "30",
        "--bold-headings",
        "--red-head",
        "某县教育局",
        "--force",
    ]
    assert run(str(file), "--kind", kind, *options).exit_code == 0
    report = examine_school(SAMPLE, workshop).report
    assert report is not None
    document.write_bytes(make_document(report, Workshop(), str(file)))
    faults = [str(fault) for fault in OpenXmlValidator().validate(document).errors]
    assert faults == []


def test_a_signed_head_and_an_imprint_are_made_without_remarks(tmp_path: Path) -> None:
    file = tmp_path / "新.docx"
    head = ["--red-head", "某县教育局文件", "--number", "某教〔2024〕7号", "--signer", "王建国"]
    result = run(str(file), *head, "--imprint", "某县教育局办公室", "--copy-to", "某县人民政府")
    assert result.exit_code == 0 and result.stderr == ""
    text = parts(file)["word/document.xml"].decode()
    assert "王建国" in text and "抄送：某县人民政府。" in text and "某县教育局办公室" in text


@pytest.mark.parametrize(
    ("form", "written"), [("dash", "— 1 —"), ("hyphen", "- 1 -"), ("plain", "1")]
)
def test_the_page_number_is_written_as_asked(form: str, written: str, tmp_path: Path) -> None:
    file = tmp_path / "新.docx"
    assert run(str(file), "--page-number-form", form).exit_code == 0
    footer = etree.fromstring(parts(file)["word/footer1.xml"])
    assert "".join(footer.itertext(f"{W}t")) == written


def test_an_existing_file_is_only_replaced_when_told_to(tmp_path: Path) -> None:
    file = tmp_path / "新.docx"
    file.write_bytes(b"mine")
    result = run(str(file))
    assert result.exit_code == 1 and "按现在的数据做的是“新（数据更新）.docx”" in result.stderr
    assert file.read_bytes() == b"mine"
    assert run(str(file), "--force").exit_code == 0
    assert file.read_bytes() != b"mine"
    assert (tmp_path / "新.bak.docx").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--line-pitch", "30"], "行距 30 磅，一页排 21 行，标准是 22 行（GB/T 9704-2012 5.2.3）"),
        (
            ["--red-head", "某局", "--number", "某教[2024]1号"],
            "发文字号“某教[2024]1号”的写法不合标准",
        ),
        (["--red-head", "某局", "--number", "某教〔2024〕第1号"], "写法不合标准"),
        (["--red-head", "某局", "--number", "某教〔2024〕01号"], "写法不合标准"),
    ],
)
def test_what_differs_from_the_standard_is_made_and_said(
    options: list[str], said: str, tmp_path: Path
) -> None:
    result = run(str(tmp_path / "新.docx"), *options)
    assert result.exit_code == 0 and said in result.stderr
    assert (tmp_path / "新.docx").is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--number", "某教〔2024〕1号"], "请同时用 --red-head 写上机关名称"),
        (["--kind", "年报"], "没有“年报”，可以写："),
        (["--line-pitch", "3"], "3.0 不在 16.0<=x<=60.0 的范围里"),
        (["--line-pitch", "宽"], "“宽”不是数"),
        (["--red-head", "{{ 学校"], "却没有以“}}”结束"),
        (["--signer", "王建国"], "请同时用 --red-head 写上机关名称"),
        (["--copy-to", "某县财政局"], "请同时用 --imprint 写上印发机关"),
        (["--imprint", "某办公室", "--kind", "整改台账"], "版记用于自查报告，整改台账没有"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_written(
    options: list[str], said: str, tmp_path: Path
) -> None:
    result = run(str(tmp_path / "新.docx"), *options)
    assert result.exit_code != 0 and said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_name_must_be_that_of_a_word_file(tmp_path: Path) -> None:
    assert "文件名要以 .docx 结尾" in run(str(tmp_path / "新.doc")).stderr
