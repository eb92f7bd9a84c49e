"""What a run from the page makes beside what `batch` does: what goes back, whom to chase."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.barrier import TRACE_LOG, Fallen, name_log
from reportgen.batch.batch import Batch
from reportgen.batch.chasing import CHASING, chased_schools, chasing_sheet
from reportgen.batch.sent_back import SentBack, faults_by_file, own_faults, send_all_back
from reportgen.batch.summary import Summary
from reportgen.deliver import deliver_file
from reportgen.ooxml.plain_workbook import write_workbook
from reportgen.problems import Problem
from reportgen.trace_log import write_log
from reportgen.web.officer.run_choice import RunChoice

BACK = "退回"
"""The folder of the copies, beside the reports."""


def make_extras(opened: Batch, summary: Summary, choice: RunChoice) -> tuple[Problem, ...]:
    """Make what was chosen of them; returns what is to be said of it.

    Errors: DeliveryError where the list cannot be written.
    """
    keys = [each.file for each in summary.schools]
    chased = chased_schools(summary.roster, opened.listed, keys)
    told = list[Problem]()
    if choice.back:
        empty = {key for each in chased for key in each.files}
        schools = [each for each in summary.schools if each.file not in empty]
        own = ((each.path, own_faults(each.problems)) for each in schools)
        found = faults_by_file(own)
        told += _tell(send_all_back(found, summary.output / BACK, choice.force), summary)
    if choice.chasing and opened.expects_schools:
        sheet = write_workbook([chasing_sheet(chased)])
        delivered = deliver_file(summary.output / CHASING, sheet, choice.force)
        told += [delivered.problem] if delivered.problem else []
    return tuple(told)


def _tell(sent: Iterator[SentBack | Fallen], summary: Summary) -> Iterator[Problem]:
    fallen = list[Fallen]()
    for each in sent:
        if isinstance(each, Fallen):
            fallen.append(each)
            yield from name_log(each.problems)
        else:
            fallen += [each.copy.fallen] if each.copy.fallen else []
            yield from (each.delivered.problem,) if each.delivered.problem else ()
    yield from write_log(summary.output / BACK / TRACE_LOG, fallen, clears=False).problems
