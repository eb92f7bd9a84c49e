"""A document is sound whichever way its template's conditions and loops fall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.ooxml.soundness import find_structure_faults
from reportgen.render.template import compile_template
from tests.render.docx_samples import (
    NAME,
    W,
    changed,
    docx,
    p,
    read,
    tbl,
    tc,
    texts,
    tr,
    with_footnotes,
)

TAGS: Mapping[str, tuple[str, str]] = {
    "false if": ("if 假", "endif"),
    "true if": ("if 真", "endif"),
    "empty loop": ("for 项 in 空", "endfor"),
    "many rounds": ("for 项 in 列", "endfor"),
}
VALUES = {"真": True, "假": False, "空": [], "列": ["甲", "乙", "丙"], "无": ""}


def within(tags: tuple[str, str], content: str = p("文")) -> str:
    return p(f"{{%p {tags[0]} %}}") + content + p(f"{{%p {tags[1]} %}}")


def rows(tags: tuple[str, str], *content: str) -> str:
    return tr(tc(p(f"{{%tr {tags[0]} %}}"))) + "".join(content) + tr(tc(p(f"{{%tr {tags[1]} %}}")))


def box(content: str) -> str:
    return (
        '<w:p><w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="width:9pt">'
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect>"
        "</w:pict></w:r></w:p>"
    )


def control(content: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


BODIES: Mapping[str, Callable[[tuple[str, str]], str]] = {
    "cell": lambda tags: tbl(1, tr(tc(within(tags)))),
    "cell of a value": lambda tags: tbl(1, tr(tc(within(tags, p("{{p 无 }}"))))),
    "cell in a cell": lambda tags: tbl(1, tr(tc(tbl(1, tr(tc(within(tags))))))),
    "table in a cell": lambda tags: tbl(1, tr(tc(within(tags, tbl(1, tr(tc(p("内")))))))),
    "table ending a cell": lambda tags: tbl(
        1, tr(tc(tbl(1, tr(tc(p("内")))).removesuffix(p("")) + within(tags)))
    ),
    "row": lambda tags: tbl(1, tr(tc(p("头"))), rows(tags, tr(tc(p("文"))))),
    "table": lambda tags: p("前") + tbl(1, rows(tags, tr(tc(p("文"))))),
    "table in a table": lambda tags: tbl(1, tr(tc(tbl(1, rows(tags, tr(tc(p("文")))))))),
    "cells of a row": lambda tags: tbl(
        3, tr(tc(p(f"{{%tc {tags[0]} %}}")), tc(p("文")), tc(p(f"{{%tc {tags[1]} %}}")))
    ),
    "text box": lambda tags: box(within(tags)),
    "table in a text box": lambda tags: box(tbl(1, rows(tags, tr(tc(p("文")))))),
    "content control": lambda tags: control(within(tags)),
    "content control in a cell": lambda tags: tbl(1, tr(tc(control(within(tags)) + p("后")))),
    "list": lambda tags: within(
        tags, '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    ),
}


def faults(document: bytes) -> list[str]:
    return [each.message for each in find_structure_faults(read(document))]


def render(template: bytes, values: Mapping[str, object] = VALUES) -> bytes:
    return compile_template(template, NAME).render(values)


def audit(document: bytes, folder: Path) -> set[str]:
    """What an independent validator says of the document, besides what it says of an empty one."""
    said = []
    for number, data in enumerate((docx(p("文")), document)):
        file = folder / f"{number}.docx"
        file.write_bytes(data)
        said.append({each.description for each in OpenXmlValidator().validate(file).errors})
    return said[1] - said[0]


@pytest.mark.parametrize("way", TAGS)
@pytest.mark.parametrize("place", BODIES)
def test_every_place_is_sound_whichever_way_its_tags_fall(place: str, way: str) -> None:
    assert faults(render(docx(BODIES[place](TAGS[way]) + p("末")))) == []


@pytest.mark.slow
@pytest.mark.parametrize("way", TAGS)
def test_an_independent_validator_agrees(way: str, tmp_path: Path) -> None:
    body = "".join(make(TAGS[way]) + p("末") for make in BODIES.values())
    assert audit(render(docx(body)), tmp_path) == set()


def header(edit: Callable[[etree._Element], object]) -> bytes:
    def change(document: object) -> None:
        header = document.sections[0].header  # type: ignore[attr-defined]
        header.is_linked_to_previous = False
        edit(header._element)

    return docx(p("文"), change)


def put(root: etree._Element, content: str) -> None:
    for child in list(root):
        root.remove(child)
    for child in etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{content}</x>'):
        root.append(child)


@pytest.mark.parametrize("way", TAGS)
@pytest.mark.parametrize("make", [within, lambda tags: tbl(1, rows(tags, tr(tc(p("文")))))])
def test_a_header_and_a_footnote_are_sound_too(
    way: str, make: Callable[[tuple[str, str]], str]
) -> None:
    content = make(TAGS[way])
    assert faults(render(header(lambda root: put(root, content)))) == []
    noted = with_footnotes(docx(p("文")), "记")
    notes = read(noted)["word/footnotes.xml"].replace(p("记").encode(), content.encode())
    assert faults(render(changed(noted, {"word/footnotes.xml": notes}))) == []


def test_a_table_without_rows_goes_and_what_stands_around_it_stays() -> None:
    template = docx(p("前") + tbl(1, rows(TAGS["empty loop"], tr(tc(p("{{ 项 }}"))))) + p("后"))
    document = render(template)
    assert "w:tbl>" not in read(document)["word/document.xml"].decode()
    assert [text for text in texts(document) if text] == ["前", "后"]


def test_an_emptied_cell_gets_a_paragraph_that_looks_like_those_beside_it() -> None:
    styled = '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>左</w:t></w:r></w:p>'
    document = render(docx(tbl(2, tr(tc(styled), tc(within(TAGS["false if"]))))))
    root = etree.fromstring(read(document)["word/document.xml"])
    made = list(root.iter(f"{W}tc"))[1].find(f"{W}p")
    assert made is not None
    assert [each.get(f"{W}val") for each in made.iter(f"{W}pStyle")] == ["Caption"]


def test_only_what_may_be_emptied_is_looked_at() -> None:
    """A template is known at once whose cells keep a paragraph outside all conditions."""
    from jinja2 import Environment

    from reportgen.render.structure import find_traits

    def known(source: str) -> bool:
        return find_traits(Environment().parse(source), "<body>", "</body>").filled

    cell = "<w:tc>{}<w:p/></w:tc>"
    assert known(f"<w:tbl><w:tr>{cell.format('{% if 真 %}<w:p/>{% endif %}')}</w:tr></w:tbl>")
    row = f"<w:tr>{cell.format('')}</w:tr>"
    assert known(f"<w:tbl>{row}{{% for 项 in 列 %}}{row}{{% endfor %}}</w:tbl>")
    assert not known(f"<w:tbl>{{% for 项 in 列 %}}{row}{{% endfor %}}</w:tbl>")
    assert not known("<w:tc><w:p/>{% if 真 %}<w:tbl/>{% endif %}</w:tc>")
    assert not known("<w:tc>{{ 值 }}</w:tc>")


BLOCK: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(st.just(p("文")), TAGGED, TABLE, CONTROL)
)
CONTENT: st.SearchStrategy[str] = st.lists(BLOCK, max_size=3).map("".join)
WAYS = st.sampled_from(sorted(TAGS.values()))
TAGGED: st.SearchStrategy[str] = st.builds(within, WAYS, CONTENT)
CONTROL: st.SearchStrategy[str] = st.builds(
    lambda content: control(within(("if 假", "endif"), content)), CONTENT
)
CELL: st.SearchStrategy[str] = st.one_of(
    CONTENT.map(lambda content: tc(content or p(""))), TAGGED.map(tc)
)
ROW: st.SearchStrategy[str] = CELL.map(tr)
ROWS: st.SearchStrategy[str] = st.one_of(
    ROW, st.builds(lambda tags, row: rows(tags, row), WAYS, ROW)
)
TABLE: st.SearchStrategy[str] = st.lists(ROWS, min_size=1, max_size=3).map(
    lambda made: tbl(1, *made)
)


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(CONTENT)
def test_whatever_is_nested_in_whatever_the_document_is_sound(content: str) -> None:
    assert faults(render(docx(content + p("末")))) == []
