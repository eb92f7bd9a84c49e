"""A Word template's bytes → a `CompiledTemplate`, and with a document's values → the document's
bytes.

Reading, patching (by docxtpl, so that the dialect is theirs), compiling and deflating what never
changes happen once; a document is one jinja2 render and one deflate for each part that changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from types import MappingProxyType

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from reportgen.bounded.limits import LIMITS
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import PACKAGE_RELATIONSHIPS, RELATIONSHIPS
from reportgen.ooxml.packing import Frame, freeze_twice, pack
from reportgen.problems import Location, Problem, TemplateError, error
from reportgen.render.dating import date_properties
from reportgen.render.externals import Guard, make_guard, refuse_reaching
from reportgen.render.issuer import find_issuers
from reportgen.render.parts import (
    CompiledPart,
    compile_part,
    make_environment,
    plain_header,
    plain_property,
)
from reportgen.render.patched import PatchedTemplate, SourceFile, TemplateSource
from reportgen.render.rounds import Repeated, find_repeated, own_each_round
from reportgen.table_of_contents.switches import asks_for_contents
from reportgen.templating.meter import begin_document

PICTURES = "图片"
"""The name by which templates ask for the report's named pictures."""

_CONTENT_TYPES = "[Content_Types].xml"
_IMAGE_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg"}
_NO_RELATIONS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"></Relationships>'
).encode()


# From which size on it is looked whether a part is too large.
_LARGE = 4_000_000


class Media(NamedTuple):
    """A part for one document: `name` (picture1.png) in `folder`, `rel_id` as the XML that shows it
    has it.

    `relation` is what it is to the part that shows it. `content_type` is empty where the ending
    tells it. `inner` are parts that it relates to itself. `shared`: headers, footers and footnotes
    may show it too.
    """

    rel_id: str
    name: str
    data: bytes
    folder: str = "word/media"
    relation: str = "image"
    content_type: str = ""
    inner: tuple[Media, ...] = ()
    shared: bool = False


class _File(NamedTuple):
    """A part of the package that changes: fixed XML and compiled sources, in order."""

    name: str
    pieces: tuple[str | CompiledPart, ...]

    def render(self, context: Mapping[str, object]) -> bytes:
        made: list[bytes] = []
        for piece in self.pieces:
            made += (piece.encode(),) if isinstance(piece, str) else piece.render(context)
        return b"".join(made)


class _Relations(NamedTuple):
    """Those of the body, with the `name` of their part, and by the names of theirs those of other
    parts that show named pictures.
    """

    name: str
    body: bytes
    others: Mapping[str, bytes]


# All that it holds would fill a trace.
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CompiledTemplate:
    """A template that can be filled any number of times, from several threads at once.

    `name` is the file name that messages give. `style_ids` has the styleId of each style by its
    name in lower case. `names` are the top-level names that the template uses anywhere.
    `has_contents` says that its body has a table of contents, which `render` leaves as it is.
    `issuers` are those that its red head names. `reminders` tell what of the file is left out, and
    what in it reaches beyond it and is allowed to.
    """

    name: str
    style_ids: Mapping[str, str]
    names: frozenset[str]
    has_contents: bool
    issuers: tuple[str, ...]
    reminders: tuple[Problem, ...]
    _files: tuple[_File, ...]
    _plain: Frame
    _illustrated: Frame
    _content_types: bytes
    _relations: _Relations
    _core: str
    _guard: Guard
    _taken: frozenset[str]
    _repeated: Repeated | None

    def render(
        self, context: Mapping[str, object], media: Sequence[Media] = (), date: str = ""
    ) -> bytes:
        """The document's bytes; equal values and pictures give equal bytes. Its properties have
        that Chinese date, without one the template's.

        Values are escaped unless they have `__html__`. Raises TemplateError, with the place,
        for a name that `context` lacks, a tag that fails, or values that would break the file.
        """
        begin_document()
        parts = [(file.name, self._render_file(file, context, date)) for file in self._files]
        self._refuse_long(parts)
        if self._repeated:
            parts = own_each_round(parts, self._repeated)
        if not media:
            return pack(self._plain, parts)
        return pack(self._illustrated, [*parts, *self._media_parts(media)])

    def _refuse_long(self, parts: Sequence[tuple[str, bytes]]) -> None:
        """Errors: TemplateError for a document that no program opens with ease."""
        large = [data for _, data in parts if len(data) > _LARGE]
        marks = sum(data.count(b"<") + data.count(b"=") for data in large)
        if marks > LIMITS.package.markup or any(len(each) > LIMITS.package.part for each in large):
            message, hint = "填出来的文件太长，有几千页", "请检查循环是不是套得太多"
            raise TemplateError(error("template_long", message, Location(self.name), hint))

    def _render_file(self, file: _File, context: Mapping[str, object], date: str) -> bytes:
        data = file.render(context)
        self._guard.check(file.name, data)
        return date_properties(data, date) if file.name == self._core else data

    def _media_parts(self, media: Sequence[Media]) -> Iterator[tuple[str, bytes]]:
        """The parts that are added, none under a name the template has, then what tells of them."""
        for each in media:
            self._check_free(each.rel_id)
        placed = _place(media, set(self._taken))
        types = "".join(placed.types).encode()
        yield from placed.parts
        yield self._relations.name, _with_relations(self._relations.body, placed.relations)
        for name, relations in self._relations.others.items():
            yield name, _with_relations(relations, placed.shared)
        yield _CONTENT_TYPES, self._content_types.replace(b"</Types>", types + b"</Types>")

    def _check_free(self, rel_id: str) -> None:
        mark = f'Id="{rel_id}"'.encode()
        if any(mark in each for each in (self._relations.body, *self._relations.others.values())):
            message = f"模板里已有编号为 {rel_id} 的内容，图片放不进去"
            raise TemplateError(
                error("template_picture", message, Location(self.name), "请换用另一份模板")
            )


