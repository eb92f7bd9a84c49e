"""A standard's file, or the block 自定标准 in a school's file → Standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from reportgen.load.facts_file import FactBlocks, parse_facts
from reportgen.load.faults import ValueFault
from reportgen.load.fields import (
    parse_choice,
    parse_date_item,
    parse_decimal,
    parse_flag,
    parse_formula_item,
    parse_share_item,
    parse_stages,
    parse_texts,
    read_word,
)
from reportgen.load.name_advice import advise_word
from reportgen.load.themes_file import WORD_KEYS, parse_text_words, parse_words
from reportgen.load.values import parse_number
from reportgen.load.written_choices import parse_yes_no
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import Fact, FactDictionary
from reportgen.model.formula import Formula, SchoolWord, parse_formula, picked_lists
from reportgen.model.roles import Role
from reportgen.model.stages import Stage
from reportgen.model.standard import (
    TABLE_COLUMNS,
    Direction,
    DistrictTable,
    Exclusion,
    Indicator,
    IndicatorGroup,
    IndicatorKind,
    Limit,
    Rule,
    StageLimits,
    Standard,
    Variant,
    VariationRule,
)
from reportgen.named_tuple import NamedTuple
from reportgen.words.nearest import suggest

STANDARD_KEYS = (
    *("标识", "名称", "简称", "同义", "文号", "依据", "体裁", "学段", "来源", "施行", "失效"),
    *("核实", "说明"),
    *("事实", "关系", "数据分组", "规则", "差异系数", "列代码", "指标", "分组"),
)
_INDICATOR_KEYS = (
    *("编号", "名称", "类型", "分子", "分母", "倍数", "单位", "小数", "方向"),
    *("标准", "学段", "整校", "适用", "变体", "缺口单位", "等级", "核实", "出处", "说明", "各校"),
    *WORD_KEYS,
)
_VARIANT_KEYS = ("名称", "条件", "可选", "施行", "失效", "标准", "出处", "核实", "说明")
_VARIATION_KEYS = ("方式", "分组", "不计入")
_GROUP_KEYS = ("名称", "规则", "指标", "说明")
_USUAL_DECIMALS, _MOST_DECIMALS = 2, 6
Fields = Mapping[str, Item]


class _Scale(NamedTuple):
    """What the limits of an indicator are written in: numbers, 是/否, or one of the `grades`."""

    kind: IndicatorKind
    grades: tuple[str, ...]


def parse_standard(root: Item, dictionary: FactDictionary) -> Standard:
    """The standard written there; problems are noted in its file.

    `dictionary` gives the facts that its formulas may use besides its own.
    """
    fields = root.known_entries(STANDARD_KEYS)
    stages = _parse_standard_stages(fields.get("学段"), root, dictionary)
    identity = read_word(fields.get("标识"))
    title = read_word(fields.get("名称")) or identity
    short_title = read_word(fields.get("简称")) or title
    own = _parse_own_facts(fields, dictionary, stages, short_title)
    known = _usable_facts(dictionary, own, stages)
    if not identity:
        root.report("missing_key", "标准缺少“标识”", "请写上标识，例如“标识: 河南省办学基本标准”")
    groups = _parse_groups(fields, root, known)
    return Standard(
        id=identity,
        title=title,
        short_title=short_title,
        stages=stages,
        groups=groups,
        number=read_word(fields.get("文号")),
        source=read_word(fields.get("来源")),
        start=parse_date_item(fields.get("施行")),
        end=parse_date_item(fields.get("失效")),
        verified=parse_flag(fields.get("核实"), True),
        note=read_word(fields.get("说明")),
        aliases=parse_texts(fields.get("同义")),
        variation=_parse_variation(fields.get("差异系数"), known),
        facts=own,
        codes=_parse_codes(fields.get("列代码"), groups, known),
        genre=read_word(fields.get("体裁")),
        basis=parse_texts(fields.get("依据")),
    )


def _parse_standard_stages(
    item: Item | None, root: Item, dictionary: FactDictionary
) -> tuple[Stage, ...]:
    """The stages that the standard judges: all there are if it does not say which."""
    stages = parse_stages(item, dictionary.stages)
    if stages:
        return stages
    if item is None or item.is_empty:
        words = "、".join(dictionary.stages)
        hint = f"请写上这个标准管哪些学段，写成“学段: […]”，从这些里选：{words}"
        (item or root).report("missing_key", "标准缺少“学段”", hint)
    return tuple(dictionary.stages)


def _parse_own_facts(
    fields: Fields, dictionary: FactDictionary, stages: tuple[Stage, ...], title: str
) -> FactDictionary | None:
    """The facts that the standard declares, for its stages; None if it declares nothing.

    They are gathered under the titles that it gives, or else under its own.
    """
    if "事实" not in fields and "关系" not in fields:
        return None
    blocks = FactBlocks(*(fields.get(key) for key in ("事实", "关系", "数据分组")))
    own = parse_facts(blocks, stages=dictionary.stages, usual=stages, themes=dictionary.themes)
    first = next((name for name in own.facts if name not in dictionary.facts), None)
    return own if first is None or own.groups else replace(own, groups={first: title})


def _usable_facts(
    dictionary: FactDictionary, own: FactDictionary | None, stages: tuple[Stage, ...]
) -> FactDictionary:
    """What the rest of the file may name: all facts, and only the standard's stages."""
    known = dictionary.extend(own) if own else dictionary
    return replace(known, stages={stage: dictionary.stages[stage] for stage in stages})


