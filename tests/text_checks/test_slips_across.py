"""What looks like a slip where one word ends and the next begins."""

from __future__ import annotations

import pytest

from reportgen.model.text_finding import TextRule
from tests.text_checks.conftest import Finder


@pytest.mark.parametrize("text", ["师资结构调整明显。", "完整明确地记录。", "我们力争明年完成。"])
def test_a_slip_across_two_common_words_is_none(text: str, find: Finder) -> None:
    assert find(TextRule.WORDING, text) == []


@pytest.mark.parametrize(
    ("text", "slip"), [("教师陪训经费按时拨付。", "陪训"), ("开具整明。", "整明")]
)
def test_a_slip_within_a_sentence_is_told(text: str, slip: str, find: Finder) -> None:
    assert find(TextRule.WORDING, text) == [slip]
