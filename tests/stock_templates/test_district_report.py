"""The stock templates of reports: attachments on their own pages, wide ones turned."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.model import page_layout as page
from reportgen.model.document_kinds import DISTRICT_REPORT, SCHOOL_REPORT, DocumentKind
from reportgen.model.page_layout import FREE, WINDOWS, Imprint, Layout, PageNumber, RedHead
from reportgen.model.report import Attached, Cell, Heading, Paragraph, Report, Run, Section, Table
from reportgen.render import render_report
from reportgen.render.finishing import end_with_last_section
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.stock_templates.kinds import make_template
from tests.render.docx_samples import docx, p

TEMPLATES = Path(__file__).parents[2] / "templates" / "zh"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORTS = (SCHOOL_REPORT, DISTRICT_REPORT)
LAYOUTS = (
    Layout(),
    Layout(WINDOWS, 560, bold_headings=True, page_number=PageNumber.CENTRE),
    Layout(FREE),
)
TABLE = Table(
    ("学段", "图书"),
    (
        (Cell("小学"), Cell("12")),
        (Cell("小学", joined=True), Cell("3", shaded=True)),
        (Cell("合"), Cell("15")),
    ),
    (0.5, 0.5),
    codes=("", "L1"),
    note="缺1所。",
    small=True,
)


@pytest.fixture(scope="module", params=REPORTS, ids=lambda kind: kind.name)
def template(request: pytest.FixtureRequest) -> CompiledTemplate:
    return compile_template(make_template(request.param), request.param.file)


def parts(document: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(document: bytes) -> etree._Element:
    return etree.fromstring(parts(document)["word/document.xml"]).find(f"{W}body")


def report(*attached: Attached) -> Report:
    blocks = (Heading(1, "一、情况"), Paragraph((Run("正文。"),)))
    names = tuple(each.title for each in attached)
    return Report(
        "标题",
        "市教育局",
        (),
        (Section("情况", "情况", blocks),),
        names,
        "县",
        "2024年1月1日",
        {},
        attached,
    )


def styles_of(document: bytes) -> dict[str, etree._Element]:
    root = etree.fromstring(parts(document)["word/styles.xml"])
    return {each.get(f"{W}styleId"): each for each in root.iter(f"{W}style")}


def orientations(document: bytes) -> list[str]:
    sizes = [section.find(f"{W}pgSz") for section in body(document).iter(f"{W}sectPr")]
    return [size.get(f"{W}orient", "portrait") for size in sizes]


def texts(document: bytes) -> list[str]:
    return ["".join(each.itertext(f"{W}t")) for each in body(document).iter(f"{W}p")]


def audit(document: bytes, folder: Path) -> list[str]:
    path = folder / "被查.docx"
    path.write_bytes(document)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.parametrize("kind", REPORTS, ids=lambda kind: kind.name)
def test_the_committed_template_is_what_the_layout_makes(kind: DocumentKind) -> None:
    assert parts((TEMPLATES / kind.file).read_bytes()) == parts(make_template(kind))


@pytest.mark.slow
@pytest.mark.parametrize("kind", REPORTS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_template_itself_and_a_document_are_sound(
    layout: Layout, kind: DocumentKind, tmp_path: Path
) -> None:
    data = make_template(kind, layout)
    assert audit(data, tmp_path) == []
    full = report(
        Attached("汇总表", (TABLE,)),
        Attached("分校表", (TABLE,), landscape=True),
        Attached("表三", (TABLE,)),
    )
    assert audit(render_report(full, compile_template(data, kind.file)), tmp_path) == []


def test_the_contents_stand_before_the_title_and_under_a_head_there_are_none() -> None:
    plain = make_template(DISTRICT_REPORT)
    said = texts(render_report(report(), compile_template(plain, DISTRICT_REPORT.file)))
    assert said.index("目　录") < said.index("标题") < said.index("市教育局：")
    headed = make_template(DISTRICT_REPORT, Layout(red_head=RedHead("某县人民政府文件")))
    said = texts(render_report(report(), compile_template(headed, DISTRICT_REPORT.file)))
    assert "目　录" not in said and said[0] == "某县人民政府文件"


def test_an_imprint_follows_the_attachments_on_an_upright_page() -> None:
    data = make_template(DISTRICT_REPORT, Layout(imprint=Imprint("某县人民政府办公室")))
    made = compile_template(data, DISTRICT_REPORT.file)
    full = report(Attached("分校表", (TABLE,), landscape=True))
    assert orientations(render_report(full, made)) == ["portrait", "landscape", "portrait"]
    assert orientations(render_report(report(), made)) == ["portrait"]
    upright = report(Attached("汇总表", (TABLE,)))
    assert orientations(render_report(upright, made)) == ["portrait", "portrait"]


def test_without_attachments_there_is_one_section_and_nothing_after_the_date(
    template: CompiledTemplate,
) -> None:
    document = render_report(report(), template)
    assert orientations(document) == ["portrait"]
    assert texts(document)[-1] == "2024年1月1日"


@pytest.mark.parametrize(
    "turned", [(False,), (True,), (False, True, False), (False, True), (True, True)]
)
def test_each_attachment_has_its_own_page_shape_and_no_empty_page_follows(
    template: CompiledTemplate, turned: tuple[bool, ...]
) -> None:
    attached = [Attached(f"表{number}", (TABLE,), each) for number, each in enumerate(turned)]
    document = render_report(report(*attached), template)
    assert orientations(document) == [
        "portrait",
        *("landscape" if each else "portrait" for each in turned),
    ]
    last, closing = list(body(document))[-2:]
    assert closing.tag == f"{W}sectPr"
    assert last.find(f"{W}pPr/{W}sectPr") is None


def test_attachments_are_numbered_where_there_are_several(template: CompiledTemplate) -> None:
    both = texts(
        render_report(report(Attached("汇总表", (TABLE,)), Attached("分校表", (TABLE,))), template)
    )
    assert [text for text in both if text.startswith("附件")] == [
        "附件：1. 汇总表",
        "附件1",
        "附件2",
    ]
    alone = texts(render_report(report(Attached("汇总表", (TABLE,))), template))
    assert [text for text in alone if text.startswith("附件")] == ["附件：汇总表", "附件"]


def test_an_attachment_has_the_number_of_its_place_among_those_that_are_only_listed(
    template: CompiledTemplate,
) -> None:
    names = ("校舍平面图", "统计表", "合同", "台账")
    attached = (Attached("台账", (TABLE,)), Attached("统计表", (TABLE,)))
    listed = report(*attached)._replace(attachments=names)
    found = texts(render_report(listed, template))
    assert [text for text in found if text in ("附件1", "附件2", "附件3", "附件4")] == [
        "附件4",
        "附件2",
    ]


def test_a_table_that_fills_its_pages_is_followed_by_no_line_of_text(
    template: CompiledTemplate,
) -> None:
    document = render_report(report(Attached("表", (TABLE._replace(note=""),))), template)
    *_, table, after, _ = body(document)
    assert table.tag == f"{W}tbl"
    style = after.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    spacing = styles_of(document)[style].find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("10", "exact")


def test_a_turned_page_keeps_its_margins_and_its_tables_are_as_wide_as_it(
    template: CompiledTemplate,
) -> None:
    document = render_report(report(Attached("表", (TABLE,), landscape=True)), template)
    section = list(body(document).iter(f"{W}sectPr"))[-1]
    edges = {
        side: int(section.find(f"{W}pgMar").get(f"{W}{side}"))
        for side in ("top", "right", "bottom", "left")
    }
    assert edges == {"top": 1587, "right": 2098, "bottom": 1474, "left": 1984}
    (table,) = body(document).iter(f"{W}tbl")
    assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == page.LANDSCAPE_WIDTH
    columns = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
    assert sum(columns) == page.LANDSCAPE_WIDTH


def test_a_turned_page_has_its_number_where_the_upright_page_has_it(
    template: CompiledTemplate,
) -> None:
    document = render_report(report(Attached("表", (TABLE,), landscape=True)), template)
    footers = [parts(document)[f"word/footer{number}.xml"].decode() for number in (3, 4)]
    for footer, side in zip(footers, ("right", "left"), strict=True):
        assert 'w:val="tbRl"' in footer and " PAGE " in footer
        assert f'<w:jc w:val="{side}"/>' in footer


def test_small_tables_have_codes_joined_cells_and_a_note(template: CompiledTemplate) -> None:
    document = render_report(report(Attached("表", (TABLE,))), template)
    (table,) = body(document).iter(f"{W}tbl")
    rows = list(table.iter(f"{W}tr"))
    *_, note = rows
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, True, False, False, False, False]
    assert "".join(note.itertext()) == "缺1所。"
    assert ["".join(cell.itertext()) for cell in rows[1].iter(f"{W}tc")] == ["", "L1"]
    merges = [row.find(f"{W}tc/{W}tcPr/{W}vMerge") for row in rows[2:-1]]
    assert [None if merge is None else merge.get(f"{W}val", "goes on") for merge in merges] == [
        *("restart", "goes on", None)
    ]
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True] * 6
    styles = {each.get(f"{W}val") for each in table.iter(f"{W}pStyle")}
    assert styles >= {"SmallTableHeader", "SmallTableText"}


def test_a_break_that_the_template_itself_ends_with_stays() -> None:
    def edit(document: Any) -> None:
        document.add_section()

    made = compile_template(docx(p("{{ 名称 }}"), edit), DISTRICT_REPORT.file).render(
        {"名称": "甲"}
    )
    assert len(list(body(made).iter(f"{W}sectPr"))) == 2


def test_a_break_before_more_text_stays() -> None:
    section = '<w:sectPr><w:pgSz w:w="1"/></w:sectPr>'
    broken = f"<w:body><w:p><w:pPr>{section}</w:pPr></w:p><w:p/><w:sectPr/></w:body>"
    assert end_with_last_section(broken) == broken


def test_the_last_break_becomes_the_documents_own_section() -> None:
    first, last = (f'<w:sectPr><w:pgSz w:w="{number}"/></w:sectPr>' for number in (1, 2))
    before = f"<w:body><w:p><w:pPr>{first}</w:pPr></w:p><w:p/>"
    ending = f'<w:p w:rsidR="1"><w:pPr><w:pStyle w:val="a"/>{last}</w:pPr></w:p>'
    broken = f"{before}{ending}<w:sectPr><w:x/></w:sectPr></w:body>"
    assert end_with_last_section(broken) == f"{before}{last}</w:body>"
