"""A template file, or a folder of templates, phrases and outlines → what is wrong with each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.bounded.limits import LIMITS
from reportgen.load.genres_file import check_genre_file
from reportgen.load.lock_file import is_lock_file
from reportgen.load.template_folder import (
    DISTRICT_OUTLINE,
    GENRES,
    OUTLINE,
    PHRASES,
    list_folder,
)
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.model.document_kinds import DISTRICT_REPORT
from reportgen.model.genre import Genre, Genres
from reportgen.model.school import OutlineEntry
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Location,
    Problem,
    TemplateError,
    UnreadableFileError,
    error,
)
from reportgen.render.places import Finding, WordPlace
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.template_tools.check.outline import check_entries, check_outline_file
from reportgen.template_tools.check.phrase import PhraseUse, check_phrase, used_names
from reportgen.template_tools.inspection import Inspection, choose_samples, inspect_subject
from reportgen.template_tools.inspection.subject import open_subject
from reportgen.template_tools.samples import Samples

_WORD, _PHRASE, _OUTLINES = (".docx",), (".j2",), (".yaml", ".yml")
_GENRE = ".yaml"
_UNREADABLE = frozenset({"template_unreadable", "template_not_word", "template_too_large"})


class FileKind(StrEnum):
    """What a checked file is."""

    SCHOOL = "学校"
    DISTRICT = "县域"
    PHRASE = "短语"
    OUTLINE = "提纲"
    GENRE = "体裁"
    FOLDER = "文件夹"


class CheckedFile(NamedTuple):
    """A file and what is wrong with it. `tried` says that it was tried with the samples.

    `kind` is None and `fallen` says why where it could not be checked.
    """

    file: Path
    kind: FileKind | None
    findings: tuple[Finding, ...]
    tried: bool = True
    fallen: Fallen | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, without the places by their parts."""
        return tuple(finding.problem for finding in self.findings)


