"""What a text states by its paragraphs, and which of it a partition of totals speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from reportgen.model.facts import Partition
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.stated_figures import StatedIn


class Partitioned(NamedTuple):
    """The totals of a text that a partition parts, in order; the words of its parts; and what each
    paragraph states that has some of either, with how many parts those are.
    """

    wholes: AbstractSet[StatedIn]
    words: Mapping[StatedIn, str]
    paragraphs: Sequence[tuple[Sequence[StatedIn], int]]


class Paragraphs:
    """The paragraphs of a text. What a partition says of them is looked for once, for all checks:
    few of them have a total that is parted.
    """

    def __init__(self, stated: Sequence[StatedIn] = ()) -> None:
        self._all = stated
        self._known: dict[str, Partitioned] = {}

    def of(self, partition: Partition) -> Partitioned:
        """What the partition says of them."""
        if partition.name not in self._known:
            self._known[partition.name] = self._read(partition)
        return self._known[partition.name]

    def _read(self, partition: Partition) -> Partitioned:
        totals = (each for each in self._totals if _is_named_by(partition, each))
        wholes = dict.fromkeys(totals).keys()
        words = dict(self._find_words(partition))
        counts = dict.fromkeys((each.at for each in wholes), 0)
        for each in words:
            counts[each.at] = counts.get(each.at, 0) + 1
        return Partitioned(wholes, words, [(self._stated[at], counts[at]) for at in sorted(counts)])

    def _find_words(self, partition: Partition) -> Iterator[tuple[StatedIn, str]]:
        """All parts with their words; most words are in no label."""
        there = "\n".join(self._by_label)
        parts = [word for word in partition.parts if word in there]
        for label, told in self._by_label.items() if parts else ():
            if word := _longest(parts, label, partition):
                yield from ((each, word) for each in told)

    @cached_property
    def _totals(self) -> Sequence[StatedIn]:
        return [each for each in self._all if _is_total(each)]

    @cached_property
    def _stated(self) -> Mapping[int, Sequence[StatedIn]]:
        found: dict[int, list[StatedIn]] = {}
        for each in self._all:
            found.setdefault(each.at, []).append(each)
        return found

    @cached_property
    def _by_label(self) -> Mapping[str, Sequence[StatedIn]]:
        found: dict[str, list[StatedIn]] = {}
        for each in self._all:
            if label := _label(each):
                found.setdefault(label, []).append(each)
        return found


def is_whole_of(partition: Partition, each: StatedIn) -> bool:
    """Whether it is a total that the partition parts."""
    return _is_named_by(partition, each) and _is_total(each)


def _is_named_by(partition: Partition, each: StatedIn) -> bool:
    return any(name in partition.wholes for name in each.quantity.subjects)


def _is_total(each: StatedIn) -> bool:
    """Whether it is one of all of something."""
    quantity = each.quantity
    if not quantity.subjects:
        return False
    part = quantity.among and quantity.scope.stage
    plain = not (quantity.kind or quantity.scope.grade or part)
    return plain and quantity.nearness is Nearness.EXACT and quantity.per is None


def part_word(partition: Partition, each: StatedIn) -> str:
    """The longest word of the partition that stands beside the number; empty for none."""
    label = _label(each)
    return _longest(partition.parts, label, partition) if label else ""


def _label(each: StatedIn) -> str:
    """What stands beside the number, if that is a plain amount; empty else."""
    quantity = each.quantity
    plain = quantity.form is QuantityForm.AMOUNT and quantity.nearness is Nearness.EXACT
    if not plain or quantity.per is not None:
        return ""
    whose = quantity.scope.whose if not quantity.subjects else ""
    return f"{quantity.kind}{quantity.noun}{whose}" or quantity.scope.stage


def _longest(parts: Sequence[str], label: str, partition: Partition) -> str:
    """The longest of the parts that the label has; empty for none."""
    found = [word for word in parts if word in label]
    if not found or any(one in label for one in partition.excepted):
        return ""
    return max(found, key=len)
