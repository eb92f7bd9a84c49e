"""Counts that are said of all schools or townships of a district, held against the others that the
text tells: 全县16所学校均达标, of 15; 全县48个乡镇, of 30.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.contradicting import SaidWords, remind_beside
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.repeated_things import check_repeated_things

_CUE = late_regex(r"\d所|\d个(?:乡|镇)")
_AREA = r"(?:全[县区市旗镇乡]|辖区内?|[县区市旗境]内|我[县区市旗])"
_ALL = late_regex(
    rf"{_AREA}(?:现有|共有|共|的|有)?(?P<at>(?P<n>\d{{1,4}})所)(?:（个）|\(个\))?(?P<noun>[^，。；、（\d]{{0,10}}?(?:学校|中小))"
    rf"(?![有被获参因存](?!全部))(?=(?![^。；\n]{{0,4}}中)[^。；\n]{{0,40}}?(?:全部|均|都|逐校|全覆盖|一律))"
)
_OF_SCHOOLS = late_regex(
    r"(?P<before>[^，。；：（\n\d]{0,12})(?P<n>\d{1,4})所(?P<behind>[^，。；：（\n\d]{0,8})"
)
_SCHOOL = late_regex("学校|中小")
_PART = late_regex(
    "其中|民办|公办|完全中学|制学校|特殊|职业|村|乡镇|城区|县城|市直|省级|新建|改扩?建|撤|示范|试点"
    "|特色|涉及|薄弱|寄宿|未|尚|仍|园"
)
_SENTENCE_END, _AMONG = late_regex("[。；\n]"), late_regex("其中|[（(][^）)]*$")
_PARTED = late_regex("[（）()。；]|共|合计")
_OTHER_KIND = late_regex("园|特殊|特教|职业|职高|民办|市直|教学点|直属")
_TOUCHES = late_regex(
    r"(?:涉及|惠及|覆盖)(?:全[县区市])?(?P<at>(?P<n>\d{1,4})所)[^，。；、\d]{0,6}?(?:学校|中小)"
)
_TOWNS = late_regex(
    rf"(?P<own>(?:{_AREA}|下?辖|所辖|管辖)(?:[^，。；、\d]{{0,4}}?))(?P<at>(?P<n>\d{{1,3}})个"
    r"(?P<noun>乡镇|镇街|街镇|乡（镇）|乡\(镇\)))(?P<more>（(?!镇)[^（）]{1,6}）)?"
)
_NEAR, _LEAST_OFF, _MOST, _MOST_PARTS, _LONGEST = 10, 3, 200, 10, 120
_YEAR = late_regex(r"(?:19|20)\d\d年")
_HINT = "请核对，使两处一致；说的不是同一件事的，写明各是什么"


class _Count(NamedTuple):
    """So many schools, as they are told there."""

    said: SaidWords
    number: int
    is_all: bool
    is_other_kind: bool


def check_all_schools(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each count that no other of the text bears out, and one is near to."""
    parts = list(text.parts_with(_CUE))
    if parts:
        counts = [each for part in parts for each in _counts_of(part)]
        found = [*_check_schools(parts, counts if len(counts) <= _MOST else [])]
        found += _check_towns(parts)
        # What is told of the same places with their names is told once.
        others = check_repeated_things(text, known) if found else ()
        told = {(each.part, each.start) for each in others}
        yield from (each for each in found if (each.part, each.start) not in told)


def _counts_of(part: TextPart) -> Iterator[_Count]:
    for found in _OF_SCHOOLS.finditer(part.text):
        words = f"{found['before']}|{found['behind']}"
        is_all = _SCHOOL.search(words) is not None and not _PART.search(words)
        said = SaidWords(part, found.start("n"), found.end("n") + 1)
        yield _Count(said, int(found["n"]), is_all, _is_other_kind(part.text, words, said.start))


def _is_other_kind(text: str, words: str, place: int) -> bool:
    """Whether it is called otherwise, or stands beside the others and not among them (其中)."""
    head = _SENTENCE_END.split(text[max(place - _LONGEST, 0) : place])[-1]
    return _OTHER_KIND.search(words) is not None or not _AMONG.search(head)


def _check_schools(parts: Sequence[TextPart], counts: Sequence[_Count]) -> Iterator[TextFinding]:
    alls = [each for each in counts if each.is_all]
    for part in parts:
        for found in _ALL.finditer(part.text):
            if not (_PART.search(found["noun"]) or _YEAR.search(part.text, 0, found.start())):
                yield from _check_all(SaidWords(part, *found.span("at")), int(found["n"]), counts)
        for found in _TOUCHES.finditer(part.text):
            said, number = SaidWords(part, *found.span("at")), int(found["n"])
            others = [
                each
                for each in counts
                if each.said.start != said.start or each.said.part is not part
            ]
            largest = max(alls, key=lambda each: each.number, default=None)
            if largest and largest.said != said and all(each.number < number for each in others):
                message = f"“{said.words}”多于“{largest.said.words}”（{largest.said.part.spot}）"
                yield remind(TextRule.RELATION, part, (said.start, said.end), message, _HINT)


def _check_all(said: SaidWords, number: int, counts: Sequence[_Count]) -> Iterator[TextFinding]:
    others = [each for each in counts if each.said != said]
    near = [each for each in others if each.is_all and _is_near(each.number, number)]
    if not near or _is_told(number, others):
        return
    yield remind_beside(TextRule.REPEATED, said, near[0].said, _HINT)


def _is_near(one: int, other: int) -> bool:
    return 0 < abs(one - other) <= max(_LEAST_OFF, max(one, other) // _NEAR)


def _is_told(number: int, others: Sequence[_Count]) -> bool:
    """Whether so many are told elsewhere, or counts side by side come to it, or those of another
    kind (幼儿园) with all schools.
    """
    if any(each.number == number for each in others):
        return True
    alls = [each.number for each in others if each.is_all]
    kinds = {each.number for each in others if each.is_other_kind}
    if any(number - one in kinds or one - number in kinds for one in alls):
        return True
    return any(_comes_to(number, row) for row in _rows_of(others))


def _rows_of(counts: Sequence[_Count]) -> Iterator[list[int]]:
    """Those that stand side by side, which brackets and totals part."""
    row: list[int] = []
    last: SaidWords | None = None
    for each in counts:
        said, text = each.said, each.said.part.text
        beside = last is not None and last.part is said.part
        if last is None or not beside or _PARTED.search(text[last.end : said.start]):
            yield row
            row = []
        if not each.is_all:
            row.append(each.number)
        last = said
    yield row


def _comes_to(number: int, row: Sequence[int]) -> bool:
    """Whether some side by side in the row come to the number."""
    for first in range(len(row)):
        added = list(accumulate(row[first : first + _MOST_PARTS]))
        if number in added[1:]:
            return True
    return False


def _check_towns(parts: Sequence[TextPart]) -> Iterator[TextFinding]:
    """What is told with others of its kind (30个乡镇（园）) is no less than what is told alone."""
    told = [
        (SaidWords(part, *found.span("at")), found)
        for part in parts
        for found in _TOWNS.finditer(part.text)
    ]
    if not told:
        return
    wider = [each for each in told if each[1]["more"]]
    for said, found in told:
        other = next((each for each in wider if _is_less(each[1], found)), None)
        if other is not None:
            yield remind_beside(TextRule.REPEATED, said, other[0], _HINT)


def _is_less(wider: re.Match[str], found: re.Match[str]) -> bool:
    return not found["more"] and int(wider["n"]) < int(found["n"])
