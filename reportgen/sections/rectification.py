"""整改台账: each problem with each of its measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from reportgen.model.answers import Answers, mentioned_names, names_of
from reportgen.model.assessment import Result
from reportgen.model.lazy_rows import Row
from reportgen.model.report import (
    Block,
    CaptionedPicture,
    Heading,
    Items,
    Paragraph,
    Roster,
    Run,
    Table,
)
from reportgen.model.school import Plan
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.sections.missing_data import Unknown, say_unknown, split_unknown
from reportgen.sections.plans import deadline_text
from reportgen.sections.results.gaps import in_themes
from reportgen.sections.results.wording import result_title, result_values
from reportgen.words.duty import duty_head
from reportgen.words.ordinals import strip_ordinal

# What stands beside a plan that says of no problem that it is for it.
_OTHER = "其他工作"


class LedgerEntry(NamedTuple):
    """A problem: its title, the names that a plan may answer, and its figures in words.

    `measure` is what has to be done where no plan says so. `named`: the title is somebody's words,
    not the program's for what the figures say. `plans` are those of others (a district's schools)
    that stand where its own are none; None among them is the measure.
    """

    title: str
    names: frozenset[str]
    state: str
    measure: str
    named: bool = True
    plans: tuple[Plan | None, ...] = ()


def rectification_rows(material: Material) -> tuple[Row, ...]:
    """A row for each measure of each problem, problems as 存在问题 has them and numbered from 1;
    then one for each measure that answers none of them.

    A failing indicator that no plan answers has what the phrase 措施 says; what is not given is
    blank. Data that lack, and are in no plan, stand at the end. Errors: TemplateError for a faulty
    phrase.
    """
    rows = ledger_rows(_entries(material), material)
    unplanned = enumerate(split_unknown(material)[1], 1 + (rows[-1]["序号"] if rows else 0))
    to_supply = (
        _rows(number, _to_supply(each, material), (), material) for number, each in unplanned
    )
    return (*rows, *chain.from_iterable(to_supply))


def ledger_rows(entries: Iterable[LedgerEntry], material: Material) -> tuple[Row, ...]:
    """A row for each plan that answers an entry, numbered from 1; one for what none answers, and
    one for each plan that answers none.
    """
    known = tuple(entries)
    answers = Answers(material.school)
    answering = [answers.find(entry.names) for entry in known]
    answered = {id(plan) for each in answering for plan in each}
    rest = [plan for plan in material.school.plans if id(plan) not in answered]
    planned = [
        *zip(known, answering, strict=True),
        *((_unprompted(plan), (plan,)) for plan in rest),
    ]
    return tuple(
        row
        for number, (entry, plans) in enumerate(planned, 1)
        for row in _rows(number, entry, plans, material)
    )


def _unprompted(plan: Plan) -> LedgerEntry:
    """What stands beside a plan that answers nothing else in the ledger: what it says it is for."""
    return LedgerEntry(strip_ordinal(plan.target) or _OTHER, frozenset(), "", "")


def duty_column(material: Material) -> str:
    """The head of the column of those in charge, by what the plans name: 责任人, 责任单位, …"""
    return duty_head(plan.owner for plan in material.school.plans)


def _entries(material: Material) -> Iterator[LedgerEntry]:
    failing, named = material.assessment.failing, material.school.shortcomings
    for each in named:
        names = names_of(each)
        results = tuple(result for result in failing if result.indicator.name in names)
        yield _entry(strip_ordinal(each.title), names, results, material)
    mentioned = mentioned_names(material.school)
    rest = [result for result in failing if result.indicator.name not in mentioned]
    for result in in_themes(rest, material):
        title = result_title("问题标题", result, material)
        entry = _entry(title, frozenset({result.indicator.name}), (result,), material)
        yield entry._replace(named=False)
    yield from (_to_supply(each, material) for each in split_unknown(material)[0])


def _to_supply(unknown: Unknown, material: Material) -> LedgerEntry:
    """Data that lack; it is no shortcoming that a plan for nothing in particular is for."""
    said, measure = (say_unknown(use, unknown, material) for use in ("问题", "措施"))
    return LedgerEntry(said, unknown.names, "", f"{measure}。", named=False)


def _entry(
    title: str, names: frozenset[str], results: Sequence[Result], material: Material
) -> LedgerEntry:
    state, measure = (_said(phrase, results, material) for phrase in ("问题", "措施"))
    return LedgerEntry(title, names, state, measure)


def _rows(
    number: int, entry: LedgerEntry, plans: tuple[Plan, ...], material: Material
) -> Iterator[Row]:
    for plan in plans or entry.plans or (None,):
        yield {
            "序号": number,
            "问题": entry.title,
            "情况": entry.state,
            "整改措施": _measure(plan, material) if plan else entry.measure,
            "责任人": plan.owner if plan else "",
            "完成时限": deadline_text(plan.deadline) if plan else "",
            "进展": plan.progress if plan else "",
            "问题和情况": _told(entry),
        }


def _told(entry: LedgerEntry) -> str:
    """The title and the figures, a line each; one of them where they say the same."""
    title, state = entry.title, entry.state
    # What is answered 否 has figures that say no more than its title.
    if not state or state == f"{title}。":
        return title if title == _OTHER else _ended(title)
    return f"{_ended(title)}\n{state}" if entry.named and not _is_within(title, state) else state


def _is_within(title: str, state: str) -> bool:
    """Whether the sentence has all that the title says, in its order: 2个班超过45人."""
    left = iter(state)
    return "\n" not in state and all(character in left for character in title)


def _said(phrase: str, results: Sequence[Result], material: Material) -> str:
    clauses = (material.title(phrase, result_values(each, material)) for each in results)
    return "\n".join(f"{clause}。" for clause in dict.fromkeys(clauses) if clause)


def _measure(plan: Plan, material: Material) -> str:
    """The plan's title and text, a line for each paragraph."""
    title = strip_ordinal(plan.title)
    lines = [_ended(title)]
    lines += [line for block in material.narrative(plan.content, 3) for line in _lines(block)]
    return "\n".join(filter(None, lines))


def _ended(title: str) -> str:
    """The title as a sentence."""
    return f"{title}。" if title and title[-1] not in "。！？；：" else title


def _lines(block: Block) -> Iterator[str]:
    """What a block says, as plain text."""
    match block:
        case Paragraph(runs):
            yield _plain(runs)
        case Heading(_, text):
            yield text
        case Items(items):
            yield from (f"{item.marker}{_plain(item.runs)}" for item in items)
        case Roster(lines):
            yield from (f"{line.role}：{line.members}" for line in lines)
        case Table():
            yield from ("、".join(cell.text for cell in row) for row in block.rows)
        case CaptionedPicture(_, caption):
            yield f"（图：{caption}）" if caption else ""


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)
