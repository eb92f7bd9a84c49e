"""收表决定.yaml in a district's folder → what the office decided about the files in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from reportgen.load.fields import read_line, read_tree
from reportgen.load.identity import DECISIONS_FILE
from reportgen.load.inside import PlaceRefusal, inside
from reportgen.load.yaml_tree import Item
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, UnreadableFileError, error

DECISIONS_KEY = "决定"
"""The key of their list."""

FILE, KIND, SAID, SCHOOL, OTHERS, DATE = "文件", "怎么定", "当时", "学校", "另外的", "日期"
"""The keys of a decision."""

_KEYS = (FILE, KIND, SAID, SCHOOL, OTHERS, DATE)
# Far above what is said of hundreds of files.
_MOST_SIGNS = 50_000
_MARK = 8


class LoadedDecisions(NamedTuple):
    """The decisions in their order, and what is wrong in their file."""

    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_decisions(folder: Path) -> LoadedDecisions:
    """The decisions of that folder; none without the file, or where it cannot be read, which the
    problems say.
    """
    path = folder / DECISIONS_FILE
    found = inside(folder, DECISIONS_FILE)
    if isinstance(found, PlaceRefusal):
        return LoadedDecisions(problems=tuple(_tell_unused(path, found)))
    try:
        root = read_tree(path)
    except UnreadableFileError as fault:
        stopping = (each._replace(stops=False) for each in fault.problems)
        empty = all(each.code == "empty_file" for each in fault.problems)
        return LoadedDecisions(problems=() if empty else tuple(stopping))
    decisions = tuple(read_decisions(root))
    problems = (each._replace(stops=False) for each in root.reading.problems)
    return LoadedDecisions(decisions, tuple(problems))


def _tell_unused(path: Path, why: PlaceRefusal) -> Iterator[Problem]:
    """What is said of a file that is there and is not used."""
    if os.path.lexists(path):
        message = f"{DECISIONS_FILE} {why.message}，里面的决定没有照做"
        told = error("decisions_not_used", message, Location(str(path)), "请换成文件本身，或移走")
        yield told._replace(stops=False)


def content_mark(digest: str) -> str:
    """What tells the content of a file from any other, short enough to be read."""
    return digest[:_MARK]


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
    if said is None or others is None:
        return None
    place, date = item.location, read_line(fields.get(DATE))
    school = school if kind is DecisionKind.LISTED else ""
    decision = Decision(read_line(fields[FILE]), kind, said, school, others, date, place)
    if _count_signs(decision) > _MOST_SIGNS:
        item.report("too_large", f"这一条超过 {_MOST_SIGNS} 字，没有照做", "请重新决定")
        return None
    return decision


def _read_texts(item: Item | None) -> Mapping[str, str] | None:
    """A block of short texts; None where something else stands there, which is noted: without it
    the decision would hold of whatever the file says.
    """
    if item is None or item.is_empty:
        return {}
    entries = item.entries()
    return {key: read_line(each) for key, each in entries.items()} if item.is_mapping else None


def _count_signs(decision: Decision) -> int:
    texts = (*decision.said.items(), *decision.others.items())
    return len(decision.file) + len(decision.school) + sum(map(len, chain.from_iterable(texts)))
