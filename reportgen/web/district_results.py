"""What runs have written for a district: its documents by name, to be taken one by one or all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request
from reportgen.load.inside import is_bare_name, lies_inside
from reportgen.problems import Location, UnreadableFileError, error


class MadeDocuments(NamedTuple):
    """The documents of a school, or of the district; `status` says how its last run ended."""

    name: str
    status: str
    files: tuple[str, ...]


class Results(NamedTuple):
    """What lies in the folder of the reports: the district's own documents, then each school's."""

    folder: Path
    district: MadeDocuments
    schools: tuple[MadeDocuments, ...]

    @property
    def everybody(self) -> tuple[MadeDocuments, ...]:
        """The district, then its schools."""
        return (self.district, *self.schools)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all documents."""
        return tuple(dict.fromkeys(file for each in self.everybody for file in each.files))

    def find(self, name: str) -> Path:
        """The document of that name. Errors: UnreadableFileError for any other file."""
        if name not in self.files:
            told = error("no_result", "没有做过这份文件", Location(name), "请从列表里选择")
            raise UnreadableFileError(told)
        return self.folder / name


def find_results(request: Request) -> Results:
    """What runs have written and still stands there. Errors: as `open_batch`."""
    with closing(open_batch(request)) as opened:
        folder = request.output
        noted = opened.summary.get("files", {})
        names = noted if isinstance(noted, dict) else ()
        own = MadeDocuments(opened.owner or "全部学校", "", _standing(folder, names))
        schools = []
        for outcome in opened.outcomes(with_records=False):
            head = outcome.entry.head
            files = _standing(folder, (head.report, *head.made_documents))
            schools.append(MadeDocuments(head.name or head.file, head.status.label, files))
        return Results(folder, own, tuple(schools))


def _standing(folder: Path, names: Sequence[str] | dict[str, object]) -> tuple[str, ...]:
    """Those of the names under which a document stands in the folder itself."""
    return tuple(
        name for name in names if is_bare_name(name) and lies_inside(folder, folder / name)
    )
