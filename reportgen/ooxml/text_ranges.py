"""Words of a `w:p` → elements put round them, its runs parted where the words begin and end."""

from __future__ import annotations

import copy
from itertools import takewhile
from typing import Any

from reportgen.ooxml.namespaces import XML_SPACE, W
from reportgen.ooxml.paragraphs import TextPiece, read_text_pieces

_RUN, _PROPERTIES, _PARAGRAPH = f"{W}r", f"{W}rPr", f"{W}p"


def put_round(paragraph: Any, start: int, end: int, before: Any, behind: Any) -> bool:
    """Put the elements `before` and `behind` the characters from `start` to before `end` of the
    paragraph's text, which stays as it is; False, and nothing is done, where it has none such.
    """
    first, last = _find(paragraph, start), _find(paragraph, end - 1)
    if first is None or last is None or start >= end:
        return False
    _from(first, start - first.start).addprevious(before)
    # Parting runs has made other pieces.
    for piece in read_text_pieces(paragraph):
        if piece.start < end <= piece.end:
            _up_to(piece, end - piece.start).addnext(behind)
            break
    return True


def _find(paragraph: Any, at: int) -> TextPiece | None:
    pieces = read_text_pieces(paragraph)
    return next((each for each in pieces if each.start <= at < each.end), None)


def _from(piece: TextPiece, offset: int) -> Any:
    """The run that begins with the piece's text from `offset` on; the whole run around a phonetic
    guide or a choice of drawings, which is not parted.
    """
    whole = _outermost(piece)
    if piece.element.getparent() is not whole:
        return whole
    element = _part_text(piece.element, offset) if offset else piece.element
    before = (each for each in element.itersiblings(preceding=True) if each.tag != _PROPERTIES)
    return whole if next(before, None) is None else _part_run(whole, element)


def _up_to(piece: TextPiece, offset: int) -> Any:
    """The run that ends with the piece's text up to `offset`, or the whole run likewise."""
    whole, element = _outermost(piece), piece.element
    if element.getparent() is not whole:
        return whole
    if offset < len(piece.text):
        _part_text(element, offset)
    if (following := element.getnext()) is not None:
        _part_run(whole, following)
    return whole


def _outermost(piece: TextPiece) -> Any:
    """The run that no other run stands around; a field without a run of its own by itself."""
    run = piece.element if piece.run is None else piece.run
    around = takewhile(lambda each: each.tag == _RUN, run.iterancestors(_RUN, _PARAGRAPH))
    return next(iter([*around][-1:]), run)


def _part_text(element: Any, offset: int) -> Any:
    """The `w:t` behind this one with its text from `offset` on; itself where it holds more than
    characters.
    """
    if len(element):
        return element
    text = element.text or ""
    rest = element.makeelement(element.tag, {XML_SPACE: "preserve"})
    element.text, rest.text = text[:offset], text[offset:]
    element.set(XML_SPACE, "preserve")
    element.addnext(rest)
    return rest


def _part_run(run: Any, element: Any) -> Any:
    """The run behind this one, of the same look, with the element and all that follows it."""
    rest = run.makeelement(run.tag, dict(run.attrib))
    if (properties := run.find(_PROPERTIES)) is not None:
        rest.append(copy.deepcopy(properties))
    rest.extend([element, *element.itersiblings()])
    run.addnext(rest)
    return rest
