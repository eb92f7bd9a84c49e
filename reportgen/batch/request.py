"""What a run over a folder of schools is asked for."""

from __future__ import annotations

from pathlib import Path

from reportgen.batch.shard import Shard
from reportgen.model.check_settings import AS_THEY_ARE, CheckSettings
from reportgen.named_tuple import NamedTuple
from reportgen.office.libreoffice import Office


class Request(NamedTuple):
    """What the user asked for.

    `standards` empty: those that the files name. `office` lays out what has a table of contents;
    without it the pages are left to Word. `documents` are the names or paths of templates that make
    documents beside the reports. `force`: what a person has changed is put aside and made anew.
    `newest`: of several files of one school the newest is summed up, otherwise none. `roster` is
    the list of the schools that should have returned. Data below one of `grounds`, or of those
    `paths` that are folders, may name all that lies in it. `allow_external` and `checks` as in
    `Workshop`.
    """

    paths: tuple[Path, ...]
    output: Path
    templates: tuple[Path, ...] = ()
    standards: tuple[str, ...] = ()
    extra_standards: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    fresh: bool = False
    executor: str = "process"
    workers: int = 1
    shard: Shard | None = None
    office: Office | None = None
    mapping: Path | None = None
    documents: tuple[str, ...] = ()
    force: bool = False
    newest: bool = False
    roster: Path | None = None
    grounds: tuple[Path, ...] = ()
    allow_external: bool = False
    checks: CheckSettings = AS_THEY_ARE

    @property
    def all_grounds(self) -> tuple[Path, ...]:
        """The folders whose files may be named by the data below them."""
        return (*self.grounds, *(path for path in self.paths if path.is_dir()))

    def absolute(self) -> Request:
        """With paths that mean the same to workers that began in another folder."""
        named = ((Path(name), name) for name in self.documents)
        documents = tuple(str(path.absolute()) if path.is_file() else name for path, name in named)
        return self._replace(
            paths=tuple(path.absolute() for path in self.paths),
            output=self.output.absolute(),
            templates=tuple(path.absolute() for path in self.templates),
            mapping=self.mapping.absolute() if self.mapping else None,
            documents=documents,
            roster=self.roster.absolute() if self.roster else None,
            grounds=tuple(path.absolute() for path in self.grounds),
        )
