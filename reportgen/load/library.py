"""What all schools share: the facts, the types of school, the standards and the genres."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from pathlib import Path

from reportgen.load.archive import is_file
from reportgen.load.facts_file import load_facts
from reportgen.load.fields import parse_texts, read_tree, read_word
from reportgen.load.genres_file import load_genres, with_genres
from reportgen.load.inside import Grounds, PlaceRefusal, inside, is_bare_name, with_slashes
from reportgen.load.kept_files import KeptAs, find_read_files, pickled, unpickled
from reportgen.load.settings_file import load_blank_share
from reportgen.load.stages_file import load_school_types, load_stages
from reportgen.load.standards_file import parse_standard
from reportgen.load.themes_file import load_themes
from reportgen.load.vocabulary_file import load_vocabulary
from reportgen.load.words_file import load_wordings
from reportgen.load.yaml_tree import Item
from reportgen.model.facts import FactDictionary
from reportgen.model.genre import Genre, Genres
from reportgen.model.school import School
from reportgen.model.stages import DISTRICT, DISTRICT_STAGES, SchoolType
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.model.wordings import Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, ReportgenError, error, is_stopped
from reportgen.words.nearest import suggest

OWN_STANDARD = "自定标准"


# A file as it was when it was read: its place, when it was last written, and its size.
_Stamp = tuple[Path, int, int]


@dataclass(frozen=True, eq=False)
class Library:
    """The shared knowledge. Standards are read when first asked for and kept.

    A file with less than `blank_share` of the figures that its standards need is blank. Of data,
    `grounds` say which files they may name. `own_folders` are the folders of templates that may
    hold a file of words.
    """

    dictionary: FactDictionary
    school_types: Mapping[str, SchoolType]
    folder: Path
    genres: Genres
    blank_share: Decimal = Decimal(0)
    grounds: Grounds = Grounds()
    own_folders: tuple[Path, ...] = ()
    _bundled: dict[_Stamp, Standard] = field(default_factory=dict)
    _read: dict[Path, Standard] = field(default_factory=dict)
    _named: dict[str, Standard | None] = field(default_factory=dict)

    @property
    def district_dictionary(self) -> FactDictionary:
        """The facts of districts, read when first asked for.

        Errors: ReportgenError for a faulty file.
        """
        return _load_district_facts(self.folder.parent)

    @cached_property
    def wordings(self) -> Wordings:
        """The words that texts are checked for, read when first asked for.

        Errors: ReportgenError for a faulty file.
        """
        return load_wordings(self.folder.parent / "words", self.own_folders)

    def all_standards(self) -> tuple[Standard, ...]:
        """Every bundled standard, by file name."""
        return tuple(self._load(path) for path in sorted(self.folder.glob("*.yaml")))

    def all_facts(self) -> FactDictionary:
        """The dictionary with the facts that bundled standards of schools declare."""
        return join_dictionaries(self.dictionary, self.all_standards())

    def all_district_facts(self) -> FactDictionary:
        """The district's dictionary with the facts that bundled standards of districts declare."""
        return join_dictionaries(self.district_dictionary, self.all_standards())

    def choose_genre(self, school: School, standards: Iterable[Standard]) -> Genre:
        """What the report of that school or district is about: the genre that it names, else that
        of the standards.
        """
        return self.genres.choose(school.settings.genre, (each.genre for each in standards))

    def known_names(self) -> frozenset[str]:
        """The names of all facts, of schools and of districts, standards' own among them."""
        return frozenset({*self.all_facts().facts, *self.all_district_facts().facts})

    def find_standard(self, name: str, near: Path) -> Standard | None:
        """The standard of that id, title or other name, or in that file; None if unknown.

        A file is looked for in the folder `near`, then in the current one.
        """
        if _is_file_name(name):
            plain = with_slashes(name)
            path = next((path for path in (near / plain, Path(plain)) if is_file(path)), None)
            return self._load(path) if path else None
        if name not in self._named:
            self._named[name] = self._find_bundled(name)
        return self._named[name]

    def find_named(self, name: str, near: Path) -> Standard | None:
        """As `find_standard`, of a name that data give: None too where they may not name it."""
        return None if self.refuse_file(name, near) else self.find_standard(name, near)

    def refuse_file(self, name: str, near: Path) -> PlaceRefusal | None:
        """Why data in the folder `near` may not name that standard, where it is that of a file that
        is looked for as `find_standard` does; None where they may.
        """
        if not _is_file_name(name):
            return None
        found = self.grounds.find(name, near)
        if found is PlaceRefusal.MISSING:
            found = inside(self.grounds.root_of(near), name, Path())
            found = PlaceRefusal.MISSING if found is PlaceRefusal.OUTSIDE else found
        return found if isinstance(found, PlaceRefusal) else None

    def _find_bundled(self, name: str) -> Standard | None:
        bundled = self.folder / f"{name}.yaml"
        if is_bare_name(name) and bundled.is_file() and self._load(bundled).id == name:
            return self._load(bundled)
        named = (each for each in self.all_standards() if name in standard_names(each))
        return next(named, None)

    def dictionary_for(self, names: Iterable[str], near: Path) -> FactDictionary:
        """The dictionary with the facts of those standards.

        One that is unknown or faulty is passed over: whoever judges by it says so.
        """
        found = []
        for name in names:
            with suppress(ReportgenError):
                found.append(self.find_named(name, near))
        return join_dictionaries(self.dictionary, filter(None, found))

    def explain_unknown(self, name: str, location: Location) -> Problem:
        """The problem to show for a standard that is not known."""
        known = [standard.id for standard in self.all_standards()]
        is_own = _is_file_name(name)
        hint = "请检查标准文件是否在数据文件旁边" if is_own else suggest(name, known)
        return error("unknown_standard", f"没有“{name}”这个标准", location, hint)

    def explain_refused(self, name: str, refusal: PlaceRefusal, location: Location) -> Problem:
        """The problem to show for a standard that data may not name."""
        if refusal is PlaceRefusal.MISSING:
            return self.explain_unknown(name, location)
        return error("unknown_standard", f"标准“{name}”{refusal.message}", location, refusal.hint)

    def parse_standard(self, item: Item) -> Standard:
        """The standard written there; problems are noted in its file."""
        named = item.entries().get("体裁")
        genre = read_word(named)
        if named is not None and genre and self.genres.find(genre) is None:
            hint = suggest(genre, self.genres.by_id)
            named.report("unknown_genre", f"没有“{genre}”这个体裁", hint)
        judged = parse_texts(item.entries().get("学段"))
        return parse_standard(
            item, self.district_dictionary if judged == (DISTRICT,) else self.dictionary
        )

    def _load(self, path: Path) -> Standard:
        if path not in self._read:
            self._read[path] = (
                self._load_bundled(_stamp(path))
                if path.parent == self.folder
                else self._load_file(path)._replace(file=str(path))
            )
        return self._read[path]

    def _load_bundled(self, stamp: _Stamp) -> Standard:
        if stamp not in self._bundled:
            self._bundled[stamp] = self._load_file(stamp[0])
        return self._bundled[stamp]

    def _load_file(self, path: Path) -> Standard:
        root = read_tree(path)
        # What stood under 自定标准 in a school's file may be saved as it is.
        inner = root.entries().get(OWN_STANDARD)
        standard = self.parse_standard(inner or root)
        if is_stopped(root.reading.problems):
            raise ReportgenError(*root.reading.problems)
        return standard


