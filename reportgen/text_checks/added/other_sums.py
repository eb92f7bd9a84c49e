"""What is told where parts come to another sum than a text says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.added.amounts import sum_of, written_as
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.stated_figures import StatedIn


def tell_of_row(
    row: Sequence[StatedIn], parts: str, said: str, hint: str = "各部分"
) -> TextFinding:
    """At a row of `parts` (各年): they come to another sum than is `said` elsewhere."""
    first, last = row[0], row[-1]
    span = first.quantity.start, last.quantity.end
    came = written_as(sum_of(row).value, first)
    message = f"{parts}“{first.part.text[slice(*span)]}”相加是 {came}，{said}"
    return remind(TextRule.PARTS, first.part, span, message, f"请核对{hint}和总数")


def tell_of_total(total: StatedIn, parts: Sequence[StatedIn], words: Iterable[str]) -> TextFinding:
    """At a total: the parts, which are told by those words, come to another sum."""
    told = "、".join(f"“{each}”" for each in words)
    came = written_as(sum_of(parts).value, total)
    message = f"{told}相加是 {came}，文中写的总数是“{total.written}”"
    span = total.quantity.start, total.quantity.end
    return remind(TextRule.PARTS, total.part, span, message, "请核对各部分和总数")
