"""Data files with errors → what goes back to their schools: each workbook with its faults marked,
or else a list of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from reportgen.assess.duplicates import DUPLICATE_SCHOOL, OLDER_FILE
from reportgen.barrier import Fallen, attempt
from reportgen.batch.lists import problem_row, problem_sheet
from reportgen.batch.own_file import STANDARDS_LOST
from reportgen.bounded.limits import LIMITS
from reportgen.deliver import Delivered, deliver_file
from reportgen.forms.edited_workbook import BrokenPartError, NoWorkbookError, OversizedError
from reportgen.forms.marking import mark_workbook
from reportgen.load.text_file import read_bytes
from reportgen.model.form import FAULT_SHEET
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import (
    DeliveryError,
    Location,
    Problem,
    Severity,
    UnreadableFileError,
    error,
)
from reportgen.words.safe_names import marked_name, safe_file_name, same_file, told_apart

_NOT_ITS_OWN = frozenset({DUPLICATE_SCHOOL, OLDER_FILE})


class MarkedCopy(NamedTuple):
    """What goes back: its name and its bytes. `unmarked` says why it only lists the faults (empty:
    they are marked), `fallen` how the program failed as it marked them.
    """

    name: str
    data: bytes
    unmarked: str = ""
    fallen: Fallen | None = None


class SentBack(NamedTuple):
    """A copy that was written, and where."""

    copy: MarkedCopy
    delivered: Delivered


def faults_by_file(
    schools: Iterable[tuple[Path, Sequence[Problem]]],
) -> Mapping[Path, Sequence[Problem]]:
    """What is wrong with each data file by what is wrong with its schools; what the district's own
    file hides is no fault of a school.
    """
    found = defaultdict[Path, list[Problem]](list)
    for path, problems in schools:
        found[path] += (each for each in problems if each.code != STANDARDS_LOST)
    return found


def own_faults(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What of these is the school's to mend: which of several files of it counts is not."""
    return tuple(each for each in problems if each.code not in _NOT_ITS_OWN)


def name_copies(found: Mapping[Path, Sequence[Problem]]) -> Mapping[Path, str]:
    """The files that go back, each with the name of its copy: those with errors. Reminders alone
    send no form back; they stand in a copy beside the errors.
    """
    faulty = [file for file, problems in found.items() if _has_errors(problems)]
    return dict(zip(faulty, _names(faulty), strict=True))


def list_name(name: str) -> str:
    """What a list of the faults is called where the copy of that name cannot be marked."""
    return marked_name(Path(name).stem, f"_{FAULT_SHEET}", ".xlsx")


def mark_copy(file: Path, name: str, problems: Sequence[Problem]) -> MarkedCopy:
    """The copy of the file, which is to be called so."""
    marked = attempt(partial(_mark, file, problems), file)
    if isinstance(marked, bytes):
        return MarkedCopy(name, marked)
    fallen = marked if isinstance(marked, Fallen) else None
    reason = str(fallen.problems[0].message) if fallen else str(marked)
    return MarkedCopy(list_name(name), _list(file, problems), reason, fallen)


def send_back(file: Path, copy: Path, problems: Sequence[Problem], force: bool) -> SentBack:
    """Write the copy of the file; `force` as in `deliver_file`.

    Errors: DeliveryError if the copy would take the file's own place or cannot be written.
    """
    if copy.resolve() == file.resolve():
        message, hint = "会盖掉学校交来的原件，没有写", "请换一个文件夹，例如 --return 退回"
        raise DeliveryError(error("own_place", message, Location(str(file)), hint))
    marked = mark_copy(file, copy.name, problems)
    return SentBack(marked, deliver_file(copy.with_name(marked.name), marked.data, force))


def send_all_back(
    found: Mapping[Path, Sequence[Problem]], folder: Path, force: bool
) -> Iterator[SentBack | Fallen]:
    """Write the copy of each file that goes back, as it is done."""
    for file, name in name_copies(found).items():
        yield attempt(partial(send_back, file, folder / name, found[file], force), file)


def _has_errors(problems: Iterable[Problem]) -> bool:
    return any(each.severity is Severity.ERROR for each in problems)


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
    # It goes to the school: where its file lies here is nothing to it.
    told = (each._replace(location=each.location._replace(file=file.name)) for each in problems)
    rows = tuple(problem_row(file.stem, problem) for problem in told)
    return write_workbook([problem_sheet(rows)])
