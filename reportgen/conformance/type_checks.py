"""Typefaces, sizes, weight, colour and indents of the text against their requirements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from reportgen.conformance.document import FormattedRun
from reportgen.conformance.finding import (
    Mismatch,
    describe_cell,
    describe_place,
    describe_words,
)
from reportgen.conformance.manuscript import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.conformance.measures import plain, size_words, start_of, typed_blanks
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity

Check = Callable[[Manuscript, Requirement], Iterable[Mismatch]]
Value = TypeVar("Value")


class Picked(NamedTuple):
    """Runs of a paragraph that follow each other; `start` is where they begin in what was typed of
    it.
    """

    part: RecognisedParagraph
    runs: tuple[FormattedRun, ...]
    start: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether they are all of the paragraph."""
        return sum(len(run.text) for run in self.runs) == len(self.part.paragraph.typed)


Pick = Callable[[Manuscript], Iterable[Picked]]

_CHINESE = late_regex("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Signs that are Chinese or Latin by the typeface: Word takes the Latin one where a run does not say
# otherwise.
_EITHER = late_regex("[“”‘’…—]")
_COLOUR = late_regex("[0-9A-F]{6}")
_DARKEST, _BRIGHT, _WHITE = 0x20, 0x80, "FFFFFF"
_NO_FONT = "没有指定中文字体，由打开的程序决定"
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


def pick_title(manuscript: Manuscript) -> Iterator[Picked]:
    """The title."""
    return (Picked(part, part.paragraph.runs) for part in manuscript.of(ParagraphRole.TITLE))


def pick_annex_number(manuscript: Manuscript) -> Iterator[Picked]:
    """附件1 before an attachment."""
    parts = manuscript.of(ParagraphRole.ANNEX_NUMBER)
    return (Picked(part, part.paragraph.runs) for part in parts)


def pick_body(manuscript: Manuscript) -> Iterator[Picked]:
    """The body, what runs on from a heading, and all around it that has the body's type."""
    for part in manuscript.of(*_TEXT, ParagraphRole.HEADING):
        if part.role is not ParagraphRole.HEADING:
            yield Picked(part, part.paragraph.runs)
        elif part.heading_end is not None:
            yield _split(part)[1]


def headings_picker(level: int) -> Pick:
    """Picks the headings of that level, without what runs on from them."""

    def pick(manuscript: Manuscript) -> Iterator[Picked]:
        for part in manuscript.of(ParagraphRole.HEADING):
            if part.level == level:
                yield _split(part)[0]

    return pick


def _split(part: RecognisedParagraph) -> tuple[Picked, Picked]:
    """The runs of a heading, and of what runs on from it."""
    paragraph = part.paragraph
    if part.heading_end is None:
        return Picked(part, paragraph.runs), Picked(part, ())
    typed = paragraph.typed
    before = len(part.text) - len(typed.strip()) - (len(typed) - len(typed.lstrip()))
    end = max(part.heading_end - before, 0)
    return Picked(part, _cut(paragraph.runs, 0, end)), runs_behind(part, end)


def runs_behind(part: RecognisedParagraph, start: int) -> Picked:
    """What was typed of the paragraph from that character on."""
    return Picked(part, _cut(part.paragraph.runs, start, len(part.paragraph.typed)), start)


def _cut(runs: tuple[FormattedRun, ...], start: int, end: int) -> tuple[FormattedRun, ...]:
    """What of the runs stands from `start` to before `end`."""
    cut = []
    for run in runs:
        cut.append(run._replace(text=run.text[max(start, 0) : max(end, 0)]))
        start -= len(run.text)
        end -= len(run.text)
    return tuple(cut)


def _spans(
    picked: Picked, value_of: Callable[[FormattedRun], Value | None]
) -> Mapping[Value, list[tuple[int, int]]]:
    """By value, where it holds in what was typed; runs without one are passed over."""
    found: dict[Value, list[tuple[int, int]]] = {}
    last, at = None, picked.start
    for run in picked.runs:
        start, at = at, at + len(run.text)
        value = value_of(run)
        if value is None:
            continue
        spans = found.setdefault(value, [])
        # What has no value between two of the same belongs to them.
        begin = spans.pop()[0] if value == last else start
        spans.append((begin, at))
        last = value
    return found


def _check_values(
    picked: Picked,
    value_of: Callable[[FormattedRun], Value | None],
    judge: Callable[[Value], tuple[Severity | None, str]],
) -> Iterator[Mismatch]:
    """Each value that is not as required, with the words that have it."""
    found = _spans(picked, value_of)
    for value, spans in found.items():
        severity, words = judge(value)
        if severity:
            is_all = picked.is_whole and len(found) == 1
            place = describe_words(picked.part, spans, is_all=is_all)
            yield Mismatch(place, words, severity)


def font_check(pick: Pick) -> Check:
    """The check of the typeface of Chinese characters."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        def judge(font: str) -> tuple[Severity | None, str]:
            return requirement.judge_word(font), font or _NO_FONT

        for picked in pick(manuscript):
            yield from _check_values(picked, _chinese_font, judge)

    return check


def _chinese_font(run: FormattedRun) -> str | None:
    return run.look.chinese if _CHINESE.search(run.text) else None


def size_check(pick: Pick) -> Check:
    """The check of the size of all that is printed."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        def judge(points: Decimal) -> tuple[Severity | None, str]:
            return requirement.judge_number(points), size_words(points)

        for picked in pick(manuscript):
            yield from _check_values(picked, _size, judge)

    return check


def _size(run: FormattedRun) -> Decimal | None:
    return run.look.points if run.text.strip() else None


def weight_check(pick: Pick) -> Check:
    """The check whether letters are bold."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        def judge(word: str) -> tuple[Severity | None, str]:
            return requirement.judge_word(word), word

        for picked in pick(manuscript):
            yield from _check_values(picked, _weight, judge)

    return check


def _weight(run: FormattedRun) -> str | None:
    if not _CHINESE.search(run.text):
        return None
    return "加粗" if run.look.bold else "不加粗"


def check_quotation_marks(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Quotation marks, dashes and dots in the Chinese typeface, not the Latin one."""
    for part, runs, start in pick_body(manuscript):
        spans: dict[str, list[tuple[int, int]]] = {}
        for run in runs:
            for found in () if run.look.chinese_hint else _EITHER.finditer(run.text):
                span = start + found.start(), start + found.end()
                spans.setdefault(run.look.latin, []).append(span)
            start += len(run.text)
        for font, where in spans.items():
            severity = requirement.judge_word(font)
            if severity:
                place = describe_words(part, where, is_all=True)
                yield Mismatch(place, f"用了西文字体 {font}".strip(), severity)


def check_colour(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Black, all but the red head."""

    def judge(colour: str) -> tuple[Severity | None, str]:
        return (None if _is_black(colour) else requirement.weight), f"颜色 #{colour}"

    for part in manuscript.of(ParagraphRole.TITLE, ParagraphRole.HEADING, *_TEXT):
        yield from _check_values(Picked(part, part.paragraph.runs), _colour, judge)


def _colour(run: FormattedRun) -> str | None:
    """The colour, all that is black being one."""
    if not run.text.strip():
        return None
    return "" if _is_black(run.look.colour) else run.look.colour


def check_shade(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """No colour behind words: it was left from marking them."""

    def judge(shade: str) -> tuple[Severity | None, str]:
        return (requirement.weight if shade else None), f"底纹 #{shade}"

    for part in manuscript.of(ParagraphRole.TITLE, ParagraphRole.HEADING, *_TEXT):
        yield from _check_values(Picked(part, part.paragraph.runs), _shade, judge)


def _shade(run: FormattedRun) -> str | None:
    """The colour behind it, white being none."""
    if not run.text.strip():
        return None
    return run.look.shade if _COLOUR.fullmatch(run.look.shade) and run.look.shade != _WHITE else ""


def check_cell_colour(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """No red, blue or other bright colour in tables and text boxes; greys and white are left."""
    for cell in manuscript.document.cells:
        for run in (run for each in cell.paragraphs for run in each.runs):
            if run.text.strip() and _is_bright(run.look.colour):
                place = describe_cell(cell, run.text)
                yield Mismatch(place, f"颜色 #{run.look.colour}", requirement.weight)


def _is_bright(colour: str) -> bool:
    if not _COLOUR.fullmatch(colour):
        return False
    channels = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    return max(channels) - min(channels) > _BRIGHT


def _is_black(colour: str) -> bool:
    if not _COLOUR.fullmatch(colour):
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
