"""Folders of templates, looked in before the bundled one → phrases, outline, Word template.

A genre's own templates lie in each folder under 体裁, in a folder of the genre's that is like the
one around it: 体裁/校园安全/短语/引言.j2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.load.inside import leads_inside
from reportgen.load.lock_file import is_lock_file
from reportgen.load.outline import load_outline
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.model.document_kinds import DISTRICT_REPORT, SCHOOL_REPORT, WORD
from reportgen.model.school import OutlineEntry
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, UnreadableFileError, error
from reportgen.words.nearest import suggest

OUTLINE = "提纲.yaml"
DISTRICT_OUTLINE = "县域提纲.yaml"
WORDS = "用词.yaml"
"""A bureau's own words that texts are checked for."""

PHRASES = "短语"
GENRES = "体裁"
PHRASE = ".j2"


class TemplateFiles(NamedTuple):
    """What the folders hold for a genre.

    It has the phrases by name and where each was read, the default outline, the Word template and
    its file name; `problems` tell how they were read.
    """

    phrases: Mapping[str, str]
    phrase_files: Mapping[str, str]
    outline: tuple[OutlineEntry, ...]
    word: bytes
    word_file: str
    problems: tuple[Problem, ...] = ()


class WordFile(NamedTuple):
    """A Word template: its bytes, and the file it was read from."""

    data: bytes
    file: str


class DistrictTemplateFiles(NamedTuple):
    """The outline and the Word template that the folders hold for a district's report."""

    outline: tuple[OutlineEntry, ...]
    word: bytes
    word_file: str


def load_templates(folders: Sequence[Path], genre: str = "") -> TemplateFiles:
    """The files for reports of the genre with that folder; the last of `folders` is bundled.

    Errors: UnreadableFileError if a folder is not there or a file cannot be read.
    """
    _refuse_missing(folders)
    files = {name: find_file(folders, genre, name) for name in _phrase_names(folders, genre)}
    texts = {
        path.stem: decode_text(read_bytes(path, LIMITS.text.file), str(path))
        for path in files.values()
    }
    word = find_file(folders, genre, SCHOOL_REPORT.file)
    return TemplateFiles(
        phrases={name: text for name, (text, _) in texts.items()},
        phrase_files={path.stem: str(path) for path in files.values()},
        outline=load_outline(find_file(folders, genre, OUTLINE)),
        word=read_bytes(word),
        word_file=str(word),
        problems=tuple(problem for _, problems in texts.values() for problem in problems),
    )


def load_district_templates(folders: Sequence[Path], genre: str = "") -> DistrictTemplateFiles:
    """The district's files for reports of the genre with that folder.

    Errors: UnreadableFileError if a file cannot be read, ReportgenError if the outline is faulty.
    """
    word = find_file(folders, genre, DISTRICT_REPORT.file)
    outline = load_outline(find_file(folders, genre, DISTRICT_OUTLINE))
    return DistrictTemplateFiles(outline, read_bytes(word), str(word))


def load_word_template(folders: Sequence[Path], name: str, genre: str = "") -> WordFile:
    """The Word template of that name for reports of the genre, or at that path.

    Errors: UnreadableFileError if there is neither, which lists what there is, or if it cannot be
    read.
    """
    given = Path(name)
    if given.suffix.lower() != WORD or not given.is_file():
        given = find_file(folders, genre, f"{name.removesuffix(WORD)}{WORD}")
    if not given.is_file():
        raise UnreadableFileError(_unknown_template(folders, name, genre))
    return WordFile(read_bytes(given), str(given))


def read_patched(data: Path, template: str) -> bytes | None:
    """What the data folder keeps of the bundled template of that file name, patched."""
    kept = patched_file(data, template)
    return read_bytes(kept) if kept.is_file() else None


def patched_file(data: Path, template: str) -> Path:
    """Its place, whether it is kept or not."""
    return data / "patched" / f"{Path(template).stem}.zip"


def find_file(folders: Sequence[Path], genre: str, name: str) -> Path:
    """The file of that name for reports of the genre, else where the bundled one would be.

    Of each folder, in order, the genre's own goes before the general one. An own general file
    goes before a bundled one of the genre, unless it is a copy that nobody changed: then it says
    nothing of the genre.
    """
    bundled = folders[-1] / name
    own = [place / name for place in _genre_folders(folders, genre)]
    places = _places(folders, genre)
    found = [place / name for place in places if _is_there(place / name, folders)]
    if any(path in own for path in found):
        found = [path for path in found if path in own or not _is_copy(path, bundled)]
    return found[0] if found else bundled


def _places(folders: Sequence[Path], genre: str) -> list[Path]:
    """The folders in the order in which they are looked in."""
    owns = _genre_folders(folders, genre)
    if not owns:
        return [*folders]
    return [place for pair in zip(owns, folders, strict=True) for place in pair]


def _genre_folders(folders: Sequence[Path], genre: str) -> list[Path]:
    return [folder / GENRES / genre for folder in folders] if genre else []


def _is_copy(path: Path, bundled: Path) -> bool:
    return path != bundled and bundled.is_file() and read_bytes(path) == read_bytes(bundled)


def _is_there(path: Path, folders: Sequence[Path]) -> bool:
    """Whether that file is in its folder.

    Errors: UnreadableFileError for one that leads out of the folder of templates.
    """
    if not path.is_file():
        return False
    around = [folder for folder in folders if path.is_relative_to(folder)]
    if folders[-1] in around or any(leads_inside(folder, path) for folder in around):
        return True
    message, hint = "是指到模板文件夹外面的链接，没有用", "请把文件本身放进模板文件夹"
    raise UnreadableFileError(error("outside", message, Location(str(path)), hint))


def _phrase_names(folders: Sequence[Path], genre: str) -> Sequence[str]:
    """The phrase files that any of the folders has, as `短语/引言.j2`."""
    places = _places(folders, genre)
    found = (path for place in places for path in list_folder(place / PHRASES))
    names = {path.name for path in found if path.suffix == PHRASE and _is_there(path, folders)}
    return [f"{PHRASES}/{name}" for name in sorted(names)]


def list_folder(folder: Path) -> tuple[Path, ...]:
    """What is in the folder, by name; nothing if it is not there."""
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _refuse_missing(folders: Sequence[Path]) -> None:
    for folder in folders:
        if not folder.is_dir():
            place, hint = (
                Location(str(folder)),
                "请检查 --templates 或 reportgen.yaml 里“模板”的写法",
            )
            raise UnreadableFileError(error("unreadable_file", "找不到这个模板文件夹", place, hint))


def _unknown_template(folders: Sequence[Path], name: str, genre: str) -> Problem:
    title = name.removesuffix(WORD)
    places = _places(folders, genre)
    found = filter(_is_template, chain.from_iterable(map(list_folder, places)))
    meant = suggest(title, list(dict.fromkeys(path.stem for path in found)))
    own = f"自己的模板请写它的路径，例如 模板/{title}{WORD}"
    hint = f"{meant}{'' if meant.endswith('？') else '；'}{own}"
    return error("unknown_template", f"找不到“{title}”这个模板", Location(name), hint)


def _is_template(path: Path) -> bool:
    return path.suffix == WORD and not is_lock_file(path)
