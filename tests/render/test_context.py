"""The names that templates may use."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from reportgen.model.picture import Picture
from reportgen.model.report import (
    Block,
    CaptionedPicture,
    Heading,
    IndicatorRow,
    IndicatorTable,
    Paragraph,
    Report,
    Run,
    Section,
)
from reportgen.render.context import build_context
from reportgen.render.media import Pictures


def plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def indicator_row(number: int = 1, stage: str = "", shaded: bool = False) -> IndicatorRow:
    return IndicatorRow(
        number, "生均图书册数", stage, "册", "21.48", "≥25", "不达标", "缺3100册", shaded
    )


def report_of(*blocks: Block, **particulars: Any) -> Report:
    section = Section("达标情况", "二、达标情况", blocks)
    return Report(
        **({"title": "自查报告", "addressee": "", "introduction": ()} | particulars),
        sections=(section,),
    )


def rendered(template: str, report: Report) -> str:
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    return environment.from_string(template).render(build_context(report, {}, Pictures()))


def test_what_the_report_does_not_have_is_empty_and_not_undefined() -> None:
    template = "[{{ 报告.主送 }}{{ 报告.署名 }}{{ 报告.日期 }}{{ 报告.附件 | join }}{{ 引言 }}]"

    assert rendered(template, report_of()) == "[]"


def test_the_particulars_of_the_report_have_chinese_names() -> None:
    report = report_of(
        title="报告<甲>", addressee="教育局", signature="某小学", date="2024年11月20日"
    )
    template = "{{ 报告.标题 }}|{{ 报告.主送 }}|{{ 报告.署名 }}|{{ 报告.日期 }}"

    assert rendered(template, report) == "报告&lt;甲&gt;|教育局|某小学|2024年11月20日"


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), ()), (("统计表",), ("统计表",)), (("统计表", "清单"), ("1. 统计表", "2. 清单"))],
)
def test_attachments_are_numbered_only_where_there_are_several(
    names: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    context = build_context(report_of(attachments=names), {}, Pictures())

    assert context["报告"]["附件"] == expected  # type: ignore[index]


def test_consecutive_blocks_are_one_passage_and_each_indicator_table_its_own() -> None:
    report = report_of(
        Heading(1, "二、达标情况"),
        plain("如下。"),
        IndicatorTable("表1", (indicator_row(),)),
        IndicatorTable("表2", (indicator_row(),)),
        plain("完。"),
    )
    template = (
        "{% for 节 in 各节 %}{{ 节.名称 }}{{ 节.标题 }}:"
        "{% for 段 in 节.各段 %}[{{ 段.表题 }}{{ 段.达标表 | length }}]{% endfor %}{% endfor %}"
    )

    assert rendered(template, report) == "达标情况二、达标情况:[0][表11][表21][0]"


def test_a_section_stands_under_its_own_name_with_its_heading_and_tables() -> None:
    report = report_of(
        Heading(1, "二、达标情况"), IndicatorTable("表1", (indicator_row(),)), plain("完。")
    )

    whole = rendered("{{ 达标情况 }}", report)

    assert whole == rendered("{% for 节 in 各节 %}{{ 节 }}{% endfor %}", report)
    places = [whole.index(text) for text in ("二、达标情况", "表1", "<w:tbl>", "21.48", "完。")]
    assert places == sorted(places)


def test_a_row_of_the_indicator_table_has_chinese_names() -> None:
    report = report_of(IndicatorTable("表1", (indicator_row(7, "初中", shaded=True),)))
    template = (
        "{% for 行 in 达标表 %}{{ 行.序号 }}|{{ 行.指标 }}|{{ 行.学段 }}|{{ 行.单位 "
        "}}|{{ 行.实际值 }}|"
        "{{ 行.标准值 }}|{{ 行.结论 }}|{{ 行.差距 }}|{{ 行.底色 }}{% endfor %}"
    )

    assert rendered(template, report) == "7|生均图书册数|初中|册|21.48|≥25|不达标|缺3100册|D9D9D9"


def test_a_row_that_passes_has_no_fill() -> None:
    report = report_of(IndicatorTable("表1", (indicator_row(),)))

    assert rendered("{{ 达标表[0].底色 }}", report) == "auto"


def test_a_table_without_limits_is_written_among_the_other_blocks() -> None:
    unjudged = IndicatorTable("表1", (indicator_row(),), judged=False)
    report = report_of(plain("如下。"), unjudged)
    loop = "{% for 节 in 各节 %}{% for 段 in 节.各段 %}[{{ 段.达标表|length }}]{{ 段 }}"
    whole = rendered(loop + "{% endfor %}{% endfor %}", report)
    assert whole.count("[") == 1 and "21.48" in whole and "达标" not in whole
    assert rendered("{{ 达标表|length }}", report) == "1"


def test_the_indicator_rows_of_all_standards_stand_together() -> None:
    tables = (
        IndicatorTable("表1", (indicator_row(1),)),
        IndicatorTable("表2", (indicator_row(2),)),
    )

    assert rendered("{% for 行 in 达标表 %}{{ 行.序号 }}{% endfor %}", report_of(*tables)) == "12"


def test_values_of_the_report_are_there_but_do_not_hide_its_own_parts() -> None:
    report = report_of(plain("正文"), values={"学校": {"名称": "光明小学"}, "报告": "遮住"})

    assert rendered("{{ 学校.名称 }}{{ 报告.标题 }}", report) == "光明小学自查报告"


def test_pictures_are_gathered_before_anything_is_written() -> None:
    pictures = Pictures()

    build_context(report_of(CaptionedPicture(Picture(b"png", "png", 10, 10), "图1")), {}, pictures)

    assert [media.name for media in pictures.media] == ["picture1.png"]
