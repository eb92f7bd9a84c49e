"""Problems → files to send back, told as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.barrier import TRACE_LOG, Fallen, name_log
from reportgen.batch.sent_back import SentBack, name_copies, send_all_back
from reportgen.cli.terminal import say, show_traces
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem
from reportgen.trace_log import write_log


class Returning(NamedTuple):
    """How files are sent back: into which folder; `force` as in `deliver_file`; `aside` prints
    where the copies stand on stderr, beside JSON. `fallen` is what the program failed at before.
    """

    folder: Path
    force: bool = False
    aside: bool = False
    fallen: tuple[Fallen, ...] = ()


def return_files(found: Mapping[Path, Sequence[Problem]], how: Returning) -> tuple[Problem, ...]:
    """Write a marked copy of every file with errors, and print where; returns what is said of
    copies that the school has mended, and of those that were not made.

    What the program failed at stands in a file of its own.
    """
    copies = list[SentBack | Fallen]()
    sent = send_all_back(found, how.folder, how.force)
    for file, each in zip(name_copies(found), sent, strict=True):
        if isinstance(each, SentBack):
            _say(file, each, how)
        copies.append(each)
    fallen = [each if isinstance(each, Fallen) else each.copy.fallen for each in copies]
    return (*_told(copies), *_log((*how.fallen, *filter(None, fallen)), how))


def _say(file: Path, sent: SentBack, how: Returning) -> None:
    path, unmarked = sent.delivered.path, sent.copy.unmarked
    if unmarked:
        told = f"{file.name} {unmarked}，不能在原表上标，只列清单"
        say(f"已列出：{path}（{told}）", err=how.aside)
    else:
        say(f"已标出：{path}", err=how.aside)


def _told(copies: Iterable[SentBack | Fallen]) -> Iterator[Problem]:
    for each in copies:
        if isinstance(each, Fallen):
            yield from name_log(each.problems)
        elif each.delivered.problem:
            yield each.delivered.problem


def _log(fallen: Sequence[Fallen], how: Returning) -> tuple[Problem, ...]:
    show_traces(fallen)
    log = write_log(how.folder / TRACE_LOG, fallen, clears=False)
    if log.path:
        say(f"已写：{log.path}", err=how.aside)
    return log.problems
