"""Numbers of headings (一、（一）1.（1）), of tables (表1), and of charts and pictures (图1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.report import (
    Block,
    CaptionedPicture,
    Chart,
    Heading,
    IndicatorTable,
    Paragraph,
    Run,
    Table,
)
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.ordinals import find_ordinal, write_ordinal

# A private character for each table, or chart or picture, from here to the one that is meant.
_AHEAD = "\ue002"
_REFERENCE = late_regex(f"([表图])({_AHEAD}+)")
# A number that the clerk gave a picture.
_TYPED = late_regex(rf"^图[ \u3000]*(?:\d+|[{NUMERAL_SIGNS}]+)(?:[ \u3000.．、：:]+|$)")
_ENDS = ("。", "！", "？", "；", "：")
NEXT_TABLE = f"表{_AHEAD}"
"""What a sentence calls the numbered table that comes next: it becomes 表2."""


def next_table(ahead: int) -> str:
    """What a sentence calls the numbered table that comes so many on, from 1."""
    return f"表{_AHEAD * ahead}"


def next_figure(ahead: int) -> str:
    """What a sentence calls the chart or picture that comes so many on, from 1."""
    return f"图{_AHEAD * ahead}"


def next_figures(count: int) -> str:
    """What a sentence calls so many charts or pictures that come next: 图1、图2."""
    return "、".join(map(next_figure, range(1, count + 1)))


def bare_caption(caption: str) -> str:
    """The caption of a picture without the number that the clerk gave it."""
    return _TYPED.sub("", caption)


def _find_lone(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the headings, of the second level or lower, that have none beside them."""
    # The places of the headings of each level below the last heading of the level above it.
    found: dict[int, list[int]] = {}
    lone: list[int] = []
    for at, block in enumerate(blocks):
        if level := _level_of(block):
            lone += _close(found, level)
            found.setdefault(level, []).append(at)
    return frozenset([*lone, *_close(found, 1)])


def _level_of(block: Block) -> int:
    """The level that the block counts at; 0 if it does not count."""
    return block.level if isinstance(block, Heading | Paragraph) else 0


def _close(found: dict[int, list[int]], level: int) -> list[int]:
    """Takes out what stands below that level, and gives the places of what stands there alone."""
    ended = [found.pop(each) for each in list(found) if each > level]
    return [places[0] for places in ended if len(places) == 1]


def _run_in(blocks: Sequence[Block]) -> Sequence[Block]:
    """A heading and the paragraph below it as one, any other two as they are."""
    match blocks:
        case Heading(_, text), Paragraph(runs):
            end = "" if text.endswith(_ENDS) else "。"
            return (Paragraph((Run(f"{text}{end}"), *runs)),)
    return blocks


class Numbering:
    """Counts headings, tables and figures through one report."""

    def __init__(self) -> None:
        self._headings = [0, 0, 0, 0]
        self._tables = 0
        self._figures = 0

    def number(self, blocks: Iterable[Block], run_in: bool = False) -> tuple[Block, ...]:
        """The blocks, headings and captions with their numbers in front, tables referred to.

        A heading below the section's own that is the only one of its level there has no number;
        `run_in`: it begins the paragraph below it.
        """
        given = tuple(blocks)
        lone = _find_lone(given)
        numbered = [
            block if at in lone else self._number_block(block) for at, block in enumerate(given)
        ]
        for at in sorted(lone, reverse=True) if run_in else ():
            numbered[at : at + 2] = _run_in(numbered[at : at + 2])
        return tuple(numbered)

    def _number_block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            return self._refer(self._number_item(block) if block.level else block)
        if isinstance(block, Heading):
            return self._number_heading(block)
        if isinstance(block, (Table, IndicatorTable)) and block.caption:
            self._tables += 1
            return block._replace(caption=f"表{self._tables}　{block.caption}")
        if isinstance(block, (Chart, CaptionedPicture)) and block.caption:
            self._figures += 1
            caption = f"图{self._figures}　{bare_caption(block.caption)}"
            return block._replace(caption=caption.rstrip("　"))
        return block

    def _refer(self, paragraph: Paragraph) -> Paragraph:
        if not any(_AHEAD in run.text for run in paragraph.runs):
            return paragraph
        runs = [
            run._replace(text=_REFERENCE.sub(self._number_of, run.text)) for run in paragraph.runs
        ]
        return paragraph._replace(runs=tuple(runs))

    def _number_of(self, match: re.Match[str]) -> str:
        what, ahead = match.groups()
        return f"{what}{(self._tables if what == '表' else self._figures) + len(ahead)}"

    def _number_heading(self, heading: Heading) -> Heading:
        return heading._replace(text=self._next(heading.level, heading.text) + heading.text)

    def _number_item(self, item: Paragraph) -> Paragraph:
        """The paragraph with the number that is due in place of the one that was typed."""
        first, *rest = item.runs
        typed = find_ordinal(first.text)
        text = first.text[typed.end :] if typed else first.text
        numbered = first._replace(text=self._next(item.level, text) + text)
        return item._replace(runs=(numbered, *rest), level=0)

    def _next(self, level: int, text: str) -> str:
        """The next number of the level, as it stands before the text."""
        place = level - 1
        self._headings[place] += 1
        self._headings[place + 1 :] = [0] * (len(self._headings) - place - 1)
        number = write_ordinal(level, self._headings[place])
        # 1. 2024年…: without the blank it would read 1.2024.
        return f"{number} " if number.endswith(".") and text[:1].isdigit() else number
