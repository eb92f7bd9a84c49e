"""Pictures have numbers, and a sentence above those that the clerk places names them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reportgen.model.picture import Picture
from reportgen.model.report import Block, CaptionedPicture, Paragraph, Run, Section
from reportgen.model.school import Illustration, ReportSettings, School
from reportgen.model.stages import SchoolType
from reportgen.sections.illustrations import Illustrating, check_illustrations
from reportgen.sections.typed.numbering import Numbering

PICTURE = Picture(b"png", "png", 10, 10)
SCHOOL = School("甲小学", SchoolType("小学", {}), ReportSettings(2024), pictures={"图": PICTURE})


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def shown(blocks: Sequence[Block]) -> list[str]:
    """The paragraphs and captions, as printed."""
    return [
        block.caption
        if isinstance(block, CaptionedPicture)
        else "".join(r.text for r in block.runs)
        for block in blocks
        if isinstance(block, CaptionedPicture | Paragraph)
    ]


@pytest.mark.parametrize(
    ("above", "captions", "printed"),
    [
        ("占地3000平方米。", ["平面图"], ["占地3000平方米。", "平面图见图1。", "图1　平面图"]),
        (
            "照片。",
            ["校门", "操场"],
            ["照片。", "校门见图1，操场见图2。", "图1　校门", "图2　操场"],
        ),
        ("照片。", ["", "图7 操场"], ["照片。", "操场见图1。", "", "图1　操场"]),
        ("照片。", [""], ["照片。", ""]),
        (
            "照片。",
            ["甲", "乙", "丙", "丁"],
            ["照片。", "图片见图1至图4。", "图1　甲", "图2　乙", "图3　丙", "图4　丁"],
        ),
        ("（2）另一件事；", ["跑道"], ["（2）另一件事；", "跑道见图1。", "图1　跑道"]),
        ("平面如下图。", ["平面图"], ["平面如下图。", "图1　平面图"]),
        ("校园如下：", ["平面图"], ["校园如下：", "图1　平面图"]),
    ],
)
def test_a_sentence_above_a_placed_picture_names_it(
    above: str, captions: list[str], printed: list[str]
) -> None:
    placed = tuple(Illustration("图", "基本情况", each) for each in captions)
    school = SCHOOL._replace(illustrations=placed)
    illustrated = Illustrating(school).illustrate((said(above),), {"基本情况"})
    numbered = Numbering().number(illustrated)
    assert shown(numbered) == printed
    section = Section("基本情况", "基本情况", numbered)
    assert not list(check_illustrations(school, (section,)))
