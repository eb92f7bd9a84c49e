"""Indicators of one group → connected sentences, by theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, pairwise

from reportgen.model.assessment import Result, Verdict
from reportgen.model.facts import Fact
from reportgen.model.sourced_text import join_texts
from reportgen.named_tuple import NamedTuple
from reportgen.sections.basic_facts import build_basic_facts
from reportgen.sections.builder import Material
from reportgen.sections.results.indicator_words import ProseKind, fact_noun
from reportgen.sections.results.shared_values import SharedValues
from reportgen.sections.results.wording import missing_labels, result_values, stage_suffix
from reportgen.words.listing import join_names, join_with_and

_BASICS = "基本情况"
# A paragraph that would grow beyond so many characters ends before the next theme; one shorter
# than the second is no paragraph.
_LONG, _SHORT = 250, 30
_LONGEST_SENTENCE = 120

Values = Mapping[str, object]


class _Clause(NamedTuple):
    """What is said of one result; `goes_on`: of the same subject as the clause before it."""

    text: str
    theme: str
    indicator: str
    goes_on: bool
    is_answer: bool


def tell_group(results: Sequence[Result], counts: Values, material: Material) -> tuple[str, ...]:
    """The paragraphs about indicators that stand together.

    `counts` says how many there are and how many have each verdict, 分组 what they are called
    (empty: they are all that there are), 章节 the title of the chapter that tells those that fail;
    without one they are told here.
    """
    told = [each for each in results if _is_told(each, results, elsewhere=bool(counts["章节"]))]
    opening = material.phrases.remembered("概述", counts) if counts["分组"] else ()
    closing = material.phrases.sentence("其余各项", {**counts, **_rest(results, material)})
    return _as_paragraphs([*opening, *theme_sentences(told, material), closing])


def _is_told(result: Result, results: Sequence[Result], *, elsewhere: bool) -> bool:
    """Whether it has a clause among the others of its theme.

    One without a limit has its place in the closing words unless none has a limit, one that fails
    may be told `elsewhere`.
    """
    if result.verdict is Verdict.NO_LIMIT:
        return all(each.verdict in (Verdict.NO_LIMIT, Verdict.NO_DATA) for each in results)
    if result.verdict is Verdict.UNMET:
        return not elsewhere
    return result.verdict is Verdict.MET


def theme_sentences(results: Sequence[Result], material: Material) -> Iterator[str]:
    """A sentence for each theme, in the order of the themes."""
    order = {theme.name: at for at, theme in enumerate(material.dictionary.themes)}
    clauses = sorted(_clauses(results, order, material), key=lambda each: order.get(each.theme, 0))
    for _, group in groupby(clauses, key=lambda each: each.theme):
        yield _join([*group])


def _clauses(
    results: Sequence[Result], order: Mapping[str, int], material: Material
) -> Iterator[_Clause]:
    """The clauses by theme; within one in the order of the results, stages side by side."""
    said = [(result, result_values(result, material)) for result in results]
    said.sort(key=lambda each: order.get(str(each[1]["主题"]), len(order)))
    subject: object = None
    counted = ""
    for result, values in _merge_grades(said):
        own = (values["主题"], _subject(values))
        among = bool(counted) and counted == _whole_text(result)
        text = clause_of(result, values, material, goes_on=own == subject, among=among)
        if text:
            answers = values["种类"] in (ProseKind.YES_NO, ProseKind.NONE)
            theme = str(values["主题"])
            yield _Clause(text, theme, result.indicator.id, own == subject, answers)
        subject, counted = own, result.indicator.numerator.text


def _whole_text(result: Result) -> str:
    """What the value is a share of, as a formula."""
    below = result.indicator.denominator
    return below.text if below is not None else ""


def _merge_grades(said: Sequence[tuple[Result, Values]]) -> Iterator[tuple[Result, Values]]:
    """The results, those of one grade and one limit that stand side by side as one."""
    for kind, group in groupby(said, key=lambda each: _grade(each[1])):
        alike = [*group]
        if not kind or len(alike) == 1:
            yield from alike
            continue
        nouns = [str(values["称谓"]) for _, values in alike]
        yield alike[0][0], {**alike[0][1], "称谓": join_with_and(nouns), "几项": len(nouns)}


def _grade(values: Values) -> tuple[object, ...]:
    """What makes the sentences about two grades the same; empty for what is no grade."""
    if values["种类"] != ProseKind.GRADE:
        return ()
    return values["主题"], values["部"], values["值"], values["限值"], values["说明"]


def _subject(values: Values) -> object:
    """What the clause is about: those that a share is of, else what is counted or judged."""
    return values["整体全称"] if values["种类"] == ProseKind.SHARE else values["称谓"]


def clause_of(
    result: Result,
    values: Values,
    material: Material,
    *,
    goes_on: bool = False,
    among: bool = False,
) -> str:
    """What the phrase 现状 says of the result, without a mark at the end. `among`: of what the
    clause before it counted.
    """
    say = partial(_say_clause, result, values, material, goes_on, among)
    if isinstance(values, SharedValues):
        said = material.phrases.once((values.mark, goes_on, among), say)
    else:
        said = say()
    return join_texts(said).rstrip("。")


def _say_clause(
    result: Result, values: Values, material: Material, goes_on: bool, among: bool
) -> tuple[str, ...]:
    given = {
        "几项": 1,
        "其中": among,
        **values,
        "承前": goes_on,
        "已述": _is_known(result, values, material),
        "全校总量": _whole(values),
        "无限值": result.verdict is Verdict.NO_LIMIT,
        "单位": result.indicator.unit,
    }
    return material.phrases.paragraphs("现状", given)


def _whole(values: Values) -> str:
    """What the stages share, named and with what it is made of."""
    amount = values["全校总量"]
    return f"{values['称谓']}{amount}{values['组成']}" if amount else ""


def _is_known(result: Result, values: Values, material: Material) -> bool:
    """Whether 基本情况 has said the total already, of the same thing."""
    amount = values["总量"]
    if not amount or not material.title_of(_BASICS):
        return False
    text = material.text_of(_BASICS, build_basic_facts)
    if str(amount) not in text:
        return False
    fact = material.dictionary.find(result.indicator.numerator.text)
    names = (values["称谓"], *(_names(fact) if fact is not None else ()))
    return any(f"{name}{amount}" in text for name in names)


def _names(fact: Fact) -> tuple[str, ...]:
    return (fact_noun(fact), fact.name, *fact.aliases)


def _join(clauses: Sequence[_Clause]) -> str:
    """The clauses as a sentence, or as one for each indicator where several stages are told; what
    would be too long is several.
    """
    by_stage = any(before.indicator == after.indicator for before, after in pairwise(clauses))
    parts = [clauses[0].text]
    for before, after in pairwise(clauses):
        mark = _mark(before, after, by_stage=by_stage)
        if mark == "；" and before.indicator != after.indicator:
            parts.append(after.text)
        else:
            parts[-1] += mark + after.text
    return _break(parts) + "。"


def _break(parts: Sequence[str]) -> str:
    """The parts with ；between them, or 。 where the sentence would be too long."""
    said = [parts[0]]
    for part in parts[1:]:
        if len(said[-1]) + len(part) > _LONGEST_SENTENCE:
            said.append(part)
        else:
            said[-1] += "；" + part
    return join_texts(said, "。")


def _mark(before: _Clause, after: _Clause, *, by_stage: bool) -> str:
    """What stands between the two: ， where one subject goes on and between short answers."""
    if before.indicator == after.indicator:
        return "；"
    plain = before.is_answer and after.is_answer and "，" not in before.text + after.text
    if after.goes_on or plain:
        return "，"
    return "。" if by_stage else "；"


def _as_paragraphs(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences as paragraphs of a readable length."""
    paragraphs: list[str] = []
    for sentence in filter(None, sentences):
        fits = paragraphs and len(paragraphs[-1]) + len(sentence) <= _LONG
        if fits or (paragraphs and min(len(paragraphs[-1]), len(sentence)) < _SHORT):
            paragraphs[-1] += sentence
        else:
            paragraphs.append(sentence)
    return tuple(paragraphs)


