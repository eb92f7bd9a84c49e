"""A folder of templates, looked in before the bundled one → phrases, outline, and the Word template's bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.load.outline import load_outline
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.model.school import OutlineEntry
from reportgen.problems import Location, UnreadableFileError, error

SCHOOL_TEMPLATE = "学校自查报告.docx"
OUTLINE = "提纲.yaml"
PHRASES = "短语"


class TemplateFiles(NamedTuple):
    """What the folders hold: phrases by name, the default outline, the Word template and its file name."""

    phrases: Mapping[str, str]
    outline: tuple[OutlineEntry, ...]
    word: bytes
    word_file: str


def load_templates(folders: Sequence[Path]) -> TemplateFiles:
    """The files of the first folder that has each; the last folder is the bundled one.

    Errors: UnreadableFileError for a folder that is not there or a file that cannot be read.
    """
    for folder in folders:
        if not folder.is_dir():
            problem = error(
                "unreadable_file", "找不到这个模板文件夹", Location(str(folder)), "请检查 --templates 的写法"
            )
            raise UnreadableFileError(problem)
    word = _first(folders, SCHOOL_TEMPLATE)
    return TemplateFiles(_phrases(folders), load_outline(_first(folders, OUTLINE)), read_bytes(word), str(word))


def _first(folders: Sequence[Path], name: str) -> Path:
    return next((folder / name for folder in folders if (folder / name).is_file()), folders[-1] / name)


def _phrases(folders: Sequence[Path]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for folder in reversed(folders):
        for path in sorted((folder / PHRASES).glob("*.j2")):
            found[path.stem] = decode_text(read_bytes(path), str(path))[0]
    return found
