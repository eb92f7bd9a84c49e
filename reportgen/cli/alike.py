"""What is wrong with many files alike → told once on the screen, with the files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from reportgen.problems import Location, Problem, Quote
from reportgen.words.listing import list_first

# So many files are told one by one.
_FEW = 3
_MOST_NAMED = 20
# Each names its own school, and says the same of it.
_OF_SCHOOLS = {"not_on_roster": "没有计入县域的数：名单里没有文件里写的学校"}
_Key = tuple[str, ...]


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, what is said in the same words of several words of one paragraph once."""
    return list(dict.fromkeys(each._replace(quote=_rule_of(each)) for each in problems))


def _rule_of(problem: Problem) -> Quote | None:
    return Quote(problem.quote.rule, 0, 0, 0, "") if problem.quote else None


def gather_alike(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in their order, what is said of more than a few files in the same words once.

    It stands where the first of them did, at the folder that holds the files. Lists, marked copies
    and --json have each by itself.
    """
    groups: dict[_Key, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(_key(problem), []).append(problem)
    told = []
    for key, alike in groups.items():
        files = list(dict.fromkeys(each.location.file for each in alike if each.location.file))
        told += [_told_once(key, alike[0], files)] if len(files) > _FEW else alike
    return told


def _key(problem: Problem) -> _Key:
    message = _OF_SCHOOLS.get(problem.code, problem.message)
    return str(problem.severity), problem.code, message, problem.hint


def _told_once(key: _Key, first: Problem, files: Sequence[str]) -> Problem:
    folder = os.path.commonpath([str(Path(file).parent) for file in files])
    names = list_first([os.path.relpath(file, folder or ".") for file in files], _MOST_NAMED)
    message = f"{key[2]}（{len(files)} 个文件：{names}）"
    return first._replace(message=message, location=Location(folder or "."), remedy=None)
