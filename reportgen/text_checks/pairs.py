"""Quotation marks, brackets and 《》 that do not pair, stand within their own kind, or are written
by other signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_QUOTE_SIGNS, _BRACKET_SIGNS = '“”"〝〞＂', r"（(）)《》〈〉【】〔〕\[\]［］"
_QUOTES, _BRACKETS = late_regex(f"[{_QUOTE_SIGNS}]"), late_regex(f"[{_BRACKET_SIGNS}]")
_PAIRED = late_regex(f"[{_QUOTE_SIGNS}{_BRACKET_SIGNS}]")
_OPENING = {"）": "（", "》": "《", "〉": "〈", "】": "【", "〕": "〔", "］": "［"}
_WIDE = str.maketrans("()[]", "（）［］")
_BOOK = "《"
# 1) and a) number an item, and :) closes nothing.
_NUMBERED = late_regex(rf"(?:^|[\s，。；：、])[0-9０-９a-zA-Z{NUMERAL_SIGNS}①-⑳]{{1,3}}$")
# What a bracket may have been meant for: the words up to the next mark.
_INSIDE = late_regex("[^，。；、：（）()]{1,12}[，。；、：]?")
# （体育7人、音乐4人、美术4人，每百名: a list up to its last number.
_ITEM = r"(?!每|平均|生均|人均)[\u4e00-\u9fff]{1,8}\d[\d.]{0,8}"
_ROW = late_regex(rf"(?:{_ITEM}[\u4e00-\u9fff]{{1,3}}[、，]){{1,12}}{_ITEM}[人名个间台套所册元]")
# What stands behind a second half; what stands between two halves that are both turned.
_BEHIND = late_regex(r"\s*(?:[，。；：、！？）)》]|$)")
_BETWEEN = late_regex(r"\s*(?:[，。；：、和与及]\s*)?$")
_PAIR_HINT = "请补上缺少的一半，或删去多余的一半"
_QUOTE_HINT = "前一半用“，后一半用”（GB/T 15834—2011，4.8）；用中文输入法重新输入这一对引号"
_NESTED, _MOST_AHEAD = "“””", 4
_INNER_HINT = "引号里面还用引号的，里面用单引号‘’（GB/T 15834—2011，4.8）"
_BOOK_HINT = "书名号里面还用书名号的，里面用单书名号〈〉（GB/T 15834—2011，4.15）"

_RULES = (
    PatternRule(
        TextRule.QUOTE_PAIRS,
        late_regex("[「『﹁﹃][^「」『』﹁﹂﹃﹄\n]{1,40}[」』﹂﹄]|[「」『』﹁﹂﹃﹄]"),
        late_regex("[「」『』﹁﹂﹃﹄]"),
        "引号写成了“{}”",
        "横排的文字用“”（GB/T 15834—2011，4.8）",
    ),
    # ‘双减’ in no “”.
    PatternRule(
        TextRule.QUOTE_PAIRS,
        late_regex(r"‘[^‘’“”\n]{1,40}’(?![^“”\n]{0,200}”)"),
        late_regex("‘"),
        "引号写成了“{}”",
        "单引号用在双引号里面，外面用“”（GB/T 15834—2011，4.8）",
    ),
    PatternRule(
        TextRule.QUOTE_PAIRS,
        late_regex(r"['`´](?<![A-Za-z0-9].)[\u4e00-\u9fff][^'`´“”\n]{0,20}['`´](?![A-Za-z0-9])"),
        late_regex("['`´]"),
        "用了直引号：{}",
        _QUOTE_HINT,
    ),
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(
            r"[<＜≪«‹]{1,2}[\u4e00-\u9fff][^<>＜＞≪≫«»‹›《》\n]{2,40}[>＞≫»›]{1,2}"
            r"|〈[^〈〉《》\n]{2,40}〉(?![^《》\n]{0,200}》)"
        ),
        late_regex("[<＜≪«‹〈]"),
        "书名号写成了“{}”",
        "文件的名称用书名号《》（GB/T 15834—2011，4.15）",
    ),
    *(
        PatternRule(
            TextRule.HALF_WIDTH,
            late_regex(pattern),
            late_regex(cue),
            "一对括号里有一半是半角的“{}”",
            "中文里用全角的“（）”（GB/T 15834—2011，5.1）",
        )
        for pattern, cue in (
            (r"（[^（）()\n]*(?P<at>\))", r"\)"),
            (r"\((?=[^（）()\n]*）)(?=[^（）()\n]*[\u4e00-\u9fff])", r"\("),
        )
    ),
)


def check_pairs(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Quotation marks that are straight, turned the wrong way or alone, brackets alone, 《》 within
    《》, and other signs for either.
    """
    yield from find_all(_RULES, text)
    for part in text.parts_with(_PAIRED):
        yield from _check_quotes(part)
        yield from _check_brackets(part)


