"""Empty paragraphs where the standard has no blank line."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.conformance.document import FormattedParagraph
from reportgen.conformance.finding import Mismatch, describe_place
from reportgen.conformance.manuscript import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.model.layout_profile import Requirement
from reportgen.named_tuple import NamedTuple

_TEXT = (
    ParagraphRole.HEADING,
    ParagraphRole.BODY,
    ParagraphRole.ITEM,
    ParagraphRole.LIST,
)
_AFTER_TITLE = (ParagraphRole.ADDRESSEE, *_TEXT)


class _Gap(NamedTuple):
    """So many empty paragraphs between two that hold text."""

    before: RecognisedParagraph
    after: RecognisedParagraph
    lines: int


def check_blank_lines(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """None within the text nor below 主送机关, one below the title and above 附件说明."""
    for gap in _gaps(manuscript):
        words = _fault(gap)
        if words:
            yield Mismatch(describe_place(gap.after), words, requirement.weight)


def _fault(gap: _Gap) -> str:
    before, after = gap.before.role, gap.after.role
    if before in _AFTER_TITLE and after in _TEXT:
        return f"前面空了{gap.lines}行"
    single = (before is ParagraphRole.TITLE and after in _AFTER_TITLE) or (
        before in _TEXT and after is ParagraphRole.ATTACHMENT
    )
    return f"前面空了{gap.lines}行，只空一行" if single and gap.lines > 1 else ""


def _gaps(manuscript: Manuscript) -> Iterator[_Gap]:
    """Where nothing but empty paragraphs stands between two of one section."""
    parts = {part.paragraph.number: part for part in manuscript.parts}
    paragraphs = manuscript.document.paragraphs
    last = -1
    for at, each in enumerate(paragraphs):
        if each.is_blank and not (each.after_table or each.before_table):
            continue
        between = paragraphs[last + 1 : at]
        if last >= 0 and between and _is_gap(paragraphs[last], each):
            yield _Gap(parts[paragraphs[last].number], parts[each.number], len(between))
        last = at


def _is_gap(before: FormattedParagraph, after: FormattedParagraph) -> bool:
    """Whether both hold text alone, and no page is between them."""
    alone = bool(before.text and after.text) and not (before.picture or after.picture)
    return alone and before.section == after.section and not (before.new_page or after.new_page)
