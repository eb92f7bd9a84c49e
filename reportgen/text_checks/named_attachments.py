"""见表1, 详见附件2 of which the text has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_NUMBER = rf"(?:\d{{1,2}}|[{NUMERAL_SIGNS}]{{1,2}})"
_FIRST, _LONGEST_LIST, _MOST = ("1", "一"), 16, 100
_CUE = late_regex(r"见\s?[附表图]")
_NAMED = late_regex(
    rf"见\s?(?P<at>(?P<kind>附件|附表|附图|表|图)\s?(?P<n>{_NUMBER}))(?![-\d年月.])"
)


def check_named_attachments(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each that is named in a sentence, and nowhere else; nothing where the text
    gives no attachment or table any heading: they may be kept apart.
    """
    by_kind: dict[str, list[str]] = {}
    named = (
        (part, found) for part in text.parts_with(_CUE) for found in _NAMED.finditer(part.text)
    )
    for part, found in islice(named, _MOST):
        if found["kind"] not in by_kind:
            by_kind[found["kind"]] = _listed(text, found["kind"])
        listed = by_kind[found["kind"]]
        if listed and not any(_is_told(line, found) for line in listed):
            message = f"写着“见{found['at']}”，全文没有{found['at']}"
            span = found.span("at")
            yield remind(TextRule.COUNT, part, span, message, "请补上，或改正序号")


def _listed(text: ReadText, kind: str) -> list[str]:
    """The headings of that kind, each with the list that may begin there: 附件：1.… 2.…"""
    head = re.compile(rf"\s*{kind}\s?(?:{_NUMBER}|[:：])")
    lines = [part.text for part in text.parts]
    heads = [at for at, line in enumerate(lines) if head.match(line)]
    return [line for at in heads for line in lines[at : at + _LONGEST_LIST]]


def _is_told(line: str, found: re.Match[str]) -> bool:
    """Whether that line is the one that is named: 附件2：…, 2.…, 表1 各年级人数; 附件：… is the
    only one.
    """
    kind, number = found["kind"], re.escape(found["n"])
    first = rf"|\s*{kind}\s?[:：]\s?(?!\d)" if found["n"] in _FIRST else ""
    return re.match(rf"(?:\s*{kind})?\s?(?:[:：]\s?)?{number}(?!\d){first}", line) is not None
