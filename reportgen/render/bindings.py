"""Content controls that show a property of the document → those that show what the template fills
in.

Word shows what the property says, not the text, where a control is bound to one (ECMA-376-1
17.5.2.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex

_BINDING = late_regex(r"<w(?:15)?:dataBinding\s[^>]*?(?:/>|></w(?:15)?:dataBinding>)", re.S)
_CONTROL = late_regex(r"<w:sdt>|</w:sdt>")
_TAG = late_regex(r"\{[{%]")


def unbind(source: str) -> str:
    """The source without the bindings of controls that hold tags."""
    if "dataBinding" not in source:
        return source
    pieces: list[str] = []
    done = 0
    for binding, _ in bound_contents(source):
        pieces.append(source[done : binding.start()])
        done = binding.end()
    return "".join([*pieces, source[done:]])


def bound_contents(source: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each binding of a control that holds tags, with what the control holds."""
    for binding in _BINDING.finditer(source):
        content = source[binding.end() : _end_of_control(source, binding.end())]
        if _TAG.search(re.sub("<[^>]*>", "", content)):
            yield binding, content


def _end_of_control(source: str, start: int) -> int:
    depth = 1
    for tag in _CONTROL.finditer(source, start):
        depth += -1 if tag[0].startswith("</") else 1
        if not depth:
            return tag.start()
    return len(source)
