"""An outline file and the samples → everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.load.outline import load_outline
from reportgen.model.school import OutlineEntry
from reportgen.problems import Location, Problem, ReportgenError, UnreadableFileError, by_place
from reportgen.sections.builder import Material
from reportgen.sections.district.outline import check_district_outline, fill_district_outline
from reportgen.sections.outline import check_outline, fill_outline
from reportgen.template_tools.samples import Samples

# What depends on the school alone: the outline is no worse for it.
_OF_THE_SCHOOL = "empty_section"


def check_outline_file(path: Path, samples: Samples, *, of_district: bool) -> tuple[Problem, ...]:
    """What is wrong with the outline in that file, whichever the school.

    Errors: UnreadableFileError for a file that cannot be read.
    """
    try:
        outline = load_outline(path)
    except UnreadableFileError:
        raise
    except ReportgenError as fault:
        return by_place(fault.problems)
    if of_district:
        material = samples.district_material
        own = material._replace(own=_without_outline(material.own))
        return _common([check_district_outline(own, fill_district_outline(own, outline))], path)
    checks = [_check_school(outline, material) for material in samples.school_materials]
    return _common(checks, path)


def _check_school(outline: Sequence[OutlineEntry], material: Material) -> tuple[Problem, ...]:
    plain = _without_outline(material)
    return check_outline(plain, fill_outline(plain, outline))


def _without_outline(material: Material) -> Material:
    """The same school with no outline of its own."""
    settings = material.school.settings._replace(outline=())
    return material._replace(school=replace(material.school, settings=settings))


def _common(checks: Sequence[tuple[Problem, ...]], path: Path) -> tuple[Problem, ...]:
    """What every sample complains of, each placed in the outline's file."""
    placed = [[_placed(problem, path) for problem in check] for check in checks]
    return by_place(
        problem
        for problem in (placed[0] if placed else ())
        if problem.code != _OF_THE_SCHOOL and all(_tells(other, problem) for other in placed)
    )


def _tells(problems: Sequence[Problem], wanted: Problem) -> bool:
    return any((each.code, each.message) == (wanted.code, wanted.message) for each in problems)


def _placed(problem: Problem, path: Path) -> Problem:
    inside = problem.location.file == str(path)
    return problem if inside else problem._replace(location=Location(str(path)))
