"""The bundled sample schools and districts → reports to try templates with, and what
phrases are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from reportgen.assess.assessment import assess_school
from reportgen.assess.district import summarise_district
from reportgen.assess.record import make_record
from reportgen.district_pipeline import gather_material
from reportgen.load.district_file import find_district_files, load_district
from reportgen.load.genre_choice import DistrictChoice
from reportgen.load.school_file import LoadedSchool, load_school
from reportgen.model.district import SchoolRecord
from reportgen.model.genre import Genre
from reportgen.model.lazy_rows import LazyRows
from reportgen.model.report import Report
from reportgen.model.school import OutlineEntry
from reportgen.pipeline import (
    Examined,
    Workshop,
    examine_school,
    gather_school_material,
)
from reportgen.problems import Location, UnreadableFileError
from reportgen.resources import data_folder
from reportgen.sections.attainment import build_attainment
from reportgen.sections.builder import ITEM_BY_ITEM, Material
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.outline import fill_district_outline
from reportgen.sections.district.report import build_district_report
from reportgen.sections.phrasing.phrases import Phrases
from reportgen.template_tools.inspection.subject import Sample

_SCHOOLS, _DISTRICTS = "schools", "districts"
# An outline that asks for phrases which the usual way of writing leaves unsaid.
AS_ITEMS = (OutlineEntry("达标情况", "达标情况", ("达标情况",), style=ITEM_BY_ITEM),)


class NotingPhrases(Phrases):
    """Phrases that note with which values each was asked for."""

    def __init__(
        self,
        sources: Mapping[str, str],
        facts: frozenset[str],
        files: Mapping[str, str],
        common: Mapping[str, object],
    ) -> None:
        super().__init__(sources, facts, files, common)
        self.asked: dict[str, list[Mapping[str, object]]] = {}

    def paragraphs(self, name: str, values: Mapping[str, object]) -> tuple[str, ...]:
        """The same, noted."""
        self.asked.setdefault(name, []).append({**values, **self.common})
        return super().paragraphs(name, values)


class NotingWorkshop(Workshop):
    """A workshop of these folders whose phrases note what they are asked, all in `noting`."""

    def __init__(self, templates: Sequence[Path]) -> None:
        super().__init__(*templates)
        self.noting: list[NotingPhrases] = []

    def _make_phrases(self, facts: frozenset[str], genre: Genre) -> Phrases:
        """Phrases that note what they are asked."""
        files, plain = self.templates_for(genre.folder), super()._make_phrases(facts, genre)
        noting = NotingPhrases(files.phrases, facts, files.phrase_files, plain.common)
        self.noting.append(noting)
        return noting

    def forget(self) -> None:
        """Let go of all that phrases were asked: from now on it is noted anew."""
        self.noting.clear()
        self._phrases.clear()


class Samples:
    """Every kind of school, and of district, made with the templates of these folders; each is made
    when first needed.

    Errors of any of them: UnreadableFileError for a standard that is not known, TemplateError for a
    faulty phrase, ReportgenError for a faulty outline.
    """

    def __init__(self, templates: Sequence[Path] = (), standards: Sequence[str] = ()) -> None:
        self._workshop = NotingWorkshop(templates)
        self._standards = tuple(
            str(Path(name).resolve()) if Path(name).is_file() else name for name in standards
        )
        self._kept: dict[str, Examined] = {}
        self._records: dict[Path, tuple[LoadedSchool, Sequence[SchoolRecord]]] = {}

    @property
    def workshop(self) -> NotingWorkshop:
        """What they were made with."""
        return self._workshop

    def _check_standards(self) -> None:
        library = self._workshop.library
        unknown = [name for name in self._standards if library.find_standard(name, Path()) is None]
        if unknown:
            raise UnreadableFileError(
                *(library.explain_unknown(name, Location("--standard")) for name in unknown)
            )

    @cached_property
    def _examined(self) -> tuple[Examined, ...]:
        return tuple(self.examine(path.name) for path in _school_files())

    def examine(self, name: str) -> Examined:
        """The sample school in the file of that name."""
        self._check_standards()
        if name not in self._kept:
            path = data_folder() / _SCHOOLS / name
            self._kept[name] = examine_school(path, self._workshop, self._standards)
        return self._kept[name]

    @cached_property
    def schools(self) -> tuple[Sample, ...]:
        """A report of every sample school."""
        return tuple(_sample(each) for each in self._examined if each.report)

    @cached_property
    def school_materials(self) -> tuple[Material, ...]:
        """What the reports of the schools were made from."""
        return tuple(
            gather_school_material(each.school, each.assessment, each.dictionary, self._workshop)
            for each in self._examined
            if each.school and each.assessment
        )

    @cached_property
    def district_materials(self) -> tuple[DistrictMaterial, ...]:
        """What the reports of the districts were made from."""
        self._check_standards()
        return tuple(map(self.district_material, _districts()))

    def _unplanned(self, folder: Path) -> DistrictMaterial:
        """The sample district's material if neither it nor a school had planned anything."""
        return self.district_material(folder, planned=False)

    def district_material(self, folder: Path, planned: bool = True) -> DistrictMaterial:
        """What the report of that sample district is made from; without what is `planned`, as if
        neither it nor a school had planned anything.
        """
        own, records = self._returned(folder)
        assert own.school is not None, "a sample district's file is sound"
        school = own.school
        if not planned:
            school = school._replace(plans=())
            records = [each._replace(plans=()) for each in records]
        dictionary = self._workshop.library.dictionary
        summary = summarise_district(records, own.standards, dictionary)
        return gather_material(school, summary, (), self._workshop)

    def _returned(self, folder: Path) -> tuple[LoadedSchool, Sequence[SchoolRecord]]:
        """The district's own file, and what it keeps of its schools, which are read once."""
        if folder not in self._records:
            own, paths = self._district(folder)
            loaded = (self._load(path, own) for path in paths)
            self._records[folder] = own, [_record(each) for each in loaded if each.school]
        return self._records[folder]

    def _district(self, folder: Path) -> tuple[LoadedSchool, Sequence[Path]]:
        """The district's own file as it is read, and its schools'."""
        files = find_district_files([folder])
        assert files.district is not None, "a sample district has a file of its own"
        own = load_district(files.district, self._workshop.library, self._standards)
        assert own.school is not None, "a sample district's file is sound"
        return own, files.schools

    def _load(self, path: Path, own: LoadedSchool) -> LoadedSchool:
        """A school of that district, of which no report is asked."""
        source = self._workshop.reader.read(path)
        return load_school(source, self._workshop.library, district=self._chosen_by(own))

    def _examine_schools(self, folder: Path) -> None:
        """Make the reports of that district's schools."""
        own, paths = self._district(folder)
        for path in paths:
            examine_school(path, self._workshop, district=self._chosen_by(own))

    def _chosen_by(self, own: LoadedSchool) -> DistrictChoice:
        """By which standards a district's schools are judged, and what their reports are about."""
        assert own.school is not None, "a sample district's file is sound"
        settings = own.school.settings
        return DistrictChoice(tuple(self._standards) or settings.standards, settings.genre)

    @cached_property
    def districts(self) -> tuple[Sample, ...]:
        """A report of every sample district."""
        return tuple(map(self.district_report, self.district_materials))

    def district_report(self, material: DistrictMaterial) -> Sample:
        """The report made of it."""
        files = self._workshop.district_templates_for(material.own.genre.folder)
        filled = fill_district_outline(material, files.outline)
        report = build_district_report(material, [section for _, section in filled if section])
        return Sample(material.own.school.name, report)

    def phrase_values(self) -> tuple[Mapping[str, Sequence[Mapping[str, object]]], frozenset[str]]:
        """By each phrase's name the values it was asked with, and the names that may be missing."""
        return self._phrase_values

    @cached_property
    def _phrase_values(
        self,
    ) -> tuple[Mapping[str, Sequence[Mapping[str, object]]], frozenset[str]]:
        self._say_all()
        asked: dict[str, list[Mapping[str, object]]] = {}
        for phrases in self._workshop.noting:
            for name, values in phrases.asked.items():
                asked.setdefault(name, []).extend(values)
        return asked, frozenset().union(*(each.facts for each in self._workshop.noting))

    def _say_all(self) -> None:
        """Make the samples' reports, and others that say what those leave unsaid."""
        assert self.schools
        for folder in _districts():
            self._examine_schools(folder)
        assert self.districts
        # By the districts' standards too: schools that meet their own leave phrases unsaid.
        settings = (each.own.school.settings for each in self.district_materials)
        standards = tuple(dict.fromkeys(name for each in settings for name in each.standards))
        for path in _school_files():
            examine_school(path, self._workshop, district=DistrictChoice(standards))
        for material in self.school_materials:
            build_attainment(replace(material, outline=AS_ITEMS))
        for folder in _districts():
            # What is planned leaves phrases unsaid as well.
            self.district_report(self._unplanned(folder))
        for sample in self.schools:
            for rows in sample.report.values.values():
                if isinstance(rows, LazyRows):
                    # The forms' phrases are said when a template asks for their rows.
                    list(rows)


def _school_files() -> Sequence[Path]:
    return sorted((data_folder() / _SCHOOLS).glob("*.yaml"))


def _districts() -> Sequence[Path]:
    return sorted(path for path in (data_folder() / _DISTRICTS).iterdir() if path.is_dir())


def _record(loaded: LoadedSchool) -> SchoolRecord:
    assert loaded.school is not None, "a sample school's file is sound"
    assessment = assess_school(loaded.school, loaded.standards, loaded.dictionary)
    return make_record(loaded.school, assessment, loaded.dictionary)


def _sample(examined: Examined) -> Sample:
    report: Report | None = examined.report
    assert report is not None and examined.school is not None
    return Sample(examined.school.name, report)
