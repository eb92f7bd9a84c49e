"""The cells of a workbook, counted as they are read: too many end the reading."""

from __future__ import annotations

from reportgen.bounded.limits import LIMITS
from reportgen.problems import Location, UnreadableFileError, error


class CellTally:
    """The cells, rows and characters of all sheets of one workbook so far."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._most = LIMITS.workbook
        self.cells = self.rows = self.signs = 0

    def add(self, cells: int, signs: int = 0, rows: int = 0) -> None:
        """Count them. Errors: UnreadableFileError says what there is too much of."""
        self.cells += cells
        self.rows += rows
        self.signs += signs
        most = self._most
        if self.cells > most.cells:
            raise self._refuse(f"单元格超过 {most.cells // 10_000} 万个")
        if self.rows > most.rows:
            raise self._refuse(f"填了内容的行超过 {most.rows // 10_000} 万行")
        if self.signs > most.signs:
            raise self._refuse(f"文字超过 {most.signs // 10_000} 万字")

    def _refuse(self, message: str) -> UnreadableFileError:
        hint = "请只留下要填的内容"
        return UnreadableFileError(error("too_large", message, Location(self._file), hint))
