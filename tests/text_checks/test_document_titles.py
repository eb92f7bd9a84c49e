"""Names of laws and documents that a text quotes, beside those that are known."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextPart, TextRule
from reportgen.pipeline import Workshop
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import no_figures
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("《国家中长期教育改革与发展纲要》", "国家中长期教育改革和发展规划纲要"),
        ("《国家教育中长期改革和发展规划纲要》", "国家中长期教育改革和发展规划纲要"),
        ("《县域义务教育优质均衡督导评估办法》", "县域义务教育优质均衡发展督导评估办法"),
        ("《九年义务教育法》", "义务教育法"),
        ("《未成年保护法》", "未成年人保护法"),
        ("《学校卫生工作条列》", "学校卫生工作条例"),
        ("《义务教育管理标准（试行）》", "义务教育学校管理标准"),
    ],
)
def test_a_name_that_is_nearly_that_of_a_known_document_is_told(
    find: Finder, written: str, right: str
) -> None:
    assert find(TextRule.DOCUMENT_TITLE, f"学习{written}和《{right}》。") == [written]


def test_of_several_known_documents_the_nearest_is_meant(workshop: Workshop) -> None:
    library = workshop.library
    text = "根据《县域义务教育均衡发展督导评估行办法》。"
    found = check_texts([TextPart(text)], no_figures(library.dictionary), wordings=library.wordings)
    messages = [each.message for each in found if each.code == "document_title"]
    assert messages == [
        "文件名写的是“《县域义务教育均衡发展督导评估行办法》”，"
        "应为《县域义务教育均衡发展督导评估暂行办法》"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "学习《中华人民共和国义务教育法》《新义务教育法》《民办教育促进法》《教师法》。",
        "《河南省实施〈中华人民共和国义务教育法〉办法》《河南省未成年人保护条例》。",
        "《义务教育学校办学标准》《河北省义务教育学校管理标准》《学校安全管理办法》。",
        "《国家中长期教育改革和发展规划纲要（2010—2020年）》《教育法》《小学生守则》。",
        "开设《道德与法治》，制定《教职工考核办法》《县域内教师交流轮岗办法》。",
    ],
)
def test_known_names_and_those_of_other_documents_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.DOCUMENT_TITLE, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "按照《办法》（教督〔2017〕6号）和义务教育学校管理标准的要求自查。",
            ["义务教育学校管理标准"],
        ),
        ("按照义务教育学校管理标准的要求自查。", ["义务教育学校管理标准"]),
        ("根据省义务教育学校办学条件根本标准自查。", ["省义务教育学校办学条件根本标准"]),
        ("严格执行国家课程标准和编制标准。", []),
        ("义务教育学校管理标准化建设有成效，“义务教育学校管理标准”专题会。", []),
    ],
)
def test_a_name_without_its_marks_is_told_once(find: Finder, text: str, found: list[str]) -> None:
    assert find(TextRule.BOOK_MARKS, text) == found


@pytest.mark.parametrize(
    "number", ["青教督2007[18]号", "县教督2017]6号", "县教督〔2017）6号", "县教督（2017 6号"]
)
def test_a_number_with_its_brackets_in_the_wrong_place_is_told(find: Finder, number: str) -> None:
    assert find(TextRule.DOCUMENT_NUMBER, f"《通知》，{number}。") == [number]


def test_a_program_s_error_is_no_half_width_mark(find: Finder) -> None:
    assert find(None, "见错误!未找到引用源。") == ["没有填写：错误!未找到引用源。"]


def test_a_document_of_another_kind_is_a_places_own(find: Finder) -> None:
    name = "《关于进一步减轻义务教育阶段学生作业负担和校外培训负担的实施方案》"
    assert find(TextRule.DOCUMENT_TITLE, f"市里印发{name}。") == []
