"""Which cells of a table are one, and which rows stay on a page together."""

from __future__ import annotations

from lxml import etree

from reportgen.model.report import Cell, Table
from reportgen.render.tables import TableLook, table_markup

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rows_of(table: Table) -> list[etree._Element]:
    markup = table_markup(table, TableLook())
    return list(etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{markup}</w:body>').iter(f"{W}tr"))


def merges(row: etree._Element) -> list[str | None]:
    found = (cell.find(f"{W}tcPr/{W}vMerge") for cell in row.iter(f"{W}tc"))
    return [None if each is None else each.get(f"{W}val", "continue") for each in found]


def kept(table: Table) -> list[bool]:
    """For each row below the header whether all of it stays with what follows."""
    body = rows_of(table)[2 if table.codes else 1 :]
    return [
        all(each.find(f"{W}pPr/{W}keepNext") is not None for each in row.iter(f"{W}p"))
        for row in body
    ]


def plain_table(rows: int, note: str = "") -> Table:
    return Table(("甲",), ((Cell("1"),),) * rows, note=note, small=True)


def test_a_column_without_a_code_has_one_cell_for_head_and_code() -> None:
    table = Table(("序号", "在校生数"), ((Cell("1"), Cell("90")),), codes=("", "L1"))
    head, codes, _ = rows_of(table)
    assert (merges(head), merges(codes)) == (["restart", None], ["continue", None])


def test_without_codes_nothing_of_the_header_is_merged() -> None:
    head, _ = rows_of(plain_table(1))
    assert merges(head) == [None]


def test_a_short_table_stays_together() -> None:
    assert kept(plain_table(3)) == [True, True, False]


def test_a_table_of_few_rows_that_fill_a_page_may_be_broken() -> None:
    rows = ((Cell("长" * 200),),) * 6
    assert kept(Table(("甲",), rows, small=True)) == [True, False, False, False, True, False]


def test_the_last_row_stays_with_the_note() -> None:
    assert kept(plain_table(2, "注：…")) == [True, True, False]


def test_a_note_is_a_last_row_across_the_table_without_borders() -> None:
    table = Table(("甲", "乙"), ((Cell("1"), Cell("2")),), note="注：…", small=True)
    (note,) = rows_of(table)[-1].iter(f"{W}tc")
    assert "".join(note.itertext()) == "注：…"
    assert [each.get(f"{W}val") for each in note.iter(f"{W}gridSpan")] == ["2"]
    (borders,) = note.iter(f"{W}tcBorders")
    assert [(each.tag, each.get(f"{W}val")) for each in borders] == [
        (f"{W}{side}", "nil") for side in ("left", "bottom", "right")
    ]


def test_a_heading_in_a_table_takes_two_rows_with_it() -> None:
    head = (Cell("一", bold=True),)
    plain = plain_table(6).rows
    rows = (head, *plain[:1], head, *plain, head, *plain)
    places = [place for place, each in enumerate(kept(Table(("甲",), rows))) if each]
    assert {3, 10} <= {*places} and 1 not in places and 4 not in places


def test_no_row_of_a_long_table_stands_alone_at_an_end() -> None:
    assert kept(plain_table(12)) == [True, *[False] * 9, True, False]


def test_rows_that_share_a_cell_stay_together() -> None:
    long = plain_table(13)
    rows = (*long.rows[:5], (Cell("", joined=True),), *long.rows[6:])
    assert [place for place, each in enumerate(kept(long._replace(rows=rows))) if each] == [
        0,
        4,
        11,
    ]


def test_a_cell_across_is_one_with_the_cell_before_it() -> None:
    row = (Cell("小学", bold=True), Cell("", bold=True, across=True), Cell("3"))
    _, below = rows_of(Table(("甲", "乙", "丙"), (row,), (1, 1, 2)))
    wide, last = below.iter(f"{W}tc")
    assert wide.find(f"{W}tcPr/{W}gridSpan").get(f"{W}val") == "2"
    widths = [int(each.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for each in (wide, last)]
    assert abs(widths[0] - widths[1]) <= 1 and last.find(f"{W}tcPr/{W}gridSpan") is None


def test_columns_of_a_small_table_are_as_wide_as_their_figures() -> None:
    heads = ("每百名学生拥有高于规定学历教师数（人）", "生均教学仪器设备值（元）")
    table = Table(heads, ((Cell("5.6"), Cell("2169.492")),), small=True)
    first, second = (
        int(each.get(f"{W}w") or 0)
        for each in etree.fromstring(
            f'<w:body xmlns:w="{W[1:-1]}">' + table_markup(table, TableLook()) + "</w:body>"
        ).iter(f"{W}gridCol")
    )
    assert abs(first - second) < first / 5


def test_high_rows_at_an_end_may_be_parted_so_that_no_title_stands_alone() -> None:
    rows = ((Cell("长" * 300),),) * 2
    assert kept(Table(("甲",), rows)) == [False, False]


def test_only_a_row_that_would_leave_much_of_a_page_empty_may_be_broken() -> None:
    rows = ((Cell("短"),), (Cell("长" * 1000),))
    _, low, high = rows_of(Table(("甲",), rows))
    assert [each.find(f"{W}trPr/{W}cantSplit") is None for each in (low, high)] == [False, True]
