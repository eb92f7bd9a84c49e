"""版头 and 版记: their parts, order, places and lines; one thing changed in what is right."""

from __future__ import annotations

import pytest

from tests.conformance.documents import CENTRED, FLUSH, TEXT, fonts, found, p, size, with_body

RED = '<w:color w:val="FF0000"/>'
LEFT = f'{FLUSH}<w:jc w:val="left"/>'
UNDER = '<w:pBdr><w:bottom w:val="single" w:sz="12" w:color="FF0000"/></w:pBdr>'
BLACK = fonts("黑体")
SECRET = p("000012", ppr=LEFT) + p("机密★1年", ppr=LEFT, rpr=BLACK) + p("特急", ppr=LEFT, rpr=BLACK)
MARK = p("示例小学文件", ppr=CENTRED, rpr=RED)
NUMBER = p("示教〔2024〕23号", ppr=UNDER + CENTRED)


def headed(head: str) -> dict[str, list[str]]:
    return found(with_body(head + TEXT))


def test_head_with_all_its_parts_in_order_is_right() -> None:
    assert headed(MARK + NUMBER) == headed(SECRET + MARK + NUMBER) == {}


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (MARK.replace(RED, "") + NUMBER, {"发文机关标志": ["不是红色"]}),
        (MARK.replace("center", "left") + NUMBER, {"发文机关标志": ["没有居中"]}),
        (MARK + NUMBER.replace("center", "left"), {"发文字号居中": ["没有居中"]}),
        (MARK + NUMBER.replace(UNDER, ""), {"版头分隔线": ["下面没有分隔线"]}),
        (MARK + NUMBER.replace("FF0000", "auto"), {"版头分隔线": ["下面的分隔线不是红色"]}),
        (MARK + NUMBER.replace(UNDER, "") + p("", ppr=UNDER), {}),
        (
            MARK + NUMBER.replace(UNDER, "") + p("", ppr=UNDER.replace("bottom", "top")),
            {},
        ),
        (SECRET.replace("000012", "12") + MARK + NUMBER, {"份号": ["写成“12”"]}),
        (SECRET.replace(BLACK, "") + MARK + NUMBER, {"密级字体": ["仿宋_GB2312"]}),
        (MARK + SECRET + NUMBER, {"版头次序": ["“000012”在“示例小学文件”之下"]}),
    ],
)
def test_part_of_the_head_that_is_wrong_is_told(head: str, told: dict[str, list[str]]) -> None:
    assert headed(head) == told


def test_line_that_is_drawn_is_not_judged() -> None:
    vml = "urn:schemas-microsoft-com:vml"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    for shape in (
        f'<w:pict><v:line xmlns:v="{vml}"/></w:pict>',
        f'<w:drawing><a:prstGeom xmlns:a="{drawing}" prst="line"/><wp:anchor '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/>'
        "</w:drawing>",
    ):
        drawn = f"<w:p><w:pPr>{FLUSH}</w:pPr><w:r>{shape}</w:r></w:p>"
        assert headed(MARK + NUMBER.replace(UNDER, "") + drawn) == {}


SMALL = size(14)
INSIDE = '<w:ind w:left="280" w:firstLineChars="0" w:firstLine="0"/>'
COPIES = p("抄送：县人民政府，县财政局。", ppr=INSIDE, rpr=SMALL)
PRINTED = p("示例县教育局办公室\t2024年11月20日印发", ppr=INSIDE, rpr=SMALL)
OUTER, INNER = 'w:val="single" w:sz="8"', 'w:val="single" w:sz="6"'
LINES = f"<w:top {OUTER}/><w:bottom {OUTER}/><w:insideH {INNER}/>"


def imprint(*rows: str, lines: str = LINES) -> str:
    inside = "".join(f"<w:tr><w:tc>{each}</w:tc></w:tr>" for each in rows)
    look = f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr>"
    return p("") + f"<w:tbl>{look}{inside}</w:tbl>" + p("")


