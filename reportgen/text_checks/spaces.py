"""Blanks where a Chinese text has none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_BLANK = "[ \u00a0\u2002\u2003\u3000]"
# No signs of a column: three blanks and more, or a tab, set two things apart on a line.
_SPACES = late_regex(
    rf"(?<=[\u4e00-\u9fff”》）]){_BLANK}{{1,2}}(?=[\u4e00-\u9fff“《（])"
    rf"|(?<=[，、；：。！？,;．]){_BLANK}{{1,2}}(?=\S)"
    rf"|(?<=[“《〈（‘]){_BLANK}{{1,2}}(?=[^\s”》〉）’])|(?<=[\u4e00-\u9fff\d%％”》〉）’]){_BLANK}{{1,2}}(?=[”》〉）’])"
    rf"|(?<=[\u4e00-\u9fff0-9”》）]){_BLANK}{{1,2}}(?=[，、；：。！？])"
    rf"|(?<=\d){_BLANK}?[：:∶]{_BLANK}(?=\d)|(?<=\d){_BLANK}[：:∶](?=\d)"
    rf"|(?<=[%％㎡²]){_BLANK}{{1,2}}(?=[\u4e00-\u9fff，、；：。！？])"
    rf"|(?P<digits>(?<=[\u4e00-\u9fff]){_BLANK}{{1,2}}(?=\d)"
    rf"|(?<=\d){_BLANK}{{1,2}}(?=[\u4e00-\u9fff%％㎡]))"
)
_CUE = late_regex(
    rf"{_BLANK}(?:(?<=[\u4e00-\u9fff”》），、；：。！？,;．“《〈（‘].){_BLANK}?(?=\S)"
    rf"|(?<=[\d：:∶%％㎡²].){_BLANK}?(?=[，、；：。！？:∶%％㎡\d\u4e00-\u9fff”》〉）’]))"
)
# 第一章 总则, 附件 1; the two characters of a name or a title set apart: 组 长, 王 伟.
_SET_APART = late_regex(
    rf"(?:第[{NUMERAL_SIGNS}百\d]+[章节条编部分篇]{{1,2}}|^附[件录表]\d*"
    rf"|[图表]\s?\d{{0,3}}|[组员长人名任]：)$"
)
_LONE = late_regex(r"(?:^|[，、；：。\s])[\u4e00-\u9fff]$")
_LONE_NEXT = late_regex(r"[\u4e00-\u9fff](?:$|[，、；：。:（(\s])")
_COLUMNS = late_regex(rf"\t|{_BLANK}{{3,}}|\u3000{{2,}}")
# So many blanks beside figures are told one by one.
_FEW = 5
_HINT = "中文的字和标点前后不空格；可用“替换”一次删去"


def check_spaces(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Blanks between Chinese characters, beside marks, round the sign of a ratio and beside
    figures; these told once where a text has them throughout.

    Lines that are set in columns by blanks are left alone.
    """
    found = [each for part in text.parts_with(_CUE) for each in _find(part)]
    beside = [each for each in found if each.is_by_figure]
    once = len(beside) > _FEW
    for each in found:
        if not (once and each.is_by_figure):
            yield _tell(each)
    if once:
        first, words = beside[0], f"数字前后有空格，全文共 {len(beside)} 处"
        yield remind(TextRule.SPACES, first.part, first.span, words, _HINT)


class _Blank(NamedTuple):
    """Blanks with the signs on both sides."""

    part: TextPart
    span: tuple[int, int]
    is_by_figure: bool


def _find(part: TextPart) -> Iterator[_Blank]:
    text = part.text
    if _COLUMNS.search(text.strip()):
        return
    begin = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    for found in _SPACES.finditer(text, begin, end):
        if not _is_meant(text, found):
            span = max(found.start() - 1, 0), min(found.end() + 1, len(text))
            yield _Blank(part, span, found["digits"] is not None)


def _tell(blank: _Blank) -> TextFinding:
    start, end = blank.span
    message = f"“{blank.part.text[max(start - 3, 0) : end + 3].strip()}”中有多余的空格"
    return remind(TextRule.SPACES, blank.part, blank.span, message, _HINT)


def _is_meant(text: str, found: re.Match[str]) -> bool:
    before, behind = (
        text[max(found.start() - 8, 0) : found.start()],
        text[found.end() : found.end() + 3],
    )
    apart = _LONE.search(before[-2:]) and _LONE_NEXT.match(behind)
    return bool(apart or _SET_APART.search(before))
