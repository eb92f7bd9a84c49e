"""Failing results → the problems that a report tells, by theme, and what has to be done."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import TypeVar

from reportgen.late_regex import late_regex
from reportgen.model.assessment import Result
from reportgen.model.report import Block, Heading
from reportgen.model.sourced_text import marked, read_marks
from reportgen.model.standard import IndicatorKind
from reportgen.model.themes import REST, Theme
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.results.indicator_words import indicator_words
from reportgen.sections.results.wording import result_values
from reportgen.words.listing import join_with_and

_SENTENCE = late_regex("(?<![^。])[^。]++。")
# A longer heading is no heading.
_LONGEST_HEADING = 25
_LONGEST_PARAGRAPH = 240
# More problems under one heading are told by the standard's own groups, where it has any.
_MOST_TOGETHER = 6
_MOST_GAPS = 6
# So many matters have a name in a heading; more of one theme take its words.
_MOST_NAMED = 2
# What titles may have in common: 图书不足 and 计算机不足 are 图书和计算机不足.
_ENDINGS = ("不足", "没有达到标准", "超过标准")
_WORDED = (IndicatorKind.YES_NO, IndicatorKind.GRADE)
_Told = TypeVar("_Told")


class Gap(NamedTuple):
    """Results that are told together, by the name of what they are about.

    `trouble` is their heading where one of their own would be too long. `themes` are those that it
    was joined of; empty: it is a theme, or a standard's group.
    """

    name: str
    trouble: str
    results: tuple[Result, ...]
    themes: tuple[Theme, ...] = ()


def gather_gaps(results: Sequence[Result], material: Material) -> tuple[Gap, ...]:
    """The failing results by theme, in the order of the themes.

    A theme with many, and what has none, is told by the groups of the standards; of many gaps the
    smallest neighbours of one family are told together.
    """
    found: dict[str, Gap] = {}
    for theme in _by_theme(results, material):
        for gap in _split(theme, material):
            others = found[gap.name].results if gap.name in found else ()
            found[gap.name] = gap._replace(results=(*others, *gap.results))
    return join_families(tuple(found.values()), lambda gap: gap.themes, _size, _join_gaps)


def _size(gap: Gap) -> int:
    return len(gap.results)


def _join_gaps(one: Gap, other: Gap) -> Gap:
    themes = (*one.themes, *other.themes)
    return Gap(name_themes(themes), name_family(themes), one.results + other.results, themes)


def _by_theme(results: Sequence[Result], material: Material) -> Iterator[Gap]:
    """A gap for each theme that any of the results has."""
    themes = [_theme_of(each, material) for each in results]
    for theme in material.dictionary.themes or (REST,):
        members = [one for one, name in zip(results, themes, strict=True) if name == theme.name]
        if members:
            yield Gap(theme.name, theme.trouble, tuple(members), (theme,))


def _theme_of(result: Result, material: Material) -> str:
    return indicator_words(result.indicator, material.dictionary, result.stage).theme


def _split(gap: Gap, material: Material) -> Iterator[Gap]:
    """The gap, and one for each of the standards' groups that its results are told by.

    Those are what has no theme of its own, and all of it where it is too many.
    """
    many = len(gap.results) > _MOST_TOGETHER
    names = _group_names(material)
    groups: dict[str, list[Result]] = {}
    for result in gap.results:
        by_group = many or gap.name == REST.name or _is_by_kind(result, material)
        groups.setdefault(names.get(id(result), "") if by_group else "", []).append(result)
    for name, members in groups.items():
        told = gap._replace(results=tuple(members))
        yield Gap(name, f"{name}还有差距", told.results) if name else told


def _is_by_kind(result: Result, material: Material) -> bool:
    """Whether it has its theme only for what kind of figure it is."""
    names = result.indicator.numerator.names
    words = result.indicator.words.theme
    return not words and bool(names) and material.dictionary.is_by_kind(names[0])


def _group_names(material: Material) -> Mapping[int, str]:
    """The name of its group by the id of every result."""
    groups = (group for standard in material.assessment.standards for group in standard.groups)
    return {id(result): group.group.name for group in groups for result in group.results}


def join_families(
    gaps: Sequence[_Told],
    themes_of: Callable[[_Told], Sequence[Theme]],
    size_of: Callable[[_Told], int],
    join: Callable[[_Told, _Told], _Told],
) -> tuple[_Told, ...]:
    """What is told under headings; of too many, the smallest neighbours of one family as one.

    Themes of no family, or of two, are never joined only to have a heading less.
    """
    found = list(gaps)
    while len(found) > _MOST_GAPS:
        sizes = {
            at: size_of(one) + size_of(two)
            for at, (one, two) in enumerate(pairwise(found))
            if _are_akin((*themes_of(one), *themes_of(two)))
        }
        at = min(sizes, key=sizes.__getitem__, default=None)
        if at is None or sizes[at] > _MOST_TOGETHER:
            break
        found[at : at + 2] = [join(*found[at : at + 2])]
    return tuple(found)


def _are_akin(themes: Sequence[Theme]) -> bool:
    families = {theme.family for theme in themes}
    return len(themes) > 1 and len(families) == 1 and "" not in families


def name_family(themes: Sequence[Theme]) -> str:
    """The heading of themes that are told together: 场地、校舍和设备还有差距."""
    return f"{name_themes(themes)}还有差距"


def name_themes(themes: Sequence[Theme]) -> str:
    """What several themes are called together: 场地、校舍和设备."""
    return join_with_and([theme.short or theme.name for theme in themes])


def gap_blocks(gap: Gap, material: Material) -> tuple[Block, ...]:
    """The gap's heading and what is told of it; of what the heading says, what was asked for."""
    titles = [*_titles(gap.results, material)]
    heading = choose_heading(titles, len(gap.themes), gap.trouble or f"{gap.name}还有差距")
    told = tell(gap.results, material)
    if _bare("".join(told)) == _bare(heading):
        told = _asked_for(gap.results, material)
    return Heading(2, heading), *map(paragraph, told)


