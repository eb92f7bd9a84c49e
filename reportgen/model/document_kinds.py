"""The kinds of documents, in one table: whatever lists them reads it."""

from __future__ import annotations

from enum import StrEnum

from reportgen.named_tuple import NamedTuple

WORD = ".docx"
_OF_SCHOOLS = "学校"


class Level(StrEnum):
    """Whom a document is about."""

    SCHOOL = "学校"
    DISTRICT = "区县"


class DocumentKind(NamedTuple):
    """A kind of document; its `name` is also that of its template. `about` says what it shows."""

    name: str
    level: Level
    about: str

    @property
    def file(self) -> str:
        """The file name of its template."""
        return f"{self.name}{WORD}"


SCHOOL_REPORT = DocumentKind("学校自查报告", Level.SCHOOL, "一所学校的报告")
DISTRICT_REPORT = DocumentKind("县域自查报告", Level.DISTRICT, "全县的报告，有目录和附表")
# A kind is a line here, and a maker of its template in `stock_templates.kinds`.
DOCUMENT_KINDS = (
    SCHOOL_REPORT,
    DocumentKind("学校自评表", Level.SCHOOL, "每项指标的要点、指标值、是否达标"),
    DocumentKind("整改台账", Level.SCHOOL, "问题、措施、责任人、时限、进展"),
    DISTRICT_REPORT,
)
# The documents beside the reports; a genre says which it has and how they are titled.
OTHER_KINDS = tuple(kind for kind in DOCUMENT_KINDS if kind not in (SCHOOL_REPORT, DISTRICT_REPORT))


def kinds_of(level: Level) -> tuple[DocumentKind, ...]:
    """The kinds of that level, in order."""
    return tuple(kind for kind in DOCUMENT_KINDS if kind.level is level)


def document_ending(name: str) -> str:
    """What the file names of documents made by that template end in: 自评表 for 学校自评表."""
    title = name.removesuffix(WORD)
    return title.removeprefix(_OF_SCHOOLS) or title


def find_kind(name: str) -> DocumentKind | None:
    """The kind of that name, or whose template has that file name; None if there is none."""
    return next((kind for kind in DOCUMENT_KINDS if name in (kind.name, kind.file)), None)
