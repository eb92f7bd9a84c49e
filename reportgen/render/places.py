"""Where in a Word template something stands, as whoever edits it finds it in Word."""

from __future__ import annotations

from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem, Severity

_EXCERPT = 40


class WordPlace(NamedTuple):
    """A place in a Word document; numbers count from 1, 0 and empty stand for none.

    `part` is 正文, 页眉, 页脚, 脚注, 尾注, 批注, 文本框 or 文档属性; `heading` the text of the
    heading it stands under. `paragraph` counts the paragraphs outside tables, `column` the columns
    of the table's grid. `text` is what stands there.
    """

    part: str = ""
    heading: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    paragraph: int = 0
    text: str = ""

    def __str__(self) -> str:
        quoted = f"“{self.text}”" if self.text else ""
        heading = (
            f"（“{quote(self.heading, 0)}”下）"
            if self.heading and self.heading != self.text
            else ""
        )
        return f"{self.part}{self._position()}{heading}{quoted}"

    def _position(self) -> str:
        if self.table:
            return f"第 {self.table} 个表格第 {self.row} 行第 {self.column} 列"
        return f"第 {self.paragraph} 段" if self.paragraph else ""

    def around(self, text: str, at: int) -> WordPlace:
        """The same place with the stretch of `text` around `at`."""
        return WordPlace(*self[:-1], " ".join(quote(text, at).split()))


class Finding(NamedTuple):
    """A problem of a template, its place, and the number of its paragraph in its part, from 0 (-1:
    none).

    `member` is the part of the package that the paragraph is in.
    """

    problem: Problem
    place: WordPlace
    at: int = -1
    member: str = ""

    def as_warning(self) -> Finding:
        """The same finding as a warning, which hinders no report."""
        problem = self.problem._replace(severity=Severity.WARNING, stops=False)
        return self._replace(problem=problem)


def quote(text: str, at: int) -> str:
    """The stretch of `text` around `at`, short enough for a message."""
    start = max(0, at - _EXCERPT // 2)
    cut = text[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + _EXCERPT < len(text) else ''}"
