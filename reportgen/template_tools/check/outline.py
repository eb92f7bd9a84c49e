"""An outline file and the samples → everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.load.fields import read_tree
from reportgen.load.other_data import refuse_data
from reportgen.load.outline import load_outline
from reportgen.model.genre import Genre
from reportgen.model.school import OutlineEntry
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, by_place
from reportgen.sections.builder import Material
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.outline import check_district_outline, fill_district_outline
from reportgen.sections.outline import LEFT_OUT, check_outline, fill_outline
from reportgen.template_tools.samples import Samples

# What depends on the school alone: the outline is no worse for it.
_OF_THE_SCHOOL = frozenset({"empty_section"})
# What a genre's own outline leaves out because its reports have nothing of the kind.
_OF_OTHER_GENRES = frozenset({LEFT_OUT})


def check_outline_file(
    path: Path, samples: Samples, genre: Genre | None, *, of_district: bool
) -> tuple[Problem, ...]:
    """What is wrong with the outline in that file, whichever the school; `genre` is the one whose
    own it is, None for a general outline.

    Errors: UnreadableFileError for a file that cannot be read.
    """
    refuse_data(read_tree(path))
    try:
        outline = load_outline(path)
    except UnreadableFileError:
        raise
    except ReportgenError as fault:
        return by_place(fault.problems)
    return check_entries(outline, path, samples, genre, of_district=of_district)


def check_entries(
    outline: Sequence[OutlineEntry],
    path: Path,
    samples: Samples,
    genre: Genre | None,
    *,
    of_district: bool,
) -> tuple[Problem, ...]:
    """What would be wrong with the outline in that file if it had those entries."""
    found = (
        [(each.own, _check_district(outline, each, genre)) for each in samples.district_materials]
        if of_district
        else [(each, _check_school(outline, each, genre)) for each in samples.school_materials]
    )
    passing = _OF_THE_SCHOOL | (_OF_OTHER_GENRES if genre else frozenset())
    return tuple(each for each in _told(found, path) if each.code not in passing)


def _told(
    checks: Sequence[tuple[Material, tuple[Problem, ...]]], path: Path
) -> tuple[Problem, ...]:
    """What every sample complains of, and what stops every sample of one genre."""
    by_genre: dict[str, list[tuple[Problem, ...]]] = {}
    for material, each in checks:
        by_genre.setdefault(material.genre.id, []).append(each)
    told = (problem for each in by_genre.values() for problem in _common(each, path))
    stopping = (problem for problem in told if problem.stops)
    common = _common([each for _, each in checks], path)
    return by_place(dict.fromkeys((*common, *stopping)))


def _check_district(
    outline: Sequence[OutlineEntry], material: DistrictMaterial, genre: Genre | None
) -> tuple[Problem, ...]:
    own = material._replace(own=_plain(material.own, genre))
    return check_district_outline(own, fill_district_outline(own, outline))


def _check_school(
    outline: Sequence[OutlineEntry], material: Material, genre: Genre | None
) -> tuple[Problem, ...]:
    plain = _plain(material, genre)
    return check_outline(plain, fill_outline(plain, outline))


def _plain(material: Material, genre: Genre | None) -> Material:
    """The same school with no outline of its own, its report of that genre."""
    settings = material.school.settings._replace(outline=())
    school = material.school._replace(settings=settings)
    return replace(material, school=school, genre=genre or material.genre)


def _common(checks: Sequence[tuple[Problem, ...]], path: Path) -> tuple[Problem, ...]:
    """What every sample complains of, each placed in the outline's file."""
    placed = [[_placed(problem, path) for problem in check] for check in checks]
    first = placed[0] if placed else ()
    return by_place(each for each in first if all(_tells(other, each) for other in placed))


def _tells(problems: Sequence[Problem], wanted: Problem) -> bool:
    return any((each.code, each.message) == (wanted.code, wanted.message) for each in problems)


def _placed(problem: Problem, path: Path) -> Problem:
    inside = problem.location.file == str(path)
    return problem if inside else problem._replace(location=Location(str(path)))
