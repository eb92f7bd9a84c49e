"""The drafts of a chunk of jobs → their documents.

All drafts that one template made are laid out in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.making import Draft, finish_documents
from reportgen.model.finished_document import FinishedDocument
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop


class OwnedDraft(NamedTuple):
    """A draft, and the data file that it was made from."""

    draft: Draft
    path: Path


def finish_drafts(
    drafts: Sequence[OwnedDraft], workshop: Workshop
) -> list[FinishedDocument | Fallen]:
    """The finished document of each draft, or what hindered it."""
    groups: dict[str, list[int]] = {}
    for number, each in enumerate(drafts):
        groups.setdefault(each.draft.template.name, []).append(number)
    finished: dict[int, FinishedDocument | Fallen] = {}
    for numbers in groups.values():
        made = _finish([drafts[number] for number in numbers], workshop)
        finished |= zip(numbers, made, strict=True)
    return [finished[number] for number in range(len(drafts))]


def _finish(group: Sequence[OwnedDraft], workshop: Workshop) -> list[FinishedDocument | Fallen]:
    """The documents of drafts that one template made."""
    documents, template = [each.draft.filled for each in group], group[0].draft.template
    made = attempt(partial(finish_documents, documents, template, workshop), group[0].path)
    if not isinstance(made, Fallen):
        return [*made]
    if len(group) == 1:
        return [made]
    # What one document hinders is not the others' fault: each is tried alone, and it is told of
    # the school that it is of.
    return [done for each in group for done in _finish([each], workshop)]
