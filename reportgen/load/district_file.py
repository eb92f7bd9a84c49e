"""A district's folder → its own file 区县.yaml and its schools' files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reportgen.load.fields import read_tree, read_word
from reportgen.load.genre_choice import check_genre
from reportgen.load.library import Library
from reportgen.load.lock_file import is_lock_file
from reportgen.load.project import PROJECT_FILE
from reportgen.load.school_file import (
    TOP_KEYS,
    LoadedSchool,
    find_standards,
    finish_loading,
    parse_contents,
    parse_settings,
)
from reportgen.load.source import DATA_SUFFIXES
from reportgen.model.stages import SchoolType
from reportgen.problems import Location, Problem, UnreadableFileError, error

DISTRICT_FILE = "区县.yaml"
DISTRICT_KEYS = ("名称", "代码")
DISTRICT_TYPE = SchoolType("区县", MappingProxyType({}))
_TOP_KEYS = ("区县", *(key for key in TOP_KEYS if key not in ("学校", "投入")))
# What a run writes beside the reports, and the file that tells a folder of such from one of
# schools.
OUTPUT_FILES = ("清单.xlsx", "错误清单.xlsx", "指标汇总.xlsx")
_MANIFEST = "清单.json"
_NO_SCHOOLS = frozenset({DISTRICT_FILE, PROJECT_FILE, *OUTPUT_FILES})


class DistrictFiles(NamedTuple):
    """What a batch is over: the district's folder and own file (None: there is none), and data
    files in order.

    `problems` are folders that cannot be read.
    """

    folder: Path
    district: Path | None
    schools: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def find_district_files(paths: Sequence[Path], leave_out: Sequence[Path] = ()) -> DistrictFiles:
    """Every data file in those folders and among those files; folders in `leave_out` are passed
    over.

    Errors: UnreadableFileError if a path is not there, none is a data file, or two have a
    区县.yaml.
    """
    for path in paths:
        if not path.exists():
            raise UnreadableFileError(
                error("unreadable_file", "找不到", Location(str(path)), "请检查名称和位置")
            )
    folders = [path for path in paths if path.is_dir()]
    districts = [folder / DISTRICT_FILE for folder in folders if (folder / DISTRICT_FILE).is_file()]
    districts += [path for path in paths if path.name == DISTRICT_FILE and path.is_file()]
    if len(districts) > 1:
        hint = "请一个区县一个区县地做"
        raise UnreadableFileError(
            error("two_districts", f"不止一个 {DISTRICT_FILE}", Location(str(districts[1])), hint)
        )
    problems: list[Problem] = []
    schools = tuple(
        dict.fromkeys(_school_files(paths, {path.resolve() for path in leave_out}, problems))
    )
    if not schools and problems:
        raise UnreadableFileError(*problems)
    if not schools:
        hint = "请把各校的数据文件（.yaml 或 .xlsx）放进这个文件夹"
        raise UnreadableFileError(
            error("no_schools", "没有找到学校的数据文件", Location(str(paths[0])), hint)
        )
    first = folders[0] if folders else paths[0].parent
    district = districts[0] if districts else None
    return DistrictFiles(district.parent if district else first, district, schools, tuple(problems))


def load_district(path: Path, library: Library, standard_names: Sequence[str] = ()) -> LoadedSchool:
    """The district's own file, read like a school's; its type is 区县 and has no stages.

    Errors: UnreadableFileError if the file cannot be read at all; all else is in the problems.
    """
    root = read_tree(path)
    fields = root.known_entries(_TOP_KEYS)
    settings = parse_settings(fields.get("报告"), root)
    standards = find_standards(fields, settings, standard_names, library, root)
    root.reading.problems.extend(check_genre(settings, standards, library.genres))
    place = fields.get("区县", root)
    identity = fields["区县"].known_entries(DISTRICT_KEYS) if "区县" in fields else {}
    name, dictionary = read_word(identity.get("名称")), library.district_dictionary
    if not name:
        place.report("missing_key", "缺少“区县.名称”", "请在“区县:”下写上名称")
        return finish_loading(None, standards, dictionary, root)
    district = parse_contents(name, DISTRICT_TYPE, settings, fields, dictionary, root, place)
    return finish_loading(district, standards, dictionary, root)


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
        place = Location(str(folder))
        problems.append(
            error(
                "unreadable_folder", "这个文件夹打不开，里面的学校没有做", place, "请检查读取的权限"
            )
        )
        return
    for path in entries:
        if path.name.startswith(".") or is_lock_file(path):
            continue
        if path.is_dir():
            if path.resolve() not in leave_out and not (path / _MANIFEST).is_file():
                yield from _in_folder(path, leave_out, problems)
        elif path.suffix.lower() in DATA_SUFFIXES and path.name not in _NO_SCHOOLS:
            yield path
