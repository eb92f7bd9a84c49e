"""A file in a folder of its own → what each reader of the program makes of it, as commands do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from fuzz import samples
from fuzz.oracle import Ended
from reportgen.assess.district import summarise_district
from reportgen.assess.record import make_record
from reportgen.batch.batch import MANIFEST
from reportgen.batch.checking import Question, check_folder
from reportgen.batch.store import Store
from reportgen.cli import cli
from reportgen.cli.document_texts import check_document, words_alone
from reportgen.cli.layout import find_document_problems
from reportgen.district_pipeline import make_district_document
from reportgen.forms.edited_workbook import NoWorkbookError
from reportgen.forms.marking import mark_workbook
from reportgen.load.district_file import load_district
from reportgen.load.layouts import load_layout
from reportgen.load.project import load_project
from reportgen.load.school_list import load_school_list
from reportgen.load.source import Source
from reportgen.load.template_folder import GENRES, PHRASES
from reportgen.model.district import SchoolRecord
from reportgen.pipeline import (
    Workshop,
    check_template,
    examine_school,
    make_finished,
    with_table_problems,
)
from reportgen.problems import Location, Problem, ReportgenError
from reportgen.resources import data_folder
from reportgen.template_tools.check.files import Checker

Reader = Callable[[Path], Ended]
_MOST_ROWS = 2
_FORM = ".xlsx"


@cache
def shared_workshop() -> Workshop:
    """The one with the bundled templates, which inputs cannot change."""
    return Workshop()


@cache
def _checker() -> Checker:
    return Checker()


def build(file: Path) -> Ended:
    """The school's report; of a table those of its first schools."""
    return _build(file, shared_workshop())


def _build(
    file: Path, workshop: Workshop, template: str = "", mapping: Path | None = None
) -> Ended:
    told, made = list[Problem](), list[bytes]()
    for source in workshop.reader.split(Source(file, "", mapping))[:_MOST_ROWS]:
        examined = with_table_problems(examine_school(source, workshop), source, workshop)
        told += examined.problems
        if examined.report is not None and examined.can_be_built:
            finished = make_finished(examined.report, workshop, template)
            told += (*finished.problems, *check_template(examined.report, workshop, template))
            made.append(finished.document)
    return Ended(told, made, is_ours=not template)


def build_with_mapping(file: Path) -> Ended:
    """A fixed table that the mapping explains."""
    table = file.with_name("汇总表.csv")
    table.write_bytes(samples.seed("汇总表.csv"))
    return _build(table, shared_workshop(), mapping=file)


def build_table(file: Path) -> Ended:
    """A table that a fixed mapping beside it explains."""
    file.with_name("映射.yaml").write_bytes(samples.seed("映射.yaml"))
    return build(file)


def build_by_standard(file: Path) -> Ended:
    """A fixed school that is judged by the standard."""
    school = file.with_name("学校.yaml")
    said = samples.seed("学校.yaml").decode()
    school.write_text(said.replace("河南省办学基本标准", file.name), encoding="utf-8")
    return build(school)


def build_with_picture(file: Path) -> Ended:
    """A fixed school that shows the picture."""
    school = file.with_name("学校.yaml")
    said = samples.seed("学校.yaml").decode()
    text = "学校重视阅读。"
    shown = said.replace(text, f"{text}\n\n  ![图]({file.name})")
    school.write_text(shown, encoding="utf-8")
    return build(school)


def build_by_template(file: Path) -> Ended:
    """A fixed school by that Word template, which may be unsound itself."""
    return _build(_fixed_school(file), shared_workshop(), str(file))


def build_by_sound_template(file: Path) -> Ended:
    """Likewise; all that is of the template's making was sound, but for its tags."""
    return build_by_template(file)._replace(is_ours=True)


def _fixed_school(file: Path) -> Path:
    school = file.with_name("学校.yaml")
    school.write_bytes(samples.seed("学校.yaml"))
    return school


def build_by_folder(file: Path) -> Ended:
    """A fixed school by a folder of templates with that outline."""
    return _build(_fixed_school(file), Workshop(file.parent))


def build_by_genre(file: Path) -> Ended:
    """A fixed school whose folder of templates has that genre, which is checked before."""
    (file.parent / GENRES).mkdir()
    own = file.parent / GENRES / file.name
    shutil.copy(file, own)
    told = [problem for each in _checker().check_path(own) for problem in each.problems]
    school = file.with_name("学校.yaml")
    said = samples.seed("学校.yaml").decode()
    school.write_text(said.replace("年度: 2024", "年度: 2024, 体裁: 校园安全"), encoding="utf-8")
    ended = _build(school, Workshop(file.parent))
    return ended._replace(problems=(*told, *ended.problems))


