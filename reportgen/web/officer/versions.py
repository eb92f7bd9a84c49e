"""Two files of one school → what tells one from the other: when each was saved, and the figures in
which they differ.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.batch.aside import AsideFile
from reportgen.batch.jobs import Job
from reportgen.batch.survey import Survey
from reportgen.editing.addresses import value_at
from reportgen.editing.differences import Difference, find_school_differences
from reportgen.editing.new_file import without_empty
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.load.source import Source, is_workbook
from reportgen.load.text_file import read_bytes
from reportgen.model.school import School
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.last_saved import LastSaved, find_last_saved
from reportgen.pipeline import Workshop

_MOST_SHOWN = 30
_DATE = ("报告", "日期")


class Version(NamedTuple):
    """A file, and what may tell how old it is: when it came, when and by whom it was saved last,
    and the date in it.
    """

    name: str
    came: datetime.datetime
    saved: LastSaved
    date: str = ""


class Compared(NamedTuple):
    """Two versions of a school's data, and the values in which they differ; `key` is that of the
    old one, `fault` says why they cannot be compared.
    """

    school: str
    key: str
    old: Version
    new: Version
    differences: tuple[Difference, ...] = ()
    fault: str = ""


def compare_versions(
    aside: AsideFile, path: Path, survey: Survey, workshop: Workshop
) -> Iterator[Compared]:
    """The file that lies aside beside those that its schools sent before."""
    new_parts = _parts(path, workshop)
    shown = 0
    for job in survey.batch.jobs:
        name = job.identity.name
        if name in aside.schools and shown < _MOST_SHOWN:
            shown += 1
            new = Source(path, new_parts.get(name, ""))
            yield _compare(job, new, workshop)


def _parts(path: Path, workshop: Workshop) -> dict[str, str]:
    """Where in a table each of its schools stands; nothing of a form."""
    if not is_workbook(path):
        return {}
    found = attempt(partial(workshop.reader.split, Source(path)), path)
    parts = () if isinstance(found, Fallen) else (each.part for each in found if each.part)
    return {part.partition("/")[2]: part for part in parts}


def _compare(job: Job, new: Source, workshop: Workshop) -> Compared:
    sources = (job.source, new)
    read = [attempt(partial(_read, each, workshop), each.path) for each in sources]
    pairs = [*zip(sources, read, strict=True)]
    old_version, new_version = (_version(each.path, one) for each, one in pairs)
    found = Compared(job.identity.name, job.key, old_version, new_version)
    old, now = read
    if isinstance(old, Fallen) or isinstance(now, Fallen):
        fallen = old if isinstance(old, Fallen) else now
        assert isinstance(fallen, Fallen)
        return found._replace(fault=f"{Path(fallen.what).name}：{fallen.problems[0].message}")
    return found._replace(differences=find_school_differences(old, now))


def _read(source: Source, workshop: Workshop) -> tuple[Tree, School | None]:
    opened = workshop.reader.read(source)
    tree = without_empty(plain_tree(opened.root))
    return tree, load_school(opened, workshop.library).school


def _version(path: Path, read: tuple[Tree, School | None] | Fallen) -> Version:
    data = attempt(partial(read_bytes, path), path)
    saved = LastSaved() if isinstance(data, Fallen) else find_last_saved(data)
    came = datetime.datetime.fromtimestamp(_when(path))
    date = None if isinstance(read, Fallen) else value_at(read[0], _DATE)
    return Version(path.name, came, saved, date if isinstance(date, str) else "")


def _when(path: Path) -> float:
    """When the file, or the archive that it lies in, came."""
    there = next(each for each in (path, *path.parents) if each.exists())
    return there.stat().st_mtime
