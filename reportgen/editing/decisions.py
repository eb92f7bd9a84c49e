"""What an office decides about files of its schools, written into the file that keeps it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.editing.saved_file import begin_file, open_file, replace_text
from reportgen.editing.yaml_edit import write_value
from reportgen.load.decisions_file import DATE, DECISIONS_KEY, FILE, KIND, OTHERS, SAID, SCHOOL
from reportgen.load.identity import DECISIONS_FILE
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.model.tree import Tree
from reportgen.problems import Location, ReportgenError, error
from reportgen.words.safe_names import same_file

_HEAD = """\
# 收表时的决定：哪份文件怎么算。在网页“要决定的”里点的都记在这里，做报告时照办。
# 可以自己改；删去一条，就是收回那个决定。“当时”是决定时文件里写的，写的变了，决定就不再算数。
"""
_Row = Mapping[str, Tree]
# Each of these says whose the file is.
_OF_SCHOOL = frozenset({DecisionKind.LISTED, DecisionKind.ADDED, DecisionKind.NAMED})


def decide(folder: Path, decision: Decision, now: datetime.datetime) -> None:
    """Write the decision, in the place of those that it contradicts.

    Errors: UnreadableFileError or ReportgenError where the file cannot be read or edited,
    DeliveryError where it cannot be written.
    """
    dated = decision._replace(date=now.date().isoformat())
    path = folder / DECISIONS_FILE
    if not path.exists():
        begin_file(path, _written(_HEAD, [_row(dated)], path))
        return
    _change(path, lambda rows: [*_without_contrary(rows, dated), _row(dated)], now)


def take_back(folder: Path, file: str, kind: str, now: datetime.datetime) -> None:
    """Take the decision of that kind about that file away. Errors: as `decide`."""
    path = folder / DECISIONS_FILE
    _change(path, lambda rows: [each for each in rows if not _is(each, file, kind)], now)


def _change(
    path: Path, edit: Callable[[Sequence[_Row]], Sequence[_Row]], now: datetime.datetime
) -> None:
    file = open_file(path)
    rows = tuple(_rows(file.tree, path))
    text = _written(file.text, edit(rows), path)
    if text != file.text:
        replace_text(file, text, now)


def _written(text: str, rows: Sequence[_Row], path: Path) -> str:
    return write_value(text, (DECISIONS_KEY,), tuple(rows) or None, str(path))


def _rows(tree: Tree, path: Path) -> Iterator[_Row]:
    """The decisions in the file, each as it was written. Errors: ReportgenError where something
    else stands in their place.
    """
    rows = tree.get(DECISIONS_KEY) if isinstance(tree, Mapping) else None
    for each in rows if isinstance(rows, tuple) else (rows,):
        if isinstance(each, Mapping):
            yield each
        elif each is not None:
            message, hint = "这里的写法不能自动改", "请改成一条一条的决定，每条以“- ”开头"
            place = Location(str(path), path=DECISIONS_KEY)
            raise ReportgenError(error("uneditable", message, place, hint))


def _row(decision: Decision) -> _Row:
    row: dict[str, Tree] = {
        FILE: decision.file,
        KIND: str(decision.kind),
        SCHOOL: decision.school,
        SAID: dict(decision.said),
        OTHERS: dict(decision.others),
        DATE: decision.date,
    }
    return {key: value for key, value in row.items() if value}


def _without_contrary(rows: Sequence[_Row], new: Decision) -> Iterator[_Row]:
    """The decisions that may stand beside the new one."""
    for row in rows:
        kind = str(row.get(KIND) or "")
        name = _name(row)
        is_same_file = name == same_file(new.file)
        is_rival = kind == new.kind == DecisionKind.CHOSEN and name in map(same_file, new.others)
        if not is_rival and not (is_same_file and _is_contrary(kind, new.kind)):
            yield row


def _is_contrary(old: str, new: DecisionKind) -> bool:
    of_school = old in _OF_SCHOOL and new in _OF_SCHOOL
    return of_school or old == new or DecisionKind.ASIDE in (old, new)


def _is(row: _Row, file: str, kind: str) -> bool:
    return _name(row) == same_file(file) and row.get(KIND) == kind


def _name(row: _Row) -> str:
    """What is alike for all names that a system may take for the file's."""
    return same_file(str(row.get(FILE) or ""))
