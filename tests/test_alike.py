"""What many files have in common is told once, with the files; nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.cli.alike import gather_alike
from reportgen.problems import Location, Problem, Severity, gap

YEAR = "没有计入县域的数：年度是 2023，县里的年度是 2024"


def refused(file: str, message: str = YEAR, code: str = "not_admitted") -> Problem:
    return gap(code, message, Location(f"收回/{file}", cell="学校信息!B7"), "请改正")


@pytest.mark.parametrize("message", [YEAR, "所在区县是“邻县”", "没有“某标准”这个标准"])
def test_what_is_said_of_many_files_is_told_once_with_all_of_them(message: str) -> None:
    files = [f"{number}镇/表.xlsx" for number in range(5)]
    (told,) = gather_alike(refused(file, message) for file in files)
    assert told.message == f"{message}（5 个文件：{'、'.join(files)}）"
    assert (told.location, told.hint, told.severity) == (Location("收回"), "请改正", Severity.ERROR)


def test_schools_that_are_on_no_list_are_told_once_though_each_is_named() -> None:
    each = [
        refused(f"{at}.xlsx", f"没有计入县域的数：名单里没有“{at}校”", "not_on_roster")
        for at in range(4)
    ]
    (told,) = gather_alike(each)
    assert "名单里没有文件里写的学校（4 个文件：0.xlsx、1.xlsx、2.xlsx、3.xlsx）" in told.message


def test_a_few_files_and_many_rows_of_one_file_are_told_one_by_one() -> None:
    few = [refused(f"{at}.xlsx") for at in range(3)]
    rows = [gap("a", "乙", Location("汇总.xlsx", cell=f"表!B{at}")) for at in range(9)]
    assert gather_alike([*few, *rows]) == [*few, *rows]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 9))))
def test_each_file_stays_named_for_each_of_its_faults(found: list[tuple[str, int]]) -> None:
    problems = [refused(f"{at}.xlsx", message) for message, at in found]
    told = gather_alike(problems)
    for problem in problems:
        name = problem.location.file.removeprefix("收回/")
        same = (each for each in told if each.message.startswith(problem.message))
        assert any(name in f"{each.location.file}{each.message}" for each in same)
