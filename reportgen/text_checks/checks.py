"""The table of checks, and a text held against all of them → findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from reportgen.model.printed_texts import (
    headings_of_today,
    plans_of,
    printed_texts,
    texts_as_parts,
    texts_of_today,
    titles,
)
from reportgen.model.school import School
from reportgen.model.text_finding import TextFinding, TextPart
from reportgen.model.text_table import NOTHING_OUTSIDE, OutsideTexts
from reportgen.model.wordings import NO_WORDINGS, Wordings
from reportgen.problems import Problem
from reportgen.quantities.lexicon import make_lexicon
from reportgen.text_checks.above_all import check_above_all
from reportgen.text_checks.added.all_schools import check_all_schools
from reportgen.text_checks.added.item_scores import check_item_scores
from reportgen.text_checks.added.lacking import check_lacking
from reportgen.text_checks.added.left import check_left
from reportgen.text_checks.added.level_counts import check_level_counts
from reportgen.text_checks.added.named_shares import check_named_shares
from reportgen.text_checks.added.per_head import check_per_head
from reportgen.text_checks.added.stage_totals import check_stage_totals
from reportgen.text_checks.added.subtotals import check_subtotals
from reportgen.text_checks.added.yearly import check_yearly_rows
from reportgen.text_checks.against_data import check_against_data
from reportgen.text_checks.ages import check_ages
from reportgen.text_checks.areas_within import check_areas_within
from reportgen.text_checks.articles import check_articles
from reportgen.text_checks.bounds import check_bounds
from reportgen.text_checks.calculations import check_calculations
from reportgen.text_checks.calendar_dates import check_calendar_dates
from reportgen.text_checks.claimed_and_lacking import check_claimed_and_lacking
from reportgen.text_checks.claims import check_claims
from reportgen.text_checks.claims_among import check_claims_among
from reportgen.text_checks.class_sizes import check_class_limits, check_class_sizes
from reportgen.text_checks.classes_left import check_classes_left
from reportgen.text_checks.counted_above import check_counted_above
from reportgen.text_checks.counted_lists import check_counted_lists
from reportgen.text_checks.counted_verdicts import check_counted_verdicts
from reportgen.text_checks.document_names import check_document_names
from reportgen.text_checks.document_titles import check_document_titles
from reportgen.text_checks.doubled import check_doubled
from reportgen.text_checks.empty_units import check_empty_units
from reportgen.text_checks.enumerations import check_enumerations
from reportgen.text_checks.event_years import check_event_years
from reportgen.text_checks.every_class import check_every_class
from reportgen.text_checks.existence import check_existence
from reportgen.text_checks.frequencies import check_frequencies
from reportgen.text_checks.grades_added import check_grades_added
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.large_classes import check_large_classes
from reportgen.text_checks.later_dates import check_later_dates
from reportgen.text_checks.limits import check_limits
from reportgen.text_checks.limits_first import check_limits_first
from reportgen.text_checks.loosely_named import check_loosely_named
from reportgen.text_checks.marks import check_marks
from reportgen.text_checks.measures import check_measures
from reportgen.text_checks.named_attachments import check_named_attachments
from reportgen.text_checks.named_limits import check_named_limits
from reportgen.text_checks.names_of_heads import check_names_of_heads
from reportgen.text_checks.nobody import check_nobody
from reportgen.text_checks.numerals_written import check_numerals
from reportgen.text_checks.one_of_each import check_one_of_each
from reportgen.text_checks.opposites import check_opposites
from reportgen.text_checks.outside_body import check_outside
from reportgen.text_checks.own_name import check_own_name
from reportgen.text_checks.paired_limits import check_paired_limits
from reportgen.text_checks.pairs import check_pairs
from reportgen.text_checks.past_terms import check_past_terms
from reportgen.text_checks.percent_signs import check_percent_signs
from reportgen.text_checks.percentages import check_percentages
from reportgen.text_checks.places import check_places
from reportgen.text_checks.products import check_products
from reportgen.text_checks.ranks import check_ranks
from reportgen.text_checks.read_text import ReadText, read_whole_text
from reportgen.text_checks.reckoned.check import check_reckoned
from reportgen.text_checks.relations import check_relations
from reportgen.text_checks.repeated import check_repeated
from reportgen.text_checks.repeated_members import check_repeated_members
from reportgen.text_checks.repeated_text import check_repeated_text
from reportgen.text_checks.repeated_things import check_repeated_things
from reportgen.text_checks.residue import check_residue
from reportgen.text_checks.respective_counts import check_respective_counts
from reportgen.text_checks.rows_counted import check_rows_counted
from reportgen.text_checks.rows_of_all import check_rows_of_all
from reportgen.text_checks.said_of_all import check_said_of_all
from reportgen.text_checks.satisfaction import check_satisfaction
from reportgen.text_checks.scores import check_scores
from reportgen.text_checks.sentence_patterns import check_sentence_patterns
from reportgen.text_checks.shared_limits import check_shared_limits
from reportgen.text_checks.signed_otherwise import check_signed_otherwise
from reportgen.text_checks.spaces import check_spaces
from reportgen.text_checks.spans_of_time import check_spans_of_time
from reportgen.text_checks.split_rates import check_split_rates
from reportgen.text_checks.split_wholes import check_sums_of_parts
from reportgen.text_checks.subsets import check_subsets
from reportgen.text_checks.sums import check_sums
from reportgen.text_checks.swapped_digits import check_swapped_digits
from reportgen.text_checks.there_or_not import check_there_or_not
from reportgen.text_checks.title_subject import check_title_subject
from reportgen.text_checks.told_in_mu import check_told_in_mu
from reportgen.text_checks.tracks import check_tracks
from reportgen.text_checks.trends import check_trends
from reportgen.text_checks.units import check_units
from reportgen.text_checks.unsupported import check_unsupported
from reportgen.text_checks.verdicts import check_verdicts
from reportgen.text_checks.within_rows import check_within_rows
from reportgen.text_checks.wording import check_rare_characters, check_wording
from reportgen.text_checks.wrong_units import check_wrong_units
from reportgen.text_checks.year_residue import check_year_residue

TextCheck = Callable[[ReadText, KnownFigures], Iterator[TextFinding]]

# A check is one file and one line here; its rules stand in `TextRule`.
TEXT_CHECKS: tuple[TextCheck, ...] = (
    check_against_data,
    check_limits,
    check_bounds,
    check_verdicts,
    check_paired_limits,
    check_shared_limits,
    check_limits_first,
    check_said_of_all,
    check_ranks,
    check_named_limits,
    check_claims,
    check_existence,
    check_there_or_not,
    check_nobody,
    check_claims_among,
    check_large_classes,
    check_class_sizes,
    check_class_limits,
    check_places,
    check_classes_left,
    check_every_class,
    check_opposites,
    check_claimed_and_lacking,
    check_unsupported,
    check_calculations,
    check_products,
    check_frequencies,
    check_told_in_mu,
    check_reckoned,
    check_ages,
    check_relations,
    check_loosely_named,
    check_areas_within,
    check_above_all,
    check_subsets,
    check_sums_of_parts,
    check_split_rates,
    check_counted_verdicts,
    check_scores,
    check_sums,
    check_subtotals,
    check_stage_totals,
    check_yearly_rows,
    check_all_schools,
    check_left,
    check_lacking,
    check_level_counts,
    check_per_head,
    check_item_scores,
    check_named_shares,
    check_grades_added,
    check_rows_of_all,
    check_trends,
    check_percentages,
    check_percent_signs,
    check_satisfaction,
    check_repeated,
    check_repeated_members,
    check_repeated_things,
    check_tracks,
    check_swapped_digits,
    check_event_years,
    check_units,
    check_wrong_units,
    check_marks,
    check_pairs,
    check_spaces,
    check_numerals,
    check_calendar_dates,
    check_spans_of_time,
    check_document_names,
    check_document_titles,
    check_residue,
    check_empty_units,
    check_year_residue,
    check_later_dates,
    check_signed_otherwise,
    check_within_rows,
    check_past_terms,
    check_names_of_heads,
    check_own_name,
    check_title_subject,
    check_repeated_text,
    check_enumerations,
    check_articles,
    check_counted_lists,
    check_counted_above,
    check_rows_counted,
    check_one_of_each,
    check_named_attachments,
    check_respective_counts,
    check_wording,
    check_rare_characters,
    check_sentence_patterns,
    check_doubled,
    check_measures,
)


# So many checks make a turn.
_A_TURN = 6

# What was left in a text may have been left in a name or a title too.
_OF_ALL_WORDS: tuple[TextCheck, ...] = (check_residue, check_empty_units)
# How a heading or a plan is written, whatever it says of figures.
_OF_WRITING: tuple[TextCheck, ...] = (
    check_marks,
    check_pairs,
    check_wording,
    check_rare_characters,
    check_sentence_patterns,
    check_doubled,
)


def check_printed(
    school: School, known: KnownFigures, wordings: Wordings = NO_WORDINGS
) -> Iterator[Problem]:
    """What is wrong with the texts of a school, or of a district, that say how things are today;
    with how its headings and plans are written; in everything else that is printed as it was
    written, what was not filled in.
    """
    return chain.from_iterable(check_printed_by_turns(school, known, wordings))


def check_printed_by_turns(
    school: School, known: KnownFigures, wordings: Wordings = NO_WORDINGS
) -> Iterator[Sequence[Problem]]:
    """As `check_printed`, what a few checks find at a time."""
    today = tuple(texts_of_today(school))
    text = _read(texts_as_parts(today), known, school.settings.year, wordings)
    for at in range(0, len(TEXT_CHECKS), _A_TURN):
        yield [*_check(TEXT_CHECKS[at : at + _A_TURN], text, known)]
    told = frozenset(today)
    others = texts_as_parts(each for each in printed_texts(school) if each not in told)
    # None of them looks at what is stated.
    yield [*_check(_OF_ALL_WORDS, text.of_parts(tuple(others)), known)]
    written = (each for each in (*titles(school), *plans_of(school)) if each not in told)
    yield [*_check(_OF_WRITING, text.of_parts(tuple(texts_as_parts(written))), known)]
    headings = text.of_parts(tuple(texts_as_parts(headings_of_today(school))))
    yield [*_check((check_claims,), headings, known)]


def check_texts(
    parts: Iterable[TextPart],
    known: KnownFigures,
    year: int = 0,
    wordings: Wordings = NO_WORDINGS,
    outside: OutsideTexts = NOTHING_OUTSIDE,
) -> Iterator[Problem]:
    """What all checks find in a text, in a report of that year (0: not known), and in what its
    document has outside of the body.

    `wordings` are the words that it is checked for.
    Without figures (`KnownFigures` of none) a text is held against itself alone.
    """
    text = _read(parts, known, year, wordings)
    yield from _check(TEXT_CHECKS, text, known)
    if outside.parts:
        yield from (finding.problem() for finding in check_outside(text, outside, known))


def _check(checks: Iterable[TextCheck], text: ReadText, known: KnownFigures) -> Iterator[Problem]:
    for check in checks:
        for finding in check(text, known):
            yield finding.problem()


def read_texts(parts: Iterable[TextPart], known: KnownFigures) -> ReadText:
    """A text that is to be held against the figures of many, one after the other."""
    return _read(parts, known, 0, NO_WORDINGS)


def check_figures_of(text: ReadText, known: KnownFigures) -> Iterator[Problem]:
    """The numbers in a text that those figures do not have."""
    return (finding.problem() for finding in check_against_data(text, known))


def _read(
    parts: Iterable[TextPart], known: KnownFigures, year: int, wordings: Wordings
) -> ReadText:
    indicators = (judged.indicator for judged in known.judged)
    lexicon = make_lexicon(known.dictionary).with_indicators(indicators)
    return read_whole_text(parts, lexicon, known.dictionary, year)._replace(wordings=wordings)