def _is_file_name(name: str) -> bool:
    """Whether that is how a standard of a file is named."""
    return name.endswith((".yaml", ".yml"))


def standard_names(standard: Standard) -> tuple[str, ...]:
    """All the names by which a standard may be asked for."""
    return (standard.id, standard.title, standard.short_title, *standard.aliases)


def load_library(
    folder: Path, own_genres: Sequence[Path] = (), grounds: Grounds = Grounds()
) -> Library:
    """The library in a data folder, with the genres of the folders `own_genres` before its own.

    Errors: ReportgenError names everything wrong in its files.
    """
    shared = _load_shared(folder, tuple(map(_stamp, _shared_files(folder))))
    return Library(
        dictionary=shared.dictionary,
        school_types=shared.school_types,
        folder=folder / "standards",
        genres=with_genres(shared.genres, own_genres),
        blank_share=shared.blank_share,
        grounds=grounds,
        own_folders=tuple(each.parent for each in own_genres),
        _bundled=shared.standards,
    )


# Reading those anew took a sixteenth of a run.
_AS_FACTS = KeptAs("facts", 2, pickled, unpickled)
_SHARED = (
    *("stages.yaml", "themes.yaml", "facts.yaml", "vocabulary.yaml", "school_types.yaml"),
    "settings.yaml",
)
_GENRES = "genres"


class _Shared(NamedTuple):
    """What does not depend on a run: of data files that are the same it is read once."""

    dictionary: FactDictionary
    school_types: Mapping[str, SchoolType]
    genres: Genres
    blank_share: Decimal
    standards: dict[_Stamp, Standard]


def _shared_files(folder: Path) -> tuple[Path, ...]:
    genres = sorted((folder / _GENRES).glob("*.yaml"))
    return (*(folder / name for name in _SHARED), *genres)


@lru_cache(maxsize=4)
def _load_shared(folder: Path, stamps: tuple[_Stamp, ...]) -> _Shared:
    """What those files of a data folder say; `stamps` are theirs, for other files are read anew."""
    return find_read_files(_shared_files(folder), partial(_read_shared, folder), _AS_FACTS)


def _read_shared(folder: Path) -> _Shared:
    stages = load_stages(folder / "stages.yaml")
    themes = load_themes(folder / "themes.yaml")
    facts = load_facts(folder / "facts.yaml", stages, themes)
    return _Shared(
        replace(facts, vocabulary=load_vocabulary(folder / "vocabulary.yaml")),
        load_school_types(folder / "school_types.yaml", stages),
        load_genres(folder / _GENRES),
        load_blank_share(folder / "settings.yaml"),
        {},
    )


def _stamp(path: Path) -> _Stamp:
    """What a file is known by; one that is not there is told of where it is read."""
    with suppress(OSError):
        found = path.stat()
        return path, found.st_mtime_ns, found.st_size
    return path, 0, 0


@lru_cache(maxsize=4)
def _load_district_facts(folder: Path) -> FactDictionary:
    """The facts of districts in a data folder."""
    themes = load_themes(folder / "themes.yaml")
    return load_facts(folder / "district_facts.yaml", DISTRICT_STAGES, themes)
