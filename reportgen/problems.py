"""What can be wrong with the user's files, as values, and the few exceptions.

Wrong data is a `Problem`; problems are gathered and shown together, each with its
place and a way to mend it. An exception is only for what cannot go on.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

# What the path of a list's entry ends in; what is quoted stays as somebody wrote it.
_NUMBERED = late_regex(r"“[^”]*”|\[(\d+)\]")


class Severity(StrEnum):
    """How much a problem weighs: an error gives exit code 1, a warning only where one asks for it.

    What is local departs from the standard as many offices prescribe it: for whoever knows their
    rule. What is accepted stays as it is: somebody said why, and the hint of the problem says it.
    """

    ERROR = "error"
    WARNING = "warning"
    LOCAL = "local"
    ACCEPTED = "accepted"

    @property
    def label(self) -> str:
        """The Chinese word for it, as messages print it."""
        return _LABELS[self.value]

    @property
    def rank(self) -> int:
        """0 for what weighs most."""
        return list(Severity).index(self)


_LABELS = {"error": "错误", "warning": "提醒", "local": "按地方规定", "accepted": "已接受"}


class CellName(str):
    """A cell with its sheet (`基本数据!D12`) that knows the place of the sheet in its workbook."""

    __slots__ = ("sheet_at",)
    sheet_at: int

    def __new__(cls, name: str, sheet_at: int = 0) -> CellName:
        made = super().__new__(cls, name)
        made.sheet_at = sheet_at
        return made


class Location(NamedTuple):
    """A place in a user's file. Lines and columns count from 1; 0 stands for the whole file.

    `path` is the way through the data, as the clerk wrote it: `数据.图书册数`. `cell` is the place
    in a workbook, with its sheet: `基本数据!D12`.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    cell: str = ""

    @property
    def spot(self) -> str:
        """The place within its file in words: `第 12 行`, or the cell; empty for the whole file."""
        return self.cell or (f"第 {self.line} 行" if self.line else "")

    @property
    def order(self) -> tuple[str, int, int, tuple[int, str, int, int], str]:
        """Sorts as one reads: sheet by sheet, D2 before D10."""
        at = self.cell.sheet_at if isinstance(self.cell, CellName) else 0
        sheet, _, name = self.cell.rpartition("!")
        letters = name.rstrip("0123456789")
        number = int(name[len(letters) :] or 0)
        return (
            self.file,
            self.line,
            self.column,
            (at, sheet, number, len(letters)),
            f"{letters}{self.path}",
        )

    @property
    def entry(self) -> str:
        """The way to the entry in words: `今后措施第1项.内容`."""
        return _NUMBERED.sub(lambda each: f"第{each[1]}项" if each[1] else each[0], self.path)

    def __str__(self) -> str:
        place = self.file
        if self.cell:
            # The cell tells the block: what is left to say is the field.
            field = self.entry.partition(".")[2] or self.entry
            place = f"{place} › {self.cell}" if place else self.cell
            return f"{place} {field}".strip()
        if self.line:
            place += f":{self.line}:{self.column}"
        return f"{place} {self.entry}".strip()


class Change(StrEnum):
    """What is to be done at a problem's place."""

    WRITE = "write"
    ADD = "add"
    RENAME = "rename"
    DELETE = "delete"
    REPLACE = "replace"


class Remedy(NamedTuple):
    """An edit that mends a problem wherever its maker is sure of one; `words` tell it in Chinese.

    WRITE puts any one of `texts` in the place of the value, ADD an entry of that name behind the
    others of the block, RENAME gives the entry that name, DELETE takes the entry, or what its cell
    holds, or its whole line of a sheet (`4:4`), away. REPLACE puts the text in the place of `old`,
    which begins at the problem's line and column. `place` is where that is done, where it is not
    the problem's place: in a workbook ADD writes the text into that cell, the first free one of the
    line of heads or of the column of names, and the value goes below or beside it; in a mapping it
    adds that line to the block.
    """

    change: Change
    texts: tuple[str, ...]
    words: str
    old: str = ""
    place: Location | None = None

    def __str__(self) -> str:
        return self.words

    def beside(self, words: str) -> Remedy:
        """The remedy with more said behind it."""
        return self._replace(words=f"{self.words}；{words}")


