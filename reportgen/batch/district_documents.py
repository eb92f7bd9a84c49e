"""The district's own report and tables; where no report is made, why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from reportgen.assess.incomplete_sums import tell_incomplete_sums
from reportgen.barrier import Fallen, attempt, name_log
from reportgen.batch.batch import Batch
from reportgen.batch.copied import Copied, can_copy
from reportgen.batch.district_sheets import WORKBOOK, district_sheets
from reportgen.batch.finished_texts import check_made, not_told, read_again
from reportgen.batch.folder_figures import figures_of_district
from reportgen.batch.lists import OUTCOMES, PROBLEMS
from reportgen.district_pipeline import (
    DistrictDocument,
    Making,
    find_registers,
    make_district_document,
)
from reportgen.load.identity import DISTRICT_FILE
from reportgen.model.district import DistrictSummary
from reportgen.model.document_kinds import DISTRICT_REPORT, WORD
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import Location, Problem, Severity, gap, warning
from reportgen.seals import BESIDE
from reportgen.sections.district.material import LeftOut
from reportgen.words.listing import list_first

_ENDINGS = (WORD, ".pdf")
_MOST_NAMED = 5
# Of so many schools a document takes more memory than a process should have beside the records.
_MANY = 2000
Made = TypeVar("Made")


def make_district_files(
    batch: Batch, district: DistrictSummary, left_out: Sequence[LeftOut], counted: int
) -> tuple[dict[str, bytes], list[Problem]]:
    """The district's report and tables by their file, and what is said of them.

    Without a report, one problem says that it was not made and why: where no school is `counted`,
    and where anything is wrong that must be mended first.
    """
    copied = Copied(partial(_make_workbook, batch, district), is_beside=_can_copy(batch))
    refusal = _find_refusal(batch, counted)
    report, problems = (b"", [refusal]) if refusal else _make_report(batch, district, left_out)
    book = attempt(copied.result, WORKBOOK)
    lost = [] if not isinstance(book, Fallen) else _told(batch, book)
    files = {} if isinstance(book, Fallen) else {WORKBOOK: book}
    return ({DISTRICT_REPORT.file: report, **files} if report else files), [*lost, *problems]


def make_ready(batch: Batch) -> None:
    """Have at hand what the documents need whatever the schools come to, for a process that waits
    for others. What fails is told where it is needed.
    """
    # What writes workbooks takes as long to load as a small one to write.
    attempt(partial(write_workbook, ()), "")
    if batch.district is not None:
        workshop, folder = batch.workshop, batch.find_genre().folder
        attempt(partial(workshop.district_template_for, folder), "")
        attempt(lambda: workshop.library.wordings, "")


def _can_copy(batch: Batch) -> bool:
    return can_copy(batch.request.executor, batch.request.workers)


def _apart(batch: Batch, task: Callable[[], Made]) -> Made:
    """What the task gives; what it takes in memory is not left in this process."""
    # Interrupts are no matter of copies: LibreOffice would be left.
    may = batch.workshop.office is None and len(batch.jobs) >= _MANY
    return Copied(task, is_beside=may and _can_copy(batch)).result()


def _make_workbook(batch: Batch, district: DistrictSummary) -> bytes:
    genre = batch.find_genre()
    registers = find_registers(batch.workshop, genre)
    return write_workbook(district_sheets(district, registers, genre.tables, _whose(batch)))


def _told(batch: Batch, fallen: Fallen) -> list[Problem]:
    """What is said of a document that was not made; its trace is kept for the log."""
    batch.fallen.append(fallen)
    return list(name_log(fallen.problems, batch.setup.log))


def _find_refusal(batch: Batch, counted: int) -> Problem | None:
    """Why there is nothing to make a report from, if so."""
    if batch.district is None:
        faults = _stopping(batch.problems)
        return _faulty(batch, faults) if batch.files.district else _no_district(batch)
    return None if counted else _nobody(batch)


def _make_report(
    batch: Batch, district: DistrictSummary, left_out: Sequence[LeftOut]
) -> tuple[bytes, list[Problem]]:
    """The report and what is said of it. Of one that is not made: the errors and that it is not."""
    assert batch.district is not None
    own, place = batch.district, batch.files.district or batch.files.folder
    making = Making(apart=partial(_apart, batch))
    make = partial(make_district_document, own, district, left_out, batch.workshop, making)
    made = attempt(make, place)
    if isinstance(made, Fallen):
        told = _told(batch, made)
        return b"", [*told, _faulty(batch, told)]
    faults = _stopping((*batch.problems, *made.problems))
    if made.document and not faults:
        untold = tell_incomplete_sums(district, Location(str(place)))
        return made.document, [*made.problems, *untold, *_check_again(made, batch, district)]
    # A reminder speaks of a report that is there.
    errors = [each for each in made.problems if each.severity is Severity.ERROR]
    return b"", [*errors, _faulty(batch, faults)]


def _check_again(
    made: DistrictDocument, batch: Batch, district: DistrictSummary
) -> tuple[Problem, ...]:
    """What the finished report says that neither its schools nor the district's file do."""
    assert batch.district is not None
    known = figures_of_district(batch.district, district, batch.standards, batch.workshop)
    file, year = str(batch.setup.output / DISTRICT_REPORT.file), batch.district.settings.year
    # The tables of thousands of schools are what the program made of their data.
    texts = _apart(batch, partial(read_again, made.document, file, with_outside=False))
    found = check_made(texts, known, year, batch.workshop)
    return not_told(found, (*batch.problems, *made.problems))


