"""Findings of texts that somebody accepts, and why: written into the settings of the folder."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from reportgen.editing.addresses import value_at
from reportgen.editing.saved_file import begin_file, open_file, replace_text
from reportgen.editing.yaml_edit import write_value
from reportgen.forms.yaml_text import document_text
from reportgen.late_regex import late_regex
from reportgen.load.check_settings import ACCEPTED
from reportgen.load.project import PROJECT_FILE
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple

_RULE, _WORDS, _FILE, _REASON = "规则", "原文", "文件", "理由"
_BESIDE = 10
# What a text has for its layout: the paragraph that is checked is without it.
_MARKS = late_regex(r"[\n*|#\[\]!`_>~]|(?<![^\n])\s*(?:-|\d+[.、])\s")


class AcceptedFinding(NamedTuple):
    """What a rule found in a file, by the words it is at, and why it may stand."""

    rule: str
    words: str
    file: str
    reason: str


def words_around(text: str, begin: int, quote: str) -> str:
    """The words at that place of a text with some beside them, so that no others are meant."""
    if begin < 0 or not text.startswith(quote, begin):
        return quote
    end = begin + len(quote)
    before = _MARKS.split(text[max(begin - _BESIDE, 0) : begin])[-1]
    behind = _MARKS.split(text[end : end + _BESIDE])[0]
    return f"{before}{quote}{behind}".strip()


def accept_finding(folder: Path, finding: AcceptedFinding, now: datetime.datetime) -> None:
    """Write it into the settings. Errors: ReportgenError where they cannot be read or written."""
    entry = dict(zip((_RULE, _WORDS, _FILE, _REASON), finding, strict=True))
    _write(folder, (*_without(_accepted(folder), finding), entry), now)


def withdraw_finding(folder: Path, finding: AcceptedFinding, now: datetime.datetime) -> None:
    """Take what accepts it out of the settings. Errors: as `accept_finding`."""
    accepted = _accepted(folder)
    left = _without(accepted, finding)
    if len(left) < len(accepted):
        _write(folder, left, now)


def _accepted(folder: Path) -> tuple[Tree, ...]:
    path = folder / PROJECT_FILE
    block = value_at(open_file(path).tree, (ACCEPTED,)) if path.is_file() else None
    return block if isinstance(block, tuple) else ()


def _without(accepted: tuple[Tree, ...], finding: AcceptedFinding) -> tuple[Tree, ...]:
    return tuple(each for each in accepted if not _is_of(each, finding))


def _is_of(entry: Tree, finding: AcceptedFinding) -> bool:
    """Whether the entry accepts that finding in its file, and in no other."""
    if not isinstance(entry, Mapping):
        return False
    words = entry.get(_WORDS)
    is_there = isinstance(words, str) and (words in finding.words or finding.words in words)
    is_file = entry.get(_FILE) in (finding.file, (finding.file,))
    return entry.get(_RULE) == finding.rule and is_file and is_there


def _write(folder: Path, accepted: tuple[Tree, ...], now: datetime.datetime) -> None:
    path = folder / PROJECT_FILE
    if not path.is_file():
        begin_file(path, document_text({ACCEPTED: accepted}))
        return
    file = open_file(path)
    replace_text(file, write_value(file.text, (ACCEPTED,), accepted, str(path)), now)
