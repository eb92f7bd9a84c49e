"""An indicator → how prose says it: its kind, and the nouns and clauses of its facts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import Fact, FactDictionary, FactKind
from reportgen.model.formula import Formula
from reportgen.model.numbers import format_short
from reportgen.model.roles import Role
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, IndicatorKind
from reportgen.model.themes import Words
from reportgen.named_tuple import NamedTuple
from reportgen.words.listing import join_with_and


class ProseKind(StrEnum):
    """What a sentence about an indicator is like; the value is the word in phrases."""

    YES_NO = "是否"
    GRADE = "等级"
    ONE_TO = "一比"
    SHARE = "占比"
    AVERAGE = "均量"
    PROVISION = "配备"
    EACH = "逐一"
    NONE = "不得有"
    VALUE = "数值"


class IndicatorWords(NamedTuple):
    """What prose says of an indicator whatever the school's figures are.

    `noun` is what its value or its numerator is of, `whole` what it is divided by; `average` says
    by how much it is divided (生均, 每百名学生, 每12个教学班). `listed` names the figures
    that are judged one by one (empty: none). `affirmed`, `denied` and `remedy` are clauses: of an
    answer by 是 or 否, and of those that a share counts (持证上岗). `wanted` is what has to be so
    for the answer 是; `plain` is what that answer says of the school, empty where it leaves open
    which of several ways was chosen; both are empty of all else. `told` is the clause about the
    figure, with the place of the value.
    """

    kind: ProseKind
    noun: str
    whole: str = ""
    average: str = ""
    listed: str = ""
    affirmed: str = ""
    denied: str = ""
    remedy: str = ""
    theme: str = ""
    wanted: str = ""
    plain: str = ""
    told: str = ""


class _Shape(NamedTuple):
    """What the words of an indicator follow from."""

    name: str
    kind: IndicatorKind
    numerator: Formula
    denominator: Formula | None
    multiple: Decimal
    unit: str
    words: Words


def indicator_words(
    indicator: Indicator, dictionary: FactDictionary, stage: Stage | None = None
) -> IndicatorWords:
    """Its words where the facts of that dictionary are asked in that stage (None: in any)."""
    return _find_words(
        _Shape(
            indicator.name,
            indicator.kind,
            indicator.numerator,
            indicator.denominator,
            indicator.multiple,
            indicator.unit,
            indicator.words,
        ),
        dictionary,
        stage,
    )


@lru_cache(maxsize=2048)
def _find_words(shape: _Shape, dictionary: FactDictionary, stage: Stage | None) -> IndicatorWords:
    listed = dictionary.listed(shape.numerator)
    kind = _kind(shape, dictionary, listed)
    words = IndicatorWords(
        kind=kind,
        noun=shape.words.noun or _noun(shape, kind, dictionary, listed),
        whole=_nouns(shape.denominator, dictionary) if shape.denominator else "",
        average=_average(shape, kind, dictionary, stage),
        listed=listed.name if listed else "",
        theme=_theme(shape, dictionary),
        told=_first(shape.words, *_words_of(shape.numerator, dictionary)).told,
    )
    affirmed, denied, remedy = _clauses(shape, words, dictionary)
    wanted = _wanted(shape, remedy, dictionary) if kind is ProseKind.YES_NO else ""
    plain = _plain(shape, affirmed, dictionary) if kind is ProseKind.YES_NO else ""
    return words._replace(
        affirmed=affirmed, denied=denied, remedy=remedy, wanted=wanted, plain=plain
    )


_OF_KIND = {
    IndicatorKind.YES_NO: ProseKind.YES_NO,
    IndicatorKind.GRADE: ProseKind.GRADE,
    IndicatorKind.ONE_TO: ProseKind.ONE_TO,
    IndicatorKind.LARGEST: ProseKind.EACH,
}
_ROUNDED_UP = "向上取整("
_PER = late_regex(r"向上取整\((\w+) ?/ ?(\d+)\)")


def _kind(shape: _Shape, dictionary: FactDictionary, listed: Fact | None) -> ProseKind:
    if shape.kind in _OF_KIND:
        return _OF_KIND[shape.kind]
    if shape.denominator is None:
        return ProseKind.EACH if listed is not None else ProseKind.VALUE
    if shape.denominator.text.startswith(_ROUNDED_UP):
        return ProseKind.PROVISION
    if shape.unit == "%":
        return ProseKind.SHARE
    # 师生比 as a plain quotient has no unit that an amount could be given in.
    return ProseKind.AVERAGE if shape.unit else ProseKind.VALUE


def _noun(shape: _Shape, kind: ProseKind, dictionary: FactDictionary, listed: Fact | None) -> str:
    if kind is ProseKind.EACH and listed is not None:
        return listed.words.noun or shape.name
    if kind in (ProseKind.SHARE, ProseKind.AVERAGE, ProseKind.PROVISION):
        return _nouns(shape.numerator, dictionary)
    return _less_count(shape.name, shape.unit)


def _nouns(formula: Formula, dictionary: FactDictionary) -> str:
    """What the formula counts: the nouns of its facts."""
    facts = (dictionary.find(name) for name in formula.names)
    return join_with_and([fact_noun(fact) for fact in facts if fact is not None])


def lacking_noun(indicator: Indicator, dictionary: FactDictionary) -> str:
    """What has to be added where the indicator is not met: its own noun, or that of its facts."""
    own = indicator.words.noun if indicator.lacking_part is indicator.numerator else ""
    return own or _nouns(indicator.lacking_part, dictionary)


def fact_noun(fact: Fact) -> str:
    """What stands before the fact's amount: its own noun, else its name less 数 where it counts."""
    if fact.words.noun or fact.kind not in (FactKind.COUNT, FactKind.COUNTS):
        return fact.words.noun or fact.name
    return _less_count(fact.name, fact.unit)


