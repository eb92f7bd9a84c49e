"""Where texts outside of a document's body stand."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.ooxml.namespaces import COMPATIBILITY, WORD
from reportgen.ooxml.outside_body import read_all_outside
from reportgen.ooxml.paragraphs import paragraph_text

NAMES = f'xmlns:w="{WORD}" xmlns:mc="{COMPATIBILITY}"'


def parse(tag: str, inside: str) -> object:
    return etree.fromstring(f"<w:{tag} {NAMES}>{inside}</w:{tag}>")


def p(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t>{more}</w:r></w:p>"


def tc(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def box(text: str) -> str:
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
    return (
        f"<mc:AlternateContent>{choice}<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"
    )


def find(body: str, **parts: str) -> list[tuple[str, int, str]]:
    document = parse("document", f"<w:body>{body}</w:body>")
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header": "hdr", "footer": "ftr"}
    others = {f"{kind}1": parse(roots[kind], inside) for kind, inside in parts.items()}
    found = read_all_outside(document, others)
    return [(each.where, each.after, paragraph_text(each.element)) for each in found]


SPAN, CONTINUED = '<w:gridSpan w:val="2"/>', "<w:vMerge/>"
REFERENCE = '<w:footnoteReference w:id="{}"/>'
NOTE = '<w:footnote w:id="{}">{}</w:footnote>'


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (p("甲") + tbl(tc(p("乙")) + tc(p("丙"))), [("表1第1行第1列", 1), ("表1第1行第2列", 1)]),
        (
            tbl(tc(p("甲"), properties=SPAN) + tc(p("乙"))),
            [("表1第1行第1列", 0), ("表1第1行第3列", 0)],
        ),
        (tbl(tc(p("甲"), p("乙"))), [("表1第1行第1列", 0)] * 2),
        (
            tbl(tc(p("甲"))) + p("乙") + tbl(tc(p("丙"))),
            [("表1第1行第1列", 0), ("表2第1行第1列", 1)],
        ),
        (p("甲", box("乙")) + p("丙", box("丁")), [("文本框1", 1), ("文本框2", 2)]),
        (tbl(tc(p("甲", box("乙")))), [("表1第1行第1列", 0), ("文本框1", 0)]),
        (f"<w:sdt><w:sdtContent>{tbl(tc(p('甲')))}</w:sdtContent></w:sdt>", [("表1第1行第1列", 0)]),
        (p("甲"), []),
    ],
)
def test_a_text_has_the_place_that_a_person_finds(body: str, places: list[tuple[str, int]]) -> None:
    assert [each[:2] for each in find(body)] == places


def test_notes_are_counted_by_their_references() -> None:
    notes = NOTE.format(-1, p("线")) + NOTE.format(5, p("乙")) + NOTE.format(7, p("甲"))
    body = p("一", REFERENCE.format(7)) + p("二", REFERENCE.format(5))
    told = [(where, text) for where, _, text in find(body, footnotes=notes)]
    assert told == [("脚注1", "甲"), ("脚注2", "乙")]


def test_headers_and_footers_are_read() -> None:
    told = [(where, text) for where, _, text in find("", header=p("甲"), footer=p("乙"))]
    assert told == [("页眉", "甲"), ("页脚", "乙")]
