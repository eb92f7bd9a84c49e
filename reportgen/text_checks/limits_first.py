"""Limits that stand before what is said to keep them (不低于2.3间，我校2.1间，达标), shares of a
stock (不少于藏书量1%), and limits that bound from the wrong side (差异系数不低于0.50).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import begun_by, late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.quantities.claims import any_of, may_claim
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_UPPER = "(?:不[得能]?(?:超过|高于|大于|多于|突破)|小于(?:或等于|等于)|≤|最多|控制在)"
_LOWER = "(?:不[得能]?(?:低于|少于|小于)|大于(?:或等于|等于)|≥|至少)"
_UNIT = r"平方米|㎡|米|[%％]|万?元|万?册|[人名台间套个件节]"
_X = rf"(?P<x>\d+(?:\.\d+)?)\s?(?P<unit>{_UNIT})?"
_Y = rf"(?P<y>\d+(?:\.\d+)?)\s?(?P<own>{_UNIT})?"
_SIDE = rf"(?:(?P<upper>{_UPPER})|(?P<lower>{_LOWER}))"
_CUE = late_regex(begun_by("不小大≤≥最至控", f"(?:{_UPPER}|{_LOWER})"))
_OWN = "我校|学校|本校|我[县区市园]|全[校县区市]|实际|目前|现|已|平均|生均"
_WHOSE = f"(?:{_OWN}|为|达到?|是|有|配备|拥有)"
_STOCK = late_regex(
    r"(?:不[少低小]于|达到?|按|至少)(?:上?年度?|学校|总|现有){0,2}(?P<stock>藏书|图书|公用经费)(?:总?量|总册?数|总额|预算|预算总额|支出)?"
    r"的?(?P<share>\d+(?:\.\d+)?)[%％]"
)
_STOCK_CUE = late_regex(
    "(?:藏书|图书|公用经费)(?:总?量|总册?数|总额|预算|预算总额|支出)?的?[0-9.]+[%％]"
)
_SENTENCE = late_regex("[。！？\n]|$")
_ADDED = late_regex(r"(?P<at>(?P<n>\d+(?:\.\d+)?)(?P<unit>万?册|万?元))")
_THOUSANDS = {"万": Decimal(10_000)}
_BRACKET_CUE = late_regex(r"[（(为](?<=[准求定值][（(为])(?=[0-9])")
_BOUND = late_regex(
    rf"(?:应|要|需|须|均|都|必须|严格)*(?P<at>{_SIDE}){_X}(?:/[生人])?(?:以[上下内])?(?:的?(?:国家|省定|规定|评估|基本|底线)*(?:标准|要求|规定))"
)
_NO_DEMAND = late_regex("收费|费用|作业|支出|负担|距离|半径|时间|差距|比例为|水电|贷款")
_NEAR, _LONGEST, _BESIDE = 24, 160, 10
_COUNTED = frozenset(("平方米", "㎡", "册", "万册", "台", "间", "件", "套"))
# What has a number of its own; 每班 and 师生比 are bound from both sides.
_MEASURES = ("率", "系数", "额", "人数")
_HINT = "请核对数字，或改写结论"


class _Words:
    """What finds limits before and behind what is held against them."""

    def __init__(self, dictionary: FactDictionary) -> None:
        claims = dictionary.vocabulary.claims
        aims, denied = any_of(claims.aims), any_of(claims.denials)
        met = (
            rf"(?P<met>(?P<denied>{denied})?(?:完全|均|都|已)?(?:{any_of(claims.met)}"
            rf"|(?:{any_of(claims.reach)})了?[^，。；：\d]{{0,8}}(?:{aims})))"
        )
        self.first = late_regex(
            rf"{_SIDE}{_X}(?:以[上下内])?(?:的?(?:{aims}))?[，,；]\s?(?:{_WHOSE}{{1,5}}|{_WHOSE}?[一-鿿]{{2,6}}[率额积数]{_WHOSE}?){_Y}[，,（(]?(?:已经?|均)?{met}"
        )
        self.last = late_regex(
            rf"{_Y}[，,]?(?:已经?|均|都|完全|远)?(?:{any_of(claims.reach)})了?"
            rf"(?P<met>(?P<upper>小于(?:或|或者)?等于|≤)|(?P<lower>大于(?:或|或者)?等于|≥)){_X}(?:的?(?:{aims}))"
        )
        self.bracketed = late_regex(
            rf"{_Y}[，,]?(?:已经?|均|都|远)?(?P<met>(?P<lower>高于|超过|优于|达到|大于)(?:了)?"
            rf"[^，。；\d（(]{{0,8}}(?:{aims})[（(为]){_X}(?:/[生人])?[）)]?(?!的)"
        )
        self.kept = late_regex(met)
        fewer = (word for word in claims.fewer if word.endswith(_MEASURES))
        self.less = late_regex(any_of(fewer))
        self.more = late_regex(any_of(dictionary.vocabulary.prose.per))


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


def check_limits_first(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that is not kept, or bounds from the wrong side."""
    claims, words = known.dictionary.vocabulary.claims, _words_of(known.dictionary)
    for part in text.parts_with(_CUE):
        found = (*words.first.finditer(part.text), *words.last.finditer(part.text))
        for each in found:
            if may_claim(part.text, each.start(), claims):
                yield from _check(part, each)
        yield from _check_sides(part, words)
    for part in text.parts_with(_BRACKET_CUE):
        for each in words.bracketed.finditer(part.text):
            if may_claim(part.text, each.start(), claims):
                yield from _check(part, each)
    for part in text.parts_with(_STOCK_CUE):
        yield from _check_stock(part, words)


