"""How old a school says it is, held against the year in which it says it was founded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.contradicting import SaidWords, remind_beside
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral

_FOUNDED = (
    r"(?:始建|创建|创办|兴建|建校|建|成立)(?:于|时间是|时间为)?\s?(?:公元)?"
    r"(?P<founded>(?:18|19|20)\d\d)\s?年"
)
_AGE = (
    r"[^。；\n]{0,40}?(?:距今|至今|迄今|已有|已|有着?|历经|走过|建校)"
    rf"[^。；，\n\d{NUMERAL_SIGNS}百]{{0,6}}"
    rf"(?P<said>(?P<age>\d{{1,3}}|[{NUMERAL_SIGNS}百]{{1,4}})\s?(?P<more>多|余)?年)(?!代|级|度|前|后)"
)
_FOUNDED_THEN_AGE = late_regex(_FOUNDED + _AGE)
# 2015年9月建成投入使用，已有十二年办学历史.
_OPENED_THEN_AGE = late_regex(
    r"(?P<founded>(?:18|19|20)\d\d)\s?年(?:\d{1,2}月)?(?:正式)?"
    rf"(?:建成|建校|创办|开办|成立|投入使用|开始招生){_AGE}(?=[^，。；\d]{{0,4}}(?:历史|历程|历史积淀))"
)
_TOLD = (_FOUNDED_THEN_AGE, _OPENED_THEN_AGE)
_CUE = late_regex(
    r"(?:18|19|20)\d\d\s?年(?:\d{1,2}月)?(?:正式)?(?:建成|建校|创办|开办|成立|投入|开始)|(?:建|办|立|间是|间为)于?\s?(?:公元)?(?:18|19|20)\d\d\s?年"
)
# 2023年迎来建校60周年, with the year of the founding before or elsewhere.
_FOUNDED_IN = late_regex(
    r"(?:^|(?<=[，。；：\n校园学]))(?:最早|原)?"
    r"(?:始建|创建|创办|兴办|建校|创立)(?:于|时间是|时间为)\s?(?:公元)?(?P<founded>(?:18|19|20)\d\d)\s?年"
)
_JUBILEE = late_regex(
    r"(?:(?<!于)(?P<year>(?:19|20)\d\d)年|(?P<today>今年|现在))[^。；，\n\d]{0,12}(?:，[^。；，\n\d]{0,8})?"
    r"(?P<said>(?:建校|办学|校庆|学校创办|学校成立)(?P<age>\d{1,3})周年)"
)
_JUBILEE_CUE = late_regex("周年")
# 1975年出生，现年60岁.
_BORN = late_regex(
    r"(?P<born>19\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:出?生)(?:人)?[^。；\n\d]{0,16}?"
    r"(?P<said>(?:现年|今年|年龄|现龄)(?P<age>\d\d)周?岁)"
)
_BORN_CUE = late_regex("[月年日出](?=生)")
_SIGNED = late_regex(
    r"\s*(?P<year>20\d\d)\s?[年.．/-]\s?\d{1,2}\s?(?:[月.．/-]\s?(?:\d{1,2}\s?日?)?)?\s*"
)
_LAST = 3
# The report may be written, and the years counted, in the year after.
_SLACK = 1


def check_ages(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each age that the year of the report does not give; none where that is not
    known.
    """
    yield from _check_jubilees(text)
    year = text.year or _signed_in(text)
    if not year:
        return
    yield from _check_births(text, year)
    for part in text.parts_with(_CUE):
        told = chain.from_iterable(each.finditer(part.text) for each in _TOLD)
        for found in told:
            age, founded = _number(found["age"]), int(found["founded"])
            if not _may_be(age, year - founded, is_more=bool(found["more"])):
                message = f"{founded} 年建校，到 {year} 年是 {year - founded} 年"
                words = f"文中写的是“{found['said']}”，{message}"
                yield remind(TextRule.CALCULATION, part, found.span("said"), words, "请核对年份")


def _check_jubilees(text: ReadText) -> Iterator[TextFinding]:
    """A reminder for each that is not so many years after the only founding that is told."""
    told = [
        (part, found)
        for part in text.parts_with(_JUBILEE_CUE)
        for found in _JUBILEE.finditer(part.text)
    ]
    founded = [
        (part, each)
        for part in (text.parts_with(_CUE) if told else ())
        for each in _FOUNDED_IN.finditer(part.text)
    ]
    if len({each["founded"] for _, each in founded}) != 1:
        return
    begun, year = founded[0]
    said = SaidWords(begun, *year.span())
    for part, found in told:
        # 今年 is the year of the writing, which may be another than that of the figures.
        now, slack = int(found["year"] or text.year), _SLACK if found["year"] else _SLACK * 2
        if now and abs(now - int(year["founded"]) - int(found["age"])) > slack:
            one = SaidWords(part, *found.span("said"))
            yield remind_beside(TextRule.CALCULATION, one, said, "请核对年份和周年数")


def _signed_in(text: ReadText) -> int:
    """The year of the date at the end; 0 where there is none."""
    ends = (_SIGNED.fullmatch(part.text) for part in reversed(text.parts[-_LAST:]))
    return next((int(each["year"]) for each in ends if each), 0)


def _check_births(text: ReadText, year: int) -> Iterator[TextFinding]:
    for part in text.parts_with(_BORN_CUE):
        for found in _BORN.finditer(part.text):
            years = year - int(found["born"])
            if abs(years - int(found["age"])) > _SLACK:
                told = f"{found['born']} 年出生，到 {year} 年是 {years} 岁"
                message = f"{told}，写的是“{found['said']}”"
                span = found.span("said")
                yield remind(TextRule.CALCULATION, part, span, message, "请核对年份和年龄")


def _number(told: str) -> int:
    """百余年 is a hundred."""
    return int(told) if told.isdecimal() else read_numeral(told.removeprefix("百") or "一百") or 0


def _may_be(age: int, years: int, is_more: bool) -> bool:
    """Whether one may say so of so many years: 60多年 of 61 to 69."""
    if not is_more:
        return abs(years - age) <= _SLACK
    step = next((each for each in (100, 10) if age % each == 0), 1)
    return age - _SLACK <= years <= age + step + _SLACK
