"""A part that is named by its whole's name and is more than that: 农村小学寄宿生10381人 of
小学寄宿生6574人.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.split_lists import find_lists
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_LONGEST, _SHORTEST = 16, 3
_HINT = "请核对这两个数"
_CLAUSE = late_regex(r"[\u4e00-\u9fff]{2,16}$")
_CHANGED = late_regex("[新缺增减招毕计拟将平各每]|上年|去年|累计")
_Key = tuple[str, str]


class _Named(NamedTuple):
    """A number, what it counts, and the part of that which it is of."""

    key: _Key
    stated: StatedIn


class _Words(NamedTuple):
    opening: re.Pattern[str]
    ends: re.Pattern[str]
    narrower: tuple[str, ...]
    cue: re.Pattern[str]


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    prose, things = dictionary.vocabulary.prose, dictionary.vocabulary.things
    opened = [*prose.areas, *prose.own, *prose.now, "其中", "我"]
    links = any_of((*prose.links, *prose.near, *things.verbs, *prose.sums))
    return _Words(
        late_regex(rf"^(?:{any_of(opened)}|{links})+"),
        late_regex(rf"(?:{links})+$"),
        things.splits.narrower,
        late_regex(rf"(?:{any_of(things.splits.narrower)})[\u4e00-\u9fff]{{3,14}}\d"),
    )


def check_subsets(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both numbers."""
    words = _words_of(known.dictionary)
    if words.cue.search(text.whole) is None:
        return
    wholes: dict[_Key, StatedIn] = {}
    named = tuple(_find_named(text, words))
    for each in named:
        known_one = wholes.setdefault(each.key, each.stated)
        if each.stated.quantity.number > known_one.quantity.number:
            wholes[each.key] = each.stated
    for each in named:
        whole = wholes.get(_wider(each.key, words))
        if whole is not None and _is_above(each.stated, whole):
            yield from _findings(each, whole)


def _wider(key: _Key, words: _Words) -> _Key:
    """What it is a part of; nothing for what is no part."""
    name, part = key
    told = next((each for each in words.narrower if name.startswith(each)), "")
    wider = name.removeprefix(told)
    return (wider, part) if told and len(wider) >= _SHORTEST else ("", "")


def _is_above(each: StatedIn, whole: StatedIn) -> bool:
    one, other = each.quantity, whole.quantity
    alike = one.units == other.units and one.scope.period == other.scope.period
    return alike and one.number > other.number


def _find_named(text: ReadText, words: _Words) -> Iterator[_Named]:
    """The numbers with their names, and those of lists with the name of their whole."""
    told = [_Named((_name(each, words), ""), each) for each in text.stated]
    yield from (each for each in told if each.key[0])
    # Most texts name no part so.
    narrow = any(each.key[0].startswith(words.narrower) for each in told)
    for listed in find_lists(text.stated) if narrow else ():
        name = _name(listed.whole, words)
        if name:
            pairs = zip(listed.labels, listed.parts, strict=True)
            yield from (_Named((name, label), part) for label, part in pairs if label)


def _name(each: StatedIn, words: _Words) -> str:
    quantity, text = each.quantity, each.part.text
    if not each.is_count or not quantity.unit:
        return ""
    found = _CLAUSE.search(text[max(quantity.start - _LONGEST, 0) : quantity.start])
    if found is None or _CHANGED.search(found[0]):
        return ""
    name = words.ends.sub("", words.opening.sub("", found[0]))
    return name if len(name) >= _SHORTEST else ""


def _findings(named: _Named, whole: StatedIn) -> Iterable[TextFinding]:
    part = named.stated
    words = f"{''.join(named.key)}{part.written}"
    of_part = f"“{words}”只是其中一部分，却多于{quote_stated((whole,), part)}"
    begin = max(part.part.text.rfind(named.key[0], 0, part.quantity.start), 0)
    start = part.quantity.said_from if named.key[1] else min(begin, part.quantity.said_from)
    yield remind(TextRule.RELATION, part.part, (start, part.quantity.end), of_part, _HINT)
    spot = f"（{part.part.spot}）" if part.part is not whole.part else ""
    of_whole = f"“{whole.words}”少于其中一部分“{words}”{spot}"
    span = whole.quantity.said_from, whole.quantity.end
    yield remind(TextRule.RELATION, whole.part, span, of_whole, _HINT)
