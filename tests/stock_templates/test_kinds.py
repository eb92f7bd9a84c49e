"""The stock template 学校自查报告.docx and what is made with it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from reportgen.model import page_layout as page
from reportgen.model.document_kinds import DOCUMENT_KINDS, SCHOOL_REPORT, DocumentKind, Level
from reportgen.model.page_layout import (
    WINDOWS,
    Layout,
)
from reportgen.model.report import (
    Heading,
    Report,
    Section,
)
from reportgen.render import blocks as block_styles
from reportgen.render import render_report
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.stock_templates.kinds import MAKERS, make_template
from tests.stock_templates.stock_report import (
    LAYOUTS,
    TEMPLATE_FILE,
    TERMS,
    A,
    W,
    audit,
    full_report,
    make_png,
    needs_soffice,
    paragraph_texts,
    part,
    parts,
    pdf_text,
    plain,
    style,
    value,
)


@pytest.fixture(scope="module")
def template() -> CompiledTemplate:
    return compile_template(make_template(SCHOOL_REPORT), SCHOOL_REPORT.file)


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
def test_the_committed_template_is_what_the_layout_makes(kind: DocumentKind) -> None:
    assert parts(TEMPLATE_FILE.with_name(kind.file).read_bytes()) == parts(make_template(kind))


def test_every_committed_template_and_every_maker_has_a_kind() -> None:
    kinds = {kind.name for kind in DOCUMENT_KINDS}
    assert {path.stem for path in TEMPLATE_FILE.parent.glob("*.docx")} == kinds
    assert set(MAKERS) == kinds


def test_a_kind_that_nothing_makes_is_told_with_what_to_add() -> None:
    with pytest.raises(
        LookupError, match=r"nothing makes the template 隐患台账\.docx: add 隐患台账 to MAKERS"
    ):
        make_template(DocumentKind("隐患台账", Level.SCHOOL, "隐患、整改、销号"))


def test_the_same_layout_gives_the_same_bytes() -> None:
    assert make_template(SCHOOL_REPORT) == make_template(SCHOOL_REPORT, Layout())


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_template_itself_is_a_sound_document(
    layout: Layout, kind: DocumentKind, tmp_path: Path
) -> None:
    assert audit(make_template(kind, layout), tmp_path) == []


@pytest.mark.slow
def test_a_document_with_every_kind_of_block_is_sound(
    template: CompiledTemplate, tmp_path: Path
) -> None:
    assert audit(render_report(full_report(), template), tmp_path) == []


def test_a_report_without_any_optional_part_is_sound(
    template: CompiledTemplate, tmp_path: Path
) -> None:
    document = render_report(Report("只有标题", "", (), ()), template)

    assert paragraph_texts(document) == ["只有标题"]
    assert audit(document, tmp_path) == []


def test_tags_leave_no_blank_paragraphs(template: CompiledTemplate) -> None:
    section = Section("基本情况", "一、基本情况", (Heading(1, "一、基本情况"), plain("正文。")))
    report = Report(
        "标题", "教育局", (plain("引言。"),), (section,), ("清单",), "某小学", "2024年1月1日"
    )

    assert paragraph_texts(render_report(report, template)) == [
        *(
            "标题",
            "教育局：",
            "引言。",
            "一、基本情况",
            "正文。",
            "附件：清单",
            "某小学",
            "2024年1月1日",
        )
    ]


def test_the_indicator_table_is_laid_out_by_the_template(
    template: CompiledTemplate, tmp_path: Path
) -> None:
    body = part(render_report(full_report(), template), "word/document.xml")
    _, _, table, _ = body.iter(f"{W}tbl")

    first, *rows = table.iter(f"{W}tr")
    assert ["".join(cell.itertext()) for cell in first.iter(f"{W}tc")] == [
        *("序号", "指标", "单位", "实际值", "标准值", "结论", "差距")
    ]
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(rows) == 40
    assert ["".join(cell.itertext()) for cell in rows[3].iter(f"{W}tc")] == [
        *("4", "第4项指标（小学）", "册", "21.48", "≥25", "不达标", "缺4册")
    ]
    fills = [{shade.get(f"{W}fill") for shade in row.iter(f"{W}shd")} for row in rows[2:4]]
    assert fills == [{"auto"}, {"D9D9D9"}]


def test_several_attachments_stand_under_each_other(template: CompiledTemplate) -> None:
    report = Report("标题", "", (), (), ("统计表", "清单"))

    assert paragraph_texts(render_report(report, template)) == [
        "标题",
        "附件：1. 统计表",
        "2. 清单",
    ]


def test_a_picture_has_its_relation_and_its_file(template: CompiledTemplate) -> None:
    document = render_report(full_report(), template)

    (relation,) = [
        element
        for element in part(document, "word/_rels/document.xml.rels")
        if element.get("Id") == "rIdPicture1"
    ]
    name = relation.get("Target", "").removeprefix("/")
    assert ZipFile(BytesIO(document)).read(name) == make_png().data


def test_every_style_that_blocks_ask_for_is_there(template: CompiledTemplate) -> None:
    wanted = {
        *("normal", "title", "heading 1", "heading 2", "heading 3", "heading 4", "报告表格"),
        *("主送机关", "附件说明", "署名", "成文日期"),
        *block_styles.BULLETS,
        *(block_styles.NUMBERED, block_styles.CAPTION_ABOVE, block_styles.CAPTION_BELOW),
        *(
            block_styles.TABLE_HEADER,
            block_styles.TABLE_TEXT,
            block_styles.AFTER_TABLE,
            block_styles.PICTURE,
        ),
    }

    assert wanted <= template.style_ids.keys()


def test_the_page_is_the_one_of_gb_t_9704() -> None:
    section = part(make_template(SCHOOL_REPORT), "word/document.xml").find(f"{W}body/{W}sectPr")
    edges = {
        side: int(value(section, "pgMar", side) or 0) for side in ("top", "bottom", "left", "right")
    }

    assert edges == {"top": 2098, "bottom": 1984, "left": 1587, "right": 1474}
    assert value(section, "docGrid", "linePitch") == "579"
    height = page.PAGE_HEIGHT - edges["top"] - edges["bottom"]
    assert 22 * 579 <= height < 22 * 580
    assert 28 * (page.CHARACTER + page.BODY_TRACKING) <= page.TEXT_WIDTH < 28 * page.CHARACTER


def test_headings_are_words_own_and_show_in_the_navigation_pane() -> None:
    headings = [style(make_template(SCHOOL_REPORT), f"heading {level}") for level in (1, 2, 3, 4)]

    assert [value(heading, "pPr/outlineLvl") for heading in headings] == ["0", "1", "2", "3"]
    assert [value(heading, "rPr/rFonts", "eastAsia") for heading in headings] == [
        *("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312")
    ]
    assert [value(heading, "rPr/b") for heading in headings] == ["0"] * 4


def test_bold_headings_are_those_of_the_second_and_third_level() -> None:
    document = make_template(SCHOOL_REPORT, Layout(bold_headings=True))

    weights = [value(style(document, f"heading {level}"), "rPr/b") for level in (1, 2, 3, 4)]
    assert weights == ["0", None, None, "0"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_paragraph_style_names_its_chinese_typeface_and_none_a_theme_font(
    layout: Layout,
) -> None:
    document = make_template(SCHOOL_REPORT, layout)
    styles = part(document, "word/styles.xml")

    for element in styles.iter(f"{W}style"):
        if element.get(f"{W}type") == "paragraph":
            assert value(element, "rPr/rFonts", "eastAsia") in layout.fonts.chinese()
    assert not any(b"Theme=" in data for data in parts(document).values())


def test_the_theme_offers_the_layouts_typefaces_and_no_style_takes_one_of_it() -> None:
    document = make_template(SCHOOL_REPORT, Layout(WINDOWS))
    theme = part(document, "word/theme/theme1.xml")
    assert [each.get("typeface") for each in theme.iter(f"{A}ea")] == ["黑体", "仿宋"]
    assert {each.get("typeface") for each in theme.iter(f"{A}latin")} == {"Times New Roman"}
    assert b"Theme=" not in parts(document)["word/styles.xml"]


@pytest.mark.parametrize("name", ["Title", "表格标题", "heading 1"])
def test_lines_that_stand_out_have_digits_in_their_chinese_typeface(name: str) -> None:
    found = style(make_template(SCHOOL_REPORT), name)
    chinese = value(found, "rPr/rFonts", "eastAsia")
    assert value(found, "rPr/rFonts", "ascii") == chinese == value(found, "rPr/rFonts", "hAnsi")


def test_the_properties_are_the_schools_and_of_the_reports_day(template: CompiledTemplate) -> None:
    core = part(render_report(full_report(), template), "docProps/core.xml")
    told = {etree.QName(each).localname: each.text for each in core}
    assert told["creator"] == "某市某区某小学" and told["language"] == "zh-CN"
    assert told["created"] == told["modified"] == "2024-11-20T00:00:00Z"


def test_a_report_without_a_date_keeps_the_templates(template: CompiledTemplate) -> None:
    core = part(render_report(full_report(), template), "docProps/core.xml")
    undated = full_report()._replace(date="2024年11月31日")
    kept = part(render_report(undated, template), "docProps/core.xml")
    assert core.findtext(f"{TERMS}created") != kept.findtext(f"{TERMS}created")
    assert kept.findtext(f"{TERMS}created") == "2024-01-01T00:00:00Z"


@pytest.mark.parametrize("name", ["表格正文", "表格表头", "图片"])
def test_tables_and_pictures_take_the_height_they_need(name: str) -> None:
    found = style(make_template(SCHOOL_REPORT), name)

    assert value(found, "pPr/spacing", "lineRule") == "auto"
    assert value(found, "pPr/snapToGrid") == "0"


@pytest.mark.slow
@needs_soffice
def test_libreoffice_shows_every_sentence(template: CompiledTemplate, tmp_path: Path) -> None:
    document = render_report(full_report(), template)

    shown = "".join(pdf_text(document, tmp_path).split())

    missing = [text for text in paragraph_texts(document) if "".join(text.split()) not in shown]
    assert missing == []
    assert shown.count("差距") >= 3, "the header row is not repeated"


@pytest.mark.slow
@needs_soffice
def test_a_full_page_has_22_lines_of_28_characters(
    template: CompiledTemplate, tmp_path: Path
) -> None:
    document = render_report(Report("满页", "", (plain("国" * 28 * 60),), ()), template)

    pages = pdf_text(document, tmp_path).split("\f")

    assert [line for line in pages[1].split() if "国" in line] == ["国" * 28] * 22
