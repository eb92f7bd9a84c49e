"""The text of a Word document for `reportgen check`, alone or with the data of its school."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportgen.load.source import Source
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextPart
from reportgen.pipeline import Workshop, examine_school
from reportgen.problems import Problem, ReportgenError
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import KnownFigures, no_figures, school_figures

_YEAR = re.compile(r"20\d\d(?=年|学年|[-—~至])")
# The title says of which year the report is, or what stands right below it.
_HEAD = 3


def check_document(parts: Sequence[TextPart], known: KnownFigures) -> tuple[Problem, ...]:
    """What is wrong with the text, held against those figures."""
    years = [int(year) for part in parts[:_HEAD] for year in _YEAR.findall(part.text)]
    return tuple(check_texts(parts, known, max(years, default=0)))


def words_alone(workshop: Workshop) -> KnownFigures:
    """No figures, but the words by which the texts of schools and of districts are read."""
    library = workshop.library
    return no_figures(_join(library.dictionary, library.district_dictionary))


@lru_cache(maxsize=4)
def _join(schools: FactDictionary, districts: FactDictionary) -> FactDictionary:
    return schools.extend(districts)


def figures_of(source: Source, workshop: Workshop, standards: Sequence[str]) -> KnownFigures:
    """The figures of the school in that file.

    Errors: ReportgenError for a file that holds none.
    """
    examined = examine_school(source, workshop, standards)
    if examined.school is None or examined.assessment is None:
        raise ReportgenError(*examined.problems)
    return school_figures(examined.school.name, examined.assessment, examined.dictionary)
