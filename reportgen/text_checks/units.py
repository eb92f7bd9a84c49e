"""Numbers without the unit that they need, or broken in two."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.problems import Severity
from reportgen.quantities.stated_quantity import QuantityForm, StatedQuantity
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_ENDS = "，。；,;）)"
_BROKEN = late_regex(
    r"(?<![\d.．])\d{1,3}[ \u3000]+\d{1,2}(?=\s?(?:平方米|㎡|米|公里|亩|人|名|册|台|%))"
    r"|\d{2,}[多余]\d{1,2}(?=[，。；、的])"
    r"|[0-9](?<![\d.．][0-9])(?<=[\u4e00-\u9fff][0-9])\d*(?:\.\d+)?[.．](?=[册人名个台间套亩元万平米所%])"
)
_BARE_TOTAL = late_regex(
    r"[\u4e00-\u9fff]{0,2}(?:总数|总人数|人口|人数)\d+(?:\.\d+)?(?=[，。；、])(?!。\d)"
)
# 新建学生宿舍600，: a year stands behind 于 or in front of 年.
_BARE_BUILT = late_regex(
    r"(?:新建|改建|扩建|改造|翻建|翻修|修建|重建|兴建|硬化|铺设|维修|加固|拆除|征用|征地|平整)了?"
    r"[^，。；、（）\d第于至到自从在]{0,10}\d{2,6}(?:\.\d+)?(?=[，。；])"
)
_BARE_BUILT_CUE = late_regex(r"[建造修化设固除用地整][^，。；、（）\d]{0,11}\d[\d.]*(?=[，。；])")
_BARE_TOTAL_CUE = late_regex(r"[数口](?<=总数|人数|人口)\d")
_BROKEN_CUE = late_regex(
    r"[ \u3000多余.．](?<=\d.)(?:(?<![.．])[ \u3000]*\d|(?<=[.．])[\u4e00-\u9fff%])"
)


def check_units(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each number of a known subject behind which no unit stands, and for digits
    with a blank between them or that end in 多 or in a point (20.册).
    """
    for part in text.parts_with(_BROKEN_CUE):
        for found in _BROKEN.finditer(part.text):
            message = f"数写断了：“{found[0]}”"
            yield _finding(TextRule.BROKEN_NUMBER, part, found.span(), message)
    lacking = [each for each in text.stated if _lacks_unit(each.quantity, each.part.text)]
    for each in lacking:
        unit = known.dictionary.find(each.quantity.subjects[0])
        told = f"，应为{unit.unit}" if unit and unit.unit else ""
        message = f"“{each.words}”没有写单位{told}"
        span = each.quantity.start, each.quantity.end
        yield _finding(TextRule.NO_UNIT, each.part, span, message)
    told_ends = {(each.part, each.quantity.end) for each in lacking}
    for pattern, cue in ((_BARE_TOTAL, _BARE_TOTAL_CUE), (_BARE_BUILT, _BARE_BUILT_CUE)):
        for part in text.parts_with(cue):
            for found in pattern.finditer(part.text):
                if (part, found.end()) not in told_ends:
                    message = f"“{found[0]}”没有写单位"
                    yield _finding(TextRule.NO_UNIT, part, found.span(), message)


def _lacks_unit(quantity: StatedQuantity, text: str) -> bool:
    amount = quantity.form is QuantityForm.AMOUNT and not quantity.unit and quantity.number
    closed = text[quantity.end : quantity.end + 1] in _ENDS or quantity.end == len(text)
    # 136。66平方公里 is told as a decimal point.
    if text.startswith("。", quantity.end) and text[quantity.end + 1 : quantity.end + 2].isdigit():
        return False
    return bool(amount and quantity.noun and quantity.subjects and not quantity.kind and closed)


def _finding(rule: TextRule, part: TextPart, span: tuple[int, int], message: str) -> TextFinding:
    return TextFinding(rule, Severity.WARNING, part, *span, message, "请核对数和单位")
