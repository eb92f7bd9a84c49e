"""A document with a comment at each place where something is wrong."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.conformance.annotating import PlacedRemark, annotate_document
from reportgen.conformance.opening import open_manuscript
from reportgen.ooxml.comments import read_comments
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.package import read_parts
from reportgen.problems import UnreadableFileError
from tests.conformance.documents import p, pack, with_body

CELL = f"<w:tc><w:tcPr/>{p('均衡开展')}</w:tc>"
TABLE = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{CELL}</w:tr></w:tbl>"
BOX = f"<w:pict><w:txbxContent>{p('框里的话')}</w:txbxContent></w:pict>"
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>"


def annotate(body: str, *remarks: PlacedRemark) -> tuple[list[str], list[str]]:
    """What the comments say, and what each stands at."""
    parts = read_parts(annotate_document(with_body(body), "报告.docx", remarks))
    root = etree.fromstring(parts["word/document.xml"])
    said = [each.text for each in read_comments(parts["word/comments.xml"])]
    return said, [_words(root, number) for number in range(len(said))]


def _words(root: object, number: int) -> str:
    words, is_open = "", False
    for each in root.iter():  # type: ignore[attr-defined]
        if each.get(f"{W}id") == str(number) and each.tag.startswith(f"{W}commentRange"):
            is_open = each.tag.endswith("Start")
        elif is_open and each.tag == f"{W}t":
            words += each.text or ""
    return words


def remark(
    text: str, paragraph: int = 0, where: str = "", start: int = 0, words: str = ""
) -> PlacedRemark:
    return PlacedRemark("提醒", text, paragraph, where, start, start + len(words), words)


def test_each_remark_stands_at_its_words() -> None:
    body = p("甲乙丙丁") + p("戊己庚辛")
    told = annotate(
        body, remark("一", 2, start=1, words="己庚"), remark("二", 2, start=2, words="庚")
    )
    assert told == (["[提醒] 一", "[提醒] 二"], ["己庚", "庚"])


@pytest.mark.parametrize(
    ("body", "made", "said", "words"),
    [
        (p("甲") + TABLE, remark("词", where="表1第1行第1列", start=2, words="开展"), "词", "开展"),
        (p("甲"), remark("全文的"), "全文的", "甲"),
        (p("甲"), remark("字", where="页眉", words="XX"), "页眉“XX”：字", "甲"),
        (p("甲乙"), remark("段", 1), "段", "甲乙"),
        (p("甲乙"), remark("没有这一段", 9), "没有这一段", "甲乙"),
        (
            f"<w:p>{HIDDEN}<w:r><w:t>甲乙</w:t></w:r></w:p>",
            remark("字", 1, start=1, words="乙"),
            "字",
            "乙",
        ),
        (
            f"<w:p><w:r><w:t>甲</w:t>{BOX}</w:r></w:p>",
            remark("字", where="文本框1", words="框里"),
            "文本框1“框里”：字",
            "甲框里的话",
        ),
        (
            '<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r></w:p>',
            remark("字", where="脚注1", words="注"),
            "脚注1“注”：字",
            "甲",
        ),
    ],
)
def test_a_remark_stands_where_word_has_comments_and_says_where_it_belongs(
    body: str, made: PlacedRemark, said: str, words: str
) -> None:
    assert annotate(body, made) == ([f"[提醒] {said}"], [words])


def test_the_text_stays_as_it_was() -> None:
    body = p("甲乙丙丁") + TABLE
    made = annotate_document(with_body(body), "a", [remark("一", 1, start=1, words="乙")])
    before, after = (open_manuscript(each, "a") for each in (with_body(body), made))
    assert [each.typed for each in before.paragraphs] == [each.typed for each in after.paragraphs]
    assert before.outside == after.outside


def test_a_package_that_lacks_what_word_needs_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="不能加批注"):
        annotate_document(pack({"word/styles.xml": "<a/>"}), "报告.docx", [remark("一")])
