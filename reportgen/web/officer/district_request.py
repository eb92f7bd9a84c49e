"""What a run over the folder on the desk is asked for: what the command line would be, unless told
otherwise, but that nothing is written outside of the folder.
"""

from __future__ import annotations

from functools import cached_property, partial

from reportgen.barrier import Fallen, attempt
from reportgen.batch.aside import AsideFiles
from reportgen.batch.entry import Status
from reportgen.batch.executors import SPAWNED, usual_workers
from reportgen.batch.looking import Looker
from reportgen.batch.peeked import PeekedFiles
from reportgen.batch.request import Request
from reportgen.batch.survey import Survey, SurveyedSchool
from reportgen.editing.entry_fields import FormChapter
from reportgen.editing.mended_form import find_mended
from reportgen.load.inside import leads_inside
from reportgen.load.source import is_workbook
from reportgen.load.user_settings import load_user_office
from reportgen.office.libreoffice import find_office, office_variable
from reportgen.problems import Location, ReportgenError, error
from reportgen.web.desk import Desk
from reportgen.web.officer.school_lines import schools_in, whole_file
from reportgen.words.listing import list_first

_USUAL_OUTPUT = "out"


def district_request(desk: Desk) -> Request:
    """The run. Errors: ReportgenError where the settings, or a link, lead out of the folder."""
    project = desk.project
    output = project.chosen_output or desk.folder / _USUAL_OUTPUT
    if not leads_inside(desk.folder, output):
        hint, place = "请删去这个链接，或改 reportgen.yaml 里的输出位置", Location(str(output))
        raise ReportgenError(error("outside", "报告的位置在文件夹外面，没有用", place, hint))
    return Request(
        paths=(desk.folder,),
        output=output,
        templates=project.chosen_templates,
        extra_standards=project.chosen_standards,
        executor=SPAWNED,
        workers=usual_workers(),
        office=find_office(office_variable() or load_user_office()),
        grounds=(project.folder,) if project.folder is not None else (),
        checks=project.checks,
    )


_MOST_NAMED = 10


class DistrictDesk:
    """The district on the desk, as all its pages share it. Errors: as `district_request`."""

    def __init__(self, desk: Desk) -> None:
        self.folder = desk.folder
        self._desk = desk

    @cached_property
    def _request(self) -> Request:
        return district_request(self._desk)

    @property
    def request(self) -> Request:
        """The run that the pages stand for, by what the folder's settings accept now."""
        return self._request._replace(checks=self._desk.project.checks)

    @cached_property
    def peeked(self) -> PeekedFiles:
        """What files that lie aside say of whose they are."""
        return PeekedFiles()

    def beside(self, survey: Survey) -> AsideFiles:
        """The files that lie aside, as the folder stands."""
        return AsideFiles(self.folder, survey, self.peeked)

    def mended(self) -> frozenset[str]:
        """The names of the data files that took the place of forms."""
        return find_mended(self.folder)

    def may_be_mended(self, school: SurveyedSchool) -> bool:
        """Whether a data file can be made of what the school sent: a form of its own, unpacked."""
        path = school.job.path
        is_form = not school.job.part and is_workbook(path)
        return is_form and path.is_relative_to(self.folder) and path.is_file()

    def show_sent(self, school: SurveyedSchool) -> dict[str, object]:
        """What the school's page shows of what it sent, and what may be done with that."""
        return {
            "whole": whole_file(school.job.key),
            "together": list_first(self._schools_beside(school), _MOST_NAMED),
            "goes_back": bool(school.errors) and school.told.head.status is not Status.BLANK,
            "may_be_mended": self.may_be_mended(school),
            "chapters": self._sent_chapters(school),
        }

    def _schools_beside(self, school: SurveyedSchool) -> list[str]:
        """The other schools of the table that the school stands in."""
        name = school.told.head.name
        found = schools_in(self.looker.survey(), whole_file(school.job.key))
        return [each for each in found if each != name]

    def _sent_chapters(self, school: SurveyedSchool) -> tuple[FormChapter, ...]:
        """What the school filled in; nothing where that cannot be read."""
        path = school.job.path
        found = attempt(partial(self._desk.look_at, school.job.source), path)
        return () if isinstance(found, Fallen) else found or ()

    @cached_property
    def _looker(self) -> Looker:
        return Looker(self.request, self.folder)

    @property
    def looker(self) -> Looker:
        """What looks at the schools."""
        self._looker.request = self.request
        return self._looker
