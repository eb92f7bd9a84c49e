"""How a run over an input ended → what is wrong with that: nothing, where it ended in words or in a
sound document.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ParserCreate

from lxml import etree

from fuzz.bounds import Cost, Late, bounded
from reportgen.barrier import Fallen, attempt
from reportgen.cli.terminal import problems_json
from reportgen.problems import Problem

MOST_BYTES = 300_000_000
_QUOTED = re.compile(r"“.*”", re.DOTALL)
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_QUOTED_IN_LINE = re.compile(r"“[^\n]*”")
_FOREIGN = re.compile(
    r"Traceback|[A-Za-z]+(?:Error|Exception)\b|程序内部出错|<class |object at 0x|\bNone\b"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DIGITS = re.compile(r"\d+")
_FRAME = re.compile(r'File "[^"]*?(reportgen/[^"]+|[^"/]+)", line \d+, in (\S+)')


class Ended(NamedTuple):
    """What a reader gave: problems, documents that it made, and what their templates were."""

    problems: Sequence[Problem] = ()
    documents: Sequence[bytes] = ()
    is_ours: bool = True
    """Whether all of the documents is of our making: a template of others may be unsound itself."""
    said: str = ""
    """What a command printed."""


class Finding(NamedTuple):
    """Something wrong: its kind, what tells it from others of that kind, and all that is known."""

    kind: str
    mark: str
    said: str


class Judged(NamedTuple):
    """How a run over an input ended."""

    findings: tuple[Finding, ...]
    made: bool
    cost: Cost


def judge(
    read: Callable[[Path], Ended], file: Path, audit: Callable[[bytes], Iterable[str]]
) -> Judged:
    """Let the reader read the file; `audit` tells what a schema says of a document."""
    printed = io.StringIO()
    with (
        warnings.catch_warnings(record=True) as warned,
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        warnings.simplefilter("always")
        ended, cost = bounded(lambda: attempt(lambda: read(file), file))
    findings = [
        *(Finding("warning", str(each.message)[:60], str(each)) for each in warned),
        *([Finding("printed", "", printed.getvalue())] if printed.getvalue() else ()),
        *_over(cost),
        *_judge(ended, audit),
    ]
    made = isinstance(ended, Ended) and bool(ended.documents)
    return Judged(tuple(dict.fromkeys(findings)), made, cost)


def _over(cost: Cost) -> Iterator[Finding]:
    if cost.bytes > MOST_BYTES:
        yield Finding("memory", "", f"{cost.bytes // 1_000_000} MB")


def _judge(
    ended: Ended | Fallen | Late, audit: Callable[[bytes], Iterable[str]]
) -> Iterator[Finding]:
    if isinstance(ended, Late):
        yield Finding("time", ended.mark, ended.trace)
        return
    if isinstance(ended, Fallen):
        if ended.trace:
            yield Finding("trace", mark_of(ended.trace), ended.trace)
        else:
            yield from _words(ended.problems)
        if not ended.problems:
            yield Finding("words", "none", "refused without a word")
        return
    yield from _words(ended.problems)
    if _FOREIGN.search(_QUOTED_IN_LINE.sub("“”", ended.said)):
        yield Finding("words", "printed", ended.said)
    if _STEERING.search(ended.said):
        yield Finding("words", "steering the terminal", ended.said)
    for document in ended.documents:
        yield from _document(document, ended.is_ours, audit)


def mark_of(trace: str) -> str:
    """What it was, and the last places of the program where it was raised."""
    frames = _FRAME.findall(trace)
    own = [f"{file}:{function}" for file, function in frames if file.startswith("reportgen/")][-2:]
    kind = trace.strip().rpartition("\n")[2].partition(":")[0]
    return f"{kind} {' > '.join(own)}"


def _words(problems: Iterable[Problem]) -> Iterator[Finding]:
    for each in problems:
        told = f"{each.message}；{each.hint}"
        if _FOREIGN.search(_QUOTED.sub("“”", told)) or not _CHINESE.search(told):
            yield Finding("words", each.code, told)
        if not (each.location.file or each.location.cell):
            yield Finding("place", each.code, told)
    printed = attempt(lambda: _print(problems), "")
    if isinstance(printed, Fallen):
        yield Finding("words", f"not to be printed {mark_of(printed.trace)}", printed.trace)


def _print(problems: Iterable[Problem]) -> None:
    """Errors: whatever is raised where they cannot be printed."""
    json.dumps(problems_json(problems), ensure_ascii=False).encode()
    "".join(map(str, problems)).encode()


def _document(
    data: bytes, is_ours: bool, audit: Callable[[bytes], Iterable[str]]
) -> Iterator[Finding]:
    opened = attempt(lambda: _open(data, is_ours), "")
    if isinstance(opened, Fallen):
        yield Finding("document", mark_of(opened.trace), opened.trace)
    elif is_ours:
        yield from (Finding("document", _DIGITS.sub("9", each)[:80], each) for each in audit(data))


def _open(data: bytes, is_ours: bool) -> None:
    """Errors: whatever is raised where it is no package of XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                part = package.read(name)
                etree.fromstring(part) if is_ours else _parse(part)


def _parse(part: bytes) -> None:
    """Errors: ExpatError where it is no XML; of others' parts no more is asked, as of names."""
    ParserCreate(namespace_separator=" ").Parse(part, True)
