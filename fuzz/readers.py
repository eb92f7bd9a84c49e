"""A file in a folder of its own → what the readers of the program tell of it, as commands do."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from fuzz import other_samples, samples
from fuzz.oracle import Ended
from reportgen.assess.admission import admit_schools
from reportgen.barrier import TRACE_LOG
from reportgen.batch.batch import MANIFEST
from reportgen.batch.checking import Question, check_folder
from reportgen.batch.peeked import PeekedFiles
from reportgen.batch.store import WORK_FOLDER, Store
from reportgen.cli.document_texts import check_document, words_alone
from reportgen.cli.figure_trail import check_figures_of
from reportgen.cli.layout import find_document_problems
from reportgen.deliver import deliver_file, find_kept
from reportgen.editing.addresses import value_at
from reportgen.editing.decisions import decide, take_back
from reportgen.editing.saved_file import ValueEdit, open_file, save_edits
from reportgen.forms.edited_workbook import NoWorkbookError
from reportgen.forms.marking import mark_workbook
from reportgen.load.decisions_file import load_decisions
from reportgen.load.layouts import load_layout
from reportgen.load.names_inside import find_names_inside
from reportgen.load.project import load_project
from reportgen.load.school_list import load_school_list
from reportgen.load.source import Source
from reportgen.load.user_settings import load_user_office
from reportgen.model.admission import AdmissionTerms, Applicant, ListedSchool, Particulars
from reportgen.model.decisions import Decision, DecisionKind
from reportgen.model.text_table import DocumentTexts
from reportgen.model.wordings import Wordings
from reportgen.office.font_files import read_families
from reportgen.office.libreoffice import find_office
from reportgen.office.pdf_outline import read_pdf_titles
from reportgen.ooxml.last_saved import find_last_saved
from reportgen.pdf import find_old_pdfs
from reportgen.pipeline import (
    Workshop,
    examine_school,
)
from reportgen.problems import Location, Problem, ReportgenError
from reportgen.resources import data_folder
from reportgen.seals import is_sealed
from reportgen.table_of_contents.filling import read_probe
from reportgen.template_tools.check.files import Checker
from reportgen.text_checks.figure_trail import BuiltFigures
from reportgen.trace_log import write_log

Reader = Callable[[Path], Ended]


@cache
def shared_workshop() -> Workshop:
    """The one with the bundled templates, which inputs cannot change."""
    return Workshop()


@cache
def shared_checker() -> Checker:
    """The one of the bundled templates."""
    return Checker()


def check_templates(file: Path) -> Ended:
    """What `template check` tells."""
    return Ended(
        [problem for each in shared_checker().check_path(file) for problem in each.problems]
    )


def check_layout(file: Path) -> Ended:
    """What `check` tells of a Word document."""
    return Ended(check_for_words(file, shared_workshop().library.wordings))


def check_for_words(
    file: Path, wordings: Wordings, layouts: tuple[str, ...] = ()
) -> Sequence[Problem]:
    """What `check` tells of the document, its words and its layout."""
    known = words_alone(shared_workshop())

    def check(texts: DocumentTexts, data: bytes, name: str) -> tuple[Problem, ...]:
        return (
            *check_document(texts, known, wordings),
            *check_figures_of(data, name, BuiltFigures),
        )

    told = find_document_problems(file, layouts, check)
    return list(told.told) if told else []


def read_layout(file: Path) -> Ended:
    """A layout of the bureau's own, and a document that is held against it."""
    load_layout((str(file),), data_folder() / "layouts")
    document = file.with_name("报告.docx")
    document.write_bytes(samples.reports()[0])
    return Ended(check_for_words(document, shared_workshop().library.wordings, (str(file),)))


def read_roster(file: Path) -> Ended:
    """A list of schools."""
    words = shared_workshop().library.dictionary.vocabulary.lists
    return Ended(load_school_list(file, words).problems)


def read_decisions(file: Path) -> Ended:
    """What an office decided about the files of a folder, held against these."""
    loaded = load_decisions(file.parent)
    said = Particulars("一小", "101", "邻县", 2023)
    files = (
        Applicant(key, str(file.with_name(key)), said, mark="a") for key in ("甲.yaml", "乙.yaml")
    )
    terms = AdmissionTerms("示例县", "", 2024, decisions=loaded.decisions)
    listed = terms._replace(roster=(ListedSchool("二小", "小学", "102"),), roster_file="名单.xlsx")
    applicants, told = tuple(files), list(loaded.problems)
    for each in (terms, listed):
        admission = admit_schools(applicants, each)
        told += (*admission.problems, *chain.from_iterable(admission.notes.values()))
    edit_decisions(file)
    return Ended(told)


def edit_decisions(file: Path) -> None:
    """A decision written into the file, and taken back; what cannot be edited is left."""
    now, decision = datetime.datetime(2026, 1, 1), Decision("甲.yaml", DecisionKind.ASIDE)
    _refused(lambda: decide(file.parent, decision, now))
    _refused(lambda: take_back(file.parent, decision.file, str(decision.kind), now))


def peek_returned(file: Path) -> Ended:
    """What the page says of a file that was returned and put aside, under each name."""
    for name in SENT_NAMES:
        sent = file.with_name(name)
        shutil.copy(file, sent)
        PeekedFiles().peek(sent, shared_workshop().reader)
        find_last_saved(sent.read_bytes())
    return Ended()


