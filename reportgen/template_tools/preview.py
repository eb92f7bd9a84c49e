"""A Word template and sample or real data → the document it makes, as docx, PDF and pictures of
its pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from reportgen.assess.admission import admit_schools
from reportgen.assess.district import summarise_district
from reportgen.assess.particulars import make_particulars, make_terms
from reportgen.assess.record import make_record
from reportgen.barrier import Fallen, attempt
from reportgen.deliver import Delivered, Delivery, deliver_file
from reportgen.district_pipeline import make_district_document
from reportgen.load.decisions_file import content_mark, load_decisions
from reportgen.load.district_file import (
    DistrictFiles,
    find_district_files,
    key_of,
    load_district,
    refuse_nothing,
)
from reportgen.load.genre_choice import DistrictChoice
from reportgen.load.identity import DISTRICT_FILE
from reportgen.load.inside import leads_inside
from reportgen.load.other_data import OTHER_DATA
from reportgen.load.template_folder import GENRES, OUTLINE, PHRASES
from reportgen.load.text_file import read_bytes
from reportgen.making import finish_documents
from reportgen.model.admission import Applicant
from reportgen.model.decisions import TakenSchool
from reportgen.model.district import SchoolRecord
from reportgen.model.document_kinds import DISTRICT_REPORT
from reportgen.model.school import School
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office
from reportgen.office.pages import find_painter, paint_pages
from reportgen.pdf import make_pdfs
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import (
    DeliveryError,
    Location,
    Problem,
    ReportgenError,
    UnreadableFileError,
    by_place,
    error,
    warning,
)
from reportgen.regular_files import read_regular
from reportgen.render import fill_template
from reportgen.render.context import check_fit
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.resources import data_folder
from reportgen.seals import digest, is_sealed
from reportgen.sections.district.material import LeftOut
from reportgen.sections.phrasing.filters import FILTERS

_NO_PAINTER = "没有能画页面图片的程序，只做了 PDF"
# What only the template of a district asks for.
_DISTRICT_NAME = "区县"
_PAGES = "页面"


class WrittenPreview(NamedTuple):
    """What a preview wrote: the document, its PDF if it has one, and pictures of its pages.

    `problems` tell what could not be made.
    """

    document: Path
    pdf: Path | None
    pages: tuple[Path, ...]
    problems: tuple[Problem, ...]


class MadePreview(NamedTuple):
    """The document of a preview, and what is said of it; `fallen` are the schools that the program
    failed at.
    """

    document: bytes
    problems: tuple[Problem, ...]
    fallen: tuple[Fallen, ...] = ()


def find_sample(template: Path, data: Path | None, workshop: Workshop) -> Path:
    """The data to preview the template with: `data`, else the bundled sample district or school,
    for a genre's own template one of that genre, if there is one.
    """
    if data is not None:
        return data
    if (
        DISTRICT_REPORT.name in template.name
        or _DISTRICT_NAME in _compile(template, workshop).names
    ):
        return data_folder() / "districts" / "示例县"
    schools = data_folder() / "schools"
    genre = _own_genre(template, workshop)
    samples = (path for path in sorted(schools.glob("*.yaml")) if genre)
    of_genre = (path for path in samples if _genre_of(path, workshop) == genre)
    return next(of_genre, schools / "九年一贯制.yaml")


def _own_genre(template: Path, workshop: Workshop) -> str:
    """The genre whose own template that is; empty for a general one."""
    if template.parent.parent.name != GENRES:
        return ""
    known = workshop.library.genres.by_id.values()
    return next((genre.id for genre in known if genre.folder == template.parent.name), "")


def _genre_of(data: Path, workshop: Workshop) -> str:
    report = examine_school(data, workshop).report
    return report.genre.id if report is not None and report.genre is not None else ""


def find_templates(template: Path) -> Path | None:
    """The template's own folder where phrases or an outline stand beside it, or, of a genre's own
    template, the folder that 体裁 is in; else None.
    """
    if template.parent.parent.name == GENRES:
        return template.parent.parent.parent
    beside = (template.parent / PHRASES, template.parent / OUTLINE)
    return template.parent if any(path.exists() for path in beside) else None


def make_preview(
    template: Path, data: Path, workshop: Workshop, standards: Sequence[str] = ()
) -> MadePreview:
    """The document that the template makes of the data, a school's file, or a district's folder or
    file; `standards` take the place of those that the data name.

    Errors: ReportgenError with all that stands in the way.
    """
    compiled = _compile(template, workshop)
    if data.is_dir() or data.name == DISTRICT_FILE:
        return _make_district(compiled, data, workshop, standards)
    examined = examine_school(data, workshop, standards)
    if examined.report is None or not examined.can_be_built:
        raise ReportgenError(*examined.problems)
    (made,) = finish_documents((fill_template(examined.report, compiled),), compiled, workshop)
    unused = check_fit(examined.report, compiled)
    return MadePreview(made.document, by_place((*examined.problems, *made.problems, *unused)))


def write_preview(
    made: MadePreview, place: Path, office: Office | None, force: bool = False
) -> WrittenPreview:
    """Write the document to `place`; with an `office` its PDF and pages stand beside it.

    `force` as in `deliver_file`. Errors: DeliveryError if the document cannot be written.
    """
    delivered = deliver_file(place, made.document, force)
    told = made.problems + ((delivered.problem,) if delivered.problem else ())
    shown = _print(delivered.path, office, force)
    return shown._replace(problems=(*told, *shown.problems))


def _print(place: Path, office: Office | None, force: bool) -> WrittenPreview:
    """The PDF and the pages of the document that stands there."""
    if office is None:
        note = warning(
            "no_office",
            "没有找到 LibreOffice，没有做 PDF 和页面图片",
            hint="安装 LibreOffice 后就有了",
        )
        return WrittenPreview(place, None, (), (note,))
    (printed,) = make_pdfs([place], office, fresh=True, force=force)
    told = (printed.problem,) if printed.problem else ()
    if printed.pdf is None:
        return WrittenPreview(place, None, (), told)
    pages, problems = _write_pages(printed.pdf, place.with_name(f"{place.stem}_{_PAGES}"), force)
    return WrittenPreview(place, printed.pdf, pages, (*told, *problems))


def _write_pages(
    pdf: Path, folder: Path, force: bool
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    if not leads_inside(pdf.parent, folder):
        message = "页面图片没有写：这个文件夹是指到别处的链接"
        return (), (warning("outside", message, Location(str(folder)), "请删去这个链接"),)
    painter = find_painter()
    pictures = paint_pages(read_regular(pdf), painter) if painter else ()
    if not pictures:
        return (), (_no_pages("页面图片没有画成" if painter else _NO_PAINTER),)
    paths = tuple(folder / f"第{number:02d}页.png" for number in range(1, len(pictures) + 1))
    delivery = Delivery(folder, force)
    for path, picture in zip(paths, pictures, strict=True):
        delivery.add(path, picture)
    told = tuple(chain.from_iterable(map(_told, delivery.finish().values())))
    for path in set(folder.glob("第*页.png")) - set(paths):
        if is_sealed(path.name, read_regular(path)):
            path.unlink(missing_ok=True)
    return paths, told


def _no_pages(message: str) -> Problem:
    hint = "请运行 pip install 'reportgen[pdf]'，或安装 poppler"
    return warning("no_pages", message, hint=hint)


def _told(outcome: Delivered | DeliveryError) -> tuple[Problem, ...]:
    """What is said of a page."""
    if isinstance(outcome, DeliveryError):
        return outcome.problems
    return (outcome.problem,) if outcome.problem else ()


def _compile(template: Path, workshop: Workshop) -> CompiledTemplate:
    data, allowed = read_bytes(template), workshop.allow_external
    return compile_template(data, str(template), FILTERS, allow_external=allowed)


def _make_district(
    template: CompiledTemplate, data: Path, workshop: Workshop, standards: Sequence[str]
) -> MadePreview:
    files = find_district_files([data if data.is_dir() else data.parent])
    refuse_nothing(files, data)
    own = _load_own(files, data, workshop, standards)
    schools = _take_in(files, own, workshop)
    if not schools.records:
        hint = "请改好各校的数据；哪里不对，可以用 reportgen check 看"
        message, place = "没有一所学校的数据计入，做不出县域报告", Location(str(data))
        faults = (each for each in own.problems if each.stops)
        nothing = error("no_school_counts", message, place, hint)
        raise ReportgenError(*faults, *schools.lost, nothing)
    summary = summarise_district(schools.records, own.standards, workshop.library.dictionary)
    summary = summary._replace(taken=schools.taken)
    made = make_district_document(own.school, summary, schools.left_out, workshop, template)
    problems = by_place((*own.problems, *schools.problems, *made.problems, *schools.lost))
    if not made.document:
        raise ReportgenError(*problems)
    return MadePreview(made.document, problems, schools.fallen)


class _Own(NamedTuple):
    """What the district's own file says."""

    school: School
    standards: tuple[Standard, ...]
    problems: tuple[Problem, ...]


