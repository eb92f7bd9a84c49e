"""没有大班额, held against the largest class."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.claims import any_of, may_claim
from reportgen.quantities.scopes import ScopeMarks
from reportgen.quantities.stated_quantity import HERE
from reportgen.text_checks.class_sizes import tells_class_sizes
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText


class _Said(NamedTuple):
    """That there is no class of `size` and more, and where."""

    part: TextPart
    start: int
    end: int
    size: Decimal

    @property
    def words(self) -> str:
        """What is said, as it stands there."""
        return self.part.text[self.start : self.end]


class _Words:
    """What finds that there are none."""

    def __init__(self, words: ClaimWords) -> None:
        told = any_of(word for word, _ in words.large)
        self.told = late_regex(told)
        self.said = late_regex(rf"(?<![有毫绝])(?:{any_of(words.lacks)})(?P<told>{told})")


@lru_cache(maxsize=8)
def _words(words: ClaimWords) -> _Words:
    return _Words(words)


def check_large_classes(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """An error where the data have a class as large; a reminder where the text has one, or neither
    says how large classes are.
    """
    words = known.dictionary.vocabulary.claims
    sizes = dict(words.large)
    pattern = _words(words).said
    for at in text.find_parts(_words(words).told):
        part = text.parts[at]
        marks = ScopeMarks(part.text, text.lexicon)
        for found in pattern.finditer(part.text):
            scope = marks.scope_at(found.start(), text.year)
            plain = not (scope.period or scope.grade or scope.stage)
            if plain and may_claim(part.text, found.start(), words):
                said = _Said(part, *found.span(), sizes[found["told"]])
                yield from _check(said, words.large_by, text, known)


def _check(said: _Said, fact: str, text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    figures = known.find((fact,), None)
    stated = text.figures.find(fact, HERE)
    largest = max(figures, key=lambda each: each.value, default=None)
    if largest is not None and largest.value >= said.size:
        message = f"写着“{said.words}”，{known.whose}{fact}是 {largest.printed}"
        yield _finding(said, message, TextRule.FALSE_EXISTENCE, Severity.ERROR)
        return
    other = next((each for each in stated if text.figures.value_of(each, fact) >= said.size), None)
    if other is not None:
        spot = f"（{other.part.spot}）" if other.part is not said.part else ""
        message = f"写着“{said.words}”，另一处写的是“{other.words}”{spot}"
        yield _finding(said, message, TextRule.FALSE_EXISTENCE, Severity.WARNING)
    elif not (figures or stated or known.numbers or tells_class_sizes(text, known)):
        message = f"写着“{said.words}”，没有写{fact}是多少"
        yield _finding(said, message, TextRule.UNSUPPORTED, Severity.WARNING)


def _finding(said: _Said, message: str, rule: TextRule, severity: Severity) -> TextFinding:
    hint = "请写明人数最多的班有多少人" if rule is TextRule.UNSUPPORTED else "请核对"
    return TextFinding(rule, severity, said.part, said.start, said.end, message, hint)
