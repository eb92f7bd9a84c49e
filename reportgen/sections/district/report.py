"""A district's own file, the summary of its schools, its sections → Report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from reportgen.model.report import Attached, Report, Section
from reportgen.model.school import INTRODUCTION
from reportgen.sections.builder import Material
from reportgen.sections.district.attachments import attachment_titles, build_attachments
from reportgen.sections.district.material import DistrictMaterial
from reportgen.sections.district.overview import district_values, name_district
from reportgen.sections.genre_names import GENRE_NAME, genre_names
from reportgen.sections.printed_facts import whole_school_figures
from reportgen.sections.report import basis_values, report_date, report_title
from reportgen.templating.template_facts import TemplateFacts


def build_district_report(
    material: DistrictMaterial, sections: Sequence[Section], named: Sequence[Attached] = ()
) -> Report:
    """The whole report around its sections, with the tables of the declaration form attached and
    after them those that its file names.
    """
    own = material.own.school
    summary = material.summary
    standards = [each.standard for each in summary.standards] or summary.own_standards
    basis = basis_values(own.settings, standards)
    genre = material.own.genre
    return Report(
        title=report_title(own, genre.district),
        addressee=own.settings.addressee,
        introduction=material.own.whole(INTRODUCTION)
        or material.say("县域引言", {**district_values(material), **basis}),
        sections=tuple(sections),
        attachments=attachment_titles(material),
        signature=own.settings.signature or own.name,
        date=report_date(own.settings),
        values=district_report_values(material.own),
        attached=(*build_attachments(material), *named),
        genre=genre,
    )


def district_report_values(own: Material) -> Mapping[str, object]:
    """The names that a template may use besides the report's own parts: they come of the district's
    own file alone.
    """
    return {
        **name_district(own.school),
        GENRE_NAME: genre_names(own.genre),
        "数据": _facts(own),
    }


def _facts(own: Material) -> TemplateFacts:
    facts = own.assessment.facts
    given = {name: value for (name, stage), value in facts.items() if stage is None}
    printed = partial(whole_school_figures, own)
    return TemplateFacts(given, own.phrases.facts, printed, own.dictionary.facts)