def _asked_for(results: Sequence[Result], material: Material) -> tuple[str, ...]:
    """What the standard asks for in each of the results, as far as it is known."""
    values = [result_values(each, material) for each in results]
    wanted = [each["要求"] for each in values if each["要求"]]
    return material.phrases.paragraphs("问题要求", {"各项": wanted, "值": values[0]["值"]})


def choose_heading(titles: Sequence[str], themes: int, trouble: str) -> str:
    """What fails, in few words: one or two matters by their titles, more by `trouble`.

    Matters of several themes are named only if they have the same thing to say of them.
    """
    matters = _by_ending(titles)
    joined = _join_subjects(matters)
    few = len(matters) <= (1 if themes > 1 else _MOST_NAMED)
    return joined if few and 0 < len(joined) <= _LONGEST_HEADING else trouble


def _titles(results: Sequence[Result], material: Material) -> Iterator[str]:
    """What fails, an indicator that fails in several stages once where they say the same."""
    for _, members in groupby(results, key=lambda result: result.indicator.name):
        values = [result_values(each, material) for each in members]
        plain = {material.title("问题标题", {**each, "部": ""}) for each in values}
        alike = len(values) > 1 and len(plain) == 1
        yield from plain if alike else (material.title("问题标题", each) for each in values)


def _bare(text: str) -> str:
    """The text without its marks."""
    return re.sub("[，；。]", "", text)


def join_titles(titles: Sequence[str]) -> str:
    """Titles as one, what they have in common once: 图书和计算机不足，2个班超过45人."""
    return _join_subjects(_by_ending(titles))


def _by_ending(titles: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """What the titles are about, by what they say of it; a title of its own is about nothing."""
    subjects: dict[str, list[str]] = {}
    for title in dict.fromkeys(titles):
        ending = next((each for each in _ENDINGS if title.endswith(each)), "")
        subjects.setdefault(ending or title, []).append(title.removesuffix(ending or title))
    return subjects


def _join_subjects(matters: Mapping[str, Sequence[str]]) -> str:
    return "，".join(f"{join_with_and(_widest(names))}{end}" for end, names in matters.items())


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
    for sentence in map(read_marks, _SENTENCE.findall(marked(text))):
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
