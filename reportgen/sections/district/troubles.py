"""What a district and its schools fail → what its report tells of it, by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.assessment import Result
from reportgen.model.facts import FactDictionary
from reportgen.model.report import Block, Heading, Paragraph
from reportgen.model.themes import REST, Theme
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import paragraph
from reportgen.sections.district.lack_list import MOST_NAMED
from reportgen.sections.district.lack_words import excess_values, lack_words
from reportgen.sections.district.lacks import Excess, IndicatorLack
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.matters import (
    failing_schools_of,
    matter_titles,
    pair,
    parents_of,
    tell_matters,
    title_with_schools,
)
from reportgen.sections.results.gaps import (
    Gap,
    choose_heading,
    gap_blocks,
    join_families,
    name_family,
)
from reportgen.sections.results.indicator_words import ProseKind, indicator_words

# A theme with more failings is told by the standards' own groups.
_MOST_TOGETHER = 6


# What a noun is without (不含室内体育用房) is told in the text.
_BRACKETED = late_regex(r"（[^（）]*）")


class Trouble(NamedTuple):
    """What the district itself fails of a theme, and what its schools fail of it.

    `words` are its heading where one made of its failings would be too long, `themes` those that
    it was joined of; empty: it is a standard's group.
    """

    name: str
    words: str
    results: tuple[Result, ...] = ()
    lacks: tuple[IndicatorLack, ...] = ()
    themes: tuple[Theme, ...] = ()

    @property
    def size(self) -> int:
        """How many indicators it holds."""
        return len(self.results) + len(self.lacks)


def gather_troubles(
    results: Sequence[Result], lacks: Sequence[IndicatorLack], material: DistrictMaterial
) -> tuple[Trouble, ...]:
    """The failings by theme, in the order of the themes.

    A theme with many, and what has none, is told by the groups of the standards; of many troubles
    the smallest are told with their neighbours.
    """
    themes = material.own.dictionary.themes or (REST,)
    by_theme = (_of_theme(theme, results, lacks, material) for theme in themes)
    found = (each for each in by_theme if each.size)
    told = tuple(chain.from_iterable(_split(each, material) for each in found))
    return join_families(told, lambda each: each.themes, lambda each: each.size, _join)


def _of_theme(
    theme: Theme,
    results: Sequence[Result],
    lacks: Sequence[IndicatorLack],
    material: DistrictMaterial,
) -> Trouble:
    dictionary = material.own.dictionary
    own = tuple(each for each in results if _theme_of(each, dictionary) == theme.name)
    of_schools = (each for each in lacks if _lack_theme(each, results, material) == theme.name)
    return Trouble(theme.name, theme.trouble, own, tuple(of_schools), (theme,))


def _lack_theme(lack: IndicatorLack, results: Sequence[Result], material: DistrictMaterial) -> str:
    """Its theme; that of the district's own failing of the same."""
    parent = parents_of(results).get(lack.indicator.name)
    if parent is not None:
        return _theme_of(parent, material.own.dictionary)
    return lack_words(lack, material).theme


def _theme_of(result: Result, dictionary: FactDictionary) -> str:
    return indicator_words(result.indicator, dictionary, result.stage).theme


def _split(trouble: Trouble, material: DistrictMaterial) -> Iterator[Trouble]:
    """The trouble, or one for each group of the standards where it has too many or no theme."""
    if trouble.size <= _MOST_TOGETHER and trouble.name != REST.name:
        yield trouble
        return
    standards = (
        *(each.standard for each in material.summary.standards),
        *(each.standard for each in material.own.assessment.standards),
    )
    own_groups = chain.from_iterable(standard.groups for standard in standards)
    groups = {id(indicator): group.name for group in own_groups for indicator in group.indicators}
    own = (each.indicator for each in trouble.results)
    of_schools = (each.indicator for each in trouble.lacks)
    names = (groups.get(id(each), "") for each in (*own, *of_schools))
    for name in dict.fromkeys(names):
        yield _part_of(trouble, name, groups)


