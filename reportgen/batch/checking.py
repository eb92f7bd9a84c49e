"""A folder of schools → everything wrong in it, as a run would find it; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from reportgen.assess.admission import admit_schools
from reportgen.assess.particulars import make_particulars, make_terms
from reportgen.assess.record import make_record
from reportgen.barrier import Fallen, attempt
from reportgen.batch.gate import (
    Come,
    SentPlaces,
    add_decisions,
    add_rosters,
    find_come,
    know_more,
    mark_of,
)
from reportgen.batch.jobs import Job, JobPlan, plan_jobs
from reportgen.batch.own_file import OwnFile, check_standards, load_own_file
from reportgen.batch.table_rows import in_row
from reportgen.district_pipeline import check_district_file
from reportgen.load.district_file import (
    DistrictFiles,
    find_district_files,
    no_schools,
    refuse_nothing,
    without_named,
)
from reportgen.load.library import Library
from reportgen.load.sent_files import SentFile, make_known_places
from reportgen.load.sent_report import know_fates, tell_sent
from reportgen.load.undecided import NO_STANDARD
from reportgen.model.admission import Admission, Applicant, Particulars
from reportgen.model.district import SchoolRecord
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Location, Problem, UnreadableFileError, by_place, error
from reportgen.words.nearest import ask_nearest


class Question(NamedTuple):
    """What is to be checked: a folder or an archive, and how, as `Request` has it.

    `templates` are folders that are no schools'; `school` is the only one that is asked for.
    """

    path: Path
    standards: tuple[str, ...] = ()
    extra_standards: tuple[str, ...] = ()
    templates: tuple[Path, ...] = ()
    mapping: Path | None = None
    school: str = ""


class CheckedFolder(NamedTuple):
    """What is wrong with each data file, with the folder, and what became of each file in it.

    `fallen` are the files at which the program failed.
    """

    by_file: Mapping[Path, tuple[Problem, ...]]
    problems: tuple[Problem, ...]
    sent: tuple[SentFile, ...]
    fallen: tuple[Fallen, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Everything wrong, by place."""
        return by_place(
            (*self.problems, *(each for told in self.by_file.values() for each in told))
        )


class OpenedFolder(NamedTuple):
    """The schools of a folder, what its district says of itself, and what was sent with them."""

    own: OwnFile
    plan: JobPlan
    files: DistrictFiles


class CheckedSchool(NamedTuple):
    """A school that was looked at: what is wrong with it, and what it says of itself.

    `lost` tells what keeps it from being done that is not its own fault; `record` is what its
    district adds up, where that is asked for.
    """

    job: Job
    problems: tuple[Problem, ...]
    applicant: Applicant
    sources: tuple[Path, ...] = ()
    lost: tuple[Problem, ...] = ()
    fallen: Fallen | None = None
    record: SchoolRecord | None = None


def open_folder(question: Question, workshop: Workshop) -> OpenedFolder:
    """What is in the folder, before a school is looked at. Errors: UnreadableFileError where
    nothing is.
    """
    named = (question.mapping,) if question.mapping else ()
    around = make_known_places(None, question.templates, mappings=named)
    found = find_district_files((question.path,), around)
    own = _load_own(found, question, workshop)
    if own.roster is None:
        refuse_nothing(found, question.path)
    files = without_named(found, own.roster, own.sources)
    plan = plan_jobs(files.schools, files.folder, {}, workshop.reader, question.mapping)
    return OpenedFolder(own, plan, files)


def check_folder(question: Question, workshop: Workshop) -> CheckedFolder:
    """Everything wrong in the folder. Errors: UnreadableFileError where no school is in it, or not
    the one that is asked for.
    """
    own, plan, files = open_folder(question, workshop)
    jobs = _choose(plan, question, own)
    checked = [check_job(job, own, question, workshop) for job in jobs]
    sources = (str(path) for each in checked for path in each.sources)
    sent = know_fates(files.sent, plan.others, sources)
    places = SentPlaces(files.folder, sent, plan.problems)
    admission, rosters = admit_checked(checked, own, places, workshop.library)
    told = _by_file(checked, admission, plan.problems)
    lost = (problem for each in checked for problem in each.lost)
    faults = (problem for each in rosters for problem in each.problems)
    problems = (*own.problems, *faults, *lost, *admission.problems, *tell_sent(sent))
    of_schools = (each.fallen for each in checked)
    of_files = (each.fallen for each in sent)
    fallen = filter(None, (own.fallen, *rosters, *of_schools, *of_files))
    return CheckedFolder(told, by_place(problems), sent, tuple(fallen))


