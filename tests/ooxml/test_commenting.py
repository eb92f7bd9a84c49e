"""Comments at words: the package says that it has them, and the text stays as it is."""

from __future__ import annotations

from typing import Any

from lxml import etree

from reportgen.office.convert import convert_to_pdf
from reportgen.office.libreoffice import Office
from reportgen.ooxml.commenting import CommentedDocument, Remark, comment_words
from reportgen.ooxml.comments import Comment, read_comments
from reportgen.ooxml.namespaces import W
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.paragraphs import text_of
from reportgen.ooxml.soundness import find_structure_faults
from reportgen.resources import data_folder
from tests.ooxml.written_paragraphs import DECLARED, r, t

TABLE = f"<w:tbl><w:tr><w:tc><w:p>{r(t('表'))}</w:p></w:tc></w:tr></w:tbl>"
BODY = f"<w:p>{r(t('甲校有学生900人。'))}</w:p><w:p/>{TABLE}<w:p>{r(t('乙校'))}</w:p>"
WORDS = Comment("检查", "原为880\n请改正", "查")


def package(body: str = BODY) -> dict[str, bytes]:
    """The parts of the stock template with another text."""
    template = data_folder().parent / "templates/zh/学校自查报告.docx"
    main = f"<w:document {DECLARED}><w:body>{body}<w:sectPr/></w:body></w:document>"
    return {**read_parts(template.read_bytes()), "word/document.xml": main.encode()}


def commented(parts: dict[str, bytes]) -> list[str]:
    """The words that each comment is at, in the order of the comments."""
    root = etree.fromstring(parts["word/document.xml"])
    return [_words(root, str(number)) for number in range(len(_comments(parts)))]


def _words(root: Any, number: str) -> str:
    edges, ranges = (f"{W}commentRangeStart", f"{W}commentRangeEnd"), [*root.iter()]
    begin, end = (at for at, e in enumerate(ranges) if e.tag in edges and e.get(f"{W}id") == number)
    return "".join(each.text for each in ranges[begin:end] if each.tag == f"{W}t")


def _comments(parts: dict[str, bytes]) -> list[str]:
    return [each.text for each in read_comments(parts["word/comments.xml"])]


def test_comments_stand_at_their_words_and_the_package_tells_of_them() -> None:
    before = package()
    made = comment_words(before, [Remark(1, 5, 8, WORDS), Remark(3, 0, 0, Comment("检查", "空"))])
    assert commented(made) == ["900", "乙校"]
    assert _comments(made) == [WORDS.text, "空"]
    assert find_structure_faults(made) == ()
    old, new = (etree.fromstring(each["word/document.xml"]) for each in (before, made))
    assert text_of(old) == text_of(new)


def test_a_paragraph_that_is_not_there_is_the_first() -> None:
    assert commented(comment_words(package(), [Remark(99, 0, 3, WORDS)])) == ["甲校有"]


def test_comments_that_are_there_stay_and_the_new_ones_are_numbered_behind_them() -> None:
    once = comment_words(package(), [Remark(1, 0, 2, WORDS)])
    twice = comment_words(once, [Remark(1, 0, 4, WORDS), Remark(1, 1, 3, WORDS)])
    assert commented(twice) == ["甲校", "甲校有学", "校有"]
    assert find_structure_faults(twice) == ()
    assert len(twice) == len(once)


def test_without_comments_the_parts_stay_as_they_are() -> None:
    assert comment_words(package(), []) == package()


def test_a_comment_for_a_text_box_stands_at_the_paragraph_of_the_box() -> None:
    inner = f"<w:txbxContent><w:p>{r(t('框内'))}</w:p></w:txbxContent>"
    document = CommentedDocument(package(f"<w:p>{r(t('框外'))}{r(inner)}</w:p>"))
    box = next(each for each in document.root.iter(f"{W}p") if each.getparent().tag != f"{W}body")
    document.add(WORDS, box, 0, 2)
    root = etree.fromstring(document.parts()["word/document.xml"])
    assert next(root.iter(f"{W}commentRangeStart")).getparent().getparent().tag == f"{W}body"


def test_libreoffice_opens_a_document_with_comments(office: Office) -> None:
    made = pack_parts(comment_words(package(), [Remark(1, 5, 8, WORDS)]))
    (converted,) = convert_to_pdf(office, ["甲"], lambda _: made)
    assert converted.data is not None
