"""What a school's own texts call it, so that the program's sentences call it the same."""

from __future__ import annotations

import re
from collections import Counter

from reportgen.late_regex import late_regex
from reportgen.model.school import School

_OWN = late_regex(r"我[校园]")
# One 我校 may have slipped in, and one 学校 among many.
_OFTEN, _MOSTLY = 2, 3


def own_word(school: School, usual: str) -> str:
    """我校 or 我园 where its texts call it so throughout, or nearly; else the `usual` word."""
    texts = [each.text for each in school.narratives]
    owning = [text for text in texts if "我" in text]
    found: Counter[str] = Counter(match for text in owning for match in _OWN.findall(text))
    usually = sum(_begins_with(usual, text) for text in texts) if found else 0
    if found.total() < max(_OFTEN, usually * _MOSTLY):
        return usual
    return max(found, key=lambda word: found[word])


def _begins_with(word: str, text: str) -> int:
    """How many sentences of the text have the word as their subject, not as a part of 学校外."""
    return len(re.findall(rf"(?m)(?:^|[。；])\s*{word}(?![园舍门内外方])", text))