def _less_count(name: str, unit: str) -> str:
    """图书 of 图书册数, 教学班 of 教学班数; a name that does not end so stays as it is."""
    for ending in (f"{unit}数", "数"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


def _average(
    shape: _Shape, kind: ProseKind, dictionary: FactDictionary, stage: Stage | None
) -> str:
    below = shape.denominator
    if below is None or kind not in (ProseKind.AVERAGE, ProseKind.PROVISION):
        return ""
    per = _PER.fullmatch(below.text)
    name, count = (per.group(1), per.group(2)) if per else (below.text, "")
    fact = dictionary.find(name)
    if fact is None:
        return "平均"
    if per:
        return f"每{count}{measure_word(fact)}{fact_noun(fact)}"
    return _per_unit(fact, shape.multiple, dictionary, stage)


_HUNDRED = 100


def _per_unit(
    fact: Fact, multiple: Decimal, dictionary: FactDictionary, stage: Stage | None
) -> str:
    number = "百" if multiple == _HUNDRED else format_short(multiple)
    if fact.unit.startswith("个") and len(fact.unit) > 1:
        return (
            f"平均每{fact.unit.removeprefix('个')}" if multiple == 1 else f"每{number}{fact.unit}"
        )
    if multiple != 1:
        return f"每{number}{measure_word(fact)}{fact_noun(fact)}"
    if fact is dictionary.find_role(Role.STUDENTS, stage):
        return "生均"
    if fact is dictionary.find_role(Role.CLASSES, stage):
        return "平均每班"
    return f"平均每{measure_word(fact)}{fact_noun(fact)}"


def measure_word(fact: Fact) -> str:
    """What stands between a number and what the fact counts: 名 for people, else its unit."""
    return "名" if fact.unit == "人" else fact.unit


def _theme(shape: _Shape, dictionary: FactDictionary) -> str:
    name = shape.numerator.names[0] if shape.numerator.names else ""
    return dictionary.theme_of(name, shape.words.theme).name


def _clauses(
    shape: _Shape, words: IndicatorWords, dictionary: FactDictionary
) -> tuple[str, str, str]:
    """The clauses that affirm and deny, and what has to be done; of a figure they may be empty."""
    facts = [fact for fact in map(dictionary.find, shape.numerator.names) if fact is not None]
    own = _first(shape.words, *_words_of(shape.numerator, dictionary))
    if words.kind is ProseKind.SHARE:
        noun = own.affirmed or f"为{words.noun}"
        return noun, own.denied or f"没有{noun}" if own.affirmed else own.denied, own.remedy
    if words.kind is not ProseKind.YES_NO:
        return own.affirmed, own.denied, own.remedy
    return _answers(shape.name, facts[0] if facts else None, own)


def _words_of(formula: Formula, dictionary: FactDictionary) -> Iterator[Words]:
    facts = map(dictionary.find, formula.names)
    return (fact.words for fact in facts if fact is not None)


def _first(*found: Words) -> Words:
    """Each word as the first of them has it."""
    return Words(*(next(filter(None, each), "") for each in zip(*found, strict=True)))


# With these a name says what is done (建立校园网), so that 没有 may stand before it.
_VERBS = (
    *(
        "建立",
        "健全",
        "制定",
        "落实",
        "配备",
        "配足",
        "配齐",
        "开展",
        "开齐",
        "实现",
        "设置",
        "组织",
    ),
    *(
        "明确",
        "安装",
        "投保",
        "登记",
        "签订",
        "公示",
        "成立",
        "设立",
        "完成",
        "实行",
        "建成",
        "掌握",
    ),
    *("查验", "检查", "开设", "接受", "保障", "补充"),
)
_GUIDANCE = late_regex(r"填[是否“]|填写|[填选]的|选“")
# What is so in one way or another, only where something else is, or is asked for and not told: no
# thing that a school has.
_OPEN = late_regex(r"或|（兼）|兼职|不足[^，；]{0,60}的|至少|不得|应当|应[有配为设]|必须")


def _wanted(shape: _Shape, remedy: str, dictionary: FactDictionary) -> str:
    """What the definition of the fact asks for first; where it only says how to fill it in, the
    remedy, if that is more than to meet what is asked.
    """
    fact = dictionary.find(shape.numerator.text)
    said = fact.definition if fact else ""
    if said and not _GUIDANCE.search(said):
        return said.partition("；")[0].removeprefix("已")
    return "" if remedy == _remedy(shape.name) else remedy


def _remedy(name: str) -> str:
    return f"落实{name}的要求"


def _answers(name: str, fact: Fact | None, own: Words) -> tuple[str, str, str]:
    """What is said where the answer is 是, where it is 否, and what is to be done then."""
    core = fact.name.removeprefix("是否") if fact else name
    done = core.startswith(_VERBS)
    said = _said(fact)
    affirmed = own.affirmed or said or (f"已{core}" if done else f"{name}达到要求")
    denied = own.denied or (f"没有{core}" if done else f"{name}没有达到要求")
    return affirmed, denied, own.remedy or (core if done else _remedy(name))


def _said(fact: Fact | None) -> str:
    """The definition, where it is what a school may say of itself."""
    text = fact.definition if fact else ""
    return "" if _GUIDANCE.search(text) or _OPEN.search(text) else text


def _plain(shape: _Shape, affirmed: str, dictionary: FactDictionary) -> str:
    fact = dictionary.find(shape.numerator.text)
    own = _first(shape.words, *_words_of(shape.numerator, dictionary)).affirmed
    return affirmed if own or _said(fact) else ""
