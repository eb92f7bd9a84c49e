"""六个工作组如下表: a count held against the rows of the table that it announces."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.text_table import OutsideTexts, TextTable
from reportgen.model.wordings import Wordings
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.table_numbers import plain_text
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_COUNT = late_regex(
    rf"(?P<at>(?P<n>[{NUMERAL_SIGNS}两]{{1,3}}|\d{{1,3}})(?:个|项|所|名|类|条|种|间|门|次|大)"
    r"[\u4e00-\u9fff]{0,8})"
)
_ANNOUNCED = late_regex(r"(?:如下|下|后|附)表|表格?如下|表\s?\d{1,2}(?!\d)|如下：?$")
_STOP = late_regex("[。；！？]")
# A caption may stand between them.
_NEAREST, _LONGEST_CAPTION = 2, 40
_FEWEST, _MOST = 2, 60


def check_table_counts(text: ReadText, outside: OutsideTexts) -> Iterator[TextFinding]:
    """A reminder for the only count of a sentence that announces a table of another number of
    rows, whether or not one of them is a total.
    """
    by_number = {each.paragraph: each for each in text.parts}
    before = 0
    for table in outside.tables:
        # What stands above another table speaks of that.
        nearest = range(table.after, max(table.after - _NEAREST, before), -1)
        told = [by_number[each] for each in nearest if each in by_number]
        before = table.after
        if len(told) > 1 and len(told[0].text) > _LONGEST_CAPTION:
            told = told[:1]
        for part in told:
            yield from _check(part, table, text.wordings)


def _check(part: TextPart, table: TextTable, wordings: Wordings) -> Iterator[TextFinding]:
    begin = max((found.end() for found in _STOP.finditer(part.text.rstrip("。"))), default=0)
    if not _ANNOUNCED.search(part.text, begin):
        return
    counts = list(_COUNT.finditer(part.text, begin))
    said = _number(counts[0]["n"]) if len(counts) == 1 else 0
    rows = _rows(table, wordings)
    if _FEWEST <= said <= _MOST and rows and said not in rows:
        message = f"文中写的是“{counts[0]['at']}”，表{table.number}列出的是 {rows[0]} 行"
        hint = "请核对，使数与所列的一致"
        yield remind(TextRule.COUNT, part, counts[0].span("at"), message, hint)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else read_numeral(text) or 0


def _rows(table: TextTable, wordings: Wordings) -> tuple[int, ...]:
    """How many rows there are below the head, without totals and with them; likewise how many
    different things stand in each of the columns.
    """
    totals = (*wordings.totals, *wordings.subtotals)
    below = table.rows[1:]
    if len(below) < _FEWEST:
        return ()
    plain = [row for row in below if row and plain_text(row[0]) not in totals]
    names: dict[int, set[str]] = {}
    for each in (cell for row in plain for cell in row):
        if each.text.strip():
            names.setdefault(each.column, set()).add(plain_text(each))
    return len(plain), len(below), len(table.rows), *(len(each) for each in names.values())
