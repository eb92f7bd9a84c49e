"""A form that was filled in → the data file that it begins, and what the form says anew later.

The form stays as it is. What it said is remembered in a hidden folder beside the data file, so that
what somebody changes in the form afterwards can be told from what was changed in the data file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.deliver import deliver_copy, write_file
from reportgen.editing.addresses import Address, same_tree, value_at, with_value
from reportgen.editing.new_file import (
    check_pictures,
    free_path,
    name_in,
    without_empty,
    write_pictures,
)
from reportgen.editing.saved_file import ValueEdit
from reportgen.forms.content import FIGURES_BLOCK
from reportgen.forms.yaml_text import document_text
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.load.source import Source
from reportgen.load.text_file import read_bytes
from reportgen.load.workbooks.uncalculated import UNCALCULATED
from reportgen.model.tree import Tree
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import Location, Problem, UnreadableFileError, error
from reportgen.seals import digest

FORM_SUFFIXES = (".xlsx", ".xls", ".ods")
"""The endings of workbooks that may be forms."""
ORIGINS = Path(".reportgen", "采集表")
"""Where it is remembered what a data file was made of, below its folder."""
_FORM, _MARK, _TREE = "form", "mark", "tree"


class ReadForm(NamedTuple):
    """What a form says: as a data file's tree, with its pictures, and what is wrong in it."""

    path: Path
    mark: str
    tree: Mapping[str, Tree]
    pictures: Mapping[str, bytes]
    problems: tuple[Problem, ...]


class FormOrigin(NamedTuple):
    """The form that a data file was made of, by its name, and what it said when that was taken."""

    form: str
    mark: str
    tree: Tree


class NewValue(NamedTuple):
    """A value that was changed in the form, and what the data file has there."""

    address: Address
    here: Tree
    there: Tree


def read_form(form: Path, workshop: Workshop) -> ReadForm:
    """What the form says. Errors: ReportgenError says why it cannot be read."""
    mark = form_mark(form)
    opened = workshop.reader.read(Source(form))
    loaded = load_school(opened, workshop.library)
    tree = without_empty(plain_tree(opened.root))
    if not isinstance(tree, Mapping):
        told = error(
            "empty_form", "这张表里没有学校的数据", Location(form.name), "请选填好的采集表"
        )
        raise UnreadableFileError(told)
    kept = _with_unread(tree, loaded.problems)
    return ReadForm(form, mark, kept, opened.root.reading.pictures, loaded.problems)


def _with_unread(tree: Mapping[str, Tree], problems: Iterable[Problem]) -> Mapping[str, Tree]:
    """The tree with a word in the place of each figure that its cell has and that was not read, so
    that a data file which takes the form's place lacks it no less.
    """
    found: Tree = tree
    for each in problems:
        address: Address = tuple(each.location.path.split("."))
        is_lost = each.code == UNCALCULATED and address[0] == FIGURES_BLOCK
        if is_lost and value_at(found, address) is None:
            with suppress(LookupError):
                found = with_value(found, address, f"没有读出（{each.location.cell}）")
    return found if isinstance(found, Mapping) else tree


def form_mark(form: Path) -> str:
    """By what it is known whether the form is another. Errors: UnreadableFileError."""
    return digest(read_bytes(form, LIMITS.workbook.file))


def begin_from_form(form: Path, workshop: Workshop) -> Path:
    """The data file of a form, beside it: the one that it began before, else a new one.

    Errors: ReportgenError says why the form cannot be read; DeliveryError where a picture of
    another has a name of one of its pictures, or nothing can be written.
    """
    known = file_of(form)
    return known if known is not None else write_begun(read_form(form, workshop), form.parent)


def write_begun(read: ReadForm, folder: Path) -> Path:
    """A new data file in the folder with what the form says; nothing is written over."""
    check_pictures(read.pictures, folder, force=False)
    path = free_path(folder, name_in(read.tree) or read.path.stem, "")
    made = deliver_copy(path, document_text(read.tree).encode("utf-8")).path
    write_pictures(read.pictures, folder)
    if read.path.parent == folder:
        remember(made, FormOrigin(read.path.name, read.mark, read.tree))
    return made


def file_of(form: Path) -> Path | None:
    """The data file that the form began, if it is still there."""
    folder = form.parent / ORIGINS
    kept = sorted(folder.glob("*.json")) if folder.is_dir() else []
    for each in kept:
        path, origin = form.parent / each.stem, _read(each)
        if origin is not None and origin.form == form.name and path.is_file():
            return path
    return None


def origin_of(path: Path) -> FormOrigin | None:
    """The form that the data file was made of; None where it was made of none."""
    return _read(path.parent / ORIGINS / f"{path.name}.json")


def remember(path: Path, origin: FormOrigin) -> None:
    """Remember what the data file has of its form. Errors: DeliveryError."""
    kept = path.parent / ORIGINS / f"{path.name}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    said = {_FORM: origin.form, _MARK: origin.mark, _TREE: origin.tree}
    write_file(kept, json.dumps(said, ensure_ascii=False).encode("utf-8"))


def _read(kept: Path) -> FormOrigin | None:
    if not os.path.lexists(kept):
        return None
    try:
        said = json.loads(read_bytes(kept, LIMITS.text.file))
        form, mark = said[_FORM], said[_MARK]
        is_name = isinstance(form, str) and form == Path(form).name
        return FormOrigin(form, str(mark), _as_tree(said[_TREE])) if is_name else None
    except (UnreadableFileError, ValueError, LookupError, TypeError, RecursionError):
        # Whoever wrote it, nothing hangs on it but what can be offered again.
        return None


def _as_tree(said: object) -> Tree:
    if isinstance(said, dict):
        return {str(key): _as_tree(value) for key, value in said.items()}
    if isinstance(said, list):
        return tuple(map(_as_tree, said))
    return said if isinstance(said, str) else None


def new_values(origin: FormOrigin, read: ReadForm, here: Tree) -> Sequence[NewValue]:
    """What was changed in the form since, and is otherwise in the data file."""
    return list(_changes(origin.tree, read.tree, here, ()))


def _changes(before: Tree, now: Tree, here: Tree, address: Address) -> Iterator[NewValue]:
    if same_tree(before, now):
        return
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*now, *before)):
            yield from _changes(before.get(key), now.get(key), here, (*address, key))
        return
    there = value_at(here, address)
    if not same_tree(there, now):
        yield NewValue(address, there, now)


def edits_of(values: Sequence[NewValue], chosen: Collection[Address]) -> Sequence[ValueEdit]:
    """The edits that take the chosen values over."""
    return [
        ValueEdit(each.address, each.there, each.here) for each in values if each.address in chosen
    ]