class _Placed(NamedTuple):
    """Parts under their final names, the relations that lead to the outer ones, content types, and
    the relations of those that other parts than the body may show.
    """

    parts: list[tuple[str, bytes]]
    relations: list[str]
    types: list[str]
    shared: list[str]


def _place(media: Sequence[Media], taken: set[str]) -> _Placed:
    placed = _Placed([], [], [], [])
    for each in media:
        name = _free_name(f"{each.folder}/{each.name}", taken)
        taken.add(name)
        placed.parts.append((name, each.data))
        placed.relations.append(_relation(each, name))
        if each.shared:
            placed.shared.append(placed.relations[-1])
        if each.content_type:
            placed.types.append(
                f'<Override PartName="/{escape(name)}" ContentType="{each.content_type}"/>'
            )
        if each.inner:
            inner = _place(each.inner, taken)
            placed.parts.append(
                (_relations_of(name), _with_relations(_NO_RELATIONS, inner.relations))
            )
            placed.parts.extend(inner.parts)
            placed.types.extend(inner.types)
    return placed


def _relation(media: Media, name: str) -> str:
    kind = f"{RELATIONSHIPS}/{media.relation}"
    return f'<Relationship Id="{escape(media.rel_id)}" Type="{kind}" Target="/{escape(name)}"/>'


def _relations_of(name: str) -> str:
    """The part that holds the relations of the part of that name."""
    path = PurePosixPath(name)
    return f"{path.parent}/_rels/{path.name}.rels"


def _with_relations(relations: bytes, added: Sequence[str]) -> bytes:
    closing = b"</Relationships>"
    return relations.replace(closing, "".join(added).encode() + closing)


def _free_name(name: str, taken: set[str]) -> str:
    path = PurePosixPath(name)
    number = 1
    while name in taken:
        number += 1
        name = str(path.with_stem(f"{path.stem}-{number}"))
    return name


def compile_template(
    data: bytes,
    name: str,
    filters: Mapping[str, Callable[..., object]] = MappingProxyType({}),
    change: Callable[[nodes.Template], None] | None = None,
    *,
    allow_external: bool = False,
) -> CompiledTemplate:
    """The docx template in `data`, compiled. `filters` are added to jinja2's own; `change` changes
    what each part was parsed to.

    Raises TemplateError when `data` is no Word document, a tag is wrong, or something reaches
    beyond the file and `allow_external` is not said; `name` stands in the message.
    """
    # One that is patched already needs none of it.
    from reportgen.render.patching import patch_template

    patched = patch_template(data, name)
    return compile_patched(patched, name, filters, change, allow_external=allow_external)


