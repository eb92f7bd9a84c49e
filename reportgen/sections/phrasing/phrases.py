"""Phrase files (plain jinja2) → sentences without holes.

A line of a phrase is a clause, a blank line parts paragraphs; `clauses` joins what is left when
facts are missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import lru_cache
from types import CodeType, MappingProxyType

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from reportgen.kept_code.translations import find_translation, keep_translation
from reportgen.late_regex import late_regex
from reportgen.model.default_display import print_value
from reportgen.model.sourced_figure import figure_code
from reportgen.model.sourced_text import (
    BEGINS,
    join_texts,
    mark_figure,
    marked,
    read_marks,
)
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, TemplateError, error
from reportgen.sections.phrasing.clauses import LEAD, PARAGRAPH, connect_lines
from reportgen.sections.phrasing.filters import FILTERS, HOLE
from reportgen.sections.phrasing.phrase_bounds import find_phrase_excess
from reportgen.templating.faults import (
    FAILURES,
    TOO_MUCH,
    Fault,
    explain_failure,
    explain_syntax,
    find_line,
    find_undefined,
    find_unknown_use,
)
from reportgen.templating.lost_sets import find_lost_set
from reportgen.templating.meter import (
    LISTS,
    LONG,
    begin_apart,
    end_apart,
    held,
    join_pieces,
    spend,
    units_spent_apart,
)
from reportgen.templating.sandbox import Given, Sandbox
from reportgen.templating.tag_bounds import too_deep
from reportgen.templating.tags import read_tags
from reportgen.templating.tree_walk import nodes_in
from reportgen.words.nearest import ask_nearest, list_names, suggest
from reportgen.words.typed_lines import join_wrapped

_BLANK_LINE = late_regex(r"(?m)^[ \t\r]*$")
_KIND = "phrase"
_MOST_SAID = 2000
# Units of the meter. A phrase takes some ten; one that lists a county's 4,000 schools 40,000.
_MOST_WORK, _DEAR, _MOST_DEAR = 300_000, 10_000, 2_000_000
# Joining a clause takes so many.
_A_LINE = 3


class Phrases:
    """The phrases of one folder, compiled when first used.

    `facts` are the names that may be missing; `files` says where each phrase was read; `common`
    are names that every phrase may use.
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        facts: frozenset[str],
        files: Mapping[str, str] = MappingProxyType({}),
        common: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        self.facts = facts
        self.common = common
        self._sources = sources
        self._files = files
        self._environment = make_phrase_environment(facts)
        self._compiled: dict[str, Template] = {}
        self._named: dict[str, frozenset[str]] = {}
        self._said: dict[Hashable, tuple[str, ...]] = {}
        self._dear = 0

    def paragraphs(self, name: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """The paragraphs that the phrase says with those values; none if every clause has a hole.

        Errors: TemplateError with file and line for a faulty phrase or an unknown name.
        """
        template = self._get(name)
        if self._dear > _MOST_DEAR:
            raise self._error(name, TOO_MUCH)
        outer = begin_apart(_MOST_WORK)
        try:
            given = Given(template.globals)
            given.undefined = self._environment.undefined
            given.update(values)
            # Shared: jinja2 would copy the values once more.
            context = template.new_context(given, shared=True)
            text = join_pieces(template.root_render_func(context))
            spend(_A_LINE * text.count("\n"))
        except FAILURES as cause:
            fault, code = _explain(cause, template, {**values, **self.common}, self.facts)
            raise self._error(name, fault, code) from cause
        finally:
            self._count_dear()
            end_apart(outer)
        said = connect_lines(text)
        return tuple(map(read_marks, said)) if BEGINS in text else said

    def _count_dear(self) -> None:
        """Remember what phrases have taken that take too much again and again."""
        units = units_spent_apart(_MOST_WORK)
        self._dear += units if units > _DEAR else 0

    def is_silent(self, name: str) -> bool:
        """Whether the phrase says nothing whatever the values are: it is empty but for comments.

        Errors: TemplateError for a faulty phrase.
        """
        return self._read(name).silent

    def facts_in(self, name: str) -> frozenset[str]:
        """The facts that the phrase names, of the school or of a stage.

        Errors: TemplateError for a faulty phrase.
        """
        if name not in self._named:
            self._named[name] = self.facts & self._read(name).names
        return self._named[name]

    def sentence(self, name: str, values: Mapping[str, object]) -> str:
        """All that the phrase says, as one text, remembered for equal values."""
        return join_texts(self.remembered(name, values))

    def remembered(self, name: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """As `paragraphs`, for what many schools say alike: said once for equal values, each of
        which can be held against others.
        """
        key = (name, *values, *map(marked, values.values()))
        return self.once(key, lambda: self.paragraphs(name, values))

    def once(self, key: Hashable, say: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """What is said with these phrases, remembered by that from which it follows."""
        if key not in self._said:
            if len(self._said) >= _MOST_SAID:
                self._said.clear()
            self._said[key] = say()
        return self._said[key]

    def _get(self, name: str) -> Template:
        if name not in self._compiled:
            self._compiled[name] = self._compile(self._read(name))
        return self._compiled[name]

    def _read(self, name: str) -> _Translated:
        if name not in self._sources:
            raise self._error(
                name, Fault("找不到这个短语文件", "请从自带的模板里复制一份"), "missing_phrase"
            )
        source = self._sources[name]
        try:
            translated = _translate(source)
        except TemplateSyntaxError as cause:
            fault = explain_syntax(cause, source, self._environment)
            raise self._error(name, fault) from cause
        if isinstance(translated, Fault):
            raise self._error(name, translated)
        return translated

    def _compile(self, translated: _Translated) -> Template:
        # A plain dict: jinja2 would copy its chain of two for every sentence.
        known = {**self._environment.globals, **self.common}
        return Template.from_code(self._environment, translated.code, known)

    def _error(self, name: str, fault: Fault, code: str = "bad_phrase") -> TemplateError:
        place = Location(
            self._files.get(name, f"短语/{name}.j2"), fault.line, 1 if fault.line else 0
        )
        return TemplateError(error(code, fault.message, place, fault.hint))


def make_phrase_environment(facts: frozenset[str]) -> Sandbox:
    """jinja2 as phrases have it; `facts` are the names that may be missing."""

    class Missing(StrictUndefined):
        """A known fact that was not given is a hole; any other unknown name is an error."""

        def __str__(self) -> str:  # type: ignore[override]
            return HOLE if self._undefined_name in facts else super().__str__()

        def __iter__(self) -> Iterator[object]:  # type: ignore[override]
            return iter(()) if self._undefined_name in facts else super().__iter__()

        def __bool__(self) -> bool:  # type: ignore[override]
            return False if self._undefined_name in facts else super().__bool__()

    environment = Sandbox(
        undefined=Missing, finalize=show, keep_trailing_newline=False, optimized=False
    )
    environment.filters.update(FILTERS)
    return environment


class _Translated(NamedTuple):
    """A phrase as Python code, and the names that it asks. `silent`: it says nothing whatever the
    values are.
    """

    code: CodeType
    names: frozenset[str]
    silent: bool


@lru_cache(maxsize=512)
def _translate(source: str) -> _Translated | Fault:
    """The phrase translated, or what is wrong with its tags; TemplateSyntaxError if jinja2 cannot
    read it. Kept: what may be missing changes how the code runs, not what it is.
    """
    if kept := find_translation(_KIND, source):
        code, (names, silent) = kept
        return _Translated(code, frozenset(names), silent)
    made = _translate_anew(source)
    if isinstance(made, _Translated):
        keep_translation(_KIND, source, made.code, (sorted(made.names), made.silent))
    return made


def _translate_anew(source: str) -> _Translated | Fault:
    if fault := find_phrase_excess(source) or _broken_tag(source):
        return fault
    environment = make_phrase_environment(frozenset())
    tree = environment.parse(_with_signs(source))
    if fault := find_unknown_use(tree, environment) or find_lost_set(tree):
        return fault
    try:
        code = environment.compile(tree)
    except RecursionError as cause:
        raise too_deep(tree) from cause
    return _Translated(code, frozenset(_names_in(tree)), _says_nothing(tree))


def show(value: object) -> object:
    """A value as phrases print it: as all do, and on one line."""
    if isinstance(value, str):
        if len(value) > LONG:
            held(value)
        if "\n" in value:
            return join_wrapped(value.split("\n"))
        return value if type(value) is str else marked(value)
    if code := figure_code(value):
        return mark_figure(str(print_value(value)), code)
    return print_value(held(value) if type(value) in LISTS else value)


def _with_signs(source: str) -> str:
    """The source with private characters for what a value must not be able to say."""
    return _BLANK_LINE.sub(PARAGRAPH, source.rstrip()).replace("｜", LEAD)


def _broken_tag(source: str) -> Fault | None:
    """A tag that is not whole, unless the phrase prints braces as they are."""
    fault = None if re.search(r"\{%-?\s*raw\b", source) else read_tags(source).fault
    return Fault(fault.message, fault.hint, source.count("\n", 0, fault.at) + 1) if fault else None


def _names_in(tree: nodes.Template) -> Iterator[str]:
    """The names that the phrase asks, by themselves or behind a point."""
    for each in nodes_in(tree, (nodes.Name, nodes.Getattr)):
        match each:
            case nodes.Name():
                yield each.name
            case nodes.Getattr():
                yield each.attr


def _says_nothing(tree: nodes.Template) -> bool:
    """Whether there is nothing but blanks."""
    outputs = [node for node in tree.body if isinstance(node, nodes.Output)]
    return len(outputs) == len(tree.body) and all(
        isinstance(each, nodes.TemplateData) and not each.data.strip()
        for output in outputs
        for each in output.nodes
    )


def _explain(
    cause: Exception, template: Template, values: Mapping[str, object], facts: frozenset[str]
) -> tuple[Fault, str]:
    """What went wrong with these values, and the problem's code."""
    line = find_line(cause, template)
    value = find_undefined(cause)
    if value is not None and not isinstance(cause, SecurityError):
        code = "bad_phrase" if value._undefined_name in facts else "unknown_name"
        return _unknown_name(value, values, facts)._replace(line=line), code
    return explain_failure(cause)._replace(line=line), "bad_phrase"


def _unknown_name(value: Undefined, values: Mapping[str, object], facts: frozenset[str]) -> Fault:
    name, owner = str(value._undefined_name), value._undefined_obj
    if name in facts:
        hint = f"请先判断有没有填写，例如 {{% if {name} %}}…{{% endif %}}"
        return Fault(f"“{name}”没有填写，算不出结果", hint)
    message = f"不认识的名称“{name}”"
    if isinstance(owner, Mapping):
        return Fault(message, suggest(name, map(str, owner)))
    if owner is not missing:
        return Fault(message, "点号前面的内容没有这一项，请检查点号前后的写法")
    given = [each for each in values if each not in facts]
    listed = f"这里{list_names(given)}；" if given else ""
    otherwise = f"{listed}数据的名称可用 reportgen facts 查看"
    return Fault(message, ask_nearest(name, (*values, *sorted(facts)), otherwise))
