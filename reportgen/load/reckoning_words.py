"""The words of `data/vocabulary.yaml` by which texts say that they compute a number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reportgen.load.fields import parse_decimal, parse_texts
from reportgen.load.yaml_tree import Item
from reportgen.model.reckoning_words import CountedThing, ReckoningWords

_THINGS, _PER, _RATIOS, _RATED = "东西", "每份", "比", "率的人"
_LISTS = {
    "人均": "heads",
    "一": "smaller",
    "照旧": "same",
    "增": "grows",
    "减": "shrinks",
    "年均": "yearly",
    "其余": "rest",
    "差": "lacks",
    "应有": "wanted",
    "标准": "bounds",
    "权数": "weights",
    "别处": "elsewhere",
    "扣除": "less",
    "按年": "by_years",
    "别的率": "free_rates",
    "进出": "flows",
}
_TWO = 2


def parse_reckoning(block: Item | None) -> ReckoningWords:
    """The words of that block; a thing that it does not have is noted."""
    fields = block.known_entries((_THINGS, _PER, _RATIOS, _RATED, *_LISTS)) if block else {}
    things = {each.name: each for each in _parse_things(fields.get(_THINGS))}
    words = ReckoningWords(
        things,
        dict(_parse_per(fields.get(_PER), things)),
        ratios=dict(_parse_ratios(fields.get(_RATIOS), things)),
    )
    rated = fields.get(_RATED)
    told = rated.entries().items() if rated else ()
    words = words._replace(rated={name: parse_texts(item) for name, item in told})
    lists: dict[str, Any] = {name: parse_texts(fields.get(key)) for key, name in _LISTS.items()}
    return words._replace(**lists)


def _parse_things(block: Item | None) -> Iterator[CountedThing]:
    for name, item in (block.entries() if block else {}).items():
        fields = item.known_entries(("数据", "单位", "叫"))
        facts, units, said = (parse_texts(fields.get(key)) for key in ("数据", "单位", "叫"))
        yield CountedThing(name, facts, units, said)


def _parse_per(
    block: Item | None, things: dict[str, CountedThing]
) -> Iterator[tuple[str, tuple[str, Decimal]]]:
    for thing, item in (block.entries() if block else {}).items():
        if thing not in things:
            item.report_unknown(thing, tuple(things))
        for word, many in item.entries().items():
            yield word, (thing, parse_decimal(many) or Decimal(1))


def _parse_ratios(
    block: Item | None, things: dict[str, CountedThing]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, item in (block.entries() if block else {}).items():
        pair = parse_texts(item)
        for each in pair:
            if each not in things:
                item.report_unknown(each, tuple(things))
        if len(pair) == _TWO:
            yield name, (pair[0], pair[1])
