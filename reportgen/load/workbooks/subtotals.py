"""Rows 合计, 小计 and 其中 → which rows each adds up, and where it says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.load.workbooks.row_kinds import ADDED, RowKind, find_scope
from reportgen.load.workbooks.row_sums import Numbers, add_up, find_sums
from reportgen.model.numbers import exact_text
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, error, warning

_HINT = "请核对各校的数；整列粘贴时错了一行也会这样"
_SUMS = frozenset({RowKind.TOTAL, RowKind.SUBTOTAL})


class SummedColumn(NamedTuple):
    """A column whose figures are added up; `key` and `stage` as a data file has them."""

    column: int
    key: str
    stage: str = ""


class _Reading(NamedTuple):
    """Which rows a total may add up, and how that is told."""

    told: str
    rows: Sequence[int]


@dataclass(eq=False)
class Subtotals:
    """The sums of a table: what its rows are, and what stands in them.

    `heads` are the texts of a row up to its name, `types` its word for the school's type, `marks`
    what else it says in words; `place` gives the place of a row and column.
    """

    kinds: Mapping[int, RowKind]
    numbers: Numbers
    columns: Sequence[SummedColumn]
    heads: Callable[[int], Sequence[str]]
    types: Callable[[int], str]
    marks: Callable[[int], Sequence[str]]
    place: Callable[[int, int, str], Location]

    def check(self) -> Iterator[Problem]:
        """An error for each sum that is not that of its rows; a reminder where nobody can tell
        which rows it adds up.
        """
        for row in self._sums if self._added else ():
            if self.numbers[row]:
                yield from self._check(row)

    @cached_property
    def _added(self) -> Sequence[int]:
        return [row for row, kind in self.kinds.items() if kind in ADDED]

    @cached_property
    def _sums(self) -> Sequence[int]:
        return [row for row, kind in self.kinds.items() if kind in _SUMS]

    def _check(self, row: int) -> Iterator[Problem]:
        readings = list(self._readings(row))
        if not readings:
            yield self._not_compared(row)
        elif len(readings) == 1 or not self._adds_up_a_run(row):
            wrong = (list(self._wrong(row, reading)) for reading in readings)
            yield from min(wrong, key=len)

    def _adds_up_a_run(self, row: int) -> bool:
        """Whether it is the sum of rows next to it, wherever they begin."""
        return not self._of_known(row) and row in find_sums(
            self.numbers, sorted((*self._added, row)), [row], ()
        )

    def _not_compared(self, row: int) -> Problem:
        message = f"“{self._name(row)}”没有核对：看不出它是哪几所学校的数"
        kind = next(filter(None, map(self.types, self._added)), "")
        hint = f"请自己核对；写成“{kind}小计”这样，程序就能核对"
        place = self.place(row, next(iter(self.numbers[row])), "")
        return warning("not_compared", message, place, hint)

    def _name(self, row: int) -> str:
        return self.heads(row)[-1]

    # ---- which rows it adds up ----

    def _readings(self, row: int) -> Iterator[_Reading]:
        """What the total may add up, the likeliest first."""
        if self.kinds[row] is RowKind.TOTAL:
            yield from self._of_total(row)
            return
        scope, known = find_scope(self.heads(row)), self._of_known(row)
        near = self._near(row)
        if known:
            among = [each for each in near.rows if each in known]
            yield _Reading(f"{scope.word}各行", known)
            yield from (_Reading(f"{scope.word}各行", among) for _ in among[:1])
        if not scope.is_share and near.rows:
            yield near

    def _of_total(self, row: int) -> Iterator[_Reading]:
        yield _Reading("各行", self._added)
        if row != max(each for each in self._sums if self.kinds[each] is RowKind.TOTAL):
            yield self._near(row)
            yield _Reading("上面各行", [each for each in self._added if each < row])

    def _of_known(self, row: int) -> Sequence[int]:
        """The rows of the schools that its name tells: by their type, or by what stands in them."""
        word = find_scope(self.heads(row)).word if self.kinds[row] is RowKind.SUBTOTAL else ""
        return [each for each in self._added if word and self._is_of(each, word)]

    def _is_of(self, row: int, word: str) -> bool:
        kind = self.types(row)
        return (bool(kind) and (word in kind or kind in word)) or word in self.marks(row)

    def _near(self, row: int) -> _Reading:
        """The rows since the last sum, or where there are none those up to the next."""
        before = max((each for each in self._sums if each < row), default=0)
        after = min((each for each in self._sums if each > row), default=max(self.kinds) + 1)
        above = [each for each in self._added if before < each < row]
        below = [each for each in self._added if row < each < after]
        return _Reading("上面各行" if above else "下面各行", above or below)

    # ---- whether it is their sum ----

    def _wrong(self, row: int, reading: _Reading) -> Iterator[Problem]:
        for each in self.columns:
            number = self.numbers[row].get(each.column)
            added = add_up(self.numbers, reading.rows, each.column)
            if number is None or added is None or number == added:
                continue
            if not self._is_of_stage(row, each):
                told = f"{exact_text(number)}，{reading.told}相加是 {exact_text(added)}"
                yield self._mismatch(row, each, told)

    def _is_of_stage(self, row: int, column: SummedColumn) -> bool:
        """Whether the figure is right as that of all schools of the stage, combined ones too."""
        if not column.stage or find_scope(self.heads(row)).word != column.stage:
            return False
        return self.numbers[row][column.column] == add_up(self.numbers, self._added, column.column)

    def _mismatch(self, row: int, column: SummedColumn, told: str) -> Problem:
        which = "合计" if self.kinds[row] is RowKind.TOTAL else f"“{self._name(row)}”"
        place = self.place(row, column.column, f"数据.{column.key}")
        return error("total_mismatch", f"{which}写的是 {told}", place, _HINT)
