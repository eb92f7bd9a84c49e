"""Pictures in a form: over the cells or in them, each belongs to the row that it was put at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from reportgen.load.workbooks.book import book_of
from reportgen.model.report import CaptionedPicture
from reportgen.model.school import Illustration, School
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem
from tests.pictures import make_png
from tests.workbooks import FORM, Rows, convert, package, write_form

RED, BLUE = make_png(), make_png(colour=(0, 0, 200))
HEADS = ("序号", "位置", "标题", "图片", "文件")
PICTURES: Rows = (
    ("图片",),
    HEADS,
    (1, "主要措施", "图书室", None, None),
    (2, "绿化", "", None, None),
)
MEASURES: Rows = (("主要措施",), ("序号", "标题", "内容"), (1, "绿化", "种树30棵。"))
# A sheet, a cell of it from 0, the picture, how far from the cell's corner in pixels.
Put = tuple[str, int, int, bytes, int]


def write_with_pictures(path: Path, puts: list[Put], **sheets: Rows) -> Path:
    """A school's form in which pictures lie over the cells; every row is 20 pixels high."""
    book = xlsxwriter.Workbook(str(path))
    pages = {}
    for name, rows in {**FORM, **sheets}.items():
        page = pages[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, ["" if value is None else value for value in row])
    for sheet, at, column, data, offset in puts:
        options = {"image_data": io.BytesIO(data), "y_offset": offset}
        pages[sheet].insert_image(at, column, "图.png", options)
    book.close()
    return path


def read(path: Path, workshop: Workshop) -> tuple[School, list[Problem]]:
    examined = examine_school(path, workshop)
    assert examined.school is not None
    codes = ("bad_picture", "stray_picture", "unplaced_picture", "many_pictures", "error_value")
    return examined.school, [each for each in examined.problems if each.code in codes]


def test_a_picture_belongs_to_its_row(tmp_path: Path, workshop: Workshop) -> None:
    puts: list[Put] = [("图片", 2, 3, RED, 0), ("图片", 3, 3, BLUE, 0)]
    path = write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=PICTURES, 主要措施=MEASURES)
    school, problems = read(path, workshop)
    assert problems == []
    assert [each[:3] for each in school.illustrations] == [
        ("图片1.png", "主要措施", "图书室"),
        ("图片2.png", "绿化", ""),
    ]
    assert {name: each.data for name, each in school.pictures.items()} == {
        "图片1.png": RED,
        "图片2.png": BLUE,
    }
    assert school.illustrations[0].location.cell == "图片!D3"


def test_pictures_stand_in_the_chapters_and_below_the_headings_that_they_name(
    tmp_path: Path, workshop: Workshop
) -> None:
    puts: list[Put] = [("图片", 2, 3, RED, 0), ("图片", 3, 3, BLUE, 0)]
    measures = (*MEASURES, (2, "添书", "购书300册。"))
    path = write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=PICTURES, 主要措施=measures)
    report = examine_school(path, workshop).report
    assert report is not None
    (chapter,) = (each for each in report.sections if each.key == "主要措施")
    kinds = [type(block).__name__ for block in chapter.blocks]
    below = ["Heading", "Paragraph", "Paragraph", "CaptionedPicture"]
    assert kinds[-5:] == ["CaptionedPicture", *below]
    pictures = [each for each in chapter.blocks if isinstance(each, CaptionedPicture)]
    assert [(each.picture.data, each.caption) for each in pictures] == [
        (BLUE, ""),
        (RED, "图1　图书室"),
    ]


@pytest.mark.parametrize(("offset", "caption"), [(0, "图书室"), (15, "图书室"), (18, "")])
def test_a_picture_begun_at_the_very_end_of_a_row_belongs_to_the_next(
    offset: int, caption: str, tmp_path: Path, workshop: Workshop
) -> None:
    large = make_png(40, 200)
    path = write_with_pictures(tmp_path / "甲.xlsx", [("图片", 2, 3, large, offset)], 图片=PICTURES)
    (shown,) = (
        each for each in read(path, workshop)[0].illustrations if each.source == "图片1.png"
    )
    assert shown.caption == caption


