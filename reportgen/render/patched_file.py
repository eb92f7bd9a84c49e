"""A patched template ⇄ a package that keeps it, for the bundled one: whoever fills that needs
neither docxtpl nor python-docx, which take long to load.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from reportgen.ooxml.package import read_parts
from reportgen.ooxml.packing import pack_parts
from reportgen.render.errors import TagPlace
from reportgen.render.patched import Kind, PatchedTemplate, SourceFile, TemplateSource
from reportgen.render.places import WordPlace

_SOURCES = "sources.json"


def keep_patched(patched: PatchedTemplate, template: bytes) -> bytes:
    """The package that keeps what was made of that template; one with reminders is not kept."""
    if patched.reminders:
        raise ValueError("a bundled template has nothing to be reminded of")
    told = {
        "template": _digest(template),
        "document": patched.document,
        "core": patched.core,
        "style_ids": patched.style_ids,
        "files": [[file.name, list(map(_piece_out, file.pieces))] for file in patched.files],
    }
    sources = json.dumps(told, ensure_ascii=False, indent=1).encode()
    return pack_parts({_SOURCES: sources, **patched.saved})


def patch_found(template: bytes, name: str, kept: bytes | None) -> PatchedTemplate:
    """The template patched: as it is kept, where it is the one that was, else anew.

    Errors: TemplateError, as of `patch_template`.
    """
    found = find_patched(kept, template) if kept else None
    if found is not None:
        return found
    from reportgen.render.patching import patch_template

    return patch_template(template, name)


def find_patched(kept: bytes, template: bytes) -> PatchedTemplate | None:
    """What the package keeps of that template; None where it was made of another."""
    saved = dict(read_parts(kept))
    told = json.loads(saved.pop(_SOURCES))
    if told["template"] != _digest(template):
        return None
    files = tuple(SourceFile(name, tuple(map(_piece_in, each))) for name, each in told["files"])
    return PatchedTemplate(files, saved, told["document"], told["core"], told["style_ids"])


def _digest(template: bytes) -> str:
    return hashlib.sha256(template).hexdigest()


def _piece_out(piece: str | TemplateSource) -> object:
    if isinstance(piece, str):
        return piece
    tags = [[tag.text, list(tag.place)] for tag in piece.tags]
    return [piece.kind.name, piece.label, piece.text, tags]


def _piece_in(piece: Any) -> str | TemplateSource:
    if isinstance(piece, str):
        return piece
    kind, label, text, tags = piece
    places = tuple(TagPlace(said, WordPlace(*place)) for said, place in tags)
    return TemplateSource(Kind[kind], label, text, places)
