"""How fast the forms of a district are made, on one core: 300 schools of every type.

python benchmarks/forms.py [SCHOOLS]. It only prints; a slow computer is no failure.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.district import write_district
from reportgen.forms.blank import BlankForms
from reportgen.forms.marking import mark_workbook
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.school_form import write_school_form
from reportgen.load.fields import read_tree
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.model.school import School
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop
from reportgen.problems import Location, error

SCHOOLS = 300
TARGET = 10.0
STANDARD = "优质均衡2017"


Make = Callable[[int], bytes]


class _District(NamedTuple):
    """The schools and the trees of their files, in one order; the plan of each type's form."""

    schools: Sequence[School]
    trees: Sequence[Tree]
    plans: Mapping[str, FormPlan]


def main(count: int) -> None:
    """Print seconds and schools a second: blank, with last year's figures, filled in, marked."""
    with TemporaryDirectory() as folder:
        district = _read_district(Path(folder), count)
    print(f"{count} forms, {STANDARD}, one core (promised: 300 in {TARGET:.0f} s)")
    filled = _filled(district)
    makers = {**_blank(district), "filled in": filled, "marked": _marked(filled, count)}
    for title, make in makers.items():
        _report(title, make, count)


def _read_district(folder: Path, count: int) -> _District:
    workshop = Workshop()
    write_district(folder, count)
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem.isdigit())
    loaded = [load_school(workshop.reader.read(path), workshop.library).school for path in paths]
    schools = [school for school in loaded if school]
    plans = {name: _plan(workshop, name) for name in {school.type.name for school in schools}}
    return _District(schools, [plain_tree(read_tree(path)) for path in paths], plans)


def _blank(district: _District) -> dict[str, Make]:
    """Makers of blank forms, without and with last year's figures."""
    blanks = {name: BlankForms(plan) for name, plan in district.plans.items()}

    def blank(number: int) -> bytes:
        school = district.schools[number]
        return blanks[school.type.name].make({"名称": school.name})

    def with_last(number: int) -> bytes:
        school = district.schools[number]
        past = LastYear(2023, {key: figure.value for key, figure in school.figures.items()})
        return blanks[school.type.name].make({"名称": school.name}, past)

    return {"blank": blank, "last year's figures": with_last}


def _filled(district: _District) -> Make:
    def filled(number: int) -> bytes:
        plan = district.plans[district.schools[number].type.name]
        return write_school_form(district.trees[number], plan)

    return filled


def _marked(filled: Make, count: int) -> Make:
    forms = [filled(number) for number in range(min(count, 50))]
    places = [Location(cell=f"基本数据!E{row}") for row in range(10, 30)]
    faults = [error("bad_value", "应为数", place) for place in places]
    return lambda number: mark_workbook(forms[number % len(forms)], faults)


def _plan(workshop: Workshop, type_name: str) -> FormPlan:
    library = workshop.library
    standard = library.find_standard(STANDARD, Path())
    assert standard is not None
    types = tuple(dict.fromkeys(each.name for each in library.school_types.values()))
    return FormPlan(
        (standard,),
        library.dictionary,
        library.school_types[type_name],
        types,
        2024,
        library.genres.neutral.forms,
    )


def _report(title: str, make: Make, count: int) -> None:
    start, work = perf_counter(), process_time()
    size = sum(len(make(number)) for number in range(count))
    seconds, worked = perf_counter() - start, process_time() - work
    print(
        f"{title:>20}: {seconds:6.2f} s ({worked:.2f} s of work), {count / seconds:6.1f} schools/s,"
        f" {size / count / 1000:.1f} kB each"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SCHOOLS)
