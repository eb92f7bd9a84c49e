"""Places of problems as the user reads them."""

from __future__ import annotations

import pytest

from reportgen.cli.terminal import exit_code, print_problems, print_table, summarise
from reportgen.problems import (
    Location,
    Problem,
    Severity,
    by_place,
    error,
    gap,
    is_stopped,
    warning,
)


def test_place_in_a_text_file_is_line_and_column() -> None:
    assert str(Location("甲.yaml", 12, 7, "数据.图书册数")) == "甲.yaml:12:7 数据.图书册数"


def test_place_in_a_workbook_is_sheet_and_cell() -> None:
    place = Location("实验小学.xlsx", path="图书册数", cell="基本数据!D12")
    assert str(place) == "实验小学.xlsx › 基本数据!D12 图书册数"


def test_the_number_of_an_entry_is_told_in_words_and_a_quotation_is_not_touched() -> None:
    assert str(Location("甲.yaml", path="今后措施[1].内容")) == "甲.yaml 今后措施第1项.内容"
    quoted = "正文第 1 段“{{ 达标表[3].指标 }}”"
    assert str(Location("模板.docx", path=quoted)) == f"模板.docx {quoted}"


def test_severities_are_sorted_by_weight_and_summed_up_by_label() -> None:
    problems = [Problem(each, "x", "甲") for each in reversed(Severity)]
    assert [each.severity for each in by_place(problems)] == list(Severity)
    assert summarise(problems) == "错误 1 处，提醒 1 处，按地方规定 1 处，已接受 1 处"
    assert (
        exit_code(problems[:2], strict=True),
        exit_code(problems[:3], strict=True),
        exit_code(problems),
    ) == (
        0,
        1,
        1,
    )


def test_what_must_be_mended_stops_a_report_and_a_gap_or_a_warning_does_not() -> None:
    assert not is_stopped([gap("a", "缺数据"), warning("b", "请留意")])
    assert is_stopped([gap("a", "缺数据"), error("c", "错误")])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("甲\x1b[31m乙", "甲(U+001B)[31m乙"),
        ("甲\n[错误] 假的一行", "甲(U+000A)[错误] 假的一行"),
        ("甲\u202egnp.乙\u2069\x9b2J", "甲(U+202E)gnp.乙(U+2069)(U+009B)2J"),
        ("“甲小学”　√", "“甲小学”　√"),
    ],
)
def test_what_a_file_says_does_not_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], text: str, printed: str
) -> None:
    print_problems([error("code", text)])
    print_table(("指标",), [(text,)])
    told = capsys.readouterr()
    assert (told.err, told.out) == (f"[错误] {printed}\n", f"指标\n{printed}\n")
