"""What a school did not fill in → what its report says of it, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from reportgen.model.answers import is_answered, mentioned_names
from reportgen.model.assessment import Result, Verdict
from reportgen.model.report import Block, Heading
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.results.told import tells_result, written_whole
from reportgen.sections.results.wording import missing_labels, stage_suffix
from reportgen.words.listing import join_names

_PHRASE = "缺数据"
# More that lacks is told as one.
_MOST_APART = 4


class Unknown(NamedTuple):
    """Indicators that cannot be judged, by what they are called, and the data that lack."""

    data: tuple[str, ...]
    indicators: tuple[str, ...]
    results: tuple[Result, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names by which a plan may answer it."""
        return frozenset(each.indicator.name for each in self.results)


def find_unknown(material: Material) -> tuple[Unknown, ...]:
    """The limited indicators whose data lack, those of the same data together.

    One that the school's own shortcomings or its own chapter speak of is left out.
    """
    return _gather(_untold(material), material)


def split_unknown(material: Material) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...]]:
    """The same, those that a plan answers and those that none does."""
    school, untold = material.school, _untold(material)
    names = {each.indicator.name for each in untold}
    answered = {name for name in names if is_answered(school, name)}
    planned = [each for each in untold if each.indicator.name in answered]
    rest = [each for each in untold if each.indicator.name not in answered]
    return _gather(planned, material), _gather(rest, material)


def unplanned_unknown(material: Material) -> tuple[Unknown, ...]:
    """Those of all that lack data which no plan answers."""
    school = material.school
    open_ = [one for one in _undecided(material) if not is_answered(school, one.indicator.name)]
    return _gather(open_, material)


def _undecided(material: Material) -> list[Result]:
    results = material.assessment.results
    return [each for each in results if each.verdict is Verdict.NO_DATA and each.is_limited]


def _untold(material: Material) -> list[Result]:
    mentioned = mentioned_names(material.school)
    text = written_whole("存在问题", material)
    return [
        each
        for each in _undecided(material)
        if each.indicator.name not in mentioned and not tells_result(text, each, material)
    ]


def _gather(results: Sequence[Result], material: Material) -> tuple[Unknown, ...]:
    found: dict[tuple[str, ...], list[Result]] = {}
    for each in results:
        if labels := missing_labels(each, material):
            found.setdefault(labels, []).append(each)
    told = [_unknown(data, tuple(members), material) for data, members in found.items()]
    if len(told) <= _MOST_APART:
        return tuple(told)
    data = tuple(dict.fromkeys(chain.from_iterable(found)))
    return (_unknown(data, tuple(chain.from_iterable(found.values())), material),)


def _unknown(data: tuple[str, ...], results: tuple[Result, ...], material: Material) -> Unknown:
    names = (
        material.spoken(each.indicator.name) + stage_suffix(each, material.combined)
        for each in results
    )
    return Unknown(data, tuple(dict.fromkeys(names)), results)


def unknown_blocks(
    found: Sequence[Unknown], material: Material, *, headed: bool
) -> Iterator[Block]:
    """What is said of them as a shortcoming, in a paragraph; `headed`: under a heading."""
    if not found:
        return
    if headed:
        yield Heading(2, say_unknown("标题", found[0], material))
    yield paragraph("".join(f"{say_unknown('问题', each, material)}。" for each in found))


def say_unknown(use: str, unknown: Unknown, material: Material) -> str:
    """What the phrase 缺数据 says of it for that use (标题, 问题, 措施), as a clause."""
    data = unknown.data[:_MOST_APART]
    values = {
        "用处": use,
        "缺少": join_names([f"“{each}”" if each.startswith("是否") else each for each in data]),
        "数据数": len(unknown.data) if len(unknown.data) > _MOST_APART else 0,
        "名称": join_names(list(unknown.indicators)),
        "项数": len(unknown.indicators),
    }
    return material.title(_PHRASE, values)
