"""`data/mappings/*.yaml`, or a project's own: which column of a foreign table is which fact."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.load.fields import parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.library import Library
from reportgen.load.workbooks.grouped_column_titles import plain_path
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location
from reportgen.words.nearest import suggest

MAPPING_KEYS = (
    *("名称", "说明", "核实", "必需", "学校", "报告", "类型词", "不做", "计校", "列", "不用"),
)
_SCHOOL_KEYS = ("名称", "类型", "所在区县", "代码", "地址")
_SETTINGS_KEYS = ("年度", "标准", "主送", "署名", "日期")


class MappedFact(NamedTuple):
    """What a column holds: a fact, for a stage (or all), in a unit where the head names none."""

    fact: Fact
    stage: str = ""
    unit: str = ""


class TableMapping(NamedTuple):
    """What the columns of a foreign table hold.

    Paths of heads are as the file writes them (`专任教师/#按学历分/本科`). The mapping is chosen if
    all those `needed` are there. `types` gives the school type of each word; schools of the types
    `left_out` have no report. The column `counted` says 0 if the row is not a school of its own.
    `places` are those of the blocks 学校, 报告 and 列, whether they are there or not.
    """

    name: str
    file: str
    verified: bool
    needed: tuple[str, ...]
    school: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, str]
    types: Mapping[str, str]
    left_out: tuple[str, ...]
    counted: tuple[str, ...]
    facts: Mapping[str, MappedFact]
    unused: tuple[str, ...]
    places: Mapping[str, Location]


def load_mapping(path: Path, library: Library) -> TableMapping:
    """The mapping in that file, to facts of the library and of the standards that it names.

    Errors: ReportgenError names everything wrong in it.
    """
    root = read_tree(path)
    fields = root.known_entries(MAPPING_KEYS)
    school = fields["学校"].known_entries(_SCHOOL_KEYS) if "学校" in fields else {}
    settings = fields["报告"].known_entries(_SETTINGS_KEYS) if "报告" in fields else {}
    named = _parse_heads(school.get("名称"))
    if not named:
        place = fields.get("学校", root)
        place.report("missing_key", "缺少“学校.名称”", "请写上学校名称那一列的表头")
    dictionary = library.dictionary_for(parse_texts(settings.get("标准")), path.parent)
    mapping = TableMapping(
        name=read_word(fields.get("名称")) or path.stem,
        file=str(path),
        verified=read_word(fields.get("核实")) == "是",
        needed=_parse_heads(fields.get("必需")) or named[:1],
        school={key: _parse_heads(item) for key, item in school.items()} | {"名称": named},
        settings={key: "\n".join(parse_texts(item)) for key, item in settings.items()},
        types={word: read_word(item) for word, item in _entries(fields.get("类型词")).items()},
        left_out=parse_texts(fields.get("不做")),
        counted=_parse_heads(fields.get("计校")),
        facts=_parse_facts(fields.get("列"), dictionary),
        unused=_parse_heads(fields.get("不用")),
        places={key: _place(root, fields.get(key), key) for key in ("学校", "报告", "列")},
    )
    refuse_problems(root)
    return mapping


def _place(root: Item, block: Item | None, key: str) -> Location:
    place = block.location if block is not None else Location(root.reading.file)
    return place._replace(path=key)


def _entries(item: Item | None) -> Mapping[str, Item]:
    return item.entries() if item is not None else {}


def _parse_heads(item: Item | None) -> tuple[str, ...]:
    """The heads in the field; one without a word, which would fit every column, is noted."""
    heads = parse_texts(item)
    return tuple(each for each in heads if item is not None and _is_head(each, item))


def _is_head(head: str, item: Item) -> bool:
    if not plain_path(head):
        item.report("bad_value", f"“{head}”里没有表头的字", "请照表里的写，上下级用“/”隔开")
        return False
    return True


def _parse_facts(item: Item | None, dictionary: FactDictionary) -> Mapping[str, MappedFact]:
    heads = {head: entry for head, entry in _entries(item).items() if _is_head(head, entry)}
    parsed = {head: _parse_fact(entry, dictionary) for head, entry in heads.items()}
    return {head: fact for head, fact in parsed.items() if fact is not None}


def _parse_fact(item: Item, dictionary: FactDictionary) -> MappedFact | None:
    fields = {"事实": item} if item.is_text else item.known_entries(("事实", "学段", "单位"))
    name, stage = read_word(fields.get("事实")), read_word(fields.get("学段"))
    fact = dictionary.find(name)
    if fact is None:
        known = (*dictionary.facts, *dictionary.aliases)
        item.report("unknown_key", f"不认识“{name}”", suggest(name, known))
        return None
    if stage and stage not in dictionary.stages:
        item.report("unknown_choice", f"不认识学段“{stage}”", suggest(stage, dictionary.stages))
    return MappedFact(fact, stage, read_word(fields.get("单位")))
