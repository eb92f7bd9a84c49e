"""小学、初中专任教师分别为720人和560人: whose each of the numbers is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache
from itertools import pairwise

from reportgen.late_regex import late_regex
from reportgen.quantities.lexicon import Lexicon, Subjects
from reportgen.quantities.stated_quantity import HERE, QuantityForm, StatedQuantity

CUE = "分别"
_YEAR = r"(?:19|20)\d\d年"
_VERB = "(?:为|是|有|达到|达|共)?"
_LONGEST = 60
_AND = late_regex("[、和与及]")
_BETWEEN = ("、", "和", "与", "及", "，")


def share_out(
    plain: str, stated: Sequence[StatedQuantity], lexicon: Lexicon, year: int
) -> Iterator[StatedQuantity]:
    """The quantities of a paragraph, those of such rows with the stage or the year of each, in a
    report of that year (0: not known).
    """
    told: list[StatedQuantity] = []
    for at, each in enumerate(stated):
        if not told:
            told = list(_row(plain, stated[at:], lexicon, year))
        yield told.pop(0) if told else each


def _row(
    plain: str, stated: Sequence[StatedQuantity], lexicon: Lexicon, year: int
) -> Iterator[StatedQuantity]:
    """The numbers of the row that begins with the first of them."""
    found = _pattern(lexicon).search(plain[max(stated[0].start - _LONGEST, 0) : stated[0].start])
    noun = found["noun"].removeprefix("的") if found else ""
    items = _AND.split(found["items"]) if found and noun in lexicon.before else []
    row = stated[: len(items)]
    joined = (plain[a.said_to : b.start].strip() in _BETWEEN for a, b in pairwise(row))
    if not items or len(row) < len(items) or not all(joined):
        return
    for item, each in zip(items, row, strict=True):
        subjects = _fitting(lexicon.before[noun], each, lexicon)
        own = _of_item(each, item, lexicon, year)
        own.noun, own.subjects, own.kind = noun, subjects, ""
        yield own


def _fitting(subjects: Subjects, made: StatedQuantity, lexicon: Lexicon) -> Subjects:
    units = ("%",) if made.form is QuantityForm.SHARE else tuple(unit for unit, _ in made.units)
    return tuple(name for name in subjects if lexicon.unit_of[name] in units)


def _of_item(made: StatedQuantity, item: str, lexicon: Lexicon, year: int) -> StatedQuantity:
    own = copy(made)
    if item in lexicon.stages:
        own.scope = HERE._replace(stage=lexicon.stages[item])
    else:
        own.scope = HERE._replace(period="" if year and item.startswith(str(year)) else item)
    return own


@lru_cache(maxsize=32)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    stages = "|".join(sorted(map(re.escape, lexicon.stages), key=len, reverse=True)) or "(?!)"
    item = f"(?:{_YEAR}|{stages})"
    return late_regex(
        rf"(?P<items>{item}(?:[、和与及]{item})+)(?P<noun>[^，。；：、]{{2,12}}?){CUE}{_VERB}$"
    )
