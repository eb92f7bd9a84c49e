"""A part that gets a heading of its own within a chapter moves down a level, numbers and all."""

from __future__ import annotations

from reportgen.model.report import Block, Heading, Items, ListItem, Paragraph, Run
from reportgen.sections.levels import has_points, under_heading
from reportgen.sections.typed.numbering import Numbering


def text(words: str, level: int = 0) -> Paragraph:
    return Paragraph((Run(words),), level)


def test_what_stands_below_the_new_heading_is_a_level_lower() -> None:
    blocks: list[Block] = [
        *(Heading(2, "甲"), text("1.做了。"), text("（1）小项。"), text("2024年做了。")),
        *(text("（二）乙。", 2), Items((ListItem((Run("丙"),), 0, "1."), ListItem((Run("丁"),))))),
    ]
    told = Numbering().number([Heading(1, "题"), *under_heading("部分", blocks), Heading(2, "完")])
    assert told == (
        *(Heading(1, "一、题"), Heading(2, "（一）部分"), Heading(3, "1.甲")),
        *(text("（1）做了。"), text("①小项。"), text("2024年做了。"), text("2.乙。")),
        Items((ListItem((Run("丙"),), 0, "（1）"), ListItem((Run("丁"),)))),
        Heading(2, "（二）完"),
    )


def test_points_are_headings_or_paragraphs_right_below_the_chapter() -> None:
    assert has_points([Heading(2, "甲")]) and has_points([text("（一）甲。", 2)])
    assert not has_points([text("甲。"), Heading(3, "乙")])
