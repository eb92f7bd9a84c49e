"""What stands around the text of a stock template: page numbers, red head, imprint."""

from __future__ import annotations

import pytest

from reportgen.model import page_layout as page
from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.page_layout import (
    Imprint,
    Layout,
    PageNumber,
    PageNumberForm,
    RedHead,
)
from reportgen.render import render_report
from reportgen.render.template import compile_template
from reportgen.stock_templates.kinds import make_template
from tests.stock_templates.stock_report import W, full_report, part, style, typed, value


def test_page_numbers_stand_at_the_outer_edges_or_in_the_middle() -> None:
    def places(layout: Layout) -> list[str | None]:
        document = make_template(SCHOOL_REPORT, layout)
        return [value(part(document, f"word/footer{number}.xml"), "p/pPr/jc") for number in (1, 2)]

    assert places(Layout()) == ["right", "left"]
    assert places(Layout(page_number=PageNumber.CENTRE)) == ["center", "center"]


@pytest.mark.parametrize("form", PageNumberForm)
def test_page_numbers_are_written_as_chosen(form: PageNumberForm) -> None:
    document = make_template(SCHOOL_REPORT, Layout(page_number_form=form))
    for number in (1, 2):
        assert "".join(part(document, f"word/footer{number}.xml").itertext(f"{W}t")) == form


SIGNED = RedHead("某县教育局文件", "某教〔2024〕23号", ("王建国", "李明", "欧阳建国"))


def test_the_number_stands_beside_the_last_name_and_two_names_a_line() -> None:
    document = make_template(SCHOOL_REPORT, Layout(red_head=SIGNED))
    lines = list(part(document, "word/document.xml").iter(f"{W}p"))[1:3]
    assert [typed(line) for line in lines] == [
        "\t\t签发人：王建国\t李明",
        "\t某教〔2024〕23号\t\t欧阳建国",
    ]
    names = [run for line in lines for run in line.iter(f"{W}r") if "人" not in typed(run)]
    faces = {typed(run): value(run, "rPr/rFonts", "eastAsia") for run in names}
    assert {faces[name] for name in SIGNED.signers} == {"楷体_GB2312"}


def test_a_single_name_ends_one_character_before_the_edge() -> None:
    one = SIGNED._replace(signers=("王建国",))
    number = style(make_template(SCHOOL_REPORT, Layout(red_head=one)), "发文字号")
    stops = [(each.get(f"{W}val"), int(each.get(f"{W}pos"))) for each in number.iter(f"{W}tab")]
    assert stops == [("left", 315), ("right", page.TEXT_WIDTH - 315)]
    assert value(number, "pPr/jc") == "left"


def test_without_a_signer_the_number_is_centred() -> None:
    unsigned = SIGNED._replace(signers=())
    assert (
        value(style(make_template(SCHOOL_REPORT, Layout(red_head=unsigned)), "发文字号"), "pPr/jc")
        == "center"
    )


def test_the_imprint_is_the_last_thing_and_at_the_foot_of_the_page() -> None:
    layout = Layout(imprint=Imprint("某县教育局办公室", "某县人民政府，某县财政局"))
    made = compile_template(make_template(SCHOOL_REPORT, layout), "模板.docx")
    body = part(render_report(full_report(), made), "word/document.xml").find(f"{W}body")
    before, table, after, _ = list(body)[-4:]
    assert [typed(row) for row in table.iter(f"{W}tr")] == [
        "抄送：某县人民政府，某县财政局。",
        "某县教育局办公室\t2024年11月20日印发",
    ]
    place = table.find(f"{W}tblPr/{W}tblpPr")
    assert place.get(f"{W}vertAnchor") == "margin" and place.get(f"{W}tblpYSpec") == "bottom"
    lines = {
        each.tag.removeprefix(W): each.get(f"{W}sz")
        for each in table.find(f"{W}tblPr/{W}tblBorders")
    }
    assert lines == {"top": "8", "bottom": "8", "insideH": "6"}
    assert typed(before) == typed(after) == ""


def test_an_imprint_without_copies_has_no_line_for_them() -> None:
    layout = Layout(imprint=Imprint("某县教育局办公室"))
    made = compile_template(make_template(SCHOOL_REPORT, layout), "模板.docx")
    undated = full_report()._replace(date="")
    body = part(render_report(undated, made), "word/document.xml").find(f"{W}body")
    assert [typed(row) for row in list(body)[-3].iter(f"{W}tr")] == ["某县教育局办公室"]
