"""The pictures that stand in a form: each has a name by which the form's tree speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from reportgen.load.cell_marks import CellMark
from reportgen.load.workbooks.book import Book
from reportgen.load.workbooks.grid import MOST_PICTURES
from reportgen.load.yaml_tree import Reading
from reportgen.model.picture import find_picture, lies_below
from reportgen.problems import Location, warning
from reportgen.words.safe_names import is_safe

_ENDINGS = {"jpeg": ".jpg", "png": ".png"}
_PICTURE_ENDINGS = ("", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp")


def _is_picture_name(name: str) -> bool:
    """Whether a file of that name is a picture to whoever opens it, and its name is as it looks."""
    is_picture = PurePosixPath(name.lower()).suffix in _PICTURE_ENDINGS
    return is_picture and all(map(is_safe, name.split("/")))


class FormPictures:
    """The pictures of a form's sheets, which are taken row by row; `reading` gets their bytes."""

    def __init__(self, book: Book, reading: Reading) -> None:
        self._book, self._reading = book, reading
        self._rows: dict[str, dict[int, list[tuple[CellMark, bytes]]]] = {}
        self._count = 0
        for sheet in book.names:
            self._find(sheet)

    def rows(self, sheet: str) -> Sequence[int]:
        """The rows of the sheet that have pictures that nobody has taken yet."""
        return tuple(self._rows.get(sheet, ()))

    def take(self, sheet: str, row: int, wanted: str = "") -> list[tuple[str, CellMark]]:
        """The names of the pictures in that row, and their cells; the first is called `wanted`."""
        found = self._rows.get(sheet, {}).pop(row, [])
        return [
            (self._keep(data, wanted if not at else ""), mark)
            for at, (mark, data) in enumerate(found)
        ]

    def finish(self) -> None:
        """Say which sheets have pictures that nothing asked for, and whether there are too many."""
        for sheet, rows in self._rows.items():
            if rows:
                mark = rows[min(rows)][0][0]
                place = Location(self._reading.file, cell=mark.cell)
                hint = "报告里要用的，请贴到“图片”一张"
                message = f"工作表“{sheet}”里的图片没有读入"
                self._reading.problems.append(warning("stray_picture", message, place, hint))
        if self._count > MOST_PICTURES:
            message, hint = f"图片超过 {MOST_PICTURES} 张，后面的没有读入", "请只留下报告里要用的"
            place = Location(self._reading.file)
            self._reading.problems.append(warning("many_pictures", message, place, hint))

    def _find(self, sheet: str) -> None:
        for picture in self._book.pictures(sheet):
            self._count += 1
            if self._count > MOST_PICTURES:
                return
            mark = CellMark(self._book.grid(sheet).place(picture.row, picture.column))
            rows = self._rows.setdefault(sheet, {})
            rows.setdefault(picture.row, []).append((mark, picture.data))

    def _keep(self, data: bytes, wanted: str) -> str:
        name = wanted if lies_below(wanted) and _is_picture_name(wanted) else ""
        known = self._reading.pictures
        if not name or known.get(name, data) != data:
            name = self._free_name(data)
        known[name] = data
        return name

    def _free_name(self, data: bytes) -> str:
        picture = find_picture(data)
        ending = _ENDINGS.get(picture.kind, "") if picture else ""
        number = 1
        while (name := f"图片{number}{ending}") in self._reading.pictures:
            number += 1
        return name
