"""A template's bytes → sources for jinja2, patched by docxtpl, and the package as python-docx
saves it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import check_names
from reportgen.ooxml.styles import style_ids
from reportgen.problems import TemplateError
from reportgen.render.checking import Where, check_kept, check_markup, check_text
from reportgen.render.errors import TagPlace
from reportgen.render.opening import (
    OpenedTemplate,
    damaged_template,
    footnote_parts,
    open_template,
    undamaged,
)
from reportgen.render.patched import Kind, PatchedTemplate, SourceFile, TemplateSource
from reportgen.render.places import Finding
from reportgen.render.quick_patching import patch_xml
from reportgen.render.reading import SourceReading, read_markup
from reportgen.render.template_package import check_sources, restore_lost

_PROPERTIES = {
    "author": "作者",
    "comments": "备注",
    "identifier": "标识",
    "language": "语言",
    "subject": "主题",
    "title": "标题",
}
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


class RawSource(NamedTuple):
    """A part, or a document property, as it stands in the template, and its place in the
    package.
    """

    kind: Kind
    where: Where
    xml: str
    declaration: str = ""


def patch_template(data: bytes, name: str) -> PatchedTemplate:
    """The template as docxtpl and python-docx understand it.

    Raises TemplateError when `data` is not a Word document or a tag would take text with it; `name`
    is the file name for the message.
    """
    opened = open_template(data, name)
    return undamaged(partial(_patched, opened, name), name)


def read_sources(template: Any, name: str) -> tuple[RawSource, ...]:
    """The parts with tags as docxtpl reads them, before they are patched: body, headers, footers,
    footnotes, and the document's properties. Errors: TemplateError where they hold too much, or are
    damaged.
    """
    return undamaged(partial(_read_sources, template, name), name)


def _read_sources(template: Any, name: str) -> tuple[RawSource, ...]:
    marked = (_body(template, name), *_headers(template, name), *_footnotes(template, name))
    check_sources((raw.xml for raw in marked), name)
    properties = (_property(template, name, key, label) for key, label in _PROPERTIES.items())
    return (*marked, *properties)


def read_source(raw: RawSource, headings: frozenset[str]) -> SourceReading:
    """What stands in the part; `headings` are the ids of the styles of headings."""
    return read_markup(raw.xml, raw.where.part, headings).without_commented()


def heading_styles(style_ids: Mapping[str, str]) -> frozenset[str]:
    """The ids of Word's own styles for headings."""
    return frozenset(
        style_id for name, style_id in style_ids.items() if name.startswith("heading ")
    )


def _patched(opened: OpenedTemplate, name: str) -> PatchedTemplate:
    template = opened.template
    style_ids = read_style_ids(template)
    headings = heading_styles(style_ids)
    files: list[SourceFile] = []
    properties: list[TemplateSource] = []
    for raw in read_sources(template, name):
        if raw.kind is Kind.PROPERTY:
            _refuse(check_text(raw.xml, raw.where))
            properties.append(TemplateSource(raw.kind, raw.where.part, raw.xml))
            continue
        reading = read_source(raw, headings)
        text = patch_source(template, raw, reading)
        tags = tuple(
            TagPlace(tag.text, each.place.around(each.text, tag.start))
            for each, tag in reading.tags()
        )
        files.append(
            _source_file(template, raw, TemplateSource(raw.kind, raw.where.part, text, tags))
        )
    document = files[0].name
    core, originals = _mark_properties(template.docx, properties)
    saved = _saved(template.docx)
    files.append(_core(core, originals, saved))
    told = opened.reminders
    return PatchedTemplate(tuple(files), saved, document, core, style_ids, told, opened.deflated)


def _source_file(template: Any, raw: RawSource, source: TemplateSource) -> SourceFile:
    if raw.kind is not Kind.BODY:
        return SourceFile(raw.where.member, (raw.declaration, source))
    root = template.docx._element
    head, tail = _around_body(root)
    return SourceFile(
        raw.where.member,
        (head, source._replace(text=_without_declarations(source.text, root.nsmap)), tail),
    )


def patch_source(template: Any, raw: RawSource, reading: SourceReading) -> str:
    """The source as docxtpl patches it. Errors: TemplateError where it would lose text."""
    _refuse(check_markup(reading, raw.where))
    patched = patch_xml(template, raw.xml)
    _refuse(check_kept(raw.xml, patched, reading, raw.where))
    return patched


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise TemplateError(*(finding.problem for finding in findings))


