"""Templates that the user named → one school's documents, each with a file name of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from reportgen.model.document_kinds import (
    OTHER_KINDS,
    SCHOOL_REPORT,
    WORD,
    Level,
    document_ending,
    find_kind,
    kinds_of,
)
from reportgen.model.school import School
from reportgen.named_tuple import NamedTuple
from reportgen.words.safe_names import safe_file_name, same_file

REPORT = SCHOOL_REPORT.name
_NAMES = "、".join(
    f"{kind.name}{'（默认）' if kind == SCHOOL_REPORT else ''}" for kind in kinds_of(Level.SCHOOL)
)

template_names_option = click.option(
    "--template",
    "names",
    metavar="名称或文件",
    multiple=True,
    callback=lambda context, option, names: tuple(map(_check_name, names)),
    help=f"用这个模板：{_NAMES}、模板文件夹里的其他模板，或一份 .docx；可写多次。",
)


document_names_option = click.option(
    "--template",
    "names",
    metavar="名称或文件",
    multiple=True,
    callback=lambda context, option, names: tuple(filter(None, map(_check_other, names))),
    help=(
        f"除报告外，还按这个模板给每所学校做一份：{'、'.join(kind.name for kind in OTHER_KINDS)}、"
        "模板文件夹里的其他模板，或一份 .docx；可写多次。"
    ),
)


class PlannedDocument(NamedTuple):
    """A document to be made: its template by name or path, empty for the report's own; its file."""

    template: str
    path: Path


def plan_documents(
    school: School, folder: Path, names: Sequence[str]
) -> tuple[PlannedDocument, ...]:
    """The school's documents by these templates, each once; by 学校自查报告 if none is given.

    学校自评表 gives {学校名称}_{年度}_自评表.docx; a number tells apart two of one file name.
    """
    documents: list[PlannedDocument] = []
    for name in dict.fromkeys(names or (REPORT,)):
        ending = f"_{school.settings.year}_{document_ending(Path(name).name)}"
        path = _free_path(folder, school.name, ending, documents)
        documents.append(PlannedDocument("" if name == REPORT else name, path))
    return tuple(documents)


def _free_path(folder: Path, school: str, ending: str, taken: Sequence[PlannedDocument]) -> Path:
    """A path in the folder that none of the documents has; Windows takes A and a for one."""
    used = {same_file(document.path.name) for document in taken}
    name, number = safe_file_name(school, WORD, ending), 1
    while same_file(name) in used:
        number += 1
        name = safe_file_name(school, WORD, f"{ending}_{number}")
    return folder / name


def _check_other(name: str) -> str:
    """The template of a document beside the reports; empty for that of the reports."""
    kind = None if Path(name).is_file() else find_kind(name)
    if kind is not None and kind.level is Level.DISTRICT:
        raise click.BadParameter(f"“{kind.name}”本来就做，不用写")
    return "" if kind == SCHOOL_REPORT else name


def _check_name(name: str) -> str:
    kind = find_kind(name)
    if kind is not None and kind.level is Level.DISTRICT:
        raise click.BadParameter(f"“{kind.name}”是全县的报告，请用 reportgen batch 做")
    return REPORT if name == SCHOOL_REPORT.file and not Path(name).is_file() else name
