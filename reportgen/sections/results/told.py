"""Whether a chapter that the clerk wrote whole says already what the program would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from reportgen.model.assessment import Result
from reportgen.model.numbers import exact_text
from reportgen.sections.builder import Material, Values
from reportgen.sections.results.wording import result_values

_NUMBER = re.compile(r"[0-9]+(?:[.][0-9]+)?")
_HEADING = re.compile(r"(?m)^#")
# A text of so many characters, or one that tells so large a part of the results, is the chapter
# itself; a shorter one introduces it.
_LONG, _MOST = 300, Decimal("0.5")
_CONCLUSION = re.compile(r"整体(?:未|不)?(?:达标|符合)|全部(?:达标|符合)|达标[0-9]+项")


def written_whole(key: str, material: Material) -> str:
    """What the clerk wrote as that chapter; empty for nothing."""
    narrative = material.school.whole_sections.get(key)
    return narrative.text if narrative is not None else ""


def is_whole_chapter(text: str, results: Sequence[Result], material: Material) -> bool:
    """Whether the text is the chapter about the results, not only its introduction."""
    if not text or len(text) >= _LONG or _HEADING.search(text):
        return bool(text)
    told = sum(tells_result(text, each, material) for each in results)
    return bool(results) and told >= len(results) * _MOST


def has_conclusion(text: str) -> bool:
    """Whether the text says what the results came to."""
    return _CONCLUSION.search(text) is not None


def tells_result(text: str, result: Result, material: Material) -> bool:
    """Whether the text has the result: its value beside its limit or name, or its answer."""
    if not text:
        return False
    values = result_values(result, material)
    named = _names_any(text, values, ("名称", "称谓"))
    if not isinstance(result.value, Decimal):
        return named or _names_any(text, values, ("肯定", "否定"))
    numbers = set(_NUMBER.findall(text))
    limit = exact_text(result.limit) if isinstance(result.limit, Decimal) else ""
    return _NUMBER.findall(result.display)[-1] in numbers and (named or limit in numbers)


def tells_task(text: str, result: Result, material: Material) -> bool:
    """Whether the text says what is to be done about a failing result."""
    values = result_values(result, material) if text else {}
    return bool(text) and _names_any(text, values, ("名称", "称谓", "缺项", "整改"))


def _names_any(text: str, values: Values, keys: Sequence[str]) -> bool:
    words = (str(values[key]) for key in keys)
    return any(len(word) > 1 and word in text for word in words)
