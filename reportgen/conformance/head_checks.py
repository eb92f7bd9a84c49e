"""The 版头 of an issued document: its 发文字号, and who signed it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conformance.finding import Mismatch, describe_place
from reportgen.conformance.manuscript import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.conformance.roles import DOCUMENT_NUMBER
from reportgen.conformance.type_checks import Picked, runs_behind
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement
from reportgen.words.organ_names import may_be_one_organ

_GOOD_NUMBER = late_regex(r"〔[12]\d{3}〕[1-9]\d*号")
_ISSUED = late_regex(r"文\s*件$")
_SIGNED = late_regex(r"签\s*发\s*人\s*[:：]?")
_NUMBER = late_regex(r".*〕\s*+第?\s*+\d++\s*+号")


def check_document_number(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """〔2024〕23号: six-angled brackets, no 第, no zero before the number."""
    for part in _numbered(manuscript):
        number = part.text.partition("号")[0] + "号"
        if not _GOOD_NUMBER.search(number):
            yield Mismatch(describe_place(part), f"写成“{number}”", requirement.weight)


def check_number_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Where somebody signed, the number stands at the left of the last name's line."""
    signed = _signed(manuscript)
    for part in _numbered(manuscript) if signed else ():
        alone = part.text.endswith("号")
        if alone or part.paragraph.shape.align == "center":
            found = "没有与签发人在同一行" if alone else "居中"
            yield Mismatch(describe_place(part), found, requirement.weight)


def check_issuer(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Whoever signs is among those that the red head names, which may be joint."""
    marks = [part for part in manuscript.of(ParagraphRole.HEAD) if _ISSUED.search(part.text)]
    for part in manuscript.of(ParagraphRole.SIGNATURE) if marks else ():
        if not any(may_be_one_organ(mark.text, part.text) for mark in marks):
            found = f"红头是“{'、'.join(mark.text for mark in marks)}”，署名是“{part.text}”"
            yield Mismatch(describe_place(part), found, requirement.weight)


def pick_signers(manuscript: Manuscript) -> Iterator[Picked]:
    """The names behind 签发人：, and those of the lines below it up to the number's."""
    for part in _signed(manuscript):
        typed = part.paragraph.typed
        before = _SIGNED.search(typed) or _NUMBER.match(typed)
        yield runs_behind(part, before.end() if before else 0)


def _numbered(manuscript: Manuscript) -> list[RecognisedParagraph]:
    return [part for part in manuscript.of(ParagraphRole.HEAD) if DOCUMENT_NUMBER.match(part.text)]


def _signed(manuscript: Manuscript) -> list[RecognisedParagraph]:
    """The lines of the 版头 from 签发人： on; none where nobody signed."""
    head = manuscript.of(ParagraphRole.HEAD)
    first = next((at for at, part in enumerate(head) if _SIGNED.search(part.text)), len(head))
    return list(head[first:])
