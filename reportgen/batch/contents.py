"""A chunk of jobs whose template has a table of contents → their documents, all laid out in one
call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.batch.jobs import Job, Setup
from reportgen.model.finished_document import Made
from reportgen.pipeline import Workshop, examine_school, finish_documents, make_draft


def list_chunk(jobs: Sequence[Job], setup: Setup, workshop: Workshop) -> Mapping[str, Made]:
    """The finished documents by their job's key; none where the template has no table of contents.

    A school whose report cannot be made is left out: whoever makes it alone is told why.
    """
    drafts: dict[str, bytes] = {}
    for job in jobs:
        try:
            if not workshop.word_template.has_contents:
                return {}
            examined = examine_school(
                job.path, workshop, setup.standards, setup.extra_standards, setup.usual_genre
            )
            if examined.report is not None and examined.can_be_built:
                drafts[job.key] = make_draft(examined.report, workshop)
        except Exception:
            continue
    made = (
        finish_documents(tuple(drafts.values()), workshop.word_template, workshop) if drafts else ()
    )
    return dict(zip(drafts, made, strict=True))
