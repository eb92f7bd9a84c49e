"""Whatever people write into names and texts, a workbook holds it as text: no formula, no link and
no reference out of the workbook comes of it.
"""

from __future__ import annotations

import ast
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

from reportgen.cli.chinese import speak_chinese
from reportgen.ooxml.cell_texts import LONGEST_TEXT, cell_text, cut, text_size
from reportgen.ooxml.text_book import TextBook
from tests.hostile_workbooks import HOSTILE, Words, charts, make, put, run

ROOT = Path(__file__).parent.parent / "reportgen"
# What XlsxWriter's interpreting methods are called, and those that make what a text could not be.
INTERPRETING = {
    *("write_row", "write_column", "write_url", "write_rich_string", "write_array_formula"),
    *("write_dynamic_array_formula", "write_datetime", "write_comment", "insert_textbox"),
    *("insert_button", "insert_chart", "add_table", "add_sparkline", "embed_image"),
}
LOOKED_FOR = {*INTERPRETING, "write_formula"}
FORMULAS_ARE_MADE_IN = {
    *("facts_sheet.py", "list_sheets.py", "preview_sheet.py", "school_form.py", "staff_sheets.py"),
}
FUNCTIONS = {
    *("IF", "IFERROR", "AND", "OR", "NOT", "COUNT", "COUNTBLANK", "COUNTIF", "SUM", "MAX", "MIN"),
    *("N", "ROUND", "INT", "VALUE", "SUBSTITUTE", "MID", "TEXT", "ISNUMBER", "ISTEXT", "FIND"),
    *("ABS", "LEN", "ISERROR", "SEARCH", "LEFT", "TRIM", "TRUE", "FALSE"),
}
TEXT = re.compile(r'"(?:[^"]|"")*"')
SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!")
PLAIN = re.compile(
    r"(?:选项_\d+|[A-Z]+(?=\()|\$?[A-Z]{1,3}\$?\d+|TRUE|FALSE|[\d.]+|[-+*/=<>&(),:$ ]|[A-Z]{1,3})*"
)


class Made(NamedTuple):
    """The workbooks of one run by name."""

    books: Mapping[str, bytes]

    def formulas(self) -> Counter[str]:
        """The formulas of cells and rules without the texts in them."""
        return Counter(bare(each) for data in self.books.values() for each in formulas(data))


def roots(data: bytes) -> Iterator[tuple[str, Any]]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                yield name, etree.fromstring(package.read(name))


def formulas(data: bytes) -> Iterator[str]:
    for _, root in roots(data):
        for element in root.iter("{*}f", "{*}formula", "{*}formula1", "{*}formula2"):
            yield element.text or ""


def bare(formula: str) -> str:
    return TEXT.sub('""', formula)


def strange(data: bytes) -> list[str]:
    """What in the workbook is none of what the program writes there."""
    found: list[str] = []
    sheets = {each.get("name") for _, root in roots(data) for each in root.iter("{*}sheet")}
    for name, root in roots(data):
        if "externalLink" in name or "connections" in name or "activeX" in name:
            found.append(name)
        found += [
            f"{name}: {each.get('Target')}"
            for each in root.iter("{*}Relationship")
            if each.get("TargetMode") == "External"
        ]
        for link in root.iter("{*}hyperlink"):
            sheet = SHEET.match(link.get("location", ""))
            if len(link.attrib) != 3 or not sheet or sheet[1] not in sheets:
                found.append(f"{name}: {dict(link.attrib)}")
        found += [
            f"{name}: {each.tag}" for each in root.iter("{*}oleObject", "{*}ddeLink", "{*}control")
        ]
        for element in root.iter("{*}definedName"):
            found += strange_formula(element.text or "", sheets)
    for formula in formulas(data):
        found += strange_formula(formula, sheets)
    return found


def strange_formula(formula: str, sheets: set[str | None]) -> list[str]:
    rest = bare(formula).replace('""', "")
    named = {(one or two).replace("''", "'") for one, two in SHEET.findall(rest)}
    rest = SHEET.sub("", rest)
    calls = set(re.findall(r"([A-Z]+)\(", rest))
    sound = named <= sheets and calls <= FUNCTIONS and PLAIN.fullmatch(rest)
    return [] if sound else [formula]


def calls(path: Path) -> set[str]:
    """The methods among those that are looked for that it calls."""
    text = path.read_text(encoding="utf-8")
    nodes = ast.walk(ast.parse(text)) if any(each in text for each in LOOKED_FOR) else ()
    return {
        node.func.attr
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)) if "xlsxwriter" in text else ():
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Import):
            found |= {each.name.partition(".")[0] for each in node.names}
    return found


def test_one_place_knows_the_writer_of_workbooks() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "xlsxwriter" in imports(path)
    }
    assert found == {"ooxml/text_book.py"}


def test_nobody_calls_what_makes_more_of_a_text_than_a_text() -> None:
    called = {path.name: calls(path) for path in ROOT.rglob("*.py") if path.name != "text_book.py"}
    interpreting = {name: names & INTERPRETING for name, names in called.items()}
    assert {name: names for name, names in interpreting.items() if names} == {
        "cell_styles.py": {"write_column"},
        # A table of a Word document.
        "snippets.py": {"add_table"},
    }
    assert {
        name for name, names in called.items() if "write_formula" in names
    } == FORMULAS_ARE_MADE_IN


