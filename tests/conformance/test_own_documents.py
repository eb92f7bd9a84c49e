"""Our own documents in every layout have nothing to say, each held against the profile that fits
it.

A new kind of document joins by a line in `DOCUMENT_KINDS`, a variation of the layout by one in `VARIATIONS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest

from reportgen.cli.document_texts import check_document, words_alone
from reportgen.conformance.body_text import document_texts
from reportgen.conformance.opening import open_manuscript
from reportgen.conformance.written import open_written
from reportgen.model.document_kinds import (
    DOCUMENT_KINDS,
    OTHER_KINDS,
    SCHOOL_REPORT,
    DocumentKind,
    Level,
)
from reportgen.model.page_layout import (
    FREE,
    GB2312,
    WINDOWS,
    Imprint,
    Layout,
    PageNumber,
    PageNumberForm,
    RedHead,
)
from reportgen.model.report import Report
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, Severity
from reportgen.render import render_report
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.resources import data_folder, templates_folder
from reportgen.sections.attachments.attach import enclose
from reportgen.sections.district.outline import fill_district_outline
from reportgen.sections.district.report import build_district_report
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.stock_templates.kinds import make_template
from tests.conformance.documents import check
from tests.districts import read_district

FONTS = {
    "gb2312": (GB2312, ()),
    "windows": (WINDOWS, ("Windows字体",)),
    "free": (FREE, ("开源字体",)),
}
PITCHES = {
    "28.95": (579, ()),
    "28": (560, ("行距28磅",)),
    "28.5": (570, ("行距28.5磅",)),
    "29": (580, ("行距29磅",)),
}
WEIGHTS = {"plain": (False, ()), "bold": (True, ("二级标题加粗",))}
PLACES = {"outside": (PageNumber.OUTSIDE, ()), "centre": (PageNumber.CENTRE, ("页码居中",))}
# Every pitch with the standard's other ways, and all other ways with each other.
CHOSEN = (
    *product(FONTS, ("28.95",), WEIGHTS, PLACES),
    *product(("gb2312",), ("28", "28.5", "29"), ("plain",), ("outside",)),
    ("free", "28", "bold", "centre"),
)
VARIATIONS = {
    "-".join(names): (
        Layout(FONTS[names[0]][0], PITCHES[names[1]][0], WEIGHTS[names[2]][0], PLACES[names[3]][0]),
        (*FONTS[names[0]][1], *PITCHES[names[1]][1], *WEIGHTS[names[2]][1], *PLACES[names[3]][1]),
    )
    for names in CHOSEN
}
HEAD = RedHead("{{ 报告.署名 }}文件", "示教〔2024〕23号")
VARIATIONS |= {
    "red-head": (Layout(red_head=HEAD), ()),
    "signed": (Layout(red_head=HEAD._replace(signers=("王建国",))), ()),
    "signed by three": (Layout(red_head=HEAD._replace(signers=("甲乙", "丙丁戊", "己庚辛"))), ()),
    "signed, free": (Layout(FREE, red_head=HEAD._replace(signers=("甲乙",))), ("开源字体",)),
    "hyphens": (Layout(page_number_form=PageNumberForm.HYPHEN), ("页码短横",)),
    "digits": (
        Layout(page_number=PageNumber.CENTRE, page_number_form=PageNumberForm.PLAIN),
        ("页码居中", "页码无横线"),
    ),
    "imprint": (Layout(imprint=Imprint("示例县教育局办公室", "县人民政府，县财政局")), ()),
}


DISTRICTS = sorted(path for path in (data_folder() / "districts").iterdir() if path.is_dir())


def reports_of(workshop: Workshop, *folders: Path) -> list[Report]:
    files = [
        path for folder in folders for path in sorted(folder.glob("*.yaml")) if path.stem != "区县"
    ]
    reports = [examine_school(path, workshop).report for path in files]
    assert reports and None not in reports
    return [report for report in reports if report is not None]


@pytest.fixture(scope="module")
def sample_reports(workshop: Workshop) -> list[Report]:
    """One of every kind of school and of genre."""
    return reports_of(workshop, data_folder() / "schools")


@pytest.fixture(scope="module")
def school_reports(workshop: Workshop, sample_reports: list[Report]) -> list[Report]:
    """Those and the ones of the sample districts' schools."""
    return [*sample_reports, *reports_of(workshop, *DISTRICTS)]