def _load_own(
    files: DistrictFiles, data: Path, workshop: Workshop, standards: Sequence[str]
) -> _Own:
    """What the district's file says of itself. Errors: ReportgenError if there is none to read."""
    if files.district is None:
        message, hint = f"里面没有 {DISTRICT_FILE}，预览不了县域报告", f"请放进一个 {DISTRICT_FILE}"
        raise ReportgenError(error("no_district", message, Location(str(data)), hint))
    own = load_district(files.district, workshop.library, standards)
    if own.school is None:
        raise ReportgenError(*own.problems)
    return _Own(own.school, own.standards, own.problems)


class _Schools(NamedTuple):
    """A district's schools: the records that count, those left out, those that the program failed
    at; which of the first count by decisions, and what is said of these.
    """

    records: list[SchoolRecord]
    left_out: list[LeftOut]
    fallen: tuple[Fallen, ...]
    taken: tuple[TakenSchool, ...]
    problems: tuple[Problem, ...]

    @property
    def lost(self) -> list[Problem]:
        """What is said of those that the program failed at."""
        return [problem for each in self.fallen for problem in each.problems]


def _take_in(files: DistrictFiles, own: _Own, workshop: Workshop) -> _Schools:
    decided = load_decisions(files.folder)
    looked = _look_at_schools(files, own.school.settings.standards, workshop)
    fallen = tuple(each for each in looked if isinstance(each, Fallen))
    found = [each for each in looked if not isinstance(each, Fallen) and each]
    terms = make_terms(own.school, own.standards)._replace(decisions=decided.decisions)
    admission = admit_schools([each for each, _ in found], terms)
    left_out = [LeftOut(each.name, each.reason, each.reason.told) for each in admission.absent]
    records = [
        record._replace(name=admission.name_of(each.key, record.name))
        for each, record in found
        if record and admission.admits(each.key)
    ]
    problems = (*decided.problems, *admission.problems)
    return _Schools(records, left_out, fallen, admission.taken, problems)


