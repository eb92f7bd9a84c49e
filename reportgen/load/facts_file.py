"""`事实:` and `关系:` blocks, and the table of school types → model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from reportgen.load.fields import (
    parse_choice,
    parse_decimal,
    parse_flag,
    parse_formula_item,
    parse_stages,
    parse_texts,
    read_tree,
    read_word,
    refuse_problems,
)
from reportgen.load.themes_file import WORD_KEYS, parse_text_words, parse_words
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import (
    Fact,
    FactDictionary,
    FactKind,
    NoneMeans,
    Partition,
    Quotient,
    Relation,
    Scope,
)
from reportgen.model.roles import Role
from reportgen.model.staff import StaffWords
from reportgen.model.stages import Stage, Stages
from reportgen.model.themes import Theme
from reportgen.named_tuple import NamedTuple
from reportgen.words.nearest import suggest

_FACT_KEYS = (
    *("类型", "单位", "并列单位", "学段", "定义", "来源", "范围", "选项", "公式", "同义", "汇总"),
    *("没填时", "核实", "说明", "适用学段", "角色", "表头", "印名", "示例"),
    *("答无", "单位也写", "必有"),
    *WORD_KEYS,
)
# A fact of every stage, those that are still to be added too.
_ALL_STAGES = "全部"
_RELATION_KEYS = ("式", "说明", "级别")


def load_facts(path: Path, stages: Stages, themes: tuple[Theme, ...] = ()) -> FactDictionary:
    """The dictionary of facts in that file, counted by those stages, under those themes.

    Errors: ReportgenError names everything wrong in it.
    """
    root = read_tree(path)
    entries = root.known_entries(("适用学段", "事实", "关系", "分组", "教师结构", "推算", "分法"))
    usual = parse_stages(entries.get("适用学段"), stages)
    blocks = FactBlocks(*(entries.get(key) for key in ("事实", "关系", "分组")))
    dictionary = parse_facts(blocks, stages=stages, usual=usual, themes=themes)
    staff = _parse_staff_words(entries.get("教师结构"), dictionary)
    quotients = tuple(_parse_quotients(entries.get("推算"), dictionary))
    partitions = tuple(_parse_partitions(entries.get("分法"), dictionary))
    refuse_problems(root)
    dictionary = replace(dictionary, quotients=quotients, partitions=partitions)
    return replace(dictionary, stages=stages, staff=staff, themes=themes)


def _parse_quotients(block: Item | None, dictionary: FactDictionary) -> Iterator[Quotient]:
    """The ratios of that block; a fact that is not in the dictionary is noted."""
    for name, item in (block.entries() if block else {}).items():
        fields = item.known_entries(("被除数", "除数", "文中"))
        dividends, divisors, said = (
            parse_texts(fields.get(key)) for key in ("被除数", "除数", "文中")
        )
        for each in (*dividends, *divisors):
            if dictionary.find(each) is None:
                item.report_unknown(each, tuple(dictionary.facts))
        yield Quotient(name, dividends, divisors, said)


class FactBlocks(NamedTuple):
    """The blocks that declare facts; `groups` are the titles under which a form gathers them."""

    facts: Item | None
    relations: Item | None
    groups: Item | None


def parse_facts(
    blocks: FactBlocks,
    *,
    stages: Stages,
    usual: tuple[Stage, ...],
    themes: tuple[Theme, ...] = (),
) -> FactDictionary:
    """The dictionary that those blocks declare; problems are noted in their file.

    A fact that does not say in which of the `stages` it is asked for is for the `usual` ones.
    `themes` are those that its 主题 may name.
    """
    facts, relations, groups = blocks
    found: dict[str, Fact] = {}
    aliases: dict[str, str] = {}
    for name, item in (facts.entries() if facts else {}).items():
        fields = item.known_entries(_FACT_KEYS)
        asked = _parse_asked(fields.get("适用学段"), stages, usual)
        fact = _parse_fact(name, item, fields, asked)
        found[name] = fact._replace(
            words=parse_words(fields, themes), text_words=parse_text_words(fields)
        )
        aliases |= dict.fromkeys(found[name].aliases, name)
    parsed = (_parse_relation(item) for item in (relations.items() if relations else ()))
    return FactDictionary(
        facts=found,
        aliases=aliases,
        relations=tuple(relation for relation in parsed if relation),
        groups=_parse_groups(groups, found),
    )


def _parse_partitions(block: Item | None, dictionary: FactDictionary) -> Iterator[Partition]:
    """The ways of parting totals of that block; a fact that is not in the dictionary is noted."""
    for name, item in (block.entries() if block else {}).items():
        fields = item.known_entries(("总数", "部分", "末项", "除外", "等次", "统称"))
        wholes, parts, last, excepted = (
            parse_texts(fields.get(key)) for key in ("总数", "部分", "末项", "除外")
        )
        for each in wholes:
            if dictionary.find(each) is None:
                item.report_unknown(each, tuple(dictionary.facts))
        levels = tuple(tuple(each.split("/")) for each in parse_texts(fields.get("等次")))
        reaching = fields.get("统称")
        told = reaching.entries().items() if reaching else ()
        named = tuple((word, tuple(each.text().split("/"))) for word, each in told)
        yield Partition(name, wholes, parts, last, excepted, levels, named)


def _parse_asked(item: Item | None, stages: Stages, usual: tuple[Stage, ...]) -> tuple[Stage, ...]:
    if item is not None and item.is_text and item.text() == _ALL_STAGES:
        return ()
    return parse_stages(item, stages) or usual


def _parse_fact(
    name: str, item: Item, fields: Mapping[str, Item], asked: tuple[Stage, ...]
) -> Fact:
    low, high = _parse_range(fields.get("范围"))
    formula, fallback = fields.get("公式"), fields.get("没填时")
    return Fact(
        name=name,
        kind=parse_choice(item, fields.get("类型"), FactKind, FactKind.COUNT),
        scope=parse_choice(item, fields.get("学段"), Scope, Scope.BY_STAGE),
        unit=read_word(fields.get("单位")),
        second_unit=read_word(fields.get("并列单位")),
        definition=read_word(fields.get("定义")),
        source=read_word(fields.get("来源")),
        low=low,
        high=high,
        choices=parse_texts(fields.get("选项")),
        formula=parse_formula_item(formula) if formula else None,
        fallback=parse_formula_item(fallback) if fallback else None,
        aliases=parse_texts(fields.get("同义")),
        adds_up=parse_flag(fields.get("汇总"), True),
        stages=asked,
        role=_parse_role(fields.get("角色")),
        heading=read_word(fields.get("表头")),
        printed=read_word(fields.get("印名")),
        example=read_word(fields.get("示例")),
        none_means=parse_choice(item, fields.get("答无"), NoneMeans, NoneMeans.NO),
        unit_words=parse_texts(fields.get("单位也写")),
        never_none=parse_flag(fields.get("必有"), False),
    )


def _parse_role(item: Item | None) -> Role | None:
    word = read_word(item)
    if item is not None and word and word not in set(Role):
        item.report("unknown_choice", f"不认识角色“{word}”", suggest(word, list(Role)))
    return Role(word) if word in set(Role) else None


def _parse_groups(item: Item | None, facts: Mapping[str, Fact]) -> Mapping[str, str]:
    """The groups' titles by the name of the first fact of each."""
    entries = item.entries() if item else {}
    for title, entry in entries.items():
        if entry.text() not in facts:
            entry.report("unknown_key", f"分组“{title}”的第一项“{entry.text()}”不在词典里")
    return {entry.text(): title for title, entry in entries.items()}


