"""Numbers that a sentence adds up: 一年级150人、二年级140人，共290人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_FEWEST, _MOST, _LONGEST_ROW = 2, 40, 200
_SCORES = ("总分", "总得分")
# Beside a mark what it may come to, which is none of those that are added.
_FULL_MARKS = late_regex("满分|分值|应得")
_ADDED = "|".join(("合计", "共计", "总计", "总共", "一共", "累计", *_SCORES))
# 共880人, 合计投入90万元; 两年共投入 says how many there are.
_TOTAL = late_regex(
    rf"(?:^|[，,、；：:。\s（(]|全[校园县区市镇乡年]|学校|[各三四五六两]项|以上)(?:(?P<many>[{NUMERAL_SIGNS}两]|\d{{1,2}})(?:年|学年|期|次|项|笔|个年级)来?)?"
    rf"(?P<word>{_ADDED}|共)(?P<verb>[投支花发筹落拨入出费放集实款资]{{0,3}}|(?P<act>[\u4e00-\u9fff]{{2}}))[为是有达]?$"
)
# What is no part of what follows, or is one of another whole.
_BROKEN = late_regex("其中|[比较]上?|增加|减少|提高|下降|超过|[。；：]")
_EACH = late_regex("分别[为是有达到占]{0,2}$")
_OF_ALL = late_regex("年级|其中|各[班级校]")
_JOINED = late_regex("[、，和及与\\s]*$")
_FARTHEST, _FAR = 12, 10
_JOINTS, _CLAUSE_MARKS, _LONGEST_CLAUSE = late_regex("[、和与及]"), late_regex("[，。；：（]"), 60
_IN_EACH = "每"
_OF_EACH = ("各", "每", "各有", "各为", "各设")
_CUE = late_regex(f"共|{_ADDED}|分别")


class _Sum(NamedTuple):
    """A total and what stands beside it to be added up; whether all of it is told."""

    total: StatedIn
    parts: tuple[StatedIn, ...]
    is_all: bool

    @property
    def added(self) -> Decimal:
        """What the parts come to, in the unit of the total."""
        scale = self.parts[-1].quantity.scale
        numbers = (
            each.quantity.number * (Decimal(1) if each.quantity.unit else scale) * _times(each)
            for each in self.parts
        )
        return sum(numbers, Decimal(0))

    @property
    def is_wrong(self) -> bool:
        """More than the total is wrong, and so is less where all is told; what was rounded may
        differ by its last place.
        """
        off = self.added - self.total.quantity.number
        steps = [each.quantity.step for each in (self.total, *self.parts)]
        rounded = sum(steps, Decimal(0)) / 2 if min(steps) < max(steps) or steps[0] != 1 else 0
        return off > rounded or (self.is_all and off < -rounded)


def check_sums(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each total that is not what the numbers before it, or those that follow it
    one by one (分别为), come to.
    """
    cued = set(text.find_parts(_CUE))
    by_part: dict[int, list[StatedIn]] = {}
    for each in text.stated:
        if each.at in cued:
            by_part.setdefault(each.at, []).append(each)
    for stated in by_part.values():
        for at, each in enumerate(stated):
            before = stated[max(at - _MOST, 0) : at]
            found = total_behind(each, before) or _total_before(stated, at)
            if found is not None and found.is_wrong:
                yield _finding(found)


def total_behind(total: StatedIn, before: Sequence[StatedIn]) -> _Sum | None:
    """The parts before a total that is said to be one."""
    said = _TOTAL.search(words_between(before[-1] if before else None, total))
    if said is None or not total.is_count or not total.quantity.unit:
        return None
    if said["word"] in _SCORES and _FULL_MARKS.search(total.part.text, 0, total.quantity.start):
        return None
    parts = _parts_before(total, before)
    many = read_numeral(said["many"].replace("两", "二")) if said["many"] else None
    # 党工委研究6次，办公会研究9次，全年共研究16次; 共获奖10次 would be of others.
    again = bool(said["act"]) and all(_is_said(said["act"], each) for each in parts)
    other = (many is not None and many != len(parts)) or (said["act"] and not again)
    few = len(parts) < _FEWEST and not (parts and _times(parts[0]) >= _FEWEST)
    if few or other:
        return None
    is_all = bool(many) or again or said["word"] != "共" or not said["verb"]
    summed = _Sum(total, parts, is_all)
    # 生均公用经费小学650元、初中850元，共163100元: for all students.
    return summed if summed.added * _FAR > total.quantity.number else None


