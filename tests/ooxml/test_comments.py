"""Comments are read with who says them, and written so that they are read again."""

from __future__ import annotations

from lxml import etree

from reportgen.ooxml.comments import (
    NO_COMMENTS,
    Comment,
    make_comment,
    mark_commented,
    next_comment_number,
    read_comments,
)
from reportgen.ooxml.namespaces import W
from tests.ooxml.written_paragraphs import DECLARED, Written, paragraph, r, t


def test_comment_that_is_written_is_read_again() -> None:
    root = etree.fromstring(NO_COMMENTS)
    said = (Comment('甲"乙', "请改 <这里> & 那里", "甲"), Comment("丙", "好"))
    for each in said:
        root.append(make_comment(next_comment_number(root), each))
    assert next_comment_number(root) == 2
    assert tuple(read_comments(etree.tostring(root))) == said


def test_comment_of_several_paragraphs_is_read_as_lines_without_what_was_struck_out() -> None:
    body = (
        f"<w:p>{r(t('一'))}<w:del>{r('<w:delText>旧</w:delText>')}</w:del></w:p><w:p>"
        f"{r(t('二'))}</w:p>"
    )
    part = f'<w:comments {DECLARED}><w:comment w:author="甲">{body}</w:comment></w:comments>'
    assert [each.text for each in read_comments(part.encode())] == ["一\n二"]


def test_comments_before_the_damage_are_read() -> None:
    part = (
        f'<w:comments {DECLARED}><w:comment w:author="甲"><w:p>{r(t("一"))}</w:p>'
        f"</w:comment><w:comm"
    )
    assert [each.text for each in read_comments(part.encode())] == ["一"]
    assert list(read_comments(b"")) == []


def test_commented_paragraph_has_the_range_round_its_content() -> None:
    element = etree.fromstring(paragraph(Written(r(t("文")))).xml)
    mark_commented(element, 7)
    names = [etree.QName(each).localname for each in element]
    assert names == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "r"]
    assert {each.get(f"{W}id") for each in element.iter() if each.get(f"{W}id")} == {"7"}
