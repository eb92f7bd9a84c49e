"""YAML files that are no school's data → what they are, and which command takes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from reportgen.load.identity import DECISIONS_FILE, DISTRICT_FILE, DataKind, find_data_kind
from reportgen.load.yaml_tree import Item
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, UnreadableFileError, error

SETTINGS_FILE = "reportgen.yaml"
OTHER_DATA = "other_data"
"""The code of what is said of such a file."""
_SCHOOL, _OUTLINE, _OF_DATA = "学校", "提纲", frozenset({"报告", "数据"})


class OtherData(NamedTuple):
    """A kind of YAML file: what people call it, what to do with one, the keys that tell it."""

    name: str
    hint: str
    keys: frozenset[str] = frozenset()


_CHECK_TEMPLATE = "请用 reportgen template check 检查它"
_DISTRICT = OtherData(
    "区县自己的数据",
    f"请用 reportgen check 检查它（要叫 {DISTRICT_FILE}）；县域报告用 reportgen batch 文件夹 做",
)
_OF_SCHOOL = OtherData("学校的数据", "请用 reportgen check 检查它")
_SETTINGS = OtherData("项目设置", "不用单独写它：和数据放在一个文件夹里，各个命令自己会读")
_DECISIONS = OtherData("对收到的文件的决定", "不用单独写它：和数据放在一个文件夹里，做报告时照办")
_BY_NAME = {SETTINGS_FILE: _SETTINGS, DECISIONS_FILE: _DECISIONS}
_MAPPING = OtherData("映射文件", "请和表一起写：reportgen check 汇总表.xlsx --mapping 映射.yaml")
_STANDARD = OtherData("标准文件", "请用 --standard 写明它，或在数据的“报告.标准”里写它的文件名")
_OTHERS = (
    OtherData("提纲", _CHECK_TEMPLATE, frozenset({_OUTLINE})),
    OtherData(
        "体裁",
        f"请放在模板文件夹的“体裁”里，再{_CHECK_TEMPLATE.removeprefix('请')}",
        frozenset({"词语", "采集表", "附表", "文书", "清单表头"}),
    ),
    OtherData(
        "公文版式",
        "请和 Word 文档一起写：reportgen check 报告.docx --layout 版式.yaml",
        frozenset({"要求", "继承"}),
    ),
)
_KINDS: Mapping[DataKind, OtherData] = {
    DataKind.DISTRICT: _DISTRICT,
    DataKind.MAPPING: _MAPPING,
    DataKind.STANDARD: _STANDARD,
}


def find_other(name: str, keys: Collection[str]) -> OtherData | None:
    """The kind of a YAML file of that name with those keys at its top; None for what is a school's
    data, or may be a faulty file of such.
    """
    if name in _BY_NAME:
        return _BY_NAME[name]
    kind = find_data_kind(tuple(keys))
    if kind is DataKind.DISTRICT or kind is DataKind.MAPPING:
        return _KINDS[kind]
    is_of_data = _OF_DATA.intersection(keys) or (_SCHOOL in keys and not _has_genre_words(keys))
    others = (each for each in _OTHERS if each.keys.intersection(keys))
    return None if is_of_data else next(others, _KINDS.get(kind))


def _has_genre_words(keys: Collection[str]) -> bool:
    return any(each.keys.intersection(keys) for each in _OTHERS)


def refuse_other_data(root: Item) -> None:
    """Refuse a YAML file that is of another kind than a school's data. Errors: UnreadableFileError
    says what it is and which command takes it.
    """
    other = find_other(Path(root.reading.file).name, _keys(root))
    if other is not None:
        raise _refused(other, root, "一所学校的数据")


def refuse_data(root: Item) -> None:
    """Refuse a YAML file that is of another kind than an outline. Errors: UnreadableFileError says
    what it is and which command takes it.
    """
    keys = _keys(root)
    if _OUTLINE not in keys:
        other = find_other(Path(root.reading.file).name, keys)
        is_data = _OF_DATA.intersection(keys) or _SCHOOL in keys
        other = other or (_OF_SCHOOL if is_data else None)
        if other is not None:
            raise _refused(other, root, "提纲")


def _keys(root: Item) -> list[str]:
    pairs = root.node.value if isinstance(root.node, yaml.MappingNode) else ()
    return [key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)]


def _refused(other: OtherData, root: Item, wanted: str) -> UnreadableFileError:
    file = root.reading.file
    message = f"是{other.name}，不是{wanted}"
    return UnreadableFileError(error(OTHER_DATA, message, Location(file), other.hint))
