"""Data files, folders and texts of documents, checked as the options of `reportgen check` say."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.barrier import Fallen, attempt
from reportgen.batch.table_rows import in_row
from reportgen.cli.options import (
    choose_standards,
    find_project,
    project_grounds,
    template_folders,
)
from reportgen.cli.terminal import say
from reportgen.load.archive import ARCHIVE_SUFFIX
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.project import PROJECT_FILE, Project
from reportgen.load.source import YAML_SUFFIXES, Source
from reportgen.model.check_settings import CheckSettings
from reportgen.model.text_table import DocumentTexts
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Problem, by_place

if TYPE_CHECKING:
    from reportgen.batch.checking import CheckedFolder, Question
    from reportgen.batch.folder_figures import FolderFigures
    from reportgen.text_checks.figure_trail import BuiltFigures
    from reportgen.text_checks.known_figures import KnownFigures


class DataChecker:
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
        done = [self._with_last_year(attempt(task, file), file, workshop) for task in tasks]
        fallen = [each for each in done if isinstance(each, Fallen)]
        found = [problem for each in done for problem in _problems_of(each, len(sources) > 1)]
        return by_place((*workshop.reader.table_problems(source), *found)), fallen

    @staticmethod
    def _with_last_year(
        done: Examined | Fallen, file: Path, workshop: Workshop
    ) -> Examined | Fallen:
        """With what is said of texts that stand in last year's file beside it; of a data file."""
        if isinstance(done, Fallen) or file.suffix.lower() not in YAML_SUFFIXES:
            return done
        # Most checks are of one file by itself: what compares it is not loaded before.
        from reportgen.editing.taken_over import LastYears, with_taken_over

        return with_taken_over(done, file, LastYears(workshop), workshop.checks)

    def check_text(self, texts: DocumentTexts, data: bytes, file: str) -> tuple[Problem, ...]:
        """What is wrong with the texts of a document, and with the figures that it was made with,
        held against the data if there are: those of its school, where they are of a folder.

        Errors: ReportgenError for data that hold no school.
        """
        from reportgen.cli.figure_trail import check_figures_of, without_told

        found = self._check_document(texts, file)
        if not texts.has_figures:
            return found
        trail = check_figures_of(data, file, partial(self._built_of, texts, file))
        return (*trail, *without_told(found, trail))

    def _check_document(self, texts: DocumentTexts, file: str) -> tuple[Problem, ...]:
        from reportgen.cli.document_texts import (
            check_document,
            cite_standards,
            first_lines,
            words_alone,
        )
        from reportgen.text_checks.known_figures import KnownFigures

        _, workshop = self._surroundings(self._against or Path(PROJECT_FILE))
        wordings, known = workshop.library.wordings, self._figures
        if isinstance(known, KnownFigures):
            return check_document(texts, cite_standards(known, texts, workshop), wordings)
        found = known.of_report(first_lines(texts.parts), Path(file))
        if isinstance(found, Problem):
            alone = cite_standards(words_alone(workshop), texts, workshop)
            return found, *check_document(texts, alone, wordings)
        return check_document(texts, found, wordings)

    def _built_of(self, texts: DocumentTexts, file: str) -> BuiltFigures:
        """The report that the data make of whom that one is."""
        from reportgen.cli.document_texts import first_lines
        from reportgen.cli.figure_trail import made_figures
        from reportgen.text_checks.figure_trail import BuiltFigures
        from reportgen.text_checks.known_figures import KnownFigures

        known = self._figures
        if isinstance(known, KnownFigures):
            return self._built
        made = known.made_for(first_lines(texts.parts), Path(file))
        return made_figures(made.document, file, made.names) if made else BuiltFigures()

    @cached_property
    def _built(self) -> BuiltFigures:
        from reportgen.cli.figure_trail import build_figures
        from reportgen.text_checks.figure_trail import BuiltFigures

        if self._against is None:
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


def _problems_of(done: Examined | Fallen, is_row: bool) -> tuple[Problem, ...]:
    """What is wrong with a school of a file."""
    return done.problems if isinstance(done, Fallen) or not is_row else in_row(done)
