"""A template and samples → whether the documents are sound whichever way its conditions fall."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from jinja2 import nodes

from reportgen.ooxml.soundness import StructureFault, find_structure_faults
from reportgen.problems import Location, TemplateError, error
from reportgen.render.context import build_context
from reportgen.render.media import Pictures
from reportgen.render.patched import PatchedTemplate
from reportgen.render.places import Finding, WordPlace
from reportgen.render.template import CompiledTemplate, compile_patched
from reportgen.template_tools.inspection.subject import Sample, Subject
from reportgen.template_tools.inspection.trial import Allowance, read_made
from reportgen.templating.template_facts import TemplateFacts
from reportgen.templating.tree_walk import nodes_in

_TORN = "template_broken_xml"


def _decide(test: bool, other: bool, rounds: bool) -> Callable[[nodes.Template], None]:
    """What makes each `if` of a template hold or not, each `elif` too, and loops have no rounds."""

    def change(tree: nodes.Template) -> None:
        for block in nodes_in(tree, nodes.If):
            for each in (inner for inner in block.elif_ if isinstance(inner, nodes.If)):
                each.test = nodes.Const(other, lineno=each.lineno)
        nested = {id(each) for block in nodes_in(tree, nodes.If) for each in block.elif_}
        for block in nodes_in(tree, nodes.If):
            if id(block) not in nested:
                block.test = nodes.Const(test, lineno=block.lineno)
        for loop in nodes_in(tree, nodes.For) if not rounds else ():
            loop.iter, loop.test = nodes.List([], lineno=loop.lineno), None

    return change


WAYS: Mapping[str, Callable[[nodes.Template], None]] = {
    "条件都成立": _decide(test=True, other=True, rounds=True),
    "条件都不成立": _decide(test=False, other=False, rounds=True),
    "只有 elif 的条件成立": _decide(test=False, other=True, rounds=True),
    "条件都成立，循环里一项也没有": _decide(test=True, other=True, rounds=False),
    "条件都不成立，循环里一项也没有": _decide(test=False, other=False, rounds=False),
}


def try_ways(
    patch: Callable[[], PatchedTemplate], subject: Subject, samples: Sequence[Sample]
) -> Iterator[Finding]:
    """What Word would call damaged in the documents of the samples, each way that conditions and
    loops may fall, and with all facts blank; each fault is told of one.

    What a way cannot be filled with is no fault: a condition may be there for it. The template's
    own faults are not told.
    """
    told = {(fault.member, fault.message) for fault in find_structure_faults(subject.package)}
    seen: set[bytes | TemplateError] = set()
    room = Allowance()
    for way, document in _documents(patch, subject, samples, room):
        if document in seen:
            continue
        seen.add(document)
        for fault in _faults(document):
            if (fault.member, fault.message) not in told:
                told.add((fault.member, fault.message))
                yield _finding(subject, way, fault)
    yield from room.tell_untried(subject.name)


def _documents(
    patch: Callable[[], PatchedTemplate],
    subject: Subject,
    samples: Sequence[Sample],
    room: Allowance,
) -> Iterator[tuple[str, bytes | TemplateError]]:
    filters = subject.environment.filters
    natural = compile_patched(patch(), subject.name, filters, allow_external=True)
    for sample in room.for_each(samples, "按原样的和数据全空的"):
        yield f"用样例“{sample.name}”", _fill(natural, sample, blank=False)
        yield "数据都没有填", _fill(natural, sample, blank=True)
    for way, change in WAYS.items():
        template = compile_patched(patch(), subject.name, filters, change, allow_external=True)
        for sample in room.for_each(_unlike(samples), way):
            yield way, _fill(template, sample, blank=False)


def _unlike(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """The samples with the longest and the shortest report: once the conditions are decided, they
    differ in nothing but how much there is.
    """
    by_length = sorted(samples, key=lambda sample: len(sample.report.sections))
    return (*by_length[-1:], *by_length[:-1][:1])


def _fill(template: CompiledTemplate, sample: Sample, *, blank: bool) -> bytes | TemplateError:
    pictures = Pictures()
    values = build_context(sample.report, template.style_ids, pictures)
    if blank:
        values = {name: _blank(value) for name, value in values.items()}
    try:
        return template.render(values, pictures.media)
    except TemplateError as fault:
        return fault


def _blank(value: object) -> object:
    if isinstance(value, TemplateFacts):
        return TemplateFacts(dict.fromkeys(value.known, ""), value.known)
    return value


def _faults(made: bytes | TemplateError) -> Iterator[StructureFault]:
    if isinstance(made, bytes):
        yield from find_structure_faults(read_made(made))
        return
    for problem in made.problems:
        if problem.code == _TORN:
            yield StructureFault("", problem.message)


def _finding(subject: Subject, way: str, fault: StructureFault) -> Finding:
    labels = {part.where.member: part.where.part for part in subject.parts}
    place = WordPlace(labels.get(fault.member, "正文"))
    message = f"{way}时，填出来的报告{fault.message}，Word 会说文件已损坏"
    hint = "请检查这一部分里 {%p、{%tr、{%tc 的开头和结尾是不是在同一层"
    problem = error("template_damages", message, Location(subject.name, path=str(place)), hint)
    return Finding(problem, place, member=fault.member)
