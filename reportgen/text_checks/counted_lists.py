"""六个一, “四包”, 五种精神, 以下三个方面, 六个工作组: a count held against what is listed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral
from reportgen.words.ordinals import find_ordinal

_N = rf"(?P<n>[{NUMERAL_SIGNS}两]{{1,3}}|\d{{1,2}})"
_STOP = late_regex(r"[。；！？\n]|$")
_BRACKETED = late_regex(r"（[^（）]{0,80}）|\([^()]{0,80}\)")
# 一是…二是, （1）…（2）, 1.…2., ①…②: the highest that is said counts them.
_NUMBERED = (
    late_regex(rf"(?:^|(?<=[。；，：、\s]))([{NUMERAL_SIGNS}]{{1,3}})是"),
    late_regex(r"[（(](\d{1,2})[)）]"),
    late_regex(rf"[（(]([{NUMERAL_SIGNS}]{{1,3}})[)）]"),
    late_regex(r"(?:^|(?<=[。；，：、\s]))(\d{1,2})[.．、](?!\d)"),
    late_regex(rf"(?:^|(?<=[。；，：\s]))第([{NUMERAL_SIGNS}]{{1,3}})[，、：]"),
    late_regex(r"([\u2460-\u2473])"),
)
_ITEM = late_regex(rf"第([{NUMERAL_SIGNS}]{{1,3}})[项条点，、：]")
_MOST = 20
# No paragraph has so many counts.
_MOST_COUNTS = 50
# Of so many paragraphs below a count its items are looked for.
_FARTHEST = 500
_FEWEST = 2
_SHORT = 6
_LONGEST_ROW, _LONGEST_SITES = 80, 300


class _Counted(NamedTuple):
    """Words that say how many there are, how many are listed, and by what."""

    part: TextPart
    start: int
    end: int
    said: int
    listed: int

    @property
    def is_wrong(self) -> bool:
        """One alone is no list."""
        return self.listed >= _FEWEST and self.listed != self.said


def check_counted_lists(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each count that is not that of what is listed beside it."""
    cued: dict[int, list[_Finder]] = {}
    for find, cue in _FINDERS.items():
        for at in text.find_parts(cue):
            cued.setdefault(at, []).append(find)
    for at in sorted(cued):
        told: set[int] = set()
        below = text.parts[at + 1 : at + 1 + _FARTHEST]
        for find in cued[at]:
            for each in find(text.parts[at], below):
                if each.is_wrong and each.end not in told:
                    yield _finding(each)
                told.add(each.end)


def _finding(each: _Counted) -> TextFinding:
    words = each.part.text[each.start : each.end]
    message = f"文中写的是“{words}”，列出的是 {each.listed} 项"
    span = each.start, each.end
    return remind(TextRule.COUNT, each.part, span, message, "请核对，使数与所列的一致")


