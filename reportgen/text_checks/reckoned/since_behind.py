"""Changes behind which stands what they go from: 860人，比上年增加30人，上年为830人."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportgen.late_regex import late_regex
from reportgen.quantities.stated_quantity import Nearness, QuantityForm
from reportgen.text_checks.reckoned.reckoning import Reckoning
from reportgen.text_checks.reckoned.told_rows import ToldRow, are_alike, is_amount
from reportgen.text_checks.stated_figures import StatedIn

_LAST = "上年度?|上学年|上一学?年|去年|前一年"
_SINCE = late_regex(rf"[比较](?:(?P<year>(?:19|20)\d\d)年|(?P<last>{_LAST}))")
_THEN = late_regex(
    rf"^(?:而)?(?:(?P<year>(?:19|20)\d\d)(?:学?年)?|(?P<last>{_LAST}))度?(?:同期)?(?P<said>[\u4e00-\u9fff]{{0,6}})$"
)
_NOW = late_regex(r"^(?:而)?(?:(?:19|20)\d\d年|今年|本年|本学年|目前|现)[\u4e00-\u9fff]{0,6}$")
_STOP, _MOST = late_regex("[。！？\n]"), 2
_PLAIN = late_regex("(?:[为是有达到仅只约共]|数|人数)*$")

_Change = Callable[[StatedIn, StatedIn], Iterator[Reckoning]]


def reckon_since_behind(
    row: ToldRow, at: int, points: bool, change: _Change
) -> Iterator[Reckoning]:
    """The change from what stands behind it, of the year that it names, to what stands before."""
    since = _SINCE.search(row.clause(at))
    if since is None:
        return
    for place in range(at + 1, min(at + 1 + _MOST, len(row.stated))):
        if _STOP.search(
            row.text, row.stated[place - 1].quantity.end, row.stated[place].quantity.start
        ):
            return
        then = _THEN.search(row.clause(place))
        if then is None or not _may_change(row.stated[place], points):
            continue
        if then["year"] == since["year"] and bool(then["last"]) is bool(since["last"]):
            now = _now(row, at, place, points)
            if now is not None:
                yield from change(row.stated[place], now)
            return


def _now(row: ToldRow, at: int, then: int, points: bool) -> StatedIn | None:
    """What it goes to: the last one before it that is counted alike, named as the earlier one is;
    else the one right behind that.
    """
    base = row.stated[then]
    near = [place for place in row.in_sentence(at) if _is_like(row.stated[place], base, points)]
    if near and _is_same(row, near[-1], then):
        return row.stated[near[-1]]
    after = then + 1
    told = after < len(row.stated) and _NOW.search(row.clause(after)) is not None
    told = told and not near and _is_like(row.stated[after], base, points)
    return row.stated[after] if told else None


def _is_same(row: ToldRow, now: int, then: int) -> bool:
    """Whether the earlier one is told of nothing else: 去年招生120人 is not of 在校生860人."""
    found = _THEN.search(row.clause(then))
    rest = _PLAIN.sub("", found["said"]) if found else ""
    return not rest or rest in row.words(now)


def _is_like(each: StatedIn, base: StatedIn, points: bool) -> bool:
    return _may_change(each, points) and are_alike(each, base)


def _may_change(each: StatedIn, points: bool) -> bool:
    if each.quantity.nearness is not Nearness.EXACT:
        return False
    return each.quantity.form is QuantityForm.SHARE if points else is_amount(each)