def write(*texts: str) -> Remedy:
    """请写成“18900”，或“1.89万册”; a number alone goes without marks."""
    told = "，或".join(f"“{text}”" for text in texts)
    return Remedy(Change.WRITE, texts, f"请写成{f' {texts[0]}' if _is_number(texts) else told}")


def _is_number(texts: tuple[str, ...]) -> bool:
    return len(texts) == 1 and texts[0].isdigit()


def choose(texts: Iterable[str]) -> Remedy:
    """请从这些里选：公办、民办."""
    choices = tuple(texts)
    return Remedy(Change.WRITE, choices, f"请从这些里选：{'、'.join(choices)}")


class Quote(NamedTuple):
    """Words of a text that a problem is about, from `start` to before `end` of its paragraph, and
    the rule that found them.

    `paragraph` counts those of a Word document's body from 1; 0 stands for a data file, where the
    problem's location has the line, and for what a document has outside of its body: `where` says
    where (表2第3行第2列). `around` is the whole paragraph, as long as somebody asks.
    """

    rule: str
    paragraph: int
    start: int
    end: int
    text: str
    around: str = ""
    where: str = ""


class Problem(NamedTuple):
    """One thing that is wrong, where it is, and how to mend it.

    `stops` says that no report may be made while it stands; an error that does not
    stop (a missing figure) lets the report be made with 缺数据 in that place. `hint` is advice in
    words; `remedy` is the edit that it speaks of, None where it names none; `quote` has the words
    of a text that it is about.
    """

    severity: Severity
    code: str
    message: str
    location: Location = Location()
    hint: str = ""
    stops: bool = False
    remedy: Remedy | None = None
    quote: Quote | None = None

    def __str__(self) -> str:
        place = str(self.location)
        text = f"{place}：{self.message}" if place else self.message
        return f"{text}；{self.hint}" if self.hint else text


Advice = str | Remedy
"""How to mend a problem: in words, or an edit that is sure to."""


def error(code: str, message: str, location: Location = Location(), hint: Advice = "") -> Problem:
    """A problem that must be mended before a report can be made."""
    told = _problem(Severity.ERROR, code, message, location, hint)
    return told._replace(stops=True)


def gap(code: str, message: str, location: Location = Location(), hint: Advice = "") -> Problem:
    """An error that leaves a hole (缺数据) in the report but lets it be made."""
    return _problem(Severity.ERROR, code, message, location, hint)


def warning(code: str, message: str, location: Location = Location(), hint: Advice = "") -> Problem:
    """Something that deserves a look and does not hinder the report."""
    return _problem(Severity.WARNING, code, message, location, hint)


def _problem(
    severity: Severity, code: str, message: str, location: Location, hint: Advice
) -> Problem:
    remedy = hint if isinstance(hint, Remedy) else None
    return Problem(severity, code, message, location, str(hint), remedy=remedy)


def is_stopped(problems: Iterable[Problem]) -> bool:
    """Whether one of them must be mended before a report can be made."""
    return any(problem.stops for problem in problems)


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by file, line, column and cell, each once."""
    unique = dict.fromkeys(problems)
    return tuple(
        sorted(unique, key=lambda problem: (problem.location.order, problem.severity.rank))
    )


class ReportgenError(Exception):
    """What cannot go on; carries the problems that say why. Exit code 1 unless a subclass says
    otherwise.
    """

    exit_code = 1

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class UnreadableFileError(ReportgenError):
    """Raised when a file the user named cannot be read at all, or a name is not known."""

    exit_code = 2


class TemplateError(ReportgenError):
    """Raised when a Word template or a phrase cannot be used with the data."""


class DeliveryError(ReportgenError):
    """Raised when a finished document cannot be written; what stood there before is whole."""
