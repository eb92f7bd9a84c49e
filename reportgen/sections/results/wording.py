"""A result in the words that phrases use."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.model.assessment import Result, Verdict
from reportgen.model.facts import FactKind
from reportgen.model.figure_source import (
    COUNT,
    LACKING,
    NEEDED,
    NUMERATOR,
    WORKING,
    result_code,
    result_codes,
)
from reportgen.model.genre import Genre
from reportgen.model.numbers import format_percent, format_short
from reportgen.model.provisions import provision
from reportgen.model.sourced_text import sourced
from reportgen.model.standard import Direction, Indicator, IndicatorKind, with_unit
from reportgen.model.themes import TERM_PLACE, VALUE_PLACE
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material, Values
from reportgen.sections.results.indicator_words import (
    IndicatorWords,
    ProseKind,
    indicator_words,
    lacking_noun,
)
from reportgen.sections.results.readable_figures import spoken_result
from reportgen.sections.results.result_amounts import (
    counted,
    counted_noun,
    lacking,
    limit_text,
    listed_values,
    made_of,
    needed,
    numerator_amount,
    relation,
    value_text,
    whole_amount,
    whole_of,
)
from reportgen.sections.results.shared_values import once_of_answer, once_under_limit
from reportgen.words.school_term import school_term

# The codes of a result's figures, by which figure it is.
Codes = Mapping[str, str]


def result_values(result: Result, material: Material) -> Values:
    """The names that phrases about one result may use (现状, 问题, 措施 and their titles)."""
    return material.values_of(result, _word)


def _word(result: Result, material: Material) -> Values:
    fixed = once_under_limit(result, material, lambda: _fixed(result, material))
    if isinstance(result.value, (bool, str)) and not fixed.is_figure:
        return once_of_answer(result, material, lambda: _written(result, fixed, material))
    values = _written(result, fixed, material)
    spoken = spoken_result(result)
    return values if spoken is result else values | _readable(spoken, result, material)


def _readable(spoken: Result, result: Result, material: Material) -> dict[str, object]:
    """What sentences say instead of a value that no one reads."""
    words = indicator_words(spoken.indicator, material.dictionary, result.stage)
    return {"均": words.average, "值": _value(value_text(spoken), result)}


class _Fixed(NamedTuple):
    """What is said of an indicator under its limit whatever the figures are.

    `values` has all names in the order in which they are listed; some are of figures. `is_figure`
    says whether it is one, or made of some: answers and grades are words.
    """

    words: IndicatorWords
    is_figure: bool
    values: Values


def _fixed(result: Result, material: Material) -> _Fixed:
    words = indicator_words(result.indicator, material.dictionary, result.stage)
    is_figure = _is_figure(result, words)
    # Lists of what phrases may name have it in this order.
    empty = _NO_OWN | _NO_AMOUNTS if is_figure else _NO_AMOUNTS | _NO_OWN
    values = _said(result, words, material) | empty | _of_limit(result, material)
    return _Fixed(words, is_figure, values)


def _said(result: Result, words: IndicatorWords, material: Material) -> dict[str, object]:
    """What sentences call it and say of it."""
    spoken = material.spoken
    said = answers(words, result.indicator.name, wanted=result.limit is not False)
    return {
        "种类": str(_kind(result, words)),
        "均": words.average,
        "整体": words.whole,
        **{name: spoken(each) for name, each in said.items()},
        "整改": spoken(words.remedy),
        "要求": spoken(words.wanted) if result.limit is True else "",
        "实情": "",
        "主题": words.theme,
        "达标": result.verdict is Verdict.MET,
        "称谓": "",
    }


def _of_limit(result: Result, material: Material) -> dict[str, object]:
    """What the standard says of it, and what came of that."""
    spoken, indicator = material.spoken, result.indicator
    return {
        "部": division(result, material),
        "限值": limit_text(result),
        "说法": "",
        "名称": spoken(indicator.name),
        "类型": str(indicator.kind),
        "方向": str(indicator.direction),
        "定义": spoken(definition(result, material)),
        "学段": stage_suffix(result, material.combined),
        "实际": "",
        "标准": requirement(result),
        "算式": "",
        "结论": result.verdict.label,
        **dict.fromkeys(("差距", "缺少", "说明"), ""),
        "承前": False,
        "最": extreme(indicator),
    }


_NO_OWN: dict[str, object] = dict.fromkeys(
    ("部", "值", "限值", "应有", "缺", "缺项", "应有项", "缺额"), ""
)
_NO_AMOUNTS: dict[str, object] = {
    **dict.fromkeys(("总量", "组成", "全校总量", "整体总量", "整体全称", "关系", "个数"), ""),
    **{"各值": (), "超限": (), "超限数": ""},
}


def _written(result: Result, fixed: _Fixed, material: Material) -> dict[str, object]:
    words, codes = fixed.words, result_codes(result)
    return {
        **fixed.values,
        "实情": material.spoken(words.plain) if result.value is True else "",
        "称谓": material.spoken(counted_noun(result, words.noun, material)),
        "值": _value(value_text(result), result),
        **_lacking_part(result, material, codes),
        **(_amounts(result, words, material, codes) if fixed.is_figure else {}),
        "说法": material.spoken(_told(words.told, result, material)),
        **_compared(result, codes),
        "差距": sourced(result.shortfall_display, codes[LACKING]),
        "缺少": "、".join([f"“{name}”" for name in missing_labels(result, material)]),
        "说明": remark(result),
    }


def _compared(result: Result, codes: Codes) -> dict[str, object]:
    """The value, and how it comes about; of rooms for every so many classes what there should be
    and what is there, in whole rooms, without the limit.
    """
    asked = provision(result.indicator, result)
    if asked is not None:
        return {"实际": "，".join(asked), "标准": "", "算式": ""}
    actual = with_unit(result.indicator, result.display)
    return {
        "实际": _value(actual, result),
        "算式": sourced(calculation(result), codes[WORKING]),
    }


def _told(told: str, result: Result, material: Material) -> str:
    """The standard's clause about the figure, with that and the term of the report's date."""
    if not told:
        return ""
    term = school_term(material.school.settings.date) if TERM_PLACE in told else ""
    return told.replace(VALUE_PLACE, value_text(result)).replace(TERM_PLACE, term)


def answers(words: IndicatorWords, name: str, wanted: bool) -> dict[str, str]:
    """What is said where the limit of the indicator of that name is met and where it is not.

    Where 否 is asked for (`wanted` False), they are what the other answer says, unless that speaks
    of the limit.
    """
    if wanted:
        return {"肯定": words.affirmed, "否定": words.denied}
    met, unmet = (f"{name}{said}" for said in ("达到要求", "没有达到要求"))
    return {
        "肯定": met if words.denied == unmet else words.denied,
        "否定": unmet if words.affirmed == met else words.affirmed,
    }


def _kind(result: Result, words: IndicatorWords) -> ProseKind:
    """The kind of its words, but that a limit of 0 forbids."""
    forbids = result.limit == 0 and result.indicator.direction is Direction.AT_MOST
    plain = words.kind is ProseKind.VALUE and not isinstance(result.limit, bool)
    return ProseKind.NONE if forbids and plain else words.kind


def _amounts(
    result: Result, words: IndicatorWords, material: Material, codes: Codes
) -> dict[str, object]:
    """Its figures in words, as far as it has any."""
    told: dict[str, object] = {
        "总量": sourced(numerator_amount(result, material), codes[NUMERATOR]),
        "组成": made_of(result, material),
        "全校总量": sourced(whole_amount(result, material), codes[NUMERATOR]),
        "关系": relation(result),
    }
    if result.indicator.denominator is not None:
        whole = whole_of(result, words.whole, material)
        told |= {"整体总量": whole.amount, "整体全称": whole.named}
    if words.listed:
        listed = listed_values(result, words.listed, material)
        told |= {
            "个数": sourced(listed.number, codes[COUNT]),
            "各值": listed.values,
            "超限": listed.beyond,
            "超限数": sourced(listed.number_beyond, codes[COUNT]),
        }
    return told


def _is_figure(result: Result, words: IndicatorWords) -> bool:
    """Whether it is a figure, or made of some."""
    is_word = words.kind in (ProseKind.YES_NO, ProseKind.GRADE) and not words.listed
    return not is_word or result.indicator.denominator is not None


def _lacking_part(result: Result, material: Material, codes: Codes) -> dict[str, object]:
    """What has to be added, how much of it there should be, and how much is lacking."""
    should = sourced(needed(result, material), codes[NEEDED])
    if not should and result.verdict is not Verdict.UNMET:
        return {}
    lack, noun = sourced(lacking(result), codes[LACKING]), ""
    if result.verdict is Verdict.UNMET:
        noun = lacking_noun(result.indicator, material.dictionary)
        noun = counted_noun(result, noun, material)
    told = {"应有": should, "缺": lack, "缺项": material.spoken(noun)}
    return {**told, "应有项": counted(noun, should), "缺额": counted(noun, lack)}


def _value(text: str, result: Result) -> str:
    """The text as the value of the result; as it is where that is no figure (是)."""
    is_figure = isinstance(result.value, Decimal)
    return sourced(text, result_code(result)) if is_figure else text


def division(result: Result, material: Material) -> str:
    """小学部 in a school of which several stages are judged, unless the name has it already."""
    if not material.combined or result.stage is None or result.stage in result.indicator.name:
        return ""
    return material.dictionary.stages[result.stage].division


def result_title(phrase: str, result: Result, material: Material) -> str:
    """What that phrase says of the result, as a heading.

    Errors: TemplateError if the phrase is faulty.
    """
    return material.title(phrase, result_values(result, material))


def definition(result: Result, material: Material) -> str:
    """What has to be so for the answer 是; empty unless the indicator is a yes/no of one fact."""
    if result.indicator.kind is not IndicatorKind.YES_NO:
        return ""
    fact = material.dictionary.find(result.indicator.numerator.text)
    return fact.definition if fact is not None else ""


def missing_labels(result: Result, material: Material) -> tuple[str, ...]:
    """What a report calls the facts that the result lacks: a question stays one (是否有规划)."""
    if not result.missing:
        return ()
    facts = ((name, material.dictionary.find(name)) for name in result.missing)
    return tuple(
        name if fact is None or fact.kind is FactKind.YES_NO else material.spoken(fact.label)
        for name, fact in facts
    )


def verdict_word(verdict: Verdict, genre: Genre) -> str:
    """The word for the verdict in reports of that genre: 达标, or 符合."""
    words = {Verdict.MET: genre.terms.met, Verdict.UNMET: genre.terms.unmet}
    return words.get(verdict, verdict.label)


def stage_suffix(result: Result, combined: bool) -> str:
    """（小学） in a school of several stages, unless the name says it already; else nothing."""
    stage = stage_word(result, combined)
    return f"（{stage}）" if stage else ""


def stage_word(result: Result, combined: bool) -> str:
    """小学 in a school of several stages, unless the indicator's name says it already."""
    named = result.stage is None or result.stage in result.indicator.name
    return "" if named or not combined else str(result.stage)


