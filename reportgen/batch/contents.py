"""A chunk of jobs whose templates have a table of contents → their documents, those of a template
all laid out in one call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reportgen.batch.jobs import Job, Setup
from reportgen.model.finished_document import Made
from reportgen.pipeline import Workshop, examine_school, finish_documents, make_draft
from reportgen.render.template import CompiledTemplate


class _Drafts(NamedTuple):
    """The drafts that a template made, by their job's key."""

    template: CompiledTemplate
    by_job: dict[str, bytes]


def list_chunk(jobs: Sequence[Job], setup: Setup, workshop: Workshop) -> Mapping[str, Made]:
    """The finished documents by their job's key; none where no template has a table of contents.

    A school whose report cannot be made is left out: whoever makes it alone is told why.
    """
    if not workshop.asks_for_contents:
        return {}
    drafts: dict[str, _Drafts] = {}
    for job in jobs:
        try:
            _draft(job, setup, workshop, drafts)
        except Exception:
            continue
    finished: dict[str, Made] = {}
    for template, by_job in drafts.values():
        made = finish_documents(tuple(by_job.values()), template, workshop)
        finished |= zip(by_job, made, strict=True)
    return finished


def _draft(job: Job, setup: Setup, workshop: Workshop, drafts: dict[str, _Drafts]) -> None:
    examined = examine_school(
        job.path, workshop, setup.standards, setup.extra_standards, setup.usual_genre
    )
    if examined.report is None or not examined.can_be_built:
        return
    template = workshop.find_word_template(genre=examined.report.genre_folder)
    if template.has_contents:
        made = drafts.setdefault(template.name, _Drafts(template, {}))
        made.by_job[job.key] = make_draft(examined.report, workshop)
