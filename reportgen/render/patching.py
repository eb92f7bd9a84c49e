"""A template's bytes → sources for jinja2, patched by docxtpl, and the package as python-docx saves it."""

from __future__ import annotations

import copy
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum, auto
from io import BytesIO
from typing import Any, NamedTuple

from reportgen.problems import Location, TemplateError, error
from reportgen.render.checking import Where, check_kept, check_markup, check_text
from reportgen.render.package import check_package, not_word, read_parts

# What python-docx and lxml raise for packages that are damaged inside; XMLSyntaxError is a SyntaxError.
_DAMAGED = (KeyError, ValueError, AttributeError, SyntaxError, RuntimeError, zlib.error, EOFError, OSError)

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
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


class Kind(Enum):
    """What a source is, which decides what happens to its text after rendering."""

    BODY = auto()
    HEADER = auto()
    FOOTNOTES = auto()
    PROPERTY = auto()


class Source(NamedTuple):
    """Jinja2 source for a part or a document property; `label` is what a clerk calls it."""

    kind: Kind
    label: str
    text: str


class SourceFile(NamedTuple):
    """A part of the package made of fixed XML and sources, in order."""

    name: str
    pieces: tuple[str | Source, ...]


class PatchedTemplate(NamedTuple):
    """A template ready to be compiled. `saved` has every part that a document will have."""

    files: tuple[SourceFile, ...]
    saved: Mapping[str, bytes]
    document: str
    style_ids: Mapping[str, str]


def patch_template(data: bytes, name: str) -> PatchedTemplate:
    """The template as docxtpl and python-docx understand it.

    Raises TemplateError when `data` is not a Word document or a tag would take text with it; `name` is
    the file name for the message.
    """
    check_package(data, name)
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(data))
    try:
        template.init_docx()
    except KeyError as cause:
        raise not_word(name) from cause
    except _DAMAGED as cause:
        raise _damaged(name, cause) from cause
    return _patched(template, name)


def _damaged(name: str, cause: Exception) -> TemplateError:
    if isinstance(cause, ValueError) and "is not a Word file" in str(cause):
        return not_word(name)
    hint = "请用 Word 或 WPS 打开，看能否修复，再另存为 .docx"
    return TemplateError(error("template_unreadable", "打不开，文件内容已经损坏", Location(name), hint))


def _patched(template: Any, name: str) -> PatchedTemplate:
    files = [_body(template, name), *_headers(template, name), *_footnotes(template, name)]
    document = files[0].name
    _date_new_properties(template.docx)
    core, originals = _mark_properties(template.docx, name)
    saved = _saved(template.docx)
    files.append(_core(core, originals, saved))
    return PatchedTemplate(tuple(files), saved, document, _style_ids(template.docx))


def _patch(template: Any, xml: str, where: Where) -> str:
    """The source as docxtpl patches it, which must lose no text."""
    if problems := check_markup(xml, where):
        raise TemplateError(*problems)
    patched: str = template.patch_xml(xml)
    if problems := check_kept(xml, patched, where):
        raise TemplateError(*problems)
    return patched


def _saved(document: Any) -> Mapping[str, bytes]:
    stream = BytesIO()
    document.save(stream)
    return read_parts(stream.getvalue())


def _body(template: Any, name: str) -> SourceFile:
    root = template.docx._element
    head, tail = _around_body(root)
    where = Where(name, "正文")
    source = _without_declarations(_patch(template, template.get_xml(), where), root.nsmap)
    part = template.docx._part
    return SourceFile(part.partname.membername, (head, Source(Kind.BODY, where.part, source), tail))


def _around_body(root: Any) -> tuple[str, str]:
    """The document's XML before and after its body."""
    from lxml import etree

    shell = copy.deepcopy(root)
    shell.replace(shell.body, etree.ProcessingInstruction("reportgen", "body"))
    written = etree.tostring(shell, encoding="UTF-8", standalone=True).decode()
    head, tail = written.split("<?reportgen body?>")
    return head, tail


def _without_declarations(source: str, declared: Mapping[str | None, str]) -> str:
    """The body without the namespaces that lxml repeats on it and the document's root has anyway."""
    opening, rest = source.split(">", 1)
    for prefix, uri in declared.items():
        attribute = f"xmlns:{prefix}" if prefix else "xmlns"
        opening = opening.replace(f' {attribute}="{uri}"', "")
    return f"{opening}>{rest}"


def _headers(template: Any, name: str) -> Iterator[SourceFile]:
    """Headers and footers, each once, though several sections may share one."""
    seen = set()
    for uri, label in ((template.HEADER_URI, "页眉"), (template.FOOTER_URI, "页脚")):
        for _, part in template.get_headers_footers(uri):
            member = part.partname.membername
            if member not in seen:
                seen.add(member)
                source = _patch(template, template.get_part_xml(part), Where(name, label))
                yield SourceFile(member, (_DECLARATION, Source(Kind.HEADER, label, source)))


def _footnotes(template: Any, name: str) -> Iterator[SourceFile]:
    """Footnotes once: docxtpl renders them anew for each section, its own output as the template."""
    for part in template.docx.part.package.parts:
        if part.content_type == _FOOTNOTES_TYPE:
            declaration, body = _split_declaration(part.blob.decode("utf-8-sig"))
            where = Where(name, "脚注")
            source = Source(Kind.FOOTNOTES, where.part, _patch(template, body, where))
            yield SourceFile(part.partname.membername, (declaration, source))


def _split_declaration(xml: str) -> tuple[str, str]:
    """The XML declaration with the white space after it, and the rest."""
    found = re.match(r"\s*<\?xml[^>]*\?>\s*", xml)
    return (found.group(), xml[found.end() :]) if found else ("", xml)


def _date_new_properties(document: Any) -> None:
    """Where the template has no core properties python-docx makes some that carry the time of day.

    A fixed date in its place keeps equal input giving equal bytes.
    """
    package = document.part.package
    if not any(rel.reltype == _CORE_RELATION for rel in package.rels.values()):
        package.core_properties.modified = _EPOCH


def _mark_properties(document: Any, name: str) -> tuple[str, dict[str, Source]]:
    """The core properties' part name, and its sources by the mark that now stands in their place."""
    properties = document.core_properties
    originals = {}
    for number, (key, label) in enumerate(_PROPERTIES.items()):
        mark = f"\ue000{number}\ue001"
        source = Source(Kind.PROPERTY, f"文档属性“{label}”", getattr(properties, key))
        if problems := check_text(source.text, Where(name, source.label)):
            raise TemplateError(*problems)
        originals[mark] = source
        setattr(properties, key, mark)
    return document.part.package._core_properties_part.partname.membername, originals


def _core(name: str, originals: Mapping[str, Source], saved: Mapping[str, bytes]) -> SourceFile:
    pieces = re.split("(\ue000[0-9]\ue001)", saved[name].decode())
    return SourceFile(name, tuple(originals.get(piece, piece) for piece in pieces))


def _style_ids(document: Any) -> dict[str, str]:
    for part in document.part.package.parts:
        if part.content_type == _STYLES_TYPE:
            styles = part.element.iter(f"{_W}style")
            return dict(_named(style) for style in styles if style.find(f"{_W}name") is not None)
    return {}


def _named(style: Any) -> tuple[str, str]:
    name = style.find(f"{_W}name").get(f"{_W}val", "")
    return name.lower(), style.get(f"{_W}styleId", "")
