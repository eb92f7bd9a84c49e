"""A paragraph → the numbers in it, in order; dates, document numbers, ordinals, labels and times
are kept apart from what counts or measures something.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.stated_quantity import QuantityForm
from reportgen.words.chinese_numerals import (
    DIGIT_SPELLINGS,
    NUMERAL_SPELLINGS,
    read_exact_numeral,
    read_numeral,
)

# One character for one: places in the plain text are places in the text.
_PLAIN = dict(zip("０１２３４５６７８９．％：∶～﹣－", "0123456789.%::~--", strict=True))
_WIDE = late_regex(f"[{''.join(_PLAIN)}]")
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,12})?(?![\d,])|\d{1,25}(?:\.\d{1,12})?(?![\dXxＸ×])"
_TO = r"[-—–~至到]"
_MEASURED = r"(?!\d|\s?[%‰㎡平亩公万元人名册个米])"
# What is no quantity, however it looks.
_APART = "|".join(
    (
        rf"[〔\[【（(［]\s?{_YEAR}\s?[〕\]】）)］](?:\s?第?\s?\d{{1,6}}\s?号)?",
        rf"{_YEAR}\s?(?:年?{_TO}{{1,2}}\s?{_YEAR}\s?)?[学春秋]?年(?:度|来|级|底|初|末|代)?"
        r"(?:\s?\d{1,2}\s?月份?(?:\s?\d{1,2}\s?[日号])?)?",
        rf"{_YEAR}[./-]\d{{1,2}}(?:[./-]\d{{1,2}})?{_MEASURED}",
        rf"{_YEAR}{_TO}{{1,2}}{_YEAR}(?!\d)|[{DIGIT_SPELLINGS}]{{4}}年",
        r"\d{1,2}\s?月(?:份|\s?\d{1,2}\s?[日号])",
        r"\d{1,2}月[中初底末]",
        r"\d{1,6}\s?号|\d{1,2}日",
        rf"第\s?\d{{1,6}}(?:{_TO}\d{{1,6}})?",
        r"\d{3,4}-\d{7,8}|1[3-9]\d{9}(?!\d)",
        r"\d{1,6}(?:\.\d{1,6})?[×xX*]\d{1,6}(?:\.\d{1,6})?",
        r"(?:附件|附表|[表图]|指标|编号|序号|代码)\s?\d{1,4}(?:[.-]\d{1,3})?(?![\d%])",
        r"(?:^|(?<=[。；:\s]))\s?[（(]?\d{1,2}(?:[）)．、]|\.(?!\d))",
        r"(?<![A-Za-z])[A-Za-z]{1,20}-?\d+(?:\.\d+)*",
    )
)
_FOUND = late_regex(
    # Hardly any character begins one: all alternatives are tried for those alone.
    rf"(?=[\dA-Za-z\s第附表图指编序代〔\[【（(［{NUMERAL_SPELLINGS}])(?:(?P<apart>{_APART})"
    rf"|(?P<left>\d{{1,6}}(?:\.\d{{1,6}})?)\s?[:比]\s?(?P<right>\d{{1,6}}(?:\.\d{{1,6}})?)"
    rf"|(?:(?P<low>{_NUMBER})\s?(?:%\s?)?{_TO}{{1,2}}\s?)?(?P<number>{_NUMBER})(?:\s?(?P<share>[%‰]))?"
    rf"|(?P<parts>[百千])分之(?P<of>[{NUMERAL_SPELLINGS}]{{1,9}}(?:点[{DIGIT_SPELLINGS}]{{1,6}})?)"
    rf"|(?P<spelt>(?<![第{NUMERAL_SPELLINGS}])[{NUMERAL_SPELLINGS}]{{2,12}}))"
)
# Most lines have none of these.
_MAY_COUNT = late_regex(
    rf"[0-9０-９分{NUMERAL_SPELLINGS}](?:(?<=[0-9０-９])|(?<=分)之|(?<!分)[{NUMERAL_SPELLINGS}])"
)
_ONE = Decimal(1)
_SHARES: Mapping[str, Decimal] = {"%": _ONE, "百": _ONE, "‰": Decimal("0.1"), "千": Decimal("0.1")}
_POINT, _ALL = "点", "百"


class FoundNumber(NamedTuple):
    """A number and where it stands; `form` None for what is no quantity.

    A `share` counts in per cent. Of a `spelt` one only the unit behind it tells that it counts.
    """

    start: int
    end: int
    number: Decimal = Decimal(0)
    step: Decimal = _ONE
    low: Decimal | None = None
    form: QuantityForm | None = None
    spelt: bool = False


def plain_numbers(text: str) -> str:
    """The text, as long as it is, with plain digits for full-width ones."""
    return _WIDE.sub(lambda found: _PLAIN[found[0]], text)


def may_have_numbers(text: str) -> bool:
    """Whether `find_numbers` may find one: most lines need not be looked at closely."""
    return _MAY_COUNT.search(text) is not None


def find_numbers(plain: str) -> Iterator[FoundNumber]:
    """The numbers of a text that `plain_numbers` made plain, in order, none within another.

    Chinese numerals are numbers from two characters on: 一所 and 一是 count nothing.
    """
    for found in _FOUND.finditer(plain):
        kind = found.lastgroup or ""
        made = _MAKERS[kind](found)
        if made is not None:
            yield made


def _make_apart(found: re.Match[str]) -> FoundNumber:
    return FoundNumber(found.start(), found.end())


def _make_ratio(found: re.Match[str]) -> FoundNumber:
    """1:18 and 18:1 are 18; a time or a score is none."""
    left, right = Decimal(found["left"]), Decimal(found["right"])
    sides = {left: found["left"], right: found["right"]}
    if _ONE not in sides:
        return _make_apart(found)
    other = right if left == _ONE else left
    step = _last_place(sides[other])
    return FoundNumber(found.start(), found.end(), other, step, form=QuantityForm.RATIO)


def _make_number(found: re.Match[str]) -> FoundNumber:
    low, number = found.group("low", "number")
    written = number.replace(",", "")
    return FoundNumber(
        found.start(),
        found.end(),
        Decimal(written),
        _last_place(written),
        Decimal(low.replace(",", "")) if low else None,
        QuantityForm.AMOUNT,
    )


def _make_share(found: re.Match[str]) -> FoundNumber:
    one, made = _SHARES[found["share"]], _make_number(found)
    low = made.low * one if made.low is not None else None
    return made._replace(
        number=made.number * one, step=made.step * one, low=low, form=QuantityForm.SHARE
    )


def _make_spelt_share(found: re.Match[str]) -> FoundNumber | None:
    whole, _, behind = found["of"].partition(_POINT)
    number = 100 if whole == _ALL else read_numeral(whole)
    if number is None:
        return None
    digits = "".join(str(read_numeral(each) or 0) for each in behind)
    written, one = f"{number}.{digits}" if digits else str(number), _SHARES[found["parts"]]
    value, step = Decimal(written) * one, _last_place(written) * one
    return FoundNumber(found.start(), found.end(), value, step, form=QuantityForm.SHARE)


def _make_spelt(found: re.Match[str]) -> FoundNumber | None:
    number = read_exact_numeral(found[0])
    if number is None:
        return None
    return FoundNumber(
        found.start(), found.end(), Decimal(number), form=QuantityForm.AMOUNT, spelt=True
    )


_MAKERS: Mapping[str, Callable[[re.Match[str]], FoundNumber | None]] = {
    "apart": _make_apart,
    "right": _make_ratio,
    "number": _make_number,
    "share": _make_share,
    "of": _make_spelt_share,
    "spelt": _make_spelt,
}


def _last_place(written: str) -> Decimal:
    """What one of its last place is worth: 0.01 of 5.94, 1 of 880."""
    behind = written.partition(".")[2]
    return _ONE.scaleb(-len(behind)) if behind else _ONE
