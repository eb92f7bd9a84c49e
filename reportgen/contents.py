"""Documents with a table of contents → the same, with the pages that LibreOffice lays out.

A page number is true where the typefaces of the document stand, or others that are as wide; on
another machine it is left to Word. A PDF has the numbers of its own pages.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from reportgen.barrier import Fallen, attempt
from reportgen.model.finished_document import FinishedDocument
from reportgen.named_tuple import NamedTuple
from reportgen.office.convert import Convert, convert_to_pdf
from reportgen.office.fonts import find_unlike_fonts, installed_fonts
from reportgen.office.libreoffice import Office
from reportgen.office.pdf_outline import read_pdf_titles
from reportgen.problems import Location, Problem, warning
from reportgen.table_of_contents.filling import Contents, Measured, read_probe
from reportgen.words.listing import list_first

_HINT = "用 Word 打开报告，问是否更新域时选“是”；在 WPS 里右击目录，选“更新域”（“更新整个目录”）"
_FONTS_HINT = f"{_HINT}；装上这些字体再做，目录里就有页码"
_MOST_NAMED = 5
Key = TypeVar("Key", bound=Hashable)


def list_contents(
    documents: Sequence[bytes],
    office: Office | None,
    template: str,
    installed: frozenset[str] | None = None,
    convert: Convert[int] | None = None,
) -> tuple[FinishedDocument, ...]:
    """Each document with its headings listed, and their pages if `office` can lay it out as Word
    does.

    Otherwise the pages are left to Word, which a warning says; it names the file `template`.
    `installed` are the names of the machine's typefaces in lower case, looked up if they are not
    given. `convert` calls `office` where this process does not do it itself.
    """
    opened = dict(enumerate(map(Contents, documents)))
    unlike = _find_unlike(opened, installed) if office else {}
    alike = {number: each for number, each in opened.items() if not unlike.get(number)}
    pages = measure_pages(alike, convert or partial(convert_to_pdf, office)) if office else {}
    return tuple(
        _finish(each, pages.get(number), _Reason(office, unlike.get(number, ())), template)
        for number, each in opened.items()
    )


def _find_unlike(
    opened: Mapping[int, Contents], installed: frozenset[str] | None
) -> dict[int, tuple[str, ...]]:
    known = installed_fonts() if installed is None else installed
    return {number: find_unlike_fonts(each.fonts(), known) for number, each in opened.items()}


def measure_pages(
    opened: Mapping[Key, Contents], convert: Convert[Key]
) -> dict[Key, Mapping[str, Measured]]:
    """The pages of each document's headings as they are laid out where `convert` makes PDFs; those
    that are not laid out, or whose pages cannot be read, are left out.
    """
    converted = convert([*opened], lambda key: opened[key].probe())
    laid_out = ((each.key, each.data) for each in converted if each.data is not None)
    found = {key: attempt(partial(_read_pages, pdf), "") for key, pdf in laid_out}
    return {key: each for key, each in found.items() if not isinstance(each, Fallen)}


def _read_pages(pdf: bytes) -> Mapping[str, Measured]:
    return read_probe(read_pdf_titles(pdf))


class _Reason(NamedTuple):
    """Why pages are not known: who should have laid them out, and what typefaces it lacks."""

    office: Office | None
    fonts: tuple[str, ...]


def _finish(
    contents: Contents,
    measured: Mapping[str, Measured] | None,
    reason: _Reason,
    template: str,
) -> FinishedDocument:
    if measured is not None and contents.headings() <= set(measured):
        return FinishedDocument(contents.fill(measured))
    return FinishedDocument(contents.fill({}), tuple(_unnumbered(reason, template)))


def _unnumbered(reason: _Reason, template: str) -> Iterator[Problem]:
    message = f"目录里列出了标题，没有页码：{_said(reason)}"
    hint = _FONTS_HINT if reason.fonts else _HINT
    yield warning("no_page_numbers", message, Location(template), hint)


def _said(reason: _Reason) -> str:
    if reason.fonts:
        names = list_first([each or "由 Word 选的字体" for each in reason.fonts], _MOST_NAMED)
        return f"本机没有报告用的字体（{names}），排出来的页码和 Word 里的会不一样"
    return "LibreOffice 没有排出页码" if reason.office else "没有用 LibreOffice 排版"
