"""The text of a Word document for `reportgen check`, alone or with the data of its school."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.load.source import Source
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextPart
from reportgen.model.text_table import DocumentTexts
from reportgen.model.wordings import Wordings
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Problem, ReportgenError
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.cited_standards import find_cited, find_class_limits
from reportgen.text_checks.known_figures import KnownFigures, no_figures, school_figures

_YEAR = late_regex(r"20\d\d(?=年|学年|[-—~至])")
# Standards are read only where one may be named.
_CITES = late_regex(r"督导|优质|达标|号(?<=\d号)|标准(?:化)?")
# The title says of which year the report is, or what stands right below it.
_HEAD, _LONGEST_HEAD, _FIRST = 3, 60, 80


def check_document(
    texts: DocumentTexts, known: KnownFigures, wordings: Wordings
) -> tuple[Problem, ...]:
    """What is wrong with the texts, held against those figures and words."""
    years = [int(year) for text in head_of(texts.parts) for year in _YEAR.findall(text)]
    year = max(years, default=0)
    return tuple(check_texts(texts.parts, known, year, wordings, texts.outside))


def first_lines(parts: Sequence[TextPart]) -> list[str]:
    """The short lines among its first paragraphs that are no sentences."""
    first = (part.text for part in parts[:_FIRST])
    return [text for text in first if len(text) <= _LONGEST_HEAD and "。" not in text]


def head_of(parts: Sequence[TextPart]) -> list[str]:
    """The short lines that a document begins with, its title among them."""
    return [part.text for part in parts[:_HEAD] if len(part.text) <= _LONGEST_HEAD]


def cite_standards(known: KnownFigures, texts: DocumentTexts, workshop: Workshop) -> KnownFigures:
    """The figures; none, but the standards that the texts name, where there are none."""
    if known.numbers:
        return known
    whole = "\n".join(each.text for each in texts.parts)
    if not _CITES.search(whole):
        return known
    standards = workshop.library.all_standards()
    limits = find_class_limits(standards, known.dictionary)
    return no_figures(known.dictionary, find_cited(whole, standards)).with_limits(limits)


def words_alone(workshop: Workshop) -> KnownFigures:
    """No figures, but the words by which the texts of schools and of districts are read."""
    library = workshop.library
    return no_figures(_join(library.dictionary, library.district_dictionary))


@lru_cache(maxsize=4)
def _join(schools: FactDictionary, districts: FactDictionary) -> FactDictionary:
    return schools.extend(districts)


def check_finished(
    document: bytes, file: str, examined: Examined, workshop: Workshop
) -> tuple[Problem, ...]:
    """What the text of a finished report says that its data do not; nothing that has been told of
    the data file, and nothing of a document that cannot be read as one.
    """
    from reportgen.batch.finished_texts import check_made, not_told, read_again

    if examined.school is None or examined.assessment is None:
        return ()
    known = school_figures(examined.school.name, examined.assessment, examined.dictionary)
    year = examined.school.settings.year
    found = check_made(read_again(document, file), known, year, workshop)
    return not_told(found, examined.problems)


def figures_of(source: Source, workshop: Workshop, standards: Sequence[str]) -> KnownFigures:
    """The figures of the school in that file.

    Errors: ReportgenError for a file that holds none.
    """
    examined = examine_school(source, workshop, standards)
    if examined.school is None or examined.assessment is None:
        raise ReportgenError(*examined.problems)
    return school_figures(examined.school.name, examined.assessment, examined.dictionary)
