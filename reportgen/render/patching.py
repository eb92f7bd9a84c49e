"""A template's bytes → sources for jinja2, patched by docxtpl, and the package as python-docx
saves it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from itertools import count
from typing import Any, TypeVar

from reportgen.barrier import Fallen, attempt
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import PACKAGE_RELATIONSHIPS, W
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.ooxml.revisions import accept_revisions
from reportgen.ooxml.styles import StyleElements
from reportgen.problems import Location, Problem, TemplateError, error
from reportgen.render.checking import Where, check_kept, check_markup, check_text
from reportgen.render.errors import TagPlace
from reportgen.render.patched import Kind, PatchedTemplate, SourceFile, TemplateSource
from reportgen.render.places import Finding
from reportgen.render.reading import SourceReading, read_markup
from reportgen.render.sound_parts import keep_sound
from reportgen.render.tag_texts import tidy_tags
from reportgen.render.template_package import (
    check_sources,
    keep_lost,
    read_template,
    restore_lost,
)

_Value = TypeVar("_Value")
_PROPERTIES = {
    "author": "作者",
    "comments": "备注",
    "identifier": "标识",
    "language": "语言",
    "subject": "主题",
    "title": "标题",
}
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_CORE_RELATION = f"{PACKAGE_RELATIONSHIPS}/metadata/core-properties"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


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
    return _undamaged(partial(_patched, opened, name), name)


class OpenedTemplate(NamedTuple):
    """docxtpl's template, and reminders of what of the file is left out."""

    template: Any
    reminders: tuple[Problem, ...]


def open_template(data: bytes, name: str) -> OpenedTemplate:
    """docxtpl's template of `data`, its tracked changes accepted: what was struck out is no part
    of it.
    """
    parts = read_template(data, name)
    sound = keep_sound(parts, name)
    whole = data if sound.parts is parts else pack_parts(sound.parts)
    template = _undamaged(partial(_open, keep_lost(whole, sound.parts)), name)
    return OpenedTemplate(template, sound.reminders)


def _open(data: bytes) -> Any:
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(data))
    template.init_docx()
    for part in _marked_parts(template):
        accept_revisions(part)
        tidy_tags(part)
    _date_new_properties(template.docx)
    return template


def _undamaged(task: Callable[[], _Value], name: str) -> _Value:
    """What the task gives. Errors: TemplateError; whatever python-docx, docxtpl and lxml make of a
    package that is damaged inside is one message.
    """
    done = attempt(task, name)
    if not isinstance(done, Fallen):
        return done
    if not done.trace:
        raise TemplateError(*done.problems)
    raise _damaged(name)


def _damaged(name: str) -> TemplateError:
    hint = "请用 Word 或 WPS 打开，看能否修复，再另存为 .docx"
    return TemplateError(
        error("template_unreadable", "打不开，文件内容已经损坏", Location(name), hint)
    )


def read_sources(template: Any, name: str) -> tuple[RawSource, ...]:
    """The parts with tags as docxtpl reads them, before they are patched: body, headers, footers,
    footnotes, and the document's properties. Errors: TemplateError where they hold too much, or are
    damaged.
    """
    return _undamaged(partial(_read_sources, template, name), name)


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
    return PatchedTemplate(tuple(files), saved, document, core, style_ids, told)


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
    patched: str = template.patch_xml(raw.xml)
    _refuse(check_kept(raw.xml, patched, reading, raw.where))
    return patched


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise TemplateError(*(finding.problem for finding in findings))


def _saved(document: Any) -> Mapping[str, bytes]:
    stream = BytesIO()
    document.save(stream)
    return restore_lost(read_parts(stream.getvalue()))


def _marked_parts(template: Any) -> Iterator[Any]:
    """The parts that may hold tracked changes: the document, its headers, footers and footnotes."""
    yield template.docx._part
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        yield from (part for _, part in template.get_headers_footers(uri))
    yield from _footnote_parts(template)


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
    for part in _footnote_parts(template):
        try:
            declaration, body = _split_declaration(part.blob.decode("utf-8-sig"))
        except UnicodeDecodeError as cause:
            raise _damaged(name) from cause
        yield RawSource(
            Kind.FOOTNOTES, Where(name, "脚注", part.partname.membername), body, declaration
        )


def _footnote_parts(template: Any) -> Iterator[Any]:
    for part in template.docx.part.package.parts:
        if part.content_type == _FOOTNOTES_TYPE:
            yield part


def _property(template: Any, name: str, key: str, label: str) -> RawSource:
    text = getattr(template.docx.core_properties, key)
    return RawSource(Kind.PROPERTY, Where(name, f"文档属性“{label}”"), text)


def _split_declaration(xml: str) -> tuple[str, str]:
    """The XML declaration with the white space after it, and the rest."""
    found = re.match(r"\s*<\?xml[^>]*\?>\s*", xml)
    return (found.group(), xml[found.end() :]) if found else ("", xml)


def _date_new_properties(document: Any) -> None:
    """Where the template has no core properties python-docx makes some that carry the time of day.

    A fixed date in its place keeps equal input giving equal bytes.
    """
    package = document.part.package
    if not _keep_one_core(package.rels):
        package.core_properties.modified = _EPOCH
        _set_apart(package._core_properties_part, package.iter_parts())


def _keep_one_core(relations: Any) -> bool:
    """Whether one of them leads to core properties; all others of that type go: python-docx breaks
    down where there are two, or where one leads to nothing.
    """
    from docx.opc.parts.coreprops import CorePropertiesPart

    found = [each for each in relations.values() if each.reltype == _CORE_RELATION]
    inner = (each for each in found if not each.is_external)
    kept = next((each for each in inner if isinstance(each.target_part, CorePropertiesPart)), None)
    for each in found:
        if each is not kept:
            del relations[each.rId]
    return kept is not None


def _set_apart(made: Any, parts: Iterable[Any]) -> None:
    """A part of another kind may stand where the new one would."""
    from docx.opc.packuri import PackURI

    taken = {str(each.partname) for each in parts if each is not made}
    names = (f"/docProps/core{number}.xml" for number in count(2))
    if str(made.partname) in taken:
        made.partname = PackURI(next(name for name in names if name not in taken))


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
            found = StyleElements(part.element).by_name
            return {name: style.get(f"{W}styleId", "") for name, style in found.items()}
    return {}
