"""收表决定.yaml in a district's folder → what the office decided about the files in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportgen.load.fields import read_line, read_tree
from reportgen.load.identity import DECISIONS_FILE
from reportgen.load.inside import lies_inside
from reportgen.load.yaml_tree import Item
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.problems import Problem, UnreadableFileError

DECISIONS_KEY = "决定"
"""The key of their list."""

FILE, KIND, SAID, SCHOOL, OTHERS, DATE = "文件", "怎么定", "当时", "学校", "另外的", "日期"
"""The keys of a decision."""

_KEYS = (FILE, KIND, SAID, SCHOOL, OTHERS, DATE)


class LoadedDecisions(NamedTuple):
    """The decisions in their order, and what is wrong in their file."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_decisions(folder: Path) -> LoadedDecisions:
    """The decisions of that folder; none without the file, or where it cannot be read, which the
    problems say.
    """
    path = folder / DECISIONS_FILE
    if not lies_inside(folder, path):
        return LoadedDecisions()
    try:
        root = read_tree(path)
    except UnreadableFileError as fault:
        stopping = (each._replace(stops=False) for each in fault.problems)
        empty = all(each.code == "empty_file" for each in fault.problems)
        return LoadedDecisions(problems=() if empty else tuple(stopping))
    decisions = tuple(read_decisions(root))
    problems = (each._replace(stops=False) for each in root.reading.problems)
    return LoadedDecisions(decisions, tuple(problems))


def read_decisions(root: Item) -> Iterator[Decision]:
    """The decisions of a file; one that cannot be understood is noted and left out."""
    entry = root.known_entries((DECISIONS_KEY,)).get(DECISIONS_KEY)
    for item in decision_items(entry):
        decision = _read(item)
        if decision is not None:
            yield decision


def decision_items(entry: Item | None) -> tuple[Item, ...]:
    """The entries of the list of decisions."""
    return entry.items() if entry is not None and not entry.is_empty else ()


def _read(item: Item) -> Decision | None:
    fields = item.known_entries(_KEYS)
    missing = [key for key in (FILE, KIND) if not read_line(fields.get(key))]
    if missing:
        item.report("missing_key", f"缺少“{missing[0]}”，没有照做", "请补上，或删去这一条")
        return None
    word = read_line(fields[KIND])
    kinds = {str(each): each for each in DecisionKind}
    if word not in kinds:
        hint = f"可以写的有：{'、'.join(kinds)}"
        fields[KIND].report("bad_value", f"不认识“{word}”这种决定，没有照做", hint)
        return None
    kind, school = kinds[word], read_line(fields.get(SCHOOL))
    if kind is DecisionKind.LISTED and not school:
        item.report("missing_key", f"缺少“{SCHOOL}”，没有照做", "请写上名单上的校名")
        return None
    said, others = _read_texts(fields.get(SAID)), _read_texts(fields.get(OTHERS))
    place, date = item.location, read_line(fields.get(DATE))
    school = school if kind is DecisionKind.LISTED else ""
    return Decision(read_line(fields[FILE]), kind, said, school, others, date, place)


def _read_texts(item: Item | None) -> Mapping[str, str]:
    """A block of short texts."""
    if item is None or item.is_empty:
        return {}
    return {key: read_line(each) for key, each in item.entries().items()}