def ended(end: str) -> dict[str, list[str]]:
    return found(with_body(TEXT + end))


@pytest.mark.parametrize(
    "end",
    [
        imprint(COPIES, PRINTED),
        imprint(PRINTED),
        imprint(COPIES.replace("抄送", "主送"), COPIES, PRINTED),
        imprint(COPIES, PRINTED) + p("（共印50份）"),
        imprint(
            p("示例县教育局办公室", ppr=INSIDE, rpr=SMALL)
            + p("2024年11月20日印发", ppr='<w:jc w:val="right"/>', rpr=SMALL)
        ),
    ],
    ids=["copies", "printed", "sent", "how many", "apart"],
)
def test_imprint_that_is_right_is_left_alone(end: str) -> None:
    assert ended(end) == {}


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (imprint(COPIES, PRINTED, lines=""), "版记分隔线"),
        (imprint(COPIES, PRINTED, lines=LINES.replace("insideH", "insideV")), "版记分隔线"),
        (imprint(COPIES, PRINTED, lines=LINES.replace("top", "left")), "版记分隔线"),
        (imprint(COPIES, PRINTED, lines=f"{LINES}<w:left {OUTER}/>"), "版记分隔线"),
        (imprint(COPIES, PRINTED, lines=LINES.replace('"6"', '"12"')), "版记分隔线"),
        (imprint(COPIES.replace("。", ""), PRINTED), "抄送写法"),
        (imprint(COPIES.replace("：", ":"), PRINTED), "抄送写法"),
        (imprint(COPIES.replace("：", "　"), PRINTED), "抄送写法"),
        (imprint(COPIES, PRINTED.replace("11月20日", "01月05日")), "印发日期写法"),
        (imprint(COPIES, PRINTED.replace("2024", "二〇二四")), "印发日期写法"),
        (imprint(COPIES, PRINTED.replace(SMALL, "")), "版记字号"),
        (imprint(COPIES, PRINTED.replace(SMALL, SMALL + fonts("宋体"))), "版记字体"),
        (imprint(COPIES, PRINTED.replace(INSIDE, FLUSH)), "版记空字"),
        (imprint(COPIES, PRINTED.replace(INSIDE, CENTRED)), "版记空字"),
        (imprint(PRINTED, COPIES), "版记次序"),
        (imprint(COPIES, PRINTED) + p("附件另行印发给各中小学校，请查收。"), "版记次序"),
    ],
)
def test_part_of_the_imprint_that_is_wrong_is_told(end: str, told: str) -> None:
    assert list(ended(end)) == [told]


def test_imprint_of_paragraphs_is_known_by_its_words() -> None:
    above = f"<w:pBdr><w:top {OUTER}/><w:bottom {INNER}/></w:pBdr>"
    below = f"<w:pBdr><w:bottom {OUTER}/></w:pBdr>"
    lines = COPIES.replace(INSIDE, above + INSIDE) + PRINTED.replace(INSIDE, below + INSIDE)
    assert ended(lines) == {}
    assert ended(COPIES + PRINTED) == {
        "版记分隔线": ["上面没有分隔线", "下面没有分隔线", "和上一项之间没有分隔线"]
    }


def test_sentence_that_speaks_of_copies_is_no_imprint() -> None:
    assert ended("") == found(with_body(TEXT.replace("当月整改。", "整改情况抄送各校。"))) == {}


@pytest.mark.parametrize(("named", "told"), [("（一）", True), ("", False)])
def test_headings_leap_no_level_that_the_text_has(named: str, told: bool) -> None:
    body = TEXT.replace("（一）加强领导", f"{named}加强领导").replace(
        "（二）落实责任", "三、落实责任"
    )
    body = body.replace('<w:pStyle w:val="H2"/>', '<w:pStyle w:val="H1"/>' if not named else "", 2)
    assert ("序号层次" in found(with_body(body))) is told
