"""What a template prints in every document alike, held against the words and the data.

A batch does not read its finished documents again: what a school's texts say has been checked with
its data, and what the template says itself is checked once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reportgen.conformance.body_text import document_texts
from reportgen.conformance.package import open_document
from reportgen.conformance.written import read_written
from reportgen.load.template_folder import WordFile
from reportgen.model.check_settings import settle_findings
from reportgen.model.text_finding import TextPart
from reportgen.model.text_table import OutsideTexts
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop
from reportgen.problems import Problem, ReportgenError
from reportgen.render.other_documents import find_other_document
from reportgen.resources import templates_folder
from reportgen.text_checks.checks import check_figures_of, check_texts, read_texts
from reportgen.text_checks.known_figures import no_figures, school_figures
from reportgen.text_checks.read_text import ReadText

_TAGS = ("{{", "{%", "{#")


class _FixedTexts(NamedTuple):
    """What is wrong with what a template prints always, and its numbers; None without any."""

    problems: tuple[Problem, ...] = ()
    numbers: ReadText | None = None


def check_template_texts(
    examined: Examined, workshop: Workshop, template: str = ""
) -> Iterator[Problem]:
    """What is wrong with what that template prints in the documents of all schools, and what of it
    the school's data do not say. Nothing of the bundled templates, which say no more than they
    must.
    """
    school, assessment = examined.school, examined.assessment
    if school is None or assessment is None or examined.report is None:
        return
    if find_other_document(examined.report, template):
        # What the genre has no such document of is told already.
        return
    found = workshop.find_word_file(template, examined.report.genre_folder)
    if _is_bundled(found.file):
        return
    fixed = _read_fixed(found, workshop)
    yield from settle_findings(fixed.problems, workshop.checks)
    if fixed.numbers is not None:
        known = school_figures(school.name, assessment, examined.dictionary)
        yield from settle_findings(check_figures_of(fixed.numbers, known), workshop.checks)


@lru_cache(maxsize=16)
def _is_bundled(file: str) -> bool:
    return Path(file).is_relative_to(templates_folder())


@lru_cache(maxsize=16)
def _read_fixed(found: WordFile, workshop: Workshop) -> _FixedTexts:
    try:
        document = read_written(open_document(found.data, found.file))
    except ReportgenError:
        # Whoever fills it says what is wrong with it.
        return _FixedTexts()
    texts = document_texts(document, found.file)
    parts = tuple(filter(_is_fixed, texts.parts))
    outside = OutsideTexts(tuple(filter(_is_fixed, texts.outside.parts)))
    known = no_figures(workshop.library.dictionary)
    wordings = workshop.library.wordings
    problems = tuple(check_texts(parts, known, wordings=wordings, outside=outside))
    numbers = read_texts(parts, known)
    return _FixedTexts(problems, numbers if numbers.stated else None)


def _is_fixed(part: TextPart) -> bool:
    return not any(tag in part.text for tag in _TAGS)
