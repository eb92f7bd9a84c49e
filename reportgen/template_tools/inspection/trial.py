"""A template and samples → what goes wrong when documents are made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.model.picture import NamedPictures
from reportgen.ooxml.package import PackageFault, read_parts
from reportgen.problems import Location, Problem, TemplateError, warning
from reportgen.render.checking import Where
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.patched import PatchedTemplate
from reportgen.render.places import Finding, WordPlace
from reportgen.render.reading import read_markup
from reportgen.render.template import CompiledTemplate, compile_patched
from reportgen.template_tools.inspection.subject import InspectedPart, Sample, Subject
from reportgen.templating.meter import MOST_WORK, all_units_spent
from reportgen.templating.name_hints import members
from reportgen.templating.quantity import Quantity
from reportgen.templating.template_facts import TemplateFacts

_OPENING, _MARKUP = late_regex(r"\{[{%#]"), late_regex(r"<[^>]*>")
_OF_TRIALS = LIMITS.template._replace(markup=2 * LIMITS.template.markup)
# For a fact that no sample gives: it is printed, computed with and compared.
_LENT = Quantity("1", Decimal(1))


def try_samples(
    patch: Callable[[], PatchedTemplate], subject: Subject, samples: tuple[Sample, ...]
) -> Iterator[Finding]:
    """What stops a document of a sample, and tags that are left in one; each fault is told of one
    sample.

    What only some samples have is lent to the others: that it may be lacking is said elsewhere.
    """
    places = _known_places(subject)
    try:
        template = compile_patched(
            patch(), subject.name, subject.environment.filters, allow_external=True
        )
    except TemplateError as fault:
        yield from (_placed(problem, places) for problem in fault.problems)
        return
    told: dict[tuple[str, str], None] = {}
    room = Allowance()
    for number, sample in enumerate(room.for_each(samples)):
        for finding in _try_sample(template, sample, subject, number, places):
            key = (finding.problem.code, finding.problem.location.path)
            if key not in told:
                told[key] = None
                yield finding
    yield from room.tell_untried(subject.name)


class Allowance:
    """How much trials may take together: a template from elsewhere is to be checked soon, too."""

    def __init__(self) -> None:
        self._untried: dict[str, None] = {}

    def for_each(self, samples: Iterable[Sample], way: str = "") -> Iterator[Sample]:
        """The samples, as long as the documents of those before them have not taken too much; what
        is left out is remembered, as that way where it has a name.
        """
        before = all_units_spent()
        for sample in samples:
            if all_units_spent() - before <= MOST_WORK:
                yield sample
            else:
                left_out = f"，{way}" if way else ""
                self._untried[f"样例“{sample.name}”{left_out}"] = None

    def tell_untried(self, name: str) -> Iterator[Finding]:
        """What was not tried of the template of that name, and why."""
        if not self._untried:
            return
        most, left_out = MOST_WORK // 10_000, "；".join(self._untried)
        message = f"试填太费时（几份样例一共超过 {most} 万轮），这些没有试：{left_out}"
        hint = "请减少一层套一层的循环和很长的计算，再检查一遍"
        place = Location(name)
        yield Finding(warning("template_untried", message, place, hint), WordPlace())


def _try_sample(
    template: CompiledTemplate,
    sample: Sample,
    subject: Subject,
    number: int,
    places: Mapping[str, Finding],
) -> Iterator[Finding]:
    pictures = Pictures()
    own = build_context(sample.report, template.style_ids, pictures)
    try:
        document = template.render(
            _completed(own, subject.contexts, subject.inner_names()), pictures.media
        )
    except TemplateError as fault:
        for problem in fault.problems:
            said = f"用样例“{sample.name}”试填时，{problem.message}"
            yield _placed(problem._replace(message=said), places)
        return
    yield from _left_over(read_made(document), sample, subject)


def _completed(
    own: Mapping[str, object], others: tuple[Mapping[str, object], ...], inner: frozenset[str]
) -> dict[str, object]:
    """The values, with those of the other samples where this one has none."""
    whole = {name: value for other in others for name, value in other.items()} | dict(own)
    for name, value in own.items():
        if isinstance(value, TemplateFacts):
            lent = (
                facts for other in others if isinstance(facts := other.get(name), TemplateFacts)
            )
            given = {fact: each for facts in lent for fact, each in facts.items()} | value
            whole[name] = TemplateFacts(dict.fromkeys(members(value), _LENT) | given, value.known)
        elif isinstance(value, NamedPictures):
            # Which pictures there are is each school's own choice.
            whole[name] = NamedPictures(dict.fromkeys(inner, "") | value)
    return whole


def read_made(document: bytes) -> Mapping[str, bytes]:
    """The parts of a document that a template has made; none where they are so large that looking
    through them for each sample would take too long.
    """
    try:
        return read_parts(document, _OF_TRIALS)
    except PackageFault:
        return {}


def _left_over(parts: Mapping[str, bytes], sample: Sample, subject: Subject) -> Iterator[Finding]:
    for part in (each for each in subject.parts if not _prints_braces(each)):
        xml = parts.get(part.where.member, b"").decode("utf-8", "replace")
        if not _may_have_tags(xml):
            continue
        for entry, tag in read_markup(xml, part.where.part).without_copies().tags():
            message = f"用样例“{sample.name}”填出来的报告里还留着“{tag.text}”"
            place = WordPlace(part.where.part).around(entry.text, tag.start)
            yield Where(subject.name, part.where.part).finding(
                "template_not_filled", message, "请删去这个标签，重新输入", place
            )


def _may_have_tags(xml: str) -> bool:
    """Whether two signs that begin a tag stand together, markup between them or none."""
    return any(_OPENING.search(text) for text in (xml, _MARKUP.sub("", xml)))


def _prints_braces(part: InspectedPart) -> bool:
    """Whether the part has tags that are to be printed as they are."""
    return any(use.tag.text.strip("{}%-+ ") == "raw" for use in part.uses)


def _known_places(subject: Subject) -> Mapping[str, Finding]:
    """By the place as it is written: where a tag stands."""
    known: dict[str, Finding] = {}
    for part in subject.parts:
        for use in part.uses:
            finding = part.where.at("", "", "", use.entry, use.tag.start)
            known.setdefault(str(finding.place), finding)
    return known


def _placed(problem: Problem, places: Mapping[str, Finding]) -> Finding:
    found = places.get(problem.location.path)
    if found is None:
        return Finding(problem, WordPlace(problem.location.path))
    return found._replace(problem=problem)
