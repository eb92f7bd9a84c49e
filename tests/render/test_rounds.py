"""What stands in a loop has its own number, name and list in each round."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.render.template import compile_template
from tests.render.docx_samples import NAME, changed, docx, p, read, tbl, tc, tr, with_footnotes
from tests.render.test_whichever_way import audit, box, control, faults, header, put, within

LOOP = ("for 项 in 列", "endfor")
OUTER = ("for 组 in 列", "endfor")
VALUES: Mapping[str, object] = {"列": ["甲", "乙", "丙"]}
BOOKMARK = (
    '<w:p><w:bookmarkStart w:id="3" w:name="此处"/><w:r><w:t>{{ 项 }}</w:t></w:r>'
    '<w:bookmarkEnd w:id="3"/></w:p>'
)
LINK = '<w:p><w:hyperlink w:anchor="此处"><w:r><w:t>见</w:t></w:r></w:hyperlink></w:p>'
FIELD = "<w:p><w:r><w:instrText> REF 此处 \\h </w:instrText></w:r></w:p>"
NOTE = '<w:p><w:r><w:t>{{ 项 }}</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
COMMENT = (
    '<w:p><w:commentRangeStart w:id="4"/><w:r><w:t>{{ 项 }}</w:t></w:r>'
    '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r></w:p>'
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="7" name="图"/></wp:inline></w:drawing></w:r></w:p>'
)
W_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMMENTS = (
    f'<w:comments xmlns:w="{W_SPACE}"><w:comment w:id="4" w:author="王">{p("记")}</w:comment>'
    "</w:comments>"
)


def item(text: str, number: int = 1, level: int = 0) -> str:
    look = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return f"<w:p><w:pPr><w:numPr>{look}</w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def render(template: bytes, values: Mapping[str, object] = VALUES) -> Mapping[str, bytes]:
    return read(compile_template(template, NAME).render(values))


def body(parts: Mapping[str, bytes]) -> str:
    return parts["word/document.xml"].decode()


def with_comments(template: bytes) -> bytes:
    parts = read(template)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = parts["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode(),
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relations = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdC" Type="{relation}" Target="comments.xml"/></Relationships>'.encode(),
    )
    return changed(
        template,
        {
            "[Content_Types].xml": types,
            "word/_rels/document.xml.rels": relations,
            "word/comments.xml": COMMENTS.encode(),
        },
    )


def used_lists(content: str, values: Mapping[str, object] = VALUES) -> list[str]:
    """The number of the list of each item, as far as they differ."""
    made = re.findall(r'<w:numId w:val="(\d+)"', body(render(docx(content), values)))
    names = {number: name for name, number in zip("ABCDEFG", dict.fromkeys(made), strict=False)}
    return [names[number] for number in made]


def test_a_bookmark_has_a_number_and_a_name_in_each_round() -> None:
    made = body(render(docx(within(LOOP, BOOKMARK))))
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]*)"', made)
    assert [name for _, name in starts] == ["此处", "此处_2", "此处_3"]
    assert [number for number, _ in starts] == re.findall(r'bookmarkEnd w:id="(\d+)"', made)
    assert len(dict(starts)) == 3


@pytest.mark.parametrize("content", [LINK + BOOKMARK, BOOKMARK + LINK])
def test_a_link_leads_to_the_bookmark_of_its_round(content: str) -> None:
    made = body(render(docx(within(LOOP, content))))
    assert re.findall('w:anchor="([^"]*)"', made) == ["此处", "此处_2", "此处_3"]


def test_a_field_names_the_bookmark_of_its_round() -> None:
    made = body(render(docx(within(LOOP, BOOKMARK + FIELD))))
    assert re.findall(r"REF (\S+) ", made) == ["此处", "此处_2", "此处_3"]


def test_a_name_that_another_bookmark_has_is_not_taken() -> None:
    other = BOOKMARK.replace('"3"', '"9"').replace("此处", "此处_2").replace("{{ 项 }}", "别处")
    made = body(render(docx(within(LOOP, BOOKMARK) + other)))
    names = re.findall(r'w:name="(此处[^"]*)"', made)
    assert names == ["此处", "此处_3", "此处_4", "此处_2"]


def test_a_footnote_stands_once_for_each_round() -> None:
    parts = render(with_footnotes(docx(within(LOOP, NOTE)), "记"))
    notes = parts["word/footnotes.xml"].decode()
    used = re.findall(r'footnoteReference w:id="(\d+)"', body(parts))
    assert len(set(used)) == 3
    assert re.findall(r'<w:footnote w:id="(\d+)"', notes) == used
    assert notes.count("记") == 3


def test_parts_that_only_loops_repeat_are_read_however_they_are_written() -> None:
    """Other programs write single quotes, or another encoding."""
    template = with_comments(docx(within(LOOP, COMMENT)))
    written = "<?xml version='1.0' encoding='UTF-16'?>" + COMMENTS.replace('"', "'")
    odd = changed(template, {"word/comments.xml": written.encode("utf-16")})
    made = render(odd)["word/comments.xml"].decode()
    assert re.findall(r'<w:comment w:id="(\d+)"', made) == ["4", "5", "6"]


def test_a_comment_stands_once_for_each_round() -> None:
    parts = render(with_comments(docx(within(LOOP, COMMENT))))
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert re.findall(rf'{mark} w:id="(\d+)"', body(parts)) == ["4", "5", "6"]
    written = parts["word/comments.xml"].decode()
    assert re.findall(r'<w:comment w:id="(\d+)"', written) == ["4", "5", "6"]


@pytest.mark.parametrize(
    ("content", "lists"),
    [
        # The loop makes one list: it counts on.
        (within(LOOP, item("{{ 项 }}")), "AAA"),
        (within(LOOP, item("{{ 项 }}") + p("说明")), "AAA"),
        (within(LOOP, item("{{ 项 }}") + item("下", level=1) + item("下", level=1)), "AAAAAAAAA"),
        # Each round has a list of its own: it begins anew.
        (within(LOOP, p("{{ 项 }}") + item("一") + item("二")), "AABBCC"),
        (within(OUTER, p("{{ 组 }}") + within(LOOP, item("{{ 项 }}"))), "AAABBBCCC"),
        (within(LOOP, p("头") + tbl(1, tr(tc(item("一"))), tr(tc(item("二"))))), "AABBCC"),
        (within(LOOP, p("头") + item("一") + item("二") + item("他", 2)), "AABCCBDDB"),
    ],
)
def test_a_list_begins_anew_where_a_round_has_one_of_its_own(content: str, lists: str) -> None:
    assert "".join(used_lists(content)) == lists


def test_a_list_that_begins_anew_starts_each_level_again() -> None:
    parts = render(docx(within(LOOP, p("{{ 项 }}") + item("一") + item("二"))))
    numbering = parts["word/numbering.xml"].decode()
    used = set(re.findall(r'<w:numId w:val="(\d+)"', body(parts)))
    for number in used - {"1"}:
        (made,) = re.findall(rf'<w:num w:numId="{number}">.*?</w:num>', numbering)
        assert "<w:startOverride " in made


def test_numbers_that_only_tell_elements_apart_go_in_loops() -> None:
    spaces = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    paragraph = f'<w:p {spaces} w14:paraId="11111111" w14:textId="2"><w:r><w:t>文</w:t></w:r></w:p>'
    named = control(p("文")).replace("<w:sdtPr/>", '<w:sdtPr><w:id w:val="5"/></w:sdtPr>')
    made = body(render(docx(within(LOOP, paragraph + named))))
    assert "paraId=" not in made
    assert '<w:id w:val="5"/>' not in made
    assert made.count("文") == 6


def test_pictures_of_a_loop_in_a_header_have_numbers_of_their_own() -> None:
    parts = render(header(lambda root: put(root, within(LOOP, PICTURE))))
    made = next(data.decode() for name, data in parts.items() if name.startswith("word/header"))
    assert len(set(re.findall(r'docPr id="(\d+)"', made))) == 3


@pytest.mark.slow
def test_all_of_it_together_is_sound(tmp_path: Path) -> None:
    content = BOOKMARK + LINK + FIELD + NOTE + COMMENT + p("头") + item("一") + item("二")
    text = within(LOOP, content + box(p("框"))) + p("末")
    template = with_comments(with_footnotes(docx(text), "记"))
    document = compile_template(template, NAME).render(VALUES)
    assert faults(document) == []
    assert audit(document, tmp_path) == set()


@pytest.mark.parametrize("values", [{"列": []}, {"列": ["甲"]}])
def test_without_a_second_round_nothing_is_added(values: Mapping[str, Sequence[str]]) -> None:
    template = with_footnotes(docx(within(LOOP, BOOKMARK + NOTE + p("头") + item("一") * 2)), "记")
    parts = render(template, values)
    assert parts["word/footnotes.xml"].decode().count("记") == 1
    assert parts["word/numbering.xml"].count(b"<w:num ") == read(template)[
        "word/numbering.xml"
    ].count(b"<w:num ")
    assert "reportgen" not in body(parts)


LOOPS = st.sampled_from(["for 项 in 列", "for 项 in 空", "if 真", "if 假"])
PIECES = st.sampled_from([BOOKMARK, LINK, FIELD, NOTE, COMMENT, PICTURE, item("条"), p("文")])


def _tagged(tags: str, content: list[str]) -> str:
    return within((tags, f"end{tags.split()[0]}"), "".join(content))


def _in_cell(content: str) -> str:
    return tbl(1, tr(tc(content + p("末"))))


NESTED: st.SearchStrategy[str] = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.builds(_tagged, LOOPS, st.lists(inner, min_size=1, max_size=3)), inner.map(_in_cell)
    ),
    max_leaves=6,
)


@pytest.mark.slow
@settings(deadline=None, max_examples=25)
@given(NESTED)
def test_however_loops_are_nested_nothing_is_given_twice(content: str) -> None:
    once = within(("for 外 in 列", "endfor"), content.replace("{{ 项 }}", "{{ 外 }}"))
    template = with_comments(with_footnotes(docx(once + p("末")), "记"))
    made = compile_template(template, NAME).render({**VALUES, "空": [], "真": True, "假": False})
    assert faults(made) == []
