"""Problems → files to send back: each workbook with its faults marked, or else a list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reportgen.barrier import TRACE_LOG, Fallen, attempt, name_log
from reportgen.batch.lists import problem_row, problem_sheet
from reportgen.bounded.limits import LIMITS
from reportgen.cli.terminal import exit_code, say, show_traces
from reportgen.deliver import Delivered, deliver_file
from reportgen.forms.edited_workbook import BrokenPartError, NoWorkbookError, OversizedError
from reportgen.forms.marking import mark_workbook
from reportgen.load.text_file import read_bytes
from reportgen.model.form import FAULT_SHEET
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import DeliveryError, Location, Problem, UnreadableFileError, error
from reportgen.trace_log import write_log
from reportgen.words.safe_names import marked_name, safe_file_name, same_file, told_apart


class Returning(NamedTuple):
    """How files are sent back: into which folder; `force` as in `deliver_file`; `aside` prints
    where the copies stand on stderr, beside JSON. `fallen` is what the program failed at before.
    """

    folder: Path
    force: bool = False
    aside: bool = False
    fallen: tuple[Fallen, ...] = ()


class _Copy(NamedTuple):
    """The copy of a file, and how the program failed as it marked it."""

    delivered: Delivered
    fallen: Fallen | None = None


def return_files(found: Mapping[Path, Sequence[Problem]], how: Returning) -> tuple[Problem, ...]:
    """Write a marked copy of every file with errors, and print where; returns what is said of
    copies that the school has mended, and of those that were not made.

    Reminders alone send no form back; they stand in a copy beside the errors. What the program
    failed at stands in a file of its own.
    """
    faulty = [file for file, problems in found.items() if exit_code(problems)]
    named = zip(faulty, _names(faulty), strict=True)
    tasks = {file: partial(_return_file, how.folder / name, file, how) for file, name in named}
    copies = [attempt(partial(task, found[file]), file) for file, task in tasks.items()]
    fallen = [each if isinstance(each, Fallen) else each.fallen for each in copies]
    return (*_told(copies), *_log((*how.fallen, *filter(None, fallen)), how))


def _told(copies: Iterable[_Copy | Fallen]) -> Iterator[Problem]:
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


def _names(files: Sequence[Path]) -> list[str]:
    """Each file's name; files of one name are told apart by the folders that they lie in, and then
    by numbers.
    """
    names = [safe_file_name(file.stem, file.suffix) for file in files]
    counted = Counter(map(same_file, names))
    marked = [
        safe_file_name(f"{file.absolute().parent.name}_", file.suffix, file.stem)
        if counted[same_file(name)] > 1
        else name
        for file, name in zip(files, names, strict=True)
    ]
    return list(told_apart(marked))


def _return_file(copy: Path, file: Path, how: Returning, problems: Sequence[Problem]) -> _Copy:
    """Errors: DeliveryError if the copy would take the file's own place or cannot be written."""
    if copy.resolve() == file.resolve():
        message, hint = "会盖掉学校交来的原件，没有写", "请换一个文件夹，例如 --return 退回"
        raise DeliveryError(error("own_place", message, Location(str(file)), hint))
    marked = attempt(partial(_mark, file, problems), file)
    if isinstance(marked, bytes):
        delivered = deliver_file(copy, marked, how.force)
        say(f"已标出：{delivered.path}", err=how.aside)
        return _Copy(delivered)
    fallen = marked if isinstance(marked, Fallen) else None
    listed = copy.with_name(marked_name(copy.stem, f"_{FAULT_SHEET}", ".xlsx"))
    delivered = deliver_file(listed, _list(file, problems), how.force)
    reason = fallen.problems[0].message if fallen else marked
    told = f"{file.name} {reason}，不能在原表上标，只列清单"
    say(f"已列出：{delivered.path}（{told}）", err=how.aside)
    return _Copy(delivered, fallen)


def _mark(file: Path, problems: Sequence[Problem]) -> bytes | str:
    """The marked copy, or why nothing can be marked in the file."""
    try:
        return mark_workbook(read_bytes(file, LIMITS.workbook.file), problems)
    except BrokenPartError as fault:
        return f"里面有损坏的内容（{fault}）"
    except OversizedError as fault:
        return f"内容过大（{fault}）"
    except (NoWorkbookError, UnreadableFileError):
        return "打不开" if file.suffix.lower() == ".xlsx" else "不是 .xlsx 工作簿"


def _list(file: Path, problems: Sequence[Problem]) -> bytes:
    rows = tuple(problem_row(file.stem, problem) for problem in problems)
    return write_workbook([problem_sheet(rows)])
