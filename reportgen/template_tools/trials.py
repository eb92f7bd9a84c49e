"""A school, or a district, → what phrases are given for it, and what a phrase that nobody saved yet
would say there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.assess.assessment import assess_school
from reportgen.load.school_file import load_school
from reportgen.model.assessment import Assessment, Verdict
from reportgen.model.genre import Genre
from reportgen.model.lazy_rows import LazyRows
from reportgen.model.report import Report
from reportgen.model.school import OutlineEntry, School
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop, gather_school_material
from reportgen.problems import Problem, ReportgenError, TemplateError
from reportgen.sections.attachments.attach import enclose
from reportgen.sections.attainment import build_attainment
from reportgen.sections.builder import Material
from reportgen.sections.district.outline import (
    check_district_outline,
    district_builders,
    fill_district_outline,
)
from reportgen.sections.district.report import build_district_report
from reportgen.sections.outline import BUILDERS, LEFT_OUT, FilledEntry, check_outline, fill_outline
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.sections.report import build_report
from reportgen.template_tools.samples import AS_ITEMS, Samples

Asked = Mapping[str, Sequence[Mapping[str, object]]]


class Heard(NamedTuple):
    """A school, or a district, whose report was made: by each phrase's name the values that it was
    given, and the names that may lack. `outcome` is the word for how its standards came out.
    """

    name: str
    outcome: str
    genre: Genre
    asked: Asked
    facts: frozenset[str]


class Outlined(NamedTuple):
    """A report by some outline, the keys of chapters that nothing fills, what may fill any, and
    what the outline leaves out that there is; `has_own`: the data have an outline of their own,
    which counts for their report instead.
    """

    report: Report
    empty: frozenset[str]
    parts: tuple[str, ...]
    left_out: tuple[Problem, ...]
    has_own: bool


class Trials:
    """Makes reports with the templates of these folders, and hears what their phrases are given."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self._samples = Samples(folders)
        self.workshop = self._samples.workshop

    def hear(self, data: Path, standards: Sequence[str] = (), *, lacking: bool = False) -> Heard:
        """What phrases are given for the school in that file; `lacking`: every second of its
        figures was not filled in.

        Errors: ReportgenError where no report can be made of it.
        """
        self.workshop.forget()
        material = self.material(data, standards, lacking=lacking)
        _say_all(material, self.workshop)
        name, outcome = material.school.name, _outcome(material.assessment)
        return self._heard(name, outcome, material.genre)

    def hear_district(self, folder: Path) -> Heard:
        """What phrases are given for the bundled district in that folder, with and without what it
        has planned. Errors: as `hear`.
        """
        self.workshop.forget()
        materials = [self._samples.district_material(folder, planned) for planned in (True, False)]
        for material in materials:
            self._samples.district_report(material)
        own = materials[0].own
        return self._heard(own.school.name, "", own.genre)

    def outlined(
        self, data: Path, outline: Sequence[OutlineEntry], standards: Sequence[str] = ()
    ) -> Outlined:
        """The report of the school in that file, or of the bundled district in that folder, if the
        templates had that outline; the outline of its own, if it has one, counts for nothing.

        Errors: ReportgenError where no report can be made of it.
        """
        if data.is_dir():
            return self._outlined_district(data, outline)
        material = self.material(data, standards)
        settings = material.school.settings
        school = material.school._replace(settings=settings._replace(outline=()))
        plain = replace(material, school=school)
        filled = fill_outline(plain, outline)
        sections = [section for _, section in filled if section]
        report = build_report(plain, sections, enclose(plain).attached)
        left_out = _left_out(check_outline(plain, filled))
        own = bool(settings.outline)
        return Outlined(report, _empty_of(filled), tuple(BUILDERS), left_out, own)

    def _outlined_district(self, folder: Path, outline: Sequence[OutlineEntry]) -> Outlined:
        material = self._samples.district_material(folder)
        filled = fill_district_outline(material, outline)
        report = build_district_report(material, [section for _, section in filled if section])
        parts, own = tuple(district_builders(material)), material.own.school.settings.outline
        left_out = _left_out(check_district_outline(material, filled))
        return Outlined(report, _empty_of(filled), parts, left_out, bool(own))

    def _heard(self, name: str, outcome: str, genre: Genre) -> Heard:
        asked: dict[str, list[Mapping[str, object]]] = {}
        for phrases in self.workshop.noting:
            for phrase, values in phrases.asked.items():
                asked.setdefault(phrase, []).extend(values)
        facts = frozenset[str]().union(*(each.facts for each in self.workshop.noting))
        return Heard(name, outcome, genre, asked, facts)

    def material(
        self, data: Path, standards: Sequence[str] = (), *, lacking: bool = False
    ) -> Material:
        """What the report of the school in that file is made from. Errors: as `hear`."""
        library = self.workshop.library
        loaded = load_school(self.workshop.reader.read(data), library, standards)
        if loaded.school is None:
            raise ReportgenError(*loaded.problems)
        school = _less(loaded.school) if lacking else loaded.school
        assessment = assess_school(school, loaded.standards, loaded.dictionary)
        return gather_school_material(school, assessment, loaded.dictionary, self.workshop)


Paragraphs = tuple[str, ...]


def say(name: str, text: str, heard: Heard) -> tuple[Paragraphs | None, ...]:
    """The paragraphs of the phrase if it were that text, for each of the values that it was given;
    None where it cannot be said with them.
    """
    phrases = Phrases({name: text}, heard.facts)
    return tuple(_paragraphs(phrases, name, each) for each in heard.asked.get(name, ()))


def _paragraphs(
    phrases: Phrases, name: str, values: Mapping[str, object]
) -> tuple[str, ...] | None:
    try:
        return tuple(map(str, phrases.paragraphs(name, values)))
    except TemplateError:
        return None


def _empty_of(filled: Sequence[FilledEntry]) -> frozenset[str]:
    return frozenset(entry.key for entry, section in filled if section is None)


def _left_out(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(each for each in problems if each.code == LEFT_OUT)


def _less(school: School) -> School:
    """The school with every second figure, in the order of its file."""
    kept = dict(list(school.figures.items())[::2])
    return school._replace(figures=kept)


def _outcome(assessment: Assessment) -> str:
    """The first of what is left to do, else that all is met; empty where nothing was judged."""
    found = [each.verdict for each in assessment.standards]
    verdict = next((each for each in found if each.is_open), found[0] if found else None)
    lacks = any(each.count(Verdict.NO_DATA) for each in assessment.standards)
    return Verdict.NO_DATA.label if lacks else verdict.label if verdict is not None else ""


def _say_all(material: Material, workshop: Workshop) -> None:
    """Make the report, and what only its forms and its other ways of writing say."""
    outline = workshop.templates_for(material.genre.folder).outline
    sections = [section for _, section in fill_outline(material, outline) if section]
    report = build_report(material, sections, enclose(material).attached)
    build_attainment(replace(material, outline=AS_ITEMS))
    for rows in report.values.values():
        if isinstance(rows, LazyRows):
            # The forms' phrases are said when a template asks for their rows.
            list(rows)
