"""Problems → files to send back: each workbook with its faults marked, or else a list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from reportgen.batch.lists import problem_row, problem_sheet
from reportgen.cli.terminal import exit_code
from reportgen.deliver import Delivered, deliver_file
from reportgen.forms.edited_workbook import NoWorkbookError
from reportgen.forms.marking import mark_workbook
from reportgen.load.text_file import read_bytes
from reportgen.model.form import FAULT_SHEET
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import DeliveryError, Location, Problem, UnreadableFileError, error
from reportgen.words.safe_names import marked_name, safe_file_name, same_file, told_apart

_LARGEST_BYTES = 100_000_000


class Returning(NamedTuple):
    """How files are sent back: into which folder; `force` as in `deliver_file`; `aside` prints
    where the copies stand on stderr, beside JSON.
    """

    folder: Path
    force: bool = False
    aside: bool = False


def return_files(found: Mapping[Path, Sequence[Problem]], how: Returning) -> tuple[Problem, ...]:
    """Write a marked copy of every file with errors, and print where; returns what is said of
    copies that the school has mended.

    Reminders alone send no form back; they stand in a copy beside the errors. Errors:
    DeliveryError if a copy would take a file's own place or cannot be written.
    """
    faulty = [file for file, problems in found.items() if exit_code(problems)]
    copies = zip(faulty, _names(faulty), strict=True)
    returned = [_return_file(how.folder / name, file, found[file], how) for file, name in copies]
    return tuple(each.problem for each in returned if each.problem)


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


def _return_file(copy: Path, file: Path, problems: Sequence[Problem], how: Returning) -> Delivered:
    if copy.resolve() == file.resolve():
        message, hint = "会盖掉学校交来的原件，没有写", "请换一个文件夹，例如 --return 退回"
        raise DeliveryError(error("own_place", message, Location(str(file)), hint))
    marked = _mark(file, problems)
    if marked is not None:
        delivered = deliver_file(copy, marked, how.force)
        click.echo(f"已标出：{delivered.path}", err=how.aside)
        return delivered
    listed = copy.with_name(marked_name(copy.stem, f"_{FAULT_SHEET}", ".xlsx"))
    delivered = deliver_file(listed, _list(file, problems), how.force)
    reason = "打不开" if file.suffix.lower() == ".xlsx" else "不是 .xlsx 工作簿"
    told = f"{file.name} {reason}，不能在原表上标，只列清单"
    click.echo(f"已列出：{delivered.path}（{told}）", err=how.aside)
    return delivered


def _mark(file: Path, problems: Sequence[Problem]) -> bytes | None:
    """The marked copy, or None if nothing can be marked in the file."""
    try:
        return mark_workbook(read_bytes(file, _LARGEST_BYTES), problems)
    except (NoWorkbookError, UnreadableFileError):
        return None


def _list(file: Path, problems: Sequence[Problem]) -> bytes:
    rows = tuple(problem_row(file.stem, problem) for problem in problems)
    return write_workbook([problem_sheet(rows)])
