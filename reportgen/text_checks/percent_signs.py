"""Rates without their sign (入学率为99.7), and per cent where two rates are apart by points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_NUMBER = r"\d{1,3}(?:\.\d{1,3})?"
_LINK = r"(?:分别|均|已|约|仅|只|也|都|高|就|稳定|保持|控制)*(?:达到?了?|[为是至到在])?"
# 容积率1.2 and 师生比例15.2 are no shares; a rate of less than one may be told as a number.
_BARE = late_regex(
    rf"(?:[^容]..率|[^师生机率]比例|比重|占比|占(?!地)[^，。；、（）\d%]{{2,16}}?的?)(?<!容积率)(?<!班率)(?<!频率)(?<!心率)(?<!分辨率)"
    rf"{_LINK}(?P<at>[1-9]\d{{0,2}}(?:\.\d{{1,3}})?)(?=[，。；、）]|$)"
)
_BARE_CUE = late_regex(
    r"[率例重比占][^，。；、（）\d%]{0,24}[1-9][\d.]*(?=[，。；、）]|$)", re.MULTILINE
)
_GROWS = "增长|提高|上升|提升|增加|上涨|下降|降低|减少|下滑|回落|缩小"
_SINCE = (
    r"(?:[而并也又还净再]|[比较][^，。；]{1,14}?|同比|环比|与[^，。；]{1,12}相比，?"
    r"|累计|共|总共|平均每年|年均)*"
)
_CHANGE = late_regex(
    rf"(?P<name>率|比例|比重|占比|占[^，。；\d]{{1,16}}?)[^，。；\d%]{{0,12}}(?:(?P<one>{_NUMBER})[%％][^，。；\d%]{{1,12}})?"
    rf"(?P<two>{_NUMBER})[%％][，、（(]?{_SINCE}(?:{_GROWS})(?:幅度)?了?[约近为达]?(?P<at>(?P<change>{_NUMBER})[%％])"
)
_CHANGE_CUE = late_regex(r"[长高升加涨降低少滑落小度]了?[约近为达]?\d[\d.]*[%％]")
_SINCE_RATE = late_regex(rf"[比较][^，。；\d%％]{{1,12}}({_NUMBER})[%％]")
_AMOUNT, _SHARED = late_regex(r"\d(?![\d.%％年])"), ("占", "比")
_ALL, _HALF = Decimal(100), Decimal("0.5")


def check_percent_signs(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each rate or share without its sign, and for each change of a rate that is
    told in per cent, and not in the points by which it changed.
    """
    cued = list(text.find_parts(_BARE_CUE))
    stated = text.stated if cued else ()
    told = {(each.at, each.quantity.start) for each in stated if each.quantity.unit}
    for at in cued:
        part = text.parts[at]
        for found in _BARE.finditer(part.text):
            if Decimal(found["at"]) <= _ALL and (at, found.start("at")) not in told:
                message = f"“{found[0]}”没有写百分号"
                yield remind(TextRule.NO_UNIT, part, found.span("at"), message, "请核对数和单位")
    for part in text.parts_with(_CHANGE_CUE):
        yield from _check_changes(part)


def _check_changes(part: TextPart) -> Iterator[TextFinding]:
    for found in _CHANGE.finditer(part.text):
        if not (_is_relative(found) or _is_of_amount(found)):
            message = f"“{found[0]}”：两个比率相差多少，用“个百分点”"
            hint = f"相差的是百分点的，写成“{found['change']}个百分点”"
            yield remind(TextRule.UNIT_WORD, part, found.span("at"), message, hint)


def _is_of_amount(found: re.Match[str]) -> bool:
    """Whether it may be an amount that grew: 支出8.6亿元，占18.5%，比上年增长6.2%.

    It is none where it tells by how much the two shares are apart.
    """
    since = _SINCE_RATE.search(found[0], found.end("two") - found.start())
    apart = abs(Decimal(found["two"]) - Decimal(since[1])) if since else None
    if apart == Decimal(found["change"]):
        return False
    before = re.split("[。；]", found.string[: found.start()])[-1]
    return found["name"].startswith(_SHARED) and _AMOUNT.search(before) is not None


def _is_relative(found: re.Match[str]) -> bool:
    """Whether the change is what the one rate grew by, measured by itself."""
    if not found["one"] or not Decimal(found["one"]):
        return False
    one, two, change = (Decimal(found[key]) for key in ("one", "two", "change"))
    return abs(abs(two - one) / one * _ALL - change) <= _HALF and abs(two - one) != change
