"""Typefaces, sizes, weight, colour and indents of the text against their requirements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from reportgen.conformance.document import FormattedRun
from reportgen.conformance.finding import Mismatch, describe_place
from reportgen.conformance.measures import plain, size_words, start_of, typed_blanks
from reportgen.conformance.roles import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement

Check = Callable[[Manuscript, Requirement], Iterable[Mismatch]]
Pick = Callable[[Manuscript], Iterable[tuple[RecognisedParagraph, tuple[FormattedRun, ...]]]]

_CHINESE = late_regex("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Signs that are Chinese or Latin by the typeface: Word takes the Latin one where a run does not say
# otherwise.
_EITHER = late_regex("[“”‘’…—]")
_DARKEST = 0x20
_TEXT = (
    ParagraphRole.BODY,
    ParagraphRole.ITEM,
    ParagraphRole.LIST,
    ParagraphRole.ADDRESSEE,
    ParagraphRole.ATTACHMENT,
    ParagraphRole.SIGNATURE,
    ParagraphRole.DATE,
)
_CENTRED = ("center", "right", "end", "distribute")
_ALIGNED = {
    "left": "左对齐",
    "start": "左对齐",
    "both": "两端对齐",
    "right": "右对齐",
    "end": "右对齐",
}


def pick_title(
    manuscript: Manuscript,
) -> Iterator[tuple[RecognisedParagraph, tuple[FormattedRun, ...]]]:
    """The title."""
    return ((part, part.paragraph.runs) for part in manuscript.of(ParagraphRole.TITLE))


def pick_annex_number(
    manuscript: Manuscript,
) -> Iterator[tuple[RecognisedParagraph, tuple[FormattedRun, ...]]]:
    """附件1 before an attachment."""
    return ((part, part.paragraph.runs) for part in manuscript.of(ParagraphRole.ANNEX_NUMBER))


def pick_body(
    manuscript: Manuscript,
) -> Iterator[tuple[RecognisedParagraph, tuple[FormattedRun, ...]]]:
    """The body, what runs on from a heading, and all around it that has the body's type."""
    for part in manuscript.of(*_TEXT, ParagraphRole.HEADING):
        if part.role is not ParagraphRole.HEADING:
            yield part, part.paragraph.runs
        elif part.heading_end is not None:
            yield part, _split(part)[1]


def headings_picker(level: int) -> Pick:
    """Picks the headings of that level, without what runs on from them."""

    def pick(
        manuscript: Manuscript,
    ) -> Iterator[tuple[RecognisedParagraph, tuple[FormattedRun, ...]]]:
        for part in manuscript.of(ParagraphRole.HEADING):
            if part.level == level:
                yield part, _split(part)[0]

    return pick


def _split(part: RecognisedParagraph) -> tuple[tuple[FormattedRun, ...], tuple[FormattedRun, ...]]:
    """The runs of a heading, and of what runs on from it."""
    paragraph = part.paragraph
    if part.heading_end is None:
        return paragraph.runs, ()
    typed = paragraph.typed
    before = len(part.text) - len(typed.strip()) - (len(typed) - len(typed.lstrip()))
    left = part.heading_end - before
    head, rest = [], []
    for run in paragraph.runs:
        head.append(run._replace(text=run.text[: max(left, 0)]))
        rest.append(run._replace(text=run.text[max(left, 0) :]))
        left -= len(run.text)
    return tuple(head), tuple(rest)


def font_check(pick: Pick) -> Check:
    """The check of the typeface of Chinese characters."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        for part, runs in pick(manuscript):
            for font in dict.fromkeys(
                run.look.chinese for run in runs if _CHINESE.search(run.text)
            ):
                severity = requirement.judge_word(font)
                if severity:
                    yield Mismatch(
                        describe_place(part), font or "没有指定中文字体，由打开的程序决定", severity
                    )

    return check


def size_check(pick: Pick) -> Check:
    """The check of the size of all that is printed."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        for part, runs in pick(manuscript):
            for points in dict.fromkeys(run.look.points for run in runs if run.text.strip()):
                severity = requirement.judge_number(points)
                if severity:
                    yield Mismatch(describe_place(part), size_words(points), severity)

    return check


