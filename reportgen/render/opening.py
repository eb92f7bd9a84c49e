"""A template's bytes → docxtpl's template of it, its tracked changes accepted: what was struck out
is no part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import Any, TypeVar, cast

from reportgen.barrier import Fallen, attempt
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import PACKAGE_RELATIONSHIPS
from reportgen.ooxml.packing import Deflated
from reportgen.ooxml.revisions import accept_revisions
from reportgen.problems import Location, Problem, TemplateError, error
from reportgen.render.sound_parts import keep_sound
from reportgen.render.tag_texts import tidy_tags
from reportgen.render.template_package import keep_lost, read_packed_template

_Value = TypeVar("_Value")
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_CORE_RELATION = f"{PACKAGE_RELATIONSHIPS}/metadata/core-properties"
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


class OpenedTemplate(NamedTuple):
    """docxtpl's template, reminders of what of the file is left out, and parts as they are deflated
    in it.
    """

    template: Any
    reminders: tuple[Problem, ...]
    deflated: Mapping[str, Deflated]


def open_template(data: bytes, name: str) -> OpenedTemplate:
    """docxtpl's template of `data`. Errors: TemplateError."""
    trees = _Trees()
    read = read_packed_template(data, name)
    sound = keep_sound(read.parts, name, trees.parse, trees.keeps)
    template = undamaged(partial(_open, sound.parts, trees), name)
    return OpenedTemplate(template, sound.reminders, read.deflated)


class _Trees:
    """The parts of XML as python-docx parses them: what was looked at has not to be parsed anew
    for the package.
    """

    def __init__(self) -> None:
        self._parsed: dict[str, tuple[bytes, Any]] = {}

    def parse(self, name: str, data: bytes) -> Any:
        """The root of the part. Errors: XMLSyntaxError, ValueError."""
        from docx.oxml.parser import parse_xml

        root = parse_xml(data)
        self._parsed[name] = data, root
        return root

    def keeps(self, kind: str) -> bool:
        """Whether python-docx has a tree of a part of that type, which is in small letters."""
        from docx.opc.part import PartFactory

        return any(each.lower() == kind for each in PartFactory.part_type_for)

    def make_part(self, uri: Any, kind: str, relation: str, data: bytes, package: Any) -> Any:
        """The part as python-docx makes it, of the root that is there if there is one."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.part import PartFactory, XmlPart

        parsed, root = self._parsed.pop(uri.membername, (b"", None))
        made_by: Any = PartFactory.part_type_for.get(kind, PartFactory.default_part_type)
        is_plain = getattr(made_by.load, "__func__", None) is cast(Any, XmlPart.load).__func__
        if root is None or parsed != data or not is_plain or relation == RELATIONSHIP_TYPE.IMAGE:
            return PartFactory(uri, kind, relation, data, package)
        return made_by(uri, kind, root, package)


def _open(parts: Mapping[str, bytes], trees: _Trees) -> Any:
    from docxtpl import DocxTemplate

    template = DocxTemplate(None)
    template.docx = _open_document(keep_lost(parts), trees)
    for part in _marked_parts(template):
        tidy_tags(part, accept_revisions(part))
    _date_new_properties(template.docx)
    return template


def _open_document(parts: Mapping[str, bytes], trees: _Trees) -> Any:
    """python-docx's document of the package."""
    from docx.opc.constants import CONTENT_TYPE
    from docx.opc.package import Unmarshaller
    from docx.package import Package

    package, unmarshaller = Package(), cast(Any, Unmarshaller)
    unmarshaller.unmarshal(_read_package(_Stored(parts)), package, trees.make_part)
    part = cast(Any, package.main_document_part)
    if part.content_type != CONTENT_TYPE.WML_DOCUMENT_MAIN:
        raise ValueError(part.content_type)
    return part.document


class _Stored:
    """The parts for python-docx's reader, which asks a file for them."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def blob_for(self, uri: Any) -> bytes:
        """The part's bytes. Errors: KeyError where there is none."""
        return self._parts[str(uri.membername)]

    def rels_xml_for(self, uri: Any) -> bytes | None:
        """The relations of the part, None where it has none."""
        return self._parts.get(str(uri.rels_uri.membername))


def _read_package(stored: _Stored) -> Any:
    """What python-docx's reader makes of a file with these parts."""
    from docx.opc import pkgreader
    from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI

    reads: Any = pkgreader
    types = reads._ContentTypeMap.from_xml(stored.blob_for(CONTENT_TYPES_URI))
    relations = reads.PackageReader._srels_for(stored, PACKAGE_URI)
    parts = reads.PackageReader._load_serialized_parts(stored, relations, types)
    return reads.PackageReader(types, relations, parts)


def undamaged(task: Callable[[], _Value], name: str) -> _Value:
    """What the task gives. Errors: TemplateError; whatever python-docx, docxtpl and lxml make of a
    package that is damaged inside is one message.
    """
    done = attempt(task, name)
    if not isinstance(done, Fallen):
        return done
    if not done.trace:
        raise TemplateError(*done.problems)
    raise damaged_template(name)


def damaged_template(name: str) -> TemplateError:
    """The error of a template that is damaged inside."""
    hint = "请用 Word 或 WPS 打开，看能否修复，再另存为 .docx"
    return TemplateError(
        error("template_unreadable", "打不开，文件内容已经损坏", Location(name), hint)
    )


def _marked_parts(template: Any) -> Iterator[Any]:
    """The parts that may hold tracked changes: the document, its headers, footers and footnotes."""
    yield template.docx._part
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        yield from (part for _, part in template.get_headers_footers(uri))
    yield from footnote_parts(template)


def footnote_parts(template: Any) -> Iterator[Any]:
    """The parts with footnotes."""
    for part in template.docx.part.package.parts:
        if part.content_type == _FOOTNOTES_TYPE:
            yield part


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
