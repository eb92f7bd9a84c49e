"""What each paragraph is taken for, in documents as people type them."""

from __future__ import annotations

import pytest

from reportgen.conformance.manuscript import ParagraphRole, RecognisedParagraph
from reportgen.conformance.package import open_document
from reportgen.conformance.reading import read_document
from reportgen.conformance.roles import recognise
from reportgen.problems import UnreadableFileError
from tests.conformance.documents import (
    CENTRED,
    STYLES,
    check,
    found,
    p,
    root,
    size,
    style,
    with_body,
)

MIDDLE = '<w:jc w:val="center"/>'


def parts(*paragraphs: str, more: str = "") -> tuple[RecognisedParagraph, ...]:
    styles = {"word/styles.xml": root("styles", STYLES + more)}
    return recognise(
        read_document(open_document(with_body("".join(paragraphs), styles), "报告.docx"))
    ).parts


def roles(*paragraphs: str, more: str = "") -> list[ParagraphRole]:
    return [part.role for part in parts(*paragraphs, more=more)]


def test_title_of_two_centred_lines_with_date_below() -> None:
    told = roles(
        p("示例小学", ppr=CENTRED, rpr=size(22)),
        p("自查报告", ppr=CENTRED, rpr=size(22)),
        p("（2024年11月）", ppr=CENTRED),
        p("各位专家："),
        p("现将情况汇报如下："),
    )
    assert told == [
        ParagraphRole.TITLE,
        ParagraphRole.TITLE,
        ParagraphRole.OTHER,
        ParagraphRole.ADDRESSEE,
        ParagraphRole.BODY,
    ]


def test_title_that_is_not_centred_is_known_by_its_words_or_its_size() -> None:
    assert roles(p("学校工作总结"), p("学校有教师49人。"))[0] is ParagraphRole.TITLE
    assert roles(p("光明小学这一年", rpr=size(22)), p("学校有教师49人。"))[0] is ParagraphRole.TITLE
    assert roles(p("光明小学这一年"), p("学校有教师49人。"))[0] is ParagraphRole.BODY


def test_document_that_begins_with_its_text_has_no_title() -> None:
    assert roles(p("2024年，学校认真自查。"), p("一、基本情况"))[0] is ParagraphRole.BODY
    assert roles(p("一、自查报告"), p("学校有教师49人。"))[0] is ParagraphRole.HEADING


def test_heading_that_its_text_runs_on_from_ends_with_its_first_sentence() -> None:
    title = p("自查报告", "Title")
    first, second = parts(
        title, p("（一）加强领导。学校成立了专班。"), p("（二）" + "长" * 50 + "。然后还有一句。")
    )[1:]
    assert (first.role, first.text[: first.heading_end]) == (
        ParagraphRole.HEADING,
        "（一）加强领导。",
    )
    assert second.role is ParagraphRole.ITEM


def test_numbered_clauses_are_passages_to_the_last() -> None:
    told = roles(
        p("自查报告", "Title"), p("（一）师资不足；"), p("（二）用地不足；"), p("（三）设备老化。")
    )
    assert told[1:] == [ParagraphRole.ITEM] * 3


def test_short_third_level_line_is_a_heading_and_a_sentence_a_passage() -> None:
    told = roles(
        p("自查报告", "Title"), p("1.定期检查"), p("2.每月检查一次。"), p("3.检查" + "长" * 60)
    )
    assert told[1:] == [ParagraphRole.HEADING, ParagraphRole.ITEM, ParagraphRole.ITEM]


def test_style_makes_a_heading_of_a_line_without_a_number() -> None:
    (_, heading, body) = parts(
        p("自查报告", "Title"), p("基本情况", "H1"), p("学校有教师49人。"), more=""
    )
    assert (heading.role, heading.level) == (ParagraphRole.HEADING, 1)
    assert body.above == "基本情况"


def test_number_beats_the_level_of_the_style() -> None:
    assert parts(p("自查报告", "Title"), p("（一）加强领导", "H1"))[1].level == 2


def test_closing_is_read_from_the_end() -> None:
    told = roles(
        *(p("自查报告", "Title"), p("学校有教师49人。"), p("附件：1. 甲表"), p("2. 乙表")),
        *(p("光明小学"), p("2024年11月20日"), p("（联系人：张老师）")),
    )
    assert told == [
        *(
            ParagraphRole.TITLE,
            ParagraphRole.BODY,
            ParagraphRole.ATTACHMENT,
            ParagraphRole.ATTACHMENT,
        ),
        *(ParagraphRole.SIGNATURE, ParagraphRole.DATE, ParagraphRole.OTHER),
    ]