def read_settings(file: Path) -> Ended:
    """A project's settings, and what they choose."""
    project = load_project((file.parent,))
    chosen = (lambda: project.chosen_templates, lambda: project.chosen_standards)
    told = [
        problem for each in (*chosen, lambda: project.chosen_output) for problem in _refused(each)
    ]
    return Ended((*project.problems, *told))


def _refused(choose: Callable[[], object]) -> Sequence[Problem]:
    try:
        choose()
    except ReportgenError as fault:
        return fault.problems
    return ()


def edit_value(file: Path) -> Ended:
    """The file with a value changed in the page, and taken back."""
    name, now = ("学校", "名称"), datetime.datetime(2026, 1, 1)
    seen = value_at(open_file(file).tree, name)
    saved = save_edits(file, [ValueEdit(name, "改过：的", seen)], now)
    there = value_at(saved.file.tree, name)
    save_edits(file, [ValueEdit(name, seen, there)], now)
    return Ended(())


def read_user_settings(file: Path) -> Ended:
    """The user's own settings, in the place that the system has for them."""
    folder = file.parent / "reportgen"
    folder.mkdir()
    shutil.copy(file, folder)
    before = dict(os.environ)
    os.environ["XDG_CONFIG_HOME"] = str(file.parent)
    try:
        find_office(load_user_office())
    finally:
        os.environ.clear()
        os.environ.update(before)
    return Ended()


def read_journal(file: Path) -> Ended:
    """What a run noted that was killed."""
    folder = file.parent / WORK_FOLDER
    folder.mkdir()
    shutil.copy(file, folder / "journal-000000-1-1.jsonl")
    file.unlink()
    return read_manifest(file.with_name(MANIFEST))


def read_manifest(file: Path) -> Ended:
    """The memory of a batch: whatever it says, each entry is read or passed over."""
    store = Store(file.parent, MANIFEST)
    told = [problem for key in list(store.heads) for problem in _remembered(store, key)]
    store.close()
    return Ended(told)


def _remembered(store: Store, key: str) -> Sequence[Problem]:
    store.holds(key)
    entry = store.read(key)
    told = entry.problems if entry is not None else ()
    # A place may be any text in a line that was sealed again.
    return [each._replace(location=Location(f"/{each.location.file}")) for each in told]


def check_archive(file: Path) -> Ended:
    """What `check` tells of a .zip of returns."""
    checked = check_folder(Question(file), shared_workshop())
    for each in checked.fallen:
        raise_again(each.trace)
    return Ended(checked.all_problems)


SENT_NAMES = (
    *("学校.yaml", "表.xlsx", "表.xls", "表.ods", "表.csv", "表.et", "报告.docx", "报告.wps"),
    *("图.png", "说明.txt", "清单.json", "错误清单.xlsx", "光明小学_2024_自查报告.docx"),
    *("文件.pdf", "映射.yaml", "交来.zip", "~$表.xlsx", "稿"),
)


"""What a file may be called, whatever is in it."""


def check_sent(file: Path) -> Ended:
    """What `check` tells of a folder in which the file has each name that one may have."""
    words = shared_workshop().library.dictionary.vocabulary.lists
    for name in SENT_NAMES:
        sent = file.with_name(name)
        shutil.copy(file, sent)
        find_names_inside(sent, words)
    _refused(lambda: check_for_words(sent, shared_workshop().library.wordings))
    file.with_name("附表.xlsx").write_bytes(other_samples.stray())
    school = samples.seed("学校.yaml").decode()
    named = school.replace("年度: 2024", "年度: 2024, 附件: [表.xlsx, 图.png]")
    file.with_name("好.yaml").write_text(named, encoding="utf-8")
    file.unlink()
    return check_archive(file.parent)


def deliver_over(file: Path) -> Ended:
    """Another file that is written in its place: what a person wrote stays."""
    old = file.read_bytes()
    shutil.copy(file, file.with_name(TRACE_LOG))
    delivered = deliver_file(file, samples.reports()[-1])
    written = delivered.path.read_bytes()
    deliver_file(file, samples.reports()[-1])
    find_kept(file, "0" * 64)
    deliver_file(file, samples.reports()[-1], force=True)
    write_log(file.with_name(TRACE_LOG), ())
    kept = any(path.read_bytes() == old for path in file.parent.glob("报告*"))
    if not kept and not is_sealed(file.name, old):
        raise ReaderError("what a person wrote is lost")
    told = (delivered.problem,) if delivered.problem else ()
    return Ended(told, (written,))


def read_font(file: Path) -> Ended:
    """The names of its typefaces."""
    read_families(file)
    return Ended()


def read_pages(file: Path) -> Ended:
    """A PDF with the pages of headings, beside a document whose PDF it may be."""
    read_probe(read_pdf_titles(file.read_bytes()))
    document = file.with_name("报告.docx")
    document.write_bytes(samples.reports()[0])
    return Ended(list(find_old_pdfs((document,))))


def raise_again(trace: str) -> None:
    """Errors: ReaderError with a trace that a barrier within the reader has kept."""
    if trace:
        raise ReaderError(trace)


class ReaderError(Exception):
    """Raised with the trace of a fault that was kept from the others."""


def send_back(file: Path) -> Ended:
    """A form that is sent back with its faults marked."""
    workshop = shared_workshop()
    try:
        told: Sequence[Problem] = examine_school(Source(file), workshop).problems
    except ReportgenError as fault:
        told = fault.problems
    try:
        return Ended(told, (mark_workbook(file.read_bytes(), told),), is_ours=False)
    except NoWorkbookError:
        # Then a list of the faults is sent.
        return Ended(told)
