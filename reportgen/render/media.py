"""Pictures and charts → parts of the document, and the drawings that show them.

A picture is as large as its pixels at 96 a inch, and smaller where that would not fit.
"""

from __future__ import annotations

from reportgen.model.picture import Picture
from reportgen.model.report import Chart
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import escape
from reportgen.ooxml.namespaces import CHART, DRAWING, PICTURE, RELATIONSHIPS, WORD_DRAWING
from reportgen.render.template import Media

EMU_PER_MM = 36000
EMU_PER_PIXEL = 9525
MAX_WIDTH = 156 * EMU_PER_MM
MAX_HEIGHT = 180 * EMU_PER_MM
# Two figures with their captions fit on a page, so that one that does not fit leaves no more than
# half a page empty.
FIGURE_HEIGHT = 100 * EMU_PER_MM


class PlacedPicture(NamedTuple):
    """A picture in the document: its relation and how large it is shown, in EMU."""

    rel_id: str
    width: int
    height: int


class Pictures:
    """The pictures and charts of one document, gathered while its blocks are written; one that
    recurs counts once.
    """

    def __init__(self) -> None:
        self._placed: dict[Picture, PlacedPicture] = {}
        self._named: dict[Picture, PlacedPicture] = {}
        self._charts: dict[Chart, PlacedPicture] = {}
        self._media: list[Media] = []
        self._drawings = 0

    @property
    def media(self) -> tuple[Media, ...]:
        """What has to go into the package, in the order in which it was asked for."""
        return tuple(self._media)

    def add(self, picture: Picture) -> PlacedPicture:
        """The picture in this document; a part of its own the first time it is asked for."""
        if picture not in self._placed:
            number = len(self._media) + 1
            media = Media(f"rIdPicture{number}", f"picture{number}.{picture.kind}", picture.data)
            self._media.append(media)
            self._placed[picture] = PlacedPicture(media.rel_id, *_fitted(picture, FIGURE_HEIGHT))
        return self._placed[picture]

    def drawing(self, picture: Picture, description: str) -> str:
        """A run that shows the picture inline; `description` is what a screen reader says."""
        placed = self.add(picture)
        self._drawings += 1
        return _drawing(placed, self._drawings, escape(description))

    def add_named(self, picture: Picture) -> PlacedPicture:
        """The picture as one that any part of the document may show, headers too; the first time
        a part of its own.
        """
        if picture not in self._named:
            number = len(self._named) + 1
            name = f"named{number}.{picture.kind}"
            media = Media(f"rIdNamed{number}", name, picture.data, shared=True)
            self._media.append(media)
            self._named[picture] = PlacedPicture(media.rel_id, *_fitted(picture, MAX_HEIGHT))
        return self._named[picture]

    def named_drawing(self, picture: Picture, description: str, width_mm: float = 0) -> str:
        """A run that shows the picture inline, so many millimetres wide (0: as large as it is)."""
        placed = self.add_named(picture)
        if width_mm:
            wide = round(width_mm * EMU_PER_MM)
            placed = placed._replace(
                width=wide, height=max(1, wide * placed.height // placed.width)
            )
        self._drawings += 1
        return _drawing(placed, self._drawings, escape(description))

    def add_chart(self, chart: Chart) -> PlacedPicture:
        """The chart in this document; a part of its own the first time it is asked for."""
        if chart not in self._charts:
            from reportgen.render.chart import chart_height, make_chart

            media = make_chart(chart, len(self._charts) + 1)
            self._media.append(media)
            self._charts[chart] = PlacedPicture(
                media.rel_id, MAX_WIDTH, chart_height(chart) * EMU_PER_MM // 10
            )
        return self._charts[chart]

    def chart(self, chart: Chart) -> str:
        """A run that shows the chart inline; its caption is what a screen reader says."""
        placed = self.add_chart(chart)
        self._drawings += 1
        return _chart_drawing(placed, self._drawings, escape(chart.caption or "图表"))


def _fitted(picture: Picture, highest: int) -> tuple[int, int]:
    """Its size in EMU, no larger than the room there is, the shape kept."""
    wide, high = picture.width * EMU_PER_PIXEL, picture.height * EMU_PER_PIXEL
    scale = min(1.0, MAX_WIDTH / wide, highest / high)
    return max(1, int(wide * scale)), max(1, int(high * scale))


def _drawing(picture: PlacedPicture, number: int, description: str) -> str:
    size = f'cx="{picture.width}" cy="{picture.height}"'
    names = f'id="{number}" name="图片 {number}" descr="{description}"'
    return _inline(
        picture,
        names,
        f'<a:graphicData uri="{PICTURE}">'
        f'<pic:pic xmlns:pic="{PICTURE}">'
        f"<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip xmlns:r="{RELATIONSHIPS}" r:embed="{picture.rel_id}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>',
    )


def _chart_drawing(chart: PlacedPicture, number: int, description: str) -> str:
    return _inline(
        chart,
        f'id="{number}" name="图表 {number}" descr="{description}"',
        f'<a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}"'
        f' xmlns:r="{RELATIONSHIPS}" r:id="{chart.rel_id}"/></a:graphicData>',
    )


def _inline(placed: PlacedPicture, names: str, graphic: str) -> str:
    # A template's root need not declare these namespaces, so that the drawing brings them along.
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{WORD_DRAWING}"'
        f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{placed.width}" '
        f'cy="{placed.height}"/>'
        f'<wp:docPr {names}/><a:graphic xmlns:a="{DRAWING}">{graphic}'
        f"</a:graphic></wp:inline></w:drawing></w:r>"
    )