def _check(part: TextPart, found: re.Match[str]) -> Iterator[TextFinding]:
    named = found.groupdict()
    if named.get("denied") or named["unit"] != named["own"]:
        return
    limit, value = Decimal(found["x"]), Decimal(found["y"])
    if value > limit if named.get("upper") else value < limit:
        own = f"{found['y']}{found['own'] or ''}"
        message = f"写着“{found[0]}”，“{own}”不是这样"
        span = found.start("y"), found.end()
        yield remind(TextRule.FALSE_CLAIM, part, span, message, _HINT)


def _check_sides(part: TextPart, words: _Words) -> Iterator[TextFinding]:
    """生均图书不超过20册的标准, 差异系数不低于0.50的要求: what is more is better, or is worse."""
    for found in _BOUND.finditer(part.text):
        before = part.text[max(found.start() - _NEAR, 0) : found.start()]
        clause = re.split("[，。；：、（(]", before)[-1]
        if _NO_DEMAND.search(clause):
            continue
        less, more = words.less.search(clause), words.more.search(clause)
        wrong = found["lower"] if less else found["upper"] and more and found["unit"] in _COUNTED
        if wrong:
            side = "上限（不超过）" if less else "下限（不低于）"
            message = f"“{clause}{found[0]}”：这一项规定的是{side}，不是{found['at']}"
            yield remind(TextRule.QUOTED_LIMIT, part, found.span(), message, "请对照标准核对")


def _check_stock(part: TextPart, words: _Words) -> Iterator[TextFinding]:
    """按每年新增图书不少于藏书量1%的要求，2011年新增图书286册，达到标准, of 29790册."""
    line = part.text
    for found in _STOCK.finditer(line):
        stop = _SENTENCE.search(line, found.end(), found.end() + _LONGEST)
        end = stop.start() if stop else min(found.end() + _LONGEST, len(line))
        kept = words.kept.search(line, found.end(), end)
        added = _ADDED.search(line, found.end(), kept.start()) if kept else None
        if kept is None or kept["denied"] or added is None:
            continue
        # 万册 and 册 are of one kind.
        number = rf"(?P<at>(?P<n>\d+(?:\.\d+)?)(?P<unit>万?{added['unit'][-1]}))"
        stock = rf"(?:{found['stock']}|图书)[^，。；\d]{{0,8}}{number}"
        stocks = list(re.finditer(stock, line[: found.start()]))
        needed = _amount(stocks[-1]) * Decimal(found["share"]) / 100 if stocks else None
        if needed is not None and _amount(added) < needed:
            told = f"“{stocks[-1]['at']}”的 {found['share']}% 是 {format_short(round(needed, 1))}"
            message = f"写着“{kept[0]}”，{told}，“{added['at']}”不够"
            yield remind(TextRule.FALSE_CLAIM, part, (added.start(), kept.end()), message, _HINT)


def _amount(found: re.Match[str]) -> Decimal:
    return Decimal(found["n"]) * _THOUSANDS.get(found["unit"][0], Decimal(1))
