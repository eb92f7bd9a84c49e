"""All checks of texts over prose, measured within a process."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path
from time import process_time

from reportgen.model.report import Paragraph
from reportgen.model.text_finding import TextPart
from reportgen.pipeline import Workshop, examine_school
from reportgen.text_checks.checks import check_texts
from reportgen.text_checks.known_figures import school_figures


def check_prose(schools: str, sample: str, size: str, times: str) -> dict[str, float]:
    """Seconds of all checks over so many bytes of the sample reports, held against one school's
    data: the first time in a process, and the medians of those in which it has seen none of the
    paragraphs, and of those in which it has seen all.
    """
    workshop = Workshop()
    parts = tuple(prose(Path(schools), workshop, int(size)))
    examined = examine_school(Path(sample), workshop)
    school, assessment = examined.school, examined.assessment
    assert school is not None and assessment is not None

    def check(parts: tuple[TextPart, ...]) -> float:
        # What is found in the figures is kept by them: each time they are new.
        known = school_figures(school.name, assessment, examined.dictionary)
        begun = process_time()
        list(check_texts(parts, known, school.settings.year, workshop.library.wordings))
        return process_time() - begun

    rounds = range(int(times))
    return {
        "first": check(parts),
        "new": statistics.median([check(_otherwise(parts, each + 1)) for each in rounds]),
        "text": statistics.median([check(parts) for _ in rounds]),
    }


def _otherwise(parts: tuple[TextPart, ...], signs: int) -> tuple[TextPart, ...]:
    """The same with so many signs less before the last one of each paragraph: what is remembered of
    paragraphs helps with none of them.
    """
    return tuple(TextPart(part.text[: -signs - 1] + part.text[-1:]) for part in parts)


def prose(schools: Path, workshop: Workshop, size: int) -> Iterator[TextPart]:
    """The paragraphs of the reports of the schools in the folder, up to so many bytes."""
    for path in sorted(schools.glob("*.yaml")):
        report = examine_school(path, workshop).report
        for section in report.sections if report else ():
            for block in section.blocks:
                if isinstance(block, Paragraph) and size > 0:
                    text = "".join(run.text for run in block.runs)
                    size -= len(text.encode())
                    yield TextPart(text)
