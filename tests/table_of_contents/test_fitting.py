"""The number of an entry stands behind words, and no page of a list holds a few lines alone."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.ooxml.namespaces import W
from reportgen.ooxml.styles import StyleSheet
from reportgen.table_of_contents.entries import ContentsEntry, EntryLooks
from reportgen.table_of_contents.fitting import (
    EntryRoom,
    ListPlace,
    count_lines,
    fit_entries,
    with_room_for_number,
)

ROOM = EntryRoom(first=20, further=18)
STYLES = f"""<w:styles xmlns:w="{W[1:-1]}">
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>
<w:pPr><w:spacing w:line="600" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/><w:basedOn w:val="N"/>
<w:pPr><w:spacing w:line="360" w:lineRule="{{rule}}"/></w:pPr></w:style></w:styles>"""
BODY = f"""<w:body xmlns:w="{W[1:-1]}">{{before}}<w:p/><w:sectPr>
<w:pgSz w:w="11906" w:h="8120"/><w:pgMar w:top="0" w:bottom="0" w:left="0" w:right="0"/></w:sectPr>
</w:body>"""


def heights(entries: int, rule: str = "exact", before: str = "<w:p/>") -> list[str | None]:
    """The heights of lines given to so many entries; a page holds 20 of the usual ones."""
    styles = StyleSheet(etree.fromstring(STYLES.format(rule=rule)), {})
    first = etree.fromstring(BODY.format(before=before)).findall(f"{W}p")[-1]
    looks = EntryLooks(styles.elements.by_name, [], 9000)
    listed = [ContentsEntry(1, "甲", f"_{number}", "1") for number in range(entries)]
    fitted = fit_entries(listed, looks, ListPlace(first, 9000, styles))
    found = (look.paragraph.find(f"{W}spacing") for _, look in fitted)
    return [None if each is None else each.get(f"{W}line") for each in found]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一" * 17, "一" * 17),
        ("一" * 18, "一" * 14 + "\n" + "一" * 4),
        ("一" * 20, "一" * 16 + "\n" + "一" * 4),
        ("一" * 21, "一" * 21),
        ("一" * 37, "一" * 33 + "\n" + "一" * 4),
        ("一" * 14 + "（二）三四", "一" * 14 + "\n（二）三四"),
        ("一" * 14 + "、二三四五", "一" * 14 + "、\n二三四五"),
    ],
)
def test_words_go_to_the_line_of_a_number_that_does_not_fit(text: str, shown: str) -> None:
    assert with_room_for_number(text, ROOM) == shown
    assert count_lines(shown, ROOM) == (1 if len(shown) < 18 else 3 if len(text) == 37 else 2)


def test_a_text_of_unknown_width_stays_as_it_is() -> None:
    assert with_room_for_number("一" * 20, EntryRoom()) == "一" * 20


@pytest.mark.parametrize(("entries", "line"), [(20, None), (21, "352"), (23, "321"), (24, None)])
def test_lines_are_closer_where_a_page_less_will_do(entries: int, line: str | None) -> None:
    assert set(heights(entries)) == {line}


def test_lines_stay_where_their_height_or_their_place_is_not_told() -> None:
    assert set(heights(21, rule="auto")) == {None}
    assert set(heights(21, before="<w:p/>" * 4)) == {None}
    assert set(heights(21, before="<w:tbl/>")) == {None}
