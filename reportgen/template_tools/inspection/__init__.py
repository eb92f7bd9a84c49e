"""A Word template and samples → everything that is wrong with it, at once, each with its place
in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.render.context import build_context
from reportgen.render.externals import find_reaching
from reportgen.render.media import Pictures
from reportgen.render.patching import patch_template
from reportgen.render.places import Finding, WordPlace
from reportgen.template_tools.inspection.emptied_checks import check_emptied
from reportgen.template_tools.inspection.layout_checks import check_tag_layout
from reportgen.template_tools.inspection.mark_checks import (
    check_bindings,
    check_boxes,
    check_comments,
    check_dialects,
    check_quotes,
    check_revisions,
    check_runs,
    check_unfilled,
)
from reportgen.template_tools.inspection.style_checks import (
    check_fonts,
    check_styles,
    check_theme_fonts,
)
from reportgen.template_tools.inspection.subject import Sample, Subject, open_subject
from reportgen.template_tools.inspection.tag_checks import check_merging, check_tags
from reportgen.template_tools.inspection.trial import try_samples
from reportgen.template_tools.inspection.ways import try_ways

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_tags,
    check_merging,
    check_dialects,
    check_tag_layout,
    check_emptied,
    check_unfilled,
    check_quotes,
    check_runs,
    check_revisions,
    check_boxes,
    check_bindings,
    check_comments,
    check_styles,
    check_theme_fonts,
    check_fonts,
)


class Inspection(NamedTuple):
    """What was found, in the order of the document. `tried` says that documents were made of the
    samples.
    """

    findings: tuple[Finding, ...]
    tried: bool


def inspect_template(
    data: bytes,
    name: str,
    samples: Sequence[Sample],
    filters: Mapping[str, Callable[..., object]] = MappingProxyType({}),
    *,
    allow_external: bool = False,
) -> Inspection:
    """What is wrong with the template in `data`; where nothing is that hinders a report, the
    samples are tried. What reaches beyond the file hinders, unless `allow_external`.

    Errors: TemplateError where it is no Word document.
    """
    opened = open_subject(data, name, filters)
    return inspect_subject(data, opened, samples, allow_external=allow_external)


def inspect_subject(
    data: bytes, opened: Subject, samples: Sequence[Sample], *, allow_external: bool = False
) -> Inspection:
    """The same of a template that is opened already."""
    subject, name = opened.with_samples(samples), opened.name
    findings = [Finding(each, WordPlace()) for each in subject.reminders]
    findings += find_reaching(subject.package, name, allow_external)
    findings += [finding for check in CHECKS for finding in check(subject)]
    tried = not any(each.problem.severity is Severity.ERROR for each in findings)
    patch = cache(partial(patch_template, data, name))
    if tried:
        findings = _without_foreseen(findings, tuple(try_samples(patch, subject, tuple(samples))))
    if tried and not any(each.problem.severity is Severity.ERROR for each in findings):
        findings.extend(try_ways(patch, subject, samples))
    return Inspection(_in_order(findings, subject), tried)


def _without_foreseen(findings: Sequence[Finding], tried: Sequence[Finding]) -> list[Finding]:
    """All of them, but for reminders of what then failed at the same place."""
    failed = {each.problem.location.path for each in tried if each.problem.code == _FAILED}
    kept = (
        each
        for each in findings
        if each.problem.code != _MAY_LACK or each.problem.location.path not in failed
    )
    return [*kept, *tried]


_FAILED, _MAY_LACK = "template_failed", "template_may_lack"


def choose_samples(subject: Subject, kinds: Sequence[Sequence[Sample]]) -> int:
    """Which kind of documents the template is for: the one with most of the names that it uses and
    another lacks.

    The first, where that does not tell.
    """
    used = subject.used_names()
    known = [
        {name for sample in samples for name in build_context(sample.report, {}, Pictures())}
        for samples in kinds
    ]
    shared = set.intersection(*known)
    scores = [len(used & names - shared) for names in known]
    return scores.index(max(scores))


def _in_order(findings: Sequence[Finding], subject: Subject) -> tuple[Finding, ...]:
    members = [part.where.member for part in subject.parts]
    order = {member: number for number, member in reversed(list(enumerate(members)))}
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda each: (order.get(each.member, len(order)), each.at)))
