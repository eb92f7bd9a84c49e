"""A docx's bytes → a document that can be checked: a finished one, and no template."""

from __future__ import annotations

from reportgen.conformance.document import FormattedDocument
from reportgen.conformance.package import open_document
from reportgen.conformance.reading import read_document
from reportgen.conformance.written import refuse_template


def open_manuscript(data: bytes, file: str) -> FormattedDocument:
    """A document that can be checked.

    Errors: UnreadableFileError for what is no docx, is encrypted, damaged, beyond all bounds, or a
    template.
    """
    document = read_document(open_document(data, file))
    refuse_template(document.written.paragraphs, file)
    return document
