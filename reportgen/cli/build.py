"""`reportgen build`: one school's report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import click

from reportgen.cli.as_json import examined_json
from reportgen.cli.assess import print_assessment
from reportgen.cli.document_texts import check_finished
from reportgen.cli.documents import (
    REPORT,
    PlannedDocument,
    plan_documents,
    template_names_option,
)
from reportgen.cli.idle_options import tell_idle_reading
from reportgen.cli.options import (
    allow_external_option,
    choose_office,
    choose_output,
    choose_standards,
    find_project,
    force_option,
    json_option,
    mapping_option,
    office_option,
    open_workshop,
    pdf_option,
    school_file,
    school_option,
    standard_option,
    templates_option,
    toc_pages_option,
)
from reportgen.cli.terminal import exit_code, print_json, print_problems, say, summarise
from reportgen.deliver import Delivered, deliver_file
from reportgen.load.source import Source
from reportgen.making import check_template, make_finished
from reportgen.model.check_settings import find_unmet
from reportgen.model.finished_document import FinishedDocument
from reportgen.model.report import Report
from reportgen.model.school import School
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.pipeline import (
    Examined,
    Workshop,
    examine_school,
    gather_school_material,
    with_table_problems,
)
from reportgen.problems import Problem, by_place


@click.command()
@school_file
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path),
    help="报告放在这个文件夹，默认 out。",
)
@standard_option
@templates_option
@template_names_option
@pdf_option
@office_option
@toc_pages_option
@school_option
@mapping_option
@click.option(
    "--trace",
    is_flag=True,
    help="另存一份，每个数有一条批注，写明算式、来源和标准，供自己核对；上报的报告不变。",
)
@allow_external_option
@force_option
@json_option
@click.pass_context
def build_command(
    context: click.Context,
    file: Path,
    output: Path | None,
    standards: tuple[str, ...],
    templates: Path | None,
    names: tuple[str, ...],
    with_pdf: bool,
    office: Path | None,
    no_toc_pages: bool,
    school: str | None,
    mapping: Path | None,
    trace: bool,
    allow_external: bool,
    force: bool,
    as_json: bool,
) -> None:
    """做出一所学校的自查报告，也可以按别的模板做（Word 文档）。"""
    tell_idle_reading((file,), mapping, school)
    project = find_project(file)
    found = choose_office(office, needed=with_pdf)
    workshop = open_workshop(
        project, templates, None if no_toc_pages else found, allow_external=allow_external
    )
    source = Source(file, school or "", mapping)
    examined = examine_school(source, workshop, choose_standards(project, standards))
    written = WrittenDocuments()
    if examined.school is not None and examined.can_be_built:
        documents = plan_documents(examined.school, choose_output(project, output), names)
        how = _Writing(force, trace, found if with_pdf else None)
        written = _write(documents, examined, workshop, how)
    examined = with_table_problems(_told(examined, written.problems), source, workshop)
    unmet = find_unmet(project.checks, examined.problems, () if school else (str(file),))
    examined = _told(examined, unmet)
    _print_built(examined, written, as_json)
    context.exit(exit_code(examined.problems))


def _told(examined: Examined, problems: Iterable[Problem]) -> Examined:
    """The school with those problems too."""
    return examined._replace(problems=by_place((*examined.problems, *problems)))


def _print_built(examined: Examined, written: WrittenDocuments, as_json: bool) -> None:
    if as_json:
        print_json({**examined_json(examined), **_written_json(written)})
        return
    print_assessment(examined)
    print_problems(examined.problems)
    _print_written(written, summarise(examined.problems))
    if written.documents and examined.school is not None:
        _remind_of_files(examined.school)


class WrittenDocuments(NamedTuple):
    """The documents where they stand, their PDFs and the copies that tell of figures by document,
    and all problems with them.

    `kept` are those of persons that stand in their places.
    """

    documents: tuple[PlannedDocument, ...] = ()
    kept: tuple[Path, ...] = ()
    pdfs: Mapping[Path, Path] = MappingProxyType({})
    traces: Mapping[Path, Path] = MappingProxyType({})
    problems: tuple[Problem, ...] = ()


class _Writing(NamedTuple):
    """Whether files that a person changed are put aside, whether copies tell of figures, and who
    makes PDFs; None for no PDFs.
    """

    force: bool
    trace: bool
    printer: Office | None


def _write(
    documents: tuple[PlannedDocument, ...],
    examined: Examined,
    workshop: Workshop,
    how: _Writing,
) -> WrittenDocuments:
    """Make every document, then write them, so that a faulty template leaves nothing half done."""
    report = examined.report
    if report is None:
        return WrittenDocuments()
    made = [make_finished(report, workshop, each.template) for each in documents]
    delivered = [
        deliver_file(document.path, each.document, how.force)
        for document, each in zip(documents, made, strict=True)
    ]
    problems = [problem for each in made for problem in each.problems]
    problems += [each.problem for each in delivered if each.problem]
    for document, each in zip(documents, made, strict=True):
        problems += check_template(report, workshop, document.template)
        problems += check_finished(each.document, str(document.path), examined, workshop)
    places = zip(documents, delivered, strict=True)
    standing = tuple(document._replace(path=each.path) for document, each in places)
    written = WrittenDocuments(standing, _kept(delivered), problems=tuple(problems))
    if how.trace:
        written = _trace(written, made, examined, workshop, how)
    return _finish(written, report, workshop, how)


def _trace(
    written: WrittenDocuments,
    made: Sequence[FinishedDocument],
    examined: Examined,
    workshop: Workshop,
    how: _Writing,
) -> WrittenDocuments:
    """The documents with a copy beside each that says where its figures come from."""
    # Only who asks for it waits for what writes comments.
    from reportgen.cli.tracing import trace_document, trace_path
    from reportgen.sections.figure_notes import note_figures

    if examined.school is None or examined.assessment is None:
        return written
    notes = note_figures(
        gather_school_material(examined.school, examined.assessment, examined.dictionary, workshop)
    )
    copies = {
        document.path: deliver_file(
            trace_path(document.path), trace_document(each.document, notes), how.force
        )
        for document, each in zip(written.documents, made, strict=True)
    }
    told = [each.problem for each in copies.values() if each.problem]
    traces = {document: each.path for document, each in copies.items()}
    return written._replace(traces=traces, problems=(*written.problems, *told))


def _kept(delivered: Sequence[Delivered]) -> tuple[Path, ...]:
    return tuple(each.wanted for each in delivered if each.path != each.wanted)


def _finish(
    written: WrittenDocuments, report: Report, workshop: Workshop, how: _Writing
) -> WrittenDocuments:
    """With a printer the PDFs stand beside the documents; others that are older are told."""
    if how.printer is not None:
        folder = report.genre_folder
        templates = [workshop.find_word_file(each.template, folder) for each in written.documents]
        written = _with_pdfs(written, templates, how.printer, how.force)
    return written._replace(problems=(*written.problems, *_find_old_pdfs(_standing(written))))


def _standing(written: WrittenDocuments) -> list[Path]:
    """The documents and those of persons in whose places they were to be."""
    return [*(each.path for each in written.documents), *written.kept]


def _with_pdfs(
    written: WrittenDocuments,
    templates: Sequence[tuple[bytes, str]],
    printer: Office,
    force: bool,
) -> WrittenDocuments:
    from reportgen.pdf import make_pdfs, warn_of_missing_fonts

    missing = warn_of_missing_fonts(templates)
    outcomes = tuple(make_pdfs(_standing(written), printer, force=force))
    faults = [each.problem for each in outcomes if each.problem]
    pdfs = {each.document: each.pdf for each in outcomes if each.pdf}
    return written._replace(pdfs=pdfs, problems=(*written.problems, *missing, *faults))


def _find_old_pdfs(documents: Sequence[Path]) -> list[Problem]:
    beside = [each for each in documents if each.with_suffix(".pdf").is_file()]
    if not beside:
        return []
    from reportgen.pdf import find_old_pdfs

    return list(find_old_pdfs(beside))


def _written_json(written: WrittenDocuments) -> dict[str, object]:
    """`report` and `pdf` are those of the first document."""
    told = [
        {
            "template": each.template or REPORT,
            "file": str(each.path),
            "pdf": str(written.pdfs[each.path]) if each.path in written.pdfs else None,
            **({"trace": str(written.traces[each.path])} if written.traces else {}),
        }
        for each in written.documents
    ]
    first = told[0] if told else {"file": None, "pdf": None}
    return {"report": first["file"], "pdf": first["pdf"], "documents": told}


def _print_written(written: WrittenDocuments, summary: str) -> None:
    if not written.documents:
        say(f"[失败] 没有生成报告：{summary}，请改正后再运行。", err=True)
    for number, document in enumerate(written.documents, 1):
        said = f"（{summary}）" if summary and number == len(written.documents) else ""
        say(f"[成功] 报告：{document.path}{said}")
    for pdf in written.pdfs.values():
        say(f"[成功] PDF：{pdf}")
    for copy in written.traces.values():
        say(f"[成功] 数据来源（自己核对用，不上报）：{copy}")


def _remind_of_files(school: School) -> None:
    """The attachments that the report only names: whoever sends it has to put them with it."""
    for attachment in school.settings.attachments:
        if attachment.file:
            say(f"[另附] 附件“{attachment.name}”不在报告里，请附上 {attachment.file}")
