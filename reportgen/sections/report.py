"""School and assessment → Report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from reportgen.model.assessment import Result, Verdict
from reportgen.model.genre import ReportWords
from reportgen.model.lazy_rows import LazyRows, Row
from reportgen.model.picture import Picture
from reportgen.model.report import Attached, Report, Section
from reportgen.model.school import INTRODUCTION, ReportSettings, School
from reportgen.model.standard import Standard
from reportgen.sections.basic_facts import school_values
from reportgen.sections.builder import Material
from reportgen.sections.genre_names import GENRE_NAME, genre_names
from reportgen.sections.outlays import OUTLAY_NAMES
from reportgen.sections.printed_facts import whole_school_figures
from reportgen.sections.rectification import duty_column, rectification_rows
from reportgen.sections.self_evaluation import self_evaluation_rows
from reportgen.sections.title import break_title
from reportgen.templating.template_facts import TemplateFacts

# Names beside facts that a phrase may use without their being given.
OPTIONAL_NAMES = frozenset(OUTLAY_NAMES)
# The rows of documents beside the report, by the name that templates loop over.
ROWS: Mapping[str, Callable[[Material], Sequence[Row]]] = {
    "自评表": self_evaluation_rows,
    "整改台账": rectification_rows,
}


def build_report(
    material: Material, sections: Sequence[Section], attached: Sequence[Attached] = ()
) -> Report:
    """The whole report around its sections, with what is attached of the attachments that it
    lists.
    """
    school = material.school
    settings = school.settings
    values = material.once(school_values)
    standards = [each.standard for each in material.assessment.standards]
    results = [result for each in material.assessment.standards for result in each.results]
    title = report_title(school, material.genre.school)
    basis = {**basis_values(settings, standards, results), "报告标题": title.replace("\n", "")}
    return Report(
        title=title,
        addressee=settings.addressee,
        introduction=material.whole(INTRODUCTION)
        or material.say(INTRODUCTION, {**values, **basis}),
        sections=tuple(sections),
        attachments=tuple(each.name for each in settings.attachments),
        attached=tuple(attached),
        signature=settings.signature or school.name,
        date=report_date(settings),
        pictures=_pictures(school),
        genre=material.genre,
        values={
            "学校": values["学校"],
            "年度": settings.year,
            GENRE_NAME: genre_names(material.genre),
            "数据": _facts(material),
            "责任栏": duty_column(material),
            **{name: LazyRows(partial(make, material)) for name, make in ROWS.items()},
        },
    )


def _pictures(school: School) -> dict[str, Picture]:
    """The named pictures that were found."""
    found = (
        (name, school.pictures.get(each.source)) for name, each in school.picture_names.items()
    )
    return {name: picture for name, picture in found if picture is not None}


def report_title(school: School, words: ReportWords) -> str:
    """The title that the file gives, else one in the genre's words; in lines where it is long."""
    own = school.settings.title
    title = own or f"{school.name}{school.settings.year}年度{words.title}"
    return break_title(title, school.name)


def basis_values(
    settings: ReportSettings, standards: Sequence[Standard], results: Sequence[Result] = ()
) -> dict[str, object]:
    """What 引言 says the report rests on: 依据 as given, 标准 by title and number, how many
    indicators the results are of, and the groups of a single standard.
    """
    titles = dict.fromkeys(text for each in standards for text in each.documents)
    groups = standards[0].groups if len(standards) == 1 else ()
    judged = {id(each.indicator) for each in results}
    return {
        "依据": "、".join(settings.basis),
        "标准": "、".join(titles),
        "项数": len(judged),
        "总数": len(results),
        "全部达标": bool(judged) and all(each.verdict is Verdict.MET for each in results),
        "方面": [each.name for each in groups if not judged.isdisjoint(map(id, each.indicators))],
    }


def report_date(settings: ReportSettings) -> str:
    """The date in Chinese (2024年11月20日), empty if not given."""
    date = settings.date
    return f"{date.year}年{date.month}月{date.day}日" if date else ""


def _facts(material: Material) -> TemplateFacts:
    given = {
        name: value for (name, stage), value in material.assessment.facts.items() if stage is None
    }
    printed = partial(whole_school_figures, material)
    known = material.phrases.facts - OPTIONAL_NAMES
    return TemplateFacts(given, known, printed, material.dictionary.facts)