def _part_of(trouble: Trouble, name: str, groups: Mapping[int, str]) -> Trouble:
    own = (each for each in trouble.results if groups.get(id(each.indicator), "") == name)
    lacks = (each for each in trouble.lacks if groups.get(id(each.indicator), "") == name)
    words = "" if name else trouble.words
    return Trouble(name or trouble.name, words, tuple(own), tuple(lacks))


def _join(one: Trouble, other: Trouble) -> Trouble:
    themes = (*one.themes, *other.themes)
    return Trouble(
        f"{one.name}、{other.name}",
        name_family(themes),
        (*one.results, *other.results),
        (*one.lacks, *other.lacks),
        themes,
    )


def trouble_blocks(
    trouble: Trouble, material: DistrictMaterial, headed: bool = True
) -> Iterator[Block]:
    """Its heading; what the district fails, then what the schools fail.

    Of the one school that the heading names it tells what the heading does not, unless the heading
    will not stand (`headed` False).
    """
    if not trouble.lacks:
        gap = Gap(trouble.name, trouble.words, trouble.results, trouble.themes)
        yield from gap_blocks(gap, material.own)
        return
    heading = _heading(trouble, material)
    yield Heading(2, heading)
    if not (headed and _names_school(heading, trouble, material)):
        yield from tell_together(trouble.results, trouble.lacks, (), material)
        return
    asked = _asked_for(heading, trouble, material)
    lacks = [each._replace(headed=True) for each in trouble.lacks]
    yield from asked or tell_together(trouble.results, lacks, (), material)


def _names_school(heading: str, trouble: Trouble, material: DistrictMaterial) -> bool:
    """Whether the heading names the only school that fails."""
    names = failing_schools_of(trouble.lacks, material.registers)
    return len(names) == 1 and heading.startswith(names[0])


def _asked_for(heading: str, trouble: Trouble, material: DistrictMaterial) -> tuple[Paragraph, ...]:
    """What was asked for, where the heading says all of what is not so; else nothing."""
    matters = pair(trouble.results, trouble.lacks)
    kinds = {lack_words(each, material).kind for each in trouble.lacks}
    noun = material.registers.noun
    titles = (each.removeprefix(noun) for each in matter_titles((), trouble.lacks, material))
    plain = kinds == {ProseKind.YES_NO} and all(each.is_told_by_schools for each in matters)
    if not plain or not all(each in heading for each in titles):
        return ()
    wanted = [lack_words(each, material).wanted for each in trouble.lacks]
    answer = trouble.lacks[0].failings[0].result.display
    return material.say("问题要求", {"各项": [*filter(None, wanted)], "值": answer})


def tell_together(
    results: Sequence[Result],
    lacks: Sequence[IndicatorLack],
    excesses: Sequence[Excess],
    material: DistrictMaterial,
) -> Iterator[Paragraph]:
    """What the district fails, what its schools fail, then the coefficients over their limits.

    All stand in one paragraph, or each in its own if they name more schools than one may.
    """
    said = [
        *_of_one(tell_matters(results, lacks, material), lacks, material),
        *(material.sentence("县域差异", excess_values(excess)) for excess in excesses),
    ]
    if sum(lack.schools for lack in lacks) <= MOST_NAMED:
        said = ["".join(said)]
    yield from map(paragraph, filter(None, said))


def _of_one(
    said: Iterable[str], lacks: Sequence[IndicatorLack], material: DistrictMaterial
) -> Sequence[str]:
    """The sentences; those of the school that the heading names as one, with one subject."""
    told = [*said]
    failings = chain.from_iterable(lack.failings for lack in lacks if lack.headed)
    names = {material.registers.this_failing(each) for each in failings}
    if len(names) != 1 or len(told) < len(lacks):
        return told
    (name,) = names
    first, *rest = (each.rstrip("。") for each in told)
    return [f"{'；'.join([first, *(each.removeprefix(name) for each in rest)])}。"]


def _heading(trouble: Trouble, material: DistrictMaterial) -> str:
    """What fails, in few words, and where; the words of the theme where it is much."""
    titles = matter_titles(trouble.results, trouble.lacks, material)
    few = choose_heading(
        [_BRACKETED.sub("", each) for each in titles],
        len(trouble.themes),
        trouble.words or f"{trouble.name}还有差距",
    )
    return title_with_schools(few, trouble.results, trouble.lacks, material)