def _check_quotes(part: TextPart) -> Iterator[TextFinding]:
    text, opened, inside = part.text, None, 0
    marks = tuple(_QUOTES.finditer(text))
    for at, mark in enumerate(marks):
        rest = marks[at : at + _MOST_AHEAD]
        if inside:
            inside -= 1
            continue
        if opened is None and _ends_nothing(text, rest):
            yield _alone(part, mark, "前")
            continue
        if opened is not None and _begins_another(text, opened, rest):
            if _signs(rest) == _NESTED:
                yield _within(part, mark, rest[1])
                inside = 1
                continue
            yield _alone(part, opened, "后")
            opened = None
        is_opening = opened is None
        if mark[0] != ("“" if is_opening else "”"):
            yield _misquoted(part, mark, is_opening)
        opened = mark if is_opening else None
    if opened is not None:
        yield _alone(part, opened, "后")


def _ends_nothing(text: str, marks: Sequence[re.Match[str]]) -> bool:
    """Whether a ” stands where none is open, and is no “ turned the wrong way."""
    if marks[0][0] != "”" or not marks[1:] or _BEHIND.match(text, marks[0].end()):
        return marks[0][0] == "”"
    return _signs(marks[1:])[:2] == "“”"


def _begins_another(text: str, opened: re.Match[str], marks: Sequence[re.Match[str]]) -> bool:
    """Whether a “ begins what has its own other half where one is open that has none."""
    if opened[0] != "“" or _signs(marks)[:2] != "“”" or _BEHIND.match(text, marks[0].end()):
        return False
    return not _BETWEEN.match(text[marks[0].end() : marks[1].start()])


def _signs(marks: Sequence[re.Match[str]]) -> str:
    """The first three."""
    return "".join(mark[0] for mark in marks[:3])


def _within(part: TextPart, first: re.Match[str], last: re.Match[str]) -> TextFinding:
    span = first.start(), last.end()
    message = f"引号里面又用了双引号：{part.text[slice(*span)]}"
    return remind(TextRule.QUOTE_PAIRS, part, span, message, _INNER_HINT)


def _alone(part: TextPart, mark: re.Match[str], half: str) -> TextFinding:
    message = f"引号没有{half}一半：{_around(part.text, mark)}"
    return remind(TextRule.QUOTE_PAIRS, part, mark.span(), message, _QUOTE_HINT)


def _misquoted(part: TextPart, mark: re.Match[str], is_opening: bool) -> TextFinding:
    around = _around(part.text, mark)
    if mark[0] in '"＂':
        message = f"用了直引号：{around}"
    elif mark[0] in "〝〞":
        message = f"引号写成了“{mark[0]}”：{around}"
    else:
        message = f"引号不配对：{around}，这里应当是{'前' if is_opening else '后'}一半"
    return remind(TextRule.QUOTE_PAIRS, part, mark.span(), message, _QUOTE_HINT)


def _check_brackets(part: TextPart) -> Iterator[TextFinding]:
    opened: list[tuple[str, re.Match[str]]] = []
    inner: list[tuple[int, int]] = []
    for mark in _BRACKETS.finditer(part.text):
        sign = mark[0].translate(_WIDE)
        if sign not in _OPENING:
            opened.append((sign, mark))
        elif opened and opened[-1][0] == _OPENING[sign]:
            span = opened.pop()[1].start(), mark.end()
            if sign == "》" and any(each == _BOOK for each, _ in opened):
                inner.append(span)
            elif sign == "》":
                yield from (_nested(part, each) for each in inner if each[0] > span[0])
        elif not _is_number(part.text, mark):
            yield _unpaired(part, mark)
    for _, mark in opened:
        yield _unpaired(part, mark)


def _nested(part: TextPart, span: tuple[int, int]) -> TextFinding:
    message = f"书名号里面又用了书名号：“{part.text[slice(*span)]}”"
    return remind(TextRule.BOOK_MARKS, part, span, message, _BOOK_HINT)


def _is_number(text: str, mark: re.Match[str]) -> bool:
    return mark[0] in "）)" and bool(
        _NUMBERED.search(text[max(mark.start() - 5, 0) : mark.start()])
    )


def _unpaired(part: TextPart, mark: re.Match[str]) -> TextFinding:
    message = f"“{mark[0]}”没有另一半：{_around(part.text, mark)}"
    end = mark.end()
    if mark[0] in "（(":
        inside = _ROW.match(part.text, end) or _INSIDE.match(part.text, end)
        end = inside.end() if inside else end
    return remind(TextRule.BRACKET_PAIRS, part, (mark.start(), end), message, _PAIR_HINT)


def _around(text: str, mark: re.Match[str]) -> str:
    return text[max(mark.start() - 4, 0) : mark.end() + 4]
