"""A thing that one list names twice: 图书室、少先队室、卫生室、少先队室."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_MARK = "、"
_LIST = late_regex(r"(?<![^，。；：！？\n])[^，。；：！？\n、]++(?:、[^，。；：！？\n、]++){2,}")
_CUE = late_regex(r"、[^，。；：！？\n、]+、")
# 1间 of 音乐室1间, （旧） of 教室（旧）, and what follows the last.
_COUNTED = "[间个台套名人册栋幢座块张所处门辆]"
_AMOUNT = late_regex(
    rf"(?:等.*|[各共约为]*(?:\d+|[{NUMERAL_SIGNS}两]{{1,3}}){_COUNTED}|各?一{_COUNTED}|（[^（）]*）|\s)+$"
)
_LAST = late_regex("(?<=[\\u4e00-\\u9fff\\d）])[和及与](?=[\\u4e00-\\u9fff])")
# What stands before the first: 学校设有图书室.
_LEAD = late_regex(r"^.*?[有设建置括含为配备了是的在：]+(?=[\u4e00-\u9fff]{2,}$)")
_SHORTEST = 2
_HINT = "请删去一个；是两样东西的，写明各是什么"


def check_repeated_members(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for what stands for the second time in a list of three and more."""
    for part in text.parts_with(_CUE):
        for found in _LIST.finditer(part.text):
            if _may_repeat(found[0]):
                yield from _check(part, found.start(), found[0])


def _may_repeat(words: str) -> bool:
    """Whether the first characters of one that is not the first stand before it, too."""
    at = words.find(_MARK)
    while at >= 0:
        begin = words[at + 1 : at + 1 + _SHORTEST]
        if words.find(begin, 0, at) >= 0:
            return True
        at = words.find(_MARK, at + 1)
    joined = _LAST.search(words, words.rfind(_MARK))
    if joined is None:
        return False
    begin = words[joined.end() : joined.end() + _SHORTEST]
    return words.find(begin, 0, joined.start()) >= 0


def _check(part: TextPart, begin: int, words: str) -> Iterator[TextFinding]:
    seen: set[str] = set()
    for start, member in _members(begin, words):
        name = _AMOUNT.sub("", member).strip()
        plain = _LEAD.sub("", name) if start == begin else name
        if len(plain) < _SHORTEST or not plain[0] > "\u4e00":
            continue
        if plain in seen:
            message = f"“{plain}”在一处列了两次"
            yield remind(TextRule.TOLD_TWICE, part, (start, start + len(name)), message, _HINT)
        seen.add(plain)


def _members(begin: int, words: str) -> Iterator[tuple[int, str]]:
    """Each with its place; what stands before and behind 和 in the last is two of them."""
    at, members = begin, words.split(_MARK)
    for number, member in enumerate(members, 1):
        joined = _LAST.search(member) if number == len(members) else None
        if joined is None:
            yield at, member
        else:
            yield at, member[: joined.start()]
            yield at + joined.end(), member[joined.end() :]
        at += len(member) + 1
