"""What a run and a paragraph look like after styles, theme, defaults, lists and the program have
had their say.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.conformance.document import FormattedDocument
from reportgen.conformance.package import open_document
from reportgen.conformance.reading import read_document
from tests.conformance.documents import (
    CENTRED,
    GRID,
    MARGINS,
    SECTION,
    SIZE,
    fonts,
    p,
    root,
    size,
    style,
    with_body,
)

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font '
    'script="Hans" typeface="黑体"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface="微软雅黑"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)
BY_THEME = (
    '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="{}" w:asciiTheme="minorHAnsi" '
    'w:hAnsiTheme="minorHAnsi"/>'
)
CHINESE = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'


def read(
    body: str, styles: str = "", theme: str = THEME, settings: str = CHINESE
) -> FormattedDocument:
    more = {
        "word/styles.xml": root("styles", styles),
        "word/theme/theme1.xml": theme,
        "word/settings.xml": root("settings", settings),
    }
    return read_document(open_document(with_body(body, more), "报告.docx"))


def chinese(body: str, styles: str = "", settings: str = CHINESE) -> str:
    return read(body, styles, settings=settings).paragraphs[0].look.chinese


def test_named_font_of_the_run_beats_that_of_its_style_and_the_defaults() -> None:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts('宋体')}</w:rPr></w:rPrDefault>"
        f"</w:docDefaults>"
    )
    styles = style("Normal", "Normal", based="")
    assert chinese(p("文"), defaults + styles) == "宋体"
    styles += style("A", "甲", rpr=fonts("楷体")) + style("B", "乙", based="A")
    assert chinese(p("文", "B"), defaults + styles) == "楷体"
    assert chinese(p("文", "B", rpr=fonts("仿宋")), defaults + styles) == "仿宋"


def test_font_of_a_character_style_beats_that_of_the_paragraphs_style() -> None:
    styles = style("A", "甲", rpr=fonts("楷体")) + style(
        "C", "字", rpr=fonts("黑体"), based="", kind="character"
    )
    assert chinese(p("文", "A", rpr='<w:rStyle w:val="C"/>'), styles) == "黑体"


def test_theme_font_beats_the_named_one_beside_it() -> None:
    assert chinese(p("文", rpr=BY_THEME.format("minorEastAsia"))) == "微软雅黑"


def test_theme_font_of_a_style_yields_to_the_named_one_of_the_run() -> None:
    styles = style("A", "甲", rpr=BY_THEME.format("minorEastAsia"))
    assert chinese(p("文", "A", rpr=fonts("仿宋")), styles) == "仿宋"


def test_theme_without_a_chinese_font_takes_that_of_the_script_where_the_language_is_chinese() -> (
    None
):
    body = p("文", rpr=BY_THEME.format("majorEastAsia"))
    assert chinese(body) == "黑体"
    assert chinese(body, settings='<w:themeFontLang w:val="en-US"/>') == ""


def test_bold_of_a_style_is_turned_off_by_a_character_style_that_is_bold_too() -> None:
    bold = style("A", "甲", rpr="<w:b/>") + style(
        "C", "字", rpr="<w:b/>", based="", kind="character"
    )

    def is_bold(run: str) -> bool:
        return read(p("文", "A", rpr=run), bold).paragraphs[0].look.bold

    assert is_bold("")
    assert not is_bold('<w:rStyle w:val="C"/>')
    assert not is_bold('<w:b w:val="0"/>')
    assert is_bold('<w:rStyle w:val="C"/><w:b/>')


def test_ring_of_styles_ends() -> None:
    ring = style("A", "甲", based="B", rpr=size(12)) + style(
        "B", "乙", based="A", rpr=fonts("楷体")
    )
    look = read(p("文", "A"), ring).paragraphs[0].look
    assert (look.size, look.chinese) == (24, "楷体")


@pytest.mark.parametrize(
    ("indent", "first"),
    [
        ('w:firstLineChars="200" w:firstLine="480"', 2),
        ('w:firstLine="640"', 2),
        ('w:firstLineChars="0" w:firstLine="320"', 1),
        ('w:left="640" w:hanging="320"', -1),
        ('w:left="640" w:hangingChars="100"', -1),
    ],
)
def test_first_line_counts_in_characters_of_the_paragraphs_size(indent: str, first: int) -> None:
    body = p("文", ppr=f"<w:ind {indent}/>", rpr=size(16))
    assert read(body).paragraphs[0].shape.first == first


def test_indent_of_a_style_in_characters_outlives_twips_of_the_paragraph() -> None:
    styles = style("A", "甲", '<w:ind w:firstLineChars="200" w:firstLine="640"/>', size(16))
    shape = read(p("文", "A", '<w:ind w:firstLine="0"/>'), styles).paragraphs[0].shape
    assert shape.first == 2


def test_text_under_revision_is_read_as_it_will_stand() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>连</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent>"
        "</w:sdt><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>"
    )
    assert read(body).paragraphs[0].text == "新连控"


def test_paragraphs_of_a_content_control_are_read_and_those_of_tables_are_not() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('格')}</w:tc></w:tr></w:tbl>"
    body = f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>{p('乙')}{table}{p('丙')}"
    paragraphs = read(body).paragraphs
    assert [(each.text, each.before_table, each.after_table) for each in paragraphs] == [
        ("甲", False, False),
        ("乙", True, False),
        ("丙", False, True),
    ]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{640 * (depth + 1)}" w:hanging="320"/></w:pPr></w:lvl>'
    )


LISTS = root(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCountingThousand", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
)


def numbered(text: str, depth: int, number: int = 1) -> str:
    return p(text, ppr=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def read_list(body: str, styles: str = "") -> FormattedDocument:
    more = {
        "word/numbering.xml": LISTS,
        **({"word/styles.xml": root("styles", styles)} if styles else {}),
    }
    return read_document(open_document(with_body(body, more), "报告.docx"))


def test_automatic_numbers_are_part_of_the_text() -> None:
    body = "".join(
        (
            *(
                numbered("甲", 0),
                numbered("乙", 1),
                numbered("丙", 1),
                numbered("丁", 2),
                numbered("2024年", 2),
            ),
            *(
                numbered("戊", 0),
                numbered("己", 1),
                numbered("庚", 3),
                numbered("辛", 0, 2),
                numbered("壬", 0, 0),
            ),
        )
    )
    assert [each.text for each in read_list(body).paragraphs] == [
        *("一、甲", "（一）乙", "（二）丙", "1.丁", "2. 2024年"),
        *("二、戊", "（一）己", "庚", "五、辛", "壬"),
    ]


def test_list_of_a_style_numbers_its_paragraphs_at_the_depth_tied_to_it() -> None:
    styles = style("H1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    first, second = read_list(p("甲", "H1") + p("乙", "H1"), styles).paragraphs
    assert (first.text, second.text) == ("一、甲", "二、乙")


def test_indents_of_a_list_beat_those_of_the_style_and_yield_to_the_paragraphs() -> None:
    styles = style("Normal", "Normal", '<w:ind w:left="100"/>', size(16), based="")
    own = p(
        "乙",
        ppr='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="0" '
        'w:firstLine="0"/>',
    )
    first, second = read_list(numbered("甲", 0) + own, styles).paragraphs
    assert (first.shape.left, first.shape.first) == (Decimal(2), Decimal(-1))
    assert (second.shape.left, second.shape.first) == (Decimal(0), Decimal(0))


def test_sections_inherit_the_footers_of_the_one_before() -> None:
    bare = f"<w:sectPr>{SIZE}{MARGINS}{GRID}</w:sectPr>"
    data = with_body(
        p("甲") + f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>" + p("乙", ppr=CENTRED), section=bare
    )
    first, second = read_document(open_document(data, "报告.docx")).sections
    assert first.numbers == second.numbers and set(first.numbers) == {"default", "even"}
    assert (first.begins_with, second.begins_with) == ("甲", "乙")
