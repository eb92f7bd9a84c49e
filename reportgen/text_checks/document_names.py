"""Names and numbers of documents that a text quotes: 《…》, 〔2023〕12号, years of known ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.wordings import KnownDocument, Wordings
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.document_titles import find_unmarked
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.taken_places import TakenPlaces

_BY = (
    r"(?:根据|按照|依据|依照|遵照|对照|参照|比照|贯彻|落实|执行|学习|印发|下发|转发|出台|制定|制订|遵守|违反)"
    r"(?:了|着|和|、)?"
)
_KINDS = "意见|办法|标准|通知|方案|规定|细则|纲要|条例|规程|决定|计划|方法"
# What is long enough to be the name of one document and no kind of them.
_NAMED = (
    "基本标准|根本标准|实施方案|评估方案|评估标准|评定细则|督导方案|实施办法|实施方法|暂行办法|管理办法|评估办法|实施细则|评估细则|管理规程|工作规程|实施意见"
    "|指导意见|实验方案|管理标准|建设标准|编制标准"
)
# 课程标准和编制标准 are two kinds.
_NO_KINDS = r"(?![^，。；：“”《》（）、]{0,20}(?:标准|办法|方案|制度|意见)[和与及])"
_PLAIN = r"[^，。；：“”《》〈〉（）、的\s]"
_NAME_HINT = "文件的名称用书名号（GB/T 15834—2011，4.15）"
_UNNAMED = "文件名没有加书名号：“{}”"
_OUTSIDE = "试行|暂行|修订|试用|修订版|修订稿|修正|草案|征求意见稿|20\\d\\d年(?:版|修订)"
_ALL_KINDS = f"{_KINDS}|评估表|指标体系|评分表"
_IN_ROW = r"[^，。；：“”《》〈〉（）()、\s\d]"
_STATE = f"(?:[（(](?:{_OUTSIDE})[)）])?"

# 国家关于收费的规定, 教育法关于免费的规定: what is laid down, and no document.
_NO_ORGAN = (
    r"(?:[^，。；：“”《》（）\s]{0,14}"
    r"(?:法|法规|条例|部门|国家|上级|[本全]?[省市县区]|本(?:办法|规定|章)))?"
)

_RULES = (
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(
            rf"{_BY}(?!上级|有关|各级|相关|{_NO_ORGAN}关于[^，。；：“”《》（）]{{3,40}}?的规定)"
            rf"(?P<at>[^，。；：“”《》（）\s]{{0,20}}关于"
            rf"[^，。；：“”《》（）]{{3,40}}?的(?:{_KINDS}))(?!》)"
        ),
        late_regex("关于"),
        _UNNAMED,
        _NAME_HINT,
    ),
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(
            rf"(?:{_BY}[^，。；“”《》]{{0,12}}|关于印发)(?P<at>[“”\"][^“”\"，。；]{{4,40}}(?:{_KINDS})"
            r"(?:（[^（）]{2,6}）)?[“”\"])"
        ),
        late_regex(r"[见法准知案定则要例程划）][“”\"]"),
        "文件名用了引号：{}",
        _NAME_HINT,
    ),
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(rf"[\u4e00-\u9fff]》(?P<at>[（(](?:{_OUTSIDE})[)）])"),
        late_regex("》[（(]"),
        "“{}”写在了书名号外面",
        "“试行”“修订”等是文件名的一部分，写在书名号里面（GB/T 15834—2011，附录 A.13）",
    ),
    # 《省级文明校园》称号: neither a book nor a document.
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(
            r"《[^《》\n]{2,14}》(?=(?:荣誉)?称号|工程|行动(?![计方纲])|责任制|奖(?![学励]))"
        ),
        late_regex("》(?=[荣称工行责奖])"),
        "书名号用错了：“{}”",
        "称号、工程、奖项等用引号“”（GB/T 15834—2011，附录 A.13）",
    ),
    PatternRule(
        TextRule.DOCUMENT_NUMBER,
        late_regex(r"〔\s?(?:19|20)\d\d\s?〕\s?\d{1,4}(?![\d\s])(?=文件|[）)，。、])"),
        late_regex("〕\\s?\\d{1,4}(?=[文）)，。、])"),
        "发文字号没有写完：“{}”",
        "后面要有“号”：〔2023〕12号",
    ),
    # 县教〔2013〕8号办学标准（试行）、《…》: in a row with others that have them, or with what is
    # said in brackets of a document alone.
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(
            rf"(?:{_BY}|号[)）]?|、)(?P<at>(?:{_IN_ROW}{{6,40}}(?:{_ALL_KINDS}){_STATE}(?=、《)"
            rf"|{_IN_ROW}{{0,12}}[省市县区厅局]{_IN_ROW}{{4,30}}(?:{_ALL_KINDS}){_STATE}(?=[和及]《)))"
        ),
        late_regex("《(?<=[、和及]《)"),
        _UNNAMED,
        _NAME_HINT,
    ),
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(
            rf"(?:{_BY}|[号的了、，。])(?P<at>[^，。；：“”《》〈〉（）()、的号\s]{{4,40}}(?:{_ALL_KINDS})"
            rf"[（(](?:{_OUTSIDE})[)）])(?![^《》\n]*》)"
        ),
        late_regex(rf"[（(](?:{_OUTSIDE})[)）]"),
        _UNNAMED,
        _NAME_HINT,
    ),
    PatternRule(
        TextRule.DOCUMENT_NUMBER,
        late_regex(
            r"(?P<at>[\u4e00-\u9fff]{1,6}[发函字办督政教基厅局](?:19|20)\d\d[\s-]?\d{1,4}\s?号"
            r"|[\u4e00-\u9fff]{1,6}[发函字办督政教基厅局](?:19|20)\d\d\s?[\[〔（(【]\s?\d{1,4}\s?[\]〕）)】]\s?号"
            r"|[\u4e00-\u9fff]{1,6}[发函字办督政教基厅局](?:19|20)\d\d\s?[\]〕）)】]\s?\d{1,4}\s?号"
            r"|[\u4e00-\u9fff]{1,6}[发函字办督政教基厅局][\[〔（(【](?:19|20)\d\d\s?\d{1,4}\s?号)"
        ),
        late_regex(r"[发函字办督政教基厅局][\[〔（(【]?(?:19|20)\d"),
        "发文字号没有写对：“{}”",
        "发文字号写成“〔2023〕12号”，年份用六角括号（GB/T 9704—2012，7.2.5）",
    ),
)


@lru_cache(maxsize=8)
def _named_rules(wordings: Wordings) -> tuple[PatternRule, ...]:
    """What finds the names of laws, and of documents on those subjects."""
    laws = "|".join(map(re.escape, wordings.laws))
    subjects = "|".join(map(re.escape, wordings.subjects))
    law = rf"{_BY}(?:国家)?(?P<at>(?:中华人民共和国)?(?:{laws})法)(?![律规治制人定》])"
    on_subject = rf"(?=[^，。；：“”《》（）、]*?(?:{subjects}))"
    document = rf"{_BY}(?P<at>{on_subject}{_NO_KINDS}{_PLAIN}{{6,30}}?(?:{_NAMED}))(?!》)"
    hint = f"{_NAME_HINT}；不是某个文件的名称的，不用改"
    rules = (
        (laws, law, f"(?:{laws})法", "法律名没有加书名号：“{}”", _NAME_HINT),
        (subjects, document, _NAMED, _UNNAMED, hint),
    )
    return tuple(
        PatternRule(TextRule.BOOK_MARKS, late_regex(pattern), late_regex(cue), message, said)
        for words, pattern, cue, message, said in rules
        if words
    )


_NUMBER = late_regex(
    r"(?P<open>[\[［【（(〔〈《{﹝﹙⦗〘〖「『︹])\s*(?P<year>(?:19|20)\d\d)\s*"
    r"(?P<close>[\]］】）)〕〉》}﹞﹚⦘〙〗」』︺])\s*+(?P<di>第?)\s*+(?P<no>\d{1,4})\s*号"
)
_NUMBER_CUE = late_regex(r"号(?<=[\d\s]号)")
_NUMBER_HINT = "发文字号写成“〔2023〕12号”：用六角括号，不加“第”，不编虚位（GB/T 9704—2012，7.2.5）"
_ORGAN = late_regex(r"[\u4e00-\u9fff]{0,12}\s*$")
_LONGEST_ORGAN = 14
# What may stand right before a known organ; other words make another organ of it: 豫教督.
_LEADS = ("据", "照", "按", "实", "行", "发", "见", "即", "为", "是", "和", "与", "及")
_BEFORE = 60
_SHARE = 0.5


class _Number(NamedTuple):
    """A number of a document in a text, with the words of its organ."""

    part: TextPart
    found: re.Match[str]
    organ: str

    @property
    def span(self) -> tuple[int, int]:
        """From the organ to 号."""
        return self.found.start() - len(self.organ), self.found.end()

    @property
    def words(self) -> str:
        return f"{self.organ}{self.found[0]}"


def check_document_names(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Names without 《》 or in quotation marks, and numbers that are badly written, of a year to
    come, or not those of a document that is known.
    """
    names = find_all((*_RULES, *_named_rules(text.wordings)), text)
    named = list(TakenPlaces().take_free(names))
    yield from named
    yield from find_unmarked(text, named)
    for part in text.parts_with(_NUMBER_CUE):
        for found in _NUMBER.finditer(part.text):
            organ = _ORGAN.search(part.text, max(found.start() - _LONGEST_ORGAN, 0), found.start())
            yield from _check_number(_Number(part, found, organ[0] if organ else ""), text)


