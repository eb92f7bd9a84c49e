"""reportgen.yaml → the project's settings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.load.fields import parse_texts, read_tree, read_word
from reportgen.problems import ReportgenError, is_stopped

PROJECT_FILE = "reportgen.yaml"
PROJECT_KEYS = ("模板", "输出", "标准", "办公软件")


class Project(NamedTuple):
    """Settings that hold where the command line says nothing; folders are as seen from the file.

    `templates` are looked in one after the other: variants that a bureau keeps side by side.
    `office` is where LibreOffice is.
    """

    templates: tuple[Path, ...] = ()
    output: Path | None = None
    standards: tuple[str, ...] = ()
    office: Path | None = None


def load_project(folders: Sequence[Path]) -> Project:
    """The settings in the first folder that has the file; empty settings if none has.

    Errors: ReportgenError names everything wrong in the file.
    """
    folder = next((each for each in folders if (each / PROJECT_FILE).is_file()), None)
    if folder is None:
        return Project()
    root = read_tree(folder / PROJECT_FILE)
    fields = root.known_entries(PROJECT_KEYS)
    output, office = (read_word(fields.get(key)) for key in ("输出", "办公软件"))
    templates, standards = (parse_texts(fields.get(key)) for key in ("模板", "标准"))
    if is_stopped(root.reading.problems):
        raise ReportgenError(*root.reading.problems)
    return Project(
        templates=tuple(folder / each for each in templates),
        output=folder / output if output else None,
        standards=standards,
        office=folder / office if office else None,
    )
