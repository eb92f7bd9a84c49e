"""The table of checks, and a text held against all of them → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen.model.text_finding import TextFinding, TextPart
from reportgen.problems import Problem
from reportgen.quantities.lexicon import make_lexicon
from reportgen.text_checks.against_data import check_against_data
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText, read_whole_text

TextCheck = Callable[[ReadText, KnownFigures], Iterator[TextFinding]]

# A check is one file and one line here; its rules stand in `TextRule`.
TEXT_CHECKS: tuple[TextCheck, ...] = (check_against_data,)


def check_texts(parts: Iterable[TextPart], known: KnownFigures, year: int = 0) -> Iterator[Problem]:
    """What all checks find in a text, in a report of that year (0: not known).

    Without figures (`KnownFigures` of none) a text is held against itself alone.
    """
    lexicon = make_lexicon(known.dictionary)
    indicators = (result.indicator for result in known.results)
    text = read_whole_text(parts, lexicon.with_indicators(indicators), year)
    for check in TEXT_CHECKS:
        yield from (finding.problem() for finding in check(text, known))
