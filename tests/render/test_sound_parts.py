"""Parts that nobody can read go into no report; damage is one message, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from reportgen.ooxml.namespaces import RELATIONSHIPS
from reportgen.problems import TemplateError
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.template_tools.inspection.subject import open_subject
from tests.ooxml.test_external import relation
from tests.render.docx_samples import NAME, PNG, changed, docx, p, read

BODY, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
BROKEN = b"<a><b></a>"
DTD = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
LARGE = b'<a xmlns:b="u:v">' + b"<b:c/>" * 10_000 + b"</a>"
PLAIN = docx(p("{{ 名称 }}"))


def added(
    name: str, data: bytes, kind: str = "", ending: str = "", content_type: str = ""
) -> bytes:
    """The template with a part that its text relates to."""
    parts = read(PLAIN)
    target = relation(kind or "customXml", f"/{name}", "").encode()
    rels = parts[RELS].replace(b"</Relationships>", target + b"</Relationships>")
    default = f'<Default Extension="{ending}" ContentType="{content_type}"/></Types>'.encode()
    types = parts[TYPES].replace(b"</Types>", default) if ending else parts[TYPES]
    return changed(PLAIN, {RELS: rels, TYPES: types, name: data})


def made(compiled: CompiledTemplate) -> dict[str, bytes]:
    return read(compiled.render({"名称": "甲"}))


def refusal(data: bytes) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(data, NAME)
    (problem,) = caught.value.problems
    return str(problem)


DROPPED = {
    "broken properties": lambda: changed(PLAIN, {"docProps/app.xml": BROKEN}),
    "properties of another root": lambda: changed(PLAIN, {"docProps/app.xml": b"<a/>"}),
    "custom XML that is none": lambda: added("customXml/item9.xml", BROKEN),
    "custom XML with a DTD": lambda: added("customXml/item9.xml", DTD),
    "large XML whose end is lost": lambda: added("customXml/item9.xml", LARGE[:-1]),
    "large XML with names of no namespace": lambda: added(
        "customXml/item9.xml", LARGE.replace(b"xmlns:b", b"xmlns:c")
    ),
    "large XML with a namespace that is none": lambda: added(
        "customXml/item9.xml", LARGE.replace(b'"u:', b'" ')
    ),
    "large XML with a DTD": lambda: added("customXml/item9.xml", b"<!DOCTYPE a>" + LARGE),
    "XML in another encoding than it says": lambda: added(
        "customXml/item9.xml", '<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16")
    ),
    "unknown content": lambda: added(
        "word/own.dat", b"\x01\x02", "own", "dat", "application/x-own"
    ),
    "a thumbnail that is none": lambda: changed(PLAIN, {"docProps/thumbnail.jpeg": b"no picture"}),
}


@pytest.mark.parametrize("what", DROPPED)
def test_part_that_is_not_needed_is_left_out_and_told(what: str) -> None:
    data = DROPPED[what]()
    compiled = compile_template(data, NAME)
    (reminder,) = compiled.reminders
    assert reminder.code == "template_part_dropped" and not reminder.stops
    (name,) = re.findall(r"里面的 (\S+) ", reminder.message)
    parts = made(compiled)
    assert name not in parts
    assert all(f"/{name}".encode() not in each for each in parts.values())


def test_large_part_that_is_sound_is_kept_as_it_is() -> None:
    compiled = compile_template(added("customXml/item9.xml", LARGE), NAME)
    assert not compiled.reminders
    assert made(compiled)["customXml/item9.xml"] == LARGE


def test_properties_of_another_root_are_told_and_made_anew() -> None:
    compiled = compile_template(changed(PLAIN, {"docProps/core.xml": b"<a/>"}), NAME)
    (reminder,) = compiled.reminders
    assert "docProps/core.xml 不是它该有的内容" in reminder.message
    assert b"coreProperties" in made(compiled)["docProps/core.xml"]


_CORE = "docProps/core.xml"
RELATED: Mapping[str, Callable[[str], str]] = {
    "to nothing": lambda rels: rels.replace(_CORE, "rId1"),
    "out of the file": lambda rels: rels.replace(f'"{_CORE}"', '"x:y" TargetMode="External"'),
    "to other properties": lambda rels: rels.replace(_CORE, "docProps/app.xml"),
    "to the text": lambda rels: rels.replace(_CORE, BODY),
    "twice": lambda rels: re.sub(rf'<[^<]*Id="([^"]*)"[^<]*{_CORE}[^<]*', _twice, rels),
}


def _twice(found: re.Match[str]) -> str:
    return found[0] + found[0].replace(found[1], "rId99")


@pytest.mark.parametrize("where", RELATED)
def test_properties_are_those_of_one_relation_that_leads_to_some(where: str) -> None:
    rels = read(PLAIN)["_rels/.rels"].decode()
    related = RELATED[where](rels)
    assert related != rels
    data = changed(PLAIN, {"_rels/.rels": related.encode()})
    parts = made(compile_template(data, NAME, allow_external=True))
    assert parts["_rels/.rels"].count(b"/core-properties") == 1
    assert sum(b"coreProperties" in part for part in parts.values()) == 1
    assert open_subject(data, NAME).parts


def test_what_a_printer_was_told_is_left_out_in_silence() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"
    data = added("word/printerSettings1.bin", b"\x00\x01", "printerSettings", "bin", kind)
    marked = read(data)[BODY].replace(b"<w:pgSz", b'<w:printerSettings r:id="rId9"/><w:pgSz')
    compiled = compile_template(changed(data, {BODY: marked}), NAME)
    assert compiled.reminders == ()
    parts = made(compiled)
    assert not any("printer" in name for name in parts) and b"printerSettings" not in parts[BODY]


def shown(kind: str, data: bytes, ending: str, content_type: str) -> bytes:
    """The template with a part that its text shows."""
    whole = added(f"word/media/x.{ending}", data, kind, ending, content_type)
    run = f'<w:p><w:r><a:blip xmlns:a="a" xmlns:r="{RELATIONSHIPS}" r:embed="rId9"/></w:r></w:p>'
    body = read(whole)[BODY].replace(b"<w:sectPr", run.encode() + b"<w:sectPr", 1)
    return changed(whole, {BODY: body})


REFUSED = {
    "styles": lambda: changed(PLAIN, {"word/styles.xml": BROKEN}),
    "settings": lambda: changed(PLAIN, {"word/settings.xml": DTD}),
    "relations": lambda: changed(PLAIN, {RELS: BROKEN}),
    "types": lambda: changed(PLAIN, {TYPES: BROKEN}),
    "the text": lambda: changed(PLAIN, {BODY: read(PLAIN)[BODY][:-9]}),
    "a picture": lambda: shown("image", b"no picture", "png", "image/png"),
    "a drawing": lambda: shown("image", b"<svg>", "svg", "image/svg+xml"),
    "a workbook": lambda: shown(
        "package",
        b"PK\x03\x04",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_part_that_is_needed_and_broken_is_one_message(what: str) -> None:
    told = refusal(REFUSED[what]())
    assert "打不开，文件内容已经损坏" in told and "另存为 .docx" in told


@pytest.mark.parametrize("make", [lambda: shown("image", PNG, "png", "image/png")])
def test_sound_part_is_kept(make: Callable[[], bytes]) -> None:
    compiled = compile_template(make(), NAME)
    assert compiled.reminders == ()
    assert made(compiled)["word/media/x.png"] == PNG


@pytest.mark.parametrize("size", range(0, len(PLAIN), len(PLAIN) // 7))
def test_template_cut_short_is_told_as_damaged(size: int) -> None:
    assert "已经损坏" in refusal(PLAIN[:size])


def test_what_stands_where_new_properties_would_stays() -> None:
    parts = read(PLAIN)
    others = parts["_rels/.rels"].replace(b"/metadata/core-properties", b"/metadata/other")
    assert others != parts["_rels/.rels"]
    written = made(compile_template(changed(PLAIN, {"_rels/.rels": others}), NAME))
    assert {"docProps/core.xml", "docProps/core2.xml"} <= set(written)
