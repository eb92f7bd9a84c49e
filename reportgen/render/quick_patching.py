"""docxtpl's patching of a part's XML, which does not search for what cannot be there.

Its patterns go through the whole part sign by sign for tags that hardly any template has; whether
the signs that such a tag begins with stand anywhere is found a hundred times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import FunctionType
from typing import Any


def patch_xml(template: Any, xml: str) -> str:
    """What `template.patch_xml`, docxtpl's, makes of the XML."""
    method = type(template).patch_xml
    names = {**method.__globals__, "re": _Patterns()}
    patching = FunctionType(method.__code__, names, closure=method.__closure__)
    patched: str = patching(template, xml)
    return patched


def _signs_by_pattern() -> Mapping[str, tuple[str, ...]]:
    """By docxtpl's patterns, as it writes them, signs of which one stands where it finds anything.

    A pattern of another version that is none of these is searched for as ever.
    """
    signs = {
        r"(?<={)(<[^>]*>)+(?=[\{%\#])|(?<=[%\}\#])(<[^>]*>)+(?=\})": ("{<", ">}"),
        r"</w:t>(?:(?!</w:t>).)*?{%-": ("{%-",),
    }
    around = r"<w:NAME[ >](?:(?!<w:NAME[ >]).)*({%|{{)NAME ([^}%]*(?:%}|}})).*?</w:NAME>"
    comment = r"<w:NAME[ >](?:(?!<w:NAME[ >]).)*({#)NAME ([^}#]*(?:#})).*?</w:NAME>"
    for name in ("tr", "tc", "p", "r"):
        signs[around.replace("NAME", name)] = (f"{{%{name} ", f"{{{{{name} ")
        signs[comment.replace("NAME", name)] = (f"{{#{name} ",)
    return signs


_SIGNS = _signs_by_pattern()


class _Patterns:
    """The module `re` for docxtpl."""

    def __getattr__(self, name: str) -> Any:
        return getattr(re, name)

    def sub(self, pattern: str, by: Any, text: str, count: int = 0, flags: int = 0) -> str:
        """As `re.sub`."""
        signs = _SIGNS.get(pattern)
        if signs and not any(sign in text for sign in signs):
            return text
        return re.sub(pattern, by, text, count=count, flags=flags)
