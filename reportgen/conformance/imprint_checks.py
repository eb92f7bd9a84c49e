"""版记 (7.4): its lines, who gets copies, who printed it and when, in order at the very end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.conformance.finding import LayoutPlace, Mismatch, describe_place
from reportgen.conformance.imprint import ImprintLine, find_imprint, fonts_of, sizes_of
from reportgen.conformance.imprint_words import ImprintKind
from reportgen.conformance.manuscript import Manuscript
from reportgen.conformance.measures import plain, size_words, start_of
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement

_COPIES = late_regex(r"^(?:抄\s*送|抄\s*报|分\s*送|主\s*送)：")
# How long what stands below may be: 共印50份.
_NOTE = 12
_PRINTED = late_regex(r"[12]\d{3}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日印发$")


def check_imprint_lines(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A line above the first part, below the last and between them, none at the sides; the first
    and the last are thicker. Lines that are drawn as shapes are not known.
    """
    imprint = find_imprint(manuscript)
    if not imprint or any(each.draws_line for each in manuscript.document.paragraphs):
        return
    for line, fault in _line_faults(imprint):
        yield Mismatch(line.place, fault, requirement.weight)


def _line_faults(imprint: tuple[ImprintLine, ...]) -> Iterator[tuple[ImprintLine, str]]:
    first, last = imprint[0], imprint[-1]
    if not first.above:
        yield first, "上面没有分隔线"
    if not last.below:
        yield last, "下面没有分隔线"
    for upper, lower in pairwise(imprint):
        between = max(upper.below, lower.above)
        if not between and upper.kind is not ImprintKind.SENT:
            yield lower, "和上一项之间没有分隔线"
        elif between and first.above and between > first.above:
            yield lower, "和上一项之间的分隔线比首条的粗"
    if any(each.has_sides for each in imprint):
        yield first, "左右有竖线"


def check_copies(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """抄送 with a full-width colon, a full stop behind the last name."""
    for line in find_imprint(manuscript):
        if line.kind is ImprintKind.PRINTED:
            continue
        if not _COPIES.match(line.text):
            yield Mismatch(line.place, f"“{line.text[:2]}”后没有全角冒号", requirement.weight)
        if not line.text.endswith("。"):
            yield Mismatch(line.place, "最后一个机关后没有句号", requirement.weight)


def check_printing(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The date in Arabic digits without zeros in front, 印发 behind it."""
    for line in find_imprint(manuscript):
        if line.kind is ImprintKind.PRINTED and not _PRINTED.search("".join(line.text.split())):
            yield Mismatch(line.place, f"写成“{line.text.split()[-1]}”", requirement.weight)


def check_imprint_font(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The typeface of all lines."""
    for line in find_imprint(manuscript):
        for font in fonts_of(line):
            severity = requirement.judge_word(font)
            if severity:
                yield Mismatch(line.place, font or "没有指定中文字体", severity)


def check_imprint_size(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The size of all lines."""
    for line in find_imprint(manuscript):
        for points in sizes_of(line):
            severity = requirement.judge_number(points)
            if severity:
                yield Mismatch(line.place, size_words(points), severity)


def check_imprint_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """One character in from the left; a line that is centred or set right is told as such."""
    for line in find_imprint(manuscript):
        start = start_of(line.paragraph)
        if _PRINTED.match("".join(line.text.split())):
            # The date alone, beside who printed it.
            continue
        if line.paragraph.shape.align in ("center", "right", "end"):
            yield Mismatch(line.place, "不在左边", requirement.weight)
        elif severity := requirement.judge_number(start):
            yield Mismatch(line.place, f"左空{plain(start)}字", severity)


def check_imprint_order(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """主送, 抄送, then who printed it; nothing below."""
    imprint = find_imprint(manuscript)
    for upper, lower in pairwise(imprint):
        if upper.kind > lower.kind:
            found = f"“{lower.text[:2]}”在“{upper.text[:6]}…”之下"
            yield Mismatch(lower.place, found, requirement.weight)
    below = _below(manuscript, imprint[-1]) if imprint else None
    if below:
        yield Mismatch(below, "排在版记之后", requirement.weight)


def _below(manuscript: Manuscript, last: ImprintLine) -> LayoutPlace | None:
    """The first paragraph below the 版记 that is more than a short note, None for none."""
    below = (part for part in manuscript.parts if part.paragraph.number > last.number)
    told = (part for part in below if len(part.text) > _NOTE)
    return next((describe_place(part) for part in told), None)