def row_name(result: Result, values: Values, material: Material) -> str:
    """The indicator's name, and of which of several figures a table has it: 最多的班. `values` are
    those of the result.
    """
    name, listed = str(values["名称"]), values["各值"]
    if not isinstance(listed, tuple) or len(listed) < _SEVERAL:
        return name
    words = indicator_words(result.indicator, material.dictionary, result.stage)
    fact = material.dictionary.find(words.listed)
    measure, noun = (fact.words.measure, fact.words.noun) if fact else ("", "")
    return (
        f"{name}（最{extreme(result.indicator)}的{f'一{measure}' if measure else noun or '一个'}）"
    )


_SEVERAL = 2


def extreme(indicator: Indicator) -> str:
    """Which of several figures is held against the limit: 多 of people, 大 of all else."""
    of_people = indicator.unit == "人"
    if indicator.wants_more:
        return "少" if of_people else "小"
    return "多" if of_people else "大"


# Of a share nothing is above it.
_ALL = 100


def requirement(result: Result) -> str:
    """The limit in words: 不低于20册, 不低于1∶19, 一类以上; nothing where 是 is what is asked."""
    limit, indicator = result.limit, result.indicator
    if limit is None:
        return ""
    if isinstance(limit, str):
        best = indicator.grades[:1] == (limit,)
        return limit if best else f"{limit}以上"
    if isinstance(limit, bool):
        return "" if limit else result.required
    number = result.required.lstrip("≥≤")
    if indicator.unit == "%" and limit == _ALL and indicator.wants_more:
        return number
    return f"{_side(result)}{number}{indicator.printed_unit}"


def _side(result: Result) -> str:
    """Which side of its limit is met, in words; nothing where none at all may be there."""
    if result.indicator.direction is Direction.AT_LEAST:
        return "不低于"
    return "不超过" if result.limit else ""


def calculation(result: Result) -> str:
    """（18900÷880）, so that a reader can follow the figure; nothing for one that was given."""
    if not isinstance(result.numerator, Decimal) or result.denominator is None:
        return ""
    above, below = format_short(result.numerator), format_short(result.denominator)
    if result.indicator.kind is IndicatorKind.ONE_TO:
        return f"（{above}∶{below}）"
    multiple = result.indicator.multiple
    times = f"×{format_short(multiple)}" if multiple != 1 else ""
    return f"（{above}÷{below}{times}）"


def remark(result: Result) -> str:
    """What must be known beside the verdict: a variant, the floor."""
    parts = [f"按{result.variant}的限值"] if result.variant else []
    if result.verdict is Verdict.UNMET and result.floor is not None:
        share = f"标准的{format_percent(result.floor)}"
        parts.append(f"不低于{share}" if result.floor_met else f"低于{share}")
    return "，".join(parts)
