"""What all are said to have, and elsewhere some have not: 厕所蹲位均达标 and 部分学校蹲位不足; what
is said to be no more, and is left: 已全面消除危房 and 仍有危房3200平方米.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ClaimWords, ThingWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of, may_claim
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_MARKS = "，。；：、！？（）()\n"
_MARK, _CLAUSE = late_regex(rf"[{_MARKS}]"), late_regex("[，。；：！？（）()\n]")
_BEFORE, _BEHIND, _LONGEST = 14, 12, 24
# The first ways of splitting a whole are those by stage and by place.
_OF_PLACES = 2
_ALL = "(?:均已?|都已?|全部都?|皆|全都|已全部)"
_RATES = ("达标率", "合格率", "配备率", "配置率", "覆盖率", "完好率", "比例")
_SHORT = ("短缺", "未达标", "不达标", "未达到", "达不到", "没有达到", "不符合", "缺口")
_VERBS = "(?:配备|配齐|配足|配有|安装|设有|设置|建有|建成|接入|开通|用上|实现)"
_KIND = "(?:专职|专用|标准化?的?)?"
_DEGREES = (
    "(?:数量|数|配备|配置|面积|设施|设备|总量|上|[也都仍还较很]|比较|严重|明显|相对|依然|仍然|普遍)"
)
_NONE = "(?:[没已]?无|没有|未发生过?|没有发生|杜绝|消除|不存在|零)(?:了|任何|所有)?"
_COUNTED = r"[1-9]\d*(?:\.\d+)?(?:人|名|件|起|例|平方米|㎡)"
_PLANNED = late_regex(
    "将|拟|计划|规划|预计|力争|争取|目标|确保|要求|逐步|尽快|努力|应当|必须|需|如果|为了|防止|避免|严禁|禁止|坚决"
)
# What was, is fought, or is said not to be.
_OVER = late_regex(
    "原|曾|过去|以前|上年|去年|年初(?!中)|当时|彻底|改造|拆除|排[除查]|化解|劝返|整治|治理|防|避免|杜绝|消除|无|没|未|零|不"
    "|年[以之底]?前|举报|查处|反对|拒绝|严禁|禁止|解决|缓解|针对|克服"
)
_SOLVED = late_regex(
    "的?(?:问题|现象|状况|局面|矛盾|瓶颈)?(?:得到|已|逐步|有所)?(?:全部)?"
    "(?:解决|缓解|改善|扭转|克服|消除|化解|改造|整改|返校|复学|劝返|拆除)"
)
_YEAR = late_regex(r"(?:19|20)\d\d(?=年)")
_AMONG = "其中"
# 3所学校的图书都达到标准 is said of those.
_SOME = late_regex(r"\d所|有的|多数|大部分|部分|个别")
_HEADING = late_regex("^[^。；，]{2,30}$")
_ALL_OF_IT = late_regex(r"^[^，。；]{0,20}(?:均|都|全部)(?:为|达到?)100[%％][。]?$")
_HUNDRED_CUE = late_regex("[均都部][为达]到?100[%％]")
_HINT = "请核对；说的不是同一范围、同一时候的，写明各是哪里、哪时"


class _Kind(NamedTuple):
    """What finds that something is said of all, with the thing behind it (`name`) or before it,
    the words for things, and by each of them what belies it.
    """

    rule: TextRule
    claim: re.Pattern[str]
    names: re.Pattern[str]
    belied: Mapping[str, re.Pattern[str]]


class _Words(NamedTuple):
    """What all have, what is no more, and what finds stages and areas, and schools of all."""

    kinds: tuple[_Kind, ...]
    stage: re.Pattern[str]
    everywhere: re.Pattern[str]


class _Claim(NamedTuple):
    """That something is so of all, and of which thing."""

    said: SaidWords
    name: str


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    things, claims = dictionary.vocabulary.things, dictionary.vocabulary.claims
    ways = chain.from_iterable(chain.from_iterable(things.splits.ways[:_OF_PLACES]))
    stages = (*map(str, dictionary.stages), *ways)
    kinds = _provided(things, claims), _unwanted(things, claims)
    return _Words(kinds, late_regex(any_of(stages)), late_regex(any_of(things.all_schools)))


def _provided(things: ThingWords, claims: ClaimWords) -> _Kind:
    names = any_of(name for each in things.provided for name in each.split("/"))
    reached = rf"(?:{any_of(claims.reach)})了?[^，。；：\d]{{0,10}}(?:{any_of(claims.aims)})"
    met = rf"(?:{any_of(claims.met)}|{reached}|配齐|配足|齐全|{any_of(things.ample)})(?!率)"
    has = rf"{_VERBS}了?{_KIND}(?P<name>{names})(?=[{_MARKS}]|$)"
    hundred = rf"(?:{any_of(_RATES)})(?:均|都)?(?:为|达到?|是)?100[%％]"
    claim = rf"(?=[均都全皆已达合配覆完比])(?:{_ALL}(?:{has}|{met})|{hundred})"
    scarce = any_of((*things.scarce, *_SHORT))
    lacks = f"(?:缺少|缺乏|没有|尚无|短缺|(?:尚?未|没有?){_VERBS})"
    belied = (
        rf"{{name}}{_DEGREES}{{{{0,4}}}}(?:{scarce})"
        rf"|{lacks}(?:{_KIND}|足够的?|[一-鿿]{{{{0,2}}}}){{name}}(?=[{_MARKS}]|$)"
        rf"|[还尚仍](?:缺|差)[^，。；\d]{{{{0,3}}}}{{name}}"
    )
    told = _belied(things.provided, belied)
    return _Kind(TextRule.CLAIMS_DIFFER, late_regex(claim), late_regex(names), told)


def _unwanted(things: ThingWords, claims: ClaimWords) -> _Kind:
    names = any_of(name for each in things.unwanted for name in each.split("/"))
    claim = (
        rf"(?=[没已无未杜消不零])(?<![毫绝]){_NONE}(?!一[名人例个起次位])"
        rf"[一-鿿、]{{0,10}}?[A-D]?级?(?P<name>{names})"
    )
    belied = (
        rf"(?:{any_of(claims.remains)})[^，。；、\d]{{{{0,6}}}}"
        rf"(?:[1-9]\d*[所人名起件][^，。；、\d]{{{{0,4}}}})?{{name}}"
        rf"|{{name}}(?:人数|学生|儿童|少年|案件|面积|问题|现象|行为)?[为共有]?{_COUNTED}"
    )
    told = _belied(things.unwanted, belied)
    return _Kind(TextRule.FALSE_EXISTENCE, late_regex(claim), late_regex(names), told)


def _belied(groups: Iterable[str], pattern: str) -> dict[str, re.Pattern[str]]:
    """What belies each of the things, by each word for it."""
    told = {}
    for group in groups:
        words = group.split("/")
        found = late_regex(pattern.format(name=f"(?:{any_of(words)})"))
        told.update(dict.fromkeys(words, found))
    return told


def check_claimed_and_lacking(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both places, once for each thing."""
    words = _words_of(known.dictionary)
    latest = max(_YEAR.findall(text.whole), default="")
    for kind in words.kinds:
        told: dict[re.Pattern[str], list[SaidWords]] = {}
        for each in _claims(kind, text, known, latest):
            told.setdefault(kind.belied[each.name], []).append(each.said)
        for pattern, said in told.items():
            parts = text.parts_with(pattern)
            belied = [each for part in parts for each in _find(pattern, part, _OVER, latest)]
            yield from _compare(said, belied, kind.rule, words)


