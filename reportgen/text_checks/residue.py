"""What was left in a text to be filled in: XX, 201X年, ____, 待补充, {{ }}; a program's errors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import begun_by, late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.wordings import Wordings
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import DIGITS, NUMERAL_SIGNS

# With the letters and the numeral that look alike.
_X = "xXｘＸ×✕✖ⅩΧХⅹ"
# The digits of years written out: 二〇〇八 holds no gap.
_YEAR_SIGNS = f"{DIGITS[1:]}零〇○0-9"
_PLACE = "[年月日省市县区镇乡村校园]|[小中大]学|街道|社区|人|名|个|所|局|同志|老师|校长"
_SIGN_GAPS = (
    rf"[{_X}](?<![A-Za-z].)[{_X}]+(?:[{_X}\s]*[{_X}])?(?![A-WYZa-wyz])",
    rf"[{_X}](?<![A-Za-z0-9].)(?=[年月日省市县区镇乡村校教政])(?![市县区镇乡校]型)",
    rf"[*＊](?<![0-9*＊].)[*＊]{{0,3}}(?=(?:{_PLACE}))(?<![\u4e00-\u9fff][*＊]{{2}})(?![^*\n]{{1,60}}\*\*)",
    rf"[○〇◯](?<![{_YEAR_SIGNS}].)[○〇◯]+(?![{_YEAR_SIGNS}])",
    r"[Vv](?<![A-Za-z].)[Vv]+(?![A-Za-z])|([NnYyDdOo])(?<![A-Za-z].)\1+(?![A-Za-z])|(?:[a-z]\\?'){2,}",
    r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|\$\{[^{}]{0,80}\}|<%[^<>]{0,80}%>",
    r"\[[\u4e00-\u9fff]{2,10}(?:\.[\u4e00-\u9fff]{1,20})?\](?!\()|[?？]{3,}|※|[■◼△□]{2,}|…{4,}|…{1,2}(?=[省市县区镇乡村])",
)
# An asterisk stands for a word before a place; it also sets words off.
_SIGNS = rf"[{_X}*＊○〇◯VvNnYyDdOo'{{$<\[?？※■◼△□…](?:(?<![*＊])|(?=[*＊]{{0,3}}(?:{_PLACE})))"
_YEAR_GAP = (
    rf"20[0-2]?(?:[{_X}*＊]{{1,2}}(?=\s?(?:年|学年|级|届|-|—|至))|[_＿]{{1,4}}(?=年|-|—|至)"
    r"|[ \u3000]{1,4}年)"
)
# What is left blank to be written by hand, but where one signs.
_BLANK_GAPS = (
    r"_{2,}|＿{2,}|[年于]\s{1,8}月\s{1,8}日"
    rf"|年(?<![0-9{NUMERAL_SIGNS}〇○xX×*＊某当本每次今去前后].)\s{{0,4}}月\s{{0,4}}日"
    r"|^\s*[\u4e00-\u9fff]{2,6}[：:][ \u3000]{2,}(?=[\u4e00-\u9fff]{2,6}[：:])"
)
_SIGNED = late_regex("签[字名章]|[盖印]章|填表人|审核人")
_TO_FILL = (
    r"[（(【\[](?:此处|这里|请|可|待)?(?:在此)?(?:填写?|填入|插入|补充|输入|写明|添加)"
    r"[^（）()【】\[\]。]{0,30}[）)】\]]"
)
_PROGRAM = late_regex(
    r"错误[!！]\s*(?:未定义书签|未找到引用源|未指定书签|文档中没有指定样式的文字|不能通过编辑域代码创建对象)[。.]?"
    r"|Error! (?:Bookmark|Reference)[^。]{0,40}|#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?)"
)

_ASTERISK, _ASTERISKS, _BESIDE = late_regex("[*＊]"), late_regex("[*＊]{3,}"), 8
# Of a word; before the name of a place it is one of the gaps above.
_LONE_ASTERISK = late_regex(rf"[*＊](?<=[\u4e00-\u9fff][*＊])(?=[\u4e00-\u9fff])(?!{_PLACE})")
# **区委 behind a character; in a data file it may set words off.
_PAIR_FOR_A_NAME = late_regex(rf"[*＊]{{2}}(?<=[\u4e00-\u9fff][*＊]{{2}})(?={_PLACE})")
_TOLD = "有没有填写的内容“{}”：{around}", "请填上；不需要的，删去"
_LEFT_BLANK = (
    PatternRule(
        TextRule.PLACEHOLDER,
        late_regex(_BLANK_GAPS),
        late_regex(r"[_＿月 \u3000](?:(?<=__|＿＿)|(?<=[年于\s]月)|(?<=[：:].)[ \u3000])"),
        *_TOLD,
    ),
)


def check_residue(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each gap that nobody filled in; lines to sign on are no gaps."""
    yield from check_left_signs(text, known)
    yield from _find_asterisks(text)
    for gap in find_all(_LEFT_BLANK, text):
        if not _SIGNED.search(gap.part.text):
            yield gap


def check_left_signs(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """The same for what holds a sign of a gap: blanks in a form are written in by hand."""
    found = list(find_all(_rules(text.wordings), text))
    # xx of 20xx年 is told with it.
    begins = {(id(each.part), each.end): each.start for each in sorted(found, key=_starts_last)}
    yield from (each for each in found if begins[id(each.part), each.end] == each.start)


def _starts_last(gap: TextFinding) -> int:
    return -gap.start


def _find_asterisks(text: ReadText) -> Iterator[TextFinding]:
    """我们***根据…, 也是*的…; in a data file ***全部*** and *全部* are set off so."""
    message, hint = _TOLD
    for part in text.parts_with(_ASTERISK):
        for run in _asterisks_left(part):
            around = part.text[max(run.start() - _BESIDE, 0) : run.end() + _BESIDE]
            told = message.format(run[0], around=around)
            yield remind(TextRule.PLACEHOLDER, part, run.span(), told, hint)


def _asterisks_left(part: TextPart) -> list[re.Match[str]]:
    runs = list(_ASTERISKS.finditer(part.text))
    if part.paragraph:
        left = (*_LONE_ASTERISK.finditer(part.text), *_PAIR_FOR_A_NAME.finditer(part.text))
        return [*runs, *left]
    return runs if len(runs) % 2 else []


@lru_cache(maxsize=8)
def _rules(wordings: Wordings) -> tuple[PatternRule, ...]:
    told = (re.escape(each) for each in wordings.unfilled)
    to_fill = "|".join((_TO_FILL, *told))
    gaps = {
        "|".join(_SIGN_GAPS): _SIGNS,
        _YEAR_GAP: _YEAR_GAP,
        to_fill: begun_by(f"（(【[{''.join(each[:1] for each in wordings.unfilled)}", to_fill),
    }
    rule = TextRule.PLACEHOLDER
    rules = [
        PatternRule(rule, late_regex(each), late_regex(cue), *_TOLD) for each, cue in gaps.items()
    ]
    program = "留着程序的出错提示：“{}”", "请重新插入引用或目录，再更新域"
    return (*rules, PatternRule(rule, _PROGRAM, _PROGRAM, *program))
