"""What patching makes of a template, as values; whoever has one that is kept needs no more."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.packing import Deflated
from reportgen.problems import Problem
from reportgen.render.errors import TagPlace


class Kind(Enum):
    """What a source is, which decides what happens to its text after rendering."""

    BODY = auto()
    HEADER = auto()
    FOOTNOTES = auto()
    PROPERTY = auto()


class TemplateSource(NamedTuple):
    """Jinja2 source for a part or a document property; `label` is what a clerk calls it.

    `tags` are the places of the tags of the part as it stands in Word, each quoting its paragraph.
    """

    kind: Kind
    label: str
    text: str
    tags: tuple[TagPlace, ...] = ()


class SourceFile(NamedTuple):
    """A part of the package made of fixed XML and sources, in order."""

    name: str
    pieces: tuple[str | TemplateSource, ...]


class PatchedTemplate(NamedTuple):
    """A template ready to be compiled. `saved` has every part that a document will have; `document`
    and `core` are the names of the body's and of the properties'. `reminders` tell what of the
    template it will not have. `deflated` are parts as the template's file has them.
    """

    files: tuple[SourceFile, ...]
    saved: Mapping[str, bytes]
    document: str
    core: str
    style_ids: Mapping[str, str]
    reminders: tuple[Problem, ...] = ()
    deflated: Mapping[str, Deflated] = MappingProxyType({})
