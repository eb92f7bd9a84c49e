"""A returned workbook has its faults marked; all else in the clerk's workbook is as it was."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reportgen.forms.edited_workbook import NoWorkbookError
from reportgen.forms.marking import mark_workbook
from reportgen.forms.sheet_cells import find_workbook_cell
from reportgen.model.form import FAULT_SHEET
from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.pipeline import Workshop
from reportgen.problems import Location, Problem, error, warning
from tests.forms.form_samples import find_line, make_form, open_form
from tests.programs import save_again

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def fault(cell: str, message: str = "应为数") -> Problem:
    return error(
        "bad_value", message, Location("甲.xlsx", cell=cell, path="数据.在校生数"), "请改成数字"
    )


def tiny_png() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return BytesIO(
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
        + chunk(b"IEND", b"")
    )


def rich_book() -> bytes:
    """A workbook with what is lost by loading and saving: extensions, pictures, comments, locks."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    first, second = book.add_worksheet("封面"), book.add_worksheet("数 据")
    first.write("A1", "封面")
    second.set_column("C:C", 12, book.add_format({"bold": True, "bg_color": "#00FF00"}))
    second.write("B2", 3, book.add_format({"num_format": "0.00", "locked": False}))
    second.write_comment("B2", "办事员自己的批注")
    second.data_validation("B2:B9", {"validate": "list", "source": ["甲", "乙"]})
    second.conditional_format("B2:B9", {"type": "data_bar", "data_bar_2010": True})
    second.add_sparkline("E2", {"range": "'数 据'!B2:B9"})
    second.insert_image("G2", "点.png", {"image_data": tiny_png()})
    second.repeat_rows(0)
    second.autofilter("A1:C9")
    second.protect("", {"insert_rows": True})
    second.activate()
    book.close()
    return stream.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sheet_root(data: bytes, part: str) -> Any:
    return etree.fromstring(parts(data)[part])


def test_the_cell_is_tinted_and_keeps_its_number_format_and_lock() -> None:
    cell = open_form(mark_workbook(rich_book(), [fault("数 据!B2")]))["数 据"]["B2"]
    assert cell.fill.fgColor.rgb == "FFFFB3BA"
    assert (cell.value, cell.number_format, cell.protection.locked) == (3, "0.00", False)


def test_a_cell_that_was_not_there_takes_the_look_of_its_column() -> None:
    cell = open_form(mark_workbook(rich_book(), [fault("数 据!C7")]))["数 据"]["C7"]
    assert cell.fill.fgColor.rgb == "FFFFB3BA" and cell.font.bold and cell.value is None


def test_a_warning_has_another_tint() -> None:
    book = open_form(mark_workbook(rich_book(), [warning("x", "请看", Location(cell="封面!A1"))]))
    assert book["封面"]["A1"].fill.fgColor.rgb == "FFFFE0A3"


def test_the_comment_tells_what_is_wrong_and_how_to_mend_it() -> None:
    comment = open_form(mark_workbook(rich_book(), [fault("封面!A1"), fault("封面!A1", "另一处")]))[
        "封面"
    ]["A1"].comment
    assert comment.text == "【错误】应为数；请改成数字\n【错误】另一处；请改成数字"


def test_the_clerks_own_comment_stays_above_ours() -> None:
    text = open_form(mark_workbook(rich_book(), [fault("数 据!B2")]))["数 据"]["B2"].comment.text
    assert text.startswith("办事员自己的批注") and text.endswith("【错误】应为数；请改成数字")


def test_each_comment_has_its_note() -> None:
    marked = parts(
        mark_workbook(rich_book(), [fault("数 据!B2"), fault("数 据!B5"), fault("封面!A1")])
    )
    drawn = [
        re.findall(rb"<x:Row>(\d+)</x:Row>", data)
        for name, data in marked.items()
        if name.endswith(".vml")
    ]
    assert sorted(drawn) == [[b"0"], [b"1", b"4"]]


def test_the_list_stands_first_and_leads_to_the_cells() -> None:
    marked = mark_workbook(
        rich_book(), [fault("数 据!B2"), error("x", "没有这张表", Location("甲.xlsx"))]
    )
    book = open_form(marked)
    page = book["错误清单"]
    assert book.sheetnames == ["错误清单", "封面", "数 据"] and book.active is page
    assert page["A2"].value.startswith("错误 2 处，提醒 0 处")
    assert [cell.value for cell in page[4]] == [
        "1",
        "错误",
        "数 据!B2",
        "数据.在校生数",
        "应为数",
        "请改成数字",
    ]
    assert page["C4"].hyperlink.location == "'数 据'!B2" and page["C5"].hyperlink is None
    assert page["C5"].value == "整个文件"


