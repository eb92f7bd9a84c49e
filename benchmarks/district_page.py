"""How soon the officer's page shows a district: of new files, and of such as were looked at before.

`python benchmarks/district_page.py [SCHOOLS]` prints processor time and memory.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.district import write_district
from reportgen.batch.executors import SPAWNED, usual_workers
from reportgen.batch.looking import Looker
from reportgen.batch.request import Request
from reportgen.kept_code.use import use_kept_code
from reportgen.web.officer.district_figures import heat_tables
from reportgen.web.officer.school_lines import LineQuery, find_lines

_SCHOOLS = 300
_GLANCE = 0.05


def main() -> None:
    """Measure a folder of so many schools."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _SCHOOLS
    with TemporaryDirectory() as folder:
        write_district(Path(folder), count)
        _measure(Path(folder), count)


def _measure(folder: Path, count: int) -> None:
    # As the command does, and with it its processes.
    use_kept_code()
    request = Request((folder,), folder / "out", executor=SPAWNED, workers=usual_workers())
    looker = Looker(request, folder)
    _show("new files", looker)
    began, spent = perf_counter(), _spent()
    first = 0.0
    while looker.is_looking:
        looker.wait(_GLANCE)
        first = first or (perf_counter() - began if looker.looking.done else 0.0)
    took = perf_counter() - began
    print(f"the first rows after {first:.1f} s, all {count} after {took:.1f} s by the clock,")
    print(f"with {_spent() - spent:.1f} s of the processor, of all processes together")
    _show("looked at before", looker)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {memory:.0f} MB")


def _spent() -> float:
    """Processor time of this process and of those that have ended, which it began."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + used.ru_utime + used.ru_stime


def _show(what: str, looker: Looker) -> None:
    began = process_time()
    survey = looker.survey()
    found = find_lines(survey, LineQuery())
    heats = list(heat_tables(survey.sum_up().standards, {}))
    took = process_time() - began
    lines = sum(len(each.lines) for each in heats)
    print(f"{what}: {len(found.lines)} lines, {lines} of the heat table, {took:.2f} s")


if __name__ == "__main__":
    main()
