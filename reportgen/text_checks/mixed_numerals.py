"""Numbers and dates in figures and characters at once (二0二三年, 3百人), with letters in them,
or exact where they say that they are not (1235余人).
"""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextRule
from reportgen.text_checks.pattern_rules import PatternRule
from reportgen.words.chinese_numerals import DIGITS, NUMERAL_SIGNS

_SPELT = f"{DIGITS}〇零○"
_DATE_HINT = "年、月、日用同一种数字：2022年3月，或二〇二二年三月（GB/T 15835—2011，4.2）"
_UNITS = (
    "人(?!次?[会大])|[名册本个台间所套元亩张棵份户辆栋幢盆篇项次]|平方[米公]|公[里顷斤]"
    "|吨|周岁|岁|[万亿]元"
)

MIXED_RULES = (
    # 生均3. 1平方米; at the beginning of a line stands the number of an item.
    PatternRule(
        TextRule.SPACES,
        late_regex(rf"(?<=[\u4e00-\u9fff])\d{{1,6}}[.．]\s\d{{1,3}}(?=[%％]|万|{_UNITS})"),
        late_regex(r"[.．]\s(?<=\d..)\d"),
        "小数中间有空格：“{}”",
        "请删去空格",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(
            rf"(?<![\d{_SPELT}])(?:(?=\d*[{_SPELT}])(?=[{_SPELT}]*[\dOoＯ])[12一二][\dOoＯ{_SPELT}]{{3}}"
            r"|(?=\d*[OoＯ])[12][\dOoＯ]{3})(?=年)"
        ),
        late_regex(
            rf"年(?<=[\dOoＯ{_SPELT}]{{4}}年)(?:(?<=[{_SPELT}OoＯ]年)|(?<=[{_SPELT}OoＯ].年)"
            rf"|(?<=[{_SPELT}OoＯ].{{2}}年)|(?<=[{_SPELT}OoＯ].{{3}}年))"
        ),
        "年份写法不一致：“{}”",
        "写成“2023年”，或“二〇二三年”（GB/T 15835—2011，4.2）",
    ),
    # 二〇二二年3月, 2022年三月, 3月十五日; 三月三 is a day of its own.
    PatternRule(
        TextRule.NUMERALS,
        late_regex(
            rf"[二一][{_SPELT}]{{3}}年\s?\d{{1,2}}月(?:\s?\d{{1,2}}日)?"
            rf"|(?<!\d)(?:19|20)\d\d年(?:十[一二]?|[{DIGITS[1:]}])月(?!三)(?:[{NUMERAL_SIGNS}]{{1,3}}日)?"
        ),
        late_regex(rf"月(?:(?<=年[\d{NUMERAL_SIGNS}]月)|(?<=年[\d十 ][\d一二]月)|(?<=年\s\d\d月))"),
        "一个日期用了两种数字：“{}”",
        _DATE_HINT,
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(
            rf"(?<!\d)\d{{1,2}}月(?:[二三]?十[{DIGITS[1:]}]?|[{DIGITS[1:]}])[日号]"
            rf"|(?:十[一二]?|(?<![{NUMERAL_SIGNS}])[{DIGITS[1:]}])月\d{{1,2}}[日号]"
        ),
        late_regex(rf"月(?:(?<=\d月)[{NUMERAL_SIGNS}]|(?<=[{NUMERAL_SIGNS}]月)\d)"),
        "一个日期用了两种数字：“{}”",
        _DATE_HINT,
    ),
    # 3百人, 5千元; 5千米 is a length.
    PatternRule(
        TextRule.NUMERALS,
        late_regex(
            rf"[0-9](?<![0-9.][0-9])[0-9]*(?:\.[0-9]+)?[十百千](?:(?=万)|[余多]?(?={_UNITS}))"
        ),
        late_regex("|".join(digit + sign for digit in "0123456789" for sign in "十百千")),
        "“{}”阿拉伯数字和汉字混写",
        "阿拉伯数字后面只用“万”“亿”，写成“300人”（GB/T 15835—2011，4.4）",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(rf"百分之\d[\d.]*|百分之[{NUMERAL_SIGNS}百零]+[%％]"),
        late_regex("百分之"),
        "“{}”两种写法混用",
        "写成“98%”",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(rf"(?<![\d.])[1-9]\d+[1-9][余多](?={_UNITS})(?!万|亿)"),
        late_regex("|".join(digit + sign for digit in "123456789" for sign in "余多")),
        "“{}”：数写到了个位，不是约数",
        "请去掉“余”“多”，或写成整百、整千的约数；可能是替换年份时改错的",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(
            r"(?<![A-Za-z\d])[lI](?=\d+(?:\.\d+)?[人名个间台册万%％年月])"
            r"|(?<=\d)[OoＯ](?=[\dOoＯ]*(?:\.\d+)?[人名个间台册元万%％])"
        ),
        late_regex("[lIOoＯ]"),
        "数里写了字母“{}”",
        "请改成数字",
    ),
    # 2020一2022年, 1一6年级: a numeral for the dash.
    PatternRule(
        TextRule.NUMBER_SPAN,
        late_regex(
            r"\d(?P<at>一)(?=\d{1,4}(?:\.\d+)?\s?(?:学?年|[人分岁名元米月日号周次个%％]|小时|平方))"
        ),
        late_regex(r"一(?<=\d一)\d"),
        "表示范围用了汉字“{}”",
        "从几到几用一字线“—”或浪纹线“～”（GB/T 15834—2011，4.13）",
    ),
)
