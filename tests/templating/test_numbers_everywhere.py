"""A number with every operator and every filter of jinja2: it does what a number does, or is refused
in words that are true.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from jinja2 import Undefined
from jinja2.filters import FILTERS as STOCK

from reportgen.render.parts import make_environment
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.templating.faults import FAILURES, UnfitValueError, explain_failure
from reportgen.templating.quantity import NoNumberError, Quantity

ENVIRONMENT = make_environment(FILTERS)
VALUES = {
    "册": Quantity("8.43册", Decimal("8.4321")),
    "人": Quantity("244", Decimal(244)),
    "二": Quantity("2", Decimal(2)),
    "半": Quantity("2.67", Decimal("2.665")),
    "缺": Quantity("缺数据"),
    "列": (1, 2, 3, 4, 5),
    "名": "甲小学",
}
LIST = "是一个值，不是一列"
NONE = "不是数"
WHOLE = "不是整数"


def value_of(expression: str) -> object:
    return ENVIRONMENT.compile_expression(expression, undefined_to_none=False)(**VALUES)


PATTERNS = {
    '"%d" % 人': "244",
    '"%d人" % 人': "244人",
    '"%d%%" % 人': "244%",
    '"%05d" % 人': "00244",
    '"%d" % 册': "8",
    '"%s" % 册': "8.43册",
    '"%.1f" % 册': "8.4",
    '"%.2f" % 半': "2.67",
    '"%x" % 人': "f4",
    '"%s有%d人" % (名, 人)': "甲小学有244人",
    '"%(a)s为%(a).1f" % {"a": 册}': "8.43册为8.4",
    '"%*d" % (6, 人)': "   244",
    '"%d" % 缺': NONE,
    '"%d" % 名': "值的类型不对",
    '"%d%d" % 人': "值的类型不对",
    '"%99999999d" % 人': "数太大",
    '"%d"|format(人)': "244",
    '"%.2f"|format(半)': "2.67",
    '"%(a)d人"|format(a=人)': "244人",
    '"{}".format(册)': "8.43册",
    '"{:>8}".format(册)': "   8.43册",
    '"{:d}".format(人)': "244",
    '"{:d}".format(册)': WHOLE,
    '"{:.2f}".format(半)': "2.67",
    '"{:,}".format(人 * 1000)': "244,000",
    '"{:05d}".format(人)': "00244",
    '"{:.1%}".format(册)': "843.2%",
    '"{:.2f}".format(缺)': NONE,
    '"{:99999999}".format(人)': "数太大",
    '"{0:.1f}和{1}".format(册, 人)': "8.4和244",
}
OPERATORS = {
    "人 + 1": "245",
    "人 + 二": "246",
    '人 + "1"': "在引号里，是文字",
    '"1" + 人': "在引号里，是文字",
    '人 + "人"': "244人",
    "人 - 二": "242",
    "人 * 二": "488",
    '"＿" * 二': "＿＿",
    '二 * "="': "==",
    '"=" * 册': WHOLE,
    '"学" * 二': NONE,
    "人 / 二": "122",
    "人 // 二": "122",
    "人 % 二": "0",
    "人 ** 二": "59536",
    "-人": "-244",
    "+人": "244",
    "+缺": NONE,
    "人 + 缺": NONE,
    '人 ~ "人"': "244人",
    "人 ~ 二": "2442",
    "1 < 二 < 3": "True",
    "人 == 244 and 人 != 245 and 人 >= 244": "True",
    '人 == "244"': "True",
    "二 in 列 and 人 not in 列": "True",
    "人 in [244]": "True",
    "4 in 人": "值的类型不对",
    "not 人": "False",
    "(人 and 1) + (0 or 二)": "3",
    "1 if 人 else 2": "1",
    "列[二]": "3",
    "列[册]": WHOLE,
    "列[缺]": NONE,
    "列[:二]|length": "2",
    "名[二]": "学",
    "人[0]": LIST,
    "range(二)|list": "[0, 1]",
    "range(册)|list": WHOLE,
    "人 is number and 人 is integer and 人 is even and 人 is divisibleby 二": "True",
    "册 is float and 册 is not integer": "True",
    "人 is string or 人 is sequence or 人 is iterable or 人 is mapping": "False",
    "列 is sequence and 名 is iterable": "True",
}
OF_FILTERS = {
    "abs": "244",
    "attr('x')": "",
    "batch(2)": LIST,
    "capitalize": "244",
    "center(5)": " 244 ",
    "count": LIST,
    "d(0)": "244",
    "default(0)": "244",
    "dictsort": LIST,
    "e": "244",
    "escape": "244",
    "filesizeformat": "244 Bytes",
    "first": LIST,
    "float": "244",
    "forceescape": "244",
    "format(1)": "值的类型不对",
    "groupby('x')": LIST,
    "indent(二)": "244",
    "int": "244",
    "items": LIST,
    "join": LIST,
    "last": LIST,
    "length": LIST,
    "list": LIST,
    "lower": "244",
    "map('int')": LIST,
    "max": LIST,
    "min": LIST,
    "pprint": "'244'",
    "random": LIST,
    "reject('odd')": LIST,
    "rejectattr('x')": LIST,
    "replace('4', '5')": "255",
    "reverse": LIST,
    "round(二)": "244",
    "safe": "244",
    "select('odd')": LIST,
    "selectattr('x')": LIST,
    "slice(2)": LIST,
    "sort": LIST,
    "string|length": "3",
    "striptags": "244",
    "sum": LIST,
    "title": "244",
    "tojson": '"244"',
    "trim": "244",
    "truncate(二)": "比省略号还短",
    "unique": LIST,
    "upper": "244",
    "urlencode": "244",
    "urlize": "244",
    "wordcount": "1",
    "wordwrap(二)": "24\n4",
    "xmlattr": LIST,
}
COUNTS = {
    "列|batch(二)|list|length": "3",
    "列|slice(二)|list|length": "2",
    'name|default("abcdef")|truncate(二, true, "", 0)': "ab",
    "列|batch(册)|list": WHOLE,
    "册|round(二)": "8.43册",
    "册|数(二)": "8.43册",
    "册|round(缺)": NONE,
    "0.856|百分比(二)": "85.6%",
}
TABLE = {
    **PATTERNS,
    **OPERATORS,
    **{f"人|{use}": said for use, said in OF_FILTERS.items()},
    **COUNTS,
}


@pytest.mark.parametrize(("expression", "said"), TABLE.items())
def test_number_is_one_or_is_refused(expression: str, said: str) -> None:
    try:
        found = value_of(expression)
    except FAILURES as fault:
        assert said in explain_failure(fault).message
    else:
        assert (str(found) if not isinstance(found, Undefined) else "") == said


def test_every_filter_of_jinja2_is_in_the_table() -> None:
    assert {use.partition("(")[0].partition("|")[0] for use in OF_FILTERS} == set(STOCK)


def test_loop_over_one_value_is_refused() -> None:
    with pytest.raises(NoNumberError, match=LIST):
        ENVIRONMENT.from_string("{% for a in 人 %}{{ a }}{% endfor %}").render(VALUES)


UNITS = {
    "人": Quantity("376", Decimal(376), "人"),
    "面积": Quantity("1264", Decimal("1263.5"), "㎡"),
    "元": Quantity("635000", Decimal(635000), "元"),
    "每生": Quantity("720", Decimal(720), "元/生"),
    "率": Quantity("0.8", Decimal("0.8"), "%"),
    "年": Quantity("1987", Decimal(1987), "年"),
    "何": Quantity("20500", Decimal(20500)),
}
OF_UNITS = {
    "面积": {"面积", "何"},
    "亩": {"面积", "何"},
    "金额": {"元", "每生", "何"},
    "万元": {"元", "每生", "何"},
    "大写金额": {"元", "每生", "何"},
    "中文年份": {"年", "何"},
    "学年": {"年"},
    "百分比": set(),
}
ANY_UNIT = {"数", "千分", "中文数字", "默认", "非零"}
NO_FIGURES = {"中文日期", "宽", "段落", "句中"}


@pytest.mark.parametrize("name", OF_UNITS)
def test_filter_takes_figures_of_its_own_unit(name: str) -> None:
    passed = set()
    for unit, value in UNITS.items():
        try:
            ENVIRONMENT.compile_expression(f"x|{name}")(x=value)
            passed.add(unit)
        except UnfitValueError as fault:
            assert unit == "何" or f"“{value}”的单位是“{value.unit}”" in str(fault)
    assert passed == OF_UNITS[name]


def test_every_filter_of_ours_says_which_units_it_takes() -> None:
    assert {*OF_UNITS, *ANY_UNIT, *NO_FIGURES} == set(FILTERS)


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("地|亩|float * 2", "33.6"),
        ("地|亩|int", "16"),
        ("地|面积|float", "11200"),
        ("钱|金额 + 1", "318001"),
        ("钱|金额|round", "318000元"),
        ("钱|万元 * 2", "63.6"),
        ("钱|千分|float", "318000"),
        ("占|百分比|round", "86%"),
        ("[9800|金额, 钱|金额]|max", "31.8万元"),
        ("名|float", NONE),
        ("名|int", NONE),
        ("缺|float(0)", NONE),
        ("名|int(0)", "0"),
        ("[名, 名]|map('float')|list", NONE),
    ],
)
def test_what_a_filter_prints_still_counts_and_nothing_is_nought_for_it(
    expression: str, told: str
) -> None:
    values = {
        **VALUES,
        "地": Quantity("11200", Decimal(11200), "平方米"),
        "钱": Quantity("318000", Decimal(318000), "元"),
        "占": Quantity("0.856", Decimal("0.856")),
    }
    try:
        found = str(ENVIRONMENT.compile_expression(expression)(**values))
    except NoNumberError as fault:
        found = str(fault)
    assert told in found
