"""Series of points → the XML of a scatter chart (DrawingML)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import escape
from reportgen.ooxml.namespaces import CHART, DRAWING, RELATIONSHIPS
from reportgen.words.width import printed_width

_BLUE, _RED, _DARK, _GREY, _PALE = "2E75B6", "C00000", "404040", "7F7F7F", "D9D9D9"
_LIGHT_BLUE = "9DC3E6"
_FONT = "宋体"
_SIZE = 900
_LABEL_SIZE = 900
# From so many points in a band on, points are drawn smaller.
_CROWD, _LARGE, _SMALL = 40, 6, 5
_POINT_EMU = 12700
_LINE_WIDTH = 15875
# In shares of the chart.
_LEFT, _WIDE, _TOP = 0.02, 0.96, 0.01
# In tenths of a millimetre: how wide a character is, and how far beneath the bands things stand.
_CHARACTER, _TITLE_BENEATH, _LEGEND_BENEATH = 32, 52, 105
_X_AXIS, _Y_AXIS = 111111111, 222222222


class SeriesKind(Enum):
    """What a series is drawn as."""

    POINT = auto()
    LINE = auto()
    LABEL = auto()


class SeriesLook(NamedTuple):
    """How a series is drawn: a colour, and a marker's shape and size, or a line's dash and width in
    EMU, or the side of its place on which a label stands.
    """

    kind: SeriesKind
    colour: str = _DARK
    shape: str = "none"
    size: int = _LARGE
    dash: str = "solid"
    width: int = _LINE_WIDTH
    side: str = "r"

    @classmethod
    def point(cls, crowd: int) -> SeriesLook:
        """A school; `crowd` is how many stand in the fullest band."""
        return cls(SeriesKind.POINT, _BLUE, "circle", _marker_size(crowd))

    @classmethod
    def failing_point(cls, crowd: int) -> SeriesLook:
        """A school that fails, told apart by its shape too, for print without colours."""
        return cls(SeriesKind.POINT, _RED, "diamond", _marker_size(crowd) + 1)

    @classmethod
    def line(cls) -> SeriesLook:
        """The line at 100 %."""
        return cls(SeriesKind.LINE, _DARK)

    @classmethod
    def floor(cls) -> SeriesLook:
        """The line below it that the rest must reach."""
        return cls(SeriesKind.LINE, _GREY, dash="dash")

    @classmethod
    def span(cls) -> SeriesLook:
        """From the lowest school of a crowd to the highest."""
        return cls(SeriesKind.LINE, _GREY, width=_POINT_EMU)

    @classmethod
    def failing_span(cls) -> SeriesLook:
        """How far the failing ones of a crowd reach."""
        return cls(SeriesKind.LINE, _RED, "diamond", _SMALL, width=2 * _POINT_EMU)

    @classmethod
    def box(cls) -> SeriesLook:
        """The middle half of a crowd."""
        return cls(SeriesKind.LINE, _LIGHT_BLUE, width=8 * _POINT_EMU)

    @classmethod
    def label_at_the_edge(cls) -> SeriesLook:
        """Nothing but text, which ends at its place."""
        return cls(SeriesKind.LABEL, side="l")

    @classmethod
    def label(cls) -> SeriesLook:
        """Nothing but text."""
        return cls(SeriesKind.LABEL)

    @property
    def labelled(self) -> bool:
        """Whether the series shows its labels."""
        return self.kind is SeriesKind.LABEL


def _marker_size(crowd: int) -> int:
    return _SMALL if crowd > _CROWD else _LARGE


class Series(NamedTuple):
    """A series as numbers in text (empty: a gap in a line), and the cells of the workbook that
    hold them.
    """

    name: str
    look: SeriesLook
    xs: tuple[str, ...]
    ys: tuple[str, ...]
    labels: tuple[str, ...]
    name_cell: str
    x_cells: str
    y_cells: str


class XAxis(NamedTuple):
    """The x axis: its title, and from 0 to where it runs, by which step."""

    title: str
    edge: int
    step: int


class ChartFrame(NamedTuple):
    """What stands where in a chart: so many bands above each other, and around them the axis, its
    title and the legend. `width` and `height` are those of the chart, `around` is the part of the
    height that the bands leave, all in tenths of a millimetre.
    """

    bands: int
    width: int
    height: int
    around: int

    @property
    def share(self) -> float:
        """The share of the height that the bands have."""
        return 1 - self.around / self.height

    def beneath(self, tenths: int) -> float:
        """A place so far beneath the bands, in shares of the height."""
        return round(_TOP + self.share + tenths / self.height, 4)


def chart_part(series: Sequence[Series], axis: XAxis, frame: ChartFrame) -> bytes:
    """The part of a chart laid out in that frame."""
    drawn = "".join(_series_markup(number, each) for number, each in enumerate(series))
    unnamed = [number for number, each in enumerate(series) if each.look.labelled]
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{RELATIONSHIPS}">'
        '<c:date1904 val="0"/><c:lang val="zh-CN"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        f"{_plot_layout(frame)}"
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{drawn}'
        f'<c:axId val="{_X_AXIS}"/><c:axId val="{_Y_AXIS}"/></c:scatterChart>'
        f"{_x_axis(axis, frame)}{_y_axis(frame.bands)}"
        f"<c:spPr><a:noFill/>{_outline(_GREY, 6350)}</c:spPr></c:plotArea>{_legend(unnamed, frame)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text_look(_SIZE)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return text.encode()


def _plot_layout(frame: ChartFrame) -> str:
    """Nearly all of the width, so that the bands are as wide whatever the axis says."""
    places = {"x": _LEFT, "y": _TOP, "w": _WIDE, "h": round(frame.share, 4)}
    return _layout(places, '<c:layoutTarget val="inner"/>')


def _layout(places: Mapping[str, float], target: str = "") -> str:
    """A place by its left upper corner, in shares of the chart."""
    modes = "".join(f'<c:{side}Mode val="edge"/>' for side in "xy")
    values = "".join(f'<c:{side} val="{value}"/>' for side, value in places.items())
    return f"<c:layout><c:manualLayout>{target}{modes}{values}</c:manualLayout></c:layout>"


def _series_markup(number: int, series: Series) -> str:
    look = series.look
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{escape(series.name_cell)}</c:f>{_strings((series.name,))}</c:strRef></c:tx>"
        f"<c:spPr>{_line_look(look)}</c:spPr>{_marker(look)}{_labels(series)}"
        f"<c:xVal>{_numbers(series.x_cells, series.xs)}</c:xVal>"
        f"<c:yVal>{_numbers(series.y_cells, series.ys)}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _line_look(look: SeriesLook) -> str:
    if look.kind is not SeriesKind.LINE:
        return "<a:ln><a:noFill/></a:ln>"
    return _outline(look.colour, look.width, look.dash)


def _outline(colour: str, width: int, dash: str = "solid") -> str:
    return f'<a:ln w="{width}" cap="flat">{_fill(colour)}<a:prstDash val="{dash}"/></a:ln>'


def _fill(colour: str, opacity: int = 100) -> str:
    shine = f'<a:alpha val="{opacity * 1000}"/>' if opacity < 100 else ""
    return f'<a:solidFill><a:srgbClr val="{colour}">{shine}</a:srgbClr></a:solidFill>'


def _marker(look: SeriesLook) -> str:
    if look.shape == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    edge = f'<a:ln w="{_POINT_EMU // 2}">{_fill("FFFFFF")}</a:ln>'
    return (
        f'<c:marker><c:symbol val="{look.shape}"/><c:size val="{look.size}"/>'
        f"<c:spPr>{_fill(look.colour, 80)}{edge}</c:spPr></c:marker>"
    )


_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="{0}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _labels(series: Series) -> str:
    if not series.look.labelled:
        return ""
    side = series.look.side
    labels = "".join(_label(place, text, side) for place, text in enumerate(series.labels))
    look = _plain() + _text_look(_LABEL_SIZE, _UNWRAPPED)
    return f'<c:dLbls>{labels}{look}<c:dLblPos val="{side}"/>{_SHOWN.format(1)}</c:dLbls>'


# Word would break a label that is wider than a fifth of the chart.
_UNWRAPPED = (
    '<a:bodyPr wrap="none" lIns="38100" tIns="19050" rIns="38100" bIns="19050" '
    'anchor="ctr"><a:spAutoFit/></a:bodyPr>'
)


def _plain() -> str:
    return "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"


def _label(place: int, text: str, side: str) -> str:
    rich = (
        f"<c:tx><c:rich>{_UNWRAPPED}<a:p><a:pPr>{_characters('defRPr', _LABEL_SIZE)}</a:pPr>"
        f"<a:r>{_characters('rPr', _LABEL_SIZE)}<a:t>{escape(text)}</a:t></a:r></a:p>"
        f"</c:rich></c:tx>"
    )
    return (
        f'<c:dLbl><c:idx val="{place}"/>{rich}{_plain()}<c:dLblPos val="{side}"/>'
        f"{_SHOWN.format(1)}</c:dLbl>"
    )


def _text_look(size: int, body: str = "<a:bodyPr/>") -> str:
    return (
        f"<c:txPr>{body}<a:p><a:pPr>{_characters('defRPr', size)}</a:pPr><a:endParaRPr/>"
        f"</a:p></c:txPr>"
    )


def _characters(name: str, size: int) -> str:
    fonts = f'<a:latin typeface="Times New Roman"/><a:ea typeface="{_FONT}"/>'
    language = ' lang="zh-CN"' if name == "rPr" else ""
    return f'<a:{name}{language} sz="{size}" b="0">{_fill("262626")}{fonts}</a:{name}>'


def _strings(texts: Iterable[str]) -> str:
    listed = list(texts)
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(text)}</c:v></c:pt>' for place, text in enumerate(listed)
    )
    return f'<c:strCache><c:ptCount val="{len(listed)}"/>{points}</c:strCache>'


def _numbers(cells: str, values: Sequence[str]) -> str:
    given = ((place, value) for place, value in enumerate(values) if value)
    points = "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in given)
    return (
        f"<c:numRef><c:f>{escape(cells)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


def _title_layout(title: str, frame: ChartFrame) -> str:
    """In the middle, under the figures of the axis."""
    wide = printed_width(title) * _CHARACTER / frame.width
    return _layout({"x": round(max(0.5 - wide / 2, 0), 4), "y": frame.beneath(_TITLE_BENEATH)})


def _x_axis(axis: XAxis, frame: ChartFrame) -> str:
    named = (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr>{_characters('defRPr', _SIZE)}</a:pPr>"
        f"<a:r>{_characters('rPr', _SIZE)}<a:t>{escape(axis.title)}</a:t></a:r></a:p>"
        f"</c:rich></c:tx>"
        f'{_title_layout(axis.title, frame)}<c:overlay val="0"/></c:title>'
    )
    return (
        f'<c:valAx><c:axId val="{_X_AXIS}"/>{_scale(0, axis.edge)}<c:delete val="0"/>'
        f'<c:axPos val="b"/>'
        f"<c:majorGridlines><c:spPr>{_outline('EDEDED', 6350)}</c:spPr></c:majorGridlines>{named}"
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="out"/>'
        '<c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{_outline(_GREY, 6350)}</c:spPr>{_text_look(_SIZE)}'
        f'<c:crossAx val="{_Y_AXIS}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{axis.step}"/></c:valAx>'
    )


def _y_axis(bands: int) -> str:
    """The axis itself is not shown, its grid parts the bands."""
    return (
        f'<c:valAx><c:axId val="{_Y_AXIS}"/>{_scale(0.5, bands + 0.5)}<c:delete '
        f'val="1"/><c:axPos val="l"/>'
        f"<c:majorGridlines><c:spPr>{_outline(_PALE, 6350)}</c:spPr></c:majorGridlines>"
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="none"/><c:crossAx val="{_X_AXIS}"/><c:crosses val="min"/>'
        '<c:crossBetween val="midCat"/><c:majorUnit val="1"/></c:valAx>'
    )


def _scale(low: float, high: float) -> str:
    return (
        f'<c:scaling><c:orientation val="minMax"/><c:max val="{high}"/><c:min val="{low}"/>'
        f"</c:scaling>"
    )


def _legend(unnamed: Iterable[int], frame: ChartFrame) -> str:
    """Under the title of the axis, as wide as the bands."""
    top = frame.beneath(_LEGEND_BENEATH)
    places = {"x": _LEFT, "y": top, "w": _WIDE, "h": round(1 - top, 4)}
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{each}"/><c:delete val="1"/></c:legendEntry>'
        for each in unnamed
    )
    return (
        f'<c:legend><c:legendPos val="b"/>{hidden}{_layout(places)}<c:overlay val="0"/>'
        f"{_text_look(_SIZE)}</c:legend>"
    )
