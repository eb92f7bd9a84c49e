"""Picture files → media of the document, and the drawings that show them.

A picture is as large as its pixels at 96 a inch, and smaller where that would not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.problems import Location, UnreadableFileError, error
from reportgen.render.template import Media
from reportgen.render.xml import escape

EMU_PER_MM = 36000
EMU_PER_PIXEL = 9525
MAX_WIDTH = 156 * EMU_PER_MM
MAX_HEIGHT = 180 * EMU_PER_MM

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# The markers that carry a frame's size: C0 to CF but for tables (C4), a reserved one (C8) and coding (CC).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the document: its relation and how large it is shown, in EMU."""

    rel_id: str
    width: int
    height: int


class Pictures:
    """The pictures of one document, gathered while its blocks are written; a file counts once."""

    def __init__(self) -> None:
        self._pictures: dict[Path, Picture] = {}
        self._media: list[Media] = []
        self._drawings = 0

    @property
    def media(self) -> tuple[Media, ...]:
        """What has to go into the package, in the order in which it was asked for."""
        return tuple(self._media)

    def add(self, path: Path) -> Picture:
        """The picture of the file at `path`, read the first time it is asked for.

        Raises UnreadableFileError where the file cannot be read or is neither PNG nor JPEG.
        """
        if path not in self._pictures:
            self._pictures[path] = self._read(path)
        return self._pictures[path]

    def _read(self, path: Path) -> Picture:
        number = len(self._media) + 1
        data = _file_bytes(path)
        suffix, pixels = _kind_and_size(data, path)
        media = Media(f"rIdPicture{number}", f"picture{number}.{suffix}", data)
        self._media.append(media)
        return Picture(media.rel_id, *_fitted(*pixels))

    def drawing(self, path: Path, description: str) -> str:
        """A run that shows the picture inline; `description` is what a screen reader says."""
        picture = self.add(path)
        self._drawings += 1
        return _drawing(picture, self._drawings, escape(description))


def _file_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as reason:
        raise _unreadable(path, "图片无法读取", "请检查文件是否存在、是否被占用") from reason


def _kind_and_size(data: bytes, path: Path) -> tuple[str, tuple[int, int]]:
    kind, size = "", None
    if data.startswith(_PNG):
        kind, size = "png", _png_size(data)
    elif data.startswith(_JPEG):
        kind, size = "jpeg", _jpeg_size(data)
    if size is None or 0 in size:
        raise _unreadable(path, "不是完好的 PNG 或 JPEG 图片", "请另存为 PNG 或 JPEG 后再用")
    return kind, size


def _unreadable(path: Path, message: str, hint: str) -> UnreadableFileError:
    return UnreadableFileError(error("picture-unreadable", message, Location(str(path)), hint))


def _png_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    for marker, start in _jpeg_segments(data):
        if marker in _FRAMES and start + 7 <= len(data):
            height, width = data[start + 3 : start + 5], data[start + 5 : start + 7]
            return int.from_bytes(width), int.from_bytes(height)
    return None


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Each marker with the place of its length field, up to where the coded picture begins."""
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker in _STANDALONE:
            place += 2
        else:
            yield marker, place + 2
            place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4]))


def _fitted(width: int, height: int) -> tuple[int, int]:
    """Pixels → EMU, no larger than the room there is, the shape kept."""
    wide, high = width * EMU_PER_PIXEL, height * EMU_PER_PIXEL
    scale = min(1.0, MAX_WIDTH / wide, MAX_HEIGHT / high)
    return max(1, int(wide * scale)), max(1, int(high * scale))


_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _drawing(picture: Picture, number: int, description: str) -> str:
    # A template's root need not declare these namespaces, so that the drawing brings them along.
    size = f'cx="{picture.width}" cy="{picture.height}"'
    names = f'id="{number}" name="图片 {number}" descr="{description}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWINGML}/wordprocessingDrawing"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {names}/>'
        f'<a:graphic xmlns:a="{_DRAWINGML}/main"><a:graphicData uri="{_DRAWINGML}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWINGML}/picture">'
        f"<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{_RELATIONS}" r:embed="{picture.rel_id}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
