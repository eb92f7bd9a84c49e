"""The officer's page over a district, measured within a process."""

from __future__ import annotations

import resource
from pathlib import Path
from time import process_time

from benchmarks.moved import of_either
from benchmarks.task_batch import spent
from reportgen.batch.executors import SPAWNED, usual_workers
from reportgen.batch.looking import Looker
from reportgen.batch.request import Request
from reportgen.kept_code.use import use_kept_code

_LINES = ("reportgen.web.officer.school_lines", "reportgen.web.school_lines")
_FIGURES = ("reportgen.web.officer.district_figures", "reportgen.web.district_figures")
_GLANCE = 0.05


def first_look(folder: str, output: str) -> dict[str, float]:
    """What the officer's page takes for a folder of new files, and once they were looked at."""
    # As the command does, and with it its processes.
    use_kept_code()
    paths = (Path(folder),)
    request = Request(paths, Path(output), executor=SPAWNED, workers=usual_workers())
    looker = Looker(request, Path(folder))
    first, used = _show(looker), spent()
    while looker.is_looking:
        looker.wait(_GLANCE)
    rows = spent() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"page": first, "rows": rows, "again": _show(looker), "memory": memory}


def _show(looker: Looker) -> float:
    begun = process_time()
    survey = looker.survey()
    of_either("find_lines", *_LINES)(survey, of_either("LineQuery", *_LINES)())
    list(of_either("heat_tables", *_FIGURES)(survey.sum_up().standards, {}))
    return process_time() - begun
