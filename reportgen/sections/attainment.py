"""达标情况: what is met by theme, the 达标表, and the conclusion by the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from reportgen.model.answers import names_of
from reportgen.model.assessment import Result, StandardResult, Verdict
from reportgen.model.attachments import INDICATORS
from reportgen.model.default_display import NOT_SET
from reportgen.model.figure_source import LACKING, NUMERATOR, result_code
from reportgen.model.numbers import format_percent, percent_of, round_half_up
from reportgen.model.report import Block, Heading, IndicatorRow, IndicatorTable, Paragraph
from reportgen.model.school import INTRODUCTION
from reportgen.model.standard import IndicatorGroup, IndicatorKind
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple
from reportgen.sections.attainment_prose import clause_of, tell_group
from reportgen.sections.builder import ITEM_BY_ITEM, Material, Values, paragraph
from reportgen.sections.results.answer_words import answer_words
from reportgen.sections.results.indicator_words import ProseKind
from reportgen.sections.results.result_amounts import whole_count
from reportgen.sections.results.told import has_conclusion, is_whole_chapter, written_whole
from reportgen.sections.results.wording import (
    division,
    result_title,
    result_values,
    row_name,
    stage_suffix,
    stage_word,
    verdict_word,
)
from reportgen.sections.typed.numbering import NEXT_TABLE
from reportgen.templating.quantity import Answer, Quantity, as_quantity, read_quantity
from reportgen.words.ordinals import strip_ordinal


def build_attainment(material: Material) -> tuple[Block, ...]:
    """The clerk's own text, if any, then each standard; nothing where there is no standard."""
    standards = material.assessment.standards
    text, whole = written_whole("达标情况", material), material.whole("达标情况")
    told = is_whole_chapter(text, material.assessment.results, material)
    frame = Surroundings(2, told=text if told else "")
    blocks: list[Block] = list(whole)
    for standard in standards:
        if len(standards) > 1:
            blocks.append(Heading(2, standard.standard.short_title))
        level = 3 if len(standards) > 1 else 2
        blocks.extend(standard_blocks(standard, material, frame._replace(level=level)))
    return tuple(blocks)


class Surroundings(NamedTuple):
    """Where a standard is told: the level of its headings, the part of the outline, the phrase that
    says what it came to, and the part that tells what fails.

    `beside` are paragraphs that follow what a group came to, by its name: what schools came to.
    `told` is the chapter as the clerk wrote it; its table and its conclusion follow, the latter
    unless the text has it.
    """

    level: int
    part: str = "达标情况"
    conclusion: str = "结论"
    troubles: str = "存在问题"
    told: str = ""
    beside: Mapping[str, tuple[Paragraph, ...]] = MappingProxyType({})


def standard_blocks(
    standard: StandardResult, material: Material, frame: Surroundings
) -> Iterator[Block]:
    """Its groups under headings, the table, and its conclusion."""
    groups = () if frame.told else standard.groups
    for name in dict.fromkeys(group.group.name for group in groups):
        if name:
            yield Heading(frame.level, name)
        yield from _tell(standard, name, material, frame)
        yield from frame.beside.get(name, ())
    if table := material.unless_attached(INDICATORS, indicator_table(standard, material)):
        yield from (*_point_to_table(standard, material), *table)
    words = material.dictionary.vocabulary.claims
    concluded = has_conclusion(frame.told, standard, words)
    values = _conclusion_values(standard, material)
    said = () if concluded else material.say(frame.conclusion, values)
    yield from material.refer(INDICATORS, said, judged=standard.sets_limits)


def _point_to_table(standard: StandardResult, material: Material) -> tuple[Paragraph, ...]:
    values = {"名称": INDICATORS, "下表": NEXT_TABLE, "有限值": standard.sets_limits}
    return material.say("见表", values)


def _tell(
    standard: StandardResult, group: str, material: Material, frame: Surroundings
) -> Iterator[Paragraph]:
    """What a group came to: as the phrase 分组 says, if it does, else item by item or by theme."""
    results = standard.in_group(group)
    counts = _counts(results)
    if not material.phrases.is_silent("分组"):
        told = [_item(result, material) for result in results]
        values = {**counts, "名称": group, "各项": told}
        yield from material.say("分组", {**values, "章节": material.title_of(frame.troubles)})
    elif material.style(frame.part) == ITEM_BY_ITEM:
        yield from _sentences(results, standard.results.index(results[0]) + 1, material)
    else:
        level = "县级" if group in frame.beside else ""
        counts |= {"分组": group, "级别": level, "章节": material.title_of(frame.troubles)}
        yield from (paragraph(text) for text in tell_group(results, counts, material))


def _item(result: Result, material: Material) -> dict[str, object]:
    """The result as the phrase 分组 tells it, with what is said of it where it is met and what the
    trouble is called where it is not: as the clerk calls it, if they do.
    """
    values = result_values(result, material)
    told, title = "", ""
    if result.verdict is Verdict.MET:
        told = str(values["说法"] or values["实情"])
        if not told and not values["定义"]:
            told = clause_of(result, values, material)
    if result.verdict is Verdict.UNMET:
        title = _own_title(result, material) or result_title("问题标题", result, material)
    return {**values, "现状": told, "标题": title}


def _own_title(result: Result, material: Material) -> str:
    """What the clerk calls the trouble, where it is about this indicator and no other."""
    own = [
        each
        for each in material.school.shortcomings
        if result.indicator.name in names_of(each) - {each.title}
    ]
    return strip_ordinal(own[0].title) if len(own) == 1 else ""


def _sentences(results: Sequence[Result], first: int, material: Material) -> Iterator[Paragraph]:
    """A sentence for every indicator, numbered from `first`."""
    for number, result in enumerate(results, first):
        values = {**result_values(result, material), "序号": number}
        sentence = material.phrases.sentence("指标", values)
        if sentence:
            yield paragraph(sentence)


