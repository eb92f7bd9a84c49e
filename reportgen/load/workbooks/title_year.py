"""The year that a title above a table names."""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.load.workbooks.grid import Grid
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, warning

_YEAR = late_regex(r"(20\d\d)\s*+(?:[/—–-]\s*+20\d\d\s*+)?(?:学年|年)")


_ANY = late_regex(r"20\d\d")


class TitleYear(NamedTuple):
    """The year that a title above the table names, and the title's cell; `named` are all years that
    the title names: 2023—2024学年.
    """

    text: str
    cell: str
    named: frozenset[str] = frozenset()

    def says_other(self, year: str) -> bool:
        """Whether the title does not name that year."""
        return bool(year) and year not in self.named


def find_title_year(grid: Grid, first_head: int) -> TitleYear | None:
    """The year of the first title that names one; None if there is none."""
    for row in sorted(row for row in grid.rows if row < first_head):
        for column in grid.rows[row]:
            text = grid.text(row, column)
            match = _YEAR.search(text)
            if match:
                named = frozenset(_ANY.findall(text))
                return TitleYear(match.group(1), grid.place(row, column), named)
    return None


def tell_title_year(file: str, year: TitleYear, hint: str) -> Problem:
    """The reminder that the year was read there; `hint` says how to give another."""
    place = Location(file, path="报告.年度", cell=year.cell)
    return warning("year_from_title", f"年度按表题读作 {year.text}", place, hint)
