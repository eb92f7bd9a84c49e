"""What lies on the desk: the folder that was opened, its files, and what is shared in reading them.

Nothing of a file is kept between two requests but what a run keeps anyway: the file is the truth.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import tempfile
import threading
from collections.abc import Collection, Sequence
from pathlib import Path

from reportgen.deliver import deliver_copy
from reportgen.editing.addresses import Address
from reportgen.editing.column_choices import Offers
from reportgen.editing.entry_fields import EntryField, FieldTable, FormChapter
from reportgen.editing.entry_form import entry_form
from reportgen.editing.form_origin import (
    FORM_SUFFIXES,
    FormOrigin,
    NewValue,
    ReadForm,
    begin_from_form,
    edits_of,
    form_mark,
    new_values,
    origin_of,
    read_form,
    remember,
    write_begun,
)
from reportgen.editing.form_plans import FormTerms, plan_forms
from reportgen.editing.last_year import PastSchool, find_past_school
from reportgen.editing.mended_form import make_editable, read_plain
from reportgen.editing.new_file import NewSchool, new_tree, tree_from_last, write_new
from reportgen.editing.saved_file import FileOnDisk, Saved, ValueEdit, open_file, save_edits
from reportgen.editing.taken_over import LastYears, with_taken_over
from reportgen.forms.plan import FormPlan, type_choices
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.inside import leads_inside
from reportgen.load.lock_file import is_lock_file
from reportgen.load.project import PROJECT_FILE, load_project
from reportgen.load.source import YAML_SUFFIXES, Source
from reportgen.load.template_folder import DISTRICT_OUTLINE, OUTLINE, WORDS
from reportgen.load.text_file import read_bytes
from reportgen.model.admission import ListedSchool
from reportgen.model.opening import IN_PAGE
from reportgen.model.stages import SchoolType
from reportgen.model.standard import judged_stages
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Location, Problem, UnreadableFileError, error
from reportgen.regular_files import is_regular
from reportgen.seals import is_sealed
from reportgen.words.safe_names import safe_file_name

_NO_DATA = frozenset({OUTLINE, DISTRICT_OUTLINE, WORDS, PROJECT_FILE})

WORD_SUFFIXES = frozenset({".docx"})
"""The endings of Word templates."""

GONE = "gone"
"""The code of the problem that a file is not there any more."""

_GONE_HINT = "可能改了名、移走或者删掉了；放回原处就能接着用，或者从首页另选一个"


class OpenedSchool(NamedTuple):
    """A school's file as it is now: what it says, what it comes to, and the fields to fill in.

    `last` is the school the year before, where that was asked for; `chapters` are None where the
    file says too little to know what it is to be asked.
    """

    file: FileOnDisk
    examined: Examined
    chapters: tuple[FormChapter, ...] | None
    plan: FormPlan | None
    last: PastSchool | None = None


class ComparedForm(NamedTuple):
    """The form of a data file as it is now, and what was changed in it since it was taken."""

    read: ReadForm
    values: Sequence[NewValue]


class Desk:
    """A folder of data files, and the workshop in which they are read. Threads may share it."""

    def __init__(self, folder: Path, last: Path | None = None) -> None:
        self.folder = folder.resolve()
        project = load_project((self.folder,))
        self.project, self.problems = project, project.problems
        grounds = (project.folder,) if project.folder is not None else ()
        self.workshop = Workshop(
            *project.chosen_templates, grounds=grounds, checks=project.checks, opening=IN_PAGE
        )
        self.template_folders = project.chosen_templates
        self._standards = project.chosen_standards
        self._last = last
        self._last_years = LastYears(self.workshop)
        self._lock = threading.Lock()

    def take_settings(self) -> None:
        """Go by what the folder's settings accept now. Errors: as `load_project`."""
        with self._lock:
            self.project = load_project((self.folder,))
            self.workshop.checks = self.project.checks

    def files(self) -> tuple[str, ...]:
        """The names of the data files in the folder."""
        return data_files_in(self.folder)

    def changed_at(self, name: str) -> datetime.datetime:
        """When the file was last changed; long ago where it has gone meanwhile."""
        try:
            return datetime.datetime.fromtimestamp((self.folder / name).stat().st_mtime)
        except OSError:
            return datetime.datetime.fromtimestamp(0)

    def find_by_mark(self, mark: str) -> str:
        """The name of the data file whose bytes have that mark; empty where there is none."""
        with contextlib.suppress(OSError):
            for name in self.files():
                with contextlib.suppress(UnreadableFileError):
                    if open_file(self.path_of(name)).mark == mark:
                        return name
        return ""

    @property
    def is_district(self) -> bool:
        """Whether the folder is a district's: its own file lies in it."""
        return any(name.casefold() == DISTRICT_FILE for name in self.files())

    def path_of(self, name: str, suffixes: Collection[str] = YAML_SUFFIXES) -> Path:
        """The path of a file of the folder with one of those endings.

        Errors: UnreadableFileError for any other name.
        """
        return file_in(self.folder, name, suffixes)

    def look(self, name: str) -> OpenedSchool:
        """The school of that file. Errors: UnreadableFileError where there is none."""
        path = self.path_of(name)
        with self._lock:
            return self._look(path, open_file(path))

    def look_at(self, source: Source) -> tuple[FormChapter, ...] | None:
        """The fields of a school of any data file or table, as they are filled in there; None where
        it says too little to know what it is to be asked. Errors: as `look`.
        """
        with self._lock:
            examined = examine_school(source, self.workshop, self._standards)
            plan = self._plan(examined)
            if plan is None:
                return None
            tree = read_plain(source, self.workshop)
            return entry_form(tree, plan, None, self._offers(plan.school_type))

    def open_with_last(self, name: str, last: str = "") -> OpenedSchool:
        """The school with what it was last year beside its fields: by the file of the folder that
        is named, or by what the program was given; without where neither tells of it.

        Errors: UnreadableFileError where there is no such file, or it cannot be read.
        """
        opened = self.look(name)
        source = self.path_of(last) if last else self._last
        school = opened.examined.school
        if source is None or school is None or opened.plan is None:
            return opened
        listed = ListedSchool(school.name, school.code)
        with self._lock:
            past = find_past_school(source, listed, self.workshop)
            chapters = entry_form(opened.file.tree, opened.plan, past, self._offers(school.type))
        return opened._replace(chapters=chapters, last=past)

    def asked_for(self, name: str, fact: str) -> Sequence[EntryField | FieldTable]:
        """The fields and lists by which the school would give that fact.

        Errors: UnreadableFileError where there is no such file.
        """
        opened = self.look(name)
        plan = opened.plan
        if plan is None or fact not in plan.dictionary.facts:
            return ()
        offers, tree = self._offers(plan.school_type), opened.file.tree
        chapters = entry_form(tree, plan, None, offers, (fact,))
        made = plan.dictionary.facts[fact].formula is not None
        beneath = frozenset({fact}) if made else plan.dictionary.beneath((fact,))
        groups = (group for chapter in chapters for group in chapter.groups)
        fields = (field for group in groups for field in group.fields)
        tables = (table for chapter in chapters for table in chapter.tables)
        return [
            *(each for each in fields if each.fact in beneath),
            *(each for each in tables if each.fact in beneath),
        ]

    def type_names(self) -> tuple[str, ...]:
        """The types that a school may be of, each by one name."""
        return tuple(
            dict.fromkeys(each.name for each in self.workshop.library.school_types.values())
        )

    def standard_names(self) -> tuple[tuple[str, str], ...]:
        """The standards by which schools are judged: the id and the title of each."""
        types = self.workshop.library.school_types
        known = self.workshop.library.all_standards()
        return tuple((each.id, each.title) for each in known if type_choices(types, (each,)))

    def begin(self, school: NewSchool, last: str = "") -> str:
        """The name of a new file of that school, with the texts of last year's file where one is
        named. Errors: ReportgenError where that cannot be read, or nothing can be written.
        """
        tree = new_tree(school)
        source = self.path_of(last) if last else None
        with self._lock:
            if source is not None:
                past = find_past_school(source, ListedSchool(school.name), self.workshop)
                facts = self.workshop.library.all_facts()
                tree = tree_from_last(school, past, facts) if past else tree
            return write_new(self.folder, school, tree).name

    def begin_from_form(self, name: str, data: bytes) -> tuple[str, Sequence[Problem]]:
        """The name of a new file of a form that was sent, and what is wrong in the form.

        Errors: as `write_begun`.
        """
        with tempfile.TemporaryDirectory() as place, self._lock:
            form = Path(place, safe_file_name(Path(name).stem, Path(name).suffix.lower()))
            deliver_copy(form, data)
            read = read_form(form, self.workshop)
            return write_begun(read, self.folder).name, read.problems

    def open_form(self, name: str) -> str:
        """The name of the data file that a form of the folder begins, or began before; in a
        district's folder it takes the form's place, so that the school is counted once.

        Errors: UnreadableFileError for another name; else as `begin_from_form`.
        """
        path = self.path_of(name, FORM_SUFFIXES)
        with self._lock:
            if self.is_district:
                return make_editable(self.folder, path, self.workshop)
            return begin_from_form(path, self.workshop).name

    def forms(self) -> tuple[str, ...]:
        """The names of the workbooks in the folder but those that the program made."""
        found = (each for each in self.folder.iterdir() if each.suffix.lower() in FORM_SUFFIXES)
        return tuple(sorted(each.name for each in found if each.is_file() and _is_persons(each)))

    def compare_form(self, name: str, known: str = "") -> ComparedForm | None:
        """What the form of a data file says now; None where there is no such form, or it bears the
        mark that is `known`.
        """
        path = self.path_of(name)
        origin = origin_of(path)
        form = self.folder / origin.form if origin is not None else None
        if origin is None or form is None or not form.is_file() or form_mark(form) == known:
            return None
        with self._lock:
            read = read_form(self.path_of(form.name, FORM_SUFFIXES), self.workshop)
            values = new_values(origin, read, open_file(path).tree)
        return ComparedForm(read, values)

    def settle_form(self, name: str, mark: str, chosen: Collection[Address]) -> Saved | None:
        """Take the chosen values of the changed form, and let the others be as they are here; None
        where the form is another than the one with that mark.
        """
        compared, path = self.compare_form(name), self.path_of(name)
        if compared is None or compared.read.mark != mark:
            return None
        with self._lock:
            edits = edits_of(compared.values, chosen)
            saved = save_edits(path, edits, datetime.datetime.now())
            read = compared.read
            remember(path, FormOrigin(read.path.name, read.mark, read.tree))
            return saved

    def save(
        self, name: str, edits: Sequence[ValueEdit], now: datetime.datetime
    ) -> tuple[Saved, OpenedSchool]:
        """Make the edits, and the school as it is then. Errors: as `save_edits`."""
        path = self.path_of(name)
        with self._lock:
            saved = save_edits(path, edits, now)
            return saved, self._look(path, saved.file)

    def _look(self, path: Path, file: FileOnDisk) -> OpenedSchool:
        examined = examine_school(path, self.workshop, self._standards)
        examined = with_taken_over(examined, path, self._last_years, self.workshop.checks)
        plan = self._plan(examined)
        chapters = None
        if plan is not None:
            chapters = entry_form(file.tree, plan, None, self._offers(plan.school_type))
        return OpenedSchool(file, examined, chapters, plan)

    def _offers(self, school_type: SchoolType) -> Offers:
        """The standards by which such a school may be judged, and the genres."""
        library = self.workshop.library
        known = (each for each in library.all_standards() if judged_stages((each,), school_type))
        return Offers(tuple(each.id for each in known), tuple(library.genres.by_id))

    def _plan(self, examined: Examined) -> FormPlan | None:
        school, assessment = examined.school, examined.assessment
        if school is None or assessment is None:
            return None
        standards = tuple(each.standard for each in assessment.standards)
        names = type_choices(self.workshop.library.school_types, standards)
        terms = FormTerms(school.settings.year, names, genre=school.settings.genre)
        return plan_forms(self.workshop, standards, examined.dictionary, school.type, terms)


