"""`stages.yaml` and `school_types.yaml` → the stages, and the types of school that teach them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from reportgen.load.fields import parse_decimal, parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.yaml_tree import Item
from reportgen.model.stages import SchoolType, Stage, Stages, StageWords

_TYPE_KEYS = ("学段", "同义", "称呼", "说明")


def load_stages(path: Path) -> Stages:
    """The stages in that file, in order; ReportgenError names everything wrong in it."""
    root = read_tree(path)
    entries = root.known_entries(("学段",))["学段"].entries()
    stages = {Stage(word): _parse_words(item, word) for word, item in entries.items()}
    refuse_problems(root)
    return MappingProxyType(stages)


def load_school_types(path: Path, stages: Stages) -> Mapping[str, SchoolType]:
    """School types by name and other name; ReportgenError names everything wrong in the file."""
    root = read_tree(path)
    found: dict[str, SchoolType] = {}
    for name, item in root.known_entries(("学校类型",))["学校类型"].entries().items():
        fields = item.known_entries(_TYPE_KEYS)
        weights = _parse_weights(fields.get("学段"), item, stages)
        school_type = SchoolType(name, weights, read_word(fields.get("称呼")))
        found |= dict.fromkeys((name, *parse_texts(fields.get("同义"))), school_type)
    refuse_problems(root)
    return found


def _parse_words(item: Item, word: str) -> StageWords:
    fields = item.known_entries(("部", "年级"))
    return StageWords(read_word(fields.get("部")) or word, parse_texts(fields.get("年级")))


def _parse_weights(item: Item | None, parent: Item, stages: Stages) -> Mapping[Stage, Decimal]:
    entries = item.known_entries(tuple(stages)) if item else {}
    if not entries:
        parent.report("missing_key", "缺少“学段”", "请写上各学段和它的折算权数")
    weights = {stage: parse_decimal(entries[stage]) for stage in stages if stage in entries}
    return MappingProxyType({stage: each for stage, each in weights.items() if each is not None})
