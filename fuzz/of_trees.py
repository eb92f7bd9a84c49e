"""Data in YAML or JSON → the same with entries and values changed, as a tree or as text."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

import yaml

from fuzz import hostile
from fuzz.of_text import MUTATORS as TEXT_MUTATORS

_DEPTHS = (2, 8, 65, 150)


class Slot(NamedTuple):
    """A place in a tree: what holds it, and by which key or number."""

    holder: Any
    key: Any

    @property
    def value(self) -> Any:
        """What stands there."""
        return self.holder[self.key]

    def put(self, value: object) -> None:
        """Let that stand there."""
        self.holder[self.key] = value

    def clear(self) -> None:
        """Let nothing stand there."""
        del self.holder[self.key]


def slots(tree: Any) -> Iterator[Slot]:
    """Every place in the tree, the outer ones first."""
    keys = (
        list(tree) if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    )
    for key in keys:
        yield Slot(tree, key)
        yield from slots(tree[key])


def mutate_tree(tree: Any, dice: Random) -> Any:
    """A copy of the tree with a few changes."""
    changed = copy.deepcopy(tree)
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        places = list(slots(changed))
        if places:
            dice.choice(_CHANGES)(places, dice)
    return changed


def mutate_yaml(data: bytes, dice: Random) -> bytes:
    """Mostly a change of the tree; else, or where it is none, of the text."""
    if dice.random() < 0.75:
        try:
            tree = yaml.load(data, yaml.CSafeLoader)
            return dump(mutate_tree(tree, dice)) if isinstance(tree, dict | list) else data
        except (yaml.YAMLError, ValueError, RecursionError):
            return data
    return dice.choice(TEXT_MUTATORS)(data, dice)


def dump(tree: Any) -> bytes:
    """The tree as YAML."""
    text = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return str(text).encode("utf-8", "surrogatepass")


class _Dumper(yaml.CSafeDumper):
    """Writes what stands in two places twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def mutate_json_lines(data: bytes, dice: Random) -> bytes:
    """A line that is an object of JSON is changed as a tree."""
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    body = lines[at].rstrip(b",")
    try:
        tree = mutate_tree(json.loads(body), dice)
    except (ValueError, RecursionError):
        return dice.choice(TEXT_MUTATORS)(data, dice)
    said = json.dumps(tree, ensure_ascii=dice.random() < 0.3, separators=(",", ":"))
    lines[at] = said.encode("utf-8", "surrogatepass") + lines[at][len(body) :]
    return b"\n".join(lines)


def _set(places: list[Slot], dice: Random) -> None:
    dice.choice(places).put(hostile.typed(dice))


def _set_leaf(places: list[Slot], dice: Random) -> None:
    """A value that is no collection becomes another such."""
    leaves = [each for each in places if not isinstance(each.value, dict | list)]
    dice.choice(leaves or places).put(hostile.value(dice))


def _delete(places: list[Slot], dice: Random) -> None:
    dice.choice(places).clear()


def _swap(places: list[Slot], dice: Random) -> None:
    """Two values change places; of one within the other the outer stays."""
    first, second = dice.choice(places), dice.choice(places)
    here, there = copy.deepcopy(first.value), copy.deepcopy(second.value)
    second.put(here)
    if first in places and _stands(first):
        first.put(there)


def _stands(slot: Slot) -> bool:
    return slot.key in slot.holder if isinstance(slot.holder, dict) else slot.key < len(slot.holder)


def _rename(places: list[Slot], dice: Random) -> None:
    """A key is another's, or a hostile one."""
    named = [each for each in places if isinstance(each.holder, dict)]
    if named:
        chosen, other = dice.choice(named), dice.choice(named)
        key = other.key if dice.random() < 0.6 else hostile.value(dice)
        chosen.holder[key] = chosen.holder.pop(chosen.key)


def _duplicate(places: list[Slot], dice: Random) -> None:
    listed = [each for each in places if isinstance(each.holder, list)]
    if listed:
        chosen = dice.choice(listed)
        copies = [copy.deepcopy(chosen.value) for _ in range(dice.choice((1, 2, 40)))]
        chosen.holder.extend(copies)


def _nest(places: list[Slot], dice: Random) -> None:
    chosen, key = dice.choice(places), dice.choice(("名称", "内容", None))
    value = chosen.value
    for _ in range(dice.choice(_DEPTHS)):
        value = [value] if key is None else {key: value}
    chosen.put(value)


_CHANGES: tuple[Callable[[list[Slot], Random], None], ...] = (
    *(_set, _set_leaf, _set_leaf, _set_leaf, _delete, _swap, _rename, _duplicate, _nest),
)