def _stopping(problems: Iterable[Problem]) -> list[Problem]:
    return [each for each in problems if each.stops]


def tell_old_documents(output: Path, written: Iterable[Path]) -> tuple[Problem, ...]:
    """A warning where documents of the district stand that this run has not written."""
    old = sorted(_find_old(output, {path.name for path in written}))
    if not old:
        return ()
    message = f"这里的 {list_first(old, _MOST_NAMED)} 不是这次做的，里面的数可能和这次的不一致"
    hint = "请不要报送；按上面说的改好、补齐后再运行一次，或把它们删去"
    return (warning("old_district_documents", message, Location(str(output)), hint),)


def _find_old(output: Path, written: set[str]) -> Iterator[str]:
    """The names of the district's report, with its PDF and what stands beside it, and of its
    tables, as far as they were made before.
    """
    if DISTRICT_REPORT.file not in written:
        for path in output.glob(f"{DISTRICT_REPORT.name}*"):
            if path.suffix in _ENDINGS and _is_report(path.stem):
                yield path.name
    if WORKBOOK not in written and (output / WORKBOOK).is_file():
        yield WORKBOOK


def _is_report(stem: str) -> bool:
    return stem == DISTRICT_REPORT.name or stem.startswith(DISTRICT_REPORT.name + BESIDE[:-1])


def _whose(batch: Batch) -> str:
    """The district and its year, as titles begin; empty where no file says them."""
    own = batch.district
    return f"{own.name}{own.settings.year}年度" if own else ""


def _faulty(batch: Batch, problems: Iterable[Problem]) -> Problem:
    """That the report waits for what those problems say of errors."""
    told = [str(each._replace(hint="")) for each in problems if each.severity is Severity.ERROR]
    more = f"；一共 {len(told)} 处错误" if len(told) > 1 else ""
    message = f"没有做{DISTRICT_REPORT.name}：{''.join(told[:1])}{more}"
    return gap("report_not_made", message, Location(str(batch.files.folder)), "请改好后再运行一次")


def _nobody(batch: Batch) -> Problem:
    message = f"没有一所学校的数据计入，没有做{DISTRICT_REPORT.name}"
    hint = f"请按 {OUTCOMES} 和 {PROBLEMS} 催报、改正后再运行一次"
    return gap("no_school_counts", message, Location(str(batch.files.folder)), hint)


def _no_district(batch: Batch) -> Problem:
    message = f"没有 {DISTRICT_FILE}，没有做{DISTRICT_REPORT.name}"
    hint = f"请在文件夹里放一个 {DISTRICT_FILE}；不要县域报告的，加 --no-summary"
    return warning("no_district", message, Location(str(batch.files.folder)), hint)
