"""Figures of two stages held against the limits of each: 均符合小学不大于0.50、初中不大于0.45."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import begun_by, late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of, may_claim
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_ALL = (
    r"(?:均|都|全部|皆|分别|各|全)(?:已|都|均|远|严格|完全)?"
    r"(?:符合|满足|达到|优于|小于|低于|不超过|不大于|不高于|未超过|没有超过|高于|大于|超过|控制在|不低于|不少于)"
)
_CLAIM = late_regex(rf"(?<=[，、）])[^，。；\d]{{0,6}}?{_ALL}")
_CUE = late_regex(begun_by("均都全皆分各", _ALL))
_BOUND = late_regex(
    r"(?P<upper>(?:不|未|没有)(?:大于|超过|高于|多于)|[小低少]于|控制在)|(?P<lower>不[低小少]于|[高大多]于|超过|以上)"
)
_NUMBER = late_regex(r"(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>[%％]|平方米|㎡|万?元|[人名册台间])?")
_LEFT = late_regex(r"[。；：]")
_RIGHT = late_regex(r"[。；]|，[^小初高]")
_TWO, _HINT = 2, "请核对数字，或改写这句话"


class _Number(NamedTuple):
    start: int
    end: int
    value: Decimal
    unit: str
    stage: str


@lru_cache(maxsize=16)
def _stages(dictionary: FactDictionary) -> re.Pattern[str]:
    return late_regex(any_of(map(str, dictionary.stages)))


def check_paired_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each of two figures that is not on the side of its own limit on which a
    sentence says that all are.
    """
    words = known.dictionary.vocabulary.claims
    for part in text.parts_with(_CUE):
        for found in _CLAIM.finditer(part.text):
            if may_claim(part.text, found.start(), words):
                yield from _check(part, found, known)


def _check(part: TextPart, found: re.Match[str], known: KnownFigures) -> Iterator[TextFinding]:
    line, stages = part.text, _stages(known.dictionary)
    *_, begin = (0, *(mark.end() for mark in _LEFT.finditer(line, 0, found.start())))
    closed = _RIGHT.search(line, found.end())
    end = closed.start() if closed else len(line)
    bounds = _numbers(line, (found.start(), end), stages)
    figures = _numbers(line, (begin, found.start()), stages)[-_TWO:]
    if len(bounds) != _TWO or len(figures) != _TWO or not _are_alike([*figures, *bounds]):
        return
    upper = _is_upper(line, begin, (found.start(), end), known)
    for figure, bound in _pairs(figures, bounds):
        if figure.value > bound.value if upper else figure.value < bound.value:
            span = figure.start, figure.end
            wanted = "不大于" if upper else "不小于"
            limit = f"{bound.stage}{wanted} {line[bound.start : bound.end]}"
            message = f"“{line[slice(*span)]}”不符合后面写的{limit}"
            yield remind(TextRule.FALSE_CLAIM, part, span, message, _HINT)


def _numbers(line: str, span: tuple[int, int], stages: re.Pattern[str]) -> list[_Number]:
    """The numbers there, each with its stage: of a list, that of its place in that of stages."""
    found = list(_NUMBER.finditer(line, *span))
    named = [(each.start(), each[0]) for each in stages.finditer(line, *span)]
    listed = len(found) > 1 and len(named) == len(found) and named[-1][0] < found[0].start()
    told = []
    for at, each in enumerate(found):
        before = [name for place, name in named if place < each.start()]
        stage = named[at][1] if listed else (before[-1] if before else "")
        told.append(_Number(each.start(), each.end(), Decimal(each[1]), each["unit"] or "", stage))
    return told


def _are_alike(numbers: Sequence[_Number]) -> bool:
    return len({each.unit for each in numbers} - {""}) <= 1


def _is_upper(line: str, begin: int, span: tuple[int, int], known: KnownFigures) -> bool:
    """Whether the limits are the most that may be: by their words, else by what is limited."""
    said = _BOUND.search(line, *span)
    if said is not None:
        return said["upper"] is not None
    fewer = known.dictionary.vocabulary.claims.fewer
    return any(word in line[begin : span[0]] for word in fewer)


def _pairs(
    figures: Sequence[_Number], bounds: Sequence[_Number]
) -> Iterator[tuple[_Number, _Number]]:
    """Each figure with the limit of its stage; by their order where the limits name none."""
    if not any(each.stage for each in bounds):
        yield from zip(figures, bounds, strict=True)
        return
    by_stage = {each.stage: each for each in bounds}
    for figure in figures:
        if figure.stage in by_stage:
            yield figure, by_stage[figure.stage]