def test_of_several_pictures_in_a_row_the_last_has_the_caption(
    tmp_path: Path, workshop: Workshop
) -> None:
    puts: list[Put] = [("图片", 2, 3, RED, 0), ("图片", 2, 3, BLUE, 0)]
    path = write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=PICTURES[:3])
    school, _ = read(path, workshop)
    assert [each.caption for each in school.illustrations] == ["", "图书室"]


def test_a_picture_beside_a_measure_stands_below_its_text(
    tmp_path: Path, workshop: Workshop
) -> None:
    path = write_with_pictures(
        tmp_path / "甲.xlsx", [("主要措施", 2, 4, RED, 0)], 主要措施=MEASURES
    )
    school, problems = read(path, workshop)
    assert problems == []
    assert school.measures[0].content.text == "种树30棵。\n\n![绿化](图片1.png)"
    assert school.pictures["图片1.png"].data == RED


def test_a_file_beside_the_form_needs_no_picture_in_it(tmp_path: Path, workshop: Workshop) -> None:
    (tmp_path / "书.png").write_bytes(RED)
    rows = (*PICTURES[:2], (1, "主要措施", "图书室", None, "书.png"))
    school, problems = read(write_form(tmp_path / "甲.xlsx", 图片=rows), workshop)
    assert (list(school.pictures), problems) == (["书.png"], [])


@pytest.mark.parametrize("name", ["../书.png", "/书.png", "C:\\书.png", "a/../../书.png"])
def test_a_picture_is_not_named_by_a_way_out_of_the_folder(
    name: str, tmp_path: Path, workshop: Workshop
) -> None:
    rows = (*PICTURES[:2], (1, "主要措施", "", None, name))
    path = write_with_pictures(tmp_path / "甲.xlsx", [("图片", 2, 3, RED, 0)], 图片=rows)
    assert [each.source for each in read(path, workshop)[0].illustrations] == ["图片1.png"]


def test_a_picture_elsewhere_is_told_and_not_used(tmp_path: Path, workshop: Workshop) -> None:
    path = write_with_pictures(tmp_path / "甲.xlsx", [("说明", 3, 0, RED, 0)])
    school, (problem,) = read(path, workshop)
    assert school.pictures == {}
    assert (problem.code, problem.location.cell) == ("stray_picture", "说明!A4")


def test_a_picture_without_a_place_is_told_at_its_cell(tmp_path: Path, workshop: Workshop) -> None:
    rows = (*PICTURES[:2], (1, "", "图书室", None, None))
    path = write_with_pictures(tmp_path / "甲.xlsx", [("图片", 2, 3, RED, 0)], 图片=rows)
    _, (problem,) = read(path, workshop)
    assert (problem.code, problem.location.cell) == ("unplaced_picture", "图片!D3")


def test_a_picture_of_another_kind_is_told_at_its_cell(tmp_path: Path, workshop: Workshop) -> None:
    path = write_with_pictures(tmp_path / "甲.xlsx", [("图片", 2, 3, RED, 0)], 图片=PICTURES[:3])
    replace_part(path, "xl/media/image1.png", b"GIF89a")
    _, (problem,) = read(path, workshop)
    assert (problem.code, problem.location.cell) == ("bad_picture", "图片!D3")
    assert "PNG 或 JPEG" in problem.message


def test_more_pictures_than_a_report_has_are_told(tmp_path: Path, workshop: Workshop) -> None:
    puts: list[Put] = [("图片", 2, 3, make_png(4, 3, (number, 0, 0)), 0) for number in range(101)]
    path = write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=PICTURES[:3])
    school, problems = read(path, workshop)
    assert len(school.illustrations) == 100
    assert [each.code for each in problems] == ["many_pictures"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_libreoffice_keeps_pictures_in_their_rows(
    kind: str, tmp_path: Path, workshop: Workshop
) -> None:
    puts: list[Put] = [("图片", 2, 3, RED, 0), ("图片", 3, 3, BLUE, 0)]
    path = write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=PICTURES, 主要措施=MEASURES)
    school, problems = read(convert(path, kind), workshop)
    assert problems == []
    assert [each[1:3] for each in school.illustrations] == [("主要措施", "图书室"), ("绿化", "")]
    assert len(school.pictures) == 2


