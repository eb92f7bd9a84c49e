"""A template that reaches beyond its file makes no report, unless that is allowed."""

from __future__ import annotations

import pytest

from reportgen.ooxml.packing import pack_parts
from reportgen.problems import TemplateError
from reportgen.render.template import compile_template
from tests.ooxml.test_external import BODY, field, related, relation
from tests.render.docx_samples import NAME, docx, p, read

PICTURE = relation("image", "http://a.example/a.png")


def template(*paragraphs: str) -> bytes:
    return docx("".join(paragraphs))


def with_picture(data: bytes) -> bytes:
    parts = read(data)
    name = f"word/_rels/{BODY.rpartition('/')[2]}.rels"
    closing = b"</Relationships>"
    told = parts[name].replace(closing, PICTURE.encode() + closing)
    return pack_parts({**parts, name: told})


def refusal(data: bytes, context: dict[str, object] | None = None) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(data, NAME).render(context or {})
    return "\n".join(map(str, caught.value.problems))


def test_field_is_told_with_its_place_and_what_to_do() -> None:
    told = refusal(template(p("甲"), f"<w:p>{field('DDEAUTO c:')}<w:r><w:t>乙</w:t></w:r></w:p>"))
    assert "正文第 2 段“乙”：模板里有会取外面内容或运行程序的域“DDEAUTO c:”" in told
    assert "Ctrl+Shift+F9" in told and "--allow-external" in told


def test_remote_picture_is_refused_and_told_where_it_is_allowed() -> None:
    data = with_picture(template(p("{{ 名称 }}")))
    assert "链接到外面的图片“http://a.example/a.png”" in refusal(data, {"名称": "甲"})
    compiled = compile_template(data, NAME, allow_external=True)
    (reminder,) = compiled.reminders
    assert not reminder.stops and "（按 --allow-external 照用）" in reminder.message
    assert b"a.example" in read(compiled.render({"名称": "甲"}))["word/_rels/document.xml.rels"]


MADE = {
    "of a text that is markup": p(
        "{{r \"<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        '<w:r><w:instrText>DDE a</w:instrText></w:r>"|safe }}'
    ),
    "by what a condition leaves out": (
        f"<w:p>{field('QUOTE ', 'DDE a').replace('<w:r><w:instrText>QUOTE', '<w:r><w:t>{%r if 假 %}</w:t></w:r><w:r><w:instrText>QUOTE', 1).replace('<w:r><w:instrText>DDE', '<w:r><w:t>{%r endif %}</w:t></w:r><w:r><w:instrText>DDE', 1)}</w:p>"
    ),
}


@pytest.mark.parametrize("how", MADE)
def test_field_that_tags_put_together_is_refused_too(how: str) -> None:
    assert "DDE a" in refusal(template(MADE[how]), {"假": False})


def test_template_without_any_has_no_reminders() -> None:
    data = template(f"<w:p>{field('PAGE')}</w:p>", p("{{ 名称 }}"))
    assert compile_template(data, NAME).reminders == ()


def test_relations_of_other_parts_are_refused_too() -> None:
    parts = read(template(p("甲")))
    settings = related("word/settings.xml", relation("attachedTemplate", "http://a.example/a.dotm"))
    assert "文档的设置：模板里有外面的 Word 模板" in refusal(pack_parts({**parts, **settings}))
