"""What whoever keeps the templates has on the desk: their folder, the data to see them with, and
what checks and tries them, made anew when a file of theirs has changed.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.inside import leads_inside
from reportgen.load.project import Project, load_project
from reportgen.load.template_folder import DISTRICT_OUTLINE, OUTLINE, PHRASES
from reportgen.model.facts import FactDictionary
from reportgen.model.school import OutlineEntry
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, ReportgenError
from reportgen.resources import data_folder, templates_folder
from reportgen.template_tools.check.files import CheckedFile, Checker, find_template_files
from reportgen.template_tools.field_listing import Listing, list_fields
from reportgen.template_tools.samples import Samples
from reportgen.template_tools.trials import Heard, Outlined, Trials
from reportgen.web.desk import WORD_SUFFIXES, Desk, data_files_in, file_in, templates_in

SAMPLE = "样例："
"""What the names of bundled schools and districts begin with, among the data to choose."""


class Choice(NamedTuple):
    """The data by which templates are seen, and the standards that are chosen for them."""

    data: Path
    standards: tuple[str, ...] = ()


class KeeperDesk:
    """The templates of the folder on the desk. Threads may share it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._known: tuple[object, Trials, Checker] | None = None
        self._checked: tuple[object, CheckedFile] | None = None
        self._heard: dict[tuple[object, ...], Heard] = {}

    @cached_property
    def folder(self) -> Path:
        """The folder of templates: the one that was opened, or the first of those that its settings
        name inside of it.
        """
        own = self._desk.folder
        if any((own / each).exists() for each in (PHRASES, OUTLINE, DISTRICT_OUTLINE)):
            return own
        named = (each for each in self._desk.template_folders if each.is_dir())
        return next((each.resolve() for each in named if leads_inside(own, each)), own)

    @cached_property
    def _above(self) -> Project:
        """The settings beside the folder that was opened, where they name it as their templates."""
        with contextlib.suppress(ReportgenError):
            project = load_project((self._desk.folder.parent,))
            if self.folder in {each.resolve() for each in project.templates}:
                return project
        return Project()

    @cached_property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are looked in, the own one first; the bundled one is none of them."""
        named = [each.resolve() for each in (*self._above.templates, *self._desk.template_folders)]
        later = named[named.index(self.folder) + 1 :] if self.folder in named else named
        return tuple(dict.fromkeys((self.folder, *later)))

    @property
    def has_texts(self) -> bool:
        """Whether there is anything of templates in the folder."""
        return bool(self.templates()) or any(find_template_files(self.folder))

    def templates(self) -> tuple[str, ...]:
        """The names of the Word templates."""
        return templates_in(self.folder)

    def template(self, name: str) -> Path:
        """The path of one of them. Errors: UnreadableFileError for any other name."""
        return file_in(self.folder, name, WORD_SUFFIXES)

    # ---- what they are seen with ----

    def data_names(self) -> tuple[str, ...]:
        """What templates can be seen with: files of the folder, of its project, bundled samples."""
        above = self._above.folder
        names = () if above is None else data_files_in(above)
        return (
            *self._desk.files(),
            *(f"{above.name}/{each}" for each in names if above is not None),
            *_samples(),
        )

    def district_names(self) -> tuple[str, ...]:
        """The bundled districts among them."""
        return tuple(name for name, path in _samples().items() if path.is_dir())

    def name_of(self, data: Path, names: Sequence[str]) -> str:
        """Which of those names the data have; empty for none."""
        return next((each for each in names if self.data(each) == data), "")

    def data(self, name: str) -> Path:
        """The file of that name, or the folder of a bundled district; for none the first school.

        Errors: UnreadableFileError for any other name.
        """
        if not name:
            schools = [each for each in self.data_names() if not _is_district(each)]
            own = [each for each in schools if not each.startswith(SAMPLE)]
            name = own[0] if own else next(iter(_samples()))
        above = self._above.folder
        if name in _samples():
            return _samples()[name]
        if above is not None and name.startswith(f"{above.name}/"):
            return file_in(above, name.removeprefix(f"{above.name}/"))
        return self._desk.path_of(name)

    def standards(self) -> tuple[tuple[str, str], ...]:
        """The standards that may be chosen: the id and the title of each."""
        return self._desk.standard_names()

    def choice(self, data: str, standard: str) -> Choice:
        """What was chosen; without a standard, the project's, else what the data name. Errors: as
        `data`.
        """
        usual = self._above.standards or self._desk.project.standards
        known = {name for name, _ in self.standards()}
        return Choice(self.data(data), (standard,) if standard in known else usual)

    @property
    def dictionary(self) -> FactDictionary:
        """The facts that any school may be asked."""
        return self._desk.workshop.library.all_facts()

    # ---- what tries them ----

    @property
    def mark(self) -> tuple[object, ...]:
        """What changes whenever a text of the templates does."""
        return tuple(self._marks())

    def _marks(self) -> Iterator[object]:
        for folder in self.folders:
            for path in find_template_files(folder) if folder.is_dir() else ():
                if path.suffix not in WORD_SUFFIXES:
                    yield str(path), *_mark_of(path)

    def check_phrase(self, path: Path, text: str) -> tuple[Problem, ...]:
        """What would be wrong with the phrase in that file if it said that."""
        with self._lock:
            return self._tools()[1].check_phrase_text(path, text)

    def check_outline(self, path: Path, outline: Sequence[OutlineEntry]) -> tuple[Problem, ...]:
        """What would be wrong with the outline in that file if it had those entries."""
        with self._lock:
            return self._tools()[1].check_outline_entries(path, outline)

    def outlined(self, choice: Choice, outline: Sequence[OutlineEntry]) -> Outlined:
        """The report of the data by that outline. Errors: ReportgenError where there is none."""
        with self._lock:
            trials, _ = self._tools()
            return trials.outlined(choice.data, outline, choice.standards)

    def check_template(self, path: Path) -> CheckedFile:
        """What is wrong with that template. Errors: UnreadableFileError where it is none."""
        with self._lock:
            _, checker = self._tools()
            key = (path, _mark_of(path))
            if self._checked is None or self._checked[0] != key:
                self._checked = key, checker.check_file(path)
            return self._checked[1]

    def listing(self, choice: Choice) -> Listing:
        """The names of templates with the values of those data. Errors: ReportgenError where no
        report can be made of them.
        """
        with self._lock:
            return list_fields(choice.standards, choice.data, _bundled_samples())

    def _tools(self) -> tuple[Trials, Checker]:
        mark = self.mark
        if self._known is None or self._known[0] != mark:
            self._heard.clear()
            self._checked = None
            checker = Checker(self.folders, bundled=_bundled_samples())
            self._known = mark, Trials(self.folders), checker
        return self._known[1:]

    def hear(self, choice: Choice, *, lacking: bool = False) -> Heard:
        """What phrases are given for the data. Errors: ReportgenError where there is no report."""
        with self._lock:
            trials, _ = self._tools()
            key = (choice, _mark_of(choice.data), lacking)
            if key not in self._heard:
                self._heard[key] = _hear(trials, choice, lacking)
            return self._heard[key]

    def samples(self) -> Iterator[Heard]:
        """Bundled schools that meet, fail and lack what is asked, then bundled districts."""
        paths = [path for name, path in _samples().items() if path.is_file()]
        for lacking in (False, True):
            yield from (self.hear(Choice(path), lacking=lacking) for path in paths)
        yield from (self.hear(Choice(path)) for path in _samples().values() if path.is_dir())

    def hear_any(self, choice: Choice) -> Heard:
        """As `hear`, of a bundled school where no report can be made of the data."""
        try:
            return self.hear(choice)
        except ReportgenError:
            return self.hear(self.sample)

    @property
    def sample(self) -> Choice:
        """A bundled school."""
        return Choice(next(iter(_samples().values())))

    @property
    def all_folders(self) -> Sequence[Path]:
        """The folders with the bundled one at the end."""
        return (*self.folders, templates_folder())


@lru_cache(maxsize=1)
def _bundled_samples() -> Samples:
    """The samples by which templates are checked: they depend on nothing but the program."""
    return Samples()


def _hear(trials: Trials, choice: Choice, lacking: bool) -> Heard:
    """With the folder's own texts as far as they are sound: what is wrong with them is told of
    them.
    """
    try:
        return _hear_with(trials, choice, lacking)
    except ReportgenError:
        return _hear_with(Trials(), choice, lacking)


def _hear_with(trials: Trials, choice: Choice, lacking: bool) -> Heard:
    if choice.data.is_dir():
        return trials.hear_district(choice.data)
    return trials.hear(choice.data, choice.standards, lacking=lacking)


def _is_district(name: str) -> bool:
    return name.rpartition("/")[2].casefold() == DISTRICT_FILE


def _samples() -> Mapping[str, Path]:
    schools = sorted((data_folder() / "schools").glob("*.yaml"))
    districts = sorted(path for path in (data_folder() / "districts").iterdir() if path.is_dir())
    return {f"{SAMPLE}{path.stem}": path for path in (*schools, *districts)}


def _mark_of(path: Path) -> tuple[int, int]:
    """What changes when the file is saved."""
    try:
        known = path.stat()
    except OSError:
        return 0, 0
    return known.st_mtime_ns, known.st_size
