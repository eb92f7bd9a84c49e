"""The ids of styles by their names, whichever of both a style has."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.ooxml.namespaces import WORD
from reportgen.ooxml.styles import style_ids

NAMED = '<w:style w:styleId="{0}"><w:name w:val="{1}"/></w:style>'
ODD = {
    "a style without a name": '<w:style w:styleId="x"/>',
    "a name without a value": '<w:style w:styleId="x"><w:name/></w:style>',
}


@pytest.mark.parametrize("odd", ["", *ODD.values()], ids=["none", *ODD])
def test_each_named_style_has_its_id(odd: str) -> None:
    first, last = NAMED.format("1", "Heading 1"), NAMED.format("a", "正文")
    root = etree.fromstring(f'<w:styles xmlns:w="{WORD}">{first}{odd}{last}</w:styles>')
    assert style_ids(root) == {"heading 1": "1", "正文": "a"}


def test_a_style_without_id_has_an_empty_one_and_the_first_of_its_names() -> None:
    nameless = '<w:style><w:name w:val="甲"/><w:name w:val="乙"/></w:style>'
    root = etree.fromstring(
        f'<w:styles xmlns:w="{WORD}">{NAMED.format("1", "丙")}{nameless}</w:styles>'
    )
    assert style_ids(root) == {"丙": "1", "甲": ""}
