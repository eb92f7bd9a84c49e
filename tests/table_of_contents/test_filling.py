"""A table of contents: what it lists, how it is written, that nothing else changes."""

from __future__ import annotations

from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from lxml import etree

from reportgen.render.template import compile_template
from reportgen.table_of_contents.filling import Contents, Measured, lacks_pages, read_probe
from reportgen.table_of_contents.switches import (
    asks_for_contents,
    file_asks_for_contents,
    parse_switches,
)
from tests.render.docx_samples import NAME, W, changed, docx, p, read, texts


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def words(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def toc(instruction: str = ' TOC \\o "1-2" \\h \\z \\u ', cached: str = run("旧的")) -> str:
    return f"<w:p>{mark('begin')}{words(instruction)}{mark('separate')}{cached}{mark('end')}</w:p>"


def heading(level: int, text: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading{level}"/>{more}</w:pPr>{run(text)}</w:p>'


def outlined(level: int, text: str) -> str:
    return f'<w:p><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>{run(text)}</w:p>'


def own_style(document: Any) -> None:
    document.styles.add_style("附件标题", WD_STYLE_TYPE.PARAGRAPH).element.set(
        f"{W}styleId", "AnnexTitle"
    )


def paged(document: bytes, first: int = 3) -> bytes:
    """The document with the pages 3, 4, 5, … for its headings."""
    names = sorted(Contents(document).headings())
    return Contents(document).fill(
        {name: Measured(str(number)) for number, name in enumerate(names, first)}
    )


def root_of(document: bytes) -> Any:
    return etree.fromstring(read(document)["word/document.xml"])


def test_headings_are_listed_with_their_pages_in_order() -> None:
    made = paged(
        docx(
            p("标题")
            + toc()
            + heading(1, "一、甲")
            + p("正文")
            + heading(2, "（一）乙")
            + heading(3, "不列")
        )
    )
    assert texts(made)[:5] == ["标题", "一、甲3", "（一）乙4", "一、甲", "正文"]


def test_each_entry_leads_to_a_bookmark_round_its_heading() -> None:
    made = root_of(paged(docx(toc() + heading(1, "甲") + heading(1, "乙"))))
    links = [each.get(f"{W}anchor") for each in made.iter(f"{W}hyperlink")]
    found = {each.get(f"{W}name"): each for each in made.iter(f"{W}bookmarkStart")}
    assert len(links) == 2 and links == list(found)
    assert ["".join(found[name].getparent().itertext()) for name in links] == ["甲", "乙"]
    ids = [each.get(f"{W}id") for each in found.values()]
    assert len(set(ids)) == 2 and ids == [
        each.get(f"{W}id") for each in made.iter(f"{W}bookmarkEnd")
    ]
    pages = [each.text.split() for each in made.iter(f"{W}instrText") if "PAGEREF" in each.text]
    assert pages == [["PAGEREF", name, "\\h"] for name in links]


def test_nothing_asks_to_be_updated() -> None:
    template = docx(toc().replace('"begin"', '"begin" w:dirty="true"', 1) + heading(1, "甲"))
    settings = read(template)["word/settings.xml"]
    asking = settings.replace(b"</w:settings>", b'<w:updateFields w:val="true"/></w:settings>')
    made = read(paged(changed(template, {"word/settings.xml": asking})))
    assert (
        b"dirty" not in made["word/document.xml"]
        and b"updateFields" not in made["word/settings.xml"]
    )


def test_without_a_layout_the_pages_are_left_to_word() -> None:
    document = docx(toc() + heading(1, "甲"))
    made = Contents(document).fill({})
    assert texts(made)[0] == "甲"
    kinds = [each.get(f"{W}fldCharType") for each in root_of(made).iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "begin", "separate", "end", "end"]
    begin = next(root_of(made).iter(f"{W}fldChar"))
    assert begin.get(f"{W}dirty") == "true"
    assert lacks_pages(made) and not lacks_pages(paged(document)) and not lacks_pages(b"")


def test_a_list_without_headings_says_so() -> None:
    assert texts(paged(docx(toc() + p("正文"))))[0] == "未找到目录项。"


def test_fields_of_many_paragraphs_are_replaced_whole() -> None:
    cached = "".join(
        f'<w:p><w:hyperlink w:anchor="x">{run(f"旧{number}")}</w:hyperlink></w:p>'
        for number in range(3)
    )
    begin = f"<w:p>{mark('begin')}{words(' TOC ')}{mark('separate')}{run('旧')}</w:p>"
    template = docx(begin + cached + f"<w:p>{mark('end')}{run('后')}</w:p>" + heading(1, "甲"))
    assert texts(paged(template))[:3] == ["甲3", "后", "甲"]


def test_a_field_in_an_sdt_stays_in_it() -> None:
    box = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('目录')}{toc()}</w:sdtContent></w:sdt>"
    made = root_of(paged(docx(box + heading(1, "甲"))))
    assert "".join(made.find(f".//{W}sdtContent").itertext(f"{W}t")) == "目录甲3"


def test_a_short_field_is_written_out() -> None:
    simple = (
        f'<w:p><w:fldSimple w:instr=" TOC \\o &quot;1-1&quot; ">{run("旧")}</w:fldSimple></w:p>'
    )
    made = paged(docx(simple + heading(1, "甲")))
    assert texts(made)[0] == "甲3" and b"fldSimple" not in read(made)["word/document.xml"]


def test_a_field_split_over_runs_is_found() -> None:
    asked = f"{words(' T')}{words('OC ')}"
    split = f"<w:p>{mark('begin')}{asked}{mark('separate')}{run('旧')}{mark('end')}</w:p>"
    template = docx(split + heading(1, "甲"))
    assert compile_template(template, NAME).has_contents and file_asks_for_contents(template)
    assert texts(paged(template))[0] == "甲3"


@pytest.mark.parametrize("instruction", [' TOC \\h \\c "图" ', " TOC \\f ", " TOC \\b 附录 "])
def test_lists_of_other_things_are_left_alone(instruction: str) -> None:
    assert texts(paged(docx(toc(instruction) + heading(1, "甲"))))[0] == "旧的"


def test_a_template_without_a_table_of_contents_is_known_by_its_text() -> None:
    assert not compile_template(docx(p("目录 TOC")), NAME).has_contents
    assert not asks_for_contents(
        '<w:r><w:instrText xml:space="preserve"> PAGEREF _Toc1 \\h </w:instrText></w:r>'
    )
    assert not file_asks_for_contents(b"no zip")


def test_paragraphs_count_by_style_by_outline_level_and_by_named_style() -> None:
    body = (
        heading(1, "甲")
        + outlined(1, "乙")
        + outlined(4, "深")
        + '<w:p><w:pPr><w:pStyle w:val="AnnexTitle"/></w:pPr>'
    )
    body += f"{run('附')}</w:p>" + p("正文") + heading(1, "")
    made = paged(docx(toc(' TOC \\o "1-2" \\u \\t “附件标题,1” ') + body, own_style))
    assert texts(made)[:3] == ["甲3", "乙4", "附5"]
    assert (
        texts(paged(docx(toc(' TOC \\t "标题 2；2" ') + heading(1, "甲") + heading(2, "乙"))))[0]
        == "乙3"
    )


def test_switches_are_read_as_word_and_wps_write_them() -> None:
    switches = parse_switches(' TOC \\o "1-3" \\n 2-3 \\p "-" ')
    assert (switches.first, switches.last, switches.unnumbered, switches.separator) == (
        1,
        3,
        (2, 3),
        "-",
    )
    assert parse_switches("TOC").level("heading 9", None) == 9
    assert parse_switches("TOC \\u").level("heading 1", None) is None


def test_levels_without_pages_and_another_separator() -> None:
    made = paged(docx(toc(' TOC \\o "1-2" \\n 2-2 \\p "·" ') + heading(1, "甲") + heading(2, "乙")))
    assert texts(made)[:2] == ["甲·3", "乙"]


def test_words_of_an_entry_are_those_that_are_seen() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>"
    deleted = "<w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
    inside = f"{run('甲')}<w:r><w:tab/></w:r>{deleted}{run('乙')}{box}"
    template = docx(toc() + f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{inside}</w:p>')
    assert texts(paged(template))[0] == "甲 乙3"


def test_the_template_s_own_entries_say_how_entries_look() -> None:
    look = '<w:rPr><w:rStyle w:val="Hyperlink"/><w:sz w:val="28"/></w:rPr>'
    tabs = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="hyphen" w:pos="5000"/></w:tabs></w:pPr>'
    asked = f"{mark('begin')}{words(' TOC ')}{mark('separate')}"
    cached = f"<w:p>{tabs}{asked}{run('旧', look)}{mark('end')}</w:p>"
    made = root_of(paged(docx(cached + heading(1, "甲") + heading(2, "乙"))))
    entries = [each for each in made.iter(f"{W}p") if each.find(f"{W}hyperlink") is not None]
    assert [each.find(f"{W}pPr/{W}tabs/{W}tab").get(f"{W}pos") for each in entries] == [
        "5000",
        "5000",
    ]
    assert {each.get(f"{W}val") for each in entries[0].iter(f"{W}sz")} == {"28"}
    assert not list(entries[0].iter(f"{W}rStyle"))
    assert entries[1].find(f"{W}pPr/{W}ind").get(f"{W}left") == "420"


def test_dots_lead_to_the_right_edge_where_nothing_says_otherwise() -> None:
    edges = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1587" w:right="1474"/>'
    section = f"<w:p><w:pPr><w:sectPr>{edges}</w:sectPr></w:pPr></w:p>"
    made = root_of(paged(docx(toc() + section + heading(1, "甲"))))
    tab = made.find(f".//{W}tabs/{W}tab")
    assert (tab.get(f"{W}pos"), tab.get(f"{W}leader"), tab.get(f"{W}val")) == (
        "8845",
        "dot",
        "right",
    )


def test_all_else_stays_as_it_was_and_equal_input_gives_equal_bytes() -> None:
    document = docx(toc() + heading(1, "甲") + p("正文 a < b"))
    before, after = read(document), read(paged(document))
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert paged(document) == paged(document)


def test_a_probe_has_the_list_in_place_and_asks_for_every_page() -> None:
    document = docx(toc() + heading(1, "甲") + heading(2, "乙"))
    probe = Contents(document).probe()
    names = sorted(Contents(document).headings())
    assert len(texts(probe)) == len(texts(paged(document))) + len(names)
    body = read(probe)["word/document.xml"].decode()
    assert all(body.count(f"PAGEREF {name} ") == 2 for name in names)
    assert read_probe(texts(probe)) == {}


def test_what_a_layout_says_in_a_probe_s_headings_are_the_pages() -> None:
    said = [
        text.replace("?", "4") for text in texts(Contents(docx(toc() + heading(1, "甲"))).probe())
    ]
    assert list(read_probe(said).values()) == [Measured("4", "")]


def test_a_number_that_the_program_gives_stands_before_the_words() -> None:
    document = docx(
        toc()
        + heading(1, "甲", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + heading(1, "乙")
    )
    first, second = sorted(Contents(document).headings())
    assert read(Contents(document).probe())["word/document.xml"].decode().count("> REF ") == 1
    made = Contents(document).fill({first: Measured("1", "第一章"), second: Measured("2", "")})
    assert texts(made)[:2] == ["第一章 甲1", "乙2"]


@pytest.mark.parametrize(
    ("form", "page", "printed"),
    [
        *(
            ("lowerRoman", "4", "iv"),
            ("upperRoman", "19", "XIX"),
            ("upperLetter", "28", "BB"),
            ("decimal", "7", "7"),
        ),
        *(("numberInDash", "3", "- 3 -"), ("lowerRoman", "0", "0")),
    ],
)
def test_a_page_is_named_as_its_section_prints_it(form: str, page: str, printed: str) -> None:
    section = f'<w:p><w:pPr><w:sectPr><w:pgNumType w:fmt="{form}"/></w:sectPr></w:pPr></w:p>'
    document = docx(toc() + heading(1, "甲") + section + heading(1, "乙"))
    made = Contents(document).fill({name: Measured(page) for name in Contents(document).headings()})
    assert texts(made)[:2] == [f"甲{printed}", f"乙{page}"]


def test_the_title_of_an_attachment_is_listed_with_its_number() -> None:
    made = paged(docx(toc() + heading(1, "甲") + p("附件2") + heading(1, "整改台账") + p("正文")))
    assert texts(made)[:2] == ["甲3", "附件2\u3000整改台账4"]
