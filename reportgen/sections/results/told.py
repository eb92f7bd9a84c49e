"""Whether a chapter that the clerk wrote whole says already what the program would."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.model.assessment import Result, StandardResult, Verdict
from reportgen.model.numbers import exact_text
from reportgen.model.vocabulary import ClaimWords
from reportgen.quantities.claims import find_claims
from reportgen.sections.builder import Material, Values
from reportgen.sections.results.wording import result_values

_NUMBER = late_regex(r"[0-9]+(?:[.][0-9]+)?")
_HEADING = late_regex(r"(?m)^#")
# A text of so many characters, or one that tells so large a part of the results, is the chapter
# itself; a shorter one introduces it.
_LONG, _MOST = 300, Decimal("0.5")
_AS_A_WHOLE = late_regex(r"整体(未|不)?(?:达标|符合)")
_MET = late_regex(r"(?:达标|符合)\s*([0-9]+)\s*项")
_ALL_ANSWERED = late_regex(r"全部符合")


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


def has_conclusion(text: str, standard: StandardResult, words: ClaimWords) -> bool:
    """Whether the text says what the results came to, as they did: one that says otherwise is no
    conclusion of theirs.
    """
    met = sum(each.verdict is Verdict.MET for each in standard.results)
    if any(int(count) == met for count in _MET.findall(text)):
        return True
    if any(_VERDICTS[bool(denied)] is standard.verdict for denied in _AS_A_WHOLE.findall(text)):
        return True
    claims = find_claims(text, words) if text else None
    counts = [claim.number or len(standard.results) for claim in (claims.whole if claims else ())]
    return met in counts or (met == len(standard.results) and bool(_ALL_ANSWERED.search(text)))


_VERDICTS = {True: Verdict.UNMET, False: Verdict.MET}


def tells_result(text: str, result: Result, material: Material) -> bool:
    """Whether the text has the result: its value beside its limit or name, or its answer."""
    if not text:
        return False
    values = result_values(result, material)
    named = _names_any(text, values, ("名称", "称谓"))
    if not isinstance(result.value, Decimal):
        return named or _names_any(text, values, ("肯定", "否定"))
    shown = _NUMBER.findall(result.display)[-1]
    if shown not in text:
        return False
    numbers = set(_NUMBER.findall(text))
    limit = exact_text(result.limit) if isinstance(result.limit, Decimal) else ""
    return shown in numbers and (named or limit in numbers)


def tells_task(text: str, result: Result, material: Material) -> bool:
    """Whether the text says what is to be done about a failing result."""
    values = result_values(result, material) if text else {}
    return bool(text) and _names_any(text, values, ("名称", "称谓", "缺项", "整改"))


def _names_any(text: str, values: Values, keys: Sequence[str]) -> bool:
    words = (str(values[key]) for key in keys)
    return any(len(word) > 1 and word in text for word in words)
