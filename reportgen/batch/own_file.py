"""The district's own file → what it says of the district and of how its schools are judged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.load.district_file import DistrictFiles, load_district
from reportgen.load.genre_choice import DistrictChoice, shared_genre
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.library import Library
from reportgen.load.school_file import LoadedSchool
from reportgen.model.school import School
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, error, warning

STANDARDS_LOST = "standards_lost"
"""The code of what is said where the district's standards cannot be known."""

_UNKNOWN = "unknown_standard"
# What may hide the standards that a file names, at its top or in the block that names them.
_HIDING = ("not_a_mapping", "not_a_list", "unknown_key", "full_width_colon")
_BLOCK = "报告."


class OwnFile(NamedTuple):
    """The district's own file, and the standards by which all its schools are judged.

    `roster` is the list of its schools. `lost` is where the file should say by which standards all
    schools are judged and cannot be understood; None where it can. `fallen` says why nothing of it
    is known.
    """

    district: School | None
    standards: tuple[Standard, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Path, ...] = ()
    genre: str = ""
    roster: Path | None = None
    lost: Location | None = None
    fallen: Fallen | None = None

    @property
    def choice(self) -> DistrictChoice:
        """What holds for all its schools; each school's file finds the standards by what they are
        called here, wherever it lies.
        """
        names = (
            str(Path(each.file).resolve()) if each.file else each.id for each in self.standards
        )
        return DistrictChoice(tuple(names), self.genre)


def load_own_file(
    files: DistrictFiles, library: Library, names: Sequence[str], place: Location
) -> OwnFile:
    """The district's own file; without one only the standards of these names, given at `place`.

    One that cannot be read is told, and says nothing. Errors: UnreadableFileError for a standard of
    these names that cannot be read.
    """
    named = _find_named(files, library, names, place)
    if files.district is None:
        return named
    own = attempt(partial(_read, files.district, library, names), files.district)
    if isinstance(own, Fallen):
        problems, lost = (*named.problems, *own.problems), Location(str(files.district))
        sources = (files.district,)
        own = named._replace(problems=problems, sources=sources, lost=lost, fallen=own)
    if names or own.lost is None:
        return own._replace(lost=None)
    return own._replace(problems=(*own.problems, _tell_lost(own.lost)))


def _find_named(
    files: DistrictFiles, library: Library, names: Sequence[str], place: Location
) -> OwnFile:
    found = {name: library.find_standard(name, files.folder) for name in names}
    unknown = [name for name, standard in found.items() if standard is None]
    return OwnFile(
        district=None,
        standards=tuple(filter(None, found.values())),
        problems=tuple(library.explain_unknown(name, place) for name in unknown),
    )


def _read(district: Path, library: Library, names: Sequence[str]) -> OwnFile:
    """What the district's own file says."""
    loaded = load_district(district, library, names)
    own, standards = loaded.school, loaded.standards
    genre = shared_genre(own.settings, standards, library.genres) if own else ""
    sources = (district, *loaded.sources)
    lost = _find_lost(loaded)
    return OwnFile(own, standards, loaded.problems, sources, genre, loaded.roster, lost)


def _find_lost(loaded: LoadedSchool) -> Location | None:
    told = (each for each in loaded.problems if _may_hide(each, not loaded.standards))
    return next((each.location for each in told), None)


def _may_hide(problem: Problem, has_none: bool) -> bool:
    path = problem.location.path
    is_near = "." not in path or path.startswith(_BLOCK)
    return problem.code == _UNKNOWN or (has_none and is_near and problem.code in _HIDING)


def _tell_lost(place: Location) -> Problem:
    message = f"{DISTRICT_FILE} 里写的标准这次没有用上：各校只按自己写的评估，没有写的不做"
    return warning(STANDARDS_LOST, message, place, "请改好后再运行一次，各校会按县里的标准重做")


def check_standards(school: School | None, lost: Location | None) -> tuple[Problem, ...]:
    """An error for a school that names no standard where those of its district are lost."""
    if lost is None or school is None or school.settings.standards:
        return ()
    message = f"“{school.name}”没有写按哪个标准评估，{DISTRICT_FILE} 里写的又读不出来，没有做"
    hint = f"请先改好 {DISTRICT_FILE}，或用 --standard 写明标准；学校的数据不用改"
    return (error(STANDARDS_LOST, message, lost, hint),)
