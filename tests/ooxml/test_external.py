"""Whatever reaches beyond a document is found, wherever and however it is written."""

from __future__ import annotations

import pytest

from reportgen.ooxml.external import External, Reach, find_externals, may_reach
from reportgen.ooxml.namespaces import PACKAGE_RELATIONSHIPS, RELATIONSHIPS, VML, WORD

OFFICE = "http://schemas.microsoft.com/office/2006/relationships"
DECLARED = f'xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}" xmlns:v="{VML}"'
BODY, SETTINGS = "word/document.xml", "word/settings.xml"


def relation(kind: str, target: str, mode: str = "External", base: str = RELATIONSHIPS) -> str:
    said = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="rId9" Type="{base}/{kind}" Target="{target}"{said}/>'


def related(part: str, *relations: str) -> dict[str, bytes]:
    folder, _, name = part.rpartition("/")
    xml = f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{"".join(relations)}</Relationships>'
    return {f"{folder}/_rels/{name}.rels": xml.encode()}


def document(*paragraphs: str) -> bytes:
    inner = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    return f"<w:document {DECLARED}><w:body>{inner}</w:body></w:document>".encode()


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(*words: str) -> str:
    return "".join(f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in words)


def field(*words: str) -> str:
    return mark("begin") + code(*words) + mark("separate") + mark("end")


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def reaches(parts: dict[str, bytes]) -> list[Reach]:
    return [each.reach for each in find_externals(parts)]


OUTER = {
    "image": Reach.PICTURE,
    "attachedTemplate": Reach.TEMPLATE,
    "oleObject": Reach.LINKED_OBJECT,
    "subDocument": Reach.SUBDOCUMENT,
    "frame": Reach.FRAME,
    "header": Reach.OTHER,
    "mailMergeSource": Reach.MAIL_MERGE,
    "externalLinkPath": Reach.OTHER,
    "video": Reach.OTHER,
    "transform": Reach.OTHER,
}


@pytest.mark.parametrize("kind", OUTER)
@pytest.mark.parametrize(
    "part", [BODY, "word/header1.xml", "word/footnotes.xml", "word/glossary/a"]
)
def test_relation_that_leads_out_is_found_in_every_part(kind: str, part: str) -> None:
    (found,) = find_externals(related(part, relation(kind, "http://a.example/x")))
    assert found == External(part, OUTER[kind], "http://a.example/x")


INNER = [
    (RELATIONSHIPS, "oleObject", Reach.OBJECT),
    (RELATIONSHIPS, "package", Reach.OBJECT),
    (RELATIONSHIPS, "aFChunk", Reach.CHUNK),
    (RELATIONSHIPS, "control", Reach.CONTROL),
    (OFFICE, "vbaProject", Reach.MACRO),
    (OFFICE, "keyMapCustomizations", Reach.MACRO),
    (f"{OFFICE}/ui", "extensibility", Reach.RIBBON),
]


@pytest.mark.parametrize(("base", "kind", "reach"), INNER)
def test_parts_that_run_or_are_other_files_are_found(base: str, kind: str, reach: Reach) -> None:
    assert reaches(related(BODY, relation(kind, "x.bin", "", base))) == [reach]


def test_what_every_document_has_is_none() -> None:
    plain = (relation(kind, "x.xml", "") for kind in ("image", "styles", "theme", "font", "footer"))
    parts = related(BODY, *plain) | related("word/charts/chart1.xml", relation("package", "x", ""))
    parts |= related(SETTINGS, relation("attachedTemplate", "Normal.dotm"))
    fields = (field("PAGE"), field(" TOC \\o "), field("= ", "1 - 2"), field("HYPERLINK \\l _a"))
    assert reaches(parts | {BODY: document(*fields)}) == []


LINKS = {
    "http://a.example": False,
    "https://a.example/?a=file:1": False,
    "mailto:a@a.example": False,
    "附件1.xlsx": False,
    "#书签": False,
    "file:///c:/a.exe": True,
    "FILE:a": True,
    "\\\\服务器\\a.docx": True,
    "//server/a": True,
    "C:\\a.exe": True,
    "javascript:a()": True,
    " vbscript:a": True,
    "ms-word:ofe|u|http://a.example": True,
}


@pytest.mark.parametrize("target", LINKS)
def test_links_count_that_lead_to_files_or_run_something(target: str) -> None:
    expected = [Reach.LINK] * LINKS[target]
    assert reaches(related(BODY, relation("hyperlink", target))) == expected
    quoted = document(field(f'HYPERLINK "{target}"'))
    assert reaches({BODY: quoted}) == expected