def weight_check(pick: Pick) -> Check:
    """The check whether letters are bold."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        for part, runs in pick(manuscript):
            for bold in dict.fromkeys(run.look.bold for run in runs if _CHINESE.search(run.text)):
                word = "加粗" if bold else "不加粗"
                severity = requirement.judge_word(word)
                if severity:
                    yield Mismatch(describe_place(part), word, severity)

    return check


def check_quotation_marks(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Quotation marks, dashes and dots in the Chinese typeface, not the Latin one."""
    for part, runs in pick_body(manuscript):
        for run in runs:
            if not _EITHER.search(run.text) or run.look.chinese_hint:
                continue
            severity = requirement.judge_word(run.look.latin)
            if severity:
                yield Mismatch(
                    describe_place(part), f"用了西文字体 {run.look.latin}".strip(), severity
                )


def check_colour(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Black, all but the red head."""
    for part in manuscript.of(ParagraphRole.TITLE, ParagraphRole.HEADING, *_TEXT):
        for run in part.paragraph.runs:
            if run.text.strip() and not _is_black(run.look.colour):
                yield Mismatch(describe_place(part), f"颜色 #{run.look.colour}", requirement.weight)


def _is_black(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-F]{6}", colour):
        return True
    return all(int(colour[at : at + 2], 16) <= _DARKEST for at in (0, 2, 4))


def check_indent(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The first line of the body's paragraphs and headings, two characters in."""
    for part in _indented(manuscript):
        start = start_of(part.paragraph)
        severity = requirement.judge_number(start)
        if severity:
            yield Mismatch(describe_place(part), f"首行缩进{plain(start)}字", severity)


def check_wrapped(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Lines that follow the first stand flush at both edges; a list that Word numbers is passed
    over.
    """
    for part in _indented(manuscript):
        shape = part.paragraph.shape
        if part.paragraph.label:
            continue
        for side, width in (("左", shape.left), ("右", shape.right)):
            severity = requirement.judge_number(width)
            if severity:
                yield Mismatch(describe_place(part), f"{side}缩进{plain(width)}字", severity)


def _indented(manuscript: Manuscript) -> Iterator[RecognisedParagraph]:
    for part in manuscript.of(ParagraphRole.BODY, ParagraphRole.ITEM, ParagraphRole.HEADING):
        if part.paragraph.shape.align not in _CENTRED:
            yield part


def check_typed_blanks(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Indents that are made of blanks."""
    for part in _indented(manuscript):
        if typed_blanks(part.paragraph) > 0:
            yield Mismatch(describe_place(part), "段首用空格缩进", requirement.weight)


def check_title_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The title in the middle, and no indent that pushes it aside."""
    for part in manuscript.of(ParagraphRole.TITLE):
        shape = part.paragraph.shape
        aside = shape.left + shape.first - shape.right
        if shape.align != "center":
            yield Mismatch(
                describe_place(part), _ALIGNED.get(shape.align, "不居中"), requirement.weight
            )
        elif abs(aside) > requirement.tolerance:
            yield Mismatch(
                describe_place(part),
                f"居中，但有{plain(abs(aside))}字的缩进，偏了",
                requirement.weight,
            )


def check_title_lines(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A title's lines widen, narrow, or are widest in the middle; only breaks that were typed
    are known.
    """
    parts = manuscript.of(ParagraphRole.TITLE)
    lines = (line for part in parts for line in part.text.split("\n"))
    widths = [_width(line) for line in lines if line.strip()]
    fault = _shape_fault(widths)
    if fault:
        yield Mismatch(describe_place(parts[0]), fault, requirement.weight)


def _width(line: str) -> Decimal:
    return sum(
        (Decimal("0.5") if sign.isascii() else Decimal(1) for sign in line.strip()), Decimal(0)
    )


def _shape_fault(widths: list[Decimal]) -> str:
    if len(widths) < 2:
        return ""
    if max(widths) == min(widths):
        return f"{len(widths)}行一样长，成了长方形"
    waist = any(
        max(widths[:at]) > width < max(widths[at + 1 :])
        for at, width in enumerate(widths)
        if 0 < at < len(widths) - 1
    )
    return "中间短、两头长，成了沙漏形" if waist else ""
