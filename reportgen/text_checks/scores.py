"""Scores above what can be had: 本项分值5分，自评6分."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_NUMBER = r"(?P<{}>\d{{1,4}}(?:\.\d{{1,2}})?)\s?分(?![之钟值数部校])"
_CUE = late_regex("满分|分值|应得|标准分|权重分")
_SCORE = late_regex(
    rf"(?:{_CUE.pattern})(?:[为是共：:]|总分)*\s?{_NUMBER.format('most')}"
    rf"(?P<between>[^\d]{{0,24}}?(?:自评|自查|得|评估?|打)(?:总?得?分)?(?:[为是计：:]|共)*)\s?(?P<at>{_NUMBER.format('got')})"
)
# What is told of more than one item, or beyond it.
_APART = late_regex("满分|分值|附加|加分|总分(?=.{0,4}题)|扣")


def check_scores(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for a score that is more than the marks which the same sentence gives for it."""
    for part in text.parts_with(_CUE):
        for found in _SCORE.finditer(part.text):
            most, got = Decimal(found["most"]), Decimal(found["got"])
            if got > most and not _APART.search(found["between"]):
                message = f"得分“{found['at']}”比满分 {found['most']}分还多"
                yield remind(TextRule.RELATION, part, found.span("at"), message, "请核对得分")
