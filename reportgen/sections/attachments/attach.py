"""The attachments that a file names → those that are made, and what is to be said of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.model.attachments import AttachmentKind
from reportgen.model.report import Attached, Block, Table
from reportgen.model.school import Attachment
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, warning
from reportgen.sections.attachments.makers import MAKERS, Maker
from reportgen.sections.builder import Material
from reportgen.words.nearest import ask_nearest

# Characters of a table that fit into an upright page.
_UPRIGHT = 42
# What a column asks for at most: one of words, and one of sentences, which are longer than a line.
_WORDS, _SENTENCES, _LINE = 8, 16, 40
# The space between the text of a column and its borders, in characters.
_MARGIN = 1


class Enclosed(NamedTuple):
    """The attachments made, in the order of the file, and what is wrong with those named."""

    attached: tuple[Attached, ...] = ()
    problems: tuple[Problem, ...] = ()


def enclose(material: Material, makers: Mapping[str, Maker] = MAKERS) -> Enclosed:
    """Make each attachment that the file names and the program knows.

    The problems are warnings: for a name of nothing made, and for one made of data that are not
    given. Errors: TemplateError for a faulty phrase.
    """
    made = [_make(each, material, makers) for each in material.school.settings.attachments]
    return Enclosed(
        tuple(each for each in made if isinstance(each, Attached)),
        tuple(each for each in made if isinstance(each, Problem)),
    )


def _make(
    attachment: Attachment, material: Material, makers: Mapping[str, Maker]
) -> Attached | Problem | None:
    """The attachment or what is to be said of it; None for a file."""
    if attachment.file:
        return None
    kind = material.dictionary.vocabulary.attachments.kind_of(attachment, material.school)
    if kind is None:
        return _unknown(attachment, material)
    blocks = makers[kind.name](material)
    if not blocks:
        return _empty(attachment, kind, material)
    return Attached(attachment.name, blocks, landscape=is_wide(blocks))


def is_wide(blocks: Sequence[Block]) -> bool:
    """Whether a table among them needs a page that lies on its side.

    A column asks for its longest text as far as it does not wrap, and for its borders.
    """
    return any(isinstance(block, Table) and _width(block) > _UPRIGHT for block in blocks)


def _width(table: Table) -> int:
    columns = zip(table.header, *([cell.text for cell in row] for row in table.rows), strict=True)
    return sum(_asked_for(max(map(len, texts))) + _MARGIN for texts in columns)


def _asked_for(longest: int) -> int:
    return _SENTENCES if longest > _LINE else min(longest, _WORDS)


def _unknown(attachment: Attachment, material: Material) -> Problem:
    kinds = material.dictionary.vocabulary.attachments.kinds_for(material.school)
    known = [kind.name for kind in kinds]
    message = f"附件“{attachment.name}”只在报告里列出名称：程序不做这种表，也没有写是哪个文件"
    near = ask_nearest(attachment.name, known)
    beside = "采集表" if attachment.location.cell else "数据文件"
    parts = [
        *([near] if near else []),
        f"程序能做的有：{'、'.join(known)}",
        f"自备的请写文件名（如 ××.pdf），文件放在{beside}旁边",
    ]
    return warning("unknown_attachment", message, attachment.location, "；".join(parts))


def _empty(attachment: Attachment, kind: AttachmentKind, material: Material) -> Problem:
    where = "区县的数据里（各校填的不算）" if material.is_district else ""
    lacking = f"{where}没有填{kind.needs}"
    message = f"附件“{attachment.name}”没有内容，只在报告里列出名称：{lacking}"
    hint = "请补上，或不要列这个附件"
    return warning("empty_attachment", message, attachment.location, hint)
