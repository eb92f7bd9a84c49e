"""Documents with a table of contents → the same with the pages that a layout by LibreOffice
tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.finished_document import Made
from reportgen.office.convert import convert
from reportgen.office.libreoffice import Office
from reportgen.office.pdf_outline import read_outline
from reportgen.problems import Location, Problem, warning
from reportgen.table_of_contents.filling import Contents, Measured, read_probe

_HINT = "请在 Word 或 WPS 里打开报告，右击目录，选“更新域”（“更新整个目录”）"


def list_contents(
    documents: Sequence[bytes], office: Office | None, template: str
) -> tuple[Made, ...]:
    """Each document with its headings listed, and their pages where `office` can lay it out: all in
    one call.

    Without, the pages are left to Word, which a warning says; `template` is the file name that it
    gives.
    """
    opened = [Contents(document) for document in documents]
    measured = _measure(opened, office) if office else {}
    return tuple(
        _finish(each, measured.get(number), office, template) for number, each in enumerate(opened)
    )


def _measure(opened: Sequence[Contents], office: Office) -> dict[int, Mapping[str, Measured]]:
    converted = convert(office, range(len(opened)), lambda number: opened[number].probe())
    return {
        each.key: read_probe(read_outline(each.data)) for each in converted if each.data is not None
    }


def _finish(
    contents: Contents,
    measured: Mapping[str, Measured] | None,
    office: Office | None,
    template: str,
) -> Made:
    if measured is not None and contents.headings() <= set(measured):
        return Made(contents.fill(measured))
    return Made(contents.fill({}), tuple(_unnumbered(office, template)))


def _unnumbered(office: Office | None, template: str) -> Iterator[Problem]:
    reason = "LibreOffice 没有排出页码" if office else "没有用 LibreOffice 排版"
    message = f"目录里列出了标题，没有页码：{reason}"
    yield warning("no_page_numbers", message, Location(template), _HINT)
