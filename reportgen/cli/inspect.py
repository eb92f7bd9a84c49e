"""`reportgen check`: everything that is wrong in data files, folders and documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen.barrier import Fallen, attempt, name_log
from reportgen.batch.table_rows import in_row
from reportgen.cli.alike import gather_alike, told_once
from reportgen.cli.annotating import (
    Annotating,
    annotate_option,
    refuse_own_place,
    tell_annotated,
)
from reportgen.cli.as_json import sent_json
from reportgen.cli.idle_options import tell_idle, tell_idle_checking, tell_idle_reading
from reportgen.cli.layout import (
    CheckedDocument,
    as_told,
    find_document_problems,
    layout_option,
    spread,
)
from reportgen.cli.options import (
    choose_standards,
    find_project,
    force_option,
    json_option,
    mapping_option,
    project_grounds,
    return_option,
    school_option,
    standard_option,
    template_folders,
    templates_option,
)
from reportgen.cli.terminal import (
    exit_code,
    print_json,
    print_problems,
    say,
    show_traces,
    summarise,
)
from reportgen.load.archive import ARCHIVE_SUFFIX
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.project import PROJECT_FILE, Project
from reportgen.load.source import Source
from reportgen.model.check_settings import CheckSettings, find_unmet, without_accepted
from reportgen.model.text_table import DocumentTexts
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Problem, by_place

if TYPE_CHECKING:
    from reportgen.batch.checking import CheckedFolder, Question
    from reportgen.batch.folder_figures import FolderFigures
    from reportgen.load.sent_files import SentFile
    from reportgen.text_checks.figure_trail import BuiltFigures
    from reportgen.text_checks.known_figures import KnownFigures


@click.command()
@click.argument(
    "files", metavar="文件或文件夹...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@standard_option
@templates_option
@layout_option
@school_option
@mapping_option
@click.option("--strict", is_flag=True, help="有提醒也算不通过。")
@click.option(
    "--against",
    metavar="学校数据",
    type=click.Path(path_type=Path),
    help=(
        "Word 文档里的数和这个数据文件核对，如 check 报告.docx --against 学校.yaml；"
        "写文件夹（或 区县.yaml）的，各校的报告和各自的数据、县的报告和各校合计核对。"
    ),
)
@return_option
@annotate_option
@force_option
@json_option
@click.pass_context
def check_command(
    context: click.Context,
    files: tuple[Path, ...],
    standards: tuple[str, ...],
    templates: Path | None,
    layouts: tuple[str, ...],
    school: str | None,
    mapping: Path | None,
    strict: bool,
    against: Path | None,
    return_to: Path | None,
    annotate: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """一次列出数据文件里所有不对和缺少的地方；写文件夹的，里面的文件都检查，和 batch 一样；Word
    文档（.docx）对照公文格式检查版式，核对文中的数。不加 --return、--annotate 不写
    任何文件。
    """
    of_data = ("--standard", standards), ("--templates", templates), ("--mapping", mapping)
    read = (*files, against) if against else files
    tell_idle_checking(
        read, (*of_data, ("--school", school)), (("--layout", layouts), ("--against", against))
    )
    tell_idle_reading(read, mapping, school)
    idle = force and return_to is None and annotate is None
    tell_idle("--force", idle, "它用于 --return、--annotate 写的文件")
    refuse_own_place(files, annotate)
    checker = _DataChecker(standards, templates, school or "", mapping, against)
    found = _Found(keeps_log=return_to is not None)
    for file in files:
        fallen = attempt(partial(_look, file, checker, layouts, found), file)
        if isinstance(fallen, Fallen):
            found.add_fallen(file, fallen)
    found.add_unmet(checker.settings)
    if as_json:
        problems = [each for values in found.told.values() for each in spread(values)]
        print_json({"problems": problems, "sent": sent_json(found.sent)})
    else:
        _print_found(found, checker.switched_off)
    code = max(found.code, exit_code(found.told, strict), _return(found, return_to, force, as_json))
    if annotate is not None:
        code = max(code, tell_annotated(found.documents, Annotating(annotate, force, as_json)))
    context.exit(code)


def _print_found(found: _Found, switched_off: tuple[str, ...]) -> None:
    print_problems(gather_alike(told_once(found.told)))
    say(summarise(list(found.told)) or f"[成功] {found.count} 个文件没有发现问题。")
    if switched_off:
        say(f"没有检查的（{PROJECT_FILE} 写了关）：{'、'.join(switched_off)}")


def _return(found: _Found, folder: Path | None, force: bool, as_json: bool) -> int:
    """Write the files to send back, if there is a folder for them; returns the exit code."""
    if folder is None:
        show_traces(found.fallen)
        return 0
    from reportgen.cli.returning import Returning, return_files

    kept = return_files(found.by_file, Returning(folder, force, as_json, tuple(found.fallen)))
    print_problems(kept)
    return exit_code(kept)


class _Found:
    """What the checks have found so far: `told` with its values for --json, and by data file.

    `fallen` is what the program failed at, of which it `keeps_log` or not; `code` is the gravest
    exit code of what could not be checked.
    """

    def __init__(self, keeps_log: bool) -> None:
        self._keeps_log = keeps_log
        self.fallen: list[Fallen] = []
        self.code = 0
        self.told: dict[Problem, Mapping[str, object]] = {}
        self.documents: dict[Path, CheckedDocument] = {}
        self.by_file: dict[Path, tuple[Problem, ...]] = {}
        self.sent: list[SentFile] = []
        self._looked_at: list[str] = []
        self.count = 0

    def add(self, file: Path, problems: tuple[Problem, ...]) -> None:
        """Take what is wrong with a data file."""
        self.count += 1
        self._looked_at.append(str(file))
        told = self._sending(problems)
        if os.path.lexists(file):
            # Nothing is sent back of what is not there.
            self.by_file[file] = without_accepted(told)
        self.told |= as_told(told)

    def add_fallen(self, file: Path, fallen: Fallen) -> None:
        """Take a file or folder that could not be checked, and why."""
        self.add(file, fallen.problems)
        self.keep_fallen((fallen,))

    def keep_fallen(self, fallen: Sequence[Fallen]) -> None:
        """Take what could not be checked, whose problems are taken already."""
        self.fallen += fallen
        codes = (each.exit_code for each in fallen if not each.trace)
        self.code = max((self.code, *codes))

    def _sending(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The problems, sending for the traces to where they will stand."""
        return name_log(problems) if self._keeps_log else problems

    def add_document(self, file: Path, checked: CheckedDocument) -> None:
        """Take what is wrong with a Word document."""
        self.count += 1
        self._looked_at.append(str(file))
        self.documents[file] = checked
        self.told |= checked.told

    def add_unmet(self, settings: Iterable[CheckSettings]) -> None:
        """Take what those settings accept of the files and is no longer there."""
        for each in settings:
            self.told |= as_told(find_unmet(each, self.told, self._looked_at))

    def add_folder(self, checked: CheckedFolder) -> None:
        """Take what is wrong with a folder and all that is in it."""
        self.count += len(checked.by_file)
        self._looked_at += map(str, checked.by_file)
        by_file = checked.by_file.items()
        self.by_file |= {
            file: without_accepted(self._sending(problems)) for file, problems in by_file
        }
        self.sent += checked.sent
        self.told |= as_told(self._sending(checked.all_problems))
        self.fallen += checked.fallen


