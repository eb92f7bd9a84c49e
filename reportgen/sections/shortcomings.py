"""存在问题: what the school names itself, and every failing indicator with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.answers import mentioned_names, names_of
from reportgen.model.assessment import Result, Verdict
from reportgen.model.numbers import exact_text
from reportgen.model.report import Block, Heading
from reportgen.model.school import Shortcoming
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.missing_data import find_unknown, unknown_blocks
from reportgen.sections.results.gaps import Gap, gap_blocks, gather_gaps, is_worded, tell
from reportgen.sections.results.told import tells_result, written_whole
from reportgen.sections.results.wording import result_values
from reportgen.words.chinese_numerals import write_count
from reportgen.words.ordinals import strip_ordinal

_NUMBER = late_regex(r"[0-9]+(?:[.][0-9]+)?")
# So much of a noun's beginning and end tells which it is.
_ENOUGH = 2


def build_shortcomings(material: Material) -> tuple[Block, ...]:
    """Each shortcoming of the school's own with its figures, then what else fails, by theme, and
    the data that lack.

    Where anything else fails, a sentence before all says how many indicators do, and of how many
    kinds they are.
    """
    gaps, unknown = _unnamed(material), find_unknown(material)
    headings = len(material.school.shortcomings) + len(gaps) + bool(unknown)
    return (
        *material.whole("存在问题"),
        *_introduction(gaps, headings, material),
        *_named(material),
        *(_told(gaps, material) if headings > 1 else ()),
        *unknown_blocks(unknown, material, headed=headings > 1),
    )


def _unnamed(material: Material) -> tuple[Gap, ...]:
    """What fails and is neither in the school's own shortcomings nor in a chapter of its own."""
    mentioned = mentioned_names(material.school).union(*material.once(_headed))
    text = written_whole("存在问题", material)
    rest = [
        result
        for result in material.assessment.failing
        if result.indicator.name not in mentioned and not tells_result(text, result, material)
    ]
    return gather_gaps(rest, material)


def _introduction(gaps: Sequence[Gap], headings: int, material: Material) -> Iterator[Block]:
    """How many indicators fail; with a single gap all that is said of it."""
    if not gaps:
        return
    own = headings > len(gaps) or bool(written_whole("存在问题", material))
    said = material.phrases.sentence("问题引言", {**_values(headings, material), "自列": own})
    first, *rest = tell(gaps[0].results, material) if headings == 1 else ("",)
    yield from map(paragraph, (said + first, *rest))


def _values(headings: int, material: Material) -> dict[str, object]:
    results = material.assessment.results
    counts = {str(each.label): sum(one.verdict is each for one in results) for each in Verdict}
    return {
        "总数": len(results),
        **counts,
        "标准数": len(material.assessment.standards),
        "已述": len(material.assessment.standards) == 1 and bool(material.title_of("达标情况")),
        "标题数": headings,
        "几": write_count(headings),
    }


def _named(material: Material) -> Iterator[Block]:
    """The school's own shortcomings; an indicator that several are about is told with the first."""
    told: set[str] = set()
    for each, headed in zip(material.school.shortcomings, material.once(_headed), strict=True):
        names = (names_of(each) | headed) - told
        failing = (one for one in material.assessment.failing if one.indicator.name in names)
        results = [one for one in failing if not _says(each, one, material)]
        told |= names
        yield Heading(2, strip_ordinal(each.title))
        yield from map(paragraph, tell(results, material))
        yield from material.narrative(each.content, 3)


def _headed(material: Material) -> tuple[frozenset[str], ...]:
    """For each of the school's own shortcomings the failing indicators that its heading names
    besides the one that it is about, and nobody else mentions: 音乐美术教室不足.
    """
    mentioned = mentioned_names(material.school)
    left = [each for each in material.assessment.failing if each.indicator.name not in mentioned]
    return tuple(_named_beside(each, left, material) for each in material.school.shortcomings)


def _named_beside(
    shortcoming: Shortcoming, left: Sequence[Result], material: Material
) -> frozenset[str]:
    """Those that have the same kind of words as what it is about, and their noun in its title."""
    names = names_of(shortcoming)
    about = [each for each in material.assessment.failing if each.indicator.name in names]
    kinds = {result_values(each, material)["种类"] for each in about}
    told = (each for each in left if kinds and _has_noun(shortcoming.title, each, material))
    return frozenset(
        each.indicator.name for each in told if result_values(each, material)["种类"] in kinds
    )


def _has_noun(title: str, result: Result, material: Material) -> bool:
    """Whether the title has the noun, be it without its middle: 美术教室 of 美术专用教室."""
    noun = str(result_values(result, material)["称谓"])
    start = title.find(noun[:_ENOUGH])
    return len(noun) >= _ENOUGH and start >= 0 and noun[-_ENOUGH:] in title[start:]


def _says(shortcoming: Shortcoming, result: Result, material: Material) -> bool:
    """Whether the school's own words say what the program would: its value and its limit; of
    several that are beyond the limit, each of them.

    Of what has no figures any words do.
    """
    text = shortcoming.content.text
    if is_worded(result):
        return bool(text)
    if not isinstance(result.limit, Decimal):
        return False
    numbers = set(_NUMBER.findall(f"{shortcoming.title} {text}"))
    beyond = result_values(result, material)["超限"]
    listed = beyond if isinstance(beyond, tuple) else ()
    figures = _NUMBER.findall("；".join(told for _, told in listed))
    return {result.display.rstrip("%"), exact_text(result.limit), *figures} <= numbers


def _told(gaps: Sequence[Gap], material: Material) -> Iterator[Block]:
    for gap in gaps:
        yield from gap_blocks(gap, material)
