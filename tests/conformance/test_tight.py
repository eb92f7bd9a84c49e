"""Pictures, characters and cells that are higher than their line or row, and characters that a
typeface lacks.
"""

from __future__ import annotations

import pytest

from reportgen.conformance.coverage import lacking_characters
from tests.conformance.documents import (
    FLUSH,
    LINES,
    PARTS,
    STYLES,
    TEXT,
    check,
    fonts,
    found,
    p,
    size,
    style,
    with_body,
)

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
AUTO = '<w:spacing w:line="240" w:lineRule="auto"/>'
EXACT = '<w:spacing w:line="200" w:lineRule="exact"/>'
ANCHOR = "第3段之后的图片"


def picture(points: int, kind: str = "inline") -> str:
    extent = f'<wp:extent cx="1" cy="{points * 12700}"/>'
    return f'<w:drawing><wp:{kind} xmlns:wp="{DRAWING}">{extent}</wp:{kind}></w:drawing>'


def old_picture(style_of: str, holder: str = "pict") -> str:
    return f'<w:{holder}><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="{style_of}"/></w:{holder}>'


def of_picture(drawing: str, ppr: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr><w:r>{drawing}</w:r></w:p>"


def table(*cells: str, row: str = "", width: int = 2000, named: str = "") -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    inside = "".join(f"<w:tc>{properties}{each}</w:tc>" for each in cells)
    look = f'<w:tblPr><w:tblStyle w:val="{named}"/></w:tblPr>' if named else ""
    return f"<w:tbl>{look}<w:tr><w:trPr>{row}</w:trPr>{inside}</w:tr></w:tbl>"


def after_opening(*more: str) -> str:
    """The good text with these behind 现将…如下：, the third paragraph that holds text."""
    third = p("现将自查情况报告如下：")
    return TEXT.replace(third, third + "".join(more))


@pytest.mark.parametrize(
    "more",
    [
        of_picture(picture(100)),
        of_picture(picture(100), LINES),
        of_picture(old_picture("width:9pt;height:100pt")),
        of_picture(old_picture("width:9cm;height:5cm", "object")),
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{CHOICE}"><mc:Choice>{picture(100)}</mc:Choice>'
        f"<mc:Fallback>{old_picture('height:999pt')}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ],
    ids=["by style", "of its own", "old", "object", "two ways"],
)
def test_picture_in_a_line_of_fixed_height_is_cut(more: str) -> None:
    told = found(with_body(after_opening(more)))
    assert list(told) == ["图片行距"] and "行距是固定值28.95磅，图被切掉" in told["图片行距"][0]


@pytest.mark.parametrize(
    "more",
    [
        of_picture(picture(100), AUTO),
        of_picture(picture(20)),
        of_picture(picture(100, "anchor")),
        of_picture(old_picture("position:absolute;height:100pt")),
        of_picture(old_picture("height:0", "pict")),
        of_picture(f"<w:del>{picture(100)}</w:del>"),
        table(of_picture(picture(100), AUTO)),
    ],
    ids=["single lines", "low", "floating", "old floating", "a rule", "struck", "cell"],
)
def test_picture_that_is_shown_whole_is_left_alone(more: str) -> None:
    assert found(with_body(after_opening(more))) == {}


def test_document_whose_defaults_fix_the_lines_cuts_pictures_too() -> None:
    fixed = f"<w:pPrDefault><w:pPr>{LINES}</w:pPr></w:pPrDefault></w:docDefaults>"
    styles = STYLES.replace(LINES, "").replace("</w:docDefaults>", fixed)
    parts = {"word/styles.xml": PARTS["word/styles.xml"].replace(STYLES, styles)}
    (finding,) = check(with_body(after_opening(of_picture(picture(100))), parts))
    assert (finding.requirement.name, finding.places[0].short) == ("图片行距", ANCHOR)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (p("检查项目", ppr=EXACT), ["三号（16磅）的字，行距是固定值10磅，字被切掉一截"]),
        (p("检查项目", ppr=EXACT, rpr=size(10)), []),
        (p("检查项目", ppr=EXACT, rpr=size(10.5)), []),
        (
            p("检查项目", ppr=EXACT, rpr=size(12)),
            ["小四（12磅）的字，行距是固定值10磅，字被切掉一截"],
        ),
        (p("检查项目", ppr=AUTO), []),
        (p("2", ppr=EXACT, rpr=size(12) + '<w:vertAlign w:val="superscript"/>'), []),
        (p("", ppr=EXACT), []),
    ],
)
def test_characters_higher_than_their_line_are_cut_in_tables_too(
    cell: str, told: list[str]
) -> None:
    assert found(with_body(after_opening(table(cell)))).get("文字行距", []) == told