def compile_patched(
    patched: PatchedTemplate,
    name: str,
    filters: Mapping[str, Callable[..., object]] = MappingProxyType({}),
    change: Callable[[nodes.Template], None] | None = None,
    *,
    allow_external: bool = False,
) -> CompiledTemplate:
    """The same of a template that is patched already. Errors: TemplateError for a wrong tag."""
    begin_document()
    reaching = refuse_reaching(patched.saved, name, allow_external)
    environment = make_environment(filters, change)
    compiled = [_compile_file(file, environment, name) for file in patched.files]
    sources = (text for file in patched.files for text in _sources(file))
    guard = make_guard(name, allow_external, sources)
    return _assemble(guard, patched, compiled, (*patched.reminders, *reaching))


def _parts(file: _File) -> list[CompiledPart]:
    return [piece for piece in file.pieces if isinstance(piece, CompiledPart)]


def _compile_file(file: SourceFile, environment: SandboxedEnvironment, name: str) -> _File:
    """The file with its sources compiled, and those that no value changes rendered."""
    first, last = (
        piece if isinstance(piece, str) else "" for piece in (file.pieces[0], file.pieces[-1])
    )
    pieces = (
        piece if isinstance(piece, str) else _compile_source(piece, environment, name, first, last)
        for piece in file.pieces
    )
    return _File(file.name, tuple(pieces))


def _compile_source(
    source: TemplateSource, environment: SandboxedEnvironment, name: str, head: str, tail: str
) -> str | CompiledPart:
    """The source compiled, or rendered where no value changes it."""
    plain = plain_property(source)
    plain = plain_header(source, (head, tail)) if plain is None else plain
    if plain is not None:
        return plain
    part = compile_part(source, environment, name, (head, tail))
    return b"".join(part.render({})).decode() if part.fixed else part


def _find_still(
    patched: PatchedTemplate, compiled: Sequence[_File], changing: Sequence[_File]
) -> tuple[dict[str, bytes], Repeated | None]:
    """The parts that are the same in every document, and those that loops repeat, if any do."""
    still = dict(patched.saved) | {
        file.name: file.render({}) for file in compiled if file not in changing
    }
    names = [file.name for file in changing]
    repeated = None
    if any(part.rounds for file in compiled for part in _parts(file)):
        repeated = find_repeated(patched.document, still, names)
    for each in (*names, *(repeated.still if repeated else ())):
        del still[each]
    return still, repeated


def _assemble(
    guard: Guard,
    patched: PatchedTemplate,
    compiled: Sequence[_File],
    reminders: tuple[Problem, ...],
) -> CompiledTemplate:
    # The properties change with every report's date, whether or not they have tags.
    changing = tuple(file for file in compiled if _parts(file) or file.name == patched.core)
    still, repeated = _find_still(patched, compiled, changing)
    relations = _find_relations(patched.document, still, changing)
    replaced = {relations.name, _CONTENT_TYPES, *relations.others}
    plain, illustrated = freeze_twice(still, replaced, patched.deflated)
    body = "".join(_sources(patched.files[0]))
    return CompiledTemplate(
        name=guard.file,
        style_ids=MappingProxyType(dict(patched.style_ids)),
        names=frozenset().union(*(part.names for file in compiled for part in _parts(file))),
        has_contents=asks_for_contents(body),
        issuers=find_issuers(body, patched.style_ids),
        reminders=reminders,
        _files=changing,
        _plain=plain,
        _illustrated=illustrated,
        _content_types=_with_image_types(still[_CONTENT_TYPES]),
        _relations=relations,
        _core=patched.core,
        _guard=guard,
        _taken=frozenset(patched.saved),
        _repeated=repeated,
    )


def _sources(file: SourceFile) -> Iterator[str]:
    return (piece if isinstance(piece, str) else piece.text for piece in file.pieces)


def _find_relations(
    document: str, still: Mapping[str, bytes], changing: Sequence[_File]
) -> _Relations:
    showing = [file for file in changing if any(PICTURES in part.names for part in _parts(file))]
    others = [_relations_of(file.name) for file in showing if file.name != document]
    name = _relations_of(document)
    return _Relations(
        name,
        still.get(name, _NO_RELATIONS),
        MappingProxyType({each: still.get(each, _NO_RELATIONS) for each in others}),
    )


def _with_image_types(content_types: bytes) -> bytes:
    """The content types with those of PNG and JPEG files, where they are not declared already."""
    lowered = content_types.lower()
    missing = [
        f'<Default Extension="{ending}" ContentType="{kind}"/>'
        for ending, kind in _IMAGE_TYPES.items()
        if f'extension="{ending}"'.encode() not in lowered
    ]
    return content_types.replace(b"</Types>", "".join(missing).encode() + b"</Types>")
