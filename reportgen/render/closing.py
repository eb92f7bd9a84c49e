"""The end of a report's text → one that stays with the signature below it.

A page that holds the signature and nothing of the text is a fault of form: another text could stand
before it.
"""

from __future__ import annotations

import re

_BEGINNING = re.compile(r"<w:p>(?:<w:pPr>(?:<w:pStyle [^>]*/>)?)?")
_TAGS = re.compile(r"<[^>]*>")
# LibreOffice moves such a paragraph as a whole: one of more characters would leave half a page
# empty.
_LONGEST = 300


def keep_with_signature(markup: str) -> str:
    """The paragraphs, the last one staying on the page of what follows; one that is empty, as after
    a table, or long is left alone.
    """
    start = markup.rfind("<w:p>")
    if start < 0 or not 0 < len(_TAGS.sub("", markup[start:])) <= _LONGEST:
        return markup
    beginning = _BEGINNING.match(markup, start)
    assert beginning is not None
    kept = "<w:keepNext/>" if "<w:pPr>" in beginning[0] else "<w:pPr><w:keepNext/></w:pPr>"
    return f"{markup[: beginning.end()]}{kept}{markup[beginning.end() :]}"
