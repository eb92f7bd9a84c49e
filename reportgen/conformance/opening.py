"""A docx's bytes → a document that can be checked: a finished one, and no template."""

from __future__ import annotations

from reportgen.conformance.document import FormattedDocument
from reportgen.conformance.package import open_document
from reportgen.conformance.reading import read_document
from reportgen.late_regex import late_regex
from reportgen.problems import Location, UnreadableFileError, error

_TAG = late_regex(r"\{%.*?%\}")


def open_manuscript(
    data: bytes, file: str, *, with_cells: bool = True, with_outside: bool = True
) -> FormattedDocument:
    """A document that can be checked; of one of our own the texts alone are, so that how cells look
    is not read, and it may have any number of them. Without `with_outside` its body alone is.

    Errors: UnreadableFileError for what is no docx, is encrypted, damaged, beyond all bounds, or a
    template.
    """
    package = open_document(data, file, is_bound=with_cells)
    document = read_document(package, with_cells=with_cells, with_outside=with_outside)
    _refuse_template(document, file)
    return document


def _refuse_template(document: FormattedDocument, file: str) -> None:
    tag = next((each for each in document.paragraphs if _TAG.search(each.text)), None)
    if tag is not None:
        message = (
            f"是报告的模板（第{tag.number}段有标签 {_TAG.findall(tag.text)[0]}），"
            f"不是做好的报告，没有检查版式"
        )
        hint = "请检查用它做出来的报告；模板本身用 reportgen template check 检查"
        raise UnreadableFileError(error("is_template", message, Location(file), hint))