FIELDS = {
    "whole": field("DDEAUTO c:\\cmd.exe"),
    "split": field(" DD", "EAU", "TO c:\\cmd.exe"),
    "small letters": field("includetext a"),
    "simple": '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://a.example&quot; "/>',
    "references": field("&#68;DE a"),
    "without end": mark("begin") + code("LINK Excel.Sheet.8 a"),
    "within another": mark("begin") + code("IF 1 = ") + field("IMPORT a") + mark("end"),
    "in a result": mark("begin") + code("TOC") + mark("separate") + field("DATABASE") + mark("end"),
    "a macro": field("MACROBUTTON a 点这里"),
    "linked pictures of the old kind": '<w:r><v:imagedata src="http://a.example/a.png"/></w:r>',
}


@pytest.mark.parametrize("how", FIELDS)
def test_field_that_fetches_is_found_however_it_is_written(how: str) -> None:
    (found,) = find_externals({BODY: document(text("甲"), text("乙") + FIELDS[how])})
    assert found.reach in (Reach.FIELD, Reach.PICTURE)
    assert (found.paragraph, found.near, found.place) == (2, "乙", "正文")


@pytest.mark.parametrize(
    "code_of_it",
    [
        mark("begin") + field("QUOTE DDE") + code("AUTO a") + mark("end"),
        mark("begin") + code("DD") + field("QUOTE E") + mark("end"),
        field("{{ 名称 }} a"),
    ],
)
def test_field_whose_name_is_put_together_is_found(code_of_it: str) -> None:
    assert reaches({BODY: document(code_of_it)}) == [Reach.NAMELESS_FIELD]


def test_old_drawing_is_found_however_its_namespace_is_spelt() -> None:
    spelt = document(text("甲"), '<w:r><v:imagedata src="http://a.example/a.png"/></w:r>')
    spelt = spelt.replace(VML.encode(), VML.replace("v", "&#118;").encode())
    assert reaches({"word/footnotes.xml": spelt}) == [Reach.PICTURE]


def test_parts_in_another_encoding_are_read_too() -> None:
    xml = document(field("DDE a")).decode()
    encoded = f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")
    assert reaches({"word/header1.xml": encoded}) == [Reach.FIELD]


def test_settings_tell_of_mail_merge_and_form_fields_of_macros() -> None:
    merge = f"<w:settings {DECLARED}><w:mailMerge/></w:settings>"
    assert reaches({SETTINGS: merge.encode()}) == [Reach.MAIL_MERGE]
    assert reaches({BODY: document('<w:r><w:entryMacro w:val="甲"/></w:r>')}) == [Reach.MACRO]


def drawing(inner: str, before: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<?xml version="1.0"?>{before}<svg {names}>{inner}</svg>'.encode()


DRAWINGS = {
    "picture": (drawing('<image xlink:href="http://a.example/x.png"/>'), Reach.PICTURE),
    "picture of this computer": (drawing('<image href="file:///etc/x.png"/>'), Reach.PICTURE),
    "picture beside it": (drawing('<image href="x.png"/>'), Reach.PICTURE),
    "part of another": (drawing('<use xlink:href="//a.example/x.svg#a"/>'), Reach.PICTURE),
    "style": (drawing('<g style="fill:url(http://a.example/x#a)"/>'), Reach.PICTURE),
    "sheet within": (drawing('<style>@import "http://a.example/x.css";</style>'), Reach.PICTURE),
    "sheet": (drawing("", '<?xml-stylesheet href="http://a.example/x.css"?>'), Reach.PICTURE),
    "script": (drawing("<script>alert(1)</script>"), Reach.MACRO),
    "event": (drawing('<g onload="alert(1)"/>'), Reach.MACRO),
    "link": (drawing('<a href="file:///etc/passwd"/>'), Reach.LINK),
}


@pytest.mark.parametrize("name", ["word/media/x.svg", "word/media/x.png"])
@pytest.mark.parametrize("what", DRAWINGS)
def test_what_a_drawing_shows_of_others_is_found(what: str, name: str) -> None:
    data, reach = DRAWINGS[what]
    assert reaches({name: data}) == [reach]


def test_a_drawing_that_shows_its_own_is_none() -> None:
    own = '<image href="data:image/png;base64,AA"/><use href="#a"/><g style="fill:url(#a)"/>'
    assert reaches({"word/media/x.svg": drawing(f'{own}<a href="http://a.example"/>')}) == []
    assert reaches({"word/media/x.svg": b"no drawing", "word/media/y.png": b"\x89PNG"}) == []


def test_what_is_wanted_is_shown_in_one_short_line() -> None:
    (found,) = find_externals({BODY: document(field("DDE \u202e" + "甲\n" * 100))})
    assert found.wanted.startswith("DDE 甲 甲") and len(found.wanted) == 61


@pytest.mark.parametrize("how", [name for name in FIELDS if "pictures" not in name])
def test_quick_search_passes_over_no_harmful_field(how: str) -> None:
    assert may_reach(document(FIELDS[how]))


def test_quick_search_passes_over_harmless_ones() -> None:
    assert not may_reach(document(field("HYPERLINK a"), field("PAGE"), text("DDE LINK")))
