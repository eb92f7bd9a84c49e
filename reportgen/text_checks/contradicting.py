"""Two places of a text that contradict each other → a finding at each."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.pattern_rules import remind


class SaidWords(NamedTuple):
    """Words of a part, from `start` to before `end`."""

    part: TextPart
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.part.text[self.start : self.end]


def remind_of_both(
    rule: TextRule, one: SaidWords, other: SaidWords, hint: str
) -> Iterator[TextFinding]:
    """A reminder at each of them, which quotes the other."""
    yield remind_beside(rule, one, other, hint)
    yield remind_beside(rule, other, one, hint)


def remind_beside(rule: TextRule, one: SaidWords, other: SaidWords, hint: str) -> TextFinding:
    """A reminder at the first, which quotes the other."""
    spot = f"（{other.part.spot}）" if other.part is not one.part else ""
    message = f"写着“{one.words}”，另一处写的是“{other.words}”{spot}"
    return remind(rule, one.part, (one.start, one.end), message, hint)
