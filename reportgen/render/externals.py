"""The parts of a template → what in it reaches beyond the file, each with its place in Word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.external import External, find_externals, may_reach
from reportgen.problems import Problem, Severity, TemplateError
from reportgen.render.places import Finding, WordPlace

OPTION = "--allow-external"
"""What a person writes who knows what the template reaches for, and wants it."""

# What makes markup of a text: a document may then hold what the template did not.
_MARKUP_MAKERS = ("safe", "autoescape", "xmlattr", "urlize", "tojson")
_MAKES_MARKUP = late_regex(rf"\b(?:{'|'.join(_MARKUP_MAKERS)})\b")


class Guard(NamedTuple):
    """Holds the parts that a template makes against what it may: `closely` where its tags may make
    markup.
    """

    file: str
    allowed: bool
    closely: bool

    def check(self, part: str, data: bytes) -> None:
        """Refuse what tags have put together. Errors: TemplateError."""
        if not self.allowed and (self.closely or may_reach(data)):
            refuse_reaching({part: data}, self.file, allowed=False)


def make_guard(file: str, allowed: bool, sources: Iterable[str]) -> Guard:
    """The guard of the documents of a template with these sources."""
    return Guard(file, allowed, any(map(_may_make_markup, sources)))


def _may_make_markup(source: str) -> bool:
    # Words are found sooner than any of them by a pattern.
    named = any(word in source for word in _MARKUP_MAKERS)
    return named and bool(_MAKES_MARKUP.search(source))


def find_reaching(parts: Mapping[str, bytes], name: str, allowed: bool) -> tuple[Finding, ...]:
    """What reaches out in a template of that file name: reminders where it is `allowed`, else
    errors, for it goes into every report.
    """
    return tuple(_finding(each, parts, name, allowed) for each in find_externals(parts))


def refuse_reaching(parts: Mapping[str, bytes], name: str, allowed: bool) -> tuple[Problem, ...]:
    """Reminders of what reaches out where that is `allowed`. Errors: TemplateError where not."""
    problems = tuple(each.problem for each in find_reaching(parts, name, allowed))
    if any(each.severity is Severity.ERROR for each in problems):
        raise TemplateError(*problems)
    return problems


def _finding(found: External, parts: Mapping[str, bytes], name: str, allowed: bool) -> Finding:
    # Hardly any template reaches out: what reads its text is not loaded for the rest.
    from reportgen.render.checking import Where

    where = Where(name, found.place, found.part)
    place = _place(found, parts[found.part]) if found.paragraph else WordPlace(found.place)
    message, remedy = f"模板里有{found.told}，会带进每一份报告", f"请在 Word 里{found.reach.remedy}"
    hint = f"{remedy}；来源可靠、确实要用的，命令里加上 {OPTION}"
    if not allowed:
        return where.finding("template_external", message, hint, place, found.paragraph - 1)
    message = f"{message}（按 {OPTION} 照用）"
    told = where.finding(
        "template_external", message, f"不要的，{remedy}", place, found.paragraph - 1
    )
    return told.as_warning()


def _place(found: External, data: bytes) -> WordPlace:
    from reportgen.render.reading import read_markup

    paragraphs = read_markup(data.decode("utf-8", "replace"), found.place).paragraphs
    told = paragraphs[found.paragraph - 1 : found.paragraph]
    place = told[0].place_at(0) if told else WordPlace(found.place)
    return place if place.text else place._replace(text=found.near)
