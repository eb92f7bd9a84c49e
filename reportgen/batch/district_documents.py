"""The district's own report and tables; where no report is made, why.

Of thousands of schools no process holds more than one large thing: the records, or the document.
What lays the report out begins before the records are read, and is given the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.assess.incomplete_sums import tell_incomplete_sums
from reportgen.barrier import Fallen, attempt, name_log
from reportgen.batch.batch import Batch
from reportgen.batch.copied import Ask, Copied, begin, can_copy
from reportgen.batch.district_sheets import WORKBOOK, district_sheets
from reportgen.batch.finished_texts import check_made, not_told, read_again
from reportgen.batch.folder_figures import figures_of_district
from reportgen.batch.lists import OUTCOMES, PROBLEMS
from reportgen.district_pipeline import (
    DistrictDraft,
    draft_report,
    find_registers,
    find_template,
    gather_district,
    gather_material,
    lay_out_report,
)
from reportgen.load.identity import DISTRICT_FILE
from reportgen.model.district import DistrictSummary
from reportgen.model.document_kinds import DISTRICT_REPORT, WORD
from reportgen.model.finished_document import FinishedDocument
from reportgen.model.report import Report
from reportgen.model.text_table import DocumentTexts
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.pipeline import Workshop
from reportgen.problems import Location, Problem, Severity, by_place, gap, warning
from reportgen.render.template import CompiledTemplate
from reportgen.seals import BESIDE
from reportgen.sections.district.material import DistrictMaterial, LeftOut
from reportgen.sections.district.report import district_report_values
from reportgen.words.listing import list_first

if TYPE_CHECKING:
    from reportgen.office.convert import Converted

_ENDINGS = (WORD, ".pdf")
_MOST_NAMED = 5
# Of so many schools a document takes more memory than a process should have beside the records.
_MANY = 2000


class LaidOut(NamedTuple):
    """The district's report as a document, and what that says when it is read again."""

    made: FinishedDocument
    texts: DocumentTexts


Layout = Copied[Report, LaidOut]
"""What lays the district's report out."""


def begin_layout(batch: Batch) -> Layout:
    """What will lay the report out, of many schools in a copy of this process: to be begun before
    their records are read. It is to be closed.
    """
    work, answer = partial(_lay_out, batch), partial(_convert, batch)
    return Copied(work, is_beside=are_many(batch), answer=answer)


def make_district_files(
    batch: Batch,
    district: DistrictSummary,
    left_out: Sequence[LeftOut],
    counted: int,
    layout: Layout,
) -> tuple[dict[str, bytes], list[Problem]]:
    """The district's report and tables by their file, and what is said of them.

    Without a report, one problem says that it was not made and why: where no school is `counted`,
    and where anything is wrong that must be mended first.
    """
    copied = begin(partial(_make_workbook, batch, district), is_beside=_can_copy(batch))
    refusal = _find_refusal(batch, counted)
    make = partial(_make_report, batch, district, left_out, layout)
    report, problems = (b"", [refusal]) if refusal else make()
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


def are_many(batch: Batch) -> bool:
    """Whether large things of so many schools are made in copies of this process."""
    return len(batch.jobs) >= _MANY and _can_copy(batch)


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
    batch: Batch, district: DistrictSummary, left_out: Sequence[LeftOut], layout: Layout
) -> tuple[bytes, list[Problem]]:
    """The report and what is said of it. Of one that is not made: the errors and that it is not."""
    place = batch.files.district or batch.files.folder
    made = attempt(lambda: _lay_out_drafted(_draft(batch, district, left_out), layout), place)
    if isinstance(made, Fallen):
        told = _told(batch, made)
        return b"", [*told, _faulty(batch, told)]
    laid_out, problems = made
    faults = _stopping((*batch.problems, *problems))
    if laid_out and not faults:
        untold = tell_incomplete_sums(district, Location(str(place)))
        again = _check_again(laid_out.texts, batch, district, problems)
        return laid_out.made.document, [*problems, *untold, *again]
    # A reminder speaks of a report that is there.
    errors = [each for each in problems if each.severity is Severity.ERROR]
    return b"", [*errors, _faulty(batch, faults)]


def _draft(batch: Batch, district: DistrictSummary, left_out: Sequence[LeftOut]) -> DistrictDraft:
    """The report that is to be laid out; what it takes in memory is not left in this process."""
    assert batch.district is not None
    material = gather_material(batch.district, district, left_out, batch.workshop)
    template = find_template(material.own, batch.workshop)
    task = partial(_without_values, material, template, batch.workshop)
    return begin(task, is_beside=are_many(batch)).result()


def _without_values(
    material: DistrictMaterial, template: CompiledTemplate, workshop: Workshop
) -> DistrictDraft:
    """The draft without the names that a template may use besides: they cannot be sent, and whoever
    lays it out knows them by the district's file.
    """
    draft = draft_report(material, template, workshop)
    return draft._replace(report=draft.report and draft.report._replace(values={}))


def _lay_out_drafted(
    draft: DistrictDraft, layout: Layout
) -> tuple[LaidOut | None, tuple[Problem, ...]]:
    """The document of the draft, None where it has no report, and everything that is wrong."""
    if draft.report is None:
        return None, by_place(draft.problems)
    laid_out = layout.give(draft.report).result()
    return laid_out, by_place((*draft.problems, *laid_out.made.problems))


def _lay_out(batch: Batch, drafted: Report, ask: Ask) -> LaidOut:
    assert batch.district is not None
    own = gather_district(batch.district, batch.standards, batch.workshop)
    report = drafted._replace(values=district_report_values(own))
    template = find_template(own, batch.workshop)
    made = lay_out_report(report, template, batch.workshop, partial(_ask_to_convert, ask))
    file = str(batch.setup.output / DISTRICT_REPORT.file)
    # The tables of thousands of schools are what the program made of their data.
    return LaidOut(made, read_again(made.document, file, with_outside=False))


def _ask_to_convert(
    ask: Ask, keys: Sequence[int], read: Callable[[int], bytes]
) -> Iterable[Converted[int]]:
    """Documents as PDFs by whoever is asked."""
    made: Iterable[Converted[int]] = ask({key: read(key) for key in keys})
    return made


def _convert(batch: Batch, documents: Mapping[int, bytes]) -> Sequence[Converted[int]]:
    """The documents as PDFs. Interrupts are no matter of copies: LibreOffice would be left."""
    from reportgen.office.convert import convert_to_pdf

    assert batch.workshop.office is not None
    return list(convert_to_pdf(batch.workshop.office, [*documents], documents.__getitem__))


def _check_again(
    texts: DocumentTexts, batch: Batch, district: DistrictSummary, told: Sequence[Problem]
) -> tuple[Problem, ...]:
    """What the finished report says that neither its schools nor the district's file do, besides
    what is told.
    """
    assert batch.district is not None
    known = figures_of_district(batch.district, district, batch.standards, batch.workshop)
    found = check_made(texts, known, batch.district.settings.year, batch.workshop)
    return not_told(found, (*batch.problems, *told))


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
