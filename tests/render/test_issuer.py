"""A red head is held against who signs."""

from __future__ import annotations

import pytest

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.page_layout import Layout, RedHead
from reportgen.model.report import Report
from reportgen.render.context import check_fit
from reportgen.render.template import compile_template
from reportgen.stock_templates.kinds import make_template


def told(issuer: str, signature: str) -> list[str]:
    data = make_template(
        SCHOOL_REPORT, Layout(red_head=RedHead(issuer, "示教〔2024〕2号", ("甲",)))
    )
    report = Report("题", "", (), (), signature=signature)
    return [str(each) for each in check_fit(report, compile_template(data, "红头.docx"), False)]


def test_a_red_head_of_another_organ_is_said_with_both_names() -> None:
    (problem,) = told("示例县教育局文件", "示例镇中心小学")
    assert "红头是“示例县教育局文件”，署名是“示例镇中心小学”" in problem
    assert problem.startswith("红头.docx")


@pytest.mark.parametrize(
    ("issuer", "signature"),
    [
        ("示例县教育局文件", "示例县教育局"),
        ("示例县人民政府文件", "示例县政府"),
        ("{{ 报告.署名 }}文件", "示例镇中心小学"),
    ],
)
def test_a_red_head_of_who_signs_and_one_that_follows_the_signature_are_not(
    issuer: str, signature: str
) -> None:
    assert told(issuer, signature) == []
