"""A template with tracked changes is read as if they had been accepted: what was struck out is
no tag.
"""

from __future__ import annotations

from reportgen.render.template import compile_template
from tests.render.docx_samples import (
    CONTEXT,
    NAME,
    changed,
    docx,
    p,
    read,
    tbl,
    tc,
    texts,
    tr,
    with_footnotes,
)

BY = 'w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"'


def inserted(text: str) -> str:
    return f"<w:ins {BY}><w:r><w:t>{text}</w:t></w:r></w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {BY}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def plain(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def rendered(body: str) -> tuple[list[str], str]:
    """The paragraphs of the document made of that body, and its XML."""
    data = compile_template(docx(body), NAME).render(CONTEXT)
    return texts(data), read(data)["word/document.xml"].decode()


def test_deleted_piece_of_a_tag_is_no_part_of_it_and_an_inserted_one_is() -> None:
    shown, xml = rendered(
        f"<w:p>{plain('{{ ')}{deleted('旧')}{inserted('名称')}{plain(' }}')}</w:p>"
    )
    assert shown[0] == "光明小学"
    assert "w:ins" not in xml and "w:del" not in xml


def test_deleted_tag_and_deleted_row_are_not_filled() -> None:
    gone = tr(tc(p("{{ 没有的名称 }}"))).replace("<w:tr>", f"<w:tr><w:trPr><w:del {BY}/></w:trPr>")
    kept = tr(tc(p("乙"))).replace("<w:tr>", f"<w:tr><w:trPr><w:ins {BY}/></w:trPr>")
    shown, xml = rendered(
        f"<w:p>{deleted('{{ 没有的名称 }}')}{plain('甲')}</w:p>" + tbl(1, gone, kept)
    )
    assert shown[:2] == ["甲", "乙"]
    assert "w:ins" not in xml and "w:del" not in xml


def test_paragraph_whose_mark_was_deleted_goes_on_with_the_next() -> None:
    mark = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    body = (
        f"<w:p>{mark}{deleted('旧段')}</w:p><w:p>"
        f"{mark}{plain('{{ 名')}</w:p><w:p>{plain('称 }}好')}</w:p>{p('末')}"
    )
    assert rendered(body)[0][:2] == ["光明小学好", "末"]


def test_format_before_a_change_is_forgotten() -> None:
    before = f"<w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    _, xml = rendered(f"<w:p><w:r><w:rPr><w:i/>{before}</w:rPr><w:t>甲</w:t></w:r></w:p>")
    assert "<w:i/>" in xml and "Change" not in xml


def test_revisions_in_footnotes_are_accepted_too() -> None:
    data = with_footnotes(docx(), "注{{ 名称 }}")
    note = read(data)["word/footnotes.xml"].replace(b"</w:p>", f"{deleted('旧')}</w:p>".encode())
    document = compile_template(changed(data, {"word/footnotes.xml": note}), NAME).render(CONTEXT)
    assert "旧" not in read(document)["word/footnotes.xml"].decode()
    assert texts(document, "word/footnotes.xml") == ["注光明小学"]


def test_paragraphs_that_lost_their_ends_are_one_in_their_order() -> None:
    struck = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    joined = "".join(f"<w:p>{struck}{plain(text)}{plain('，')}</w:p>" for text in "甲乙丙")
    shown, _ = rendered(f"{joined}{p('丁')}{p('戊')}")
    assert shown == ["甲，乙，丙，丁", "戊"]


def test_insertions_leave_their_content_where_it_stood() -> None:
    inside = (
        f"{plain('甲')}{inserted('乙')}{plain('丙')}<w:ins {BY}>{plain('丁')}{plain('戊')}</w:ins>"
    )
    shown, _ = rendered(f"<w:p>{inside}{plain('己')}</w:p>")
    assert shown == ["甲乙丙丁戊己"]
