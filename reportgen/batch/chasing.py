"""Who is to be chased: the schools of which nothing has come that can be used, town by town."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from reportgen.assess.listed_schools import listed_town
from reportgen.model.admission import ListedSchool, Returned, RosterRow
from reportgen.model.sheet import Column, Sheet, SheetCell
from reportgen.named_tuple import NamedTuple
from reportgen.words.towns import town_of

CHASING = "催交名单.xlsx"
_NO_TOWN = "没有写明乡镇的"
_TITLE = "没有交的学校"


class ChasedSchool(NamedTuple):
    """A school to be chased; `town` is empty where nothing names it, `told` says what has come:
    the `files`, by their keys.
    """

    name: str
    code: str
    type: str
    town: str
    told: str = ""
    files: tuple[str, ...] = ()


def chased_schools(
    rows: Iterable[RosterRow], listed: Iterable[ListedSchool], used: Iterable[str]
) -> tuple[ChasedSchool, ...]:
    """Those of the list that have not returned, or only what is no data file of a school: `used`
    are the keys of those. By their towns, in the order in which these come first.
    """
    towns = {each.name: listed_town(each) for each in listed}
    keys = set(used)
    found = [
        ChasedSchool(
            row.name,
            row.code,
            row.type,
            towns.get(row.name) or town_of(row.name),
            "、".join(row.reasons),
            row.files,
        )
        for row in rows
        if _is_chased(row, keys)
    ]
    order = list(dict.fromkeys(each.town for each in found))
    ranks = {town: (not town, at) for at, town in enumerate(order)}
    return tuple(sorted(found, key=lambda each: ranks[each.town]))


def _is_chased(row: RosterRow, used: set[str]) -> bool:
    if row.returned is Returned.FAULTY:
        return used.isdisjoint(row.files)
    return row.returned is Returned.MISSING


def by_town(schools: Sequence[ChasedSchool]) -> Mapping[str, tuple[ChasedSchool, ...]]:
    """The schools of each town; those of none come last."""
    groups = groupby(schools, key=lambda each: each.town)
    return {town or _NO_TOWN: tuple(each) for town, each in groups}


def chasing_text(schools: Sequence[ChasedSchool]) -> str:
    """The schools as a text to be sent: a line a town."""
    lines = (
        f"{town}（{len(each)} 所）：{'、'.join(school.name for school in each)}"
        for town, each in by_town(schools).items()
    )
    return "\n".join((f"{_TITLE}（{len(schools)} 所）", *lines)) + "\n"


_COLUMNS = (
    Column("序号", 6),
    Column("乡镇", 16),
    Column("学校", 36),
    Column("学校代码", 16),
    Column("类型", 12),
    Column("说明", 50),
)


def chasing_sheet(schools: Sequence[ChasedSchool]) -> Sheet:
    """The schools as a sheet."""
    notes = () if schools else ("名单上的学校都交了。",)
    return Sheet("催交名单", _COLUMNS, tuple(_rows(schools)), notes, _TITLE, 3)


def _rows(schools: Iterable[ChasedSchool]) -> Iterator[tuple[SheetCell, ...]]:
    for number, each in enumerate(schools, 1):
        texts = (each.town, each.name, each.code, each.type, each.told)
        yield (SheetCell(number), *map(SheetCell, texts))
