"""A template's bytes and samples of what it is to be filled with → all that the checks look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from reportgen.model.report import Report
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import read_parts
from reportgen.problems import Problem
from reportgen.render.checking import Where
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.opening import open_template
from reportgen.render.parts import make_environment
from reportgen.render.patched import Kind
from reportgen.render.patching import (
    RawSource,
    heading_styles,
    read_source,
    read_sources,
    read_style_ids,
)
from reportgen.render.places import WordPlace
from reportgen.render.reading import Aside, SourceParagraph, SourceReading
from reportgen.templating.source import SourceCheck, SourceTag, check_source, read_source_tags
from reportgen.templating.tree_walk import nodes_in

# What docxtpl takes out of a cell before jinja2 sees it.
_IN_CELLS = ("cellbg", "colspan", "vm", "hm")


class Sample(NamedTuple):
    """A document to try a template with: whose it is, and what stands in it."""

    name: str
    report: Report


class TagUse(NamedTuple):
    """A tag where it stands."""

    entry: SourceParagraph | Aside
    tag: SourceTag

    @property
    def number(self) -> int:
        """Its number among the tags of its part, from 1."""
        return self.tag.number

    @property
    def paragraph(self) -> SourceParagraph | None:
        """The paragraph it stands in."""
        return self.entry if isinstance(self.entry, SourceParagraph) else self.entry.paragraph


class InspectedPart(NamedTuple):
    """A part of the template: as it stands, as it is read, its tags, and what they make
    together.
    """

    raw: RawSource
    reading: SourceReading
    uses: tuple[TagUse, ...]
    checked: SourceCheck

    @property
    def where(self) -> Where:
        """How messages call it."""
        return self.raw.where


class AskedStyles(dict[str, str]):
    """A template's styles, which notes the names that were asked for and are not there."""

    def __init__(self, styles: Mapping[str, str]) -> None:
        super().__init__(styles)
        self.missing: dict[str, None] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The style's id; a name that is not there is noted."""
        if key not in self:
            self.missing[key] = None
        return super().get(key, default)


class Subject(NamedTuple):
    """A template under check. `package` are its parts as they are in the file; `contexts` the names
    and values of each sample, whose texts are written in `styles`;
    `reminders` tell what of the file reports will not have.
    """

    name: str
    template: Any
    package: Mapping[str, bytes]
    parts: tuple[InspectedPart, ...]
    styles: AskedStyles
    contexts: tuple[Mapping[str, object], ...]
    environment: SandboxedEnvironment
    reminders: tuple[Problem, ...] = ()

    def used_names(self) -> frozenset[str]:
        """The names that its tags use, those of loops among them, without what stands behind a
        dot.
        """
        trees = [part.checked.tree for part in self.parts if part.checked.tree]
        return frozenset(name.name for tree in trees for name in nodes_in(tree, nodes.Name))

    def inner_names(self) -> frozenset[str]:
        """The names that stand behind a dot in its tags."""
        trees = [part.checked.tree for part in self.parts if part.checked.tree]
        return frozenset(name.attr for tree in trees for name in nodes_in(tree, nodes.Getattr))

    def with_samples(self, samples: Sequence[Sample]) -> Subject:
        """The same, to be filled with these."""
        styles = AskedStyles(self.styles)
        contexts = (build_context(sample.report, styles, Pictures()) for sample in samples)
        return self._replace(contexts=tuple(contexts), styles=styles)


def open_subject(
    data: bytes, name: str, filters: Mapping[str, Callable[..., object]] = MappingProxyType({})
) -> Subject:
    """All that is known of the template in `data`, without samples. Errors: TemplateError where it
    is no Word document.
    """
    opened = open_template(data, name)
    template = opened.template
    styles = AskedStyles(read_style_ids(template))
    headings = heading_styles(styles)
    environment = make_environment(filters)
    parts = tuple(_open_part(raw, headings, environment) for raw in read_sources(template, name))
    package, told = read_parts(data), opened.reminders
    return Subject(name, template, package, parts, styles, (), environment, told)


def _open_part(
    raw: RawSource, headings: frozenset[str], environment: SandboxedEnvironment
) -> InspectedPart:
    reading = (
        _plain_text(raw)
        if raw.kind is Kind.PROPERTY
        else read_source(raw, headings).without_copies()
    )
    uses = tuple(
        use._replace(tag=use.tag._replace(number=number))
        for number, use in enumerate(_uses(reading), 1)
    )
    return InspectedPart(raw, reading, uses, check_source([use.tag for use in uses], environment))


def _plain_text(raw: RawSource) -> SourceReading:
    aside = Aside(raw.xml, WordPlace(raw.where.part), None)
    return SourceReading((), (aside,), (aside,))


def _uses(reading: SourceReading) -> Iterator[TagUse]:
    for entry in reading.entries:
        for tag in read_source_tags(entry.text, straighten=True):
            if isinstance(entry, SourceParagraph) or not tag.broken:
                of_cell = (
                    tag.statement.word in _IN_CELLS and tag.is_statement and entry.place.table > 0
                )
                yield TagUse(entry, tag._replace(of_cell=of_cell))
