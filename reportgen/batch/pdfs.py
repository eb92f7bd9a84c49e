"""What a batch has written → PDFs beside it; those of unchanged reports are kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from reportgen.batch.batch import Batch
from reportgen.batch.entry import Entry
from reportgen.batch.summary import Summary
from reportgen.model.document_kinds import DISTRICT_REPORT
from reportgen.office.libreoffice import Office
from reportgen.pdf import PdfOutcome, PdfPress, find_old_pdfs, warn_of_missing_fonts
from reportgen.problems import Location, Problem, UnreadableFileError
from reportgen.words.listing import list_first

_MOST_NAMED = 3
__all__ = ["PdfOutcome", "Printing", "start_printing", "tell_pdf_faults"]

# A LibreOffice takes some seconds to start and 200 MB: fewer documents than these are not worth one
# more.
_WORTH_ONE = 4
Tell = Callable[[int, int], None]


class Printing:
    """The PDFs of a run, made while its reports are; none without an `office`. No LibreOffice
    outlives `close`.

    `problems` are what is to be said before it starts.
    """

    def __init__(self, batch: Batch, office: Office | None, problems: tuple[Problem, ...]) -> None:
        self._batch, self.problems = batch, problems
        self._press = _make_press(batch, office) if office else None
        self._added: set[Path] = set()

    def close(self) -> None:
        """End what runs; what waits is left."""
        if self._press is not None:
            self._press.close()

    @property
    def is_at_work(self) -> bool:
        """Whether there are PDFs to be made."""
        return self._press is not None

    def add(self, entry: Entry) -> None:
        """Print the documents of a school that has been built."""
        head, output = entry.head, self._batch.setup.output
        if self._press is not None and head.report:
            files = (output / file for file in (head.report, *head.made_documents))
            self._press.add(self._not_added((*files, *(each.path for each in entry.kept))))

    def finish(self, summary: Summary, tell: Tell | None) -> Sequence[PdfOutcome]:
        """The PDF of each document that the run is about, in their order.

        `tell` hears how many of how many are done, at first that none is.
        """
        if self._press is None:
            return ()
        documents = self._documents(summary)
        done: dict[Path, PdfOutcome] = {}
        if tell:
            tell(0, len(documents))
        self._press.add_last(sorted(self._not_added(documents), key=_size, reverse=True))
        for each in self._press.outcomes():
            done[each.document] = each
            if tell:
                tell(len(done), len(documents))
        return [done[document] for document in documents]

    def _not_added(self, documents: Iterable[Path]) -> list[Path]:
        """Those that were not handed over yet, and are now."""
        new = [each for each in dict.fromkeys(documents) if each not in self._added]
        self._added.update(new)
        return new

    def find_old(self, summary: Summary) -> tuple[Problem, ...]:
        """What is to be said of PDFs that stand beside reports that have changed since."""
        # As good as always there are none, and thousands of documents beside which to look.
        documents = self._documents(summary) if _may_hold_pdfs(summary.output) else ()
        return tuple(find_old_pdfs(documents))

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


def _may_hold_pdfs(folder: Path) -> bool:
    try:
        return any(name.lower().endswith(".pdf") for name in os.listdir(folder))
    except OSError:
        return True


def _make_press(batch: Batch, office: Office) -> PdfPress:
    request, todo = batch.request, batch.asked
    expected = len(todo) * (1 + len(request.documents))
    workers = max(1, min(request.workers, expected // _WORTH_ONE))
    return PdfPress(office, workers, request.fresh, request.force, expected)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


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


def tell_pdf_faults(pdfs: Iterable[PdfOutcome]) -> Iterator[Problem]:
    """What is said of PDFs that were not made, or not put in their place: once where it is the same
    of several.
    """
    alike: dict[Problem, list[Problem]] = {}
    for problem in (each.problem for each in pdfs if each.problem):
        alike.setdefault(problem._replace(location=Location()), []).append(problem)
    for shared, problems in alike.items():
        files = [Path(each.location.file) for each in problems]
        told = f"{len(files)} 份：{list_first([each.name for each in files], _MOST_NAMED)}"
        place = Location(str(files[0].parent))
        joined = shared._replace(message=f"{shared.message}（{told}）", location=place)
        yield joined if len(problems) > 1 else problems[0]
