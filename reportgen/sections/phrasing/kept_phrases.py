"""The bundled phrases as jinja2 translated them when they were last changed: to translate them
takes six times as long as to read that.

It is found by the phrase and by all that translated it, and is a part of the program like its own
modules: no run writes there, and a phrase that was edited is translated.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from jinja2 import compiler, idtracking, lexer, nodes, parser

from reportgen.ooxml.packing import pack_parts
from reportgen.regular_files import read_regular
from reportgen.resources import data_folder
from reportgen.templating import metered_tree, sandbox, tag_bounds, tree_walk

_TRANSLATING = (
    *(compiler.__file__, idtracking.__file__, lexer.__file__, nodes.__file__, parser.__file__),
    *(metered_tree.__file__, sandbox.__file__, tag_bounds.__file__, tree_walk.__file__),
    str(Path(__file__).with_name("phrases.py")),
)


class PhraseCode(NamedTuple):
    """The Python that a phrase is translated to, and the names that it asks. `silent`: it says
    nothing whatever the values are.
    """

    python: str
    names: frozenset[str]
    silent: bool


def kept_phrases_file() -> Path:
    """Where they are kept."""
    return data_folder() / "patched" / "phrases.zip"


def kept_phrase(source: str) -> PhraseCode | None:
    """What is kept of a phrase; None where nothing is, or it was translated by others."""
    kept = _open_kept(kept_phrases_file())
    name = _name_of(source)
    if kept is None or name not in kept.NameToInfo:
        return None
    python, names, silent = json.loads(kept.read(name))
    return PhraseCode(python, frozenset(names), silent)


def keep_phrases(phrases: Iterable[tuple[str, PhraseCode]]) -> bytes:
    """The file that keeps those phrases, each with what it was translated to."""
    return pack_parts({_name_of(source): _written(code) for source, code in phrases})


def _written(code: PhraseCode) -> bytes:
    told = (code.python, sorted(code.names), code.silent)
    return json.dumps(told, ensure_ascii=False).encode()


@lru_cache(maxsize=1)
def _open_kept(file: Path) -> ZipFile | None:
    return ZipFile(BytesIO(read_regular(file))) if file.is_file() else None


def _name_of(source: str) -> str:
    return hashlib.sha256(_translators() + source.encode()).hexdigest()


@lru_cache(maxsize=1)
def _translators() -> bytes:
    """The digest of all that turns phrases into Python."""
    told = hashlib.sha256()
    for file in _TRANSLATING:
        told.update(read_regular(Path(file)))
    return told.digest()
