"""Changes, comments and highlighted text that were left in a document."""

from __future__ import annotations

import pytest

from reportgen.conformance.left_in_check import check_left_in
from reportgen.load.check_settings import rule_names
from tests.conformance.documents import PARTS, pack, with_change

RULES = rule_names()


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (
            '<w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>甲&amp;乙</w:t></w:r>',
            "处突出显示的文字（“甲&乙”）",
        ),
        (
            '<w:ins w:id="1" w:author="a"><w:r><w:t>甲</w:t></w:r></w:ins>',
            "处修订没有接受或拒绝（“甲”）",
        ),
        (
            '<w:del w:id="1" w:author="a"><w:r><w:delText>乙</w:delText></w:r></w:del>',
            "处修订没有接受或拒绝（“乙”）",
        ),
        (
            '<w:r><w:rPr><w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange></w:rPr>'
            "<w:t>丙</w:t></w:r>",
            "处修订没有接受或拒绝（“丙”）",
        ),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "条批注"),
    ],
)
def test_what_was_left_in_is_told(new: str, told: str) -> None:
    (problem,) = check_left_in(with_change("</w:p>", f"{new}</w:p>"), "甲.docx")
    assert told in problem.message and problem.location.file == "甲.docx"
    assert problem.quote is not None and problem.quote.rule in RULES


def test_a_clean_document_and_no_document_tell_nothing() -> None:
    assert list(check_left_in(pack(PARTS), "甲.docx")) == []
    assert list(check_left_in(b"no package", "甲.docx")) == []
    plain = '<w:r><w:rPr><w:highlight w:val="none"/></w:rPr><w:t>甲</w:t></w:r></w:p>'
    assert list(check_left_in(with_change("</w:p>", plain), "甲.docx")) == []
