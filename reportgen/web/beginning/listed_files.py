"""The data files of a folder as the first page lists them: whose each is, and when it changed."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.load.identity import DataKind, read_identity
from reportgen.named_tuple import NamedTuple
from reportgen.web.desk import Desk

_WHEN = "%Y-%m-%d %H:%M"


class ListedFile(NamedTuple):
    """A data file: the school's name, its type and the year, empty where it says none; when it was
    last changed. `is_school`: it is no standard and nothing else that lies among them.
    """

    file: str
    school: str
    year: str
    type: str
    changed: str
    is_school: bool = True

    @property
    def label(self) -> str:
        """The file in a choice: whose it is, before its name."""
        whose = " ".join(filter(None, (self.school, self.year and f"{self.year}年")))
        return f"{whose}（{self.file}）" if whose else self.file


def list_files(desk: Desk) -> tuple[ListedFile, ...]:
    """The data files of the folder, that which was changed last before the others."""
    changed = {name: desk.changed_at(name) for name in desk.files()}
    ordered = sorted(changed, key=lambda name: changed[name], reverse=True)
    return tuple(_listed(desk, name, changed[name].strftime(_WHEN)) for name in ordered)


def find_namesakes(files: Sequence[ListedFile], school: str, year: str) -> tuple[ListedFile, ...]:
    """Those that are of that school and year already."""
    asked = "".join(school.split()), year
    return tuple(each for each in files if ("".join(each.school.split()), each.year) == asked)


def _listed(desk: Desk, name: str, changed: str) -> ListedFile:
    known = read_identity(desk.folder / name)
    is_school = known.kind is DataKind.SCHOOL
    kind = known.type if is_school else str(known.kind)
    return ListedFile(name, known.name, known.year, kind, changed, is_school)
