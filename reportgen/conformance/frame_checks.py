"""What stands around the body: 主送机关, 附件说明, 署名, 成文日期, attachments; and
what is not there.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from decimal import Decimal

from reportgen.conformance.finding import LayoutPlace, Mismatch, describe_place
from reportgen.conformance.manuscript import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.conformance.measures import plain, start_of
from reportgen.conformance.roles import DATE, is_form
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_digits, read_numeral
from reportgen.words.ordinals import find_ordinal

Check = Callable[[Manuscript, Requirement], Iterator[Mismatch]]

_WHOLE = LayoutPlace("全文")
_RIGHT = ("right", "end")
_GOOD_DATE = late_regex(r"[12]\d{3}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")
_ATTACHED = late_regex(rf"附\s*+件\s*+([0-9０-９{NUMERAL_SIGNS}]{{0,2}})\s*+([:：]?)\s*+")
_STOPS = "。；;，,、.．"
# What is called one blank line: not the last tenth of a point of it.
_BLANK_LINE = Decimal("0.7")
_LINE = 579
# A line that begins this far in, by an indent, blanks or tabs, has been pushed to the right.
_PUSHED = 4


def presence_check(*roles: ParagraphRole) -> Check:
    """The check that at least one of these was recognised; else nothing of it was checked, which
    is said.
    """

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        if not manuscript.of(*roles):
            yield Mismatch(_WHOLE, "没有认出", requirement.weight)

    return check


def text_presence_check(*roles: ParagraphRole) -> Check:
    """The check that at least one of these was recognised, but for a form, which has no text."""
    present = presence_check(*roles)

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        return iter(()) if is_form(manuscript) else present(manuscript, requirement)

    return check


def check_text_presence(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """That there is a body, which may run on from headings alone."""
    headings = manuscript.of(ParagraphRole.HEADING)
    if not any(part.heading_end is not None for part in headings):
        yield from _text_presence(manuscript, requirement)


_text_presence = text_presence_check(ParagraphRole.BODY, ParagraphRole.ITEM)


def check_blank_below_title(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A blank line between title and text, or space as high."""
    titles = manuscript.of(ParagraphRole.TITLE)
    parts = list(manuscript.parts)
    below = parts[parts.index(titles[-1]) + 1 :][:1] if titles else []
    for part in below:
        space = titles[-1].paragraph.shape.spacing.after + part.paragraph.shape.spacing.before
        if (
            not part.blank_before
            and Decimal(space) / _LINE < _BLANK_LINE
            and part.role is not ParagraphRole.OTHER
        ):
            yield Mismatch(describe_place(part), "与标题之间没有空行", requirement.weight)


def check_addressee_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Flush left."""
    for part in manuscript.of(ParagraphRole.ADDRESSEE):
        start = start_of(part.paragraph)
        severity = requirement.judge_number(start)
        if severity:
            yield Mismatch(describe_place(part), f"缩进{plain(start)}字", severity)


def check_addressee_colon(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A full-width colon behind the last name."""
    for part in manuscript.of(ParagraphRole.ADDRESSEE):
        last, length = part.text[-1], len(part.text)
        severity = requirement.judge_word(last)
        if severity:
            found = f"用了半角的“{last}”" if last == ":" else "末尾没有冒号"
            yield Mismatch(describe_place(part, (length - 1, length)), found, severity)


