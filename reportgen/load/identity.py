"""The head of a data file → what it is and whom it is about, without reading all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path

import yaml

from reportgen.bounded.limits import LIMITS
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.named_tuple import NamedTuple
from reportgen.problems import UnreadableFileError

_Base: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_SCHOOL, _SETTINGS, _DISTRICT = "学校", "报告", "区县"
_HEAD = 2000
DISTRICT_FILE = "区县.yaml"
"""The name of a district's own file."""

DECISIONS_FILE = "收表决定.yaml"
"""The name of the file in which a district's office keeps what it decided about others."""

# What is said of a workbook that is a list of schools.
ROSTER_CODE = "school_roster"
# Keys that a standard's file has and a school's has not.
_STANDARD_KEYS = frozenset({"标识", "指标", "分组", "自定标准"})
# A mapping explains tables: it is no school either, though it has a block 学校 too.
_MAPPING_KEYS = frozenset({"列", "必需", "类型词", "计校", "不做", "不用"})
# What several kinds of files may have, wherever it stands.
_COMMON_KEYS = frozenset({"名称", "说明", "核实"})


class DataKind(StrEnum):
    """What a data file is about."""

    SCHOOL = "学校"
    STANDARD = "标准"
    MAPPING = "映射"
    ROSTER = "名单"
    DISTRICT = "区县"


class Identity(NamedTuple):
    """What stands at the head of a file; empty if it cannot be read.

    `attachments` are the files that a workbook says it brings.
    """

    name: str = ""
    year: str = ""
    kind: DataKind = DataKind.SCHOOL
    attachments: tuple[str, ...] = ()
    type: str = ""


def read_identity(path: Path) -> Identity:
    """The identity of the school in that file; empty if it cannot be read."""
    try:
        text, _ = decode_text(read_bytes(path, LIMITS.text.file), str(path))
    except UnreadableFileError:
        return Identity()
    # The two blocks stand at the head of nearly every file: reading on would cost ten times as
    # much.
    return _find(text[:_HEAD]) or _find(text) or Identity()


def _find(text: str) -> Identity | None:
    try:
        identity = find_identity(text)
    except yaml.YAMLError:
        return None
    return identity if identity.name or identity.kind is not DataKind.SCHOOL else None


def find_identity(text: str) -> Identity:
    """The identity in that text, read up to the key behind the blocks 学校 and 报告."""
    found: dict[str, dict[str, str]] = {}
    keys: list[str] = []
    # Where the blocks do not stand at the head, the reading ends where no school's file goes on.
    events = islice(yaml.parse(text, Loader=_Base), LIMITS.text.nodes)
    for key in _top_keys(events):
        keys.append(key)
        if len(found) == 2 and key not in _COMMON_KEYS:
            break
        if key in (_SCHOOL, _SETTINGS):
            found[key] = _read_words(events)
        else:
            _skip(events)
    school, year = found.get(_SCHOOL, {}), found.get(_SETTINGS, {}).get("年度", "")
    name, kind = school.get("名称", "").strip(), find_data_kind(keys)
    return Identity(name, year.strip(), kind, type=school.get("类型", "").strip())


def find_data_kind(keys: Sequence[str]) -> DataKind:
    """By the keys up to the one that tells it."""
    if _MAPPING_KEYS.intersection(keys) and "数据" not in keys:
        return DataKind.MAPPING
    if _SCHOOL not in keys and _DISTRICT in keys:
        return DataKind.DISTRICT
    if _SCHOOL not in keys and _STANDARD_KEYS.intersection(keys):
        return DataKind.STANDARD
    return DataKind.SCHOOL


def _top_keys(events: Iterator[yaml.Event]) -> Iterator[str]:
    """The keys of the outermost mapping; whoever takes one must read its value off `events`."""
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            break
    for event in events:
        if not isinstance(event, yaml.ScalarEvent):
            return
        yield event.value.strip()


def _read_words(events: Iterator[yaml.Event]) -> dict[str, str]:
    """The plain entries of the mapping that comes next."""
    if not isinstance(next(events, None), yaml.MappingStartEvent):
        return {}
    words: dict[str, str] = {}
    for event in events:
        if not isinstance(event, yaml.ScalarEvent):
            break
        value = next(events, None)
        if isinstance(value, yaml.ScalarEvent):
            words[event.value.strip()] = value.value
        else:
            _finish(value, events)
    return words


def _skip(events: Iterator[yaml.Event]) -> None:
    _finish(next(events, None), events)


def _finish(event: yaml.Event | None, events: Iterator[yaml.Event]) -> None:
    """Read on to the end of what `event` began."""
    depth = _step(event)
    while depth > 0:
        event = next(events, None)
        if event is None:
            return
        depth += _step(event)


def _step(event: yaml.Event | None) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0