def _parse_codes(
    item: Item | None, groups: tuple[IndicatorGroup, ...], known: FactDictionary
) -> Mapping[DistrictTable, Mapping[str, str]] | None:
    if item is None:
        return None
    indicators = [indicator.id for group in groups for indicator in group.indicators]
    tables = item.known_entries(tuple(TABLE_COLUMNS))
    return {
        DistrictTable(name): _parse_table_codes(table, (*_columns(name, known), *indicators))
        for name, table in tables.items()
    }


def _columns(table: str, known: FactDictionary) -> Iterator[str]:
    for column in TABLE_COLUMNS[table]:
        if isinstance(column, Role):
            facts = (known.find_role(column, stage) for stage in known.stages)
            yield from (fact.head for fact in facts if fact is not None)
        else:
            yield column


def _parse_table_codes(item: Item, columns: tuple[str, ...]) -> Mapping[str, str]:
    return {column: read_word(code) for column, code in item.known_entries(columns).items()}


def _parse_groups(fields: Fields, root: Item, known: FactDictionary) -> tuple[IndicatorGroup, ...]:
    if "分组" in fields:
        return tuple(_parse_group(item, known) for item in fields["分组"].items())
    if "指标" not in fields:
        root.report("missing_key", "标准里没有指标", "请在“指标:”下列出各项指标")
        return ()
    rule, indicators = _parse_rule(fields.get("规则")), _parse_indicators(fields["指标"], known)
    return (IndicatorGroup("", rule, indicators),)


def _parse_group(item: Item, known: FactDictionary) -> IndicatorGroup:
    fields = item.known_entries(_GROUP_KEYS)
    indicators = _parse_indicators(fields["指标"], known) if "指标" in fields else ()
    rule = _parse_rule(fields.get("规则"))
    return IndicatorGroup(read_word(fields.get("名称")), rule, indicators)


def _parse_rule(item: Item | None) -> Rule:
    if item is None or (item.is_text and item.text() in ("", "全部")):
        return Rule()
    fields = item.known_entries(("至少达标", "其余不低于"))
    at_least = parse_decimal(fields.get("至少达标"))
    others = parse_share_item(fields.get("其余不低于"))
    return Rule(int(at_least) if at_least is not None else None, others)