def check_own_file(
    path: Path, standards: Sequence[str], workshop: Workshop
) -> tuple[tuple[Problem, ...], tuple[Fallen, ...]]:
    """What is wrong with a district's own file and the list of schools that it names, whatever its
    schools come to; and what the program failed at.
    """
    files = DistrictFiles(path.parent, path, ())
    own = load_own_file(files, workshop.library, standards, Location("--standard"))
    terms = make_terms(own.district, own.standards)
    _, rosters = add_rosters(terms, None, own.roster, workshop.library)
    of_rosters = (problem for each in rosters for problem in each.problems)
    told: tuple[Problem, ...] = (*own.problems, *of_rosters)
    if own.district is not None:
        told += check_district_file(own.district, own.standards, workshop)
    return by_place(told), tuple(filter(None, (own.fallen, *rosters)))


def _choose(plan: JobPlan, question: Question, own: OwnFile) -> list[Job]:
    """The schools that are looked at."""
    if not plan.jobs and own.roster is None:
        faults = [each for each in (*own.problems, *plan.problems) if each.stops]
        raise UnreadableFileError(*faults, no_schools(question.path))
    jobs = [job for job in plan.jobs if question.school in ("", job.identity.name)]
    if question.school and not jobs:
        known = [job.identity.name for job in plan.jobs]
        hint = ask_nearest(question.school, known, "请写学校名称")
        message, place = f"没有“{question.school}”这所学校", Location(str(question.path))
        raise UnreadableFileError(error("unknown_school", message, place, hint))
    return jobs


def _load_own(files: DistrictFiles, question: Question, workshop: Workshop) -> OwnFile:
    names = question.standards or question.extra_standards
    return load_own_file(files, workshop.library, names, Location("--standard"))


def check_job(
    job: Job, own: OwnFile, question: Question, workshop: Workshop, with_record: bool = False
) -> CheckedSchool:
    """The school, looked at as a run would."""
    look = partial(examine_school, job.source, workshop, question.standards, own.choice)
    examined = attempt(look, job.path) if job.fallen is None else job.fallen
    if isinstance(examined, Fallen):
        unknown = Particulars(name=job.identity.name)
        applicant = Applicant(job.key, str(job.path), unknown, 0, False)
        return CheckedSchool(job, examined.problems, applicant, fallen=examined)
    problems = in_row(examined) if job.part else examined.problems
    lost = check_standards(examined.school, own.lost)
    if lost:
        problems = tuple(each for each in problems if each.code != NO_STANDARD)
    record = None
    if with_record and examined.school and examined.assessment:
        record = make_record(examined.school, examined.assessment, examined.dictionary)
    applicant = _applicant_of(job, examined)
    return CheckedSchool(job, problems, applicant, examined.sources, lost, record=record)


def _applicant_of(job: Job, examined: Examined) -> Applicant:
    said = Particulars(name=job.identity.name)
    if examined.school is not None:
        judged = examined.assessment.standards if examined.assessment else ()
        said = make_particulars(examined.school, (each.standard for each in judged))
    applicant = Applicant(job.key, str(job.path), said, 0, examined.can_be_built)
    return applicant._replace(is_blank=examined.is_blank, mark=mark_of(job))


def admit_checked(
    checked: Sequence[CheckedSchool], own: OwnFile, places: SentPlaces, library: Library
) -> tuple[Admission, tuple[Fallen, ...]]:
    """Who would be summed up, and what is wrong with the list of schools."""
    terms, rosters = add_rosters(make_terms(own.district, own.standards), None, own.roster, library)
    terms, faults = add_decisions(terms, places.folder)
    come = Come()
    if terms.roster:
        failed = {each.job: each.problems for each in checked if not each.applicant.is_sound}
        come = find_come(failed, places, library.dictionary.vocabulary.lists)
    applicants = (know_more(each.applicant, come) for each in checked)
    admission = admit_schools(tuple(applicants), terms, come.unread)
    return admission._replace(problems=(*faults, *admission.problems)), rosters


def _by_file(
    checked: Iterable[CheckedSchool], admission: Admission, of_tables: Iterable[Problem]
) -> Mapping[Path, tuple[Problem, ...]]:
    told: dict[Path, tuple[Problem, ...]] = {}
    for each in checked:
        before = told.get(each.job.path, ())
        told[each.job.path] = (*before, *admission.told_of(each.job.key, each.problems))
    for problem in of_tables:
        path = Path(problem.location.file)
        told[path] = (*told.get(path, ()), problem)
    return {path: by_place(problems) for path, problems in told.items()}
