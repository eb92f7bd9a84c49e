"""A PDF whose bookmarks are named places → where the marked figures stand on its pages."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_LONGEST_NAME = 400
# LibreOffice writes the code of what is no letter or digit: _rg10x48_… is 5Frg10x485F….
_NAMED = late_regex(r"5Frg(\d{1,6})x\d{1,6}5F[0-9a-z]{7}5F")
# Within a line, and from its upper edge to its letters, in points.
_BESIDE, _BELOW, _WIDE, _HIGH = 2.0, 10.0, 6.0, 12.0
_MOST_SIGNS = 60


class FigureArea(NamedTuple):
    """Where the `number`-th figure of a document stands: its page from 0, and its edges as shares
    of the page's width and height, from the upper left corner.
    """

    number: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


def find_figures(pdf: bytes, texts: Mapping[int, str]) -> tuple[FigureArea, ...]:
    """The areas of the figures with those texts by their numbers, in the order of the PDF; one that
    is not found at its place has none. The package pypdfium2 has to be there.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = _Pages(document)
        found = (pages.area(*each, texts) for each in _places(document))
        return tuple(area for area in found if area is not None)
    finally:
        document.close()


def _places(document: Any) -> Iterator[tuple[int, int, float, float]]:
    """The number of each figure, its page, and the place of its upper left corner, in points."""
    from pypdfium2 import raw

    for at in range(raw.FPDF_CountNamedDests(document.raw)):
        name, length = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_long(_LONGEST_NAME)
        place = raw.FPDF_GetNamedDest(document.raw, at, name, ctypes.byref(length))
        found = _NAMED.match(name.raw[: max(length.value, 0)].decode("utf-16-le", "replace"))
        if found is None or not place:
            continue
        told, values = [ctypes.c_int() for _ in range(3)], [ctypes.c_float() for _ in range(3)]
        targets = [ctypes.byref(each) for each in told] + [ctypes.byref(each) for each in values]
        raw.FPDFDest_GetLocationInPage(place, *targets)
        page = raw.FPDFDest_GetDestPageIndex(document.raw, place)
        yield int(found[1]), page, values[0].value, values[1].value


class _Pages:
    """The pages of a PDF with their texts, each read once."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._read: dict[int, tuple[Any, Any]] = {}

    def area(
        self, number: int, at: int, left: float, top: float, texts: Mapping[int, str]
    ) -> FigureArea | None:
        """Where the figure's signs stand; None where others do."""
        if not 0 <= at < len(self._document) or number not in texts:
            return None
        page, signs = self._page(at)
        first = signs.get_index(left + _BESIDE, top - _BELOW, _WIDE, _HIGH)
        if first is None:
            return None
        boxes = _boxes(signs, first, texts[number])
        if not boxes:
            return None
        width, height = page.get_size()
        return FigureArea(
            number,
            at,
            boxes[0][0] / width,
            1 - max(box[3] for box in boxes) / height,
            max(box[2] for box in boxes) / width,
            1 - min(box[1] for box in boxes) / height,
        )

    def _page(self, at: int) -> tuple[Any, Any]:
        if at not in self._read:
            page = self._document[at]
            self._read[at] = page, page.get_textpage()
        return self._read[at]


def _boxes(signs: Any, first: int, text: str) -> list[tuple[float, float, float, float]]:
    """The boxes of the text's signs on its first line; none where the text does not stand there."""
    left, boxes = "".join(text.split()), list[tuple[float, float, float, float]]()
    told = signs.get_text_range(first, min(len(text) * 2, _MOST_SIGNS))
    for at, sign in enumerate(told):
        if not left:
            break
        if sign.isspace():
            continue
        if sign != left[0]:
            return []
        left = left[1:]
        box = signs.get_charbox(first + at)
        if boxes and box[0] < boxes[0][0]:
            # The rest stands on the next line.
            break
        boxes.append(box)
    return boxes
