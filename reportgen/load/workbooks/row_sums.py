"""Rows that are the sum of others → which rows they add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reportgen.named_tuple import NamedTuple

# So many columns have to be the sums of other rows before a row is taken for one: what is named
# as a school is may have a few figures that come to the same.
_LEAST, _LEAST_OF_SCHOOL = 2, 4
_MOST_TRIED, _MOST_KEYS = 50, 3
_ZERO = Decimal(0)

Numbers = Mapping[int, Mapping[int, Decimal | None]]
"""By row and column what stands in the filled cells; None for what is no number."""


class RowSum(NamedTuple):
    """The first and last of the rows that another one adds up, or is the mean of."""

    first: int
    last: int
    is_mean: bool = False


def add_up(numbers: Numbers, rows: Iterable[int], column: int) -> Decimal | None:
    """The sum of the filled cells; None if one is not a number, which is said at its cell."""
    filled = [cells[column] for row in rows if column in (cells := numbers[row])]
    known = [number for number in filled if number is not None]
    return sum(known, _ZERO) if len(known) == len(filled) else None


def find_sums(
    numbers: Numbers, rows: Sequence[int], doubtful: Collection[int], schools: Collection[int]
) -> Mapping[int, RowSum]:
    """Those of the `doubtful` rows whose every number is the sum of the same other `rows`: of a
    run of two or more that ends above it or begins below it; or the mean of all of them.

    One of `schools`, which is named as schools are, has to agree in more columns.
    """
    if not doubtful:
        return {}
    search = _Search(numbers, frozenset(schools))
    above = search.find(rows, doubtful)
    rest = [row for row in rows if row not in above]
    below = search.find(rest[::-1], [row for row in doubtful if row not in above])
    found = {**above, **below}
    left = [row for row in rows if row not in found]
    return {**found, **search.find_means(left, [row for row in doubtful if row in left])}


class _Search(NamedTuple):
    """The numbers among which sums are looked for, and the rows that are named as schools are."""

    numbers: Numbers
    schools: frozenset[int]

    def find(self, rows: Sequence[int], doubtful: Collection[int]) -> Mapping[int, RowSum]:
        """Those that add up a run of rows that ends before them, in the order of `rows`."""
        found: dict[int, RowSum] = {}
        kept = _Runs(self.numbers)
        for row in rows:
            run = self._run(row, kept) if row in doubtful else None
            if run is None:
                kept.add(row)
            else:
                found[row] = RowSum(min(run), max(run))
        return found

    def find_means(self, rows: Sequence[int], doubtful: Collection[int]) -> Mapping[int, RowSum]:
        """Those that are the mean of all other rows, as it is rounded."""
        return {
            row: RowSum(min(rows), max(rows), is_mean=True)
            for row in doubtful
            if row not in self.schools
            and self._is_mean(row, [each for each in rows if each != row])
        }

    def _run(self, row: int, kept: _Runs) -> tuple[int, int] | None:
        told = self._told(row)
        is_enough = len(told) >= (_LEAST_OF_SCHOOL if row in self.schools else _LEAST)
        return kept.find(told) if is_enough else None

    def _told(self, row: int) -> Mapping[int, Decimal]:
        """The row's numbers that are not nothing; none where a cell is no number."""
        cells = self.numbers[row]
        if None in cells.values():
            return {}
        return {column: number for column, number in cells.items() if number}

    def _is_mean(self, row: int, others: Sequence[int]) -> bool:
        told = self._told(row)
        # Where all numbers are alike, any row is near the mean.
        if len(set(told.values())) < _LEAST or len(others) < 2:
            return False
        return all(self._means(number, others, column) for column, number in told.items())

    def _means(self, number: Decimal, rows: Sequence[int], column: int) -> bool:
        filled = [row for row in rows if column in self.numbers[row]]
        total = add_up(self.numbers, filled, column)
        if total is None or not filled:
            return False
        return _rounded(total / len(filled), number) == number


def _rounded(mean: Decimal, like: Decimal) -> Decimal:
    return mean.quantize(Decimal(1).scaleb(int(like.as_tuple().exponent)))


class _Runs:
    """The sums of the rows so far: which run that ends at the last one comes to given numbers."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._rows: list[int] = []
        self._sums: dict[int, list[Decimal]] = {}
        # By column and sum, how many rows had been added when it came to that.
        self._counts: dict[tuple[int, Decimal], list[int]] = {}
        self._in_column: Counter[int] = Counter()

    def add(self, row: int) -> None:
        """Add the row to the sums."""
        for column, number in self._numbers[row].items():
            self._note(column, number or _ZERO)
        self._rows.append(row)

    def _note(self, column: int, number: Decimal) -> None:
        self._in_column[column] += 1
        sums = self._sums.setdefault(column, [_ZERO])
        sums += [sums[-1]] * (len(self._rows) + 1 - len(sums))
        sums.append(sums[-1] + number)
        self._counts.setdefault((column, sums[-1]), []).append(len(self._rows) + 1)

    def find(self, told: Mapping[int, Decimal]) -> tuple[int, int] | None:
        """The first and last row of the shortest such run of two rows or more."""
        for key in sorted(told, key=self._filled, reverse=True)[:_MOST_KEYS]:
            for count in self._starts(key, told[key]):
                run = self._rows[count:]
                if len(run) < 2 or not all(self._adds(row, told) for row in run):
                    continue
                if all(self._comes_to(count, *each) for each in told.items()):
                    return run[0], run[-1]
        return None

    def _adds(self, row: int, told: Mapping[int, Decimal]) -> bool:
        """Whether the row has a part in any of the numbers: else it is not what is added up."""
        return any(self._numbers[row].get(column) for column in told)

    def _filled(self, column: int) -> int:
        return self._in_column[column]

    def _starts(self, column: int, number: Decimal) -> Iterator[int]:
        before = self._at(column, len(self._rows)) - number
        yield from self._counts.get((column, before), ())[-1:-_MOST_TRIED:-1]
        if not before:
            yield 0

    def _comes_to(self, count: int, column: int, number: Decimal) -> bool:
        return self._at(column, len(self._rows)) - self._at(column, count) == number

    def _at(self, column: int, count: int) -> Decimal:
        sums = self._sums.get(column, [_ZERO])
        return sums[min(count, len(sums) - 1)]
