"""A folder of templates, looked in before the bundled one → phrases, outline, and the Word
template's bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.load.outline import load_outline
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.model.school import OutlineEntry
from reportgen.problems import Location, Problem, UnreadableFileError, error, warning
from reportgen.words.nearest import suggest

SCHOOL_TEMPLATE = "学校自查报告.docx"
SELF_EVALUATION_TEMPLATE = "学校自评表.docx"
LEDGER_TEMPLATE = "整改台账.docx"
DISTRICT_TEMPLATE = "县域自查报告.docx"
SCHOOL_TEMPLATES = (SCHOOL_TEMPLATE, SELF_EVALUATION_TEMPLATE, LEDGER_TEMPLATE)
OUTLINE = "提纲.yaml"
DISTRICT_OUTLINE = "县域提纲.yaml"
PHRASES = "短语"
GENRES = "体裁"
WORD = ".docx"
_PHRASE = ".j2"
_OTHER_WORD_FILES = (".doc", ".docm", ".dotx", ".wps")


class TemplateFiles(NamedTuple):
    """What the folders hold: phrases by name and where each was read, the default outline, the Word
    template and its file name, and what lies in the folders in vain."""

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
    """What the folders hold for a district's report besides the phrases: its outline and its
    Word template.
    """

    outline: tuple[OutlineEntry, ...]
    word: bytes
    word_file: str


def load_district_templates(folders: Sequence[Path]) -> DistrictTemplateFiles:
    """The district's files of the first folder that has each; the last folder is the bundled one.

    Errors: UnreadableFileError for a file that cannot be read, ReportgenError for a faulty outline.
    """
    word = _first(folders, DISTRICT_TEMPLATE)
    return DistrictTemplateFiles(
        load_outline(_first(folders, DISTRICT_OUTLINE)), read_bytes(word), str(word)
    )


def load_word_template(folders: Sequence[Path], name: str) -> WordFile:
    """The Word template of that name in the first folder that has it, or the one that `name` is the
    path of.

    Errors: UnreadableFileError where there is neither, which lists what there is, or for one that
    cannot be read.
    """
    title = name.removesuffix(WORD)
    given = Path(name)
    path = next(
        (folder / f"{title}{WORD}" for folder in folders if (folder / f"{title}{WORD}").is_file()),
        None,
    )
    if given.suffix.lower() == WORD and given.is_file():
        path = given
    if path is None:
        known = dict.fromkeys(
            each.stem for folder in folders for each in _entries(folder) if _is_template(each)
        )
        meant = suggest(title, list(known))
        hint = f"{meant}{'' if meant.endswith('？') else '；'}自己的模板请写它的路径，例如 模板/{title}{WORD}"
        raise UnreadableFileError(
            error("unknown_template", f"找不到“{title}”这个模板", Location(name), hint)
        )
    return WordFile(read_bytes(path), str(path))


def _is_template(path: Path) -> bool:
    return path.suffix == WORD and not path.name.startswith("~$")


def load_templates(folders: Sequence[Path]) -> TemplateFiles:
    """The files of the first folder that has each; the last folder is the bundled one.

    Errors: UnreadableFileError for a folder that is not there or a file that cannot be read.
    """
    for folder in folders:
        if not folder.is_dir():
            hint = "请检查 --templates 或 reportgen.yaml 里“模板”的写法"
            raise UnreadableFileError(
                error("unreadable_file", "找不到这个模板文件夹", Location(str(folder)), hint)
            )
    files = _phrase_files(folders)
    texts = {name: decode_text(read_bytes(path), str(path)) for name, path in files.items()}
    known = {path.stem for path in _entries(folders[-1] / PHRASES)}
    word = _first(folders, SCHOOL_TEMPLATE)
    return TemplateFiles(
        phrases={name: text for name, (text, _) in texts.items()},
        phrase_files={name: str(path) for name, path in files.items()},
        outline=load_outline(_first(folders, OUTLINE)),
        word=read_bytes(word),
        word_file=str(word),
        problems=(
            *(problem for folder in folders[:-1] for problem in _check_folder(folder, known)),
            *(problem for _, problems in texts.values() for problem in problems),
        ),
    )


def _first(folders: Sequence[Path], name: str) -> Path:
    return next(
        (folder / name for folder in folders if (folder / name).is_file()), folders[-1] / name
    )


def _phrase_files(folders: Sequence[Path]) -> Mapping[str, Path]:
    found = [path for folder in reversed(folders) for path in _entries(folder / PHRASES)]
    return {path.stem: path for path in found if path.suffix == _PHRASE and path.is_file()}


def _entries(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _check_folder(folder: Path, known: Collection[str]) -> Iterator[Problem]:
    """What someone put into the folder and no report will show: `known` are the phrases there
    are.
    """
    yield from _check_kinds(folder)
    for path in _entries(folder / PHRASES):
        yield from _check_phrase(path, known)
    has_template = any((folder / name).is_file() for name in (*SCHOOL_TEMPLATES, DISTRICT_TEMPLATE))
    for path in _entries(folder):
        if path.suffix == _PHRASE:
            yield _unused(path, "短语放在这里不会用上", f"请移到“{PHRASES}”文件夹里")
        elif (
            path.suffix.lower() in _OTHER_WORD_FILES
            and not has_template
            and not path.name.startswith("~$")
        ):
            hint = f"请用 Word 或 WPS 打开，另存为“{SCHOOL_TEMPLATE}”"
            yield _unused(path, "不是 .docx 文件，没有当作模板用", hint)


def _check_kinds(folder: Path) -> Iterator[Problem]:
    phrases = folder / PHRASES
    if phrases.exists() and not phrases.is_dir():
        hint = "请改掉它的名称，另建一个叫这个名称的文件夹，把短语放进去"
        yield error("not_a_folder", "这是文件，要是文件夹", Location(str(phrases)), hint)
    yield from _check_files(
        folder / name for name in (*SCHOOL_TEMPLATES, OUTLINE, DISTRICT_TEMPLATE, DISTRICT_OUTLINE)
    )
    yield from _check_files(path for path in _entries(phrases) if path.suffix == _PHRASE)


def _check_files(paths: Iterable[Path]) -> Iterator[Problem]:
    for path in paths:
        if path.is_dir():
            hint = "请改掉这个文件夹的名称，再放入叫这个名称的文件；不放就用自带的"
            yield error("not_a_file", "这是文件夹，要是文件", Location(str(path)), hint)


def _check_phrase(path: Path, known: Collection[str]) -> Iterator[Problem]:
    name = path.name.removesuffix(".txt").removesuffix(_PHRASE)
    if path.suffix == ".txt":
        yield _unused(
            path, "短语的文件名要以 .j2 结尾，这个文件没有用上", f"请改名为“{name}{_PHRASE}”"
        )
    elif path.suffix == _PHRASE and name not in known:
        hint = f"{suggest(name, sorted(known))}文件名改对了才会用上"
        yield _unused(path, f"没有叫“{name}”的短语，这个文件没有用上", hint)


def _unused(path: Path, message: str, hint: str) -> Problem:
    return warning("unused_template_file", message, Location(str(path)), hint)
