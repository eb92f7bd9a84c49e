"""An opened school → what the page shows of it: fields with what is said of each, and the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from reportgen.editing.addresses import Address
from reportgen.editing.entry_fields import EntryField, FieldRow, FieldTable
from reportgen.forms.content import FIGURES_BLOCK
from reportgen.model.assessment import Assessment, Result, Verdict
from reportgen.model.default_display import NOT_SET
from reportgen.model.facts import FactDictionary
from reportgen.model.provisions import provision
from reportgen.model.standard import with_unit
from reportgen.model.text_finding import TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity
from reportgen.web.desk import OpenedSchool
from reportgen.web.shown.paths import path_of
from reportgen.web.shown.places import PagePlace, missing_places, places_of
from reportgen.web.shown.quote_places import NOWHERE, quote_place
from reportgen.web.shown.standard_notes import STANDARDS_PATH, standard_words


class IndicatorNote(NamedTuple):
    """What an indicator comes to, beside a field that it is made of."""

    name: str
    value: str
    required: str
    verdict: str
    style: str


class ProblemNote(NamedTuple):
    """What is wrong, as the command line says it; `quote` are the words of a text it is about,
    which begin at the character `at` of the field's text.
    """

    severity: str
    style: str
    message: str
    hint: str
    place: str
    path: str
    quote: str = ""
    at: int = NOWHERE
    rule: str = ""


class FieldNotes(NamedTuple):
    """What is said beside one field: `words` of it, besides what is wrong with it."""

    indicators: tuple[IndicatorNote, ...] = ()
    problems: tuple[ProblemNote, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_taken_over(self) -> bool:
        """Whether it is said that the field's text is last year's."""
        return any(each.rule == TextRule.TAKEN_OVER for each in self.problems)


class SchoolNotes(NamedTuple):
    """All that is said of a school: beside its fields by their paths, of the whole besides, and how
    its indicators came out in one line each standard; `listed` are the problems of fields in the
    order of the page, errors first, `missing` what has still to be filled in.
    """

    fields: Mapping[str, FieldNotes]
    others: tuple[ProblemNote, ...]
    standards: tuple[str, ...]
    errors: int
    warnings: int
    listed: tuple[tuple[PagePlace, ProblemNote], ...] = ()
    missing: tuple[PagePlace, ...] = ()


class Spot(NamedTuple):
    """Where a figure is filled in: the path of its field or list."""

    path: str
    fact: str
    stage: str


def school_notes(opened: OpenedSchool) -> SchoolNotes:
    """What is said of the school, each thing at the field that it is about."""
    named = places_of(opened.chapters or ())
    beside = _placed_problems(opened)
    others = beside.pop("", [])
    assessment = opened.examined.assessment
    indicators = _indicators(spots_of(opened), assessment, opened.examined.dictionary)
    notes = {
        path: FieldNotes(tuple(indicators.get(path, ())), tuple(beside.get(path, ())))
        for path in (*indicators, *(each for each in beside if each not in indicators))
    }
    words = tuple(standard_words(assessment))
    if words and STANDARDS_PATH in named:
        told = notes.get(STANDARDS_PATH, FieldNotes())
        notes[STANDARDS_PATH] = told._replace(words=words)
    severities = [problem.severity for problem in opened.examined.problems]
    return SchoolNotes(
        notes,
        tuple(others),
        tuple(_standard_lines(assessment)),
        severities.count(Severity.ERROR),
        severities.count(Severity.WARNING),
        tuple(_listed(named, notes)),
        missing_places(opened.chapters or (), _known_facts(assessment, opened.examined.dictionary)),
    )


def _placed_problems(opened: OpenedSchool) -> dict[str, list[ProblemNote]]:
    """The problems by the paths of the fields that they are about; empty for those of none."""
    paths = places_beside(opened)
    texts = {path_of(field.address): field.text for field in all_fields(opened)}
    lines = opened.file.text.split("\n")
    found = defaultdict[str, list[ProblemNote]](list)
    for problem in opened.examined.problems:
        path = find_place(problem.location.path, paths)
        place = quote_place(problem, texts.get(path, ""), lines)
        found[path].append(problem_note(problem)._replace(at=place))
    return found


def _known_facts(assessment: Assessment | None, dictionary: FactDictionary) -> frozenset[str]:
    """The facts that only make up figures that are known, whichever way these were given."""
    known, lacking = set[str](), set[str]()
    for result in assessment.results if assessment else ():
        parts = filter(None, (result.indicator.numerator, result.indicator.denominator))
        names = dictionary.beneath(name for part in parts for name in part.names)
        (lacking if result.verdict is Verdict.NO_DATA else known).update(names)
    return frozenset(known - lacking)


def _listed(
    places: Mapping[str, PagePlace], notes: Mapping[str, FieldNotes]
) -> Iterator[tuple[PagePlace, ProblemNote]]:
    """What is to be mended at fields: errors, then warnings."""
    for severity in (Severity.ERROR, Severity.WARNING):
        for path, place in places.items():
            said = notes[path].problems if path in notes else ()
            yield from ((place, each) for each in said if each.style == severity)


def problem_note(problem: Problem) -> ProblemNote:
    """A problem as the page shows it."""
    return ProblemNote(
        problem.severity.label,
        str(problem.severity),
        problem.message,
        str(problem.hint),
        problem.location.entry or problem.location.spot,
        problem.location.path,
        problem.quote.text if problem.quote else "",
        rule=problem.quote.rule if problem.quote else "",
    )


def paths_of_places(opened: OpenedSchool, fields: list[EntryField]) -> Mapping[str, str]:
    """The path of what stands at each path: a field, the first one of a list's row, a list; for a
    figure that others make, which has no field, the first of those that has to be filled in.
    """
    tables = [table for chapter in opened.chapters or () for table in chapter.tables]
    rows = [(row, _begin(table, row)) for table in tables for row in table.rows]
    return {
        **dict(_made_figures(opened, fields)),
        **{path_of(table.address): path_of(table.address) for table in tables},
        **{path_of(row.address): path_of(at) for row, at in rows},
        **{path_of(field.address): path_of(field.address) for field in fields},
    }


def _begin(table: FieldTable, row: FieldRow) -> Address:
    """The first cell of a row that is seen."""
    seen = (field.address for field in row.fields if field.label not in table.hidden)
    return next(seen, row.address)


def located_note(problem: Problem, with_file: bool = True) -> ProblemNote:
    """What is wrong, with all that is known of its place; of its file the name."""
    place = problem.location
    file = PurePath(place.file).name if with_file else ""
    told = " ".join(filter(None, (file, place.spot, place.entry)))
    return problem_note(problem)._replace(place=told)


def _made_figures(opened: OpenedSchool, fields: list[EntryField]) -> Iterator[tuple[str, str]]:
    dictionary = opened.examined.dictionary
    asked = [field for field in fields if field.fact and field.required]
    ordered = sorted(asked, key=lambda field: not field.is_missing)
    for name in dictionary.facts:
        beneath = dictionary.beneath((name,))
        found = next((field for field in ordered if field.fact in beneath), None)
        if found is not None:
            yield path_of((FIGURES_BLOCK, name)), path_of(found.address)


def places_beside(opened: OpenedSchool) -> Mapping[str, str]:
    """The path of the field or list for what stands at each path of the file."""
    return paths_of_places(opened, all_fields(opened))


def find_place(path: str, paths: Mapping[str, str]) -> str:
    """The field at the path, or the one that it is a part of; empty where there is none."""
    while path and path not in paths:
        cut = max(path.rfind("."), path.rfind("["))
        path = path[:cut] if cut > 0 else ""
    return paths.get(path, "")


def _indicators(
    spots: list[Spot], assessment: Assessment | None, dictionary: FactDictionary
) -> Mapping[str, list[IndicatorNote]]:
    """The indicators beside the fields that stand above their fraction bars."""
    found = defaultdict[str, list[IndicatorNote]](list)
    made = list(results_made_of(assessment, dictionary)) if assessment else []
    several = len({result.stage for result, _ in made}) > 1
    for path, fact, stage in spots:
        for result, names in made:
            is_stage = not stage or not result.stage or stage == str(result.stage)
            if fact in names and is_stage:
                found[path].append(_indicator_note(result, several))
    return found


def results_made_of(
    assessment: Assessment, dictionary: FactDictionary
) -> Iterator[tuple[Result, frozenset[str]]]:
    """Each result, and the facts above the fraction bar of its indicator."""
    for standard in assessment.standards:
        for result in standard.results:
            yield result, frozenset(dictionary.beneath(result.indicator.numerator.names))


def _indicator_note(result: Result, several: bool) -> IndicatorNote:
    """The note; `several`: it says of which stage the result is. Nothing is said twice: not that
    something is lacking, nor that no limit is set.
    """
    indicator = result.indicator
    plain = with_unit(indicator, result.required), with_unit(indicator, result.display)
    required, actual = provision(indicator, result) or plain
    name = f"{indicator.name}（{result.stage}）" if several and result.stage else indicator.name
    verdict = result.verdict.label
    is_told = required in ("", NOT_SET)
    return IndicatorNote(
        name,
        "" if actual == verdict else actual,
        "" if is_told else required,
        verdict,
        str(result.verdict),
    )


def _standard_lines(assessment: Assessment | None) -> Iterator[str]:
    for standard in assessment.standards if assessment else ():
        counts = ((verdict, standard.count(verdict)) for verdict in Verdict)
        told = "，".join(f"{verdict.label} {count} 项" for verdict, count in counts if count)
        yield f"{standard.standard.title}：{standard.verdict.label}（{told}）"


def text_at(opened: OpenedSchool, path: str) -> str:
    """What stands in the field at that path; empty where there is none."""
    texts = (each.text for each in all_fields(opened) if path_of(each.address) == path)
    return next(texts, "")


def all_fields(opened: OpenedSchool) -> list[EntryField]:
    """Every field of the page."""
    return [field for chapter in opened.chapters or () for field in chapter.fields]


def spots_of(opened: OpenedSchool) -> list[Spot]:
    """The fields and lists that are figures."""
    fields = [Spot(path_of(each.address), each.fact, each.stage) for each in all_fields(opened)]
    tables = (table for chapter in opened.chapters or () for table in chapter.tables)
    lists = [Spot(path_of(each.address), each.fact, each.stage) for each in tables]
    return [each for each in (*fields, *lists) if each.fact]