@pytest.fixture(scope="module")
def district_reports(workshop: Workshop) -> list[Report]:
    return [district_report(folder, workshop) for folder in DISTRICTS]


def district_report(folder: Path, workshop: Workshop) -> Report:
    material = read_district(folder, workshop).material
    outline = workshop.district_templates_for(material.own.genre.folder).outline
    filled = fill_district_outline(material, outline)
    attached = enclose(material.own).attached
    return build_district_report(material, [section for _, section in filled if section], attached)


# The fixture with all reports of a level, and the one with those that every layout is tried with:
# a layout changes how a page looks, not what it says.
REPORTS = {Level.SCHOOL: "school_reports", Level.DISTRICT: "district_reports"}
CHOSEN_REPORTS = {**REPORTS, Level.SCHOOL: "sample_reports"}


def bundled(kind: DocumentKind) -> CompiledTemplate:
    data = (templates_folder() / kind.file).read_bytes()
    return compile_template(data, kind.file, FILTERS)


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
def test_the_bundled_templates_make_nothing_that_the_usual_check_finds(
    kind: DocumentKind, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    """Of every sample, as it is made and as it is checked where nobody chooses."""
    template = bundled(kind)
    reports = request.getfixturevalue(REPORTS[kind.level])
    told = [
        str(finding.problem(report.signature))
        for report in reports
        for finding in check(render_report(report, template))
    ]
    assert reports and told == []


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
def test_the_check_of_their_texts_finds_nothing_in_them(
    kind: DocumentKind, workshop: Workshop, request: pytest.FixtureRequest
) -> None:
    """Without the data, as whoever receives such a document checks it."""
    template = bundled(kind)
    reports = request.getfixturevalue(REPORTS[kind.level])
    told = [str(each) for report in reports for each in check_words(report, template, workshop)]
    assert reports and told == []


def check_words(
    report: Report, template: CompiledTemplate, workshop: Workshop
) -> Iterable[Problem]:
    data = render_report(report, template)
    written = open_written(data, report.signature)
    assert written == open_manuscript(data, report.signature).written
    texts = document_texts(written, report.signature)
    return check_document(texts, words_alone(workshop), workshop.library.wordings)


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("variation", VARIATIONS)
def test_own_documents_have_nothing_to_say(
    kind: DocumentKind, variation: str, request: pytest.FixtureRequest
) -> None:
    profile = ("表格文件",) if kind in OTHER_KINDS else ()
    layout, profiles = VARIATIONS[variation]
    template = compile_template(make_template(kind, layout), kind.file, FILTERS)
    documents = [
        render_report(report, template)
        for report in request.getfixturevalue(CHOSEN_REPORTS[kind.level])
    ]
    told = [
        str(finding.problem(""))
        for document in documents
        for finding in check(document, *profile, *profiles)
    ]
    assert documents and told == []


@pytest.mark.slow
@pytest.mark.parametrize("variation", VARIATIONS)
def test_variation_departs_from_the_standard_only_as_local_rules_do(
    variation: str, sample_reports: list[Report]
) -> None:
    layout, profiles = VARIATIONS[variation]
    template = compile_template(make_template(SCHOOL_REPORT, layout), SCHOOL_REPORT.file, FILTERS)
    findings = check(render_report(sample_reports[0], template))
    fonts = {
        finding.requirement.name
        for finding in findings
        if finding.requirement.name.endswith("字体")
    }
    others = {finding.severity for finding in findings if finding.requirement.name not in fonts}
    assert bool(findings) == bool(profiles)
    assert others <= {Severity.LOCAL}
    assert bool(fonts) == (layout.fonts is not GB2312)
