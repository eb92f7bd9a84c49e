"""The sums of a district that it does not tell, since some of its schools gave no such figure."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.district import DistrictSummary
from reportgen.problems import Location, Problem, warning
from reportgen.words.listing import list_first

_MOST_NAMED = 12


def tell_incomplete_sums(district: DistrictSummary, place: Location) -> Iterator[Problem]:
    """A reminder that names the facts that most schools gave and some did not, with how many: what
    fewer than half of those that are asked give is not lacked by the others.
    """
    lacking = [
        f"{stage or ''}{name}（缺 {each.missing} 所）"
        for (name, stage), each in district.sums.items()
        if 0 < each.missing <= each.given
    ]
    if lacking:
        message = f"有 {len(lacking)} 项数有的学校没有填，县域报告里不写全县的合计："
        hint = "请这些学校补上，见各校的问题；学校没有这一项的，填 0"
        yield warning("sum_not_told", message + list_first(lacking, _MOST_NAMED), place, hint)
