"""Files that were sent → what is said of those that are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.roster_look import tell_roster
from reportgen.load.sent_files import Fate, SentFile
from reportgen.problems import Location, Problem, gap, warning
from reportgen.words.listing import list_first

# So many of one kind in one folder are told one by one.
_FEW = 3
_MOST_NAMED = 20


def tell_sent(files: Iterable[SentFile]) -> tuple[Problem, ...]:
    """What is said of the files, those of one kind in one folder together."""
    told = [each for each in files if each.problem is not None]
    told.sort(key=_kind)
    groups = (list(group) for _, group in groupby(told, _kind))
    return tuple(problem for group in groups for problem in _tell_group(group))


def know_fates(
    files: Iterable[SentFile], others: Mapping[Path, Fate], sources: Iterable[str]
) -> tuple[SentFile, ...]:
    """The files with what was found out of them since they were listed: what `others` hold, and
    which of them the schools' data name, by themselves or with their folder.
    """
    sent = tuple(_known(each, others) for each in files)
    if not any(each.fate is Fate.UNREAD for each in sent):
        return sent
    named = frozenset(map(Path, sources))
    return tuple(
        each._replace(fate=Fate.BROUGHT, problem=None) if _is_named(each, named) else each
        for each in sent
    )


def _known(file: SentFile, others: Mapping[Path, Fate]) -> SentFile:
    if file.fate is not Fate.SCHOOL or file.path not in others:
        return file
    fate = others[file.path]
    return file._replace(fate=fate, problem=_tell_other(fate, file.path))


def _tell_other(fate: Fate, path: Path) -> Problem | None:
    if fate is Fate.ROSTER:
        return tell_roster(warning, path)
    return _tell_misnamed(path) if fate is Fate.MISNAMED else None


def _tell_misnamed(path: Path) -> Problem:
    message = "像区县自己的数据，名称不对，没有读"
    hint = f"请改名为 {DISTRICT_FILE}，放在最上一层；不用的请移到别处"
    return gap("misnamed_district", message, Location(str(path)), hint)


def _is_named(file: SentFile, named: frozenset[Path]) -> bool:
    if file.fate is not Fate.UNREAD:
        return False
    return file.path in named or any(folder in named for folder in file.path.parents)


def _kind(file: SentFile) -> tuple[str, ...]:
    problem = file.problem
    assert problem is not None
    spoken = (problem.severity, problem.code, problem.message, problem.hint)
    return (str(file.path.parent), *map(str, spoken))


def _tell_group(files: Sequence[SentFile]) -> Iterator[Problem]:
    problems = [each.problem for each in files if each.problem]
    if len(files) <= _FEW:
        yield from problems
        return
    names = list_first([each.path.name for each in files], _MOST_NAMED)
    message = f"{problems[0].message}（{len(files)} 个）：{names}"
    yield problems[0]._replace(message=message, location=Location(str(files[0].path.parent)))
