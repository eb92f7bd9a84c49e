"""The places of a template's faults, as bookmarks by which its pages know them."""

from __future__ import annotations

import io

import docx
import pytest

from reportgen.ooxml.commenting import CommentedDocument
from reportgen.ooxml.figure_texts import read_figures
from reportgen.ooxml.package import read_parts
from reportgen.problems import Location, TemplateError, error
from reportgen.render.places import Finding, WordPlace
from reportgen.template_tools.fault_marks import mark_code, mark_template

_MAIN = "word/document.xml"


def _template(*texts: str) -> bytes:
    made, kept = docx.Document(), io.BytesIO()
    for text in texts:
        made.add_paragraph(text)
    made.save(kept)
    return kept.getvalue()


def _finding(message: str, at: int, member: str = _MAIN) -> Finding:
    return Finding(error("some", message, Location("甲.docx")), WordPlace(), at, member)


def _marked(data: bytes, *findings: Finding) -> list[tuple[str, str]]:
    marked = mark_template(data, "甲.docx", findings)
    read = read_figures(CommentedDocument(read_parts(marked)).root)
    return [(each.bookmark.code, each.text) for each in read.figures]


def test_the_tag_that_is_spoken_of_is_marked() -> None:
    data = _template("标题", "有{{ 学校.名称 }}，{{ 数据.学生 }}人")
    told = _marked(data, _finding("“数据”里没有“学生”这项内容", 1))
    assert told == [(mark_code(0), "{{ 数据.学生 }}")]


def test_without_such_a_tag_the_paragraph_is() -> None:
    assert _marked(_template("标题", "一段话"), _finding("不对", 1)) == [(mark_code(0), "一段话")]


def test_two_findings_of_one_paragraph_have_a_mark_each() -> None:
    data = _template("{{ 甲 }}和{{ 乙 }}")
    told = _marked(data, _finding("不认识的名称“甲”", 0), _finding("不认识的名称“乙”", 0))
    assert sorted(told) == [(mark_code(0), "{{ 甲 }}"), (mark_code(1), "{{ 乙 }}")]


def test_what_stands_in_no_paragraph_of_the_text_has_none() -> None:
    data = _template("一段话", "")
    nowhere = (_finding("甲", -1), _finding("乙", 0, "word/header1.xml"), _finding("丙", 1))
    assert _marked(data, *nowhere, _finding("丁", 0)) == [(mark_code(3), "一段话")]


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(TemplateError):
        mark_template(b"no document", "甲.docx", ())
