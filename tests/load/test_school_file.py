"""Everything wrong in a data file is said at once, each at its place with a way to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.model.report import CaptionedPicture
from reportgen.problems import UnreadableFileError
from tests.conftest import Examine


def codes(examine: Examine, body: str, **more: str) -> list[str]:
    return [problem.code for problem in examine(body, **more).problems]


def test_unknown_fact_names_the_nearest_and_its_place(examine: Examine) -> None:
    examined = examine("数据: {在校生数: 880}\n".replace("{", "{图书册书: 1, "))
    problem = next(each for each in examined.problems if each.code == "unknown_key")
    assert (problem.location.line, problem.location.path) == (3, "数据.图书册书")
    assert "图书册数" in problem.hint
    assert not examined.can_be_built


def test_unknown_top_key_names_the_nearest(examine: Examine) -> None:
    problem = next(each for each in examine("数椐: {}\n").problems if each.code == "unknown_key")
    assert "数据" in problem.hint


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("数据: {图书册数: 一万八}\n", "bad_value"),
        ("数据: {图书册数: -5}\n", "bad_value"),
        ("数据: {在校生数: 99999999}\n", "bad_value"),
        ("数据: {图书册数: [1, 2]}\n", "not_a_value"),
        ("数据: {在校生数: {初中: 20}}\n", "wrong_stage"),
        ("数据: {建校年份: {小学: 1990}}\n", "stage_not_asked"),
        ("数据:\n  - 在校生数: 3\n", "not_a_mapping"),
        ('成绩:\n  - "含\\x07字符"\n', "illegal_character"),
        ("成绩:\n  - {级别: 市级}\n", "missing_key"),
    ],
)
def test_wrong_data_is_an_error_that_stops_the_report(
    examine: Examine, body: str, code: str
) -> None:
    examined = examine(body)
    problem = next(each for each in examined.problems if each.code == code)
    assert problem.location.line >= 3
    assert problem.hint
    assert not examined.can_be_built


def test_parts_that_do_not_add_up_to_the_total(examine: Examine) -> None:
    body = "数据: {在校生数: {小学: 166, 初中: 210, 合计: 377}}\n"
    problem = next(
        each for each in examine(body, type="九年一贯制").problems if each.code == "sum_mismatch"
    )
    assert "377" in problem.message and "376" in problem.message


def test_combined_school_must_say_the_stage(examine: Examine) -> None:
    assert "stage_missing" in codes(examine, "数据: {在校生数: 376}\n", type="九年一贯制")


def test_all_problems_come_together_sorted_by_place(examine: Examine) -> None:
    problems = examine("数据:\n  图书册数: 许多\n  教学班数: -1\n  校园面积: 大\n").problems
    lines = [problem.location.line for problem in problems if problem.code == "bad_value"]
    assert lines == [4, 5, 6]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_files_of_any_usual_encoding_are_read(examine_text: Examine, encoding: str) -> None:
    text = "学校: {名称: 光明小学, 类型: 小学}\n报告: {年度: 2024}\n"
    examined = examine_text(text.encode(encoding))
    assert examined.school is not None and examined.school.name == "光明小学"


def test_missing_name_and_type_are_both_said(examine_text: Examine) -> None:
    messages = [problem.message for problem in examine_text("报告: {年度: 2024}\n").problems]
    assert any("学校.名称" in message for message in messages)
    assert any("学校.类型" in message for message in messages)


@pytest.mark.parametrize("content", ["", "# 只有注释\n"])
def test_empty_file_is_said(examine_text: Examine, content: str) -> None:
    with pytest.raises(UnreadableFileError, match="空的"):
        examine_text(content)


def test_unknown_standard_names_the_nearest(examine: Examine) -> None:
    problem = next(
        each
        for each in examine("", standards="[河南省办学基准标准]").problems
        if each.code == "unknown_standard"
    )
    assert "河南省办学基本标准" in problem.hint


def test_missing_picture_is_said_at_its_line(examine: Examine) -> None:
    body = "主要措施:\n  - 标题: 绿化\n    内容: |\n      第一行\n\n      ![校园](没有.png)\n"
    problem = next(each for each in examine(body).problems if each.code == "bad_picture")
    assert problem.location.line == 8


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xd9"])
def test_a_file_that_is_no_sound_picture_is_said(
    examine: Examine, tmp_path: Path, data: bytes
) -> None:
    (tmp_path / "坏图.png").write_bytes(data)
    (problem,) = [
        each
        for each in examine("主要措施: '![校园](坏图.png)'\n").problems
        if each.code == "bad_picture"
    ]
    assert problem.stops
    assert "坏图.png”不是完好的 PNG 或 JPEG 图片" in problem.message


@pytest.mark.parametrize("source", ["图 1.png", "<图 1.png>", '图 1.png "校门"', "图 (1).png"])
def test_a_picture_is_found_however_its_source_is_written(
    examine: Examine, tmp_path: Path, source: str
) -> None:
    (tmp_path / ("图 (1).png" if "(" in source else "图 1.png")).write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x0a\0\0\0\x0aIEND"
    )
    examined = examine(f"主要措施: |\n  见![校园]({source})\n")
    assert examined.report is not None
    blocks = [block for section in examined.report.sections for block in section.blocks]
    assert [block.caption for block in blocks if isinstance(block, CaptionedPicture)] == [
        "图1　校园"
    ]


def test_a_figure_that_cannot_be_read_is_told_once(examine: Examine) -> None:
    examined = examine("数据: {在校生数: 880, 图书册数: 约1万}\n", standards="[河南省办学基本标准]")
    told = [problem for problem in examined.problems if "图书册数" in problem.location.path]
    assert [problem.code for problem in told] == ["bad_value"]
