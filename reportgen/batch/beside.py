"""The files beside the reports: those that have to be made, and those that a run would make as they
stand, since all that they are made from is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportgen.batch.batch import Batch
from reportgen.batch.entry import FAULTS, problem_in, problem_out
from reportgen.batch.jobs import context_digest
from reportgen.batch.record_json import require_texts
from reportgen.deliver import Delivery, find_kept
from reportgen.digestible import digestible
from reportgen.model.admission import Admission
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem
from reportgen.words.safe_names import is_safe

_MADE_OF, _FILES, _PROBLEMS = "made_of", "files", "problems"


class _Part(NamedTuple):
    """Some of the files: what they are made of, their names, and what was said of them."""

    made_of: str
    names: tuple[str, ...]
    problems: Sequence[Problem]


class Beside:
    """The files of a run beside its reports, part by part."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._parts: dict[str, _Part] = {}
        self._kept: dict[str, str] = {}
        self._new: dict[str, bytes] = {}
        self._digests: dict[str, str] = {}

    def keep(self, part: str, made_of: str) -> Sequence[Problem] | None:
        """What was said as the last run made that part; None where it has to be made: it was of
        something else, does not stand, or a fresh run is asked for.

        A file that a person has changed since stands, and stays.
        """
        noted = self._batch.summary.get(part)
        found = None if self._batch.request.fresh else _read_noted(noted, made_of)
        if found is None or not self._stand(found.files):
            return None
        self._parts[part] = _Part(made_of, tuple(found.files), found.problems)
        self._kept |= found.files
        return found.problems

    def _stand(self, files: Mapping[str, str]) -> bool:
        holds = self._batch.standing.holds
        return all(is_safe(name) and holds(name, known) for name, known in files.items())

    def write(
        self,
        part: str,
        made_of: str,
        files: Mapping[str, bytes],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take what was made of that part, and what was said of it."""
        self._parts[part] = _Part(made_of, tuple(files), problems)
        self._new |= files

    def deliver(self) -> Mapping[str, str]:
        """Write what was made; returns the digests of all files, as they were written."""
        batch = self._batch
        kept = (find_kept(batch.setup.output / name, known) for name, known in self._kept.items())
        batch.kept.extend(each for each in kept if each)
        delivery = Delivery(batch.setup.staging, batch.setup.force)
        digests = dict(self._kept)
        for name, data in self._new.items():
            digests[name] = delivery.add(batch.setup.output / name, data)
        batch.kept.extend(each for each in delivery.finish_all().values() if each.problem)
        names = (name for part in self._parts.values() for name in part.names)
        self._digests = {name: digests[name] for name in names}
        return self._digests

    def noted(self, parts: Iterable[str]) -> Mapping[str, object]:
        """What the manifest remembers of these parts, by which the next run may keep them: of one
        that this run left alone, what it remembered before.
        """
        before = {name: self._batch.summary.get(name) for name in parts}
        return {**before, **{name: self._note(part) for name, part in self._parts.items()}}

    def _note(self, part: _Part) -> Mapping[str, object]:
        files = {name: self._digests[name] for name in part.names}
        told = list(map(problem_out, part.problems))
        return {_MADE_OF: part.made_of, _FILES: files, _PROBLEMS: told}


class _Noted(NamedTuple):
    files: Mapping[str, str]
    problems: Sequence[Problem]


def _read_noted(noted: Any, made_of: str) -> _Noted | None:
    """What was noted of files that were made of that; None where it is something else."""
    if not isinstance(noted, dict) or noted.get(_MADE_OF) != made_of:
        return None
    try:
        files = {**noted[_FILES]}
        require_texts(files.values())
        return _Noted(files, tuple(map(problem_in, noted[_PROBLEMS])))
    except FAULTS:
        return None


def district_made_of(batch: Batch, admission: Admission) -> str:
    """A digest of all that the district's report and tables are made from: not of the schools'
    files, of which many things may change that are in no sum.
    """
    return _digest(batch, admission, (f"{each.file} {each.summed}" for each in batch.heads))


def lists_made_of(batch: Batch, admission: Admission, problems: Iterable[Problem]) -> str:
    """A digest of all that the lists are made from; `problems` are those of no single school."""
    heads = (
        (each.file, each.name, str(each.status), each.report, each.told, *each.made_documents)
        for each in batch.heads
    )
    return _digest(batch, admission, map(digestible, (*heads, *problems)))


def _digest(batch: Batch, admission: Admission, parts: Iterable[str]) -> str:
    setup = batch.setup
    # What a standard says has its digest among the particulars.
    standards = dict.fromkeys(each.particulars.standards for each in batch.heads)
    shared = digestible((batch.files.folder, admission, *standards))
    return context_digest(each.encode() for each in (setup.context, shared, *batch.around, *parts))