def _look(file: Path, checker: _DataChecker, layouts: tuple[str, ...], found: _Found) -> None:
    """Check one file or folder. Errors: ReportgenError for one that cannot be checked."""
    if file.is_dir() or (file.suffix.lower() == ARCHIVE_SUFFIX and file.is_file()):
        found.add_folder(checker.check_folder(file))
        return
    checks = checker.checks_of(file)
    told = find_document_problems(file, layouts, checker.check_text, checks)
    if told is not None:
        found.add_document(file, told)
        return
    problems, fallen = checker.check(file)
    found.add(file, problems)
    found.keep_fallen(fallen)


class _DataChecker:
    """Checks data files as the options say; those with the same templates share a workshop."""

    def __init__(
        self,
        standards: tuple[str, ...],
        templates: Path | None,
        school: str,
        mapping: Path | None,
        against: Path | None,
    ) -> None:
        self._standards, self._templates = standards, templates
        self._school, self._mapping, self._against = school, mapping, against
        self._workshops: dict[object, Workshop] = {}
        self.settings: dict[CheckSettings, None] = {}

    def checks_of(self, file: Path) -> CheckSettings:
        """What the settings beside the file say of the checks."""
        checks = find_project(file).checks
        self.settings.setdefault(checks)
        return checks

    @property
    def switched_off(self) -> tuple[str, ...]:
        """The rules that did not hold for all files."""
        return tuple(dict.fromkeys(rule for each in self.settings for rule in each.switched_off))

    def check(self, file: Path) -> tuple[tuple[Problem, ...], list[Fallen]]:
        """Everything wrong in the file: of a table with several schools, in all of them; and what
        the program failed at.
        """
        project, workshop = self._surroundings(file)
        if file.name.casefold() == DISTRICT_FILE:
            return self._check_district(file, choose_standards(project, self._standards), workshop)
        source = Source(file, self._school, self._mapping)
        sources = (source,) if source.part else workshop.reader.split(source)
        names = choose_standards(project, self._standards)
        tasks = (partial(examine_school, each, workshop, names) for each in sources)
        done = [attempt(task, file) for task in tasks]
        fallen = [each for each in done if isinstance(each, Fallen)]
        found = [problem for each in done for problem in _problems_of(each, len(sources) > 1)]
        return by_place((*workshop.reader.table_problems(source), *found)), fallen

    def check_text(self, texts: DocumentTexts, data: bytes, file: str) -> tuple[Problem, ...]:
        """What is wrong with the texts of a document, and with the figures that it was made with,
        held against the data if there are: those of its school, where they are of a folder.

        Errors: ReportgenError for data that hold no school.
        """
        from reportgen.cli.figure_trail import check_figures_of, without_told

        found = self._check_document(texts, file)
        trail = check_figures_of(data, file, self._built)
        return (*trail, *without_told(found, trail))

    def _check_document(self, texts: DocumentTexts, file: str) -> tuple[Problem, ...]:
        from reportgen.cli.document_texts import check_document, first_lines, words_alone
        from reportgen.text_checks.known_figures import KnownFigures

        _, workshop = self._surroundings(self._against or Path(PROJECT_FILE))
        wordings, known = workshop.library.wordings, self._figures
        if isinstance(known, KnownFigures):
            return check_document(texts, known, wordings)
        found = known.of_report(first_lines(texts.parts), Path(file))
        if isinstance(found, Problem):
            return found, *check_document(texts, words_alone(workshop), wordings)
        return check_document(texts, found, wordings)

    @cached_property
    def _built(self) -> BuiltFigures:
        from reportgen.cli.figure_trail import build_figures
        from reportgen.text_checks.figure_trail import BuiltFigures

        if self._against is None or not _is_of_one_school(self._against):
            return BuiltFigures()
        project, workshop = self._surroundings(self._against)
        source = Source(self._against, self._school, self._mapping)
        return build_figures(source, workshop, choose_standards(project, self._standards))

    @cached_property
    def _figures(self) -> KnownFigures | FolderFigures:
        from reportgen.cli.document_texts import figures_of, words_alone

        against = self._against
        if against is None:
            return words_alone(self._surroundings(Path(PROJECT_FILE))[1])
        if against.name.casefold() == DISTRICT_FILE:
            against = against.parent
        if against.is_dir() or against.suffix.lower() == ARCHIVE_SUFFIX:
            from reportgen.batch.folder_figures import FolderFigures

            return FolderFigures(*self._question(against))
        project, workshop = self._surroundings(against)
        source = Source(against, self._school, self._mapping)
        return figures_of(source, workshop, choose_standards(project, self._standards))

    @staticmethod
    def _check_district(
        file: Path, standards: tuple[str, ...], workshop: Workshop
    ) -> tuple[tuple[Problem, ...], list[Fallen]]:
        """Everything wrong in a district's own file by itself."""
        from reportgen.batch.checking import check_own_file

        hint = "各校合计起来的，请检查整个文件夹：reportgen check 文件夹"
        say(f"{file.name} 是区县自己的数据，只检查了它本身；{hint}", err=True)
        problems, fallen = check_own_file(file, standards, workshop)
        return problems, list(fallen)

    def check_folder(self, folder: Path) -> CheckedFolder:
        """Everything wrong in the folder or archive, as a run over it would find it."""
        # Most checks are of one file: what a run needs is not loaded for them.
        from reportgen.batch.checking import check_folder

        return check_folder(*self._question(folder))

    def _question(self, folder: Path) -> tuple[Question, Workshop]:
        """What is asked of the folder or archive, and with what it is answered."""
        from reportgen.batch.checking import Question

        project, workshop = self._surroundings(folder / PROJECT_FILE)
        question = Question(
            path=folder,
            standards=self._standards,
            extra_standards=() if self._standards else project.chosen_standards,
            templates=template_folders(project, self._templates),
            mapping=self._mapping,
            school=self._school,
        )
        return question, workshop

    def _surroundings(self, file: Path) -> tuple[Project, Workshop]:
        project = find_project(file)
        self.settings.setdefault(project.checks)
        return project, self._workshop(project)

    def _workshop(self, project: Project) -> Workshop:
        folders, grounds = template_folders(project, self._templates), project_grounds(project)
        key = folders, grounds, project.checks
        if key not in self._workshops:
            self._workshops[key] = Workshop(*folders, grounds=grounds, checks=project.checks)
        return self._workshops[key]


def _is_of_one_school(file: Path) -> bool:
    """Whether a report of the data in the file is that of a school: a district's takes a run."""
    name = file.name.casefold()
    return not (file.is_dir() or name == DISTRICT_FILE or name.endswith(ARCHIVE_SUFFIX))


def _problems_of(done: Examined | Fallen, is_row: bool) -> tuple[Problem, ...]:
    """What is wrong with a school of a file."""
    return done.problems if isinstance(done, Fallen) or not is_row else in_row(done)