def _saved(document: Any) -> Mapping[str, bytes]:
    """Every part as python-docx writes it into a package. Errors: PackageFault."""
    from docx.opc import pkgwriter

    package, kept = document.part.package, _Kept()
    writer, parts = cast(Any, pkgwriter).PackageWriter, package.parts
    for part in parts:
        part.before_marshal()
    writer._write_content_types_stream(kept, parts)
    writer._write_pkg_rels(kept, package.rels)
    writer._write_parts(kept, parts)
    check_names(name for name, _ in kept.parts)
    return restore_lost(dict(kept.parts))


class _Kept:
    """What python-docx writes parts to where they are wanted as they are, not in a file."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bytes]] = []

    def write(self, uri: Any, data: bytes) -> None:
        """Keep a part under its name in the package."""
        self.parts.append((uri.membername, data))


def _body(template: Any, name: str) -> RawSource:
    part = template.docx._part
    return RawSource(Kind.BODY, Where(name, "正文", part.partname.membername), template.get_xml())


def _around_body(root: Any) -> tuple[str, str]:
    """The document's XML before and after its body."""
    from lxml import etree

    # Without a copy of the body, which python-docx's elements take long to make.
    shell = etree.Element(root.tag, root.attrib, root.nsmap)
    shell.text = root.text
    for child in root:
        is_body = child is root.body
        shell.append(
            etree.ProcessingInstruction("reportgen", "body") if is_body else copy.copy(child)
        )
        shell[-1].tail = child.tail
    written = etree.tostring(shell, encoding="UTF-8", standalone=True).decode()
    head, tail = written.split("<?reportgen body?>")
    return head, tail


def _without_declarations(source: str, declared: Mapping[str | None, str]) -> str:
    """The body without the namespaces that lxml repeats on it and the document's root has
    anyway.
    """
    opening, rest = source.split(">", 1)
    for prefix, uri in declared.items():
        attribute = f"xmlns:{prefix}" if prefix else "xmlns"
        opening = opening.replace(f' {attribute}="{uri}"', "")
    return f"{opening}>{rest}"


def _headers(template: Any, name: str) -> Iterator[RawSource]:
    """Headers and footers, each once, though several sections may share one."""
    seen = set()
    for uri, label in ((template.HEADER_URI, "页眉"), (template.FOOTER_URI, "页脚")):
        for _, part in template.get_headers_footers(uri):
            member = part.partname.membername
            if member not in seen:
                seen.add(member)
                xml = template.get_part_xml(part)
                yield RawSource(Kind.HEADER, Where(name, label, member), xml, _DECLARATION)


def _footnotes(template: Any, name: str) -> Iterator[RawSource]:
    """Footnotes once: docxtpl renders them anew for each section, its own output as the
    template.
    """
    for part in footnote_parts(template):
        try:
            declaration, body = _split_declaration(part.blob.decode("utf-8-sig"))
        except UnicodeDecodeError as cause:
            raise damaged_template(name) from cause
        yield RawSource(
            Kind.FOOTNOTES, Where(name, "脚注", part.partname.membername), body, declaration
        )


def _property(template: Any, name: str, key: str, label: str) -> RawSource:
    text = getattr(template.docx.core_properties, key)
    return RawSource(Kind.PROPERTY, Where(name, f"文档属性“{label}”"), text)


def _split_declaration(xml: str) -> tuple[str, str]:
    """The XML declaration with the white space after it, and the rest."""
    found = re.match(r"\s*<\?xml[^>]*\?>\s*", xml)
    return (found.group(), xml[found.end() :]) if found else ("", xml)


def _mark_properties(
    document: Any, sources: Iterable[TemplateSource]
) -> tuple[str, dict[str, TemplateSource]]:
    """The core properties' part name, and its sources by the mark that now stands in their
    place.
    """
    originals = {}
    for number, (key, source) in enumerate(zip(_PROPERTIES, sources, strict=True)):
        mark = f"\ue000{number}\ue001"
        originals[mark] = source
        setattr(document.core_properties, key, mark)
    return document.part.package._core_properties_part.partname.membername, originals


def _core(
    name: str, originals: Mapping[str, TemplateSource], saved: Mapping[str, bytes]
) -> SourceFile:
    pieces = re.split("(\ue000[0-9]\ue001)", saved[name].decode())
    return SourceFile(name, tuple(originals.get(piece, piece) for piece in pieces))


def read_style_ids(template: Any) -> dict[str, str]:
    """The id of each style by its name in lower case."""
    for part in template.docx.part.package.parts:
        if part.content_type == _STYLES_TYPE:
            return style_ids(part.element)
    return {}