def check_attachment_head(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """附件： with a full-width colon, the number behind it."""
    for part in manuscript.of(ParagraphRole.ATTACHMENT):
        head = _ATTACHED.match(part.text)
        if head and (head[1] or head[2] != "："):
            yield Mismatch(describe_place(part), f"写成“{head[0].strip()}”", requirement.weight)


def check_attachment_numbers(
    manuscript: Manuscript, requirement: Requirement
) -> Iterator[Mismatch]:
    """Arabic numbers with a dot, in order."""
    parts = manuscript.of(ParagraphRole.ATTACHMENT)
    ordinals = [find_ordinal(_ATTACHED.sub("", part.text, count=1)) for part in parts]
    expected = 0
    for part, ordinal in zip(parts, ordinals, strict=True):
        if ordinal is None:
            continue
        expected += 1
        if ordinal.level != 3 or ordinal.stop not in ".．":
            yield Mismatch(
                describe_place(part),
                f"序号写成“{ordinal.written}”",
                requirement.weight,
                f"“{ordinal.value}.”",
            )
        elif ordinal.value != expected:
            yield Mismatch(
                describe_place(part),
                f"序号是“{ordinal.value}.”",
                requirement.weight,
                f"“{expected}.”",
            )
            expected = ordinal.value


def check_attachment_end(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """No stop behind a name."""
    for part in manuscript.of(ParagraphRole.ATTACHMENT):
        if part.text[-1] in _STOPS:
            yield Mismatch(describe_place(part), f"名称后有“{part.text[-1]}”", requirement.weight)


def check_attachment_indent(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """附件： two characters in."""
    for part in manuscript.of(ParagraphRole.ATTACHMENT)[:1]:
        start = start_of(part.paragraph)
        severity = requirement.judge_number(start)
        if severity:
            yield Mismatch(describe_place(part), f"缩进{plain(start)}字", severity)


def check_attachment_blank(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A blank line between body and 附件说明, or space as high."""
    for part in manuscript.of(ParagraphRole.ATTACHMENT)[:1]:
        space = Decimal(part.paragraph.shape.spacing.before) / _LINE
        if not part.blank_before and space < _BLANK_LINE:
            yield Mismatch(describe_place(part), "与正文之间没有空行", requirement.weight)


def check_signature_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Above the date, towards the right."""
    for part in manuscript.of(ParagraphRole.SIGNATURE):
        fault = _left_behind(part)
        if fault:
            yield Mismatch(describe_place(part), fault, requirement.weight)


def check_date_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """At the right, four characters from the edge; one placed by blanks or tabs is not measured."""
    for part in manuscript.of(ParagraphRole.DATE):
        fault = _left_behind(part)
        if fault:
            yield Mismatch(describe_place(part), fault, requirement.weight)
        elif (
            part.paragraph.shape.align in _RIGHT
            and part.paragraph.typed == part.paragraph.typed.rstrip()
        ):
            right = part.paragraph.shape.right
            severity = requirement.judge_number(right)
            if severity:
                yield Mismatch(describe_place(part), f"右空{plain(right)}字", severity)


def _left_behind(part: RecognisedParagraph) -> str:
    """How a line that belongs to the right stands at the left or in the middle; empty if it does
    not.
    """
    shape = part.paragraph.shape
    if shape.align == "center":
        return "" if abs(shape.left - shape.right) > _PUSHED else "在整行居中"
    if shape.align in _RIGHT:
        return ""
    pushed = start_of(part.paragraph) > _PUSHED or "\t" in part.paragraph.typed
    return "" if pushed else "靠左"


def check_date_form(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Year, month and day in Arabic digits without zeros in front, a day that there is."""
    for part in manuscript.of(ParagraphRole.DATE):
        written, date = part.text, _read_date(part.text)
        if date is None and _GOOD_DATE.fullmatch(written):
            yield Mismatch(describe_place(part), f"写成“{written}”，没有这一天", requirement.weight)
        elif not _GOOD_DATE.fullmatch(written):
            required = f"“{date.year}年{date.month}月{date.day}日”" if date else ""
            yield Mismatch(describe_place(part), f"写成“{written}”", requirement.weight, required)


def _read_date(text: str) -> datetime.date | None:
    found = DATE.match(text)
    if found is None or not found[3]:
        return None
    try:
        return datetime.date(*(_number(group) for group in found.groups()))
    except ValueError:
        return None


def _number(text: str) -> int:
    """0 for what is no number, as in 二十〇月."""
    if text.isdecimal():
        return int(text)
    return (read_digits(text) if len(text) == 4 else read_numeral(text)) or 0


def check_annex_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """附件1 flush left."""
    for part in manuscript.of(ParagraphRole.ANNEX_NUMBER):
        start = start_of(part.paragraph)
        aside = part.paragraph.shape.align in ("center", *_RIGHT)
        severity = requirement.weight if aside else requirement.judge_number(start)
        if severity:
            yield Mismatch(
                describe_place(part), "不在左边" if aside else f"缩进{plain(start)}字", severity
            )


def check_annex_page(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Each attachment on a page of its own."""
    fresh = _numbers_on_new_page(manuscript)
    for part in manuscript.of(ParagraphRole.ANNEX_NUMBER):
        if part.paragraph.number not in fresh:
            yield Mismatch(describe_place(part), "没有另起一页", requirement.weight)


def _numbers_on_new_page(manuscript: Manuscript) -> frozenset[int]:
    """The numbers of the paragraphs that a page break or a section break stands before."""
    fresh, broken, section = set(), False, 0
    for each in manuscript.document.paragraphs:
        broken = broken or each.new_page or each.section != section
        section = each.section
        if each.text:
            if broken:
                fresh.add(each.number)
            # A break at the end of a paragraph is before the next one.
            broken = each.new_page
    return frozenset(fresh)


def check_annex_title(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """An attachment's title in the middle."""
    for part in manuscript.of(ParagraphRole.ANNEX_TITLE):
        if part.paragraph.shape.align != "center":
            yield Mismatch(describe_place(part), "不居中", requirement.weight)
