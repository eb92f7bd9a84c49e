"""`numbering.xml` → the number that Word writes before a paragraph of a list: 一、（一）1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.number_formats import write_number
from reportgen.ooxml.properties import Properties, attribute, paragraph_properties, whole

BULLET = "•"
_NO_NUMBERS = {"bullet": BULLET, "none": ""}
_PLACE = late_regex(r"%([1-9])")


class ListLevel(NamedTuple):
    """A depth of a list: how its number is counted and written, and how its paragraphs are
    indented.
    """

    start: int
    form: str
    text: str
    paragraph: Properties
    style: str


class WordList(NamedTuple):
    """A list as a paragraph names it; lists with one `family` go on counting each other's
    numbers.
    """

    family: str
    levels: Mapping[int, ListLevel]


def read_lists(root: Any) -> Mapping[str, WordList]:
    """Every list of a `w:numbering` by the id that paragraphs name; none for None."""
    if root is None:
        return {}
    families = {each.get(W + "abstractNumId", ""): each for each in root.iter(W + "abstractNum")}
    return {each.get(W + "numId", ""): _read_list(each, families) for each in root.iter(W + "num")}


def _read_list(element: Any, families: Mapping[str, Any]) -> WordList:
    number, family = element.get(f"{W}numId", ""), attribute(element, "abstractNumId") or ""
    levels = _read_levels(families.get(family))
    overrides = list(element.iter(f"{W}lvlOverride"))
    for override in overrides:
        levels |= _overridden(override, levels)
    restarts = any(attribute(each, "startOverride") is not None for each in overrides)
    return WordList(f"{family}/{number}" if restarts else family, levels)


def _read_levels(element: Any) -> dict[int, ListLevel]:
    """The levels within the element by their depth, from 0."""
    found = () if element is None else element.iter(f"{W}lvl")
    return {whole(each.get(f"{W}ilvl")): _read_level(each) for each in found}


def _overridden(override: Any, levels: Mapping[int, ListLevel]) -> dict[int, ListLevel]:
    """The level that a list has in the place of its family's."""
    depth, start = whole(override.get(f"{W}ilvl")), attribute(override, "startOverride")
    own = override.find(f"{W}lvl")
    level = levels.get(depth) if own is None else _read_level(own)
    if level is None:
        return {}
    return {depth: level if start is None else level._replace(start=whole(start, 1))}


def _read_level(element: Any) -> ListLevel:
    return ListLevel(
        start=whole(attribute(element, "start"), 1),
        form=attribute(element, "numFmt") or "decimal",
        text=attribute(element, "lvlText") or "",
        paragraph=paragraph_properties(element.find(W + "pPr")),
        style=attribute(element, "pStyle") or "",
    )


class ListCounter:
    """Counts the paragraphs of lists in the document's order."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[int, int]] = {}

    def count(self, found: WordList, depth: int) -> str:
        """The number of the next paragraph at that depth; a bullet is `•`, no number is nothing."""
        level = found.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.family, {})
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _label(found, counts, level)


def _label(found: WordList, counts: Mapping[int, int], level: ListLevel) -> str:
    if level.form in _NO_NUMBERS:
        return _NO_NUMBERS[level.form]
    return _PLACE.sub(lambda place: _number(found, counts, int(place[1]) - 1), level.text)


def _number(found: WordList, counts: Mapping[int, int], depth: int) -> str:
    level = found.levels.get(depth)
    return "" if level is None else write_number(counts.get(depth, level.start), level.form)
