"""A district's folder → its own file 区县.yaml and its schools' files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportgen.load.archive import is_file
from reportgen.load.fields import read_tree, read_word
from reportgen.load.genre_choice import check_genre
from reportgen.load.identity import DISTRICT_FILE, ROSTER_CODE
from reportgen.load.inside import Grounds, PlaceRefusal, lies_inside
from reportgen.load.library import Library
from reportgen.load.school_file import (
    TOP_KEYS,
    DataFile,
    LoadedSchool,
    OpenedFile,
    finish_loading,
    hold_standards,
    parse_contents,
    parse_settings,
)
from reportgen.load.sent_files import Fate, KnownPlaces, SentFile, list_sent
from reportgen.load.sent_report import tell_sent
from reportgen.load.source import is_workbook
from reportgen.load.standard_choice import find_standards
from reportgen.load.text_file import read_bytes
from reportgen.load.yaml_tree import Item
from reportgen.model.stages import DISTRICT_TYPE
from reportgen.model.standard import join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, UnreadableFileError, error, gap, warning

DISTRICT_KEYS = ("名称", "代码")
_OF_SCHOOLS = ("学校", "教师结构", "投入", "特色")
ROSTER_KEY = "名单"
_TOP_KEYS = ("区县", ROSTER_KEY, *(key for key in TOP_KEYS if key not in _OF_SCHOOLS))


class DistrictFiles(NamedTuple):
    """The district's folder, its own file if there is one, and all that was sent, in order."""

    folder: Path
    district: Path | None
    sent: tuple[SentFile, ...]

    @property
    def schools(self) -> tuple[Path, ...]:
        """Its schools' files."""
        return tuple(each.path for each in self.sent if each.fate is Fate.SCHOOL)


def key_of(path: Path, folder: Path) -> str:
    """The file as seen from the folder of its district."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return path.as_posix()


def find_district_files(
    paths: Sequence[Path], around: KnownPlaces = KnownPlaces(), needs_schools: bool = True
) -> DistrictFiles:
    """Every file in those folders and among those files, with what becomes of it.

    `needs_schools`: whether there is nothing to be done without one. Errors: UnreadableFileError
    if a path is not there, none is a data file, or two have a 区县.yaml; one of the district alone
    may name a list of schools, which `refuse_nothing` asks.
    """
    _refuse_missing(paths)
    district = _find_district_file(paths)
    sent = tuple(_with_district(each, district) for each in list_sent(paths, around))
    folder = district.parent if district else _first_folder(paths)
    found = DistrictFiles(folder, district, sent)
    if needs_schools and district is None:
        refuse_nothing(found, paths[0])
    return found


def refuse_nothing(files: DistrictFiles, path: Path) -> None:
    """Refuse what holds no school's file. Errors: UnreadableFileError tells of those that are not
    read.
    """
    if not files.schools:
        raise UnreadableFileError(no_schools(path), *tell_sent(files.sent))


def without_named(
    files: DistrictFiles, roster: Path | None, sources: Iterable[Path]
) -> DistrictFiles:
    """The files with those that are no school's though they look like data: the list of schools,
    and what the district's own file names (`sources`).
    """
    return _without_brought(without_roster(files, roster), sources)


def without_roster(files: DistrictFiles, roster: Path | None) -> DistrictFiles:
    """The files with the list of schools, and copies of it, known as such: they are no school's."""
    if roster is None:
        return files
    place, content = roster.resolve(), _read(roster)

    def known(file: SentFile) -> SentFile:
        if file.path.name == place.name and file.path.resolve() == place:
            return file._replace(fate=Fate.ROSTER, problem=None)
        return _as_copy(file) if _is_copy(file, content) else file

    return files._replace(sent=tuple(map(known, files.sent)))


def _without_brought(files: DistrictFiles, sources: Iterable[Path]) -> DistrictFiles:
    """The files with the workbooks that the district's own file names (`sources`) known as such."""
    named = frozenset(filter(is_workbook, sources))

    def known(file: SentFile) -> SentFile:
        is_brought = file.fate is Fate.SCHOOL and file.path in named
        return file._replace(fate=Fate.BROUGHT) if is_brought else file

    return files._replace(sent=tuple(map(known, files.sent))) if named else files


def _is_copy(file: SentFile, content: bytes) -> bool:
    """Whether the file would be read as a school's and holds that."""
    if file.fate is not Fate.SCHOOL or not content:
        return False
    # Of most files the size is enough; one in an archive has none on the disk.
    is_other = file.path.is_file() and file.path.stat().st_size != len(content)
    return not is_other and _read(file.path) == content


