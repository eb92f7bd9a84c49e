"""What a school's own texts call it, so that the program's sentences call it the same."""

from __future__ import annotations

import re
from collections import Counter

from reportgen.model.school import School

_OWN = re.compile(r"我[校园]")
# One 我校 may have slipped in.
_OFTEN = 2


def own_word(school: School, usual: str) -> str:
    """我校 or 我园 where its texts call it so throughout; else the `usual` word."""
    texts = [each.text for each in school.narratives]
    owning = [text for text in texts if "我" in text]
    found: Counter[str] = Counter(match for text in owning for match in _OWN.findall(text))
    if found.total() < _OFTEN or any(_begins_with(usual, text) for text in texts):
        return usual
    return max(found, key=lambda word: found[word])


def _begins_with(word: str, text: str) -> bool:
    """Whether a sentence of the text has the word as its subject, not as a part of 学校外."""
    return re.search(rf"(?m)(?:^|[。；])\s*{word}(?![园舍门内外方])", text) is not None
