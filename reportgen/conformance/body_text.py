"""A document → its text, paragraph by paragraph, for checks of what it says."""

from __future__ import annotations

from reportgen.conformance.document import FormattedDocument
from reportgen.conformance.finding import quote_words
from reportgen.model.text_finding import TextPart
from reportgen.problems import Location


def body_parts(document: FormattedDocument, file: str) -> tuple[TextPart, ...]:
    """The paragraphs of the body that hold text, numbered as they stand in it, empty ones counted.

    A part is the text as typed, without the number that Word writes before it; what stands in
    tables, text boxes and notes is left out.
    """
    numbered = enumerate(document.paragraphs, 1)
    return tuple(
        TextPart(
            each.typed, Location(file, path=f"第{each.number}段{quote_words(each.text)}"), number
        )
        for number, each in numbered
        if each.typed.strip()
    )
