"""存在问题: what the school names itself, and every failing indicator with its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.model.answers import mentioned_names, names_of
from reportgen.model.assessment import Result, Verdict
from reportgen.model.numbers import exact_text
from reportgen.model.report import Block, Heading
from reportgen.model.school import Shortcoming
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.missing_data import find_unknown, unknown_blocks
from reportgen.sections.results.gaps import Gap, gap_blocks, gather_gaps, is_worded, tell
from reportgen.sections.results.told import tells_result, written_whole
from reportgen.words.chinese_numerals import write_count
from reportgen.words.ordinals import strip_ordinal


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
    mentioned = mentioned_names(material.school)
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
    for each in material.school.shortcomings:
        names = names_of(each) - told
        failing = (one for one in material.assessment.failing if one.indicator.name in names)
        results = [one for one in failing if not _says(each, one)]
        told |= names
        yield Heading(2, strip_ordinal(each.title))
        yield from map(paragraph, tell(results, material))
        yield from material.narrative(each.content, 3)


def _says(shortcoming: Shortcoming, result: Result) -> bool:
    """Whether the school's own words say what the program would: its value and its limit.

    Of what has no figures any words do.
    """
    text = shortcoming.content.text
    if is_worded(result):
        return bool(text)
    numbers = set(re.findall(r"[0-9]+(?:[.][0-9]+)?", f"{shortcoming.title} {text}"))
    return (
        isinstance(result.limit, Decimal)
        and {result.display.rstrip("%"), exact_text(result.limit)} <= numbers
    )


def _told(gaps: Sequence[Gap], material: Material) -> Iterator[Block]:
    for gap in gaps:
        yield from gap_blocks(gap, material)
