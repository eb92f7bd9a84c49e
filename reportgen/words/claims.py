"""What a sentence claims to be met: all of the indicators, or those that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import read_numeral

_STANDARD = r"达到(?:了)?(?:规定|国家|省定?)?(?:的)?(?:标准|要求)"
_ALL = late_regex(
    rf"全部(?:指标)?(?:均|都)?(?:已)?(?:达标|{_STANDARD})"
    rf"|(?:各项|所有|全部)指标(?:全部|均|都|全)(?:已)?(?:经)?(?:达标|{_STANDARD})"
    rf"|指标，?(?:全部|均|都)(?:已)?(?:经)?(?:达标|{_STANDARD})"
    rf"|(?<=[校园])(?:均|都)(?:已)?(?:经)?(?:达标|{_STANDARD})"
    r"|全面达标|(?:100%|百分之百|百分百)达标"
)
# 达标率, 达标情况 and 达标创建 are names of something else.
_ONE = late_regex(
    rf"(?:达标|{_STANDARD})(?![率县校表值]|情况|比例|要求|工作|创建|验收|规划|方案|的(?:要求|目标))"
)
# A wish, a plan, a question or a denial is no claim.
_NO_CLAIM = late_regex(
    r"力争|争取|实现|确保|努力|目标|计划|预计|将|尚未|未能|没有|不是|并非|未|为了|达标后|到20\d\d年|[年月]底?前"
    r"|是否|不达标|不够|如果|只有|距|应|使|尽快|早日|逐步|直[至到]|才能"
)
_WISH = late_regex(r"力争|争取|确保|努力|目标|计划|预计|将|是否|如果|为了|使|[年月]底?前")
_COUNT = late_regex(
    r"((?<![0-9])[0-9]++|(?<![一二两三四五六七八九十])[一二两三四五六七八九十]++)"
    r"[项个条][^，。；：]{0,6}?指标"
)
_NUMBER = r"(?<![0-9一二两三四五六七八九十])(?:[0-9]++|[一二两三四五六七八九十]++)"
# 10项指标中9项达标.
_COUNTED = late_regex(
    rf"{_NUMBER}[项个条][^，。；：]{{0,6}}?指标(?:中|里|，)?(?:已?有|其中)?({_NUMBER})[项个条]"
    rf"(?:指标)?(?:已经?)?(?:均|都|全部)?(?:达标|{_STANDARD})"
)
# A denial that is a claim: 没有不达标的指标.
_NONE_UNMET = late_regex(
    r"(?:没有|无|不存在)(?:任何|一[项个所])?(?:不|未)(?:达标|达到标准)的?(?:指标|学校)"
)
# What 全部达标 is about: the indicators, or the school and nothing else.
_OF_INDICATORS = late_regex(r"指标|(?:办学|省定|国家|评估|各项|本)标准|办学条件")
_OF_WHOLE = late_regex(
    r"(?>(?:所有|全部|各类|[各每]|[0-9]{1,4}所)?(?:[中小]+学校?|[初高]中学校|学校)"
    r"|[本我全各]?[校园县区市旗]|每?一?所|[0-9]{1,4}所|[一-龥]{2}教育|已经?|基本|做到|实现|的)*+"
)
# 各校, 25所学校: it is schools that are met, as whole schools.
_OF_SCHOOLS = late_regex(
    r"[0-9]所|(?:[各每]|所有|全部)(?:一?所)?(?:[中小]+学?|[初高]中|[一-龥]{2}教育)?(?:学校|[校园])"
)
_SENTENCE_END = late_regex(r"[。；！？\n]")


class Claim(NamedTuple):
    """That all are met: its words, and of how many it speaks (None: it does not say).

    `of_schools`: it is schools of which it says so.
    """

    words: str
    number: int | None
    of_schools: bool = False


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a text, those that claim nothing left out."""
    for sentence in _SENTENCE_END.split(text) if "达" in text else ():
        if "达" in sentence and (_NONE_UNMET.search(sentence) or not _NO_CLAIM.search(sentence)):
            yield sentence


def find_whole_claim(sentence: str) -> Claim | None:
    """That all indicators are met, or the whole school; None where 全部达标 is said of another
    matter (食堂卫生检查全部达标) or of nothing.
    """
    if (found := _NONE_UNMET.search(sentence)) and not _WISH.search(sentence):
        return Claim(found[0], None)
    if counted := _COUNTED.search(sentence):
        return Claim(counted[0], _read(counted[1]))
    found = _ALL.search(sentence)
    if found is None:
        return None
    before = sentence[: found.end()].removesuffix(found[0])
    if not (_OF_INDICATORS.search(before + found[0].partition("达")[0]) or _of_whole(before)):
        return None
    counts = _COUNT.findall(sentence[: found.end()])
    of_schools = _OF_SCHOOLS.search(sentence[: found.end()]) is not None
    return Claim(found[0], _read(counts[-1]) if counts else None, of_schools)


def claims_one(sentence: str) -> bool:
    """Whether the sentence says of anything that it is met: `find_named_claims` may find it."""
    return _ONE.search(sentence) is not None


def find_named_claims(sentence: str, names: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Each name that the sentence says is met, with the words from it up to 达标."""
    start = 0
    for claim in _ONE.finditer(sentence):
        for name in names.finditer(sentence, start, claim.start()):
            yield name[0], sentence[name.start() : claim.end()]
        start = claim.end()


def _of_whole(before: str) -> bool:
    return _OF_WHOLE.fullmatch(before.strip()) is not None


def _read(count: str) -> int | None:
    return int(count) if count.isdecimal() else read_numeral(count.replace("两", "二"))
