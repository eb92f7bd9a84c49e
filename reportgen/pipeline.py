"""The way through for one school: load → assess → sections → render."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reportgen.assess.assessment import assess_school
from reportgen.assess.consistency import check_assessment, check_figures
from reportgen.assess.fact_sheet import FactSheet
from reportgen.assess.narrative import check_narrative
from reportgen.assess.quoted_figures import check_quoted_figures
from reportgen.load.library import Library, load_library
from reportgen.load.school_file import load_school
from reportgen.load.source import Source
from reportgen.load.template_folder import (
    DistrictTemplateFiles,
    TemplateFiles,
    load_district_templates,
    load_templates,
)
from reportgen.model.assessment import Assessment
from reportgen.model.facts import FactDictionary
from reportgen.model.report import Report
from reportgen.model.school import School
from reportgen.problems import Problem, by_place
from reportgen.render import render_report
from reportgen.render.context import find_unused_sections
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.resources import data_folder, templates_folder
from reportgen.sections.builder import Material
from reportgen.sections.outline import check_outline, fill_outline
from reportgen.sections.phrases import FILTERS, Phrases
from reportgen.sections.report import OPTIONAL_NAMES, build_report


class Workshop:
    """What all schools of a run share; each part is made when first needed and never changes."""

    def __init__(self, templates: Path | None = None) -> None:
        self._folders = (*((templates,) if templates else ()), templates_folder())
        self._phrases: dict[frozenset[str], Phrases] = {}

    @cached_property
    def library(self) -> Library:
        """Facts, types of school and standards."""
        return load_library(data_folder())

    @cached_property
    def templates(self) -> TemplateFiles:
        """Phrases, outline and the Word template's bytes."""
        return load_templates(self._folders)

    def phrases_for(self, dictionary: FactDictionary) -> Phrases:
        """The phrases, compiled once for all schools that know the same facts."""
        facts = frozenset(dictionary.facts) | OPTIONAL_NAMES
        if facts not in self._phrases:
            self._phrases[facts] = Phrases(self.templates.phrases, facts, self.templates.phrase_files)
        return self._phrases[facts]

    @cached_property
    def word_template(self) -> CompiledTemplate:
        """The compiled Word template."""
        return compile_template(self.templates.word, self.templates.word_file, FILTERS)

    @cached_property
    def district_templates(self) -> DistrictTemplateFiles:
        """The district's outline and the bytes of its Word template."""
        return load_district_templates(self._folders)

    @cached_property
    def district_template(self) -> CompiledTemplate:
        """The compiled Word template of a district's report."""
        return compile_template(self.district_templates.word, self.district_templates.word_file, FILTERS)


class Examined(NamedTuple):
    """A school, its assessment, its report and everything that is wrong; all None where the file says too little.

    `dictionary` are the facts it was asked, `sources` the files it was made from besides its own.
    """

    school: School | None
    assessment: Assessment | None
    report: Report | None
    problems: tuple[Problem, ...]
    dictionary: FactDictionary
    sources: tuple[Path, ...] = ()

    @property
    def can_be_built(self) -> bool:
        """Whether a report can be made of it."""
        return self.report is not None and not any(problem.stops for problem in self.problems)


def examine_school(
    source: Path | Source, workshop: Workshop, standards: Sequence[str] = (), extra_standards: Sequence[str] = ()
) -> Examined:
    """The school in that file, read, checked and assessed; nothing is written.

    It is judged by `standards`, else by those that it names and by `extra_standards`.

    Errors: UnreadableFileError for a file that is none, TemplateError for a faulty phrase.
    """
    loaded = load_school(source, workshop.library, standards, extra_standards)
    school, dictionary = loaded.school, loaded.dictionary
    if school is None:
        return Examined(None, None, None, loaded.problems, dictionary, loaded.sources)
    sheet = FactSheet(school, dictionary)
    assessment = assess_school(school, loaded.standards, dictionary, sheet)
    material = Material(school, assessment, workshop.phrases_for(dictionary))
    filled = fill_outline(material, workshop.templates.outline)
    problems = (
        *loaded.problems,
        *check_figures(school, dictionary, sheet),
        *check_assessment(school, assessment, dictionary),
        *check_narrative(school, assessment),
        *check_quoted_figures(school, assessment, dictionary),
        *check_outline(material, filled),
        *workshop.templates.problems,
    )
    report = build_report(material, [section for _, section in filled if section])
    return Examined(school, assessment, report, by_place(problems), dictionary, loaded.sources)


def make_document(report: Report, workshop: Workshop) -> bytes:
    """The finished Word document. Errors: TemplateError with the template's place."""
    return render_report(report, workshop.word_template)


def check_template(report: Report, workshop: Workshop) -> tuple[Problem, ...]:
    """The chapters that the Word template leaves out. Errors: TemplateError for a faulty template."""
    return tuple(find_unused_sections(report, workshop.word_template))
