"""The clerk's words held against what came out → Problems at their lines.

A school's file and a district's are read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from reportgen.assess.addressing import check_addressee, check_heads, check_signature
from reportgen.assess.dates import check_dates
from reportgen.assess.deadlines import check_deadlines
from reportgen.assess.outcome import Outcome
from reportgen.assess.writing import check_writing, may_have_slips
from reportgen.late_regex import late_regex
from reportgen.model.answers import Answers, mentioned_names, names_of
from reportgen.model.assessment import Result, Verdict
from reportgen.model.opening_advice import NO_TEXTS
from reportgen.model.printed_texts import printed_texts
from reportgen.model.provisions import provision
from reportgen.model.school import Narrative, School
from reportgen.model.stages import DISTRICT_TYPE
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Advice, Change, Location, Problem, Remedy, warning
from reportgen.words.listing import list_first
from reportgen.words.nearest import ask, find_nearest, list_names

# To look for the nearest name takes a while, the longer the more there are.
_MOST_SUGGESTIONS = 50
# No more names than that stand in one message.
_MOST_NAMES = 5
# Each part ends with the first title in it: tried in every other way too, it would not end.
_SALUTATION = late_regex(
    r"(?=尊敬的|敬爱的|各位)"
    r"(?>[^，。；！？、：]{0,10}?(?:领导|专家|同志|来宾|同仁|委员|成员|老师)们?[、，：:！!]?)++"
)


def check_narrative(school: School, outcome: Outcome) -> tuple[Problem, ...]:
    """Everything that the checks in `CHECKS` find in the file of a school or of a district."""
    return tuple(problem for check in CHECKS for problem in check(school, outcome))


def _check_references(school: School, outcome: Outcome) -> Iterator[Problem]:
    known = frozenset(outcome.indicators)
    for shortcoming in school.shortcomings:
        if shortcoming.indicator and shortcoming.indicator not in known:
            what = f"存在问题“{shortcoming.title}”提到"
            yield _unknown_target(
                _Reference(what, shortcoming.indicator, shortcoming.indicator_location),
                outcome.indicators,
            )
    targets = (*outcome.indicators, *(each.title for each in school.shortcomings))
    known, told = frozenset(targets), 0
    for plan in school.plans:
        if plan.target and plan.target not in known:
            told += 1
            near = targets if told <= _MOST_SUGGESTIONS else ()
            named = _Reference("今后措施提到", plan.target, plan.target_location)
            yield _unknown_target(named, near, "指标或问题")


def _check_met(school: School, outcome: Outcome) -> Iterator[Problem]:
    """Problems with, and measures for, indicators that are met; whoever says so knows it.

    What a district met itself its schools may fail, or have in very different measure.
    """
    met = frozenset() if school.type is DISTRICT_TYPE else outcome.met
    for each in school.shortcomings:
        if each.indicator in met and not _MET.search(each.content.text):
            message = f"存在问题“{each.title}”说的“{each.indicator}”已经达标"
            hint = (
                "请核对数字；说的不是这项指标的，“指标”不填；达标而仍有困难的，在内容里写明已达标"
            )
            yield warning("met_problem", message, each.location, hint)
    mentioned = mentioned_names(school)
    for plan in school.plans:
        if plan.target in met and plan.target not in mentioned:
            message = f"今后措施“{plan.title}”针对的“{plan.target}”已经达标，也没有写这方面的问题"
            hint = "请在“存在问题”里写明为什么要做，或核对“针对”写得对不对"
            yield warning("met_plan", message, plan.location, hint)


_MET = late_regex("达标|达到|符合")


class _Reference(NamedTuple):
    """What names an indicator, the name, and its place; not `is_alone`: others stand there too."""

    what: str
    name: str
    place: Location
    is_alone: bool = True


def _unknown_target(named: _Reference, known: Collection[str], kind: str = "指标") -> Problem:
    """What is said of a name that is none of the `known`; the nearest is to be put there."""
    nearest = find_nearest(named.name, known)
    advice: Advice = list_names(known) or "请写指标的全称"
    if nearest is not None:
        asked = ask(nearest)
        advice = Remedy(Change.WRITE, (nearest,), asked) if named.is_alone else asked
    message = f"{named.what}的“{named.name}”不是本报告的{kind}"
    return warning("unknown_target", message, named.place, advice)


def _check_salutation(school: School, _outcome: Outcome) -> Iterator[Problem]:
    """A salutation at the head of the introduction, which is indented as a paragraph there."""
    introduction = school.whole_sections.get("引言")
    first = introduction.text.strip().split("\n")[0] if introduction is not None else ""
    if introduction is not None and _SALUTATION.fullmatch(first.strip()):
        message = f"引言第一行“{first.strip()}”是称呼，印在正文里会缩进两格"
        hint = "请写进“主送单位”（顶格），从引言里删去"
        yield warning("salutation", message, introduction.location, hint)


def _check_writing(school: School, _outcome: Outcome) -> Iterator[Problem]:
    doubtful = (each for each in printed_texts(school) if may_have_slips(each.text))
    return check_writing(_each_line(doubtful))


def _check_deadlines(school: School, _outcome: Outcome) -> Iterator[Problem]:
    return check_deadlines(school)


def _check_dates(school: School, _outcome: Outcome) -> Iterator[Problem]:
    return check_dates(school)


def _check_easements(school: School, outcome: Outcome) -> Iterator[Problem]:
    for name in school.settings.easements:
        if name not in outcome.easements:
            near = find_nearest(name, outcome.easements)
            hint: Advice = list_names(outcome.easements) or "所用的标准没有过渡条款"
            if near is not None:
                is_alone = len(school.settings.easements) == 1
                hint = Remedy(Change.WRITE, (near,), ask(near)) if is_alone else ask(near)
            message = f"没有“{name}”这条过渡条款，没有起作用"
            place = school.places.get("过渡条款", school.settings.location)
            yield warning("unknown_easement", message, place, hint)


def _check_evidence(school: School, outcome: Outcome) -> Iterator[Problem]:
    """Documents for what is no indicator; and once, the indicators that none of them is for."""
    known = [*outcome.indicators, *outcome.groups]
    shown: set[str] = set()
    for document in school.evidence:
        for name, place in zip(document.indicators, document.places, strict=True):
            shown.update((name, *outcome.groups.get(name, ())))
            if known and name not in known:
                is_alone = document.places.count(place) == 1
                what = f"佐证材料“{document.name}”对应"
                yield _unknown_target(_Reference(what, name, place, is_alone), known)
    lacking = [name for name in outcome.indicators if name not in shown]
    # A district keeps the documents for its own indicators; those of its schools lie with them.
    if shown and lacking and school.type is not DISTRICT_TYPE:
        message = f"有{len(lacking)}项指标没有列出佐证材料：{list_first(lacking, _MOST_NAMES)}"
        hint = "请在“佐证材料”里补上，或核对指标的名称"
        yield warning("no_evidence", message, school.evidence[-1].location, hint)


def _check_outlays(school: School, _outcome: Outcome) -> Iterator[Problem]:
    """Money that is said to be spent in a year that had not come."""
    this_year = school.settings.year
    for outlay in school.outlays:
        if this_year and outlay.year and outlay.year > this_year and not outlay.planned:
            message = f"{outlay.year}年的“{outlay.name}”写的是已投入，报告是{this_year}年度的"
            yield warning("outlay_year", message, outlay.location, "请核对年份，或改成“拟投入”")


def _check_problem_without_plan(school: School, outcome: Outcome) -> Iterator[Problem]:
    """One reminder of everything that no plan answers, where the next plan would stand."""
    if "今后措施" in school.whole_sections:
        return
    answers = Answers(school)
    open_ones = {name for name in outcome.failing if not answers.has({name})}
    # A plan for an indicator of the district is one for those of its schools that it sums up.
    indicators = [
        name
        for name in outcome.failing
        if name in open_ones - outcome.planned
        and not open_ones & outcome.parents.get(name, frozenset())
    ]
    titles = [
        each.title
        for each in school.shortcomings
        if each.indicator not in indicators and not answers.has(names_of(each))
    ]
    if indicators or titles:
        told = filter(None, (_quoted("未达标的指标", indicators), _quoted("存在问题", titles)))
        names = [*indicators, *titles]
        message = f"有{len(names)}项没有写今后措施：{'；'.join(told)}"
        yield warning("no_plan", message, _next_plan(school), _how_to_answer(school, names))


def _quoted(what: str, names: Collection[str]) -> str:
    """未达标的指标“甲”“乙”; nothing where there are none."""
    return what + "".join(f"“{name}”" for name in names) if names else ""


def _told(result: Result) -> str:
    asked = provision(result.indicator, result)
    return asked[-1] if asked else result.display


def _check_plan_is_enough(school: School, outcome: Outcome) -> Iterator[Problem]:
    for prospect in outcome.prospects:
        if prospect.after.verdict is Verdict.UNMET:
            before, after = prospect.before, prospect.after
            change = f"“{before.indicator.name}”由 {_told(before)} 到 {_told(after)}"
            message = f"今后措施落实后，{change}，仍未达到 {after.required}"
            yield warning(
                "plan_not_enough", message, _plans_place(school), "请补充措施，或说明分步达标的安排"
            )


def _how_to_answer(school: School, names: Sequence[str]) -> str:
    several = len(names) > 1
    each, name = ("各", "引号里的名称") if several else ("", f"“{names[0]}”")
    if school.is_table_row:
        return f"报告里只写还差多少；{NO_TEXTS}"
    if school.in_page:
        return f"请在“今后措施”里{each}添加一项，“针对”填{name}"
    if school.data_location.cell:
        return f"请在“今后措施”表里{each}加一行，“针对”写{name}"
    return f"请在“今后措施:”下{each}写一项，“针对:”后面写{name}"


def _next_plan(school: School) -> Location:
    """Where another plan is written."""
    cell = school.next_cells.get("今后措施", "")
    return Location(school.file, path="今后措施", cell=cell) if cell else _plans_place(school)


def _plans_place(school: School) -> Location:
    return school.plans[0].location if school.plans else Location(school.file, path="今后措施")


# A check is one function and one line here; it sees the files of schools and of districts alike.
CHECKS: tuple[Callable[[School, Outcome], Iterator[Problem]], ...] = (
    _check_salutation,
    _check_writing,
    _check_references,
    _check_met,
    _check_easements,
    _check_evidence,
    _check_outlays,
    _check_deadlines,
    _check_dates,
    _check_problem_without_plan,
    _check_plan_is_enough,
    check_signature,
    check_addressee,
    check_heads,
)
# What the words come to is held against nothing in these.
_OF_WORDS_ALONE = (
    _check_salutation,
    _check_writing,
    _check_outlays,
    _check_deadlines,
    _check_dates,
    check_signature,
    check_addressee,
    check_heads,
)


def check_words(school: School) -> tuple[Problem, ...]:
    """What is wrong with the words of a file, whatever its figures or its schools come to."""
    nothing = Outcome((), ())
    return tuple(problem for check in _OF_WORDS_ALONE for problem in check(school, nothing))


def _each_line(texts: Iterable[Narrative]) -> Iterator[tuple[str, Location]]:
    for each in texts:
        for number, line in enumerate(each.text.split("\n")):
            yield line, each.line_location(number)
