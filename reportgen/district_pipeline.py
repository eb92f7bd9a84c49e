"""The way through for a district: its own file and the summary of its schools → sections →
render.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reportgen.assess.assessment import assess_school
from reportgen.assess.consistency import check_assessment, check_figures
from reportgen.assess.narrative import check_narrative, check_words
from reportgen.assess.outcome import district_outcome
from reportgen.assess.provenance import trace_figures
from reportgen.making import finish_documents
from reportgen.model.answers import find_kin, relate
from reportgen.model.attachments import FACTS, LEDGER
from reportgen.model.check_settings import settle_findings
from reportgen.model.district import DistrictSummary
from reportgen.model.finished_document import FinishedDocument
from reportgen.model.genre import Genre
from reportgen.model.report import Report
from reportgen.model.school import School
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import Problem, by_place, is_stopped
from reportgen.render import fill_template
from reportgen.render.context import check_fit
from reportgen.render.template import CompiledTemplate
from reportgen.sections.attachments.attach import enclose
from reportgen.sections.attachments.citations import check_citations
from reportgen.sections.attachments.lists import ledger_of
from reportgen.sections.attachments.makers import MAKERS, Maker
from reportgen.sections.builder import Material
from reportgen.sections.district.fact_table import district_fact_tables
from reportgen.sections.district.ledger import district_ledger_rows
from reportgen.sections.district.material import DistrictMaterial, LeftOut, Registers
from reportgen.sections.district.outline import check_district_outline, fill_district_outline
from reportgen.sections.district.report import build_district_report
from reportgen.sections.district.school_names import shorten_names
from reportgen.sections.rectification import duty_column
from reportgen.text_checks.checks import check_printed
from reportgen.text_checks.known_figures import district_figures

if TYPE_CHECKING:
    from reportgen.office.convert import Convert


class DistrictDocument(NamedTuple):
    """The district's Word report and everything that is wrong; empty bytes where an error
    stopped it.
    """

    document: bytes
    problems: tuple[Problem, ...]


class DistrictDraft(NamedTuple):
    """The district's report before it is laid out, None where an error stops it, and everything
    that is wrong.
    """

    report: Report | None
    problems: tuple[Problem, ...]


def make_district_document(
    own: School,
    summary: DistrictSummary,
    left_out: Sequence[LeftOut],
    workshop: Workshop,
    template: CompiledTemplate | None = None,
) -> DistrictDocument:
    """The report of the district whose file says `own` and whose schools are summed up in
    `summary`, by that template or by the workshop's.

    `left_out` are schools that are not in the summary.
    The problems are those beyond loading `own`.
    Errors: TemplateError for a faulty template or phrase.
    """
    material = gather_material(own, summary, left_out, workshop)
    chosen = template or find_template(material.own, workshop)
    report, problems = draft_report(material, chosen, workshop)
    if report is None:
        return DistrictDocument(b"", by_place(problems))
    made = lay_out_report(report, chosen, workshop)
    return DistrictDocument(made.document, by_place((*problems, *made.problems)))


def find_template(own: Material, workshop: Workshop) -> CompiledTemplate:
    """The workshop's template for the report of that district. Errors: TemplateError."""
    return workshop.district_template_for(own.genre.folder)


def draft_report(
    material: DistrictMaterial, template: CompiledTemplate, workshop: Workshop
) -> DistrictDraft:
    """The report that the template is to lay out."""
    outline = workshop.district_templates_for(material.own.genre.folder).outline
    filled = fill_district_outline(material, outline)
    enclosed = enclose(material.own, _makers(material))
    sections = [section for _, section in filled if section]
    report = build_district_report(material, sections, enclosed.attached)
    outcome = district_outcome(material.summary, material.own.assessment)
    problems = (
        *_check_own_figures(material, workshop),
        *check_narrative(material.own.school, outcome),
        *_check_texts(material, workshop),
        *check_district_outline(material, filled),
        *enclosed.problems,
        *check_citations(material.own, report),
        *check_fit(report, template, may_be_form=False),
    )
    return DistrictDraft(None if is_stopped(problems) else report, problems)