def _claims(kind: _Kind, text: ReadText, known: KnownFigures, latest: str) -> Iterator[_Claim]:
    claims = known.dictionary.vocabulary.claims
    for part in text.parts_with(kind.claim):
        for found in kind.claim.finditer(part.text):
            for name, start in _named(kind, part, found):
                said = SaidWords(part, start, found.end())
                plain = _is_now(said, _PLANNED, latest)
                if plain and may_claim(part.text, start, claims):
                    yield _Claim(said, name)
    if kind.rule is TextRule.CLAIMS_DIFFER:
        yield from _under_headings(kind, text)


def _named(kind: _Kind, part: TextPart, found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """The things of which it is said, with where their words begin."""
    if found["name"]:
        yield found["name"], found.start()
        return
    low = max(found.start() - _LONGEST, 0)
    begin = found.start() - len(_CLAUSE.split(part.text[low : found.start()])[-1])
    if _SOME.search(part.text, max(begin - _BEFORE, 0), found.start()):
        return
    for each in kind.names.finditer(part.text, begin, found.start()):
        yield each[0], each.start()


def _under_headings(kind: _Kind, text: ReadText) -> Iterator[_Claim]:
    """各类学校均为100% under a heading that names the thing: 厕所蹲位满足师生需要的学校比例."""
    for at in text.find_parts(_HUNDRED_CUE):
        heading = _HEADING.match(text.parts[at - 1].text if at else "")
        named = kind.names.search(heading[0]) if heading else None
        said = _ALL_OF_IT.match(text.parts[at].text)
        if named and said:
            yield _Claim(SaidWords(text.parts[at], *said.span()), named[0])


def _compare(
    said: Sequence[SaidWords], belied: Sequence[SaidWords], rule: TextRule, words: _Words
) -> Iterator[TextFinding]:
    """The first claim that something belies, at both places."""
    for one in said:
        other = next((each for each in belied if _are_of_one(one, each, words)), None)
        if other is not None:
            yield from remind_of_both(rule, one, other, _HINT)
            return


def _find(
    pattern: re.Pattern[str], part: TextPart, no: re.Pattern[str], latest: str
) -> Iterator[SaidWords]:
    for found in pattern.finditer(part.text):
        said = SaidWords(part, *found.span())
        if _is_now(said, no, latest):
            yield said


def _is_now(said: SaidWords, no: re.Pattern[str], latest: str) -> bool:
    """Whether no such word stands before it, and no year but the latest of the text; and whether it
    has not been solved.
    """
    line = said.part.text
    near = line[max(said.start - 2 * _BEFORE, 0) : said.start]
    before = _MARK.split(near)[-1]
    # 改造危房12平方米，其中D级危房5平方米 goes on from what was said.
    before = near if before.startswith(_AMONG) else before
    behind = _MARK.split(line[said.end : said.end + _BEHIND])[0]
    other = any(each != latest for each in _YEAR.findall(before))
    return not (other or no.search(before) or _SOLVED.match(behind))


def _are_of_one(one: SaidWords, other: SaidWords, words: _Words) -> bool:
    """Whether the one is said of all, or of what the other is said of too."""
    if one.part is other.part and one.start < other.end and other.start < one.end:
        return False
    mine, theirs = (_stages(each, words) for each in (one, other))
    return not mine or mine == theirs


def _stages(said: SaidWords, words: _Words) -> set[str]:
    """The one stage or area of which its clause speaks; none where it speaks of several."""
    line = said.part.text
    begin = max(line.rfind(mark, 0, said.start) for mark in "。；\n，") + 1
    clause = words.everywhere.sub("", line[begin : said.end])
    told = set(words.stage.findall(clause))
    return told if len(told) == 1 else set()