def replace_part(path: Path, name: str, data: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for each, old in parts.items():
            archive.writestr(each, data if each == name else old)


RELATIONS = '<Relationships><Relationship Id="r1" Target="{}"/></Relationships>'
# As WPS writes a picture in a cell, and as Excel 365 does.
OF_WPS: Mapping[str, str | bytes] = {
    "xl/worksheets/s.xml": '<worksheet><sheetData><row r="3"><c r="B3" t="str">'
    '<f>_xlfn.DISPIMG("ID_0A",1)</f><v>=DISPIMG("ID_0A",1)</v></c></row></sheetData></worksheet>',
    "xl/cellimages.xml": '<e:cellImages xmlns:e="e" xmlns:x="x" xmlns:a="a" xmlns:r="r"><e:cellImage>'
    '<x:pic><x:nvPicPr><x:cNvPr id="2" name="ID_0A"/></x:nvPicPr><x:blipFill>'
    '<a:blip r:embed="r1"/></x:blipFill></x:pic></e:cellImage></e:cellImages>',
    "xl/_rels/cellimages.xml.rels": RELATIONS.format("media/image1.png"),
    "xl/media/image1.png": RED,
}
OF_EXCEL: Mapping[str, str | bytes] = {
    "xl/worksheets/s.xml": '<worksheet><sheetData><row r="3">'
    '<c r="B3" t="e" vm="1"><v>#VALUE!</v></c></row></sheetData></worksheet>',
    "xl/metadata.xml": '<metadata xmlns:x="x"><futureMetadata name="XLRICHVALUE" count="1"><bk>'
    '<extLst><ext><x:rvb i="0"/></ext></extLst></bk></futureMetadata>'
    '<valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>',
    "xl/richData/rdrichvalue.xml": '<rvData count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
    "xl/richData/richValueRel.xml": '<richValueRels xmlns:r="r"><rel r:id="r1"/></richValueRels>',
    "xl/richData/_rels/richValueRel.xml.rels": RELATIONS.format("../media/image1.png"),
    "xl/media/image1.png": RED,
}


@pytest.mark.parametrize("parts", [OF_WPS, OF_EXCEL], ids=["WPS", "Excel"])
def test_a_picture_in_a_cell_is_found(parts: Mapping[str, str | bytes]) -> None:
    (picture,) = book_of(package(parts), "甲.xlsx").pictures("表")
    assert picture == (3, 2, RED)


def test_what_wps_writes_for_a_picture_is_no_text(tmp_path: Path, workshop: Workshop) -> None:
    rows = (*MEASURES[:2], (1, "绿化", '=DISPIMG("ID_0A",1)'))

    def as_text(book: openpyxl.Workbook) -> None:
        book["主要措施"]["C3"].data_type = "s"

    path = write_form(tmp_path / "甲.xlsx", change=as_text, 主要措施=rows)
    assert read(path, workshop)[0].measures[0].content.text == ""


def test_the_same_picture_has_one_name(tmp_path: Path, workshop: Workshop) -> None:
    rows = (
        *PICTURES[:2],
        (1, "主要措施", "甲", None, "书.png"),
        (2, "主要措施", "乙", None, "书.png"),
    )
    puts: list[Put] = [("图片", 2, 3, RED, 0), ("图片", 3, 3, RED, 0)]
    school, _ = read(write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=rows), workshop)
    assert [each[:3] for each in school.illustrations] == [
        Illustration("书.png", "主要措施", "甲")[:3],
        Illustration("书.png", "主要措施", "乙")[:3],
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("校门.png", "校门.png"),
        ("照片/校门.JPG", "照片/校门.JPG"),
        ("reportgen.yaml", "图片1.png"),
        ("清单.bat", "图片1.png"),
        ("../校门.png", "图片1.png"),
        ("校门\u202egnp.exe", "图片1.png"),
        ("nul.png", "图片1.png"),
        (".校门.png", "图片1.png"),
    ],
)
def test_a_picture_is_called_what_a_picture_may_be_called(
    tmp_path: Path, workshop: Workshop, typed: str, name: str
) -> None:
    rows: Rows = (("图片",), HEADS, (1, "主要措施", "", None, typed))
    puts: list[Put] = [("图片", 2, 3, RED, 0)]
    path = write_with_pictures(tmp_path / "甲.xlsx", puts, 图片=rows, 主要措施=MEASURES)
    school, _ = read(path, workshop)
    assert [each.source for each in school.illustrations] == [name]
