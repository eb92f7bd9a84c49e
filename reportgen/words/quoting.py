"""Quotation marks within quotation marks."""

from __future__ import annotations

from reportgen.late_regex import late_regex

_NESTED = late_regex("“[^”]*“")


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


def before_figure(name: str) -> str:
    """The name as a figure can follow it: in quotation marks where it ends in a figure or letter
    of its own, so that 美术教室2 and 88平方米 are not read as 288平方米.
    """
    last = name[-1:]
    joins = last.isdigit() or (last.isascii() and last.isalpha())
    return f"“{name}”" if joins else name
