"""A folder of schools → the figures that the report of one of them, or of their district, is held
against.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from reportgen.assess.assessment import assess_school
from reportgen.assess.district import summarise_district
from reportgen.batch.absent import name_absent
from reportgen.batch.checking import (
    Question,
    admit_checked,
    check_job,
    open_folder,
)
from reportgen.batch.gate import SentPlaces
from reportgen.batch.jobs import Job
from reportgen.district_pipeline import make_district_document
from reportgen.load.sent_report import know_fates
from reportgen.making import make_document
from reportgen.model.district import DistrictSummary
from reportgen.model.figure_source import name_sources, name_together
from reportgen.model.school import School
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Location, Problem, ReportgenError, gap
from reportgen.sections.district.material import LeftOut
from reportgen.text_checks.known_figures import KnownFigures, district_figures, school_figures
from reportgen.words.listing import list_first

# The title says whose report it is, or what stands right below it; a table of contents may stand
# in front.
_HEAD = 3
_MOST_NAMED = 5


class MadeReport(NamedTuple):
    """The report that the data make now (empty: they make none), and what its figures are called,
    by their codes.
    """

    document: bytes
    names: Mapping[str, str]


class _SummedUp(NamedTuple):
    """The schools that a run would sum up, and those that it would not."""

    summary: DistrictSummary
    left_out: tuple[LeftOut, ...]


class FolderFigures:
    """Those of a folder's schools and their district, each worked out when it is asked for."""

    def __init__(self, question: Question, workshop: Workshop) -> None:
        """Errors: UnreadableFileError where nothing is in the folder."""
        self._question, self._workshop = question, workshop
        self._opened = open_folder(question, workshop)
        self._examined: dict[str, Examined] = {}

    def of_report(self, lines: Sequence[str], file: Path) -> KnownFigures | Problem:
        """Those that a report is held against that begins with those short lines: of the school
        that is named in the first ones, by the file, or in the next ones, the longest name
        counting; else of the district.

        A problem where it names neither. Errors: ReportgenError for a school whose file is none.
        """
        name = self._whose(lines, file)
        if name is None:
            return _unknown(self._jobs, self._question.path, file)
        return self._of_school(name) if name else self._of_district

    def made_for(self, lines: Sequence[str], file: Path) -> MadeReport | None:
        """The report that the data make of whom that one is; None where that is not known, or a
        school's file is none.
        """
        name = self._whose(lines, file)
        if name is None:
            return None
        return self._made_of_school(name) if name else self._made_of_district

    def _whose(self, lines: Sequence[str], file: Path) -> str | None:
        """The name of the school; empty for the district."""
        own = self._opened.own.district
        for text in ("\n".join(lines[:_HEAD]), file.stem, *lines[_HEAD:]):
            named = [each for each in self._jobs if each in text]
            if named:
                return max(named, key=len)
            if own is not None and own.name in text:
                return ""
        return None

    @cached_property
    def _jobs(self) -> dict[str, Job]:
        """The schools by their names; those that are asked for."""
        asked = self._question.school
        jobs = self._opened.plan.jobs
        return {job.identity.name: job for job in jobs if asked in ("", job.identity.name)}

    def _examine(self, name: str) -> Examined:
        if name not in self._examined:
            own, question = self._opened.own, self._question
            source = self._jobs[name].source
            self._examined[name] = examine_school(
                source, self._workshop, question.standards, own.choice
            )
        return self._examined[name]

    def _of_school(self, name: str) -> KnownFigures:
        examined = self._examine(name)
        if examined.school is None or examined.assessment is None:
            raise ReportgenError(*examined.problems)
        return school_figures(examined.school.name, examined.assessment, examined.dictionary)

    def _made_of_school(self, name: str) -> MadeReport | None:
        examined = self._examine(name)
        if examined.report is None or examined.assessment is None:
            return None
        document = make_document(examined.report, self._workshop)
        return MadeReport(document, name_sources(examined.assessment))

    @cached_property
    def _summed_up(self) -> _SummedUp:
        own, plan, files = self._opened
        look = (check_job(job, own, self._question, self._workshop, True) for job in plan.jobs)
        checked = list(look)
        sources = (str(path) for each in checked for path in each.sources)
        places = SentPlaces(
            files.folder, know_fates(files.sent, plan.others, sources), plan.problems
        )
        library = self._workshop.library
        admission, _ = admit_checked(checked, own, places, library)
        admitted = (each for each in checked if admission.admits(each.job.key))
        found = [(each.job.key, each.record) for each in admitted if each.record is not None]
        records = [
            record._replace(name=admission.name_of(key, record.name)) for key, record in found
        ]
        summary = summarise_district(records, own.standards, library.dictionary)
        return _SummedUp(summary._replace(taken=admission.taken), name_absent(admission))

    @cached_property
    def _of_district(self) -> KnownFigures:
        """What the schools that a run would sum up come to together."""
        own = self._opened.own
        summary = self._summed_up.summary
        return figures_of_district(own.district, summary, own.standards, self._workshop)

    @cached_property
    def _made_of_district(self) -> MadeReport | None:
        own = self._opened.own.district
        if own is None:
            return None
        summary, left_out = self._summed_up
        made = make_district_document(own, summary, left_out, self._workshop)
        return MadeReport(made.document, name_together(summary))


def figures_of_district(
    own: School | None,
    summary: DistrictSummary,
    standards: Sequence[Standard],
    workshop: Workshop,
) -> KnownFigures:
    """Those of the district whose file says `own`, and whose schools are summed up so by those
    standards.
    """
    library = workshop.library
    asked = join_dictionaries(library.district_dictionary, summary.own_standards)
    dictionary = join_dictionaries(library.dictionary, standards).extend(asked)
    if own is None:
        return district_figures("", summary, dictionary)
    assessment = assess_school(own, summary.own_standards, asked)
    return district_figures(own.name, summary, dictionary, assessment)


def _unknown(schools: Iterable[str], folder: Path, file: Path) -> Problem:
    names = list_first(list(schools), _MOST_NAMED)
    message = f"没有认出是哪所学校的报告，没有和 {folder} 里的数据核对：标题和文件名里没有{names}"
    hint = "请在文件名里写上学校名称，或用 --against 写这所学校的数据文件"
    return gap("unknown_report", message, Location(str(file)), hint)