def _parse_staff_words(item: Item | None, dictionary: FactDictionary) -> StaffWords:
    """The words of the table of teachers; a fact that is not in the dictionary is noted."""
    fields = item.known_entries(("合计", "学历", "职称")) if item else {}
    degrees, ranks = (_facts_by_word(fields.get(key), dictionary) for key in ("学历", "职称"))
    total = read_word(fields.get("合计"))
    if total and dictionary.find(total) is None:
        fields["合计"].report_unknown(total, tuple(dictionary.facts))
    return StaffWords(degrees, ranks, total)


def _facts_by_word(item: Item | None, dictionary: FactDictionary) -> Mapping[str, str]:
    entries = item.entries() if item else {}
    for entry in entries.values():
        if entry.text() and dictionary.find(entry.text()) is None:
            entry.report_unknown(entry.text(), tuple(dictionary.facts))
    return {word: entry.text() for word, entry in entries.items()}


def _parse_range(item: Item | None) -> tuple[Decimal | None, Decimal | None]:
    if item is None:
        return None, None
    bounds = [parse_decimal(bound) if not bound.is_empty else None for bound in item.items()]
    if len(bounds) != 2:
        item.report("bad_range", "范围应有两个数", "请写成 [0, 100]，没有的一端留空")
        return None, None
    return bounds[0], bounds[1]


def _parse_relation(item: Item) -> Relation | None:
    fields = item.known_entries(_RELATION_KEYS)
    formula = parse_formula_item(fields["式"]) if "式" in fields else None
    if formula is None:
        return None
    return Relation(formula, read_word(fields.get("说明")), read_word(fields.get("级别")) != "提醒")
