"""The table of checks, and a text held against all of them → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen.model.text_finding import TextFinding, TextPart
from reportgen.problems import Problem
from reportgen.quantities.lexicon import make_lexicon
from reportgen.text_checks.against_data import check_against_data
from reportgen.text_checks.calculations import check_calculations
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.parts import check_parted
from reportgen.text_checks.percentages import check_percentages
from reportgen.text_checks.read_text import ReadText, read_whole_text
from reportgen.text_checks.relations import check_relations
from reportgen.text_checks.repeated import check_repeated
from reportgen.text_checks.units import check_units

TextCheck = Callable[[ReadText, KnownFigures], Iterator[TextFinding]]

# A check is one file and one line here; its rules stand in `TextRule`.
TEXT_CHECKS: tuple[TextCheck, ...] = (
    check_against_data,
    check_calculations,
    check_relations,
    check_parted,
    check_percentages,
    check_repeated,
    check_units,
)


def check_texts(parts: Iterable[TextPart], known: KnownFigures, year: int = 0) -> Iterator[Problem]:
    """What all checks find in a text, in a report of that year (0: not known).

    Without figures (`KnownFigures` of none) a text is held against itself alone.
    """
    lexicon = make_lexicon(known.dictionary)
    indicators = (result.indicator for result in known.results)
    lexicon = lexicon.with_indicators(indicators)
    text = read_whole_text(parts, lexicon, known.dictionary, year)
    for check in TEXT_CHECKS:
        yield from (finding.problem() for finding in check(text, known))
