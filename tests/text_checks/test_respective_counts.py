"""Numbers told one by one, of so many years or grades."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize(
    "text",
    [
        "近三年新增教学设备总值分别为20万元、30万元。",
        "三个年级学生数分别为120人、130人、125人、118人。",
        "两学年分别招生120人、118人和125人。",
    ],
)
def test_too_few_or_too_many_numbers_are_told(find: Finder, text: str) -> None:
    assert len(find(TextRule.COUNT, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "近三年新增教学设备总值分别为20万元、30万元、40万元。",
        "近两年小学和初中巩固率分别为99%、98%、99.5%。",
        "三年来，男女生分别增加12人、15人。",
        "两年来招生人数分别为120人、130人，毕业生分别为110人、125人。",
        "三年级、四年级分别有120人、130人。",
        "近两年生均图书和册数分别为20册、21册、22册、23册。",
    ],
)
def test_as_many_or_two_of_each_are_left_alone(find: Finder, text: str) -> None:
    assert find(TextRule.COUNT, text) == []
