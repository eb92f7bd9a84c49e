"""A template's section breaks → those that keep their headers and footers when a break before them
is left out.

A section without a header of its own has that of the section before (ECMA-376-1 17.10.1). Where
that break stands in an `if` or a loop, the header would go with it, and the text after it get the
one before, as a cover's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_BREAK = late_regex(r"<w:sectPr(?:\s[^>]*)?>.*?</w:sectPr>|<w:sectPr(?:\s[^>]*)?/>", re.S)
_TAG = late_regex(r"\{%-?\s*(if|for|elif|else|endif|endfor)\b.*?%\}", re.S)
_TOKEN = late_regex(f"(?P<section>{_BREAK.pattern})|{_TAG.pattern}", re.S)
_REFERENCE = late_regex(r"<w:(header|footer)Reference\s[^>]*>")
_TYPE = late_regex(r'\sw:type="(\w+)"')
_OPENING = late_regex(r"(<w:sectPr(?:\s[^>]*?)?)(/?)>")

# The branches around a place: for each block its number and that of the branch.
_Path = tuple[tuple[int, int], ...]


class _Head(NamedTuple):
    """A header or footer as a section names it, and where the section stands."""

    reference: str
    path: _Path


def keep_heads(source: str) -> str:
    """The body's source, each section naming the headers and footers that it has from one which
    tags may leave out.
    """
    if source.count("<w:sectPr") < 2 or "{%" not in source:
        return source
    heads: dict[tuple[str, str], _Head] = {}
    pieces: list[str] = []
    done = 0
    for section, path in _sections(source):
        own = {_kind(found): _Head(found[0], path) for found in _REFERENCE.finditer(section[0])}
        taken = {
            kind: head._replace(path=path)
            for kind, head in heads.items()
            if kind not in own and head.path != path[: len(head.path)]
        }
        heads |= own | taken
        named = "".join(head.reference for head in taken.values())
        pieces += (source[done : section.start()], _naming(section[0], named))
        done = section.end()
    return "".join([*pieces, source[done:]])


def _sections(source: str) -> Iterator[tuple[re.Match[str], _Path]]:
    """The section breaks, each with the branches that it stands in."""
    path: list[tuple[int, int]] = []
    for number, found in enumerate(_TOKEN.finditer(source)):
        match found[2]:
            case None:
                yield found, tuple(path)
            case "if" | "for":
                path.append((number, 0))
            case "elif" | "else":
                block, branch = path.pop() if path else (number, 0)
                path.append((block, branch + 1))
            case _:
                del path[-1:]


def _kind(reference: re.Match[str]) -> tuple[str, str]:
    kind = _TYPE.search(reference[0])
    return reference[1], kind[1] if kind else "default"


def _naming(section: str, references: str) -> str:
    """The section break, with these references besides its own."""
    if not references:
        return section
    opening = _OPENING.match(section)
    assert opening is not None, "a section break begins with its tag"
    rest = section[opening.end() :] or "</w:sectPr>"
    return f"{opening[1]}>{references}{rest}"
