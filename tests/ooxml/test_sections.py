"""What a section says of its pages, and which paragraphs it ends."""

from __future__ import annotations

from typing import Any

from lxml import etree

from reportgen.ooxml.paragraphs import paragraph_text
from reportgen.ooxml.sections import find_sections, read_page_setup
from tests.conformance.documents import GRID, p, root


def section(inside: str) -> Any:
    return etree.fromstring(root("sectPr", inside))


def test_gutter_is_part_of_the_left_margin_and_a_fixed_top_is_a_margin() -> None:
    edges = 'w:top="-1000" w:right="300" w:bottom="500" w:left="400" w:gutter="100"'
    setup = read_page_setup(section(f'<w:pgSz w:w="10000" w:h="9000"/><w:pgMar {edges}/>{GRID}'))
    assert setup.margins == (1000, 300, 500, 500)
    assert setup.text_area == (9200, 7500)
    assert setup.lies
    assert (setup.grid.kind, setup.grid.pitch) == ("lines", 579)


def test_section_that_says_nothing_is_letter_paper_numbered_in_figures() -> None:
    setup = read_page_setup(section(""))
    assert (setup.width, setup.height, setup.number_form) == (12240, 15840, "decimal")
    assert not setup.own_first_page


def test_section_ends_the_paragraphs_before_it() -> None:
    first = '<w:sectPr><w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'
    body = f"{p('甲')}{p('乙', ppr=first)}{p('丙')}<w:sectPr/>{p('丁')}"
    found = [
        (read_page_setup(each).number_form, [paragraph_text(one) for one in paragraphs])
        for each, paragraphs in find_sections(etree.fromstring(root("body", body)))
    ]
    assert found == [("lowerRoman", ["甲", "乙"]), ("decimal", ["丙"])]
