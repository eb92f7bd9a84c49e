"""Numbers of tables and charts, and the sentences that refer to them."""

from __future__ import annotations

from reportgen.model.report import Block, Chart, Heading, Paragraph, Run, Table
from reportgen.sections.typed.numbering import NEXT_TABLE, Numbering, next_figures

TABLE = Table(("甲",), (), caption="达标情况")
CHART = Chart((), "数值", "标准", "学校", caption="各校")


def said(blocks: tuple[Block, ...]) -> list[str]:
    return [
        "".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)
    ]


def test_a_sentence_calls_the_next_table_and_charts_by_their_numbers() -> None:
    sentence = Paragraph((Run(f"见{NEXT_TABLE}，"), Run(f"又见{next_figures(2)}。", bold=True)))
    numbered = Numbering().number((TABLE, CHART, sentence, TABLE, CHART, CHART))
    assert said(numbered) == ["见表2，又见图2、图3。"]


def test_a_sentence_that_refers_to_nothing_stays_as_it_is() -> None:
    sentence = Paragraph((Run("表中各项"),))
    assert Numbering().number((sentence,)) == (sentence,)


def heads(*levels: int) -> list[str]:
    numbered = Numbering().number([Heading(level, "题") for level in levels])
    return [block.text for block in numbered if isinstance(block, Heading)]


def test_a_heading_without_another_beside_it_has_no_number() -> None:
    assert heads(1, 2) == ["一、题", "题"]
    assert heads(1, 2, 2) == ["一、题", "（一）题", "（二）题"]
    assert heads(1, 2, 3, 2, 3, 3) == ["一、题", "（一）题", "题", "（二）题", "1.题", "2.题"]


def test_a_chapter_is_numbered_though_it_is_the_only_one() -> None:
    assert heads(1) == ["一、题"]


def test_a_paragraph_that_counts_with_headings_has_the_number_that_is_due() -> None:
    item = Paragraph((Run("（一）做了。"),), 2)
    numbered = Numbering().number((Heading(1, "题"), Heading(2, "题"), item, Heading(2, "题")))
    assert said(numbered) == ["（二）做了。"]
    assert [each.text for each in numbered if isinstance(each, Heading)] == [
        *("一、题", "（一）题", "（三）题"),
    ]
