"""A district's folder → its own file 区县.yaml and its schools' files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reportgen.load.attachments import ATTACHMENT_FOLDER
from reportgen.load.fields import read_tree, read_word
from reportgen.load.genre_choice import check_genre
from reportgen.load.library import Library
from reportgen.load.lock_file import is_lock_file
from reportgen.load.project import PROJECT_FILE
from reportgen.load.school_file import (
    TOP_KEYS,
    DataFile,
    LoadedSchool,
    find_standards,
    finish_loading,
    parse_contents,
    parse_settings,
)
from reportgen.load.source import DATA_SUFFIXES
from reportgen.load.yaml_tree import Item
from reportgen.model.stages import DISTRICT_TYPE
from reportgen.model.standard import join_dictionaries
from reportgen.problems import Location, Problem, UnreadableFileError, error

DISTRICT_FILE = "区县.yaml"
DISTRICT_KEYS = ("名称", "代码")
_OF_SCHOOLS = ("学校", "教师结构", "投入", "特色")
ROSTER_KEY = "名单"
_TOP_KEYS = ("区县", ROSTER_KEY, *(key for key in TOP_KEYS if key not in _OF_SCHOOLS))
# What a run writes beside the reports, and the file that tells a folder of such from one of
# schools.
OUTPUT_FILES = ("清单.xlsx", "错误清单.xlsx", "指标汇总.xlsx")
_MANIFEST = "清单.json"
_NO_SCHOOLS = frozenset({DISTRICT_FILE, PROJECT_FILE, *OUTPUT_FILES})


class DistrictFiles(NamedTuple):
    """The district's folder, its own file if there is one, and its schools' files in order.

    `problems` are folders that cannot be read.
    """

    folder: Path
    district: Path | None
    schools: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def find_district_files(paths: Sequence[Path], leave_out: Sequence[Path] = ()) -> DistrictFiles:
    """Every data file in those folders and among those files, without folders in `leave_out`.

    Errors: UnreadableFileError if a path is not there, none is a data file, or two have a
    区县.yaml.
    """
    _refuse_missing(paths)
    district = _find_district_file(paths)
    problems: list[Problem] = []
    excluded = {path.resolve() for path in leave_out}
    schools = tuple(dict.fromkeys(_school_files(paths, excluded, problems)))
    if not schools:
        raise UnreadableFileError(*(problems or (_no_schools(paths[0]),)))
    folder = district.parent if district else _first_folder(paths)
    return DistrictFiles(folder, district, schools, tuple(problems))


def _refuse_missing(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists():
            place = Location(str(path))
            problem = error("unreadable_file", "找不到", place, "请检查名称和位置")
            raise UnreadableFileError(problem)


def _find_district_file(paths: Sequence[Path]) -> Path | None:
    """The 区县.yaml in those folders or among those files; None if there is none."""
    inside = [path / DISTRICT_FILE for path in paths if path.is_dir()]
    named = [path for path in paths if path.name == DISTRICT_FILE]
    found = [path for path in (*inside, *named) if path.is_file()]
    if len(found) > 1:
        message, place = f"不止一个 {DISTRICT_FILE}", Location(str(found[1]))
        raise UnreadableFileError(error("two_districts", message, place, "请一个区县一个区县地做"))
    return found[0] if found else None


def _first_folder(paths: Sequence[Path]) -> Path:
    return next((path for path in paths if path.is_dir()), paths[0].parent)


def _no_schools(path: Path) -> Problem:
    hint = "请把各校的数据文件（.yaml 或 .xlsx）放进这个文件夹"
    return error("no_schools", "没有找到学校的数据文件", Location(str(path)), hint)


def load_district(path: Path, library: Library, standard_names: Sequence[str] = ()) -> LoadedSchool:
    """The district's own file, read like a school's; its type and its stage are 区县.

    Errors: UnreadableFileError if the file cannot be read at all; all else is in the problems.
    """
    root = read_tree(path)
    fields = root.known_entries(_TOP_KEYS)
    settings = parse_settings(fields.get("报告"), root)
    standards = find_standards(fields, settings, standard_names, library, root)
    root.reading.problems.extend(check_genre(settings, standards, library.genres))
    place = fields.get("区县", root)
    identity = fields["区县"].known_entries(DISTRICT_KEYS) if "区县" in fields else {}
    name = read_word(identity.get("名称"))
    dictionary = join_dictionaries(library.district_dictionary, standards)
    if not name:
        place.report("missing_key", "缺少“区县.名称”", "请在“区县:”下写上名称")
        return finish_loading(None, standards, dictionary, root)
    file = DataFile(root, fields, settings, dictionary)
    district = parse_contents(file, name, DISTRICT_TYPE, place)
    district = replace(district, code=read_word(identity.get("代码")))
    roster = _find_roster(fields.get(ROSTER_KEY), path.parent)
    return finish_loading(district, standards, dictionary, root)._replace(roster=roster)


def _find_roster(item: Item | None, folder: Path) -> Path | None:
    """The list of schools that the file names, as seen from it; one that is not there is noted."""
    name = read_word(item)
    if item is None or not name:
        return None
    path = folder / name
    if path.is_file():
        return path
    hint = "请写名单文件的名称，例如“名单: 学校名单.xlsx”，文件和区县.yaml放在一起"
    item.report("missing_file", f"找不到名单“{name}”", hint)
    return None


def _school_files(
    paths: Iterable[Path], leave_out: set[Path], problems: list[Problem]
) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(_in_folder(path, leave_out, problems))
        elif path.name not in _NO_SCHOOLS:
            yield path


def _in_folder(folder: Path, leave_out: set[Path], problems: list[Problem]) -> Iterator[Path]:
    try:
        entries = list(folder.iterdir())
    except OSError:
        message, place = "这个文件夹打不开，里面的学校没有做", Location(str(folder))
        problems.append(error("unreadable_folder", message, place, "请检查读取的权限"))
        return
    for path in entries:
        if path.name.startswith(".") or is_lock_file(path):
            continue
        if path.is_dir():
            if path.name != ATTACHMENT_FOLDER and not _is_left_out(path, leave_out):
                yield from _in_folder(path, leave_out, problems)
        elif path.suffix.lower() in DATA_SUFFIXES and path.name not in _NO_SCHOOLS:
            yield path


def _is_left_out(folder: Path, leave_out: set[Path]) -> bool:
    """Whether it is one of those, or holds what a run wrote."""
    return folder.resolve() in leave_out or (folder / _MANIFEST).is_file()
