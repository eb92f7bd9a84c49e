"""A surveyed folder → the files that wait for a decision, and those decided about, as a page shows
them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from reportgen.assess.offers import Doubt
from reportgen.batch.survey import Survey, SurveyedSchool
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem
from reportgen.web.officer.school_lines import anchor_of, school_link
from reportgen.words.safe_names import finder

_LEFT_OUT = "没有计入县域的数："
_BUTTONS = {
    DecisionKind.YEAR: "就按本年度的算",
    DecisionKind.DISTRICT: "是本县的学校，计入",
    DecisionKind.STANDARD: "照样计入（只进合计，不评县里的标准）",
    DecisionKind.ADDED: "加进名单",
    DecisionKind.NAMED: "代码写错了，按校名认",
    DecisionKind.CHOSEN: "用这一份",
    DecisionKind.SEEN: "看过了，就这样算",
    DecisionKind.ASIDE: "不是我们的，放在一边",
}
_NOT_THIS = "这一份不要，放在一边"


class Button(NamedTuple):
    """A decision that may be taken, as it is called on the page."""

    kind: str
    school: str
    label: str


class DoubtLine(NamedTuple):
    """A file that waits for a decision; `about` says what else is known of it."""

    anchor: str
    file: str
    name: str
    link: str
    found: tuple[str, ...]
    about: str
    buttons: tuple[Button, ...]
    schools: tuple[str, ...]
    is_counted: bool = False


class DecidedLine(NamedTuple):
    """A decision, and what has become of it."""

    file: str
    kind: str
    told: str
    said: str
    date: str
    state: str
    style: str
    link: str


def doubt_lines(survey: Survey) -> list[DoubtLine]:
    """The files that wait for a decision; those of one school stand together."""
    schools = {each.job.key: each for each in survey.schools}
    ordered = sorted(survey.doubts, key=lambda doubt: (doubt.name, doubt.file))
    return [_doubt_line(each, schools.get(each.file)) for each in ordered]


def _doubt_line(doubt: Doubt, school: SurveyedSchool | None) -> DoubtLine:
    return DoubtLine(
        anchor_of(doubt.file),
        doubt.file,
        doubt.name if doubt.name != doubt.file else "（没有读出校名）",
        school_link(school.job) if school else "",
        tuple(each.removeprefix(_LEFT_OUT) for each in doubt.found),
        _about(school) if school else "",
        tuple(_buttons(doubt)),
        doubt.schools,
        doubt.is_counted,
    )


def _buttons(doubt: Doubt) -> Iterator[Button]:
    is_second = any(each.kind is DecisionKind.CHOSEN for each in doubt.offers)
    for each in doubt.offers:
        label = _BUTTONS.get(each.kind, f"就{each.told}")
        if each.kind is DecisionKind.ASIDE and is_second:
            label = _NOT_THIS
        yield Button(str(each.kind), each.school, label)


def _about(school: SurveyedSchool) -> str:
    """What tells files of one school apart: when they were written, how many faults they have."""
    written = _time_written(school)
    counts = (("错误", school.own_errors), ("提醒", school.warnings))
    faults = "，".join(f"{word} {count} 处" for word, count in counts if count)
    return "；".join(filter(None, (written, faults or "没有错误")))


def _time_written(school: SurveyedSchool) -> str:
    try:
        seconds = school.job.path.stat().st_mtime
    except OSError:
        return ""
    return f"文件是 {datetime.datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M} 存的"


def decided_lines(survey: Survey) -> Iterator[DecidedLine]:
    """All decisions, each with whether it holds."""
    jobs = {job.key: job for job in survey.batch.jobs}
    find = finder(jobs)
    for decision in survey.batch.terms.decisions:
        key = find(decision.file) or ""
        state, style = _state(decision, survey, key)
        said = "，".join(f"{label} {text}" for label, text in decision.said.items())
        link = school_link(jobs[key]) if key else ""
        yield DecidedLine(
            decision.file,
            str(decision.kind),
            decision.told,
            said,
            decision.date,
            state,
            style,
            link,
        )


def _state(decision: Decision, survey: Survey, key: str) -> tuple[str, str]:
    """How it stands with the decision about the file of that key, and the look of it."""
    admission = survey.admission
    if not key:
        return "这份文件不在了，用不上", "doubtful"
    if any(each.kind is decision.kind for each in admission.decided.get(key, ())):
        return ("照办了，计入" if admission.admits(key) else "照办了，没有计入"), "good"
    lost = (each for each in admission.notes.get(key, ()) if _is_about(each, decision))
    return next(((each.message, "bad") for each in lost), ("现在用不着", ""))


def _is_about(problem: Problem, decision: Decision) -> bool:
    return problem.code == "decision_lost" and problem.message.startswith(f"“{decision.told}”")
