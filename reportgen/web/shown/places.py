"""Where on the page a school's fields and lists are, in words, and what is to be done at them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from reportgen.editing.entry_fields import EntryField, FieldRow, FieldTable, FormChapter
from reportgen.named_tuple import NamedTuple
from reportgen.web.shown.paths import path_of


class PagePlace(NamedTuple):
    """A place on the page: its path, and what the page calls it."""

    path: str
    name: str


def places_of(chapters: tuple[FormChapter, ...]) -> Mapping[str, PagePlace]:
    """The places of the page in its order, by their paths."""
    return {place.path: place for chapter in chapters for place in _places(chapter)}


def missing_places(
    chapters: tuple[FormChapter, ...], known: Collection[str] = ()
) -> tuple[PagePlace, ...]:
    """Those that have to be filled in, and are not; `known` are facts of which enough is given."""
    found = list[PagePlace]()
    for chapter in chapters:
        fields = (field for group in chapter.groups for field in group.fields)
        lacking = (each for each in fields if each.is_missing and each.fact not in known)
        found += map(_field_place, lacking)
        lists = (table for table in chapter.tables if table.required and not table.value)
        found += [PagePlace(path_of(table.address), table.title) for table in lists]
    return tuple(found)


def _places(chapter: FormChapter) -> Iterator[PagePlace]:
    for group in chapter.groups:
        yield from map(_field_place, group.fields)
    for table in chapter.tables:
        yield PagePlace(path_of(table.address), table.title)
        for number, row in enumerate(table.rows, 1):
            yield from _cell_places(table, row, number)


def _cell_places(table: FieldTable, row: FieldRow, number: int) -> Iterator[PagePlace]:
    for field in row.fields:
        yield PagePlace(path_of(field.address), f"{table.title}第 {number} 项“{field.label}”")


def _field_place(field: EntryField) -> PagePlace:
    name = f"{field.label}（{field.stage}）" if field.stage else field.label
    return PagePlace(path_of(field.address), name)
