"""Files that were just received → what has become of each, and how its schools stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportgen.batch.returned import ReturnedFile
from reportgen.batch.survey import Survey
from reportgen.named_tuple import NamedTuple
from reportgen.web.officer.school_lines import LineState, SchoolLine, all_lines


class ReceivedState(NamedTuple):
    """How a school of a file stands: in a few words, and why it is not summed up if it is not."""

    text: str
    style: str
    link: str
    why: tuple[str, ...] = ()


class ReceivedFile(NamedTuple):
    """A file that was received, and the states of its schools."""

    file: ReturnedFile
    states: tuple[ReceivedState, ...] = ()

    @property
    def place(self) -> str:
        """Where it lies, in words."""
        return "放在一边" if self.file.is_aside else self.file.stored or "没有收"

    @property
    def style(self) -> str:
        """How the place stands out."""
        if self.file.is_aside:
            return "doubtful"
        return "good" if self.file.stored else "bad"


def show_received(files: Iterable[ReturnedFile], survey: Survey) -> Iterator[ReceivedFile]:
    """The files, as the folder stands now."""
    lines = _by_file(survey)
    for each in files:
        found = () if each.is_aside else lines.get(each.stored, ())
        yield ReceivedFile(each, tuple(_state(line, survey) for line in found))


def _by_file(survey: Survey) -> Mapping[str, tuple[SchoolLine, ...]]:
    found: dict[str, tuple[SchoolLine, ...]] = {}
    for line in (each for each in all_lines(survey) if each.file):
        file = line.file.partition("#")[0]
        found[file] = (*found.get(file, ()), line)
    return found


def _state(line: SchoolLine, survey: Survey) -> ReceivedState:
    refusals = survey.admission.refusals.get(line.file, ())
    told = (each.problem.message for each in refusals if each.problem)
    is_blank = line.state is LineState.MISSING
    return ReceivedState(_words(line), line.state.style, line.link, () if is_blank else (*told,))


def _words(line: SchoolLine) -> str:
    if line.state is LineState.MISSING:
        return line.told
    counted = {LineState.FAULTY: line.errors, LineState.WARNED: line.warnings}
    number = counted.get(line.state)
    return f"{line.state} {number} 处" if number else str(line.state)
