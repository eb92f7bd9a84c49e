"""The documents beside the reports: which templates make them, and what their files are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reportgen.batch.store import file_digest
from reportgen.model.document_kinds import document_ending
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Workshop
from reportgen.problems import UnreadableFileError


class DocumentTemplate(NamedTuple):
    """A template that makes a document for every school.

    `name` is that of a template, or the path of a file; `ending` is what its documents' file names
    end in; `digest` is that of a file, empty for a template of the folders.
    """

    name: str
    ending: str
    digest: str = ""


def choose_documents(names: Sequence[str]) -> tuple[DocumentTemplate, ...]:
    """The templates of these names or paths, each once; a number tells apart equal endings."""
    return tuple(_choose(dict.fromkeys(names)))


def _choose(names: Iterable[str]) -> Iterator[DocumentTemplate]:
    taken: Counter[str] = Counter()
    for name in names:
        ending = document_ending(Path(name).name)
        taken[ending.casefold()] += 1
        number = taken[ending.casefold()]
        own = file_digest(Path(name)) if Path(name).is_file() else ""
        yield DocumentTemplate(name, ending if number == 1 else f"{ending}_{number}", own)


def refuse_missing_template(name: str, workshop: Workshop) -> None:
    """Refuse a template that is not there, or is faulty, before any school is done.

    Errors: UnreadableFileError, TemplateError.
    """
    try:
        workshop.find_word_template(name)
    except UnreadableFileError:
        folders = (each for each in sorted(workshop.genre_folders) if each)
        if not any(_has_template(name, folder, workshop) for folder in folders):
            raise


def _has_template(name: str, genre: str, workshop: Workshop) -> bool:
    try:
        workshop.find_word_template(name, genre)
    except UnreadableFileError:
        return False
    return True
