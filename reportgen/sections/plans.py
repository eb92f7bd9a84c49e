"""今后措施: the school's plans, what they bring, and what is still to be planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.answers import is_answered
from reportgen.model.assessment import Prospect, Result, Verdict
from reportgen.model.report import Block, Heading, Paragraph, Run
from reportgen.model.school import Plan
from reportgen.model.standard import IndicatorKind
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.missing_data import say_unknown, unplanned_unknown
from reportgen.sections.results.gaps import gather_gaps, remedies
from reportgen.sections.results.indicator_words import ProseKind
from reportgen.sections.results.result_amounts import (
    alike_values,
    limit_text,
    needed,
    numerator_amount,
)
from reportgen.sections.results.told import tells_task, written_whole
from reportgen.sections.results.wording import (
    division,
    requirement,
    result_values,
    stage_suffix,
)
from reportgen.words.duty import duty_label
from reportgen.words.ordinals import strip_ordinal
from reportgen.words.quoting import nest_quotes


def build_plans(material: Material) -> tuple[Block, ...]:
    """Each plan under its title with what it brings, then in one paragraph what has no plan."""
    brought = _brought(material)
    planned = [
        *material.whole("今后措施"),
        *chain.from_iterable(
            plan_blocks(plan, material, _told(brought.get(at, ()), material))
            for at, plan in enumerate(material.school.plans)
        ),
    ]
    return (*planned, *_unplanned(material, bool(planned)))


# What a plan brings, and whether it alone does.
_Brought = tuple[Prospect, bool]


def _brought(material: Material) -> Mapping[int, Sequence[_Brought]]:
    """What becomes another, by the place of the last of the plans that bring it."""
    found: dict[int, list[_Brought]] = {}
    for prospect in material.assessment.prospects:
        bringing = [
            at
            for at, plan in enumerate(material.school.plans)
            if _brings(plan, prospect.before, material)
        ]
        if bringing and prospect.changes:
            found.setdefault(bringing[-1], []).append((prospect, len(bringing) == 1))
    return found


def _brings(plan: Plan, result: Result, material: Material) -> bool:
    """Whether the plan adds to a figure that the result rests on."""
    beneath = material.dictionary.beneath(result.indicator.names)
    return any(
        name in beneath and (None in (stage, result.stage) or stage == result.stage)
        for name, stage in plan.expected
    )


def _told(brought: Sequence[_Brought], material: Material) -> tuple[Block, ...]:
    """What a plan brings in one paragraph; it begins with 以上措施 where another helps."""
    alone = all(own for _, own in brought)
    said = [
        material.title(
            "前景", {**_prospect_values(prospect, material), "首项": not at, "独自": alone}
        )
        for at, (prospect, _) in enumerate(brought)
    ]
    return (paragraph(f"{'；'.join(filter(None, said))}。"),) if any(said) else ()


def _unplanned(material: Material, below: bool) -> Iterator[Block]:
    """What no plan answers, under a heading of its own if plans stand above; the data that lack
    come last.
    """
    gaps = gather_gaps(unanswered(material), material)
    tasks = [(gap.name, remedies(gap.results, material)) for gap in gaps]
    clauses = [*dict.fromkeys(chain.from_iterable(each for _, each in tasks))]
    unknown = unplanned_unknown(material)
    if (clauses or unknown) and below:
        count = len(clauses) + len(unknown)
        yield Heading(2, material.title("措施标题", {"项数": count, "有措施": below}))
    by_theme = len(clauses) > _MOST_IN_A_SENTENCE and len(tasks) > 1
    values = {"主题": "", "各项": clauses, "项数": len(clauses), "分列": by_theme}
    if clauses:
        yield from material.say("措施汇总", values)
    for name, of_theme in tasks if by_theme else ():
        yield from material.say("措施汇总", {**values, "主题": name, "各项": of_theme})
    if unknown:
        yield paragraph("".join(f"{say_unknown('措施', each, material)}。" for each in unknown))


_DATE = late_regex(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?")
# More than so many tasks are listed by theme.
_MOST_IN_A_SENTENCE = 6


def plan_blocks(plan: Plan, material: Material, brought: Sequence[Block] = ()) -> Iterator[Block]:
    """One plan under its title, with what is said to be brought, who is in charge and by when."""
    title = plan.title or (nest_quotes(f"针对“{plan.target}”") if plan.target else "")
    if title:
        yield Heading(2, strip_ordinal(title))
    duties = [(duty_label(plan.owner), plan.owner), ("完成时限", deadline_text(plan.deadline))]
    stated = "；".join(f"{name}：{value}" for name, value in duties if value)
    yield from _with_duties(material.narrative(plan.content, 3), stated)
    yield from brought


def _with_duties(told: Sequence[Block], stated: str) -> Sequence[Block]:
    """What a plan says, who is in charge at the end of it: a line of its own might begin a page."""
    if not stated:
        return told
    last = told[-1] if told else None
    if isinstance(last, Paragraph):
        runs = (*last.runs, Run(f"（{stated}）"))
        return (*told[:-1], last._replace(runs=runs, ends=True))
    return (*told, paragraph(f"{stated}。"))


def deadline_text(text: str) -> str:
    """2025-12 as 2025年12月; anything else as it was written."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return text
    year, month, day = match.groups()
    return f"{year}年{int(month)}月" + (f"{int(day)}日" if day else "")


def unanswered(material: Material) -> list[Result]:
    """The failing results that neither a plan answers nor a chapter of the clerk's own."""
    text = written_whole("今后措施", material)
    return [
        each
        for each in material.assessment.failing
        if not is_answered(material.school, each.indicator.name)
        and not tells_task(text, each, material)
    ]


def _prospect_values(prospect: Prospect, material: Material) -> dict[str, object]:
    before, after = prospect.before, prospect.after
    now, later = alike_values(before, after)
    return {
        "名称": material.spoken(before.indicator.name),
        "部": division(before, material),
        "学段": stage_suffix(before, material.combined),
        "现在": now,
        "将来": later,
        "标准": requirement(after),
        "限值": limit_text(after),
        **_whole_things(prospect, material),
        "单位": before.indicator.unit,
        "上升": _rises(before, after),
        "方向": str(after.indicator.direction),
        "将来达标": after.verdict is Verdict.MET,
        "还差": after.shortfall_display,
    }


def _rises(before: Result, after: Result) -> bool:
    """Whether the value grows; 1∶18 is more than 1∶19, and what is no number gets better."""
    if not isinstance(before.value, Decimal) or not isinstance(after.value, Decimal):
        return True
    one_to = before.indicator.kind is IndicatorKind.ONE_TO
    return (after.value > before.value) is not one_to


def _whole_things(prospect: Prospect, material: Material) -> dict[str, object]:
    """Of what there should be for every so many classes the things themselves: from 1间 to 2间."""
    values = result_values(prospect.before, material)
    if values["种类"] != ProseKind.PROVISION or not values["总量"]:
        return {}
    return {
        "名称": values["称谓"],
        "现在": values["总量"],
        "将来": numerator_amount(prospect.after, material),
        "限值": needed(prospect.after, material),
    }
