"""The length of a track told in two ways: 250米环形跑道, and elsewhere 200米环形跑道."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.contradicting import SaidWords, remind_beside
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_M = r"(?P<long>\d{2,3})\s?(?:米|m|M)"
_KIND = "(?:[标准塑胶型煤渣炭混凝土砂石硬化]{0,6}的?)"
_TRACK = late_regex(
    rf"(?P<at>{_M}(?!以上|左右){_KIND}(?:环[形型]|圆形|椭圆形|跑道|田径)"
    r"[^，。；、\d]{0,6}?(?:(?<=跑道)|跑道|田径场|运动场|操场))"
    r"|(?P<at2>(?:环[形型]|圆形)(?:塑胶)?跑道(?:长|周长|为|全长)*(?P<long2>\d{2,3})\s?(?:米|m))"
)
_CUE = late_regex("跑道|田径场|环形")
# 改建300米环形跑道 is another than the one that there is; other schools have their own.
_OTHER = late_regex(
    "拟|计划|规划|将|新建|改[建造成为]|扩建|原|曾|应|需|要求|标准|每|各校|[0-9]所|校区|中心校|没有|无|未|缺"
)
_PLAIN, _MARK = late_regex(r"\d+米环[形型]跑道"), late_regex("[，。；、：（）和及]|$")
_NEAR, _TWO = 20, 2
_HINT = "请核对；不是同一条跑道的，写明各在哪里"


def check_tracks(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at each place, where paragraphs have two lengths and no paragraph has both."""
    told: dict[int, list[SaidWords]] = {}
    for part in text.parts_with(_CUE):
        for long, said in _find(part, text):
            told.setdefault(long, []).append(said)
    if len(told) != _TWO or _is_of_district(text):
        return
    first, second = told.values()
    if all(_is_counted(each) for each in (*first, *second)):
        return
    if {each.part for each in first}.isdisjoint(each.part for each in second):
        for mine, others in ((first, second), (second, first)):
            for each in mine:
                yield remind_beside(TextRule.REPEATED, each, others[0], _HINT)


def _is_counted(said: SaidWords) -> bool:
    """Whether another check reads it as a count of things: nothing but the name stands behind."""
    return _PLAIN.fullmatch(said.words) is not None and (
        _MARK.match(said.part.text, said.end) is not None
    )


def _is_of_district(text: ReadText) -> bool:
    """Whether it speaks of a district oftener than of a school."""
    prose = text.lexicon.prose
    ours, areas = (sum(map(text.whole.count, each)) for each in (prose.own, prose.areas))
    return areas > ours


def _find(part: TextPart, text: ReadText) -> Iterator[tuple[int, SaidWords]]:
    for found in _TRACK.finditer(part.text):
        which = "" if found["at"] else "2"
        near = part.text[max(found.start() - _NEAR, 0) : found.start()]
        of_stage = any(stage in near for stage in text.lexicon.stages)
        if not (of_stage or _OTHER.search(near)):
            yield int(found[f"long{which}"]), SaidWords(part, *found.span(f"at{which}"))
