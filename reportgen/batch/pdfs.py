"""What a batch has written → PDFs beside it; those of unchanged reports are kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from reportgen.batch.batch import Batch
from reportgen.batch.summary import Summary
from reportgen.model.document_kinds import DISTRICT_REPORT
from reportgen.office.libreoffice import Office
from reportgen.pdf import PdfOutcome, find_old_pdfs, make_pdfs, warn_of_missing_fonts
from reportgen.problems import Problem, UnreadableFileError

__all__ = ["PdfOutcome", "Printing", "start_printing"]

# A LibreOffice takes some seconds to start and 200 MB: fewer documents than these are not worth one
# more.
_WORTH_ONE = 4
Tell = Callable[[int, int], None]


class Printing:
    """The PDFs of a run; none without an `office`.

    `problems` are what is to be said before it starts.
    """

    def __init__(self, batch: Batch, office: Office | None, problems: tuple[Problem, ...]) -> None:
        self._batch, self._office = batch, office
        self.problems = problems

    def finish(self, summary: Summary, tell: Tell | None) -> Sequence[PdfOutcome]:
        """The PDF of each document that the run is about, in their order.

        `tell` hears how many of how many are done.
        """
        if self._office is None:
            return ()
        documents = self._documents(summary)
        request = self._batch.request
        workers = max(1, min(request.workers, len(documents) // _WORTH_ONE))
        done: dict[Path, PdfOutcome] = {}
        for each in make_pdfs(documents, self._office, workers, request.fresh, request.force):
            done[each.document] = each
            if tell:
                tell(len(done), len(documents))
        return [done[document] for document in documents]

    def find_old(self, summary: Summary) -> tuple[Problem, ...]:
        """What is to be said of PDFs that stand beside reports that have changed since."""
        return tuple(find_old_pdfs(self._documents(summary)))

    def _documents(self, summary: Summary) -> list[Path]:
        asked = {job.key for job in self._batch.asked}
        written = (each.written for each in summary.schools if each.file in asked)
        documents = [
            *chain.from_iterable(written),
            *(path for path in summary.files if path.name == DISTRICT_REPORT.file),
        ]
        beside = {each.wanted: each.path for each in self._batch.kept}
        newer = (beside[path] for path in documents if path in beside)
        return list(dict.fromkeys((*documents, *newer)))


def start_printing(batch: Batch, office: Office | None) -> Printing:
    """The PDFs of this run, with a warning for each typeface that this machine lacks."""
    return Printing(batch, office, warn_of_missing_fonts(_templates(batch)) if office else ())


def _templates(batch: Batch) -> list[tuple[bytes, str]]:
    workshop = batch.workshop
    folders = ("", *sorted(workshop.genre_folders))
    files = (
        each
        for folder in folders
        for each in (workshop.templates_for(folder), workshop.district_templates_for(folder))
    )
    found = {each.word_file: (each.word, each.word_file) for each in files}
    for name in batch.request.documents:
        with suppress(UnreadableFileError):
            data, file = workshop.find_word_file(name)
            found[file] = (data, file)
    return list(found.values())
