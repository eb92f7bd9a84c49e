"""Quotation marks within quotation marks."""

from __future__ import annotations

from itertools import pairwise

from reportgen.late_regex import late_regex

_NESTED = late_regex("“[^”]*“")
_QUOTED = late_regex('[“「"]([^“”「」"]+)[”」"]')
_BEFORE_NAMES = late_regex(
    "(?:本校|我校|学校)?(?:先后|曾|还)?(?:荣获|获得|获|被评为|被授予)?[了过]?[:：\\s]*"
)
_BETWEEN_NAMES = late_regex("[、，,；;及和\\s]*")
_BEHIND_NAMES = late_regex("等?(?:荣誉)?(?:称号)?[\\s。]*")
_MARKS = '“”"「」'
_INNER = str.maketrans("“”", "‘’")


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


def quoted_names(text: str) -> tuple[str, ...]:
    """The names, where the text is no more than several of them, each in quotation marks:
    “文明学校”“平安校园”荣誉称号. Else none.
    """
    found = list(_QUOTED.finditer(text))
    if len(found) < 2:
        return ()
    between = [text[one.end() : two.start()] for one, two in pairwise(found)]
    is_list = (
        _BEFORE_NAMES.fullmatch(text[: found[0].start()]) is not None
        and _BEHIND_NAMES.fullmatch(text[found[-1].end() :]) is not None
        and all(_BETWEEN_NAMES.fullmatch(each) for each in between)
    )
    return tuple(each[1].strip() for each in found) if is_list else ()


def in_quotes(name: str) -> str:
    """The name in one pair of quotation marks, which it may have already, with single ones for
    those within.
    """
    bare = name.strip(_MARKS)
    ways = (bare, name[1:-1] if name[:1] in _MARKS and name[-1:] in _MARKS else bare, name)
    own = next(filter(_are_paired, ways), bare)
    return f"“{own.translate(_INNER)}”"


def _are_paired(text: str) -> bool:
    """Whether each “ has its ” behind it."""
    depth = 0
    for sign in text:
        depth += (sign == "“") - (sign == "”")
        if depth < 0:
            return False
    return not depth
