"""A rate held against its levels: 合格率92.5%，其中优秀率35%、良好率40%、及格率20%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, words_between

_AMONG = "其中"
_CUE = late_regex(_AMONG)
# 良好以上 has the level above it too.
_NO_LEVEL = late_regex("[。；（）()\\n]|以上|优良")
_MOST, _FEWEST = 6, 2


def check_split_rates(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for levels that come to more than their rate, or, with the lowest, to less."""
    levels = known.dictionary.vocabulary.things.splits.levels
    cued = set(text.find_parts(_CUE))
    for at, whole in enumerate(text.stated):
        if whole.at in cued and _is_rate(whole):
            behind = text.stated[at + 1 : at + 1 + _MOST]
            parts = _parts_behind(whole, behind, levels)
            if len(parts) >= _FEWEST and _is_wrong(whole, parts, levels):
                yield _finding(whole, list(parts.values()))


def _is_rate(each: StatedIn) -> bool:
    quantity = each.quantity
    return quantity.form is QuantityForm.SHARE and quantity.nearness is Nearness.EXACT


def _parts_behind(
    whole: StatedIn, behind: Sequence[StatedIn], levels: Sequence[Sequence[str]]
) -> dict[str, StatedIn]:
    """The levels that follow it behind 其中, each with its share."""
    parts: dict[str, StatedIn] = {}
    last = whole
    for each in behind:
        between = words_between(last, each) if each.at == whole.at else "。"
        level = _level(between, levels)
        opened = bool(parts) or _AMONG in between
        ended = not (level and opened and _is_rate(each)) or level in parts
        if ended or _NO_LEVEL.search(between):
            break
        parts[level] = last = each
    return parts


def _level(words: str, levels: Sequence[Sequence[str]]) -> str:
    named = (each[0] for each in levels if any(word in words for word in each))
    return next(named, "")


def _is_wrong(whole: StatedIn, parts: dict[str, StatedIn], levels: Sequence[Sequence[str]]) -> bool:
    steps = [each.quantity.step for each in (whole, *parts.values())]
    rounded = max(steps) * len(steps) / 2 if min(steps) < 1 else Decimal(0)
    off = _total(parts.values()) - whole.quantity.number
    return off > rounded or (
        levels[-1][0] in parts and len(parts) == len(levels) and -off > rounded
    )


def _total(parts: Iterable[StatedIn]) -> Decimal:
    return sum((each.quantity.number for each in parts), Decimal(0))


def _finding(whole: StatedIn, parts: Sequence[StatedIn]) -> TextFinding:
    first, last = parts[0].quantity, parts[-1].quantity
    words = whole.part.text[first.said_from : last.end]
    added = f"{format_short(_total(parts))}%"
    message = f"“{words}”相加是 {added}，前面写的是“{whole.words}”"
    span = whole.quantity.start, last.end
    return remind(TextRule.PARTS, whole.part, span, message, "请核对各部分和总数")
