"""What PyYAML would guess or swallow is read as it stands or said at its place."""

from __future__ import annotations

import pytest

from reportgen.load.yaml_tree import parse_yaml
from reportgen.problems import Problem, UnreadableFileError
from tests.conftest import Examine


def read(text: str) -> dict[str, str]:
    root = parse_yaml(text, "学校.yaml")
    assert root is not None
    return {key: item.text() for key, item in root.entries().items()}


def fault(text: str) -> Problem:
    with pytest.raises(UnreadableFileError) as caught:
        parse_yaml(text, "学校.yaml")
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("比: 1:18", "1:18"),
        ("邮编: 010020", "010020"),
        ("电话: 0471", "0471"),
        ("版本: 1.10", "1.10"),
        ("住: no", "no"),
    ],
)
def test_scalars_stay_as_written(line: str, value: str) -> None:
    assert list(read(line).values()) == [value]


def test_key_written_twice_names_both_lines() -> None:
    root = parse_yaml("图书册数: 1\n班数: 2\n图书册数: 3\n", "学校.yaml")
    assert root is not None
    root.entries()
    (problem,) = root.reading.problems
    assert problem.code == "duplicate_key"
    assert "第 1 行和第 3 行" in problem.message
    assert problem.location.line == 3


@pytest.mark.parametrize(
    "text", ["名称：光明小学\n类型: 小学\n", "学校:\n  名称：光明小学\n  类型: 小学\n"]
)
def test_full_width_colon_is_named_at_its_line(text: str) -> None:
    problem = fault(text)
    assert problem.code == "full_width_colon"
    assert text.split("\n")[problem.location.line - 1].strip().startswith("名称：")


def test_tab_for_indentation_is_said_in_words() -> None:
    problem = fault("学校:\n\t名称: 光明小学\n")
    assert (problem.code, problem.location.line, problem.location.column) == ("tab_indent", 2, 1)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 5_000 + "x", "{a: " * 5_000])
def test_deep_nesting_is_refused(text: str) -> None:
    assert "嵌套过深，超过 60 层" in fault(text).message


def test_deep_nesting_is_refused_where_it_begins_to_be_too_deep() -> None:
    place = fault("a: 1\n\nb: " + "[" * 60 + "x" + "]" * 60).location
    assert (place.line, place.column) == (3, 63)
    root = parse_yaml("a: 1\n\nb: " + "[" * 59 + "x" + "]" * 59, "学校.yaml")
    assert root is not None and "b" in root.entries()


def test_nested_aliases_end_at_a_bound() -> None:
    lines = ["a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    root = parse_yaml("\n".join(lines), "学校.yaml")
    assert root is not None
    waiting = list(root.entries().values())
    with pytest.raises(UnreadableFileError, match="展开后过大"):
        while waiting:
            item = waiting.pop()
            waiting.extend(item.items() if item.is_list else ())


def test_open_quotation_mark_is_reported_where_it_begins() -> None:
    problem = fault('名称: "光明小学\n类型: 小学\n')
    assert "引号没有配对" in problem.message
    assert problem.location.line == 1


def test_colon_without_a_blank_is_named_on_its_own_line(examine_text: Examine) -> None:
    with pytest.raises(UnreadableFileError) as fault:
        examine_text(
            "学校: {名称: 甲, 类型: 小学}\n报告: {年度: 2024}\n"
            "数据:\n  教职工数:42\n  在校生数: 880\n"
        )
    (problem,) = fault.value.problems
    assert (problem.location.line, problem.message) == (4, "冒号后面少了空格")


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\n---\nb: 2\n", 2, "几份数据"),
        ("a: 1\n---\n", 2, "几份数据"),
        ("a: 1\n...\n后面的字\n", 3, "读不到"),
    ],
)
def test_what_stands_behind_the_first_document_is_told(text: str, line: int, word: str) -> None:
    told = fault(text)
    assert word in told.message and told.hint
    assert told.location.line in (line, line + 1)


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        (
            "报告: {年度: 2024, 主送: [甲局, 乙局]}",
            "not_text",
            "这里只能写一个，写的是 2 个：甲局、乙局",
        ),
        ("报告: {年度: 2024, 主送: {甲: 乙}}", "not_text", "这里应为文字，写的是若干行“名称: 值”"),
    ],
)
def test_a_list_where_one_text_is_expected_is_told_as_that(
    written: str, code: str, message: str, examine_text: Examine
) -> None:
    problems = examine_text(f"学校: {{名称: 光明小学, 类型: 小学}}\n{written}\n").problems
    assert [each.message for each in problems if each.code == code] == [message]