def test_errors_stand_before_reminders_and_nothing_is_counted_that_is_not_there() -> None:
    reminder = warning("w", "占位符号", Location("甲.xlsx", cell="数 据!A1"))
    marked = open_form(mark_workbook(rich_book(), [reminder, fault("数 据!C3")]))
    sheet = marked[FAULT_SHEET]
    assert [sheet.cell(row, 2).value for row in (4, 5)] == ["错误", "提醒"]
    assert str(sheet.cell(2, 1).value).startswith("错误 1 处，提醒 1 处。")


def test_names_that_belong_to_a_sheet_still_do() -> None:
    page = open_form(mark_workbook(rich_book(), [fault("封面!A1")]))["数 据"]
    assert page.print_title_rows == "$1:$1" and page.auto_filter.ref == "A1:C9"


def test_only_one_sheet_is_selected() -> None:
    marked = parts(mark_workbook(rich_book(), [fault("封面!A1")]))
    selected = [name for name, data in marked.items() if b"tabSelected" in data]
    assert len(selected) == 1 and "错误清单".encode() in marked["xl/workbook.xml"]


def test_extensions_pictures_protection_and_validations_stay() -> None:
    before, marked = rich_book(), mark_workbook(rich_book(), [fault("数 据!B2")])
    one, two = (
        sheet_root(before, "xl/worksheets/sheet2.xml"),
        sheet_root(marked, "xl/worksheets/sheet2.xml"),
    )
    for name in (
        "dataValidations",
        "conditionalFormatting",
        "sheetProtection",
        "extLst",
        "drawing",
        "autoFilter",
    ):
        assert len(one.findall(MAIN + name)) == 1
        written = [
            etree.tostring(root.findall(MAIN + name)[-1], method="c14n") for root in (one, two)
        ]
        # Ours comes before all other conditions, each of which moves on.
        assert re.sub(rb'priority="\d+"', b"", written[0]) == re.sub(
            rb'priority="\d+"', b"", written[1]
        ), name


def test_parts_without_faults_are_the_same_bytes() -> None:
    before, marked = parts(rich_book()), parts(mark_workbook(rich_book(), [fault("数 据!B2")]))
    changed = {name for name in before if before[name] != marked[name]}
    told = {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/comments2.xml",
    }
    assert changed <= told | {"xl/worksheets/sheet2.xml", "xl/comments1.xml"}
    assert "xl/worksheets/sheet1.xml" not in changed and "xl/media/image1.png" not in changed


def test_a_tint_by_condition_does_not_hide_a_mark() -> None:
    first = mark_workbook(rich_book(), [fault("数 据!B3")])
    for marked in (first, mark_workbook(first, [fault("数 据!B4")])):
        root = sheet_root(marked, "xl/worksheets/sheet2.xml")
        ours, theirs = root.findall(MAIN + "conditionalFormatting")
        assert (
            ours.get("sqref") == ("B3" if marked is first else "B4")
            and theirs.get("sqref") == "B2:B9"
        )
        rules = [int(each.find(MAIN + "cfRule").get("priority")) for each in (ours, theirs)]
        assert rules[0] == 1 < rules[1]


def test_marks_of_an_earlier_return_are_taken_away() -> None:
    first = mark_workbook(rich_book(), [fault("数 据!B2"), fault("封面!A1")])
    book = open_form(mark_workbook(first, [fault("封面!A1", "还是不对")]))
    assert book.sheetnames == ["错误清单", "封面", "数 据"]
    assert (
        book["数 据"]["B2"].fill.fgColor.rgb != "FFFFB3BA"
        and book["数 据"]["B2"].number_format == "0.00"
    )
    assert book["数 据"]["B2"].comment.text == "办事员自己的批注"
    assert book["封面"]["A1"].comment.text == "【错误】还是不对；请改成数字"
    assert book["错误清单"].max_row == 4


def test_a_comment_that_was_ours_says_that_it_is_mended() -> None:
    first = mark_workbook(rich_book(), [fault("封面!A1")])
    assert (
        open_form(mark_workbook(first, [fault("数 据!B2")]))["封面"]["A1"].comment.text
        == "上次指出的问题没有了。"
    )


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("基本数据!D12", ("基本数据", 12, 4)),
        ("'数 据'!$AA$3", ("数 据", 3, 27)),
        ("基本数据!B2:C3", ("基本数据", 2, 2)),
        ("没有的表!A1", None),
        ("基本数据!第三行", None),
        ("", None),
        ("基本数据!XFE1", None),
    ],
)
def test_places_are_read(cell: str, found: tuple[str, int, int] | None) -> None:
    assert find_workbook_cell(cell, ["基本数据", "数 据"]) == found


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 100, "学校: 甲".encode()]
)
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(NoWorkbookError):
        mark_workbook(data, [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/worksheets/sheet{}.xml", b"<worksheet"),
        (
            "xl/worksheets/_rels/sheet{}.xml.rels",
            b'<Relationships><Relationship Id="r" Type="x/comments" Target="../c.xml"/>'
            b"</Relationships>",
        ),
    ],
)
def test_a_workbook_with_a_damaged_or_missing_part_is_refused(
    workshop: Workshop, name: str, content: bytes
) -> None:
    """Its reader need not have looked there."""
    form = read_parts(make_form(workshop, figures={"在校生数": "880"}))
    changed = {name.format(number): content for number in range(1, 9)}
    with pytest.raises(NoWorkbookError):
        mark_workbook(pack_parts({**form, **changed}), [fault("基本数据!D12")])


