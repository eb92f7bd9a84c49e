"""One area told in two units side by side: 占地45亩，合20000平方米."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.numbers import format_short
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_NUMBER = r"(?<![\d.])\d{1,6}(?:\.\d{1,3})?"
_SAME = r"[，,]?(?:约合|折合|换算|合计|合|即|约为|约)"
_BOTH = late_regex(
    rf"(?P<mu>{_NUMBER})[多余]?亩{_SAME}(?P<m>\d{{1,7}}(?:\.\d{{1,4}})?)(?P<wan>万)?[多余]?(?:平方米|㎡|平米)"
    rf"|(?P<m2>{_NUMBER})(?P<wan2>万)?[多余]?(?:平方米|㎡|平米){_SAME}(?P<mu2>\d{{1,5}}(?:\.\d{{1,3}})?)[多余]?亩"
)
_CUE = late_regex("亩")
_EACH_MU, _WAN, _OFF = Decimal("666.67"), Decimal(10_000), Decimal("0.04")


def check_told_in_mu(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where the one is not the other: 1亩 is 666.67㎡."""
    for part in text.parts_with(_CUE):
        for found in _BOTH.finditer(part.text):
            mu = Decimal(found["mu"] or found["mu2"])
            metres = Decimal(found["m"] or found["m2"])
            metres *= _WAN if found["wan"] or found["wan2"] else 1
            should = (mu * _EACH_MU).to_integral_value()
            # Each may be rounded at its last place.
            if abs(should - metres) > max(should * _OFF, _EACH_MU):
                message = f"“{found[0]}”：{format_short(mu)}亩是 {format_short(should)}平方米"
                yield remind(TextRule.CALCULATION, part, found.span(), message, "请核对这两个数")