@pytest.mark.parametrize("text", HOSTILE)
def test_each_way_of_writing_a_text_writes_a_text(text: str) -> None:
    book = TextBook()
    page = book.add_page(text)
    page.write(0, 0, text)
    page.write_string(1, 0, text)
    page.merge_range(2, 0, 2, 3, text)
    page.write_column(3, 0, [text, text])
    page.write_row(5, 0, [text, text])
    data = book.close()
    sheet = next(root for name, root in roots(data) if name.endswith("sheet1.xml"))
    assert Counter(each.get("t") for each in sheet.iter("{*}c") if len(each)) == {"s": 7}
    assert strange(data) == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("甲\0\x08\x0b\x1f\ud800\ufffe乙\n丙\t丁", "甲乙\n丙\t丁"),
        ("甲" * (LONGEST_TEXT + 1), "甲" * (LONGEST_TEXT - 1) + "…"),
        ("甲" * LONGEST_TEXT, "甲" * LONGEST_TEXT),
    ],
)
def test_a_cell_holds_what_a_workbook_can_hold(text: str, held: str) -> None:
    assert cell_text(text) == held


def test_a_text_is_not_cut_in_the_middle_of_a_sign() -> None:
    assert text_size("𠮷" * 3) == 6
    assert cut("𠮷" * 3, 4) == "𠮷…" and cut("𠮷" * 3, 6) == "𠮷" * 3


def test_rules_and_names_stay_within_what_excel_takes() -> None:
    book = TextBook()
    page = book.add_page("'history'")
    assert book.add_page("HISTORY").get_name() == "HISTORY_3"
    assert book.add_page("𠮷" * 30).get_name() == "𠮷" * 15
    told = {"input_title": "题" * 40, "error_message": "话\0" * 300}
    page.data_validation(0, 0, 0, 0, {"validate": "any", **told})
    page.write_formula(0, 0, f"=SUM({','.join(['A1'] * 3000)})", None, "")
    page.write_number(1, 0, float("inf"))
    with pytest.raises(ValueError, match="cells"):
        page.data_validation(1, 0, 1, 0, {"validate": "list", "source": ["=A1", "B"]})
    data = book.close()
    (rule,) = (each for _, root in roots(data) for each in root.iter("{*}dataValidation"))
    assert (len(rule.get("promptTitle")), len(rule.get("error"))) == (32, 255)
    assert list(formulas(data)) == []


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all that is made of hostile texts is written."""
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, hostile_folder: Path) -> tuple[Made, Made]:
    """From harmless texts, and from hostile ones."""
    speak_chinese()
    harmless = make(tmp_path_factory.mktemp("harmless"), Words(False))
    return Made(harmless), Made(make(hostile_folder, Words(True)))


@pytest.mark.slow
def test_no_text_becomes_a_formula_a_link_or_a_reference(made: tuple[Made, Made]) -> None:
    _, hostile = made
    assert len(hostile.books) >= 12
    found = {name: strange(data) for name, data in hostile.books.items()}
    assert {name: each for name, each in found.items() if each} == {}


@pytest.mark.slow
def test_charts_of_documents_show_their_own_workbooks_alone(
    made: tuple[Made, Made], hostile_folder: Path
) -> None:
    found = list(charts(hostile_folder))
    assert found
    for chart, relations, book in found:
        (relation,) = etree.fromstring(relations)
        assert relation.get("TargetMode") is None and relation.get("Target").endswith(".xlsx")
        sheets = {each.get("name") for _, root in roots(book) for each in root.iter("{*}sheet")}
        shown = [each.text for each in etree.fromstring(chart).iter("{*}f")]
        assert shown and [each for each in shown if strange_formula(each, sheets)] == []
        assert strange(book) == []


@pytest.mark.slow
def test_formulas_do_not_depend_on_what_texts_say(made: tuple[Made, Made]) -> None:
    harmless, hostile = (each.formulas() for each in made)
    assert harmless == hostile
    assert hostile.total() > 300


@pytest.mark.slow
def test_what_is_no_formula_of_ours_would_be_found() -> None:
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream)
    page = book.add_worksheet()
    for row, text in enumerate(HOSTILE[:2] + HOSTILE[5:6] + HOSTILE[7:11]):
        page.write(row, 0, text)
    page.data_validation(0, 1, 0, 1, {"validate": "custom", "value": "=WEBSERVICE(A1)"})
    book.define_name("x", "=[1]Sheet1!A1")
    book.close()
    assert len(strange(stream.getvalue())) >= 9


def test_a_text_that_no_cell_holds_is_told(tmp_path: Path) -> None:
    speak_chinese()
    tree = {
        "学校": {"名称": "甲小学", "类型": "小学"},
        "报告": {"年度": 2024, "标准": []},
        "基本情况": "甲" * 40_000,
    }
    put(tmp_path / "甲.yaml", tree)
    told = run("convert", tmp_path / "甲.yaml", tmp_path / "甲.xlsx")
    assert "基本情况：一段有 40000 个字" in told and (tmp_path / "甲.xlsx").is_file()
