"""The public Python interface: a school's file → its assessment and Word document.

What stands here keeps its meaning within a version 0.x; all else in the package may change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from reportgen.load.source import Source
from reportgen.making import check_template, make_finished
from reportgen.model.assessment import Assessment, Result, StandardResult, Verdict
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop, examine_school, with_table_problems
from reportgen.problems import (
    DeliveryError,
    Location,
    Problem,
    ReportgenError,
    Severity,
    TemplateError,
    UnreadableFileError,
    by_place,
)
from reportgen.render.template import CompiledTemplate
from reportgen.render.template import compile_template as _compile

__all__ = [
    "Assessment",
    "Built",
    "CompiledTemplate",
    "DeliveryError",
    "Examined",
    "Location",
    "Problem",
    "ReportgenError",
    "Result",
    "Severity",
    "StandardResult",
    "TemplateError",
    "UnreadableFileError",
    "Verdict",
    "Workshop",
    "assess",
    "build",
    "compile_template",
    "examine",
]

AnyPath = str | PathLike[str]


class Built(NamedTuple):
    """A finished Word document, and the problems that did not stop it, sorted by place."""

    document: bytes
    problems: tuple[Problem, ...]


def examine(
    file: AnyPath,
    *,
    standards: Sequence[str] = (),
    school: str = "",
    mapping: AnyPath | None = None,
    workshop: Workshop | None = None,
) -> Examined:
    """The school in a data file (YAML) or workbook: read, checked, assessed, its report composed.

    It is judged by `standards`, or by those that the file names. `school` chooses one of a table
    with many schools, `mapping` explains a table of others. A `workshop` keeps what schools share:
    give the same one to examine several. Nothing is written; what is wrong is in `problems`, and
    `school`, `assessment` and `report` are None if the file says too little.

    Errors: UnreadableFileError if the file cannot be read as data at all; TemplateError if a
    phrase of the workshop's folders is faulty.
    """
    source = Source(Path(file), school, Path(mapping) if mapping is not None else None)
    workshop = workshop or Workshop()
    examined = examine_school(source, workshop, standards)
    return with_table_problems(examined, source, workshop)


def assess(
    file: AnyPath, *, standards: Sequence[str] = (), workshop: Workshop | None = None
) -> Assessment:
    """The school in `file` held against its standards: each indicator's value and verdict.

    A figure that was not given leaves its indicators 缺数据 (`Verdict.NO_DATA`).

    Errors: ReportgenError with all problems if the file says too little to name a school;
    otherwise as `examine`.
    """
    examined = examine(file, standards=standards, workshop=workshop)
    if examined.assessment is None:
        raise ReportgenError(*examined.problems)
    return examined.assessment


def build(
    file: AnyPath,
    *,
    standards: Sequence[str] = (),
    template: AnyPath = "",
    workshop: Workshop | None = None,
) -> Built:
    """The school's report as the bytes of a Word document; the caller writes them.

    `template` is the name of a kind of document (学校自评表, 整改台账) or the path of a Word
    template; without one it is the report.

    Errors: ReportgenError with all problems if one of them stops the report; TemplateError with
    the template's place; otherwise as `examine`.
    """
    workshop = workshop or Workshop()
    examined = examine(file, standards=standards, workshop=workshop)
    if examined.report is None or not examined.can_be_built:
        raise ReportgenError(*examined.problems)
    made = make_finished(examined.report, workshop, str(template))
    unused = check_template(examined.report, workshop, str(template))
    return Built(made.document, by_place((*examined.problems, *made.problems, *unused)))


def compile_template(
    data: bytes,
    *,
    name: str = "template.docx",
    filters: Mapping[str, Callable[..., object]] = MappingProxyType({}),
    allow_external: bool = False,
) -> CompiledTemplate:
    """A Word template in docxtpl's dialect, read, patched and compiled once.

    `render(context)` of the result gives a document's bytes, from any thread and any number of
    times; equal values give equal bytes. Templates are strict (a name that `context` lacks is an
    error) and sandboxed, and they escape values. `filters` are added to jinja2's; `name` stands in
    messages.

    Errors: TemplateError, with its place in Word, if `data` is not a Word document, a tag is wrong,
    or it reaches beyond its file (remote pictures, fields that fetch, objects, macros) without
    `allow_external`.
    """
    return _compile(data, name, filters, allow_external=allow_external)
