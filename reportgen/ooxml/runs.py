"""Texts and signs → `w:r` elements, in the format of a given `w:rPr`."""

from __future__ import annotations

import copy
from typing import Any

from reportgen.ooxml.namespaces import XML_SPACE, W


def make_run(name: str, properties: Any = None, text: str | None = None) -> Any:
    """A run that holds the element of that name (`t`, `tab`, `instrText`…) with that text, if any;
    `properties` is a `w:rPr` to be copied, None for no format of its own.
    """
    # A run of the program that makes no table of contents does without lxml.
    from lxml import etree

    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    child = etree.SubElement(run, f"{W}{name}")
    if text is not None:
        child.set(XML_SPACE, "preserve")
        child.text = text
    return run


def make_text_run(text: str, properties: Any = None) -> Any:
    """A run with that text, blanks at its ends kept."""
    return make_run("t", properties, text)
