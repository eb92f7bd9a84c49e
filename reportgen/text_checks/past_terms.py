"""Terms that have passed already: 争取在2018年9月底前完成, in a report of 2019."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.later_dates import Signature, find_signature
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_TERM = late_regex(
    r"(?:争取|力争|拟|将|打算|预计|确保|计划)[^，。；\d]{0,6}"
    r"(?P<at>(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:[上下]半年)?[底末中初旬份]{0,2}[之以]?前)(?!的|，?已)"
)
_AIM = late_regex(
    r"(?:争取|力争|拟|打算|预计|确保|计划|将)[在到于]?(?P<at>(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月)?)"
    r"(?!来|度?工作|以来|[^，。；]{0,12}[的中]?计划)"
)
_AIM_CUE = late_regex(r"20\d\d年(?<=[取争拟算计保划将在到于]20\d\d年)")
_TERM_CUE = late_regex(r"20\d\d年[^，。；]{0,10}前")
_YEAR = late_regex(r"(?<!\d)20[0-3]\d(?=年|学年)")
_DONE = ("已", "如期", "按期完成了", "当时", "原计划")
_FARTHEST = 8


def check_past_terms(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each term of a plan that ends before a year of which the text tells."""
    signature = find_signature(text)
    if signature is not None:
        yield from _passed_when_signed(text, signature)
    for part in text.parts_with(_TERM_CUE):
        for found in _TERM.finditer(part.text):
            now = text.year or _latest(text, found["at"])
            done = any(word in _sentence(part.text, found.start()) for word in _DONE)
            if int(found["year"]) < now and not done:
                message = f"打算“{found['at']}”，全文说的已是 {now} 年"
                hint = "请核对年份；可能是上一年的报告里留下的"
                yield remind(TextRule.YEAR_RESIDUE, part, found.span("at"), message, hint)


def _passed_when_signed(text: ReadText, signature: Signature) -> Iterator[TextFinding]:
    """将在2024年9月底前投入, 力争2020年创建成, signed 2024年10月."""
    for part in text.parts_with(_AIM_CUE):
        for found in _AIM.finditer(part.text):
            year, month = int(found["year"]), int(found["month"] or 12)
            told_already = year < text.year and _TERM.match(part.text, found.start())
            done = any(word in _sentence(part.text, found.start()) for word in _DONE)
            if (year, month) < signature.month and not done and not told_already:
                message = f"打算“{found['at']}”，落款的日期在它之后"
                hint = "请核对年份；可能是上一年的报告里留下的"
                yield remind(TextRule.YEAR_RESIDUE, part, found.span("at"), message, hint)


def _sentence(text: str, at: int) -> str:
    begin = text.rfind("。", 0, at) + 1
    return text[begin : (text.find("。", at) + 1) or len(text)]


def _latest(text: ReadText, term: str) -> int:
    """The latest year that the text tells of but for those of terms; 0 for none."""
    told = text.whole.replace(term, "")
    ends = ("底前", "以前", "之前", "末前")
    years = (
        int(each[0])
        for each in _YEAR.finditer(told)
        if not any(word in told[each.end() : each.end() + _FARTHEST] for word in ends)
    )
    return max(years, default=0)
