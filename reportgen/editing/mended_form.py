"""A form that a school sent to its office → the data file in which the office mends it.

The form itself is kept in a hidden folder, below the name of the data file that took its place, so
that nothing is counted twice.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.deliver import deliver_copy, refusal
from reportgen.editing.differences import Difference, find_differences
from reportgen.editing.form_origin import origin_of, read_form, write_begun
from reportgen.editing.new_file import without_empty
from reportgen.editing.saved_file import open_file
from reportgen.load.inside import is_bare_name, lies_inside
from reportgen.load.plain_tree import plain_tree
from reportgen.load.source import Source
from reportgen.load.text_file import read_bytes
from reportgen.model.tree import Tree
from reportgen.pipeline import Workshop
from reportgen.problems import DeliveryError, Location, UnreadableFileError, error

FORMS = Path(".reportgen", "原表")
"""Where the forms are kept, below the folder of the data files."""


def make_editable(folder: Path, form: Path, workshop: Workshop) -> str:
    """The name of the data file in the folder that is made of the form, and takes its place.

    Errors: ReportgenError says why the form cannot be read; DeliveryError where something cannot be
    written. The form is where it was then.
    """
    made = write_begun(read_form(form, workshop), folder)
    try:
        deliver_copy(folder / FORMS / made.name / form.name, read_bytes(form), force=True)
        form.unlink()
    except (OSError, DeliveryError) as fault:
        made.unlink()
        raise fault if isinstance(fault, DeliveryError) else refusal(form, fault) from fault
    return made.name


def find_form(folder: Path, name: str) -> Path | None:
    """The form whose place the data file of that name took; None for one that took no place."""
    place = folder / FORMS / name
    origin = origin_of(folder / name) if is_bare_name(name) and place.is_dir() else None
    if origin is None or not is_bare_name(origin.form):
        return None
    form = place / origin.form
    return form if lies_inside(folder, form) else None


def find_mended(folder: Path) -> frozenset[str]:
    """The names of the data files that took the place of forms."""
    place = folder / FORMS
    names = [each.name for each in place.iterdir()] if place.is_dir() else []
    return frozenset(name for name in names if find_form(folder, name) is not None)


def find_changes(path: Path) -> tuple[Difference, ...]:
    """What was changed in the data file since it was made of its form.

    Errors: UnreadableFileError where it was made of none, or cannot be read.
    """
    origin = origin_of(path)
    if origin is None:
        hint = "请从各校一览里选择"
        told = error("no_form", "不是照采集表做的数据文件", Location(path.name), hint)
        raise UnreadableFileError(told)
    return find_differences(origin.tree, without_empty(open_file(path).tree))


def read_plain(source: Source, workshop: Workshop) -> Tree:
    """What the source says, without what is empty. Errors: as `SourceReader.read`."""
    return without_empty(plain_tree(workshop.reader.read(source).root))