def test_style_of_a_table_fixes_the_lines_of_its_cells() -> None:
    fixed = style("Tight", "窄表", EXACT, size(9), based="", kind="table")
    plain = STYLES.replace(LINES, "").replace(size(16), "")
    parts = {"word/styles.xml": PARTS["word/styles.xml"].replace(STYLES, plain + fixed)}
    cells = table(p("小", rpr=size(9)) + p("大", rpr=size(14)), named="Tight")
    told = found(with_body(after_opening(cells), parts))
    assert told["文字行距"] == ["四号（14磅）的字，行距是固定值10磅，字被切掉一截"]


@pytest.mark.parametrize(
    ("row", "cell", "is_told"),
    [
        ('w:val="300" w:hRule="exact"', p("检查"), True),
        ('w:val="600" w:hRule="exact"', p("检查"), False),
        ('w:val="600" w:hRule="exact"', p("检查", ppr=AUTO) + p("整改", ppr=AUTO), True),
        ('w:val="600" w:hRule="exact"', p("检查项目和整改情况的统计", ppr=AUTO), True),
        ('w:val="600" w:hRule="exact"', p("检查") + p(""), False),
        ('w:val="600" w:hRule="exact"', of_picture(picture(100), AUTO), True),
        ('w:val="600" w:hRule="atLeast"', p("检查") + p("整改"), False),
        ('w:val="600"', p("检查") + p("整改"), False),
    ],
)
def test_row_of_fixed_height_hides_what_it_has_no_room_for(
    row: str, cell: str, is_told: bool
) -> None:
    cells = table(cell, row=f"<w:trHeight {row}/>")
    assert list(found(with_body(after_opening(cells)))) == (["表格行高"] if is_told else [])


def test_cell_that_goes_on_below_is_not_measured() -> None:
    cells = table(p("检查") + p("整改"), row='<w:trHeight w:val="300" w:hRule="exact"/>')
    merged = cells.replace("</w:tcPr>", '<w:vMerge w:val="restart"/></w:tcPr>')
    assert found(with_body(after_opening(merged))) == {}


def test_text_box_and_table_in_a_table_are_looked_at() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('框里', ppr=EXACT)}</w:txbxContent></w:pict></w:r></w:p>"
    inner = table(table(p("里面", ppr=EXACT)) + p("", ppr=AUTO))
    (finding,) = check(with_body(after_opening(box, inner)))
    assert [str(place) for place in finding.places] == [
        "文本框1“框里”",
        "表1第1行第1列里的表第1行第1列“里面”",
    ]


@pytest.mark.parametrize(
    ("font", "text", "lacking"),
    [
        ("仿宋_GB2312", "张㐂同", "㐂"),
        ("楷体_GB2312", "䶮镕喆堃", "䶮镕喆堃"),
        ("KaiTi_GB2312", "喆", "喆"),
        ("方正小标宋简体", "喆", "喆"),
        ("方正小标宋_GBK", "喆㐂", "㐂"),
        ("华文仿宋", "喆䶮", "䶮"),
        ("仿宋", "喆䶮𫖯", "𫖯"),
        ("仿宋_GB2312", "张同学，（一）㎡—“”", ""),
        ("没有见过的字体", "喆䶮𫖯", ""),
        ("", "喆", ""),
        ("没有见过的字体", "张\ue863", "\ue863"),
        ("仿宋_GB2312", "\uf0b7", ""),
    ],
)
def test_typeface_lacks_what_its_character_set_does(font: str, text: str, lacking: str) -> None:
    assert lacking_characters(font, text) == lacking


def test_rare_characters_are_told_with_their_typeface_in_tables_too() -> None:
    more = p("张㐂同学。", ppr=FLUSH) + table(p("李喆", ppr=AUTO, rpr=fonts("方正小标宋_GBK")))
    other = table(p("王𫖯\ue863", ppr=AUTO, rpr=fonts("仿宋")))
    told = check(with_body(after_opening(p("校长㐂喆。"), other, more)))
    assert [
        (each.found, each.places[0].short) for each in told if "缺字" in each.requirement.name
    ] == [
        ("仿宋_GB2312没有“㐂”“喆”", "第4段"),
        ("仿宋_GB2312没有“㐂”", "第5段"),
        ("仿宋没有“𫖯”", "表1第1行第1列"),
        ("有自造的字（U+E863）", "表1第1行第1列"),
    ]