def build_by_phrase(file: Path) -> Ended:
    """Likewise with that phrase, which is checked before."""
    told = [problem for each in _checker().check_path(file) for problem in each.problems]
    folder = file.parent / PHRASES
    folder.mkdir()
    shutil.copy(file, folder)
    ended = _build(_fixed_school(file), Workshop(file.parent))
    return ended._replace(problems=(*told, *ended.problems))


def check_templates(file: Path) -> Ended:
    """What `template check` tells."""
    return Ended([problem for each in _checker().check_path(file) for problem in each.problems])


def check_layout(file: Path) -> Ended:
    """What `check` tells of a Word document."""
    known, wordings = words_alone(shared_workshop()), shared_workshop().library.wordings
    told = find_document_problems(file, (), lambda parts: check_document(parts, known, wordings))
    return Ended(list(told or ()))


def read_layout(file: Path) -> Ended:
    """A layout of the bureau's own."""
    load_layout((str(file),), data_folder() / "layouts")
    return Ended()


def read_roster(file: Path) -> Ended:
    """A list of schools."""
    words = shared_workshop().library.dictionary.vocabulary.lists
    return Ended(load_school_list(file, words).problems)


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


def raise_again(trace: str) -> None:
    """Errors: ReaderError with a trace that a barrier within the reader has kept."""
    if trace:
        raise ReaderError(trace)


class ReaderError(Exception):
    """Raised with the trace of a fault that was kept from the others."""


@cache
def _records() -> tuple[SchoolRecord, ...]:
    return tuple(
        _record(path) for path in sorted((data_folder() / "districts" / "示例县").glob("0*.yaml"))
    )


def _record(path: Path) -> SchoolRecord:
    examined = examine_school(path, shared_workshop(), ("优质均衡2017",))
    assert examined.school is not None and examined.assessment is not None
    return make_record(examined.school, examined.assessment, examined.dictionary)


def build_district(file: Path) -> Ended:
    """The county's report of its own file and of fixed schools."""
    file.with_name("名单.csv").write_bytes(samples.seed("名单.csv"))
    workshop = Workshop(grounds=(file.parent,))
    loaded = load_district(file, workshop.library)
    if loaded.school is None or any(each.stops for each in loaded.problems):
        return Ended(loaded.problems)
    summary = summarise_district(_records(), loaded.standards, workshop.library.dictionary)
    made = make_district_document(loaded.school, summary, (), workshop)
    documents = (made.document,) if made.document else ()
    return Ended((*loaded.problems, *made.problems), documents)


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


def command_return(file: Path) -> Ended:
    """`check --return`, as it is typed."""
    return _command(file, "check", str(file), "--return", str(file.parent / "退回"))


def command_convert(file: Path) -> Ended:
    """`convert` to a form and back again."""
    made = file.with_name("表.xlsx")
    ended = _command(file, "convert", str(file), str(made))
    if not made.exists():
        return ended
    again = _command(file, "convert", str(made), str(file.with_name("回.yaml")))
    return ended._replace(said=f"{ended.said}\n{again.said}")


def command_batch(file: Path) -> Ended:
    """`batch` over the file and a sound school."""
    data = file.parent / "data"
    data.mkdir()
    (data / "好.yaml").write_bytes(samples.seed("一贯制.yaml"))
    shutil.copy(file, data / f"坏{file.suffix}")
    return _command(
        file, "batch", str(data), "-o", str(file.parent / "out"), "--executor", "serial"
    )


def _command(file: Path, *arguments: str) -> Ended:
    """Errors: ReaderError for an exit code that none of ours is, and for a trace that was kept."""
    ran = CliRunner().invoke(cli, ["--debug", *arguments])
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    if ran.exit_code not in (0, 1, 2):
        raise ReaderError(f"exit code {ran.exit_code}\n{ran.output}")
    for log in file.parent.rglob("出错记录*.txt"):
        raise ReaderError(
            log.read_text(encoding="utf-8").partition("# reportgen sha256")[0].rstrip()
        )
    return Ended(documents=tuple(_written(file)), is_ours=file.suffix != _FORM, said=ran.output)


def _written(file: Path) -> Iterator[bytes]:
    for path in sorted(file.parent.rglob("*")):
        if path != file and path.suffix in (".docx", ".xlsx") and path.parent.name != "data":
            yield path.read_bytes()
