"""Failing results → the problems that a report tells, by theme, and what has to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from reportgen.model.assessment import Result
from reportgen.model.report import Block, Heading
from reportgen.model.standard import IndicatorKind
from reportgen.model.themes import REST
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.results.indicator_words import indicator_words
from reportgen.sections.results.wording import result_values
from reportgen.words.listing import join_with_and

# A longer heading is no heading.
_LONGEST_HEADING = 25
_LONGEST_PARAGRAPH = 240
# More problems under one heading are told by the standard's own groups, where it has any.
_MOST_TOGETHER = 6
_MOST_GAPS = 6
# What titles may have in common: 图书不足 and 计算机不足 are 图书和计算机不足.
_ENDINGS = ("不足", "没有达到标准", "超过标准")
_WORDED = (IndicatorKind.YES_NO, IndicatorKind.GRADE)


class Gap(NamedTuple):
    """Results that are told together, by the name of what they are about.

    `trouble` is their heading where one of their own would be too long.
    """

    name: str
    trouble: str
    results: tuple[Result, ...]


def gather_gaps(results: Sequence[Result], material: Material) -> tuple[Gap, ...]:
    """The failing results by theme, in the order of the themes.

    A theme with many, and what has none, is told by the groups of the standards; of many gaps the
    smallest are told with their neighbours.
    """
    found: dict[str, Gap] = {}
    for theme in _by_theme(results, material):
        for gap in _split(theme, material):
            others = found[gap.name].results if gap.name in found else ()
            found[gap.name] = gap._replace(results=(*others, *gap.results))
    return _merge(tuple(found.values()))


def _by_theme(results: Sequence[Result], material: Material) -> Iterator[Gap]:
    """A gap for each theme that any of the results has."""
    for theme in material.dictionary.themes or (REST,):
        members = tuple(each for each in results if _theme_of(each, material) == theme.name)
        if members:
            yield Gap(theme.name, theme.trouble, members)


def _theme_of(result: Result, material: Material) -> str:
    return indicator_words(result.indicator, material.dictionary, result.stage).theme


def _split(gap: Gap, material: Material) -> Iterator[Gap]:
    """The gap, or one for each group of its results where it has too many or no theme."""
    if len(gap.results) <= _MOST_TOGETHER and gap.name != REST.name:
        yield gap
        return
    groups: dict[str, list[Result]] = {}
    names = _group_names(material)
    for result in gap.results:
        groups.setdefault(names.get(id(result), ""), []).append(result)
    for name, members in groups.items():
        yield Gap(name or gap.name, "" if name else gap.trouble, tuple(members))


def _group_names(material: Material) -> Mapping[int, str]:
    """The name of its group by the id of every result."""
    groups = (group for standard in material.assessment.standards for group in standard.groups)
    return {id(result): group.group.name for group in groups for result in group.results}


def _merge(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """The gaps; of too many, neighbours with a result or two are told together."""
    found = list(gaps)
    while len(found) > _MOST_GAPS:
        sizes = [len(one.results) + len(two.results) for one, two in pairwise(found)]
        at = sizes.index(min(sizes))
        if sizes[at] > _MOST_TOGETHER:
            break
        found[at : at + 2] = [_both(*found[at : at + 2])]
    return tuple(found)


def _both(one: Gap, other: Gap) -> Gap:
    return Gap(f"{one.name}、{other.name}", "", (*one.results, *other.results))


def gap_blocks(gap: Gap, material: Material) -> tuple[Block, ...]:
    """The gap's heading and what is told of it."""
    told = tell(gap.results, material)
    return Heading(2, _heading(gap, told, material)), *map(paragraph, told)


def _heading(gap: Gap, told: Sequence[str], material: Material) -> str:
    """What fails, in few words; what it is about where they would be many, or say all of it."""
    titles = join_titles([*_titles(gap.results, material)])
    says_all = is_worded(gap.results[0]) if len(gap.results) == 1 else titles in _bare(told)
    if 0 < len(titles) <= _LONGEST_HEADING and not says_all:
        return titles
    return gap.trouble or f"{gap.name}方面还有差距"


def _titles(results: Sequence[Result], material: Material) -> Iterator[str]:
    """What fails, an indicator that fails in several stages once where they say the same."""
    for _, members in groupby(results, key=lambda result: result.indicator.name):
        values = [result_values(each, material) for each in members]
        plain = {material.title("问题标题", {**each, "部": ""}) for each in values}
        alike = len(values) > 1 and len(plain) == 1
        yield from plain if alike else (material.title("问题标题", each) for each in values)


def _bare(told: Sequence[str]) -> str:
    return "".join(told).replace("；", "，")


def join_titles(titles: Sequence[str]) -> str:
    """Titles as one, what they have in common once: 图书和计算机不足，2个班超过45人."""
    subjects: dict[str, list[str]] = {}
    for title in dict.fromkeys(titles):
        ending = next((each for each in _ENDINGS if title.endswith(each)), "")
        subjects.setdefault(ending or title, []).append(title.removesuffix(ending or title))
    return "，".join(f"{join_with_and(_widest(names))}{end}" for end, names in subjects.items())


def _widest(names: Sequence[str]) -> list[str]:
    """The names less those that only add to another: 音乐教室 says what 音乐教室面积 does."""
    return [
        name
        for name in names
        if not any(name != other and other and name.startswith(other) for other in names)
    ]


def tell(results: Sequence[Result], material: Material) -> tuple[str, ...]:
    """Each result in its clause, as paragraphs: those with figures first, the others together."""
    ordered = sorted(results, key=is_worded)
    said: list[str] = []
    kinds: set[object] = set()
    for result in ordered:
        values = result_values(result, material)
        said.append(material.title("问题", {**values, "承前": values["种类"] in kinds}))
        kinds.add(values["种类"])
    return _paragraphs(_join(ordered, said))


def _paragraphs(text: str) -> tuple[str, ...]:
    """The sentences as paragraphs that are not too long."""
    told = [""]
    for sentence in re.findall("[^。]+。", text):
        if told[-1] and len(told[-1]) + len(sentence) > _LONGEST_PARAGRAPH:
            told.append("")
        told[-1] += sentence
    return tuple(filter(None, told))


def is_worded(result: Result) -> bool:
    """Whether the result has no figure: a yes/no or a grade."""
    return result.indicator.kind in _WORDED


def _join(results: Sequence[Result], said: Sequence[str]) -> str:
    """The clauses with their marks; one that says nothing has none."""
    told = [pair for pair in zip(results, said, strict=True) if pair[1]]
    within = "；" if any("，" in text for result, text in told if is_worded(result)) else "，"
    text = ""
    for (result, clause), following in zip_longest(told, told[1:]):
        text += clause + _mark(result, following[0] if following else None, within)
    return text


def _mark(result: Result, following: Result | None, within: str) -> str:
    """What stands between two clauses; `within` between two without figures."""
    if following is None:
        return "。"
    if is_worded(result):
        return within
    return "；" if following.indicator.name == result.indicator.name else "。"


def in_themes(results: Sequence[Result], material: Material) -> list[Result]:
    """The results in the order in which the report tells them."""
    return [result for gap in gather_gaps(results, material) for result in gap.results]


def remedies(results: Sequence[Result], material: Material) -> tuple[str, ...]:
    """What has to be done about each of the results, as clauses, equal ones once."""
    said = (material.title("措施", result_values(result, material)) for result in results)
    return tuple(dict.fromkeys(filter(None, said)))