def _parse_variation(item: Item | None, known: FactDictionary) -> VariationRule | None:
    if item is None:
        return None
    fields = item.known_entries((*_VARIATION_KEYS, *known.stages))
    limits = {stage: parse_decimal(fields.get(stage)) for stage in known.stages}
    return VariationRule(
        composite=read_word(fields.get("方式")) == "综合",
        limits={stage: limit for stage, limit in limits.items() if limit is not None},
        group=read_word(fields.get("分组")),
        exclusions=_parse_exclusions(fields.get("不计入"), known),
    )


def _parse_exclusions(item: Item | None, known: FactDictionary) -> tuple[Exclusion, ...]:
    parsed = []
    for entry in item.items() if item else ():
        fields = entry.known_entries(("原因", "条件"))
        condition = _parse_known_formula(fields.get("条件"), known)
        if condition is not None:
            parsed.append(Exclusion(read_word(fields.get("原因")) or condition.text, condition))
    return tuple(parsed)


def _parse_indicators(item: Item, known: FactDictionary) -> tuple[Indicator, ...]:
    parsed = (_parse_indicator(entry, known) for entry in item.items())
    return tuple(indicator for indicator in parsed if indicator is not None)


def _parse_indicator(item: Item, known: FactDictionary) -> Indicator | None:
    fields = item.known_entries(_INDICATOR_KEYS)
    numerator = _parse_known_formula(fields.get("分子"), known)
    name = read_word(fields.get("名称"))
    _report_missing(item, fields)
    if numerator is None or not name:
        return None
    kind = parse_choice(item, fields.get("类型"), IndicatorKind, IndicatorKind.RATIO)
    scale = _Scale(kind, parse_texts(fields.get("等级")) or _grades_of(numerator, known))
    decimals, multiple = _parse_decimals(fields.get("小数")), parse_decimal(fields.get("倍数"))
    indicator = Indicator(
        id=read_word(fields.get("编号")) or name,
        name=name,
        kind=kind,
        numerator=numerator,
        denominator=_parse_known_formula(fields.get("分母"), known),
        multiple=multiple if multiple is not None else Decimal(1),
        unit=read_word(fields.get("单位")),
        decimals=decimals,
        direction=parse_choice(item, fields.get("方向"), Direction, Direction.AT_LEAST),
        limits=_parse_limits(fields.get("标准"), scale, known),
        variants=_parse_variants(fields.get("变体"), scale, known),
        stages=parse_stages(fields.get("学段"), known.stages) or tuple(known.stages),
        whole_school=parse_flag(fields.get("整校"), False),
        grades=scale.grades,
        shortfall_unit=read_word(fields.get("缺口单位")),
        condition=_parse_condition(fields.get("适用"), numerator, known),
        verified=parse_flag(fields.get("核实"), True),
        source=read_word(fields.get("出处")),
        note=read_word(fields.get("说明")),
        words=parse_words(fields, known.themes),
        text_words=parse_text_words(fields),
        of_schools=parse_texts(fields.get("各校")),
    )
    if indicator.shortfall_unit:
        return indicator
    return indicator._replace(shortfall_unit=_unit_of(indicator.lacking_part, known))


def _parse_decimals(item: Item | None) -> int:
    """How many decimals a value is printed with: two where it is not said."""
    said = parse_decimal(item)
    if item is None or said is None:
        return _USUAL_DECIMALS
    if said not in range(_MOST_DECIMALS + 1):
        hint = f"请写 0 到 {_MOST_DECIMALS} 的整数"
        item.report("out_of_range", f"小数位数写的是“{item.text()}”", hint)
        return _USUAL_DECIMALS
    return int(said)


