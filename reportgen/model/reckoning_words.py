"""The words by which a text says that it computes a number of others."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple


class CountedThing(NamedTuple):
    """What ratios and shares are of: the facts `subjects`, or what texts count in `units`; `said`
    are the words for it.
    """

    name: str
    subjects: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


class ReckoningWords(NamedTuple):
    """The words of numbers that are computed.

    `things` are what is divided by, by name. `per` gives for each word for a share (生均,
    每百名学生) the thing that has it and how many of it; `heads` are words of which the number
    before tells who they are (人均). `ratios` gives by each name of a ratio (师生比) the two things
    in the order in which it names them, `smaller` are those that are written as 1. `same` stand
    before a thing and change nothing (在编). Behind one of `grows` and `shrinks` stands a change,
    behind one of `lacks` a difference, before which one of `wanted` tells what there is to be;
    `rest` tells of what is left of a whole. `yearly` are means of changes, which nothing here
    computes, `by_years` what is shared out among years. With one of `bounds` a standard is told,
    with one of `elsewhere` the number of others, with one of `less` not that of the whole. Rates
    may be of others than are counted beside them where one of `free_rates` is in their name; none
    is computed where one of `flows` (转入) stands; `rated` has the other words of those who are
    counted for a rate, by its name (升入, 考入 of 升学). Where a text has one of `weights`,
    shares of it are no plain quotients.
    """

    things: Mapping[str, CountedThing] = MappingProxyType({})
    per: Mapping[str, tuple[str, Decimal]] = MappingProxyType({})
    heads: tuple[str, ...] = ()
    ratios: Mapping[str, tuple[str, str]] = MappingProxyType({})
    smaller: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    grows: tuple[str, ...] = ()
    shrinks: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    free_rates: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    by_years: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    rated: Mapping[str, tuple[str, ...]] = MappingProxyType({})
