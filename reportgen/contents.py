"""Documents with a table of contents → the same, with the pages that LibreOffice lays out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.finished_document import FinishedDocument
from reportgen.office.convert import convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.office.pdf_outline import read_pdf_titles
from reportgen.problems import Location, Problem, warning
from reportgen.table_of_contents.filling import Contents, Measured, read_probe

_HINT = "请在 Word 或 WPS 里打开报告，右击目录，选“更新域”（“更新整个目录”）"


def list_contents(
    documents: Sequence[bytes], office: Office | None, template: str
) -> tuple[FinishedDocument, ...]:
    """Each document with its headings listed, and their pages if `office` can lay it out.

    Otherwise the pages are left to Word, which a warning says; it names the file `template`.
    """
    opened = [Contents(document) for document in documents]
    pages = _measure(opened, office) if office else {}
    numbered = enumerate(opened)
    return tuple(_finish(each, pages.get(number), office, template) for number, each in numbered)


def _measure(opened: Sequence[Contents], office: Office) -> dict[int, Mapping[str, Measured]]:
    converted = convert_to_pdf(office, range(len(opened)), lambda number: opened[number].probe())
    laid_out = ((each.key, each.data) for each in converted if each.data is not None)
    return {number: read_probe(read_pdf_titles(pdf)) for number, pdf in laid_out}


def _finish(
    contents: Contents,
    measured: Mapping[str, Measured] | None,
    office: Office | None,
    template: str,
) -> FinishedDocument:
    if measured is not None and contents.headings() <= set(measured):
        return FinishedDocument(contents.fill(measured))
    return FinishedDocument(contents.fill({}), tuple(_unnumbered(office, template)))


def _unnumbered(office: Office | None, template: str) -> Iterator[Problem]:
    reason = "LibreOffice 没有排出页码" if office else "没有用 LibreOffice 排版"
    message = f"目录里列出了标题，没有页码：{reason}"
    yield warning("no_page_numbers", message, Location(template), _HINT)
