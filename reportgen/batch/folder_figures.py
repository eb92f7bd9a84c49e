"""A folder of schools → the figures that the report of one of them, or of their district, is held
against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from reportgen.assess.assessment import assess_school
from reportgen.assess.district import summarise_district
from reportgen.batch.checking import (
    Question,
    admit_checked,
    check_job,
    open_folder,
)
from reportgen.batch.gate import SentPlaces
from reportgen.batch.jobs import Job
from reportgen.load.sent_report import know_fates
from reportgen.model.district import DistrictSummary
from reportgen.model.school import School
from reportgen.model.standard import Standard, join_dictionaries
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Location, Problem, ReportgenError, gap
from reportgen.text_checks.known_figures import KnownFigures, district_figures, school_figures
from reportgen.words.listing import list_first

# The title says whose report it is, or what stands right below it; a table of contents may stand
# in front.
_HEAD = 3
_MOST_NAMED = 5


class FolderFigures:
    """Those of a folder's schools and their district, each worked out when it is asked for."""

    def __init__(self, question: Question, workshop: Workshop) -> None:
        """Errors: UnreadableFileError where nothing is in the folder."""
        self._question, self._workshop = question, workshop
        self._opened = open_folder(question, workshop)
        self._known: dict[str, KnownFigures] = {}

    def of_report(self, lines: Sequence[str], file: Path) -> KnownFigures | Problem:
        """Those that a report is held against that begins with those short lines: of the school
        that is named in the first ones, by the file, or in the next ones, the longest name
        counting; else of the district.

        A problem where it names neither. Errors: ReportgenError for a school whose file is none.
        """
        own = self._opened.own.district
        for text in ("\n".join(lines[:_HEAD]), file.stem, *lines[_HEAD:]):
            named = [each for each in self._jobs if each in text]
            if named:
                return self._of_school(max(named, key=len))
            if own is not None and own.name in text:
                return self._of_district
        return _unknown(self._jobs, self._question.path, file)

    @cached_property
    def _jobs(self) -> dict[str, Job]:
        """The schools by their names; those that are asked for."""
        asked = self._question.school
        jobs = self._opened.plan.jobs
        return {job.identity.name: job for job in jobs if asked in ("", job.identity.name)}

    def _of_school(self, name: str) -> KnownFigures:
        if name not in self._known:
            own, question = self._opened.own, self._question
            extra = () if question.standards else own.standard_names
            source = self._jobs[name].source
            examined = examine_school(source, self._workshop, question.standards, extra, own.genre)
            if examined.school is None or examined.assessment is None:
                raise ReportgenError(*examined.problems)
            school, dictionary = examined.school, examined.dictionary
            self._known[name] = school_figures(school.name, examined.assessment, dictionary)
        return self._known[name]

    @cached_property
    def _of_district(self) -> KnownFigures:
        """What the schools that a run would sum up come to together."""
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
        records = [each.record for each in admitted if each.record is not None]
        summary = summarise_district(records, own.standards, library.dictionary)
        return figures_of_district(own.district, summary, own.standards, self._workshop)


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
