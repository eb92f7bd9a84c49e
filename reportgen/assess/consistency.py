"""Figures held against each other and against what the report needs → Problems at their places."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeGuard

from reportgen.assess.dates import latest_year, told_now
from reportgen.assess.fact_sheet import FactSheet
from reportgen.late_regex import late_regex
from reportgen.model.assessment import Assessment, Result, Verdict
from reportgen.model.default_display import yes_no
from reportgen.model.facts import Fact, FactDictionary, FactKind, Relation, Scope, Value
from reportgen.model.form_labels import WHOLE_SCHOOL
from reportgen.model.formula import SchoolWord
from reportgen.model.numbers import exact_text, format_short, rounds_to
from reportgen.model.opening_advice import advise_figure
from reportgen.model.school import Figure, FigureKey, Preview, School
from reportgen.model.stages import Stage
from reportgen.problems import Advice, Change, Location, Problem, Remedy, error, gap, warning

# What floating point may leave between two ways to one value.
_CRUMB = Decimal("0.000001")
_FILL_IN_CELL, _FILL_IN = "请填写这个单元格", "请在它的冒号后面写上"
_NEVER_COUNTED = "没有统计的空着，报告照做，这项指标写“缺数据”"
_NO_ROOM = "一间也没有的填 0；"
_PREVIEWED = late_regex(r"-?\d+(\.\d+)?")


def check_figures(
    school: School, dictionary: FactDictionary, sheet: FactSheet | None = None
) -> tuple[Problem, ...]:
    """Derived facts that disagree with what was filled in, and relations that do not hold.

    `sheet` holds the school's figures where they have been asked before.
    """
    sheet = sheet or FactSheet(school, dictionary)
    known = {name for name, _ in sheet.known_facts()} | dictionary.aliases.keys() | set(SchoolWord)
    relations = [each for each in dictionary.relations if known.issuperset(each.formula.names)]
    return (
        *_check_derived(sheet),
        *_check_years(school, dictionary),
        *(problem for relation in relations for problem in _check_relation(relation, sheet)),
    )


def _check_years(school: School, dictionary: FactDictionary) -> Iterator[Problem]:
    """Years that have not been when the report is written."""
    latest = latest_year(school)
    for (name, _), figure in school.figures.items():
        fact = dictionary.facts.get(name)
        if fact and fact.kind is FactKind.YEAR and _is_after(figure.value, latest):
            message = f"{name}是 {exact_text(figure.value)}，{told_now(school)}"
            yield warning("future_year", message, figure.location, "请核对年份")


def _is_after(value: Value | None, latest: int) -> TypeGuard[Decimal]:
    return isinstance(value, Decimal) and 0 < latest < value


def check_assessment(
    school: School, assessment: Assessment, dictionary: FactDictionary
) -> tuple[Problem, ...]:
    """Facts that indicators lack, and what plans promise in vain."""
    results = assessment.results
    return (
        *_missing_facts(school, results, dictionary),
        *_impossible(school, results),
        *_check_previews(school, results, dictionary),
        *_check_expected(school, assessment, dictionary),
    )


def _check_expected(
    school: School, assessment: Assessment, dictionary: FactDictionary
) -> Iterator[Problem]:
    """What plans promise to add to facts that no failing indicator is about."""
    undecided = (each for each in assessment.results if each.verdict is Verdict.NO_DATA)
    told = _beneath((*assessment.failing, *undecided), dictionary)
    for plan in school.plans:
        for (name, _), figure in plan.expected.items():
            if name not in told:
                yield _vain_promise(name, figure, assessment, dictionary)


def _beneath(results: Sequence[Result], dictionary: FactDictionary) -> Collection[str]:
    """The facts that those results rest on."""
    return {name for each in results for name in dictionary.beneath(each.indicator.names)}


def _vain_promise(
    name: str, figure: Figure, assessment: Assessment, dictionary: FactDictionary
) -> Problem:
    """The reminder that the report does not say what a fact is to grow by, and why."""
    judged = [each for each in assessment.results if name in _beneath([each], dictionary)]
    met = dict.fromkeys(each.indicator.name for each in judged if each.verdict is Verdict.MET)
    why = f"用到它的指标“{next(iter(met))}”已经达标" if met else "没有哪项未达标的指标用到它"
    message = f"预计增加的“{name}”没有写进报告：{why}"
    hint = "要写进报告的，请写在这项措施的“内容”里；不要写的不用管"
    return warning("expected_unused", message, figure.location, hint)


def _check_derived(sheet: FactSheet) -> Iterator[Problem]:
    by_formula = _derived(sheet.dictionary)
    for (name, stage), figure in sheet.school.figures.items():
        fact = by_formula.get(name)
        if fact is None or fact.formula is None:
            continue
        derived = sheet.evaluate(fact.formula, stage)
        if derived is not None and not _agree(figure.value, derived):
            yield _disagreement(fact, figure, derived)


@lru_cache(maxsize=16)
def _derived(dictionary: FactDictionary) -> Mapping[str, Fact]:
    """The facts that have a formula, by all their names."""
    found = {name: dictionary.find(name) for name in (*dictionary.facts, *dictionary.aliases)}
    return {name: fact for name, fact in found.items() if fact is not None and fact.formula}


def _agree(filled: Value, derived: Value) -> bool:
    """Whether the derived value, rounded like the filled one, is the filled one."""
    if not isinstance(filled, Decimal) or not isinstance(derived, Decimal):
        return filled == derived
    return rounds_to(derived, filled)


def _disagreement(fact: Fact, figure: Figure, derived: Value) -> Problem:
    formula = fact.formula.text if fact.formula else ""
    filled, worked_out = f"{_show(figure.value)}{fact.unit}", f"{_show(derived)}{fact.unit}"
    message = f"填的是 {filled}，按“{formula}”算得 {worked_out}"
    return error(
        "derived_mismatch", message, figure.location, "请核对各项数据，或删去这一项由程序计算"
    )


def _check_relation(relation: Relation, sheet: FactSheet) -> Iterator[Problem]:
    by_stage = _holds_by_stage(relation.formula.names, sheet.dictionary)
    for stage in sheet.school.type.stages if by_stage else (None,):
        if sheet.evaluate(relation.formula, stage) is False:
            yield _breach(relation, stage, sheet)


@lru_cache(maxsize=1024)
def _holds_by_stage(names: tuple[str, ...], dictionary: FactDictionary) -> bool:
    return dictionary.is_by_stage(names)


def _breach(relation: Relation, stage: Stage | None, sheet: FactSheet) -> Problem:
    """The problem at the last of its figures, as one reads the file."""
    school = sheet.school
    figures = [_relation_figure(name, stage, sheet) for name in relation.formula.names]
    where = f"（{stage}）" if stage and school.type.is_combined else ""
    message = f"{where}{relation.text}：{'；'.join(text for text, _ in figures)}"
    written = [place for _, place in figures if place.spot]
    place = max(written, key=lambda place: place.order, default=school.data_location)
    make = error if relation.is_error else warning
    return make("inconsistent", message, place, "请核对这几个数")


def _relation_figure(name: str, stage: Stage | None, sheet: FactSheet) -> tuple[str, Location]:
    """A figure of a relation with its place, in words, and that place."""
    fact, value = sheet.dictionary.find(name), sheet.find(name, stage)
    place = _find_place(fact.name if fact else name, stage, sheet)
    spot = f"，{place.spot}" if place.spot else ""
    return f"{name} {_show(value)}{fact.unit if fact else ''}{spot}", place


def _find_place(name: str, stage: Stage | None, sheet: FactSheet) -> Location:
    """Where the fact was written, or else the first of those that it is derived from."""
    figures, dictionary = sheet.school.figures, sheet.dictionary
    fact = dictionary.find(name)
    others = fact.fallback.names if fact and fact.fallback else ()
    beneath = dictionary.beneath([name, *others])
    for each in (name, *(fact for fact in dictionary.facts if fact in beneath)):
        for key in _figure_keys(each, stage, sheet.school):
            if key in figures:
                return figures[key].location
    return Location()


def _figure_keys(name: str, stage: Stage | None, school: School) -> tuple[FigureKey, ...]:
    """Where a figure may be given: for the stage, for the whole school, for any other stage."""
    return ((name, stage), (name, None), *((name, each) for each in school.type.stages))


def _missing_facts(
    school: School, results: Sequence[Result], dictionary: FactDictionary
) -> Iterator[Problem]:
    for (name, stage), indicators in _needed_figures(school, results, dictionary).items():
        where = f"{stage}的" if stage and school.type.is_combined else ""
        message = f"缺少{where}“{name}”，算不出指标：{'、'.join(indicators)}"
        place, hint = _where_missing(school, name, stage, dictionary)
        yield gap("missing_fact", message, place, _or_empty(hint, dictionary.find(name)))


def _or_empty(hint: Advice, fact: Fact | None) -> Advice:
    """The advice for whoever counted it, has none of it, or never did."""
    rest = f"{_NO_ROOM if fact and fact.may_be_none else ''}{_NEVER_COUNTED}"
    return hint.beside(rest) if isinstance(hint, Remedy) else f"{hint}；{rest}"


def _needed_figures(
    school: School, results: Sequence[Result], dictionary: FactDictionary
) -> Mapping[FigureKey, Collection[str]]:
    """The figures that were not given, each with the names of the indicators that need it."""
    needed: dict[FigureKey, dict[str, None]] = {}
    for result in results:
        for name in result.missing:
            stage = _lacking_stage(school, name, result.stage, dictionary)
            needed.setdefault((name, stage), {})[result.indicator.name] = None
    return needed


def _lacking_stage(
    school: School, name: str, stage: Stage | None, dictionary: FactDictionary
) -> Stage | None:
    """The stage whose figure lacks: to split what is shared takes those of all stages."""
    fact = dictionary.find(name)
    if fact is not None and _is_lacking_once(fact, school):
        return None
    asked = [each for each in school.type.stages if fact is None or fact.is_for(each)]
    if stage is None and not any((name, each) in school.figures for each in asked):
        return None
    if stage in asked and (name, stage) not in school.figures:
        return stage
    return next((each for each in asked if (name, each) not in school.figures), stage)


def _is_lacking_once(fact: Fact, school: School) -> bool:
    """Whether one line gives what all stages lack: nothing of it is there, not even a place."""
    stages = [each for each in school.type.stages if fact.is_for(each)]
    if len(stages) < 2 or any((fact.name, each) in school.figures for each in (None, *stages)):
        return False
    if any((fact.name, each) in school.blanks for each in stages):
        return False
    return fact.scope is not Scope.BY_STAGE or not school.data_location.cell


def _where_missing(
    school: School, name: str, stage: Stage | None, dictionary: FactDictionary
) -> tuple[Location, Advice]:
    """The place of a figure that was not given, and how to give it."""
    place = school.data_location._replace(path=f"数据.{name}")
    if school.in_page:
        place = place._replace(path=f"{place.path}.{stage}" if stage else place.path)
        return place, _advise_opening(school, dictionary.find(name), stage)
    blank = _find_blank(school, name, stage)
    if blank is not None:
        return blank, _FILL_IN_CELL if blank.cell else _FILL_IN
    if not place.cell:
        return _where_to_add(school, name, stage, dictionary)
    names = dictionary.beneath([name])
    beneath = {fact: _find_blank(school, fact, stage) for fact in dictionary.facts if fact in names}
    blanks = {fact: found for fact, found in beneath.items() if found}
    if blanks:
        cells = "、".join(f"{fact}（{found.spot}）" for fact, found in blanks.items())
        return next(iter(blanks.values())), f"请填写：{cells}"
    return place, _advise_opening(school, dictionary.find(name), stage)


def _advise_opening(school: School, fact: Fact | None, stage: Stage | None) -> Advice:
    """How to give a figure that a workbook has no cell for."""
    if fact is None or school.opening is None:
        return _FILL_IN_CELL
    return advise_figure(school.opening, fact, _stages_to_write(school, fact, stage))


def _stages_to_write(school: School, fact: Fact, stage: Stage | None) -> Sequence[Stage]:
    """The stages whose figures are written apart; none where there is one for all."""
    asked = fact.asked_in(school.type.stages)
    if fact.scope is not Scope.BY_STAGE or len(asked) < 2:
        return ()
    return (stage,) if stage is not None else asked


def _where_to_add(
    school: School, name: str, stage: Stage | None, dictionary: FactDictionary
) -> tuple[Location, Remedy]:
    """The place of a figure that a file in lines has no line for; that of the stages beside it."""
    place = school.data_location._replace(path=f"数据.{name}")
    given = [figure.location for (fact, _), figure in school.figures.items() if fact == name]
    if given and stage is not None:
        words = f"请在“{name}:”里补上“{stage}: …”"
        return given[0]._replace(path=f"数据.{name}"), Remedy(Change.ADD, (stage,), words)
    fact = dictionary.find(name)
    stages = _stages_to_write(school, fact, None) if fact else ()
    shape = f"{{{'，'.join(f'{each}: …' for each in stages)}}}" if stages else "…"
    words = f"请在“数据:”下补上一行“{name}: {shape}”"
    return place, Remedy(Change.ADD, (name,), words)


def _find_blank(school: School, name: str, stage: Stage | None) -> Location | None:
    keys = _figure_keys(name, stage, school)
    place = next((school.blanks[key] for key in keys if key in school.blanks), None)
    return place._replace(path=f"数据.{name}") if place else None


def _impossible(school: School, results: Sequence[Result]) -> Iterator[Problem]:
    """Indicators without a value though nothing is missing: a division by zero, or no fit."""
    for result in results:
        if result.verdict is not Verdict.NO_DATA or result.missing:
            continue
        indicator = result.indicator
        formulas = filter(None, (indicator.numerator, indicator.denominator))
        quotient = " ÷ ".join(each.text for each in formulas)
        message = f"指标“{indicator.name}”算不出来：{quotient}（可能除以了 0）"
        yield gap("impossible", message, school.data_location, "请核对这些数据，或标准里的公式")


def _check_previews(
    school: School, results: Sequence[Result], dictionary: FactDictionary
) -> Iterator[Problem]:
    """What a form's own formulas said, held against what is computed from its data.

    Forms that were sent out earlier count the 0 of rooms that there are none of, as a room.
    """
    if not school.previews:
        return
    none = {name for (name, _), figure in school.figures.items() if figure.value == ()}
    results = [each for each in results if none.isdisjoint(_beneath([each], dictionary))]
    for preview in school.previews:
        value, told = _previewed_value(preview, results), preview.value.removesuffix("%")
        if value is None or not _PREVIEWED.fullmatch(told):
            continue
        if abs(Decimal(told) - value) > abs(value) * _CRUMB:
            computed = f"按各项数据算得 {format_short(value, 4)}"
            message = f"“{preview.indicator}”表里的预览是 {told}，{computed}"
            hint = "以程序算的为准；请看看是不是改过表里的公式，或者填完没有保存"
            yield warning("stale_preview", message, preview.location, hint)


def _previewed_value(preview: Preview, results: Sequence[Result]) -> Decimal | None:
    """The one value of the indicator that the preview shows; None if it has none or several."""
    named = [each for each in results if each.indicator.name == preview.indicator]
    own = [each for each in named if str(each.stage or WHOLE_SCHOOL) == preview.stage] or named
    values = {each.value for each in own}
    value = values.pop() if len(values) == 1 else None
    return value if isinstance(value, Decimal) else None


def _show(value: Value | None) -> str:
    if isinstance(value, Decimal):
        return format_short(value, 4) if abs(value) < 10**9 else exact_text(value)
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, tuple):
        return f"{len(value)} 个数（合计 {exact_text(sum(value, Decimal(0)))}）"
    return str(value)