def _find(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The first that are found: what follows is looked through for each."""
    return islice(pattern.finditer(text), _MOST_COUNTS)


def _number(text: str) -> int:
    value = int(text) if text.isdecimal() else read_numeral(text) or 0
    return value if _FEWEST <= value <= _MOST else 0


_EACH_ONE = late_regex(
    rf"(?P<at>{_N}个一)”?(?:[\u4e00-\u9fff]{{0,8}}?)[，]?(?:即|[：:]|就是|是指|——|包括)[：:]?"
)
_BETWEEN = late_regex("[、，；]")
_ONE = late_regex(r"一[\u4e00-\u9fff]")


def _each_one(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """“六个一”，即上好一节课、评好一节课…"""
    for found in _find(_EACH_ONE, part.text):
        items = _BETWEEN.split(_behind(part.text, found.end()))
        listed = sum(bool(_ONE.search(item)) for item in items)
        if said := _number(found["n"]):
            yield _Counted(part, *found.span("at"), said, listed)


_VERBS = late_regex(rf"“(?P<at>{_N}(?P<verb>[\u4e00-\u9fff]))”")
_NO_VERB = "个项种大条类级年月好优特新化"


def _verbs(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """校长包校、主任包年级、班主任包班、教师包学生的“四包”责任制."""
    for found in _find(_VERBS, part.text):
        verb, said = found["verb"], _number(found["n"])
        if verb in _NO_VERB or not said:
            continue
        before = re.split("[。；：]", part.text[: found.start()])[-1]
        behind = _behind(part.text, found.end()).split("“")[0]
        listed = max(_with(before.split("，")[-1], verb), _with(behind, verb))
        if listed > 1:
            yield _Counted(part, *found.span("at"), said, listed)


def _with(text: str, word: str) -> int:
    return sum(word in item for item in re.split("[、，；]", text)) if "、" in text else 0


_KINDS = late_regex(
    rf"(?P<at>{_N}[种个大项条类]{{1,2}}(?P<noun>[\u4e00-\u9fff]{{2}}))”?(?:，)?(?:即|就是|是指|[：:]|——)[：:]?"
)


def _kinds(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """“五种精神”：敬业精神、科学精神…"""
    for found in _find(_KINDS, part.text):
        listed = _numbered(part.text[found.end() :], below)
        behind = _behind(part.text, found.end())
        if not listed:
            items = [each for each in re.split("[、，；]", behind) if each.strip()]
            noun = found["noun"]
            same = max(
                sum(each.rstrip("”等").endswith(noun) for each in items),
                sum(each.strip("“").startswith(noun) for each in items),
            )
            listed = same if same >= max(_FEWEST, len(items) - 1) else 0
        if said := _number(found["n"]):
            yield _Counted(part, *found.span("at"), said, listed)


_BELOW = late_regex(
    rf"(?P<at>(?:以下|如下|下列|下面|这|这样)?{_N}(?:个)?(?:大)?(?:项工作|个环节|条措施|方面|点|项|条|个|件|种|步|类))"
    rf"(?:(?![{NUMERAL_SIGNS}以下])[\u4e00-\u9fff]){{0,12}}(?:如下)?[：:]$"
)
# 核心指标（8项）above 第一项：…; 四个方面的问题：一是…; 抓了三项工作。above （一）…
_HEADED = late_regex(rf"[（(](?P<at>(?:共|计)?{_N}[项条个类点])[)）][：:]?\s*$")
_SAID = late_regex(
    rf"(?<![第\d{NUMERAL_SIGNS}])(?P<at>{_N}个?(?:大?方面|大?点|大?问题|项|条|种|类|步|大)(?![都均全皆也])(?:(?![{NUMERAL_SIGNS}])[\u4e00-\u9fff]){{0,9}})(?P<mark>[：:，。])"
)
_AND_GROUP = late_regex("(?<=[组部室])[和及与]")
_GROUPS = late_regex(
    rf"(?:下设|分设|设立?|成立了?|分为|组成)(?P<at>{_N}个[\u4e00-\u9fff]{{0,4}}(?:组|部|小组|中心|办公室))[，：:]"
)


def _below(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """以下三个方面： in front of numbered paragraphs; 下设六个工作组，（1）…（2）…"""
    found = _BELOW.search(part.text.rstrip())
    if found and (said := _number(found["n"])):
        yield _Counted(part, *found.span("at"), said, _numbered("", below))
    for found in _find(_GROUPS, part.text):
        said = _number(found["n"])
        listed = _numbered(part.text[found.end() :], ())
        row = _first_row(_behind(part.text, found.end()))
        items = [each for item in re.split("[、；，]", row) for each in _AND_GROUP.split(item)]
        groups = sum(bool(re.search(r"[组部室](?:（[^）]*）)?$", item)) for item in items)
        if said and (listed or groups == len(items)):
            yield _Counted(part, *found.span("at"), said, listed or groups)


def _headed(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """A heading with a count, and the paragraphs below it that number themselves."""
    found = _HEADED.search(part.text)
    if found and (said := _number(found["n"])):
        yield _Counted(part, *found.span("at"), said, _paragraphs(below))


# 二、十四项基本办学条件督查情况 above 1.…, 2.…: not 五项管理, of which any number may be told.
_TITLE = late_regex(
    rf"^[^，。；：]{{0,16}}?(?<![第\d{NUMERAL_SIGNS}])(?P<at>{_N}(?:大|个|项|条|大项)[\u4e00-\u9fff]{{0,8}}?"
    r"(?:指标|条件|措施|任务|工程|问题|做法|行动))[\u4e00-\u9fff]{0,10}$"
)


def _titled(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """A heading with a count that nearly as many paragraphs below it number themselves by."""
    found = _TITLE.search(part.text.strip())
    said = _number(found["n"]) if found else 0
    listed = _paragraphs(below) if said else 0
    start = len(part.text) - len(part.text.lstrip())
    if found and listed > _FEWEST and abs(said - listed) <= max(1, said // 5):
        begin, end = found.span("at")
        yield _Counted(part, start + begin, start + end, said, listed)


def _said(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """存在四个方面的不足：一是……二是……; 重点抓了四项工作。 above paragraphs."""
    for found in _find(_SAID, part.text):
        said, behind = _number(found["n"]), part.text[found.end() :].lstrip()
        if not said:
            continue
        if behind:
            begun = any(pattern.match(behind) for pattern in _NUMBERED)
            listed = _numbered(behind, ()) if begun else 0
        else:
            listed = _paragraphs(below)
        yield _Counted(part, *found.span("at"), said, listed)


_THINGS = late_regex(
    rf"(?P<at>{_N}[个间项门类种名位所支块条座大件](?:[\u4e00-\u9fff]{{1,6}}))(?:(?:，即|即|，分别是|分别是|，分别为|分别为|，包括)?[：:]|，分别是|，分别为|，即(?!将|使|便|可|时|日))"
)
_MEMBER = late_regex(r"[\u4e00-\u9fff“”A-Za-z]{1,10}(?:[（(][^（）()]{1,20}[)）])?$")
_LAST = late_regex("[和及与]")
_MORE = ("等", "等等", "其他")
_OPENED = ("其中", "主要", "例如", "如", "一是", "首先", "包括")


def _things(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """三个功能室：音乐室、美术室、科学室: short members in a row and nothing else."""
    for found in _find(_THINGS, part.text):
        row = _first_row(_behind(part.text, found.end())).strip()
        items = row.split("、")
        *front, last = items
        members = [*front, *_LAST.split(last)] if len(_LAST.findall(last)) == 1 else items
        plain = all(map(_MEMBER.match, members)) and not row.startswith(_OPENED)
        said = _number(found["n"])
        if said and plain and len(items) >= _FEWEST and not row.endswith(_MORE):
            yield _Counted(part, *found.span("at"), said, len(members))


def _first_row(behind: str) -> str:
    """The row with which the rest of a sentence begins: 资料组、后勤组和安全组 of what goes on
    behind a comma.
    """
    first = behind.split("，")[0]
    return first if "、" in first else behind


_ROW_END = late_regex(
    rf"{_N}(?:个|大|项|种|类)?(?:环节|方面|步骤|阶段|项目|学科|领域|途径|方式|模块)"
)
_ROW = late_regex(rf"(?:[\u4e00-\u9fff]{{1,{_SHORT}}}、){{2,}}[\u4e00-\u9fff]{{1,{_SHORT}}}$")
_NO_ROW = frozenset("的和与及等")


def _row(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """备、讲、辅、改、考、评、补六环节: members of one length in a row."""
    for found in _ROW_END.finditer(part.text) if "、" in part.text else ():
        row = _ROW.search(part.text, max(found.start() - _LONGEST_ROW, 0), found.start())
        if row is None or not _NO_ROW.isdisjoint(row[0]):
            continue
        items = row[0].split("、")
        items[0] = items[0][-len(items[1]) :]
        if len({len(item) for item in items}) == 1 and (said := _number(found["n"])):
            yield _Counted(part, *found.span(), said, len(items))


_SITE = "(?:教学点|校区|行政村|自然村|村|社区|分校)"
_SITES_END = late_regex(rf"{_N}[所个]{_SITE}")
_SITES = late_regex(r"(?:[\u4e00-\u9fff]{2,8}、)+[\u4e00-\u9fff]{2,8}$")


def _sites(part: TextPart, below: Sequence[TextPart]) -> Iterator[_Counted]:
    """甲坪（31人）、乙坪、丙坪3所教学点."""
    for found in _SITES_END.finditer(part.text) if "、" in part.text else ():
        before = part.text[max(found.start() - _LONGEST_SITES, 0) : found.start()]
        row = _SITES.search(_BRACKETED.sub("", before))
        if row is not None and _NO_ROW.isdisjoint(row[0]) and (said := _number(found["n"])):
            yield _Counted(part, *found.span(), said, row[0].count("、") + 1)


_Finder = Callable[[TextPart, Sequence[TextPart]], Iterator[_Counted]]
# What is looked for, by what stands in each line that holds it.
_FINDERS: Mapping[_Finder, re.Pattern[str]] = {
    _each_one: late_regex("个一"),
    _verbs: _VERBS,
    _things: late_regex(r"[：:，](?:(?<=[\u4e00-\u9fff][：:])|(?<=，)(?:分别[是为]|即))"),
    _kinds: late_regex(r"[种个大项条类][\u4e00-\u9fff]{2}”?，?(?:即|就是|是指|[：:]|——)"),
    _below: late_regex(r"[，：:](?:(?<=[组部心室].)|\s*$)", re.MULTILINE),
    _headed: late_regex(r"[项条个类点][)）][：:]?\s*$", re.MULTILINE),
    _titled: late_regex(
        r"[个项条大](?=[\u4e00-\u9fff]{0,8}(?:指标|条件|措施|任务|工程|问题|做法|行动)[\u4e00-\u9fff]{0,10}$)",
        re.MULTILINE,
    ),
    _said: late_regex(
        r"(?:方面|[点项条种类步大]|问题)[\u4e00-\u9fff]{0,9}(?:[：:，。](?=\s*(?:[一1（(①]|第一|$)))",
        re.MULTILINE,
    ),
    _row: late_regex(rf"、[\u4e00-\u9fff]{{1,{_SHORT}}}{_ROW_END.pattern}"),
    _sites: late_regex(rf"[所个](?<=[{NUMERAL_SIGNS}两\d].){_SITE}"),
}


def _behind(text: str, at: int) -> str:
    """The rest of the sentence."""
    end = _STOP.search(text, at)
    return text[at : end.start() if end else len(text)]


def _numbered(text: str, below: Sequence[TextPart]) -> int:
    """How many numbered items follow: in the same paragraph, or as paragraphs below."""
    for pattern in _NUMBERED:
        if count := _run(pattern, text):
            return count
    return _paragraphs(below) if not text.strip() else 0


def _run(pattern: re.Pattern[str], text: str) -> int:
    """The last of the numbers 1, 2, 3, … that stand there in order; 0 where no 1 begins them."""
    last = 0
    for found in pattern.finditer(text):
        value = _value(found[1])
        if value == last + 1:
            last = value
        elif last:
            break
    return last


def _value(sign: str) -> int:
    circled = ord(sign[0]) - 0x245F
    if 1 <= circled <= _MOST:
        return circled
    return int(sign) if sign.isdecimal() else read_numeral(sign) or 0


def _paragraphs(below: Sequence[TextPart]) -> int:
    """How many paragraphs with numbers 1, 2, 3, … of one level follow, whatever is between."""
    first = find_ordinal(below[0].text.lstrip()) if below else None
    if first is None or first.value != 1:
        return _said_below(below)
    last = 0
    for part in below:
        ordinal = find_ordinal(part.text.lstrip())
        if ordinal is None or ordinal.level > first.level:
            continue
        if ordinal.level < first.level or ordinal.value != last + 1:
            break
        last = ordinal.value
    return last


def _said_below(below: Sequence[TextPart]) -> int:
    """How many paragraphs that begin with 一是, 二是, … follow one another."""
    patterns = (_NUMBERED[0], _ITEM)
    return max(_run_below(pattern, below) for pattern in patterns)


def _run_below(pattern: re.Pattern[str], below: Sequence[TextPart]) -> int:
    last = 0
    for part in below:
        found = pattern.match(part.text.strip())
        if found is None or _value(found[1]) != last + 1:
            break
        last += 1
    return last