def indicator_table(standard: StandardResult, material: Material) -> IndicatorTable:
    """The 达标表 of the standard under its title; one of figures where it sets no limit."""
    numbered = enumerate(standard.results, 1)
    rows = tuple([indicator_row(number, result, material) for number, result in numbered])
    judged = standard.sets_limits
    ending = material.genre.terms.attainment if judged else "各项指标数值"
    heads = material.genre.checklist if judged else None
    return IndicatorTable(f"{standard.standard.short_title}{ending}", rows, judged, heads)


def _counts(results: Sequence[Result]) -> dict[str, object]:
    """How many results there are, how many have a limit, and how many have each verdict, by the
    names that phrases use.
    """
    found = Counter(result.verdict for result in results)
    return {
        "总数": len(results),
        "有限值": sum(result.is_limited for result in results),
        "指标数": len({result.indicator.id for result in results}),
        **{each.label: found[each] for each in Verdict},
    }


def indicator_row(number: int, result: Result, material: Material) -> IndicatorRow:
    """A row of the 达标表; a failing one is shaded."""
    values = result_values(result, material)
    actual, required = _compared(result, values, material)
    return IndicatorRow(
        number=number,
        name=row_name(result, values, material),
        stage=stage_word(result, material.combined),
        unit=printed_unit(result.indicator.unit) or NOT_SET,
        actual=actual,
        required=required,
        verdict=verdict_word(result.verdict, material.genre),
        shortfall=_shortfall(result),
        shaded=result.verdict is Verdict.UNMET,
    )


def _shortfall(result: Result) -> Quantity | Answer:
    told, amount = result.shortfall_display, result.shortfall
    if not told and amount is None:
        return _NO_SHORTFALL
    return as_quantity(told or NOT_SET, amount, result_code(result, LACKING))


_NO_SHORTFALL = Quantity(NOT_SET)


def _compared(result: Result, values: Values, material: Material) -> tuple[str, str]:
    """The value and the limit as the row has them.

    What there should be for every so many classes is told in whole things, as nobody has half a
    room: 实有1间, 应配2间. A district's answers are words: 符合要求.
    """
    if values["种类"] == ProseKind.PROVISION and values["应有"] and values["总量"]:
        owned, needed = f"实有{values['总量']}", f"应配{values['应有']}"
        code = result_code(result, NUMERATOR)
        return as_quantity(owned, result.numerator, code), read_quantity(needed)
    told = answer_words(result.indicator, result) if material.is_district else None
    if told is not None:
        value = result.value if isinstance(result.value, Decimal) else None
        return Quantity(told[0], value, code=result_code(result)), Quantity(told[1])
    shown = whole_count(result, material) or result.display
    actual, required = _bare(result, shown), _bare(result, result.required)
    given = as_quantity(actual, result.value, result_code(result))
    return given, as_quantity(required, result.limit)


def _bare(result: Result, text: str) -> str:
    """Without the sign that stands in the column of units already."""
    return text.removesuffix("%") if result.indicator.unit == "%" else text


def _conclusion_values(standard: StandardResult, material: Material) -> dict[str, object]:
    names = [
        material.spoken(result.indicator.name) + stage_suffix(result, material.combined)
        for result in standard.failing
    ]
    return {
        "标准": f"《{standard.standard.title}》",
        **_counts(standard.results),
        "未达标名单": "、".join(names),
        "结论": standard.verdict.label,
        "已述": len(material.assessment.standards) == 1 and not material.whole(INTRODUCTION),
        "规则": rules_text([group.group for group in standard.groups]),
        "宽限": [*_allowances(standard, material)],
    }


def _allowances(standard: StandardResult, material: Material) -> Iterator[dict[str, object]]:
    """How far each group, whose rule lets some of its indicators fail, keeps that rule."""
    for group in standard.groups:
        failing = [each for each in group.results if each.verdict is Verdict.UNMET]
        if group.group.rule.at_least is not None and failing:
            met = sum(each.verdict is Verdict.MET for each in group.results)
            yield {
                "部": division(failing[0], material),
                "组": group.group.name,
                "达标": met,
                "未达标": len(failing),
                "比例": _least_share(failing),
            }


# No failing figure is printed as all of its limit.
_MOST_LACKING = Decimal("99.9")


def _least_share(failing: Sequence[Result]) -> str:
    """How much of its limit the lowest of the printed figures is; empty where one has no share."""
    shares = [_share_of_limit(each) for each in failing]
    known = [each for each in shares if each is not None]
    if len(known) < len(shares):
        return ""
    return f"{min(_MOST_LACKING, round_half_up(min(known), 1)):.1f}%"


def _share_of_limit(result: Result) -> Decimal | None:
    """Its printed figure in percent of the limit; None where less of it would be better."""
    is_share = result.indicator.wants_more and result.indicator.kind is not IndicatorKind.ONE_TO
    if not is_share or result.shown is None or not isinstance(result.limit, Decimal):
        return None
    return percent_of(result.shown, result.limit)


def rules_text(groups: Sequence[IndicatorGroup]) -> str:
    """What the groups ask for, in words: 资源配置至少6项达标，其余不低于标准的85%；…"""
    if all(group.rule.at_least is None for group in groups):
        return "各项指标都要达标"
    return "；".join(dict.fromkeys(map(_rule_text, groups)))


def _rule_text(group: IndicatorGroup) -> str:
    rule, of = group.rule, group.name
    if rule.at_least is None:
        return f"{of}各项指标都要达标"
    rest = f"，其余不低于标准的{format_percent(rule.floor)}" if rule.floor is not None else ""
    return f"{of}至少{rule.at_least}项达标{rest}"
