"""Numbers of headings and passages: how they are written, whether they go on in order, and how
levels nest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.conformance.finding import LayoutPlace, Mismatch, describe_place
from reportgen.conformance.manuscript import Manuscript, ParagraphRole, RecognisedParagraph
from reportgen.late_regex import late_regex
from reportgen.model.layout_profile import Requirement
from reportgen.words.ordinals import Ordinal, find_enumeration_fault, write_ordinal

Check = Callable[[Manuscript, Requirement], Iterator[Mismatch]]
_STOPS = "。；;，,、"
_CLAUSE_MARKS, _LONGEST_HEADING = late_regex("[，；]"), 14
# 1. is the third level. A number within a paragraph begins a passage behind a stop.
_FIGURES = 3
_RUNS_ON = late_regex(r"(?<=[。；;])\s*([0-9]{1,2})、")


def _marked(manuscript: Manuscript) -> Iterator[tuple[RecognisedParagraph, Ordinal]]:
    for part in manuscript.of(ParagraphRole.HEADING, ParagraphRole.ITEM):
        if part.ordinal is not None:
            yield part, part.ordinal


def stop_check(*levels: int) -> Check:
    """The check of the stop behind the numbers of these levels."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        for part, ordinal in _marked(manuscript):
            severity = (
                requirement.judge_word(ordinal.stop or "无") if ordinal.level in levels else None
            )
            if severity:
                found = f"序号后用了“{ordinal.stop}”" if ordinal.stop else "序号后没有标点"
                here = requirement.required.replace(write_ordinal(ordinal.level, 1), ordinal.usual)
                place = _with_others(part, ordinal)._replace(required=here)
                yield Mismatch(place, found, severity)

    return check


def _at_number(part: RecognisedParagraph, ordinal: Ordinal) -> LayoutPlace:
    return describe_place(part, (0, len(ordinal.written)))


def _with_others(part: RecognisedParagraph, ordinal: Ordinal) -> LayoutPlace:
    """The place, with the numbers that run on in the same paragraph: 1、…2、…9、"""
    place, last, others = _at_number(part, ordinal), ordinal.value, []
    for found in _RUNS_ON.finditer(part.text):
        if ordinal.level == _FIGURES and int(found[1]) > last:
            last = int(found[1])
            others.append(f"“{found[1]}、”")
    return place._replace(more=f"{place.more}，同段还有{''.join(others)}") if others else place


def check_brackets(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Full-width brackets round numbers."""
    for part, ordinal in _marked(manuscript):
        severity = requirement.judge_word(ordinal.brackets) if ordinal.brackets else None
        if severity:
            yield Mismatch(
                _at_number(part, ordinal),
                f"用了“{ordinal.brackets[0]} {ordinal.brackets[1]}”",
                severity,
            )


def check_ordinals(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A comma behind 第一 and 首先, nothing behind 一是."""
    for part in manuscript.of(ParagraphRole.BODY):
        fault = find_enumeration_fault(part.text)
        if fault:
            yield Mismatch(
                describe_place(part, (0, len(fault[0]))),
                f"写成“{fault[0]}”",
                requirement.weight,
                f"“{fault[1]}”",
            )


def sequence_check(*levels: int) -> Check:
    """The check that numbers of these levels neither leave one out nor say one twice.

    A number that goes on from the last section's, and a passage that begins anew at 1, are left
    alone.
    """

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        counts, ever = [0] * 5, [0] * 5
        chapters = any(ordinal.level == 1 for _, ordinal in _marked(manuscript))
        for part in manuscript.of(ParagraphRole.HEADING, ParagraphRole.ITEM, ParagraphRole.OTHER):
            ordinal = part.ordinal
            if ordinal is None:
                # A heading without a number begins something new; what is below it may begin anew.
                counts = (
                    counts if part.role is ParagraphRole.OTHER and not _divides(part) else [0] * 5
                )
                continue
            fault = _sequence_fault(ordinal, counts[ordinal.level], ever[ordinal.level], chapters)
            counts[ordinal.level] = ever[ordinal.level] = ordinal.value
            counts[ordinal.level + 1 :] = [0] * (4 - ordinal.level)
            if fault and ordinal.level in levels:
                yield Mismatch(_at_number(part, ordinal), fault[0], requirement.weight, fault[1])

    return check


def _divides(part: RecognisedParagraph) -> bool:
    return part.paragraph.shape.align == "center"


def _sequence_fault(
    ordinal: Ordinal, last: int, ever: int, chapters: bool
) -> tuple[str, str] | None:
    """What is wrong with a number after the last of its level, and what it should be; None if
    nothing is.
    """
    if ordinal.value in (last + 1, ever + 1) or (
        ordinal.value == 1 and _may_begin(ordinal, last, chapters)
    ):
        return None
    expected = f"“{write_ordinal(ordinal.level, last + 1)}”"
    if not last:
        return f"没有{expected}，从“{ordinal.usual}”开始", expected
    previous = write_ordinal(ordinal.level, last)
    if ordinal.value == last:
        return f"“{ordinal.usual}”重复", expected
    return f"“{previous}”之后是“{ordinal.usual}”", expected


def _may_begin(ordinal: Ordinal, last: int, chapters: bool) -> bool:
    """Passages may begin anew behind a list of more than one, and （一） where no 一、 tells
    what it is part of.
    """
    return not last or (ordinal.level >= 3 and last > 1) or (ordinal.level == 2 and not chapters)


def check_nesting(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """No level is left out: 一、（一）1.（1）. A text whose headings are of 一、 and 1. may go from
    one to the other.
    """
    counts = [0] * 5
    of_two = not any(part.level == 2 for part in manuscript.of(ParagraphRole.HEADING))
    for part, ordinal in _marked(manuscript):
        above = max((level for level in range(1, ordinal.level) if counts[level]), default=0)
        counts[ordinal.level] = ordinal.value
        counts[ordinal.level + 1 :] = [0] * (4 - ordinal.level)
        may_leap = (above, ordinal.level) == (1, 3) and (of_two or _is_passage(part))
        if above and above < ordinal.level - 1 and not may_leap:
            found = f"“{write_ordinal(above, 1)}”的下一层用了“{write_ordinal(ordinal.level, 1)}”"
            yield Mismatch(
                _at_number(part, ordinal),
                found,
                requirement.weight,
                f"“{write_ordinal(above + 1, 1)}”",
            )


def _is_passage(part: RecognisedParagraph) -> bool:
    return part.role is ParagraphRole.ITEM


def _is_sentence(text: str) -> bool:
    """Whether it is no heading, numbered though it be: （一）对两个县挂牌督办，确保年底前竣工。"""
    clauses = _CLAUSE_MARKS.split(text)
    return text.endswith("。") and len(clauses) > 1 and max(map(len, clauses)) > _LONGEST_HEADING


def check_heading_end(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """No stop at the end of a title or of a heading that stands alone."""
    for part in manuscript.of(ParagraphRole.TITLE, ParagraphRole.HEADING):
        alone = part.heading_end is None
        colon = part.text[-1] in "：:" and part.level in (0, 1, 2)
        if alone and (part.text[-1] in _STOPS or colon) and not _is_sentence(part.text):
            end = describe_place(part, (len(part.text) - 1, len(part.text)))
            yield Mismatch(end, f"末尾有“{part.text[-1]}”", requirement.weight)
