"""Characters and words that were typed twice: 推进进, 全县县, 学校学校."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import eq

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.wordings import Wordings
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.slips import common_words, words_of_two
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_TWO, _BOTH = 2, b"\1\1"
_MARK = "。"
# 一所所学校, 一批批成果.
_EACH = frozenset("一")
# 几个几个, 每年每年, 三人三人.
_COUNTS = frozenset(f"{NUMERAL_SIGNS}几每各多很非的")
_HINT = "请删去多写的"

# 高等教育等教育机构, 专利的专利权人, 一个问题一个问题解决, 申请人申请人民法院, 行政区行政区域.
_TOLD_TWICE = (
    r"(?!等[\u4e00-\u9fff]{2}等|的[\u4e00-\u9fff]{2,3}的|一[\u4e00-\u9fff]{2,4}一|对[\u4e00-\u9fff]{2}对"
    r"|会委员会委员|[\u4e00-\u9fff]{2}人[\u4e00-\u9fff]{2}人[民体员才口数均力]|行政区行政区[域划])"
)
_RULES = (
    PatternRule(
        TextRule.TOLD_TWICE,
        late_regex(rf"{_TOLD_TWICE}(?P<word>[\u4e00-\u9fff]{{3,6}})(?P<at>(?P=word))"),
        late_regex(r"([\u4e00-\u9fff]{3,6})\1"),
        "“{}”写了两遍",
        _HINT,
    ),
    PatternRule(
        TextRule.TOLD_TWICE,
        late_regex(
            r"(?<=[校园学点])所\s?\d+\s?所|(?<=班)个\s?\d+\s?个|(?<=[机脑板])台\s?\d+\s?台"
            r"|(?<=[室房])间\s?\d+\s?间|(?<=书)册\s?\d+\s?册"
        ),
        late_regex(r"[所个台间册](?<=[校园学点班机脑板室房书].)\s?\d+\s?[所个台间册]"),
        "量词写了两遍：“{}”",
        _HINT,
    ),
)


def check_doubled(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for a character or a word of two that stands twice where it makes no other word,
    and for a measure word before its number and behind it.
    """
    pairs = text.pairs
    for pair in sorted(pairs & {sign * 2 for sign in text.signs}):
        for place in _apart(text.places[pair], len(pair)):
            if _is_slip(text.wordings, text.whole, place):
                yield _tell(text, place, place + len(pair))
    told = _told_twice(text.whole)
    for word in sorted(filter(_may_be_word, told)):
        places = told[word] if _is_told_here(text.wordings, word) else ()
        for place in _apart(places, len(word) * 2):
            if not _are_two_words(text, word, place, place + len(word) * 2):
                yield _tell(text, place, place + len(word) * 2)
    yield from find_all(_RULES, text)


def _apart(places: Iterable[int], length: int) -> Iterator[int]:
    """Those of the places of words of that length that do not stand within the one before."""
    end = 0
    for place in places:
        if place >= end:
            end = place + length
            yield place


def _told_twice(whole: str) -> dict[str, list[int]]:
    """The places of every two characters behind which the same two stand."""
    # Signs that stand again two further, side by side.
    again = bytes(map(eq, whole, whole[_TWO:]))
    found: dict[str, list[int]] = {}
    place = again.find(_BOTH)
    while place >= 0:
        found.setdefault(whole[place : place + _TWO], []).append(place)
        place = again.find(_BOTH, place + 1)
    return found


def _may_be_word(pair: str) -> bool:
    """Whether two characters beside each other may be a word: 一步, 三三 are none."""
    return pair[0] != pair[1] and min(pair) >= "\u4e00" and not _COUNTS.issuperset(pair[:1])


def _are_two_words(text: ReadText, word: str, start: int, end: int) -> bool:
    """Whether the second begins another word (中学中学生) or the first ends one (党组织组织)."""
    tables, whole = text.wordings.tables, text.whole
    before, after = whole[start - 1 : start], whole[end : end + 1]
    # 企业创业创新, 构建共建共治: two words, of which the second has a character of the first.
    if before + word[0] in common_words(text.wordings) and word[::-1] in common_words(
        text.wordings
    ):
        return True
    ends = after.strip() and after in tables.after_repeated.get(word, "")
    return bool(ends or (before.strip() and before in tables.before_repeated.get(word, "")))


def _is_told_here(wordings: Wordings, word: str) -> bool:
    """Whether it may not stand twice, and the lists of words do not say so themselves."""
    return word not in wordings.repeatable and word * 2 not in wordings.by_words


def _is_slip(wordings: Wordings, whole: str, at: int) -> bool:
    """Whether the character at that place and behind it is one too many: with what stands on one
    side it is a word, with what stands on the other it is none.
    """
    sign, before, after = whole[at], whole[at - 1 : at], whole[at + 2 : at + 3]
    if sign in (before, after) or before in _EACH or _is_of_pairs(whole, at):
        return False
    words = words_of_two(wordings)
    ends, begins = before + sign in words, sign + after in words
    if ends == begins or _plain(before) in wordings.tables.before_doubled.get(sign, ""):
        return False
    return begins or _plain(after) not in wordings.tables.after_doubled.get(sign, "")


def _is_of_pairs(whole: str, at: int) -> bool:
    """Whether it is the first or the second half of 认认真真."""
    behind, before = whole[at + 2 : at + 4], whole[max(at - 2, 0) : at]
    return behind == behind[:1] * 2 != "" or before == before[:1] * 2 != ""


def _plain(sign: str) -> str:
    """A Chinese character, or the sign that lists have for all else."""
    return sign if "\u4e00" <= sign <= "\u9fff" else _MARK


def _tell(text: ReadText, start: int, end: int) -> TextFinding:
    at = text.part_at(start)
    begin, words = text.begins[at], text.whole[start:end]
    message = f"“{words[: len(words) // 2]}”写了两遍：{_around(text.whole, start, end)}"
    return remind(TextRule.TOLD_TWICE, text.parts[at], (start - begin, end - begin), message, _HINT)


def _around(whole: str, start: int, end: int) -> str:
    return whole[max(start - 4, 0) : end + 4].replace("\n", " ").strip()
