"""What is said beside the choice of standards, where one of them judges no single school."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model.assessment import Assessment

STANDARDS_PATH = "报告.标准"
"""Where the standards are chosen."""

_TO_DO = (
    "要判断达标的，在这里再添上本省的办学标准；可选的里没有本省的，问教育局各项限值是多少，"
    "有标准文件的请发一份，放在数据文件旁边，写法见使用手册“自定标准”。"
)


def standard_words(assessment: Assessment | None) -> Iterator[str]:
    """Why nothing is met or unmet by a standard; what to do where that holds for all of them."""
    standards = assessment.standards if assessment else ()
    comparing = [each for each in standards if each.results and not each.sets_limits]
    for each in comparing:
        why = "只比较学校之间的差别" if each.standard.variation else "只列出各项的数"
        yield (
            f"“{each.standard.id}”（{each.standard.title}）不给单所学校定限值，{why}，"
            "所以各项都是“未设标准”，报告里不写达标不达标。"
        )
    if comparing and len(comparing) == len(standards):
        yield _TO_DO
