"""What stands outside of a document's body: cells, text boxes, notes, headers and footers.

What is prose is checked as such, each paragraph by itself; of a word or a number in a cell only
what is wrong anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart
from reportgen.model.text_table import OutsideTexts
from reportgen.text_checks.against_data import check_against_data
from reportgen.text_checks.calculations import check_calculations
from reportgen.text_checks.document_names import check_document_names
from reportgen.text_checks.document_titles import check_document_titles
from reportgen.text_checks.empty_units import check_empty_units
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.limits import check_limits
from reportgen.text_checks.marks import check_marks
from reportgen.text_checks.numerals_written import check_numerals
from reportgen.text_checks.pairs import check_pairs
from reportgen.text_checks.parts import check_parted
from reportgen.text_checks.percentages import check_percentages
from reportgen.text_checks.read_text import ReadText, read_whole_text
from reportgen.text_checks.reckoned.check import check_reckoned
from reportgen.text_checks.relations import check_relations
from reportgen.text_checks.residue import check_left_signs
from reportgen.text_checks.spaces import check_spaces
from reportgen.text_checks.table_counts import check_table_counts
from reportgen.text_checks.table_figures import check_table_figures
from reportgen.text_checks.table_sums import check_table_sums
from reportgen.text_checks.wording import check_wording
from reportgen.text_checks.year_residue import check_year_residue

_Check = Callable[[ReadText, KnownFigures], Iterator[TextFinding]]
_OF_ANY: tuple[_Check, ...] = (
    check_document_names,
    check_document_titles,
    check_left_signs,
    check_wording,
)
_OF_PROSE: tuple[_Check, ...] = (
    check_marks,
    check_pairs,
    check_spaces,
    check_numerals,
    check_empty_units,
    check_year_residue,
)
_OF_NUMBERS: tuple[_Check, ...] = (
    check_calculations,
    check_reckoned,
    check_relations,
    check_parted,
    check_percentages,
)
# What a cell says may be of another school or year, which its row names.
_OF_FIGURES: tuple[_Check, ...] = (check_against_data, check_limits)
_SENTENCE = late_regex("[。；]|，[^，]{2,}")
_SHORTEST = 10
_OPEN_ENDS = ("，", "、", ",")


def check_outside(
    text: ReadText, outside: OutsideTexts, known: KnownFigures
) -> Iterator[TextFinding]:
    """What is found there, the body being `text`."""
    figures = read_whole_text((), text.lexicon, known.dictionary).figures
    apart = text._replace(stated=(), orders=(), figures=figures)
    every = apart.of_parts(outside.parts)
    prose = apart.of_parts(tuple(filter(_is_prose, outside.parts)))
    for check in _OF_ANY:
        yield from check(every, known)
    for check in _OF_PROSE:
        yield from filter(_is_closed, check(prose, known))
    for part in prose.parts:
        checks = _OF_NUMBERS if part.is_in_table else (*_OF_NUMBERS, *_OF_FIGURES)
        alone = read_whole_text((part,), text.lexicon, known.dictionary, text.year)
        for check in checks if alone.stated else ():
            yield from check(alone, known)
    yield from check_table_sums(outside.tables, text.wordings)
    yield from check_table_figures(text, outside, known)
    yield from check_table_counts(text, outside)


def _is_prose(part: TextPart) -> bool:
    return len(part.text) >= _SHORTEST and _SENTENCE.search(part.text) is not None


def _is_closed(finding: TextFinding) -> bool:
    """Whether it is about anything but the end: what goes on in the next line of a cell may end in
    a comma.
    """
    at_end = finding.end >= len(finding.part.text.rstrip())
    return not (at_end and finding.part.text[finding.start : finding.end] in _OPEN_ENDS)
