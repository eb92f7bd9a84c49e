"""The district's own file → what it says of the district and of how its schools are judged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.load.district_file import DistrictFiles, load_district
from reportgen.load.genre_choice import shared_genre
from reportgen.load.library import Library
from reportgen.model.school import School
from reportgen.model.standard import Standard
from reportgen.problems import Location, Problem


class OwnFile(NamedTuple):
    """The district's own file, and the standards by which all its schools are judged.

    `roster` is the list of its schools.
    """

    district: School | None
    standards: tuple[Standard, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Path, ...] = ()
    genre: str = ""
    roster: Path | None = None

    @property
    def standard_names(self) -> tuple[str, ...]:
        """How each school's file finds the standards, wherever it lies."""
        return tuple(
            str(Path(each.file).resolve()) if each.file else each.id for each in self.standards
        )


def load_own_file(
    files: DistrictFiles, library: Library, names: Sequence[str], place: Location
) -> OwnFile:
    """The district's own file; without one only the standards of these names, given at `place`."""
    if files.district is not None:
        return _read(files.district, library, names)
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
    return OwnFile(
        own, standards, loaded.problems, (district, *loaded.sources), genre, loaded.roster
    )
