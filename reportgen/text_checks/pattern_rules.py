"""Rules that are a pattern each: what is found by it is wrong, or doubtful, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.text_checks.read_text import ReadText

_BESIDE = 8


class PatternRule(NamedTuple):
    """What the pattern finds is told by the message, in which `{}` stands for the words found,
    `{around}` for them with what stands beside them.

    Where the pattern has a group named `at`, the finding is at that group alone. `cue` is found,
    within what the pattern finds or beside it, in every line that it finds anything in; it looks
    for little, is quick, and reads `^` and `$` as those of lines. It is quick where it begins with
    a rare sign, and looks back for what stands before that: texts are full of digits.
    """

    rule: TextRule
    pattern: re.Pattern[str]
    cue: re.Pattern[str]
    message: str
    hint: str = ""

    def find(self, part: TextPart) -> Iterator[TextFinding]:
        """A reminder for each place."""
        at = "at" if "at" in self.pattern.groupindex else 0
        for found in self.pattern.finditer(part.text):
            start, end = found.span(at)
            around = part.text[max(start - _BESIDE, 0) : end + _BESIDE]
            message = self.message.format(found[at], around=around)
            yield remind(self.rule, part, (start, end), message, self.hint)


def find_all(rules: Iterable[PatternRule], text: ReadText) -> Iterator[TextFinding]:
    """What the rules find in the parts, part by part."""
    cued: dict[int, list[PatternRule]] = {}
    for rule in rules:
        for at in text.find_parts(rule.cue):
            cued.setdefault(at, []).append(rule)
    for at in sorted(cued):
        for rule in cued[at]:
            yield from rule.find(text.parts[at])


def remind(
    rule: TextRule, part: TextPart, span: tuple[int, int], message: str, hint: str = ""
) -> TextFinding:
    """A finding that whoever signs the report may pass over."""
    return TextFinding(rule, Severity.WARNING, part, *span, message, hint)
