"""Numbers in a unit in which their thing is not counted (面积6090米), or in none (投入1280用于)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.wordings import Wordings, WrongUnits
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.last_words import LastWords
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn

_BACK = 16
_LINK_WORDS = (
    *("总额", "总数", "金额", "总量", "累计", "合计", "共计", "共有", "现有", "达到", "达", "约"),
    *("近", "为", "是", "有", "共", "了", "已", "超过", "仅", "就"),
)
_LINKS = late_regex(rf"(?:{'|'.join(_LINK_WORDS)}|[：:\s])+$")
_LINK_ENDS = frozenset(word[-1] for word in _LINK_WORDS) | set("：:")
# 每名学生5平方米, 生均; 占地长100米 is no area.
_SHARED = late_regex("[每均各该]|其中|占[^地]|新增|减少|增加|[^道总全半]长$|宽$|周长")
_EACH_ONE = late_regex("[生班校]均|每")
_CLAUSE = late_regex("[，。；：、（）]")
_SIDES = late_regex(r"\s?(?:[×xX*²]|见方|长|宽|高)")
_RACE = late_regex(r"的?(?:标准|塑胶|环形|直线|直|煤渣|田径){0,3}(?:环形|直)?跑道")
_LAPS = frozenset(map(Decimal, (60, 100, 150, 200, 250, 300, 350, 400)))
_AREAS = ("平方米", "㎡", "m2", "m²")
# What may follow a number whose unit was left out.
_ENDS = late_regex(
    r"$|[，。；）)]|用于|用来|用以|改造|新建|修建|建设|建成|建立|购[买置]|对|改善|维修|添置|扩建|进行|完成|硬化|实施"
)
_TEN_THOUSAND, _TOO_MUCH = Decimal(10_000), Decimal(100_000)
_FEWEST_AMOUNTS = 4
_MONEY, _EACH, _LEAST_DIGITS, _SAME = "元", "生均", 2, 4


class _Things(NamedTuple):
    """The names of things, and by each the units that it has not."""

    ends: LastWords
    by_name: Mapping[str, WrongUnits]
    units: frozenset[str]


@lru_cache(maxsize=8)
def _things(wordings: Wordings) -> _Things:
    by_name = {name: each for each in wordings.wrong_units for name in each.names}
    units = frozenset(unit for each in wordings.wrong_units for unit in each.units)
    return _Things(LastWords(by_name), by_name, units)


def check_wrong_units(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each number in a unit that its thing has not, or without one that it needs,
    and for money that is ten thousand times too much or too little.
    """
    things = _things(text.wordings)
    for each in text.stated:
        quantity = each.quantity
        unit = "%" if quantity.form is QuantityForm.SHARE else quantity.unit
        if not unit or (unit in things.units and not quantity.subjects):
            yield from _check_named(each, unit, things)
        if (
            unit in _AREAS
            and quantity.number in _LAPS
            and _RACE.match(each.part.text, quantity.end)
        ):
            yield _unit_finding(each, f"“{each.written}”后面写的是跑道", "跑道的长度用米")
        if unit == _MONEY:
            yield from _check_least(each, things)
    yield from _check_money(text)
    yield from _check_one_less(text)


def _check_named(each: StatedIn, unit: str, things: _Things) -> Iterator[TextFinding]:
    line, before = each.part.text, _before(each)
    thing = things.by_name.get(things.ends.find(before))
    if thing is None or _SHARED.search(_CLAUSE.split(before)[-1]):
        return
    told = f"，应为{thing.right}" if thing.right else ""
    if unit in thing.units and not _SIDES.match(line, each.quantity.end):
        message = f"“{before[-_SAME:]}”后面的单位是“{unit}”{told}"
        yield _unit_finding(each, message, "请核对数和单位")
    elif not unit and thing.lacking and not each.quantity.subjects and _is_left_out(each):
        message = f"“{before[-_SAME:]}{each.written}”没有写单位{told}"
        yield _unit_finding(each, message, "请核对数和单位", TextRule.NO_UNIT)


def _check_least(each: StatedIn, things: _Things) -> Iterator[TextFinding]:
    """设备总值186.3元: nobody has so little of it."""
    before = _before(each)
    thing = things.by_name.get(things.ends.find(before))
    shared = _EACH_ONE.search(_CLAUSE.split(before)[-1])
    if thing is not None and not shared and each.is_exact and each.quantity.number < thing.least:
        message = f"“{before[-_SAME:]}{each.written}”漏了“万”"
        yield _unit_finding(each, message, "请核对是元还是万元")


def _before(each: StatedIn) -> str:
    """The name of what is counted, which ends right before the number."""
    start = each.quantity.start
    before = each.part.text[max(start - _BACK, 0) : start]
    linked = before[-1:] in _LINK_ENDS or before[-1:].isspace()
    return _LINKS.sub("", before) if linked else before


def _is_left_out(each: StatedIn) -> bool:
    quantity = each.quantity
    amount = quantity.form is QuantityForm.AMOUNT and quantity.high is None
    return amount and _ENDS.match(each.part.text, quantity.end) is not None


def _check_money(text: ReadText) -> Iterator[TextFinding]:
    """生均公用经费650万元; 投入资金85元 behind 投入资金85万元."""
    first: dict[tuple[str, Decimal], StatedIn] = {}
    for each in text.stated:
        quantity = each.quantity
        if quantity.unit != _MONEY:
            continue
        if _EACH in each.words and quantity.number >= _TOO_MUCH:
            message = f"每名学生“{each.written}”，多写了“万”"
            yield _unit_finding(each, message, "请核对数和单位")
        digits = quantity.number / quantity.scale
        # 471.72 and no rounder: the same amount, whatever stands before it.
        odd = quantity.step < quantity.scale and "." in str(digits)
        named = "" if odd else each.part.text[max(quantity.start - _SAME, 0) : quantity.start]
        other = first.setdefault((named, digits), each)
        apart = {quantity.scale, other.quantity.scale} == {Decimal(1), _TEN_THOUSAND}
        if apart and len(str(digits).replace(".", "")) >= _LEAST_DIGITS:
            spot = f"（{other.part.spot}）" if other.part is not each.part else ""
            message = f"写的是“{each.written}”，另一处写的是“{other.written}”{spot}"
            yield _unit_finding(each, message, "请核对是元还是万元")


def _check_one_less(text: ReadText) -> Iterator[TextFinding]:
    """共532万元，其中土建318万元，绿化64万元，设备150元: what makes the sum right if it is 万元."""
    for _, stated in groupby(text.stated, key=lambda each: each.at):
        money = [each for each in stated if each.quantity.unit == _MONEY and each.is_count]
        small = [each for each in money if each.quantity.scale == 1]
        if len(small) != 1 or len(money) < _FEWEST_AMOUNTS or small[0] is money[0]:
            continue
        whole, *parts = (each.quantity.number for each in money)
        added = sum(parts) + small[0].quantity.number * (_TEN_THOUSAND - 1)
        if added == whole and sum(parts) != whole:
            message = f"写的是“{small[0].written}”，按万元算，几项相加正好是“{money[0].written}”"
            yield _unit_finding(small[0], message, "请核对是元还是万元")


def _unit_finding(
    each: StatedIn, message: str, hint: str, rule: TextRule = TextRule.UNIT_WORD
) -> TextFinding:
    return remind(rule, each.part, (each.quantity.start, each.quantity.end), message, hint)
