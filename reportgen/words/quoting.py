"""Quotation marks within quotation marks."""

from __future__ import annotations

import re

_NESTED = re.compile("“[^”]*“")


def nest_quotes(text: str) -> str:
    """The text with ‘ ’ for the “ ” that stand within others (GB/T 15834-2011, 4.8.3.4).

    A text whose marks do not pair stays as it is.
    """
    if _NESTED.search(text) is None or text.count("“") != text.count("”"):
        return text
    depth, nested = 0, []
    for sign in text:
        depth -= sign == "”"
        nested.append({"“": "‘", "”": "’"}.get(sign, sign) if depth % 2 else sign)
        depth += sign == "“"
    return "".join(nested)
