"""Styles are what they say and what those they are based on say, the nearest first."""

from __future__ import annotations

from lxml import etree

from reportgen.ooxml.namespaces import W
from reportgen.ooxml.properties import outline_level
from reportgen.ooxml.styles import StyleElements, StyleSheet, style_name
from tests.conformance.documents import root, size, style

STYLES = etree.fromstring(
    root(
        "styles",
        style("Normal", "Normal", '<w:outlineLvl w:val="9"/>', size(16), based="")
        + style("A", "甲", '<w:outlineLvl w:val="1"/>')
        + style("B", "Heading 7", "", size(14), based="A")
        + style("Ring", "圈", based="Loop")
        + style("Loop", "环", based="Ring")
        + f"<w:style xmlns:w='{W[1:-1]}' w:styleId='Bare'/>",
    )
)


def test_lineage_is_the_nearest_first_and_ends_where_it_began() -> None:
    elements = StyleElements(STYLES)
    names = [style_name(each) for each in elements.lineage("B")]
    assert names == ["Heading 7", "甲", "Normal"]
    assert [style_name(each) for each in elements.lineage("Ring")] == ["圈", "环"]
    assert elements.lineage("unknown") == []


def test_style_without_a_name_goes_by_its_id_and_names_are_found_in_small_letters() -> None:
    elements = StyleElements(STYLES)
    assert style_name(elements.by_id["Bare"]) == "Bare"
    assert elements.by_name["heading 7"].get(f"{W}styleId") == "B"


def test_style_that_is_not_known_is_the_usual_one() -> None:
    sheet = StyleSheet(STYLES, {})
    assert sheet.find("unknown") == sheet.find(None) == sheet.find("Normal")
    assert StyleSheet(None, {}).find("A").name == ""


def test_resolved_style_has_what_it_is_based_on_and_its_own_on_top() -> None:
    found = StyleSheet(STYLES, {}).find("B")
    assert (found.name, found.run["size"]) == ("heading 7", "28")
    assert outline_level(found.paragraph) == 2
    assert outline_level(StyleSheet(STYLES, {}).find("Normal").paragraph) == 0
