"""What all reports of a batch are made from besides their own files → one digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen import __version__
from reportgen.batch.jobs import context_digest
from reportgen.batch.line_seals import FORMAT
from reportgen.batch.store import folder_files
from reportgen.regular_files import read_regular
from reportgen.resources import data_folder, package_folder, templates_folder


def shared_files(templates: Sequence[Path], named: Sequence[Path]) -> Iterator[Path]:
    """The files of data and templates that every report is made from, those in `named`, and those
    of the program: a checkout keeps its version while it changes.
    """
    data = data_folder()
    yield from sorted(package_folder().rglob("*.py"))
    yield from sorted(data.glob("*.yaml"))
    shared = (data / "standards", data / "mappings", data / "genres", templates_folder())
    for folder in (*shared, *templates):
        yield from folder_files(folder)
    yield from named


def shared_digest(chosen: Iterable[str], files: Iterable[Path]) -> str:
    """The digest of what the user chose, of the files with their names, and of the version."""
    parts = [f"{__version__} {FORMAT}".encode(), *(each.encode() for each in chosen)]
    for path in files:
        parts += [path.name.encode(), read_regular(path)]
    return context_digest(parts)
