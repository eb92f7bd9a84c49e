"""The figures of a finished report held against what they were when it was made, and against what
the data say now: what a hand changed is told from what the data did.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.figure_bookmarks import FigureBookmark
from reportgen.problems import Severity

_NUMBER = late_regex(r"\d+(?:[.,]\d+)*")
# So many characters beside a figure find it again where its bookmark is gone, and so many are
# enough; what stands there now is no longer than that.
_BESIDE, _ENOUGH, _LONGEST = 12, 4, 24
_MOST_NAMED = 5
_CHECK = "正确的数改在数据文件里，重新做报告；改错了的，恢复原来的数"


class TrailedFigure(NamedTuple):
    """What the bookmark says the figure was, and what stands in it: the characters from `start` to
    before `end` of the part. In a table `row` are the texts of its row, None for those with
    figures, and `column` is its place among them.
    """

    bookmark: FigureBookmark
    part: TextPart
    start: int
    end: int
    row: tuple[str | None, ...] = ()
    column: int = 0

    @property
    def text(self) -> str:
        """What stands there."""
        return self.part.text[self.start : self.end]


class TrailedText(NamedTuple):
    """A document: its parts, the rows of its tables, and its figures, in order."""

    parts: Sequence[TextPart]
    rows: Sequence[tuple[TextPart | None, ...]]
    figures: Sequence[TrailedFigure]


class BuiltFigures(NamedTuple):
    """The report as the data make it now, None where that is not known, and what its figures are
    called, by their codes.
    """

    text: TrailedText | None = None
    names: Mapping[str, str] = {}

    def told(self, code: str) -> list[str]:
        """The texts of the figure of that code, each once."""
        figures = self.text.figures if self.text else ()
        return [*dict.fromkeys(each.text for each in figures if each.bookmark.code == code)]


def follow_figures(text: TrailedText, built: BuiltFigures) -> Iterator[TextFinding]:
    """An error for each figure that was changed by hand and is not what the data say, and for each
    that the data have outgrown; a reminder of those that are gone.

    Without the data (`built` of none) what was changed is a reminder. A text without any such
    bookmark is none of ours: nothing is told of it.
    """
    for figure in text.figures:
        yield from _follow(figure, built)
    if text.figures:
        yield from _find_gone(text, built)


def _follow(figure: TrailedFigure, built: BuiltFigures) -> Iterator[TextFinding]:
    was, now = figure.bookmark, figure.text
    told = built.told(was.code)
    if any(_is_same(now, each) for each in told) or not now.strip():
        return
    if not (was.is_of(now) or (was.is_told and _is_same(was.text, now))):
        yield _changed(figure, was.text if was.is_told else "", told, built)
    elif told:
        yield _outdated(figure, told, built)


def _is_same(one: str, other: str) -> bool:
    """Whether the two texts say the same numbers, whatever stands round these."""
    return _numbers(one) == _numbers(other)


def _numbers(text: str) -> list[str]:
    found = _NUMBER.findall(unicodedata.normalize("NFKC", text).replace("\u202f", ""))
    return [each.replace(",", "") for each in found] or [text.strip()]


def _changed(
    figure: TrailedFigure, was: str, told: Sequence[str], built: BuiltFigures
) -> TextFinding:
    name, now = _name(figure.bookmark, built), f"现在写的是“{figure.text}”"
    message = f"{name}原为“{was}”，{now}，是手工改的" if was else f"{name}做报告以后改过，{now}"
    if told and not _is_same(told[0], was):
        message += f"；数据里现在是{_quoted(told, figure)}"
    severity = Severity.ERROR if told else Severity.WARNING
    return _finding(TextRule.CHANGED_FIGURE, severity, figure, message, _CHECK)


def _outdated(figure: TrailedFigure, told: Sequence[str], built: BuiltFigures) -> TextFinding:
    name, said = _name(figure.bookmark, built), _quoted(told, figure)
    message = f"{name}写的是“{figure.text}”，做好以后数据改过，现在是{said}"
    return _finding(TextRule.OUTDATED_FIGURE, Severity.ERROR, figure, message, "请重新做报告")


def _quoted(told: Sequence[str], figure: TrailedFigure) -> str:
    """The texts of a figure; only those with the same unit where there are such."""
    unit = _NUMBER.sub("", figure.text)
    alike = [each for each in told if _NUMBER.sub("", each) == unit]
    return "".join(f"“{each}”" for each in alike or told)


def _name(bookmark: FigureBookmark, built: BuiltFigures) -> str:
    return built.names.get(bookmark.code, "这个数")


def _finding(
    rule: TextRule, severity: Severity, figure: TrailedFigure, message: str, hint: str
) -> TextFinding:
    return TextFinding(rule, severity, figure.part, figure.start, figure.end, message, hint)


def _find_gone(text: TrailedText, built: BuiltFigures) -> Iterator[TextFinding]:
    """The figures whose bookmarks are not there, or hold nothing: whoever types over a number in
    Word takes its bookmark away, so each is looked for by what stood beside it.
    """
    there = {each.bookmark.number: each for each in text.figures if each.text.strip()}
    total = max(each.bookmark.total for each in text.figures)
    missing = [number for number in range(1, total + 1) if number not in there]
    made = built.text.figures if built.text and _is_alike(there, built.text, total) else ()
    lost = list[str]()
    for number in missing:
        figure = made[number - 1] if made else None
        now = _find_again(figure, text) if figure else None
        if figure is None or now is None:
            lost.append(_name(figure.bookmark, built) + f"“{figure.text}”" if figure else "")
        elif not _is_same(now.text, figure.text):
            yield _changed(now, figure.text, (figure.text,), built)
    if lost:
        yield _gone(lost, text.figures[0])


def _is_alike(there: Mapping[int, TrailedFigure], built: TrailedText, total: int) -> bool:
    """Whether the data make a report with the same figures in the same order."""
    if len(built.figures) != total:
        return False
    pairs = ((each.bookmark, built.figures[number - 1]) for number, each in there.items())
    return all(bookmark.code == figure.bookmark.code for bookmark, figure in pairs)


def _gone(lost: Sequence[str], first: TrailedFigure) -> TextFinding:
    named = "、".join([*filter(None, lost)][:_MOST_NAMED])
    more = "等" if named and len(lost) > _MOST_NAMED else ""
    what = f"：{named}{more}" if named else ""
    message = f"由数据印出的数有 {len(lost)} 处不在了，删去了，或者连同句子重写了{what}"
    hint = "不是有意的，请重新做报告，或恢复原文"
    part = first.part
    return TextFinding(TextRule.REMOVED_FIGURE, Severity.WARNING, part, 0, 0, message, hint)


def _find_again(figure: TrailedFigure, text: TrailedText) -> TrailedFigure | None:
    """What stands in the place of the figure now; None where its place is not certain."""
    find = partial(_in_rows, text.rows) if figure.row else partial(_in_parts, text.parts)
    found = [*find(figure)]
    return found[0] if len(found) == 1 else None


def _in_rows(
    rows: Iterable[tuple[TextPart | None, ...]], figure: TrailedFigure
) -> Iterator[TrailedFigure]:
    """The cells of rows that have the same labels."""
    for row in rows:
        if len(row) == len(figure.row) and _are_labels(row, figure.row):
            part = row[figure.column]
            if part is not None:
                yield figure._replace(part=part, start=0, end=len(part.text))


def _are_labels(row: Sequence[TextPart | None], labels: Sequence[str | None]) -> bool:
    pairs = zip(row, labels, strict=True)
    return all(label is None or (part is not None and part.text == label) for part, label in pairs)


def _in_parts(parts: Iterable[TextPart], figure: TrailedFigure) -> Iterator[TrailedFigure]:
    """Where the words beside the figure stand with something else between them."""
    text = figure.part.text
    before, after = text[: figure.start][-_BESIDE:], text[figure.end :][:_BESIDE]
    # What is a number beside it may have been changed as well.
    before, after = re.split(r"\d", before)[-1], re.split(r"\d", after)[0]
    if len(before) + len(after) < _ENOUGH:
        return
    ends = "" if len(after) < len(text[figure.end :]) else r"\Z"
    pattern = f"{re.escape(before)}([^，。；、：]{{1,{_LONGEST}}}?){re.escape(after)}{ends}"
    for part in parts:
        for found in re.finditer(pattern, part.text):
            yield figure._replace(part=part, start=found.start(1), end=found.end(1))
