"""Names and texts of figures that say a stage themselves: 初中在校生数, or 小学 120，初中 80."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import yaml

from reportgen.late_regex import late_regex
from reportgen.load.cell_marks import CellLineMark
from reportgen.load.faults import ValueFault
from reportgen.load.values import parse_value
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary, Scope
from reportgen.model.form_labels import row_label
from reportgen.model.stages import Stage, Stages
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Change, Remedy

_SAME_TAG = "-"
_LONGEST = 200


class _Spelling(NamedTuple):
    """How stages are written: a pattern of each, and the stage that a spelling stands for."""

    stages: Mapping[str, Stage]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    parts: re.Pattern[str]


@lru_cache(maxsize=16)
def _spelling(written: tuple[tuple[str, Stage], ...]) -> _Spelling:
    words = "|".join(sorted((re.escape(word) for word, _ in written), key=len, reverse=True))
    return _Spelling(
        dict(written),
        late_regex(rf"({words})(?:学段|阶段)?的?\s*[-_—]?\s*(\S.*)"),
        late_regex(rf"(.*\S)\s*[（(]\s*({words})(?:学段|阶段)?\s*[）)]"),
        late_regex(
            rf"[\s,，、;；]*({words})\s*[:：]?\s*(\d[^,，、;；\s]*?)(?=[\s,，、;；]|$|{words})"
        ),
    )


def _spell(stages: Stages) -> _Spelling:
    """A stage is written as it is called, or as its part of a combined school: 初中, 初中部."""
    named = ((stage, stage) for stage in stages)
    divisions = ((words.division, stage) for stage, words in stages.items() if words.division)
    return _spelling((*named, *divisions))


def read_names(
    entries: Mapping[str, Item], dictionary: FactDictionary
) -> Sequence[tuple[str, Item]]:
    """The entries; one that names a fact with a stage (初中在校生数) is that fact's."""
    return [
        (name, entry) if dictionary.find(name) else _read_name(name, entry, dictionary)
        for name, entry in entries.items()
    ]


def _read_name(name: str, entry: Item, dictionary: FactDictionary) -> tuple[str, Item]:
    if len(name) > _LONGEST or not dictionary.stages:
        return name, entry
    spelling = _spell(dictionary.stages)
    before, behind = spelling.before.fullmatch(name), spelling.behind.fullmatch(name)
    readings = (before and before.groups(), behind and behind.groups()[::-1])
    for stage, rest in filter(None, readings):
        fact = dictionary.find(rest)
        if fact is not None and fact.scope is not Scope.SCHOOL:
            return fact.name, _block(entry, {spelling.stages[stage]: entry.node})
    return name, entry


def read_stages(entry: Item, fact: Fact, stages: Stages) -> Item:
    """The entry with a text such as 小学 120，初中 80 as the figures of these stages.

    Any other stays as it is: one that is no number of each stage, or says a stage twice.
    """
    if not (entry.is_text and fact.kind.is_number and fact.scope is not Scope.SCHOOL):
        return entry
    if entry.node.value.isdecimal():
        # Most are a bare number.
        return entry
    text = entry.text().strip("{}").strip()
    if len(text) > _LONGEST or not text or text[0].isdigit():
        return entry
    parts = _parts(text, _spell(stages))
    if not parts or not all(_is_value(each, fact, entry) for each in parts.values()):
        return entry
    mark = entry.node.start_mark
    nodes = {key: yaml.ScalarNode(_SAME_TAG, each, mark, mark) for key, each in parts.items()}
    entry.is_whole()
    return _block(entry, nodes)


def _parts(text: str, spelling: _Spelling) -> Mapping[Stage, str]:
    """The text of each stage; none where there is more in it, or a stage twice."""
    found = [(spelling.stages[each[1]], each[2]) for each in spelling.parts.finditer(text)]
    is_all = not spelling.parts.sub("", text).strip(" ,，、;；。")
    return dict(found) if is_all and len(dict(found)) == len(found) else {}


def _is_value(text: str, fact: Fact, entry: Item) -> bool:
    try:
        parse_value(text, fact, entry.reading.words)
    except ValueFault:
        return False
    return True


def _block(entry: Item, parts: Mapping[Stage, yaml.Node]) -> Item:
    """The entry as a block of stages, at its place."""
    mark = entry.node.start_mark
    keys = ((yaml.ScalarNode(_SAME_TAG, key, mark, mark), node) for key, node in parts.items())
    return entry._replace(node=yaml.MappingNode(_SAME_TAG, list(keys), mark, mark))


def ask_stages(entry: Item, name: str, asked: Sequence[Stage]) -> Remedy:
    """To write an increase that says no stage for one of those stages, as its file has it."""
    text = entry.text()
    if not isinstance(entry.node.start_mark, CellLineMark):
        texts = tuple(f"{{{stage}: {text}}}" for stage in asked)
        words = f"请写成 {' 或 '.join(texts)}；几个学段都有的一起写：{_all_stages(asked)}"
        return Remedy(Change.WRITE, texts, words)
    labels = tuple(row_label(name, stage) for stage in asked)
    told = "，或".join(f"“{label}：{text}”" for label in labels)
    return Remedy(Change.RENAME, labels, f"请写成{told}；几个学段都有的各占一行")


def _all_stages(asked: Sequence[Stage]) -> str:
    return f"{{{', '.join(f'{stage}: …' for stage in asked)}}}"
