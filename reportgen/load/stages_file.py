"""`stages.yaml` and `school_types.yaml` → the stages, and the types of school that teach them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from reportgen.load.fields import parse_decimal, parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.yaml_tree import Item
from reportgen.model.stages import SchoolType, Stage, Stages, StageWords
from reportgen.words.nearest import suggest

_TYPE_KEYS = ("学段", "同义", "称呼", "说明")


def load_stages(path: Path) -> Stages:
    """The stages in that file, in order; ReportgenError names everything wrong in it."""
    root = read_tree(path)
    fields = root.known_entries(("学段", "用语"))
    entries = fields["学段"].entries()
    spoken = _parse_spoken(fields.get("用语"), tuple(entries))
    stages = {
        Stage(word): _parse_words(item, word)._replace(spoken=spoken.get(word, {}))
        for word, item in entries.items()
    }
    refuse_problems(root)
    return MappingProxyType(stages)


def _parse_spoken(listed: Item | None, stages: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """The words for several stages by the stage that reads them; an unknown stage is noted."""
    found: dict[str, Mapping[str, str]] = {}
    for item in listed.items() if listed else ():
        fields = item.known_entries(("学段", "写成"))
        words = fields["写成"].entries() if "写成" in fields else {}
        said = MappingProxyType({name: read_word(each) for name, each in words.items()})
        for stage in parse_texts(fields.get("学段")):
            if stage not in stages:
                item.report("unknown_choice", f"没有“{stage}”这个学段", suggest(stage, stages))
            found[stage] = said
    return found


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
    fields = item.known_entries(("部", "年级", "校名"))
    division = read_word(fields.get("部")) or word
    return StageWords(division, parse_texts(fields.get("年级")), read_word(fields.get("校名")))


def _parse_weights(item: Item | None, parent: Item, stages: Stages) -> Mapping[Stage, Decimal]:
    entries = item.known_entries(tuple(stages)) if item else {}
    if not entries:
        parent.report("missing_key", "缺少“学段”", "请写上各学段和它的折算权数")
    weights = {stage: parse_decimal(entries[stage]) for stage in stages if stage in entries}
    return MappingProxyType({stage: each for stage, each in weights.items() if each is not None})
