"""The forms of a district made, and workbooks read, measured within a process on one core."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

import openpyxl
from python_calamine import CalamineWorkbook

from reportgen.forms.blank import BlankForms
from reportgen.forms.marking import mark_workbook
from reportgen.forms.plan import FormPlan, LastYear
from reportgen.forms.school_form import write_school_form
from reportgen.load.fields import read_tree
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.load.workbooks.book import open_book
from reportgen.model.school import School
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop
from reportgen.problems import Location, error

_STANDARD = "优质均衡2017"
_MARKED = 50
Make = Callable[[int], bytes]


class _District(NamedTuple):
    """The schools and the trees of their files, in one order; the plan of each type's form."""

    schools: Sequence[School]
    trees: Sequence[Tree]
    plans: Mapping[str, FormPlan]


def make_forms(folder: str, count: str) -> dict[str, float]:
    """Seconds a form: blank, with last year's figures, filled in, marked."""
    district = _read_district(Path(folder), int(count))
    filled = _filled(district)
    makers = {**_blank(district), "filled": filled, "marked": _marked(filled, int(count))}
    return {name: _each(make, int(count)) for name, make in makers.items()}


def _each(make: Make, count: int) -> float:
    begun = process_time()
    for number in range(count):
        make(number)
    return (process_time() - begun) / count


def _read_district(folder: Path, count: int) -> _District:
    workshop = Workshop()
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem.isdigit())[:count]
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

    return {"blank": blank, "last": with_last}


def _filled(district: _District) -> Make:
    def filled(number: int) -> bytes:
        plan = district.plans[district.schools[number].type.name]
        return write_school_form(district.trees[number], plan)

    return filled


def _marked(filled: Make, count: int) -> Make:
    forms = [filled(number) for number in range(min(count, _MARKED))]
    places = [Location(cell=f"基本数据!E{row}") for row in range(10, 30)]
    faults = [error("bad_value", "应为数", place) for place in places]
    return lambda number: mark_workbook(forms[number % len(forms)], faults)


def _plan(workshop: Workshop, type_name: str) -> FormPlan:
    library = workshop.library
    standard = library.find_standard(_STANDARD, Path())
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


def read_books(folder: str) -> dict[str, float]:
    """Seconds for every cell of the folder's workbooks: by ours, by openpyxl, by calamine."""
    paths = sorted(Path(folder).glob("*.xlsx"))
    readers = {"ours": _read_ours, "openpyxl": _read_openpyxl, "calamine": _read_calamine}
    spent = {}
    for name, reader in readers.items():
        begun = process_time()
        for path in paths:
            reader(path)
        spent[name] = process_time() - begun
    return spent


def _read_ours(path: Path) -> int:
    book = open_book(path)
    return sum(1 for name in book.names for _ in book.grid(name).cells())


def _read_openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    cells = sum(value is not None for row in rows for value in row)
    book.close()
    return cells


def _read_calamine(path: Path) -> int:
    book = CalamineWorkbook.from_path(path)
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return sum(value != "" for row in rows for value in row)
