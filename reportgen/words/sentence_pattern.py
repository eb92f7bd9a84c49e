"""Patterns of sentences as people write them in files (约#余, 为了～，【为此】) → expressions."""

from __future__ import annotations

import re

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_STOPS = "。；！？\n"
_CLAUSE = f"，：{_STOPS}"
_SIGNS = {
    "#": rf"(?:\d[\d.,]*[十百千万亿]*|[{NUMERAL_SIGNS}两百千万亿]{{1,8}})",
    "……": f"[^{_CLAUSE}]{{0,30}}?",
    "…": f"[^{_CLAUSE}]{{0,8}}?",
    "～": f"[^{_STOPS}]{{0,100}}?",
    "^": rf"(?:^|(?<=[{_STOPS}]))\s*",
    "$": f"(?=[{_CLAUSE}]|$)",
    "【": "(?P<at>",
    "】": ")",
    "（": "(?:",
    "|": "|",
    "）": ")",
}
_TOKEN = late_regex(r"……|[#…～^$【】（|）]|[^#…～^$【】（|）]+")
_GROUP = late_regex("（[^（）]*）")
_GAPS = late_regex("……|[…～]")
_MOST_GAPS, _LONGEST = 3, 200


class SentencePattern(NamedTuple):
    """What finds a pattern, with a group `at` where only a part of it is wrong, and words of which
    one stands in every text that has it. `parts` are all such words: one of each does.
    """

    expression: re.Pattern[str]
    cues: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


def read_pattern(text: str) -> SentencePattern | None:
    """The pattern that a text writes; None for one that is too long, has too many gaps, brackets
    that do not pair or within each other, or no words.
    """
    parts = _parts(text)
    cues = max(parts, key=lambda part: (min(map(len, part)), -len(part)), default=())
    if len(text) > _LONGEST or len(_GAPS.findall(text)) > _MOST_GAPS or not cues:
        return None
    if not _pairs(text, "（）") or not _pairs(text, "【】") or text.count("【") > 1:
        return None
    signs = "".join(_SIGNS.get(each) or re.escape(each) for each in _TOKEN.findall(text))
    # Of what a bar parts outside of brackets only the one or the other stands there.
    is_either = "|" in _GROUP.sub("", text)
    return SentencePattern(late_regex(signs), cues, (cues,) if is_either else parts)


def _pairs(text: str, signs: str) -> bool:
    """Whether those two brackets alternate."""
    told = "".join(each for each in text if each in signs)
    return told == signs * (len(told) // 2)


def _parts(text: str) -> tuple[tuple[str, ...], ...]:
    """The words outside of brackets, and those of brackets that stand for nothing else."""
    parts = [(each,) for each in _words_outside(text)]
    parts += [tuple(group[1:-1].split("|")) for group in _GROUP.findall(text)]
    return tuple(part for part in parts if all(part) and not _has_signs(part))


def _words_outside(text: str) -> list[str]:
    outside = _GROUP.sub("…", text)
    return [each for each in _TOKEN.findall(outside) if each not in _SIGNS]


def _has_signs(part: tuple[str, ...]) -> bool:
    return any(sign in each for each in part for sign in _SIGNS)