def lay_out_report(
    report: Report,
    template: CompiledTemplate,
    workshop: Workshop,
    convert: Convert[int] | None = None,
) -> FinishedDocument:
    """The document that the template makes of the report; `convert` as for `finish_documents`."""
    filled = fill_template(report, template)
    (made,) = finish_documents((filled,), template, workshop, convert)
    return made


def _check_texts(material: DistrictMaterial, workshop: Workshop) -> Iterator[Problem]:
    """What its texts say that its schools do not come to."""
    school = material.own.school
    own = material.own
    figures = district_figures(school.name, material.summary, own.dictionary, own.assessment)
    found = check_printed(school, figures, workshop.library.wordings)
    return settle_findings(found, workshop.checks)


def _makers(material: DistrictMaterial) -> Mapping[str, Maker]:
    """What makes the attachments that its file names: of some with what its schools have."""
    return {
        **MAKERS,
        FACTS: lambda _: district_fact_tables(material),
        LEDGER: lambda own: ledger_of(district_ledger_rows(material), duty_column(own)),
    }


def check_district_file(
    own: School, standards: Sequence[Standard], workshop: Workshop
) -> tuple[Problem, ...]:
    """What is wrong with the figures and the words of the district's own file, whatever its schools
    come to; `standards` are those that it names.
    """
    judging = tuple(standard for standard in standards if standard.is_of_district)
    dictionary = join_dictionaries(workshop.library.district_dictionary, judging)
    assessment = assess_school(own, judging, dictionary)
    return (
        *check_figures(own, dictionary),
        *check_assessment(own, assessment, dictionary),
        *check_words(own),
    )


def gather_own_material(own: School, standards: Sequence[Standard], workshop: Workshop) -> Material:
    """What the figures of the district's own file come to by themselves, judged by those of the
    standards that are a district's.
    """
    judging = tuple(standard for standard in standards if standard.is_of_district)
    dictionary = join_dictionaries(workshop.library.district_dictionary, judging)
    assessment = assess_school(own, judging, dictionary)
    genre = workshop.library.choose_genre(own, judging)
    phrases = workshop.phrases_for(dictionary, genre)
    trace = partial(trace_figures, own, assessment, dictionary)
    return Material(own, assessment, phrases, dictionary, genre, trace=trace)


def gather_material(
    own: School, summary: DistrictSummary, left_out: Sequence[LeftOut], workshop: Workshop
) -> DistrictMaterial:
    """What the sections and the tables of the district are made from."""
    standards = (*(each.standard for each in summary.standards), *summary.own_standards)
    material = gather_district(own, standards, workshop)
    registers = find_registers(workshop, material.genre)
    registers = registers._replace(short_names=shorten_names(own.name, summary.schools))
    return DistrictMaterial(material, summary, registers, tuple(left_out))


def gather_district(own: School, standards: Sequence[Standard], workshop: Workshop) -> Material:
    """What a district's report says of the district by itself, whatever its schools come to;
    `standards` are all that it names.
    """
    judging = tuple(standard for standard in standards if standard.is_of_district)
    ordered = (*(each for each in standards if not each.is_of_district), *judging)
    asked = join_dictionaries(workshop.library.district_dictionary, judging)
    dictionary = join_dictionaries(workshop.library.dictionary, ordered).extend(asked)
    assessment = assess_school(own, judging, asked)
    genre = workshop.library.choose_genre(own, ordered)
    phrases = workshop.phrases_for(dictionary, genre)
    kin = find_kin(each for standard in judging for each in standard.indicators)
    trace = partial(trace_figures, own, assessment, asked)
    return Material(relate(own, kin), assessment, phrases, dictionary, genre, trace=trace)


def find_registers(workshop: Workshop, genre: Genre) -> Registers:
    """The types of school, the facts that they are asked, and what that genre calls a school."""
    library = workshop.library
    terms = genre.terms
    return Registers(library.school_types, library.dictionary, terms.short, terms.met, terms.unmet)


def _check_own_figures(material: DistrictMaterial, workshop: Workshop) -> tuple[Problem, ...]:
    """What is wrong with the figures of the district's own file, and what they lack."""
    own, standards = material.own, material.summary.own_standards
    dictionary = join_dictionaries(workshop.library.district_dictionary, standards)
    return (
        *check_figures(own.school, dictionary),
        *check_assessment(own.school, own.assessment, dictionary),
    )
