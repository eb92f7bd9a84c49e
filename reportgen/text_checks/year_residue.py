"""Years that replaced something else: 教师2023人, 20230%, 202300平方米."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

_HOLDS_YEAR = late_regex(r"(?<![\d.〔\[【（(])(?=\d*(20[0-3]\d))\d{4,}(?:\.\d+)?")
_NO_AMOUNT = late_regex(r"\s?(?:年|学年|届|级|[-—~～－至./、]|春|秋|号|$|[\u3000 ]*\d)")
_COUNTED = late_regex(
    r"\s?(?:多|余)?(?:人|名|册|个|台|所|间|套|件|本|栋|幢|平方米|㎡|米|亩|元|万|%|％)"
)
# Nothing is counted in more digits.
_CUE = late_regex(rf"20[0-3]\d\d{{0,16}}(?:\.\d{{1,8}})?{_COUNTED.pattern}")
_HINT = "请核对；可能是把全文的年份替换时一起换掉的"
_PARTS = late_regex(
    r"[人名位个所]，其中[^，。；、\d]{1,10}\d{1,4}[人名位个所](?:[、，][^，。；、\d]{1,10}\d{1,4}[人名位个所])+"
)
_PART = late_regex(r"(\d{1,4})[人名位个所]")
_FEWEST = 2
_MORE = ("余", "多")


class _Amount(NamedTuple):
    part: TextPart
    start: int
    end: int
    words: str


def check_year_residue(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each amount that is the report's year, or that of its sentence, or a year and
    some, or that holds a year which other amounts of the text hold too.
    """
    by_year: dict[int, list[_Amount]] = defaultdict(list)
    for year, amount in _amounts(text):
        by_year[year].append(amount)
    for year, amounts in by_year.items():
        several = len({each.words for each in amounts}) >= _FEWEST
        for each in amounts:
            # 2020余人 is rounded, 2022余人 is not.
            odd = year % 10 and _is_about(each)
            alone = each.words == str(year) and (
                year == text.year or odd or _is_said(each) or _is_parted(each)
            )
            if several or alone:
                message = f"“{each.words}”里有年份 {year}"
                span = each.start, each.end
                yield remind(TextRule.YEAR_RESIDUE, each.part, span, message, _HINT)


def _is_said(amount: _Amount) -> bool:
    """Whether the year itself stands in the sentence: 2023年聘请辅导员2023名."""
    before = amount.part.text[: amount.start].rpartition("。")[2]
    return f"{amount.words}年" in before


def _is_parted(amount: _Amount) -> bool:
    """Whether the parts behind it do not come to it: 音体美教师2017人，其中音乐386人、体育512人."""
    found = _PARTS.match(amount.part.text, amount.end)
    if found is None:
        return False
    return sum(int(each[1]) for each in _PART.finditer(found[0])) != int(amount.words)


def _is_about(amount: _Amount) -> bool:
    """Whether so exact a number is said to be a little less than it is: 2022余人."""
    return amount.part.text.startswith(_MORE, amount.end)


def _amounts(text: ReadText) -> Iterator[tuple[int, _Amount]]:
    """Those that hold four digits of a year, by that year."""
    for part in text.parts_with(_CUE):
        for found in _HOLDS_YEAR.finditer(part.text):
            if not _NO_AMOUNT.match(part.text, found.end()) and _COUNTED.match(
                part.text, found.end()
            ):
                yield int(found[1]), _Amount(part, *found.span(), found[0])
