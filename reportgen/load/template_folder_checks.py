"""Folders of templates → what someone put into them and no report will show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.load.lock_file import is_lock_file
from reportgen.load.template_folder import (
    DISTRICT_OUTLINE,
    GENRES,
    OUTLINE,
    PHRASE,
    PHRASES,
    WORDS,
    list_folder,
)
from reportgen.model.document_kinds import DOCUMENT_KINDS, SCHOOL_REPORT
from reportgen.problems import Location, Problem, error, warning
from reportgen.regular_files import is_regular
from reportgen.words.nearest import suggest

_OTHER_WORD_FILES = (".doc", ".docm", ".dotx", ".wps")
_YAML = ".yaml"


def check_folders(folders: Sequence[Path], genres: Collection[str]) -> Iterator[Problem]:
    """Files in the folders that no report will use; the last folder is the bundled one.

    `genres` are the names of the folders that genres have.
    """
    known = {path.stem for path in list_folder(folders[-1] / PHRASES)}
    for folder in folders[:-1]:
        yield from _check_folder(folder, known)
        yield from _check_genres(folder / GENRES, known, genres)


def _check_genres(
    folder: Path, known: Collection[str], genres: Collection[str]
) -> Iterator[Problem]:
    """The folder of genres: their files, and a folder of templates for each."""
    if folder.exists() and not folder.is_dir():
        yield _no_folder(folder, "把体裁的文件放进去")
    for path in list_folder(folder):
        if path.is_dir() and path.name in genres:
            yield from _check_folder(path, known)
        elif path.is_dir():
            hint = f"{suggest(path.name, sorted(genres))}文件夹名要和体裁的标识相同"
            yield _unused(path, f"没有叫“{path.name}”的体裁，这个文件夹没有用上", hint)
        elif path.suffix != _YAML and not (path.name.startswith(".") or is_lock_file(path)):
            message = "体裁的文件名要以 .yaml 结尾，这个文件没有用上"
            hint = f"请改名为“{path.stem}{_YAML}”，或移到体裁的文件夹里"
            yield _unused(path, message, hint)


def _check_folder(folder: Path, known: Collection[str]) -> Iterator[Problem]:
    """A folder of templates; `known` are the phrases that there are."""
    yield from _check_kinds(folder)
    for path in list_folder(folder / PHRASES):
        yield from _check_phrase(path, known)
    has_template = any((folder / kind.file).is_file() for kind in DOCUMENT_KINDS)
    for path in list_folder(folder):
        if path.suffix == PHRASE:
            yield _unused(path, "短语放在这里不会用上", f"请移到“{PHRASES}”文件夹里")
        elif not has_template and _is_other_word_file(path):
            hint = f"请用 Word 或 WPS 打开，另存为“{SCHOOL_REPORT.file}”"
            yield _unused(path, "不是 .docx 文件，没有当作模板用", hint)


def _is_other_word_file(path: Path) -> bool:
    return path.suffix.lower() in _OTHER_WORD_FILES and not is_lock_file(path)


def _check_kinds(folder: Path) -> Iterator[Problem]:
    phrases = folder / PHRASES
    if phrases.exists() and not phrases.is_dir():
        yield _no_folder(phrases, "把短语放进去")
    names = (*(kind.file for kind in DOCUMENT_KINDS), OUTLINE, DISTRICT_OUTLINE, WORDS)
    yield from _check_files(folder / name for name in names)
    yield from _check_files(path for path in list_folder(phrases) if path.suffix == PHRASE)


def _check_files(paths: Iterable[Path]) -> Iterator[Problem]:
    for path in paths:
        if path.is_dir():
            hint = "请改掉这个文件夹的名称，再放入叫这个名称的文件；不放就用自带的"
            yield error("not_a_file", "这是文件夹，要是文件", Location(str(path)), hint)
        elif path.exists() and not is_regular(path):
            message = "不是普通文件（是管道或设备），没有打开"
            yield error("not_a_file", message, Location(str(path)), "请换成文件本身")


def _check_phrase(path: Path, known: Collection[str]) -> Iterator[Problem]:
    name = path.name.removesuffix(".txt").removesuffix(PHRASE)
    if path.suffix == ".txt":
        message = "短语的文件名要以 .j2 结尾，这个文件没有用上"
        yield _unused(path, message, f"请改名为“{name}{PHRASE}”")
    elif path.suffix == PHRASE and name not in known:
        hint = f"{suggest(name, sorted(known))}文件名改对了才会用上"
        yield _unused(path, f"没有叫“{name}”的短语，这个文件没有用上", hint)


def _unused(path: Path, message: str, hint: str) -> Problem:
    return warning("unused_template_file", message, Location(str(path)), hint)


def _no_folder(path: Path, what_for: str) -> Problem:
    hint = f"请改掉它的名称，另建一个叫这个名称的文件夹，{what_for}"
    return error("not_a_folder", "这是文件，要是文件夹", Location(str(path)), hint)
