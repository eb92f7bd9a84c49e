"""A template's loops of table rows → loops that leave neither the first row nor the last alone on a
page, and of a short 达标表 break none.

The rows of a loop have one look in the template, so that what differs between them cannot be said
there. Only tables whose head is repeated are looked at: others are forms, laid out by hand.
"""

from __future__ import annotations

import re

from reportgen.late_regex import late_regex

_LOOP = late_regex(
    r"(?<=</w:tr>)(\{%-?\s*for\s[^%]*%\})(<w:tr[ >].*?</w:tr>)(?=\{%-?\s*endfor\b)", re.S
)
_HEAD, _TABLE = "<w:tblHeader", "<w:tbl>"
# The beginning of a paragraph up to where the sign belongs.
_PARAGRAPH = late_regex(r"(<w:p(?: [^>]*)?(?<!/)>)(?:(<w:pPr>(?:<w:pStyle [^>]*/>)?)|<w:pPr/>)?")
_KEPT = "<w:keepNext/>"
_ENDS = "loop.first and not loop.last or loop.revindex == 2"
# A 达标表 of no more rows is not broken: its rows are low, and three of a longer one stay below its
# head. Those of 整改台账 are high: two that stay together at the beginning may leave the title
# alone on a page.
_OTHERWISE = {
    "达标表": f"{_ENDS} or (loop.index == 2 or loop.length <= 10) and not loop.last",
    "整改台账": "loop.revindex == 2 and not loop.first",
}
_SIGN = f"{{% if keeps_row %}}{_KEPT}{{% endif %}}"
_SIGN_ALONE = f"{{% if keeps_row %}}<w:pPr>{_KEPT}</w:pPr>{{% endif %}}"


def keep_rows(source: str) -> str:
    """A template's source, its loops of rows keeping the first and the last with the row beside."""
    return _LOOP.sub(_kept, source) if _HEAD in source else source


def _kept(loop: re.Match[str]) -> str:
    """The loop; one whose table repeats no head, or that keeps its rows itself, stays."""
    before = loop.string[: loop.start()]
    headed = before.rfind(_HEAD) > before.rfind(_TABLE)
    if not headed or _KEPT in loop[2] or _TABLE in loop[2]:
        return loop[0]
    asked = next((asked for name, asked in _OTHERWISE.items() if name in loop[1]), _ENDS)
    return f"{loop[1]}{{% set keeps_row = {asked} %}}{_PARAGRAPH.sub(_keep, loop[2])}"


def _keep(paragraph: re.Match[str]) -> str:
    if paragraph[2]:
        return f"{paragraph[0]}{_SIGN}"
    return f"{paragraph[1]}{_SIGN_ALONE}"