@pytest.mark.parametrize(
    ("part", "before", "after", "told"),
    [
        ("xl/workbook.xml", rb' sheetId="\d+"', b"", "sheetId"),
        ("xl/workbook.xml", rb' sheetId="\d+"', b' sheetId="a"', "sheetId=“a”"),
        ("xl/worksheets/sheet", rb"<sheetData>.*</sheetData>", b"", "缺少 sheetData"),
        ("xl/worksheets/sheet", rb'<row r="12"', b'<row r="1.2"', "r=“1.2”"),
        ("xl/styles.xml", rb"<cellXfs.*</cellXfs>", b"", "缺少 cellXfs"),
        ("xl/styles.xml", rb"<cellXfs.*</cellXfs>", b"<cellXfs/>", "basis"),
        ("docProps/core.xml", rb"</", b"<", "docProps/core.xml"),
    ],
)
def test_a_workbook_whose_parts_lack_what_is_needed_is_refused(
    workshop: Workshop, part: str, before: bytes, after: bytes, told: str
) -> None:
    form = read_parts(make_form(workshop, figures={"在校生数": "880"}))
    changed = {
        name: re.sub(before, after, data, flags=re.DOTALL) if name.startswith(part) else data
        for name, data in form.items()
    }
    with pytest.raises(NoWorkbookError, match=told):
        mark_workbook(pack_parts(changed), [fault("基本数据!D12")])


def test_a_cell_of_a_style_that_is_not_there_is_marked(workshop: Workshop) -> None:
    whole = make_form(workshop, figures={"在校生数": "880"})
    number = open_form(whole).sheetnames.index("基本数据") + 1
    form, part = read_parts(whole), f"xl/worksheets/sheet{number}.xml"
    other = re.sub(rb'(<c r="D12" s=)"\d+"', rb'\1"9999"', form[part])
    marked = open_form(mark_workbook(pack_parts({**form, part: other}), [fault("基本数据!D12")]))
    assert marked["基本数据"]["D12"].fill.fgColor.rgb == "FFFFB3BA"


@pytest.mark.slow
def test_libreoffice_opens_what_was_marked(workshop: Workshop, tmp_path: Path) -> None:
    form = make_form(workshop, figures={"在校生数": "约880"})
    cell = f"E{find_line(open_form(form)['基本数据'], '在校生数')}"
    (tmp_path / "甲.xlsx").write_bytes(
        mark_workbook(form, [fault(f"基本数据!{cell}"), fault("成绩!C9")])
    )
    saved = save_again("xlsx", tmp_path / "甲.xlsx", into=tmp_path / "out")
    book = open_form(saved.read_bytes())
    assert book.sheetnames[0] == "错误清单" and book["基本数据"][cell].comment.text.startswith(
        "【错误】应为数"
    )
    assert book["成绩"]["C9"].fill.fgColor.rgb == "FFFFB3BA" and book["基本数据"].protection.sheet


@pytest.mark.slow
def test_nothing_to_audit(workshop: Workshop, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    problems = [
        fault("基本数据!E10"),
        fault("基本数据!E11"),
        fault("成绩!C9"),
        fault("学校信息!B6"),
    ]
    for number, data in enumerate((rich_book(), make_form(workshop, "九年一贯制"))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(
            mark_workbook(mark_workbook(data, [*problems, fault("数 据!B2")]), problems[1:])
        )
        before = tmp_path / "before.xlsx"
        before.write_bytes(data)
        # The sparkline that XlsxWriter writes is a fault to the auditor already.
        known = {str(each) for each in OpenXmlValidator().validate(before).errors}
        assert {str(each) for each in OpenXmlValidator().validate(path).errors} <= known


@pytest.mark.parametrize("name", ["\\\\e.example\\s\\[x.xlsx]表", "[1]表", "a:b", "cmd|'x'"])
def test_no_link_leads_to_a_sheet_whose_name_leads_out(name: str) -> None:
    parts = dict(read_parts(rich_book()))
    quoted = name.replace("&", "&amp;")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("封面".encode(), quoted.encode())
    marked = mark_workbook(pack_parts(parts), [fault(f"{name}!A1"), fault("数 据!B2")])
    links = re.findall(b"<hyperlink [^>]*>", b"".join(dict(read_parts(marked)).values()))
    assert len(links) == 1 and "数 据".encode() in links[0] and b"r:id" not in links[0]
