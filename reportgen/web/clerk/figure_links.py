"""The figures of a report → the fields and lists of the page that they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.model.figure_source import fact_code, result_code
from reportgen.web.desk import OpenedSchool
from reportgen.web.shown.notes import (
    all_fields,
    find_place,
    paths_of_places,
    results_made_of,
    spots_of,
)

_Link = tuple[str, str]


def figure_fields(opened: OpenedSchool) -> Mapping[str, str]:
    """The path of the field that each printed figure comes from, by the first six signs of its
    code: of a fact its own, or the first of those that it is made of, as of an indicator.
    """
    found = dict[str, str]()
    for links in (_of_facts, _of_indicators, _of_made_facts, _of_tables):
        for code, path in links(opened):
            found.setdefault(code[:-1], path)
    return found


def _of_facts(opened: OpenedSchool) -> Iterator[_Link]:
    stages = {str(stage): stage for stage in opened.examined.dictionary.stages}
    for path, fact, stage in spots_of(opened):
        yield fact_code(fact, stages.get(stage)), path


def _of_indicators(opened: OpenedSchool) -> Iterator[_Link]:
    assessment, spots = opened.examined.assessment, spots_of(opened)
    made = results_made_of(assessment, opened.examined.dictionary) if assessment else ()
    for result, names in made:
        stages = ("", str(result.stage)) if result.stage else ()
        for path, fact, stage in spots:
            if fact in names and (not stages or stage in stages):
                yield result_code(result), path


def _of_made_facts(opened: OpenedSchool) -> Iterator[_Link]:
    """Those that are computed of others, and totals of stages."""
    dictionary, spots = opened.examined.dictionary, spots_of(opened)
    stages = {str(stage): stage for stage in dictionary.stages}
    for name in dictionary.facts:
        beneath = dictionary.beneath((name,))
        for path, fact, stage in spots:
            told = (stages[stage],) if stage in stages else (*stages.values(),)
            yield from ((fact_code(name, each), path) for each in (*told, None) if fact in beneath)


def _of_tables(opened: OpenedSchool) -> Iterator[_Link]:
    """Those that other things than their fields say (教师结构)."""
    school, paths = opened.examined.school, paths_of_places(opened, all_fields(opened))
    for (name, stage), figure in school.figures.items() if school is not None else ():
        block = f"{figure.location.path}."
        below = next((each for each in paths if each.startswith(block)), "")
        path = find_place(figure.location.path, paths) or below
        yield from ((fact_code(name, each), path) for each in (stage, None) if path)