def _times(each: StatedIn) -> int:
    """Of how many it is told: three of 物理、化学、生物实验室各1间, one of most; 0 where it is not
    known.
    """
    before = each.part.text[max(each.quantity.start - _LONGEST_CLAUSE, 0) : each.quantity.start]
    clause = _CLAUSE_MARKS.split(before)[-1]
    if _IN_EACH in clause:
        # 每个年级2个班，9个年级，共18个班: no sum.
        return 0
    if not before.endswith(_OF_EACH):
        return 1
    names = _JOINTS.split(clause)
    return len(names) if len(names) > 1 else 0


def _is_said(verb: str, each: StatedIn) -> bool:
    start = each.quantity.start
    return verb in each.part.text[max(start - _FARTHEST, 0) : start]


def _parts_before(total: StatedIn, before: Sequence[StatedIn]) -> tuple[StatedIn, ...]:
    """What is counted as the total is, back to where the sentence says something else."""
    parts: list[StatedIn] = []
    beside = total
    for at in range(len(before) - 1, -1, -1):
        each = before[at]
        is_total = _TOTAL.search(words_between(before[at - 1] if at else None, each))
        if is_total or _BROKEN.search(words_between(each, beside)):
            break
        if _is_counted_alike(each, total, parts[-1:], words_between(each, beside)):
            if not each.is_count or not _times(each):
                return ()
            parts.append(each)
        beside = each
    return tuple(reversed(parts))


def _is_counted_alike(
    each: StatedIn, total: StatedIn, behind: Sequence[StatedIn], between: str
) -> bool:
    """Whether it has the total's unit, or none and stands in one row with what has: 150、140人."""
    if each.quantity.unit:
        return (
            each.quantity.units == total.quantity.units
            and each.quantity.unit[-1:] == (total.quantity.unit[-1:])
        )
    return bool(behind) and _JOINED.match(between) is not None


def _total_before(stated: Sequence[StatedIn], at: int) -> _Sum | None:
    """The row 分别为150、140人, which begins there, behind the total that it tells all parts of."""
    first, total = stated[at], stated[at - 1] if at else None
    between = words_between(total, first)
    if total is None or not _EACH.search(between) or not _OF_ALL.search(between):
        return None
    parts = _row_of(stated[at : at + _LONGEST_ROW])
    alike = (
        _FEWEST <= len(parts) < _LONGEST_ROW and parts[-1].quantity.units == total.quantity.units
    )
    if not alike or "。" in between or not all(each.is_count for each in (total, *parts)):
        return None
    found = _Sum(total, parts, is_all=True)
    # 学生1225人，其中男生641人，女生584人；一至六年级分别为…: of the first.
    added, before = found.added, stated[max(at - _FARTHEST, 0) : at]
    told = any(each.quantity.number == added for each in before if each.part is total.part)
    return found if total.quantity.unit and not told else None


def _row_of(row: Sequence[StatedIn]) -> tuple[StatedIn, ...]:
    """The numbers that stand one by one, to the first with a unit where others have none."""
    parts = [row[0]]
    for each in row[1:]:
        joined = _JOINED.match(words_between(parts[-1], each)) is not None
        if not joined or each.quantity.form is not QuantityForm.AMOUNT:
            break
        parts.append(each)
    return tuple(parts)


def _finding(found: _Sum) -> TextFinding:
    total, quantity = found.total, found.total.quantity
    first, last = found.parts[0].quantity, found.parts[-1].quantity
    words = total.part.text[first.start : last.end]
    added = f"{format_short(found.added / quantity.scale)}{total.written_unit}"
    message = f"“{words}”相加是 {added}，文中写的总数是“{total.written}”"
    span = quantity.start, quantity.end
    return remind(TextRule.PARTS, total.part, span, message, "请核对各部分和总数")
