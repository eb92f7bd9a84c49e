"""The page of an official document (GB/T 9704-2012) as numbers.

`Layout` holds what offices vary; the constants are the clauses nobody varies.
Lengths are twips (1/20 pt) and type sizes half points, as Word counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from reportgen.named_tuple import NamedTuple

# 5.1: A4.
PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
ISSUER_STYLE = "发文机关标志"
"""The style of what stands in red above the line (7.2.4), by its name in Word."""

# 5.2.1: 37 mm above, 28 mm at the binding edge, a text area of 156 × 225 mm.
MARGIN_TOP = 2098
MARGIN_BOTTOM = 1984
MARGIN_LEFT = 1587
MARGIN_RIGHT = 1474
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM
# 5.2.3: so many lines a page.
LINES = 22
# 8: a page with a wide table is the upright page, turned; its lines are as long as the page's text
# is high.
LANDSCAPE_WIDTH = TEXT_HEIGHT

# 5.2.2 and the clauses of each part: 2号, 3号, 4号; 4号 above a form and 5号 in tables, a choice of
# ours.
SIZE_TITLE = 44
SIZE_BODY = 32
SIZE_FOOTER = 28
SIZE_FORM_HEAD = 28
SIZE_TABLE = 21
SIZE_SMALL_TABLE = 18
CHARACTER = SIZE_BODY * 10

# 5.2.3: 28 characters a line. 156 mm / 28 is 15.79 pt, so that a body character is set a quarter
# of a point narrower than its 16 pt. A character grid (linesAndChars, charSpace -848) would say the
# same to Word, but LibreOffice gives each character two of its cells: 14 characters a line.
BODY_TRACKING = -5

# 7.5: the middle of the dash stands 7 mm (397 twips) below the text area.
FOOTER_LINE = 320
FOOTER_DISTANCE = MARGIN_BOTTOM - 397 - FOOTER_LINE // 2

# 7.3.5.1: the date ends four characters from the right edge of the text area.
DATE_MARGIN = 4 * CHARACTER
# 年月日, six to eight half-width digits and the gaps that programs leave between them are 7 to 8
# characters wide; the middle of that is the signature's axis, at most a third of a character off.
DATE_WIDTH = 15 * CHARACTER // 2
SIGNATURE_INDENT = TEXT_WIDTH - 2 * DATE_MARGIN - DATE_WIDTH


# 7.2.4, 7.2.5, 7.2.7, as others quote them: the mark's upper edge 35 mm below that of the text
# area, its size the office's choice; the 发文字号 two lines below it; the red line 4 mm below that.
HEAD_MARK_TOP = 1984
HEAD_MARK_LARGEST = 124
HEAD_LINE_GAP_POINTS = 11
RED = "FF0000"

# 7.4.1, as others quote it: 0.35 mm and 0.25 mm, in eighths of a point.
IMPRINT_OUTER_LINE = 8
IMPRINT_INNER_LINE = 6


class Fonts(NamedTuple):
    """The typefaces by part of the document: 小标宋, 仿宋, 楷体, 黑体, 宋体, Latin."""

    title: str
    body: str
    kai: str
    hei: str
    song: str
    latin: str = "Times New Roman"

    def chinese(self) -> tuple[str, ...]:
        """The Chinese typefaces, each once, in the order of the fields."""
        return tuple(dict.fromkeys((self.title, self.body, self.kai, self.hei, self.song)))


# The names of national-standard typesetting; of these only 黑体 and 宋体 come with Windows.
GB2312 = Fonts("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")
# The names that every Windows has; it has no 小标宋.
WINDOWS = Fonts("宋体", "仿宋", "楷体", "黑体", "宋体")
# Typefaces under the SIL Open Font Licence.
FREE = Fonts("思源宋体", "朱雀仿宋（预览测试版）", "霞鹜文楷", "思源黑体", "思源宋体")

FONTS: Mapping[str, Fonts] = {"gb2312": GB2312, "windows": WINDOWS, "free": FREE}
"""The sets of typefaces by the names that the command line has for them."""

FALLBACKS: Mapping[str, str] = {
    "方正小标宋简体": "方正小标宋_GBK,小标宋,华文中宋,宋体,SimSun",
    "仿宋_GB2312": "仿宋,FangSong",
    "楷体_GB2312": "楷体,KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "仿宋": "FangSong",
    "楷体": "KaiTi",
    "思源宋体": "Noto Serif CJK SC,Source Han Serif SC,宋体",
    "思源黑体": "Noto Sans CJK SC,Source Han Sans SC,黑体",
    "朱雀仿宋（预览测试版）": "朱雀仿宋,Zhuque Fangsong (technical preview),仿宋",
    "霞鹜文楷": "LXGW WenKai,楷体",
}
"""What a program may take where a typeface is missing, the nearest first, parted by commas."""


class PageNumber(StrEnum):
    """Where the page number stands: at the outer edge (7.5), or in the middle."""

    OUTSIDE = "outside"
    CENTRE = "centre"


class PageNumberForm(StrEnum):
    """How the page number is written; the value is that of page 1. 7.5 has a dash on either side,
    local rules have a hyphen or nothing.
    """

    DASH = "— 1 —"
    HYPHEN = "- 1 -"
    PLAIN = "1"

    @property
    def around(self) -> tuple[str, str]:
        """What stands before the number, and what behind it."""
        before, _, behind = self.partition("1")
        return before, behind


def lines_of_page(line_pitch: int) -> int:
    """How many lines of that height a page holds."""
    return TEXT_HEIGHT // line_pitch


class RedHead(NamedTuple):
    """版头 (7.2): the mark of the issuing office, its 发文字号 (may be empty), and who signed.

    A document that goes upward names who signed it; its number then stands at the left, on the line
    of the last name (7.2.5, 7.2.6).
    """

    issuer: str
    number: str = ""
    signers: tuple[str, ...] = ()


class Imprint(NamedTuple):
    """版记 (7.4): 印发机关, and 抄送机关 (may be empty); the 印发日期 is the report's date."""

    printer: str
    copies: str = ""


class Layout(NamedTuple):
    """What may differ from office to office; as it stands, GB/T 9704-2012.

    `line_pitch` is the exact height of a body line in twips: 579 (28.95 pt) gives the 22 lines
    of 5.2.3, 580 would not fit. `bold_headings` sets the headings of levels 2 and 3 bold, which
    the standard does not and many local guides do. `red_head` and `imprint` None: a report within
    the system has none.
    """

    fonts: Fonts = GB2312
    line_pitch: int = 579
    bold_headings: bool = False
    page_number: PageNumber = PageNumber.OUTSIDE
    page_number_form: PageNumberForm = PageNumberForm.DASH
    red_head: RedHead | None = None
    imprint: Imprint | None = None
