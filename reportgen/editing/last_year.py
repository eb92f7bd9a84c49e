"""Last year's data files → the figures and texts that stand beside this year's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from reportgen.barrier import Fallen, attempt
from reportgen.forms.past_texts import past_texts
from reportgen.forms.plan import LastYear
from reportgen.load.district_file import find_district_files
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.load.source import Source
from reportgen.model.admission import ListedSchool
from reportgen.model.school import School
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import Location, Problem, gap, warning

_NONE: Mapping[str, LastYear] = MappingProxyType({})


class PastSchool(NamedTuple):
    """A school as it was the year before: its file, what that says, and its figures."""

    path: Path
    school: School
    tree: Tree
    figures: LastYear


class PastFigures(NamedTuple):
    """Last year's figures by the school's code and by its name; `fallen` are the files that the
    program failed at.
    """

    by_code: Mapping[str, LastYear] = _NONE
    by_name: Mapping[str, LastYear] = _NONE
    fallen: tuple[Fallen, ...] = ()

    def find(self, school: ListedSchool) -> LastYear | None:
        """The school's figures, or None."""
        return self.by_code.get(school.code) or self.by_name.get(school.name)


def load_last_year(
    folder: Path, schools: Sequence[ListedSchool], workshop: Workshop
) -> tuple[PastFigures, tuple[Problem, ...]]:
    """The figures in the folder, and a warning for whatever leaves one of the schools without."""
    by_code: dict[str, LastYear] = {}
    by_name: dict[str, LastYear] = {}
    problems: list[Problem] = []
    fallen: list[Fallen] = []
    for path in find_district_files([folder]).schools:
        found = attempt(partial(_read_schools, path, workshop), path)
        if isinstance(found, Fallen):
            problems.append(_unreadable(path, found))
            fallen.append(found)
            continue
        for each in found:
            by_name[each.school.name] = each.figures
            if each.school.code:
                by_code[each.school.code] = each.figures
    past = PastFigures(by_code, by_name, tuple(fallen))
    return past, (*problems, *_unmatched(schools, past, folder))


def find_past_school(path: Path, school: ListedSchool, workshop: Workshop) -> PastSchool | None:
    """The school as the file or a file of the folder has it, by its code or else its name; the
    only one of a file is the school, whatever it was called.

    Errors: UnreadableFileError where nothing is there, or the file cannot be read.
    """
    if path.is_file():
        found = _read_schools(path, workshop)
        return found[0] if len(found) == 1 else _pick(found, school)
    found_files = find_district_files([path]).schools
    # Whichever bears the school's name is most likely its own.
    for each in sorted(found_files, key=lambda file: school.name not in file.stem):
        read = attempt(partial(_read_schools, each, workshop), each)
        picked = None if isinstance(read, Fallen) else _pick(read, school)
        if picked is not None:
            return picked
    return None


def _pick(found: Sequence[PastSchool], school: ListedSchool) -> PastSchool | None:
    coded = [each for each in found if school.code and each.school.code == school.code]
    named = [each for each in found if each.school.name == school.name]
    return next(iter((*coded, *named)), None)


def _read_schools(path: Path, workshop: Workshop) -> list[PastSchool]:
    """The schools of that file, with what each wrote by the sheet that it stands on."""
    reader, found = workshop.reader, []
    for source in reader.split(Source(path)):
        opened = reader.read(source)
        loaded = load_school(opened, workshop.library)
        if loaded.school is not None:
            tree, school = plain_tree(opened.root), loaded.school
            texts = past_texts(tree, loaded.dictionary, school.type)
            figures = {key: figure.value for key, figure in school.figures.items()}
            year = LastYear(school.settings.year, figures, texts)
            found.append(PastSchool(path, school, tree, year))
    return found


def _unreadable(path: Path, fallen: Fallen) -> Problem:
    message = f"去年的数据没有读出：{fallen.problems[0].message}"
    hint = "这份数据里的学校不列去年的数"
    if fallen.trace:
        told = f"{hint}；{fallen.problems[0].hint}"
        return gap("last_unreadable", message, Location(str(path)), told)
    return warning("last_unreadable", message, Location(str(path)), hint)


def _unmatched(schools: Sequence[ListedSchool], past: PastFigures, folder: Path) -> list[Problem]:
    lacking = [school.name for school in schools if school.name and past.find(school) is None]
    if not lacking:
        return []
    message = f"去年的数据里没有这些学校：{'、'.join(lacking)}"
    hint = "请核对学校代码和名称；新学校不用管"
    return [warning("last_missing", message, Location(str(folder)), hint)]
