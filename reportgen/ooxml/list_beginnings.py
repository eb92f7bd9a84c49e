"""`numbering.xml` → for each list, the element that makes such a list again from its beginning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.ooxml.namespaces import W


def list_beginnings(numbering: bytes) -> dict[str, str]:
    """By its number in the part `numbering`, for each list: the element that makes such a list
    again, from its beginning, a question mark in the place of the number.
    """
    from lxml import etree

    root = etree.fromstring(numbering)
    kinds = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
    return {
        number.get(f"{W}numId", "0"): _beginning(number, kinds) for number in root.iter(f"{W}num")
    }


def _beginning(number: Any, kinds: Mapping[str, Any]) -> str:
    """The element `w:num`, each level of which starts again."""
    from lxml import etree

    kind = "".join(each.get(f"{W}val", "") for each in number.iter(f"{W}abstractNumId"))
    levels = {each.get(f"{W}ilvl"): each for each in number.iter(f"{W}lvl")}
    own = dict(levels)
    for level in kinds[kind].iter(f"{W}lvl") if kind in kinds else ():
        levels.setdefault(level.get(f"{W}ilvl"), level)
    pieces = [f'<w:num w:numId="?"><w:abstractNumId w:val="{kind}"/>']
    for at, level in sorted(levels.items()):
        start = "".join(each.get(f"{W}val", "") for each in level.iter(f"{W}start")) or "1"
        look = etree.tostring(own[at], encoding="unicode", with_tail=False) if at in own else ""
        begun = f'<w:startOverride w:val="{start}"/>{look}'
        pieces.append(f'<w:lvlOverride w:ilvl="{at}">{begun}</w:lvlOverride>')
    return "".join([*pieces, "</w:num>"])
