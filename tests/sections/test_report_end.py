"""The last words of a report stand on the page of its signature."""

from __future__ import annotations

from reportgen.model.report import Heading, Paragraph, Run, Section, Table
from reportgen.sections.report import keep_end

HEADING = Heading(1, "一、基本情况")


def test_only_the_last_paragraph_is_kept_with_what_follows() -> None:
    said = Paragraph((Run("学校建于1987年。"),))
    first, last = keep_end(
        [Section("甲", "甲", (HEADING, said)), Section("乙", "乙", (said, said))]
    )
    assert first.blocks == (HEADING, said)
    assert last.blocks == (said, Paragraph(said.runs, kept=True))


def test_a_report_that_ends_with_a_table_stays_as_it_is() -> None:
    section = Section("甲", "甲", (HEADING, Table(("项目",), ())))
    assert keep_end([section]) == (section,)
    assert keep_end([]) == ()
