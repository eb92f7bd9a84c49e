"""What is said of a file or a run → in the words of the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reportgen.problems import Problem

_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "kept": "请对照两份，留一份；要换成新的，选“有人改过的也换成新的”再做",
        "kept_as_changed": "要换成按数据做的，选“有人改过的也换成新的”再做",
        "old_pdf": "请选上 PDF 再做一次，或删去旧的 PDF",
        "old_documents": "它们可能和新的报告不一致；请选上那种文书再做一次，或把它们删去",
        "unmade": "请选“全部学校”再做一次，补齐全部学校",
        "other_district": "请把原来的报告移到别处再做",
        "unknown_school": "这份文件可能已经改名、删去了；请重新打开“做报告”再选",
    }
)


def placed_words(problem: Problem) -> str:
    """What is wrong, and where in its file."""
    place = problem.location
    where = " ".join(filter(None, (place.spot, place.entry)))
    return f"{where}：{problem.message}" if where else problem.message


def on_page(problem: Problem) -> Problem:
    """The problem with the hint that is of use on the page."""
    hint = _HINTS.get(problem.code)
    return problem if hint is None else problem._replace(hint=hint, remedy=None)