def _rest(results: Sequence[Result], material: Material) -> dict[str, object]:
    """What the phrase 其余各项 may use besides the counts."""
    unmet, unlimited = (
        [each for each in results if each.verdict is verdict]
        for verdict in (Verdict.UNMET, Verdict.NO_LIMIT)
    )
    unknown = [each for each in results if _is_undecided(each)]
    all_without = all(each.verdict in (Verdict.NO_LIMIT, Verdict.NO_DATA) for each in results)
    figures = [] if all_without else [*_figures(unlimited, material)]
    unmade = [each for each in results if _is_unmade(each)]
    return {
        "未达标名单": _names_of(unmet, material),
        "暂缺": len(unknown),
        "缺数据名单": _names_of(unknown, material),
        "缺少": _data(_missing(unknown, material)),
        "未算": len(unmade),
        "未算缺少": _data(_missing(unmade, material)),
        "未设标准各项": join_texts(figures, "；" if "，" in "".join(figures) else "，"),
    }


def _is_undecided(result: Result) -> bool:
    """Whether figures lack for a verdict; without a limit there is none."""
    return result.verdict is Verdict.NO_DATA and result.is_limited


def _is_unmade(result: Result) -> bool:
    """Whether figures lack for a value that no limit is set for."""
    return result.verdict is Verdict.NO_DATA and not result.is_limited


def _missing(results: Sequence[Result], material: Material) -> list[str]:
    names = (name for each in results for name in missing_labels(each, material))
    return [*dict.fromkeys(names)]


# So many of the figures that lack are named.
_NAMED = 6


def _data(names: Sequence[str]) -> str:
    """The data of those names; of many the first and how many there are."""
    text = "".join(f"“{name}”" for name in names[:_NAMED])
    return f"{text}等{len(names)}项数据" if len(names) > _NAMED else f"{text}数据"


def _figures(results: Sequence[Result], material: Material) -> Iterator[str]:
    """A clause for each; those of whom a share is are named once for those that follow."""
    subject: object = None
    for result in results:
        values = result_values(result, material)
        own = _subject(values) if values["种类"] == ProseKind.SHARE else None
        yield clause_of(result, values, material, goes_on=own is not None and own == subject)
        subject = own


def _names_of(results: Sequence[Result], material: Material) -> str:
    return join_names(
        [
            material.spoken(each.indicator.name) + stage_suffix(each, material.combined)
            for each in results
        ]
    )
