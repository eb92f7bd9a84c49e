"""The report's pages as they will print, with the places of its figures on them.

They are made by LibreOffice, which waits for the next document meanwhile, and painted by pypdfium2.
Where either is not there, there are none, and the view of the report's blocks stands alone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from importlib.util import find_spec

from reportgen.named_tuple import NamedTuple
from reportgen.office.figure_places import FigureArea, find_figures
from reportgen.office.libreoffice import Office
from reportgen.office.pages import paint_pages
from reportgen.office.standby import Standby
from reportgen.ooxml.commenting import CommentedDocument
from reportgen.ooxml.figure_texts import read_figures
from reportgen.ooxml.package import read_parts
from reportgen.seals import digest

_PAINTER = "pypdfium2"
_DOTS = 110
_MOST_KEPT = 3


class FigureOnPage(NamedTuple):
    """A figure on the pages: its code, its text and where it stands."""

    code: str
    text: str
    area: FigureArea


class PrintedReport(NamedTuple):
    """A document's pages as pictures, and the figures on them."""

    key: str
    pages: tuple[bytes, ...]
    areas: tuple[FigureOnPage, ...]


class Printer:
    """Prints documents, each once; the last few are kept. Threads may share it."""

    def __init__(self, office: Office | None) -> None:
        self.office = office
        can_print = office is not None and find_spec(_PAINTER) is not None
        self._standby = Standby(office) if office is not None and can_print else None
        self._kept: OrderedDict[str, PrintedReport] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def is_there(self) -> bool:
        """Whether pages can be made on this machine."""
        return self._standby is not None

    def prepare(self) -> None:
        """Have LibreOffice started before the first document comes."""
        if self._standby is not None:
            self._standby.prepare()

    def close(self) -> None:
        """End what runs."""
        if self._standby is not None:
            self._standby.close()

    def print_report(self, document: bytes) -> PrintedReport | None:
        """The pages of that Word document; None where they cannot be made."""
        key = digest(document)[:16]
        kept = self.find(key)
        if kept is not None or self._standby is None:
            return kept
        pdf = self._standby.print_pages(document)
        if pdf is None:
            return None
        printed = PrintedReport(key, paint_pages(pdf, _PAINTER, _DOTS), _areas(document, pdf))
        with self._lock:
            self._kept[key] = printed
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return printed

    def find(self, key: str) -> PrintedReport | None:
        """The pages that were made under that key, as long as they are kept."""
        with self._lock:
            return self._kept.get(key)


def _areas(document: bytes, pdf: bytes) -> tuple[FigureOnPage, ...]:
    read = read_figures(CommentedDocument(read_parts(document)).root)
    marks = {each.bookmark.number: each for each in read.figures}
    texts: Mapping[int, str] = {number: each.text for number, each in marks.items()}
    return tuple(
        FigureOnPage(marks[area.number].bookmark.code, texts[area.number], area)
        for area in find_figures(pdf, texts)
    )
