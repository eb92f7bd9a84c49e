"""What commands print, and their exit codes: problems, JSON, tables in Chinese width."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import click

from reportgen.barrier import Fallen
from reportgen.deliver import Delivered
from reportgen.late_regex import late_regex
from reportgen.problems import Location, Problem, Severity

EXIT_PROBLEMS = 1
EXIT_INTERRUPTED = 130
_MOST_PRINTED = 300
# What commands terminals, or turns the direction of writing; in a line, what ends it or leaps too.
_COMMANDING = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_STEERING, _STEERING_LINE = (
    late_regex(f"[{each}]") for each in (_COMMANDING, f"{_COMMANDING}\t\n")
)


def make_streams_safe() -> None:
    """Let a console that cannot show a rare character show `?` instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: object = "", err: bool = False, nl: bool = True) -> None:
    """Print lines, on stderr if `err`; whatever stands in them, none steers the terminal."""
    click.echo(_STEERING.sub(_by_number, str(text)), err=err, nl=nl)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print every problem on a line of its own, on stderr; of very many the first ones. What is
    found in texts ends in the name of its rule; what is accepted is left to `summarise`.
    """
    told = [each for each in problems if each.severity is not Severity.ACCEPTED]
    for problem in told[:_MOST_PRINTED]:
        rule = f"〔{problem.quote.rule}〕" if problem.quote else ""
        say(plain_line(f"[{problem.severity.label}] {problem}{rule}"), err=True)
    more = len(told) - _MOST_PRINTED
    if more > 0:
        say(f"……还有 {more} 处没有列出，改正后请再检查；--json 列出全部。", err=True)


def plain_line(text: str) -> str:
    """The text on one line; a sign that would steer the terminal stands there by its number."""
    return _STEERING_LINE.sub(_by_number, text)


def _by_number(sign: re.Match[str]) -> str:
    return f"(U+{ord(sign[0]):04X})"


def show_traces(fallen: Iterable[Fallen]) -> None:
    """Print on stderr where the program failed, if --debug asks for it."""
    context = click.get_current_context(silent=True)
    if context is not None and context.find_root().params.get("debug"):
        for each in fallen:
            say(each.trace, err=True, nl=False)


def tell_written(delivered: Delivered) -> int:
    """Print where the file stands, and what is said of a person's; returns the exit code."""
    problems = (delivered.problem,) if delivered.problem else ()
    print_problems(problems)
    say(f"[成功] 已写：{delivered.path}")
    return exit_code(problems)


def problems_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Each problem with its place and its remedy; a line of 0 stands for the whole file."""
    return [
        {
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
            **place_json(problem.location),
            **_hint_json(problem),
            "remedy": remedy_json(problem),
            **_quote_json(problem),
        }
        for problem in problems
    ]


def _hint_json(problem: Problem) -> dict[str, object]:
    """How to mend it; of what is accepted, why it is."""
    if problem.severity is Severity.ACCEPTED:
        return {"hint": "", "reason": problem.hint}
    return {"hint": problem.hint}


def remedy_json(problem: Problem) -> dict[str, object] | None:
    """What is done where to mend the problem: any one of `texts` is written, added or put in the
    place of `old`; None where nothing certain can be said.
    """
    remedy = problem.remedy
    if remedy is None:
        return None
    return {
        "act": str(remedy.change),
        **place_json(remedy.place or problem.location),
        "texts": list(remedy.texts),
        "old": remedy.old,
    }


def _quote_json(problem: Problem) -> dict[str, object]:
    """The words of a text that the problem is about; nothing for one that is about no words."""
    quote = problem.quote
    if quote is None:
        return {}
    if not (quote.text or quote.paragraph or quote.where):
        return {"rule": quote.rule}
    return {
        "rule": quote.rule,
        "paragraph": quote.paragraph or None,
        **({"where": quote.where} if quote.where else {}),
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
    }


def place_json(place: Location) -> dict[str, object]:
    """The place, its file as it was named; a line of 0 stands for the whole file."""
    told = place._asdict()
    return {key: told[key] for key in ("file", "line", "column", "cell", "path")}


def summarise(problems: Sequence[Problem]) -> str:
    """How many there are of each severity: `错误 2 处，提醒 1 处`; empty for none."""
    counts = {
        severity: sum(each.severity is severity for each in problems) for severity in Severity
    }
    return "，".join(f"{severity.label} {count} 处" for severity, count in counts.items() if count)


def exit_code(problems: Iterable[Problem], strict: bool = False) -> int:
    """1 if there is an error, with `strict` also for a warning; else 0."""
    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return EXIT_PROBLEMS if any(each.severity in counted for each in problems) else 0


def print_json(value: object) -> None:
    """Print one JSON document on stdout; in its texts such signs stand as JSON escapes them."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    say(_STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def print_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose columns line up, a Chinese character being two columns wide."""
    lines = [list(header), *(list(map(plain_line, row)) for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        pairs = zip(line, widths, strict=True)
        cells = [text + " " * (width - _width(text)) for text, width in pairs]
        say("  ".join(cells).rstrip())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
