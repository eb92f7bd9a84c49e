"""A tag that jinja2 cannot read → the tag as it was meant, where that is certain.

What is proposed was read by jinja2, so that it mends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportgen.late_regex import late_regex
from reportgen.templating.blocks import Fault

Reads = Callable[[str], bool]
"""Whether jinja2 reads what stands in a tag."""

_QUOTED = late_regex(r"\"[^\"]*\"|'[^']*'")
_HALF_WIDTH = str.maketrans(
    "（）［］｛｝，．。：｜＝＞＜＋－＊／％！＿　", "()[]{},..:|=><+-*/%!_ "
)
_SIGNS = (
    *(("≥", ">="), ("≧", ">="), ("≤", "<="), ("≦", "<="), ("≠", "!="), ("×", "*"), ("÷", "/")),
    *(("&&", " and "), ("||", "|"), ("||", " or "), ("<>", "!="), ("=>", ">=")),
)
_ELSE_IF = late_regex(r"else\s*if\b|elsif\b|elseif\b")
_ASSIGNED = late_regex(r"(?<![=!<>])=(?!=)")
_CLOSERS = (")", "]", '"', "'", '")')
# Mustache, Handlebars, Carbone: a loop, a condition, their end, a part of another file.
_FOREIGN = late_regex(r"\s*([#/^>&!])\s*(\S+)")
_LOOP = (
    "循环写成 {{%p for 行 in {0} %}} … {{%p endfor %}}，条件写成 {{%p if {0} %}} … {{%p endif %}}"
)


def mend(inner: str, reads: Reads) -> str:
    """What stands in the tag as jinja2 reads it; empty where nothing certain can be said."""
    tried = dict.fromkeys(_candidates(inner))
    return next((each for each in tried if each != inner and reads(each)), "")


def _candidates(inner: str) -> Iterator[str]:
    """The slips that people make, one mended, then all together."""
    half = _outside_quotes(inner, lambda text: text.translate(_HALF_WIDTH))
    half = half.translate(str.maketrans("“”‘’", "\"\"''"))
    yield half
    for text in dict.fromkeys((half, _ELSE_IF.sub("elif", half, count=1))):
        yield text
        for sign, right in _SIGNS:
            yield re.sub(r" {2,}", " ", _replace(text, sign, right))
        yield _outside_quotes(text, lambda part: _ASSIGNED.sub("==", part))
        yield from (f"{text}{closer}" for closer in _CLOSERS)
        yield from (text[:-1].rstrip() for end in (")", "]") if text.endswith(end))


def _replace(text: str, sign: str, right: str) -> str:
    return _outside_quotes(text, lambda part: part.replace(sign, right))


def _outside_quotes(text: str, change: Callable[[str], str]) -> str:
    """The text changed where it is not quoted."""
    pieces, at = [], 0
    for quoted in _QUOTED.finditer(text):
        pieces += [change(text[at : quoted.start()]), quoted[0]]
        at = quoted.end()
    return "".join([*pieces, change(text[at:])])


def explain_foreign(inner: str) -> Fault | None:
    """What is wrong with a value's tag that another program's templates would have."""
    found = _FOREIGN.match(inner)
    if not found:
        return None
    message = f"“{{{{{inner.strip()}}}}}”是别的软件的写法，这里不认识"
    return Fault(message, _LOOP.format(found[2].strip("{}")), word=found[1])
