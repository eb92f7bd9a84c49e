"""What a run from the page is to make, as it was chosen there, and as the folder remembers it."""

from __future__ import annotations

import json
from pathlib import Path

from reportgen.batch.request import Request
from reportgen.batch.store import WORK_FOLDER
from reportgen.deliver import write_file
from reportgen.load.inside import lies_inside
from reportgen.model.document_kinds import OTHER_KINDS
from reportgen.named_tuple import NamedTuple
from reportgen.regular_files import read_regular

_NOTE = Path(WORK_FOLDER, "做报告.json")
_LISTS = ("schools", "documents")
_LARGEST = 1_000_000
_OTHERS = frozenset(kind.name for kind in OTHER_KINDS)


class RunChoice(NamedTuple):
    """What is to be made beside the reports. `schools` are the keys of those that were chosen, none
    for all; `documents` as in `Request`. `back`: copies of what has faults; `chasing`: a list of
    who has not returned. `fresh` and `force` as in `Request`.
    """

    schools: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    district: bool = True
    pdf: bool = False
    back: bool = False
    chasing: bool = False
    fresh: bool = False
    force: bool = False

    def ask(self, request: Request) -> Request:
        """The request for what was chosen."""
        return request._replace(
            only=self.schools,
            documents=self.known_documents,
            fresh=self.fresh,
            force=self.force,
        )

    @property
    def known_documents(self) -> tuple[str, ...]:
        """The documents, as far as they are of those that are offered."""
        return tuple(name for name in self.documents if name in _OTHERS)

    @property
    def again(self) -> RunChoice:
        """What is offered when a run has ended: it does not do again what it did for once."""
        return self._replace(schools=(), fresh=False, force=False)


class NotedRun(NamedTuple):
    """What the folder remembers of the last run: what was chosen, and whether that was all made."""

    choice: RunChoice = RunChoice()
    has_ended: bool = True

    @property
    def awaited(self) -> tuple[str, ...]:
        """The documents that every school is still to have: those of a run of all that was stopped.
        What was made once of some schools is not lacked by the others.
        """
        is_open = not self.has_ended and not self.choice.schools
        return self.choice.known_documents if is_open else ()


def note_run(folder: Path, noted: NotedRun) -> None:
    """Remember it. Errors: DeliveryError."""
    text = json.dumps([noted.choice._asdict(), noted.has_ended], ensure_ascii=False)
    write_file(folder / _NOTE, text.encode())


def noted_run(folder: Path) -> NotedRun:
    """What is remembered; of a note that says something else, nothing."""
    path = folder / _NOTE
    try:
        if not lies_inside(folder, path) or path.stat().st_size > _LARGEST:
            return NotedRun()
        choice, has_ended = json.loads(read_regular(path))
        return NotedRun(_choice_in(choice), has_ended is not False)
    except (OSError, ValueError, TypeError, RecursionError):
        return NotedRun()


def _choice_in(said: object) -> RunChoice:
    """Errors: TypeError for what is no choice."""
    if not isinstance(said, dict):
        raise TypeError("no choice")
    schools, documents = (_texts(said.get(name, [])) for name in _LISTS)
    ticked = {name: said.get(name) is True for name in RunChoice._fields if name not in _LISTS}
    return RunChoice(schools, documents, **ticked)


def _texts(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise TypeError("no texts")
    return tuple(said)
