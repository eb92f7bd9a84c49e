"""The drafts of a chunk of jobs → their documents.

All drafts that one template made are laid out in one call.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.model.finished_document import FinishedDocument
from reportgen.pipeline import Draft, Workshop, finish_documents
from reportgen.render.template import CompiledTemplate


def finish_drafts(
    drafts: Sequence[Draft], workshop: Workshop
) -> list[FinishedDocument | Exception]:
    """The finished document of each draft, or what hindered it."""
    groups: dict[str, list[int]] = {}
    for number, draft in enumerate(drafts):
        groups.setdefault(draft.template.name, []).append(number)
    finished: dict[int, FinishedDocument | Exception] = {}
    for numbers in groups.values():
        documents = [drafts[number].filled for number in numbers]
        made = _finish(documents, drafts[numbers[0]].template, workshop)
        finished |= zip(numbers, made, strict=True)
    return [finished[number] for number in range(len(drafts))]


def _finish(
    documents: Sequence[FinishedDocument], template: CompiledTemplate, workshop: Workshop
) -> list[FinishedDocument | Exception]:
    try:
        return [*finish_documents(documents, template, workshop)]
    # What one document hinders is not the others' fault: each is tried alone, and it is told of
    # the school that it is of.
    except Exception as fault:
        if len(documents) == 1:
            return [fault]
        return [made for each in documents for made in _finish([each], template, workshop)]