def _parse_condition(
    item: Item | None, numerator: Formula, known: FactDictionary
) -> Formula | None:
    """When the indicator applies: what is measured of rooms does where there are any."""
    own = _parse_known_formula(item, known)
    facts = (known.find(name) for name in picked_lists(numerator))
    tests = [f"{_count_of(fact, known)} > 0" for fact in facts if fact and fact.may_be_none]
    if not tests:
        return own
    return parse_formula(" and ".join([*([f"({own.text})"] if own else []), *tests]))


def _count_of(fact: Fact, known: FactDictionary) -> str:
    """The fact that counts the list, or the formula that does."""
    count = f"个数({fact.name})"
    counts = (
        name for name, each in known.facts.items() if each.formula and each.formula.text == count
    )
    return next(counts, count)


def _report_missing(item: Item, fields: Fields) -> None:
    for key in ("名称", "分子"):
        if key not in fields or fields[key].is_empty:
            item.report("missing_key", f"指标缺少“{key}”", "每项指标都要有名称和分子")


def _parse_variants(item: Item | None, scale: _Scale, known: FactDictionary) -> tuple[Variant, ...]:
    entries = item.items() if item else ()
    return tuple(_parse_variant(entry, scale, known) for entry in entries)


def _parse_variant(item: Item, scale: _Scale, known: FactDictionary) -> Variant:
    fields = item.known_entries(_VARIANT_KEYS)
    return Variant(
        name=read_word(fields.get("名称")),
        limits=_parse_limits(fields.get("标准"), scale, known),
        condition=_parse_known_formula(fields.get("条件"), known),
        optional=parse_flag(fields.get("可选"), False),
        start=parse_date_item(fields.get("施行")),
        end=parse_date_item(fields.get("失效")),
        source=read_word(fields.get("出处")),
        verified=parse_flag(fields.get("核实"), True),
    )


def _parse_known_formula(item: Item | None, known: FactDictionary) -> Formula | None:
    if item is None or item.is_empty:
        return None
    formula = parse_formula_item(item)
    for name in formula.names if formula else ():
        if name not in set(SchoolWord) and not _is_usable(name, item, known):
            return None
    return formula


def _is_usable(name: str, item: Item, known: FactDictionary) -> bool:
    """Whether the standard's formulas may use that fact; what is wrong is noted."""
    fact = known.find(name)
    if fact is None:
        item.report("unknown_fact", f"公式里的“{name}”不是已知的事实", suggest(name, known.facts))
    elif not any(fact.is_for(stage) for stage in known.stages):
        asked, judged = "、".join(fact.stages), "、".join(known.stages)
        hint = f"请换成{judged}填的数据，或在“事实:”里为本标准另加一项"
        item.report("unfit_fact", f"“{name}”只有{asked}填，本标准管的是{judged}", hint)
    return fact is not None


def _parse_limits(item: Item | None, scale: _Scale, known: FactDictionary) -> StageLimits:
    if item is None or item.is_empty:
        return StageLimits()
    entries = item.known_entries(tuple(known.stages)) if item.is_mapping else {None: item}
    limits: dict[Stage | None, Limit] = {}
    for key, entry in entries.items():
        limit = _parse_limit(entry, scale)
        if limit is not None:
            limits[Stage(key) if key else None] = limit
    return StageLimits(limits)


def _parse_limit(item: Item, scale: _Scale) -> Limit | None:
    text = item.text()
    try:
        if scale.kind is IndicatorKind.YES_NO:
            return parse_yes_no(text)
        if scale.kind is not IndicatorKind.GRADE:
            return parse_number(text.removesuffix("%"))
    except ValueFault as fault:
        item.report_fault(fault)
        return None
    if text in scale.grades:
        return text
    item.report("unknown_choice", f"等级里没有“{text}”", advise_word(text, scale.grades))
    return None


def _grades_of(formula: Formula, known: FactDictionary) -> tuple[str, ...]:
    fact = known.find(formula.text)
    return fact.choices if fact else ()


def _unit_of(formula: Formula, known: FactDictionary) -> str:
    fact = known.find(formula.text)
    return fact.unit if fact else ""