def data_files_in(folder: Path) -> tuple[str, ...]:
    """The names of the data files in the folder: its settings, outlines and words are none."""
    found = (each for each in folder.iterdir() if each.suffix.lower() in YAML_SUFFIXES)
    return tuple(
        sorted(each.name for each in found if each.is_file() and each.name not in _NO_DATA)
    )


def templates_in(folder: Path) -> tuple[str, ...]:
    """The names of the Word documents in the folder but those that the program made."""
    found = (each for each in folder.iterdir() if each.suffix.lower() in WORD_SUFFIXES)
    return tuple(sorted(each.name for each in found if each.is_file() and _is_persons(each)))


def file_in(folder: Path, name: str, suffixes: Collection[str] = YAML_SUFFIXES) -> Path:
    """The path of a file of the folder with one of those endings.

    Errors: UnreadableFileError for any other name.
    """
    path = folder / name
    is_plain = name == Path(name).name and path.suffix.lower() in suffixes
    if is_plain and not os.path.lexists(path):
        raise UnreadableFileError(error(GONE, "这个文件不在了", Location(name), _GONE_HINT))
    if not is_plain or not leads_inside(folder, path) or not is_regular(path):
        told = error("outside", "不是这个文件夹里的文件", Location(name), "请从首页选择")
        raise UnreadableFileError(told)
    return path


def _is_persons(path: Path) -> bool:
    """Whether a person made the document: what Office has open beside it and reports are none."""
    try:
        return not is_lock_file(path) and not is_sealed(path.name, read_bytes(path))
    except UnreadableFileError:
        return False
