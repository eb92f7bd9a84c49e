"""Terms that have passed already: 争取在2018年9月底前完成, in a report of 2019."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_TERM = late_regex(
    r"(?:争取|力争|拟|将|打算|预计|确保|计划)[^，。；\d]{0,6}"
    r"(?P<at>(?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:[上下]半年)?[底末中初旬份]{0,2}[之以]?前)(?!的|，?已)"
)
_TERM_CUE = late_regex(r"20\d\d年[^，。；]{0,10}前")
_YEAR = late_regex(r"(?<!\d)20[0-3]\d(?=年|学年)")
_DONE = ("已", "如期", "按期完成了", "当时", "原计划")
_FARTHEST = 8


def check_past_terms(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each term of a plan that ends before a year of which the text tells."""
    for part in text.parts_with(_TERM_CUE):
        for found in _TERM.finditer(part.text):
            now = text.year or _latest(text, found["at"])
            begin = part.text.rfind("。", 0, found.start()) + 1
            end = (part.text.find("。", found.end()) + 1) or len(part.text)
            done = any(word in part.text[begin:end] for word in _DONE)
            if int(found["year"]) < now and not done:
                message = f"打算“{found['at']}”，全文说的已是 {now} 年"
                hint = "请核对年份；可能是上一年的报告里留下的"
                yield remind(TextRule.YEAR_RESIDUE, part, found.span("at"), message, hint)


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