_Looked = tuple[Applicant, SchoolRecord | None]


def _look_at_schools(
    files: DistrictFiles, standards: Sequence[str], workshop: Workshop
) -> list[_Looked | Fallen | None]:
    """What each school's file says of itself, and the school as the district keeps it; None for a
    file that is no school's.
    """
    tasks = ((path, partial(_look, path, files, standards, workshop)) for path in files.schools)
    return [attempt(task, path) for path, task in tasks]


def _look(
    path: Path, files: DistrictFiles, standards: Sequence[str], workshop: Workshop
) -> _Looked | None:
    """Without a record for a school that cannot be built."""
    try:
        examined = examine_school(path, workshop, district=DistrictChoice(tuple(standards)))
    except UnreadableFileError as fault:
        if any(each.code == OTHER_DATA for each in fault.problems):
            return None
        raise
    if examined.school is None:
        return None
    judged = examined.assessment.standards if examined.assessment else ()
    particulars = make_particulars(examined.school, (each.standard for each in judged))
    record = _make_record(examined)
    key, mark = key_of(path, files.folder), content_mark(digest(read_regular(path)))
    is_sound = record is not None
    return Applicant(key, str(path), particulars, is_sound=is_sound, mark=mark), record


def _make_record(examined: Examined) -> SchoolRecord | None:
    if examined.school and examined.assessment and examined.can_be_built:
        return make_record(examined.school, examined.assessment, examined.dictionary)
    return None
