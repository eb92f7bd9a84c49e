"""A run from its beginning to its end; whoever asked for it builds the schools in between, and sees
each as it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reportgen.barrier import Fallen
from reportgen.batch.batch import Batch
from reportgen.batch.district_documents import make_ready, tell_old_documents
from reportgen.batch.entry import Entry
from reportgen.batch.jobs import Job
from reportgen.batch.kept import find_written, tell_kept
from reportgen.batch.pdfs import PdfOutcome, Printing, start_printing
from reportgen.batch.summary import Summary, write_summary
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.problems import Problem
from reportgen.trace_log import WrittenLog, write_log


class BegunRun(NamedTuple):
    """A run that has begun: the schools to be built, what was found of old documents, and whether
    the district's are made. Nothing that it has started outlives `close`.
    """

    opened: Batch
    printing: Printing
    todo: tuple[Job, ...]
    old: tuple[Problem, ...]
    with_district: bool

    def close(self) -> None:
        """End what prints."""
        self.printing.close()

    def build(self, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[Entry]:
        """Build the schools, and print the documents of each that is done meanwhile; `is_stopped`
        as in `Batch.run`.
        """
        meanwhile = partial(make_ready, self.opened) if self.with_district else _nothing
        at_work = self.printing.is_at_work
        for entry in self.opened.run(self.todo, is_stopped, at_work, meanwhile):
            self.printing.add(entry)
            yield entry


class WholeRun(NamedTuple):
    """How a run ended. `seconds` are those before the PDFs; `fallen` what the program failed at."""

    summary: Summary
    seconds: float
    pdfs: Sequence[PdfOutcome]
    fallen: tuple[Fallen, ...]


def _nothing() -> None:
    """Nothing is done meanwhile."""


def begin_run(opened: Batch, printer: Office | None, *, with_district: bool) -> BegunRun:
    """Begin the run, with the district's documents or without; `printer` makes PDFs, if there are
    to be any.
    """
    printing = start_printing(opened, printer)
    todo = opened.todo
    old = opened.find_old_documents(todo)
    opened.note_changed(todo)
    return BegunRun(opened, printing, todo, old, with_district)


def end_run(
    begun: BegunRun,
    *,
    all_told: bool,
    tell_pdf: Callable[[int, int], None] | None = None,
) -> WholeRun:
    """Write what stands beside the reports, when all schools have been built.

    `all_told`: the district's sums are told too, and what was wrong as printing began.
    """
    opened, printing, with_district = begun.opened, begun.printing, begun.with_district
    summary = write_summary(opened, with_district=with_district, summed=all_told)
    seconds = opened.seconds
    pdfs = printing.finish(summary, tell_pdf)
    old = begun.old
    old += tell_old_documents(summary.output, summary.files) if with_district else ()
    kept = tell_kept(opened.kept, opened.setup.output)
    fallen = (*opened.fallen, *filter(None, (each.fallen for each in pdfs)))
    log = _write_log(opened, fallen)
    told = (*(printing.problems if all_told else ()), *opened.spoiled, *old)
    told = (*told, *printing.find_old(summary), *kept)
    written = (*find_written(summary.files, opened.kept), *([log.path] if log.path else []))
    ended = summary._replace(problems=(*summary.problems, *told, *log.problems), files=written)
    return WholeRun(ended, seconds, pdfs, fallen)


def _write_log(opened: Batch, fallen: Sequence[Fallen]) -> WrittenLog:
    """The traces of what the program failed at, beside the lists."""
    # What a run of some schools leaves alone may still be told of in the lists.
    clears = not opened.request.only
    return write_log(opened.setup.output / opened.setup.log, fallen, clears=clears)