class Checker:
    """Checks the files of one folder of templates; what all need is made once.

    `templates` are the folders whose phrases and outlines stand for the bundled ones;
    `allow_external`: a template may reach beyond its file. `bundled` are samples that were made
    with the bundled ones already, by the same standards.
    """

    def __init__(
        self,
        templates: Sequence[Path] = (),
        standards: Sequence[str] = (),
        *,
        allow_external: bool = False,
        bundled: Samples | None = None,
    ) -> None:
        self._templates, self._allow_external = tuple(templates), allow_external
        self._standards, self._given = tuple(standards), bundled

    @cached_property
    def _bundled(self) -> Samples:
        return self._given or Samples((), self._standards)

    @cached_property
    def _own(self) -> Samples:
        return Samples(self._templates, self._standards)

    @cached_property
    def _samples(self) -> Samples:
        """Made with the folder's own phrases and outline, as far as they are sound: what is wrong
        with those is told of them.
        """
        made = attempt(lambda: self._own.schools and self._own.districts, "")
        if isinstance(made, Fallen) and made.exit_code == UnreadableFileError.exit_code:
            raise UnreadableFileError(*made.problems)
        return self._bundled if isinstance(made, Fallen) else self._own

    def check_path(self, path: Path) -> tuple[CheckedFile, ...]:
        """What is wrong with that file, or with each of that folder.

        Errors: UnreadableFileError where there is nothing to check.
        """
        if path.is_dir():
            return self._check_folder(path)
        return (self.check_file(path),)

    def _check_folder(self, folder: Path) -> tuple[CheckedFile, ...]:
        files = tuple(find_template_files(folder))
        if not files:
            hint = f"请写模板文件，或放有 .docx 模板、“{PHRASES}”文件夹、“{OUTLINE}”的文件夹"
            raise UnreadableFileError(
                error("no_templates", "这个文件夹里没有模板", Location(str(folder)), hint)
            )
        folders, allowed = (folder, *self._templates), self._allow_external
        own = Checker(folders, self._standards, allow_external=allowed, bundled=self._given)
        checked = tuple(own._attempt_file(path) for path in files)
        idle = tuple(map(_plain, own._idle_files()))
        return (*checked, CheckedFile(folder, FileKind.FOLDER, idle)) if idle else checked

    def _idle_files(self) -> tuple[Problem, ...]:
        """What lies in the folder and is not used."""
        found = attempt(self._find_idle, "")
        # A file of the folder that cannot be read: told where it was checked.
        return () if isinstance(found, Fallen) else found

    def _find_idle(self) -> tuple[Problem, ...]:
        workshop = self._own.workshop
        return (*workshop.templates_for().problems, *workshop.folder_problems)

    def _attempt_file(self, path: Path) -> CheckedFile:
        """What is wrong with that file, be it that it cannot be read at all."""
        checked = attempt(partial(self.check_file, path), path)
        if not isinstance(checked, Fallen):
            return checked
        return CheckedFile(path, None, tuple(map(_plain, checked.problems)), False, checked)

    def check_file(self, path: Path) -> CheckedFile:
        """What is wrong with that file. Errors: UnreadableFileError for one that cannot be read
        or is no template.
        """
        ending = path.suffix.lower()
        if ending in _PHRASE:
            return self._check_phrase(path)
        if path.parent.name == GENRES and ending == _GENRE:
            problems = check_genre_file(path, self._bundled.workshop.library.genres)
            return CheckedFile(path, FileKind.GENRE, tuple(map(_plain, problems)))
        if ending in _OUTLINES:
            of_district = path.name == DISTRICT_OUTLINE
            genre = self._genre_of(path)
            problems = check_outline_file(path, self._bundled, genre, of_district=of_district)
            return CheckedFile(path, FileKind.OUTLINE, tuple(map(_plain, problems)))
        return self._check_word(path)

    def _genre_of(self, path: Path) -> Genre | None:
        """The genre whose own file that is, or None."""
        if path.parent.parent.name != GENRES:
            return None
        known = self._genres.by_id.values()
        return next((genre for genre in known if genre.folder == path.parent.name), None)

    @cached_property
    def _genres(self) -> Genres:
        """The genres of the folder, as far as they are sound."""
        own = attempt(lambda: self._own.workshop.library.genres, "")
        return self._bundled.workshop.library.genres if isinstance(own, Fallen) else own

    def _check_phrase(self, path: Path) -> CheckedFile:
        text, problems = decode_text(read_bytes(path, LIMITS.text.file), str(path))
        found = (*problems, *self.check_phrase_text(path, text))
        return CheckedFile(path, FileKind.PHRASE, tuple(map(_plain, found)))

    def check_phrase_text(self, path: Path, text: str) -> tuple[Problem, ...]:
        """What would be wrong with the phrase in that file if it said that."""
        values, facts = self._bundled.phrase_values()
        bundled = self._bundled.workshop.templates_for().phrases.get(path.stem, "")
        asked = PhraseUse(values.get(path.stem, ()), used_names(bundled))
        return check_phrase(path.stem, text, str(path), asked, facts)

    def check_outline_entries(
        self, path: Path, outline: Sequence[OutlineEntry]
    ) -> tuple[Problem, ...]:
        """What would be wrong with the outline in that file if it had those entries."""
        of_district, genre = path.name == DISTRICT_OUTLINE, self._genre_of(path)
        return check_entries(outline, path, self._bundled, genre, of_district=of_district)

    def _check_word(self, path: Path) -> CheckedFile:
        data = read_bytes(path)
        try:
            kind, inspection = self._inspect(data, path)
        except TemplateError as fault:
            if any(problem.code in _UNREADABLE for problem in fault.problems):
                raise UnreadableFileError(*fault.problems) from fault
            raise
        return CheckedFile(path, kind, inspection.findings, inspection.tried)

    def _inspect(self, data: bytes, path: Path) -> tuple[FileKind, Inspection]:
        """As a school's template or a district's, as its names have it; else as its own name has
        it.
        """
        kinds = (FileKind.SCHOOL, FileKind.DISTRICT)
        if path.name == DISTRICT_REPORT.file:
            kinds = kinds[::-1]
        samples = {
            FileKind.SCHOOL: self._samples.schools,
            FileKind.DISTRICT: self._samples.districts,
        }
        subject = open_subject(data, str(path), FILTERS)
        kind = kinds[choose_samples(subject, [samples[kind] for kind in kinds])]
        allowed = self._allow_external
        return kind, inspect_subject(data, subject, samples[kind], allow_external=allowed)


def find_template_files(folder: Path) -> Iterator[Path]:
    """The templates, phrases and outlines of the folder, by name, then its genres and those of
    their own; what Word has open beside them is none.
    """
    yield from _own_files(folder)
    for path in list_folder(folder / GENRES):
        if path.is_dir():
            yield from _own_files(path)
        elif path.suffix == _GENRE:
            yield path


def _own_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in _WORD and path.is_file() and not is_lock_file(path):
            yield path
    phrases = folder / PHRASES
    yield from (
        sorted(path for path in phrases.glob("*.j2") if path.is_file()) if phrases.is_dir() else ()
    )
    yield from (folder / name for name in (OUTLINE, DISTRICT_OUTLINE) if (folder / name).is_file())


def _plain(problem: Problem) -> Finding:
    return Finding(problem, WordPlace())