def test_attachments_without_signature_and_date_are_known() -> None:
    assert (
        roles(p("自查报告", "Title"), p("学校有教师49人。"), p("附件：甲表"))[-1]
        is ParagraphRole.ATTACHMENT
    )


def test_sentence_above_the_date_is_no_signature() -> None:
    assert (
        roles(p("自查报告", "Title"), p("一、好"), p("请予审核。"), p("2024年11月20日"))[-2]
        is ParagraphRole.BODY
    )


def test_what_follows_the_attachments_number_is_the_attachment() -> None:
    told = roles(
        *(p("自查报告", "Title"), p("学校有教师49人。"), p("2024年11月20日")),
        *(p("附件1"), p("统计表"), p("一、填写说明"), p("附件2"), p("花名册")),
    )
    assert told[3:] == [
        ParagraphRole.ANNEX_NUMBER,
        ParagraphRole.ANNEX_TITLE,
        ParagraphRole.ANNEX,
        ParagraphRole.ANNEX_NUMBER,
        ParagraphRole.ANNEX_TITLE,
    ]


def test_document_that_is_an_attachment_itself_has_its_title_below() -> None:
    assert roles(p("附件4"), p("学校自评表", ppr=MIDDLE), p("学校有教师49人。"))[:2] == [
        ParagraphRole.HEAD,
        ParagraphRole.TITLE,
    ]


def test_captions_notes_bullets_and_lines_of_a_form_are_no_body() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('格')}</w:tc></w:tr></w:tbl>"
    told = roles(
        *(p("自查报告", "Title"), p("填报单位：光明小学"), p("填报日期：2024年"), table),
        *(p("学校有教师49人。"), p("分工如下："), table, p("注：数据截至年底。")),
        *(p("表1 达标情况", ppr=MIDDLE), table, p("● 修路"), p("图1 校门", ppr=MIDDLE)),
    )
    assert told[1:] == [
        *[ParagraphRole.OTHER] * 2,
        *[ParagraphRole.BODY] * 2,
        *[ParagraphRole.OTHER] * 2,
        ParagraphRole.LIST,
        ParagraphRole.OTHER,
    ]


def test_styles_of_tables_and_lists_are_told_apart() -> None:
    more = style("T", "表头说明") + style("L", "列表项目")
    told = roles(
        p("自查报告", "Title"),
        p("光明小学  小学", "T"),
        p("学校有教师49人。"),
        p("• 修路", "L"),
        more=more,
    )
    assert told[1:] == [ParagraphRole.OTHER, ParagraphRole.BODY, ParagraphRole.LIST]


def test_numbered_lines_of_contents_are_no_headings() -> None:
    entries = (p("目　录", ppr=MIDDLE), p("一、基本情况\t2"), p("二、主要措施……3"))
    text = (p("示例区教育局："), p("一、基本情况"), p("学校有教师49人。"))
    expected = [
        *[ParagraphRole.OTHER] * 3,
        ParagraphRole.ADDRESSEE,
        ParagraphRole.HEADING,
        ParagraphRole.BODY,
    ]
    assert roles(p("自查报告", "Title"), *entries, *text) == [ParagraphRole.TITLE, *expected]
    assert roles(*entries, p("自查报告", "Title"), *text) == [
        *[ParagraphRole.OTHER] * 3,
        ParagraphRole.TITLE,
        *expected[3:],
    ]


def test_table_of_contents_is_left_alone() -> None:
    more = style("TOC1", "toc 1")
    assert (
        roles(p("自查报告", "Title"), p("基本情况 1", "TOC1"), p("好。"), more=more)[1]
        is ParagraphRole.OTHER
    )


def test_template_is_not_checked_as_a_report() -> None:
    with pytest.raises(UnreadableFileError, match="是报告的模板"):
        check(with_body(p("{{ 报告.标题 }}", "Title") + p("{%p for 节 in 各节 %}")))


def test_documents_of_passages_only_are_checked_all_the_same() -> None:
    told = found(with_body(p("自查报告", "Title") + p("") + p("1、修路。") + p("3、种树。")))
    assert "数字序号标点" in told and told["条目序号"] == ["“1.”之后是“3.”"]