def _as_copy(file: SentFile) -> SentFile:
    message, place = "内容和学校名单一样，没有当作学校", Location(str(file.path))
    told = warning(ROSTER_CODE, message, place, "不用的请删去")
    return file._replace(fate=Fate.ROSTER, problem=told)


def _read(path: Path) -> bytes:
    """Its bytes; none of one that cannot be read, which is said where it is read."""
    try:
        return read_bytes(path)
    except UnreadableFileError:
        return b""


def _with_district(file: SentFile, district: Path | None) -> SentFile:
    """The file, known as the district's own or as another's."""
    if file.fate is not Fate.SCHOOL or file.path.name != DISTRICT_FILE:
        return file
    if file.path == district:
        return file._replace(fate=Fate.DISTRICT)
    message = f"子文件夹里的 {DISTRICT_FILE} 没有读"
    hint = "县级的数请写在最上一层的那一个里；是另一个区县的，请分开做"
    return file._replace(
        fate=Fate.UNREAD, problem=gap("unread_file", message, Location(str(file.path)), hint)
    )


def _refuse_missing(paths: Sequence[Path]) -> None:
    for path in paths:
        if not path.exists() and not is_file(path):
            place = Location(str(path))
            problem = error("unreadable_file", "找不到", place, "请检查名称和位置")
            raise UnreadableFileError(problem)


def _find_district_file(paths: Sequence[Path]) -> Path | None:
    """The 区县.yaml in those folders or among those files; None if there is none."""
    folders = (path for path in paths if lies_inside(path, path / DISTRICT_FILE))
    inside = [path / DISTRICT_FILE for path in folders]
    named = [path for path in paths if path.name == DISTRICT_FILE]
    found = [path for path in dict.fromkeys((*inside, *named)) if is_file(path)]
    if len(found) > 1:
        message, place = f"不止一个 {DISTRICT_FILE}", Location(str(found[1]))
        raise UnreadableFileError(error("two_districts", message, place, "请一个区县一个区县地做"))
    return found[0] if found else None


def _first_folder(paths: Sequence[Path]) -> Path:
    return next((path for path in paths if path.is_dir()), paths[0].parent)


def no_schools(path: Path) -> Problem:
    """What is said of a folder without a school's file."""
    hint = "请把各校的数据文件（.yaml、.xlsx 或 .csv）放进这个文件夹"
    return error("no_schools", "没有找到学校的数据文件", Location(str(path)), hint)


def load_district(path: Path, library: Library, standard_names: Sequence[str] = ()) -> LoadedSchool:
    """The district's own file, read like a school's; its type and its stage are 区县.

    Errors: UnreadableFileError if the file cannot be read at all; all else is in the problems.
    """
    root = read_tree(path)
    root.reading.words = library.dictionary.vocabulary.fields
    fields = root.known_entries(_TOP_KEYS)
    settings = hold_standards(parse_settings(fields.get("报告"), root), library, root)
    standards = find_standards(fields, settings, standard_names, library, root)
    root.reading.problems.extend(check_genre(settings, standards, library.genres))
    place = fields.get("区县", root)
    identity = fields["区县"].known_entries(DISTRICT_KEYS) if "区县" in fields else {}
    name = read_word(identity.get("名称"))
    dictionary = join_dictionaries(library.district_dictionary, standards)
    opened = OpenedFile(root, library.grounds)
    roster = _find_roster(fields.get(ROSTER_KEY), path.parent, library.grounds)
    if not name:
        place.report("missing_key", "缺少“区县.名称”", "请在“区县:”下写上名称")
        return finish_loading(None, standards, dictionary, opened)._replace(roster=roster)
    file = DataFile(root, fields, settings, dictionary)
    district = parse_contents(file, name, DISTRICT_TYPE, place)
    district = district._replace(code=read_word(identity.get("代码")))
    return finish_loading(district, standards, dictionary, opened)._replace(roster=roster)


def _find_roster(item: Item | None, folder: Path, grounds: Grounds) -> Path | None:
    """The list of schools that the file names, as seen from it; one that is not there is noted."""
    name = read_word(item)
    if item is None or not name:
        return None
    found = grounds.find(name, folder)
    if isinstance(found, Path):
        return found
    if found is not PlaceRefusal.MISSING:
        item.report("missing_file", f"名单“{name}”{found.message}", found.hint)
        return None
    hint = "请写名单文件的名称，例如“名单: 学校名单.xlsx”，文件和区县.yaml放在一起"
    item.report("missing_file", f"找不到名单“{name}”", hint)
    return None