def _check_number(number: _Number, text: ReadText) -> Iterator[TextFinding]:
    found, part = number.found, number.part
    good = found["open"] == "〔" and found["close"] == "〕" and not found["di"]
    if not (good and not found["no"].startswith("0")):
        message = f"发文字号写成了“{number.words}”"
        yield remind(TextRule.DOCUMENT_NUMBER, part, number.span, message, _NUMBER_HINT)
    document = _known(number, text.wordings.documents)
    if document is not None:
        message = f"《{document.title}》是{document.number}，文中写的是“{number.words}”"
        hint = "请核对文件的名称、年份和号；引用的是另一个文件的，不用改"
        yield remind(TextRule.DOCUMENT_YEAR, part, number.span, message, hint)
    elif text.year and int(found["year"]) > text.year:
        message = f"文件是 {found['year']} 年的，晚于报告的年度 {text.year} 年"
        yield remind(TextRule.DOCUMENT_YEAR, part, number.span, message, "请核对文件的年份")


def _known(number: _Number, documents: tuple[KnownDocument, ...]) -> KnownDocument | None:
    """The document of that organ whose title stands before; None where a number of one is right."""
    end = number.found.start()
    before = number.part.text[max(end - _BEFORE, 0) : end]
    alike = [
        (share, each)
        for each in documents
        if _is_organ(number.organ, each.organ) and (share := _share(each.title, before)) >= _SHARE
    ]
    said = int(number.found["year"]), int(number.found["no"])
    if any((each.year, each.serial) == said for _, each in alike):
        return None
    return max(alike, key=lambda pair: pair[0])[1] if alike else None


def _is_organ(words: str, organ: str) -> bool:
    """Whether the words before a number end in that organ and in no other's name."""
    before = words.removesuffix(organ)
    return before != words and (not before or before.endswith(_LEADS))


def _share(title: str, before: str) -> float:
    """How many of the title's pairs of characters stand there: it may be written with slips."""
    pairs = {title[at : at + 2] for at in range(len(title) - 1)}
    return sum(pair in before for pair in pairs) / max(len(pairs), 1)
