"""What a row of a table of schools says that it is, in its name or left of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum, auto

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple


class RowKind(Enum):
    """What a row below the heads is.

    SUMMED has the figures of other rows together, or is named as a part of the county is: what it
    is has to be asked.
    """

    SCHOOL = auto()
    EMPTY = auto()
    LEFT_OUT = auto()
    UNCOUNTED = auto()
    NAMELESS = auto()
    UNNAMED = auto()
    TOTAL = auto()
    SUBTOTAL = auto()
    STATISTIC = auto()
    SUMMED = auto()
    NOTE = auto()


ADDED = frozenset({RowKind.SCHOOL, RowKind.EMPTY, RowKind.LEFT_OUT, RowKind.UNCOUNTED})
"""What a total adds up: schools of our own or not."""

_TOTAL = late_regex(r"(全.{0,8}|本.{0,4}|.{0,6}[县区市])?(合计|总计|共计|汇总)")
_SUBTOTAL = late_regex(
    r"(?P<part>.{0,12})(?:小计|合计|总计|共计)[:：]?|其中[:：、]?(?P<of>.{0,12})"
)
_STATISTIC = late_regex(
    r".{0,6}(?:平均|平均值|平均数|均值|校均|中位数|最大值?|最小值?|最高|最低|极差|标准差|差异系数"
    r"|占比|比例|增减|增长率?|同比|去年同期|上年同期|上年数?|去年)[:：]?(?:[(（].{0,8}[)）])?"
)
_SIGNED = late_regex(r"填表|填报|制表|审核|负责人|签字|签章|盖章|公章")
_PART = late_regex(r".{1,10}(?:学区|片区|教育片|街道|[乡镇片])")


def find_row_kind(texts: Iterable[str]) -> RowKind | None:
    """Which kind of sum a row says that it is; None if it says none.

    A name is a row's own: 平均 and 小学小计 are no school's.
    """
    words = [_plain(text) for text in texts]
    if any(map(_TOTAL.fullmatch, words)):
        return RowKind.TOTAL
    if any(map(_SUBTOTAL.fullmatch, words)):
        return RowKind.SUBTOTAL
    return RowKind.STATISTIC if any(map(_STATISTIC.fullmatch, words)) else None


class SumScope(NamedTuple):
    """What a subtotal says that it is of: 小学 of 小学小计, nothing of 小计.

    `is_share`: it is one of the parts of a total (其中：小学), wherever its rows stand.
    """

    word: str
    is_share: bool = False


def find_scope(texts: Iterable[str]) -> SumScope:
    """What the subtotal is of by its name, or by what stands left of it."""
    found = (match for text in texts if (match := _SUBTOTAL.fullmatch(_plain(text))))
    match = next(found, None)
    if match is None:
        return SumScope("")
    return SumScope(match["part"]) if match["of"] is None else SumScope(match["of"], is_share=True)


def names_part(name: str) -> bool:
    """Whether the name is that of a part of a county, in which several schools lie: 城关学区."""
    return _PART.fullmatch(_plain(name)) is not None


def _plain(text: str) -> str:
    return text.replace(" ", "").replace("　", "").strip()


def is_form_line(texts: Collection[str]) -> bool:
    """Whether a line below the table is for signatures, or only numbers lines or columns."""
    return all(map(str.isdigit, filter(None, texts))) or any(map(_SIGNED.search, texts))


def only_number_columns(texts: Mapping[int, str]) -> bool:
    """Whether they number the columns, as the line under the heads of a statistics form does."""
    if len(texts) < 2 or not all(text.isdigit() and len(text) < 4 for text in texts.values()):
        return False
    return len({int(text) - column for column, text in texts.items()}) == 1
