"""The 版头 of an issued document: its 发文字号, and who signed it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from reportgen.conformance.document import FormattedParagraph
from reportgen.conformance.finding import Mismatch, describe_place
from reportgen.conformance.manuscript import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.conformance.roles import DOCUMENT_NUMBER, is_red
from reportgen.conformance.type_checks import Picked, runs_behind
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement
from reportgen.words.organ_names import may_be_one_organ

_GOOD_NUMBER = late_regex(r"〔[12]\d{3}〕[1-9]\d*号")
_ISSUED = late_regex(r"文\s*件$")
_COPY_NUMBER = late_regex(r"^[0-9０-９]{1,10}$")
_COPY_DIGITS = 6
_IN_ORDER = (
    _COPY_NUMBER,
    late_regex("^(?:绝密|机密|秘密)"),
    late_regex("^(?:特急|加急|平急)"),
    _ISSUED,
    DOCUMENT_NUMBER,
)
# How far down a 版头 goes, in paragraphs that hold text.
_HIGHEST = 12
_SIGNED = late_regex(r"签\s*发\s*人\s*[:：]?")
_NUMBER = late_regex(r".*〕\s*+第?\s*+\d++\s*+号")


def check_document_number(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """〔2024〕23号: six-angled brackets, no 第, no zero before the number."""
    for part in _numbered(manuscript):
        number = part.text.partition("号")[0] + "号"
        if not _GOOD_NUMBER.search(number):
            yield Mismatch(describe_place(part), f"写成“{number}”", requirement.weight)


def check_number_centred(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Where nobody signed, the number stands in the middle."""
    for part in () if _signed(manuscript) else _numbered(manuscript):
        if part.paragraph.shape.align != "center" and "\t" not in part.paragraph.typed:
            yield Mismatch(describe_place(part), "没有居中", requirement.weight)


def check_issuer_mark(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The office's name is red and stands in the middle."""
    for part in manuscript.of(ParagraphRole.HEAD):
        if not _ISSUED.search(part.text) or part.paragraph.number > _HIGHEST:
            continue
        if not any(is_red(run.look.colour) for run in part.paragraph.runs):
            yield Mismatch(describe_place(part), "不是红色", requirement.weight)
        if part.paragraph.shape.align not in ("center", "distribute"):
            yield Mismatch(describe_place(part), "没有居中", requirement.weight)


def check_head_line(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A red line below the number. One that is drawn as a shape, or is a table's, is not known."""
    head = _to_title(manuscript)
    if any(each.draws_line or each.before_table or each.after_table for each in head):
        return
    for part in _numbered(manuscript):
        below = [each for each in head if each.number >= part.paragraph.number]
        edges = chain.from_iterable((each.above, each.below) for each in below)
        lines = [line for line in edges if line.width]
        if not lines:
            yield Mismatch(describe_place(part), "下面没有分隔线", requirement.weight)
        elif not any(is_red(line.colour) for line in lines):
            yield Mismatch(describe_place(part), "下面的分隔线不是红色", requirement.weight)


def _to_title(manuscript: Manuscript) -> list[FormattedParagraph]:
    """The paragraphs above the title, empty ones too."""
    titles = manuscript.of(ParagraphRole.TITLE)
    first = titles[0].paragraph.number if titles else _HIGHEST
    return [each for each in manuscript.document.paragraphs if each.number < first]


def check_head_order(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """份号, 密级, 紧急程度, the office's name, its number, one below the other."""
    ranked = [(_rank(part.text), part) for part in manuscript.of(ParagraphRole.HEAD)]
    known = [(rank, part) for rank, part in ranked if rank is not None]
    for (above, upper), (below, lower) in pairwise(known):
        if below < above:
            found = f"“{lower.text[:6]}”在“{upper.text[:6]}”之下"
            yield Mismatch(describe_place(lower), found, requirement.weight)


def _rank(text: str) -> int | None:
    found = (at for at, pattern in enumerate(_IN_ORDER) if pattern.search(text))
    return next(found, None)


def check_copy_number(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Six digits at the left."""
    for part in manuscript.of(ParagraphRole.HEAD):
        if not _COPY_NUMBER.search(part.text):
            continue
        if len(part.text) != _COPY_DIGITS:
            yield Mismatch(describe_place(part), f"写成“{part.text}”", requirement.weight)
        if part.paragraph.shape.align in ("center", "right", "end"):
            yield Mismatch(describe_place(part), "不在左边", requirement.weight)


def pick_secrecy(manuscript: Manuscript) -> Iterator[Picked]:
    """密级 and 紧急程度."""
    for part in manuscript.of(ParagraphRole.HEAD):
        if _rank(part.text) in (1, 2):
            yield Picked(part, part.paragraph.runs)


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
