"""Numerals and units as GB/T 15835—2011 wants them, and the same throughout a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.mixed_numerals import MIXED_RULES
from reportgen.text_checks.pattern_rules import PatternRule, find_all, remind
from reportgen.text_checks.read_text import ReadText
from reportgen.words.chinese_numerals import DIGITS, NUMERAL_SIGNS

_BUILT = "栋幢座间所台套辆"
_COUNTED = late_regex(rf"\d\s?[多余]?(?:[{_BUILT}个口块部支张名人册亩]|万?元|平方[米公]|公里)")
_SPELT = late_regex(rf"[三四五六七八九](?<![第{NUMERAL_SIGNS}百].)[{_BUILT}](?=[，。；、（）]|$)")
# Two digits and more, of what is measured or counted: 九十六万元; 七八个 is about that many.
_LARGE = late_regex(
    rf"(?<![第\d{NUMERAL_SIGNS}百千万零几数])(?:[{DIGITS[1:]}]?十[{DIGITS[1:]}]?(?![{NUMERAL_SIGNS}几])"
    rf"|[{DIGITS[1:]}两][百千万](?:[{DIGITS}十百千万]{{0,6}}))[余多]?"
    r"(?:万?元|平方米|平方?公里|公[里顷斤](?!外|处|左右|以外)|[名册亩间台套辆栋幢]|人(?!次[会大])|所(?!以)|个(?=教学班|班级|教室))"
)
_METRE = late_regex(r"\d\s?(?P<at>m)(?![A-Za-z0-9²])")
_METRE_SAID = late_regex(r"\d[多余]?(?:米|公里|平方米)")
_SQUARE_SAID = late_regex(r"\d[多余]?(?:万)?平方米")
_SQUARE = late_regex(r"\d\s?[多余]?(?P<at>㎡|m²)")
_VOLUME = late_regex(
    r"(?:图书(?<![阅读]图书)|藏书|书籍|生均)[^，。；]{0,10}?\d[多余]?(?:万[多余]?)?(?P<at>本)(?![科书])"
)
_YEAR_SAID = late_regex(r"(?<!\d)(?:19|20)\d\d年")
_VOLUME_SAID = late_regex(r"\d[多余]?(?:万[多余]?)?册")

_SHORT_YEAR = late_regex(
    rf"(?<![第{NUMERAL_SIGNS}百千○\d])(?:[七八九][〇零○{DIGITS}]年(?=度)"
    rf"|(?:[七八九][〇零○{DIGITS[1:6]}]|[八九][六七]|七[五六七九]|[八九][八九](?<!八九)|八八|九九)年"
    r"(?=[^制级一贯义务来前后间内龄以多历的。，、；级]|毕业))"
)
_SPANNED = "年级|周岁|岁|年|月|日|周|人|元|万元|米|平方米|公里|天|小时|分钟|[%％]"
_RULES = (
    PatternRule(
        TextRule.NUMBER_SPAN,
        late_regex(
            rf"[\d{NUMERAL_SIGNS}](?P<at>[—－-]{{2}})[\d{NUMERAL_SIGNS}]{{1,4}}(?=\s?(?:{_SPANNED}))"
        ),
        late_regex("[—－-]{2}"),
        "表示范围用了“{}”",
        "从几到几用一字线“—”或浪纹线“～”（GB/T 15834—2011，4.13）",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(r"[09](?<![\d.]\d)\d年?\s?[-—–－~～至到]{1,2}\s?(?:0|1)\d年(?!级)"),
        late_regex(r"[-—–－~～至到]\s?[01]\d年"),
        "年份没有写全：“{}”",
        "年份写四位数（GB/T 15835—2011，4.1.3）",
    ),
    PatternRule(
        TextRule.UNIT_WORD,
        late_regex(
            r"率(?:最[大高低小多])?(?:为|是|达到?|不超过|不低于|在)?(?P<at>\d+(?:\.\d+)?\s?(?:[册本台间所元套]|[人名](?!次)))"
        ),
        late_regex(r"率[^，。；、\d]{0,5}\d+(?:\.\d+)?\s?[册本台间所元套人名]"),
        "“率”后面写的是“{}”",
        "率写成百分比；说的是数量的，改成那个数量的名称",
    ),
    PatternRule(
        TextRule.UNIT_WORD,
        late_regex(r"[\d万多余](?P<at>平方)(?![米公厘分毫千里根和差数])"),
        late_regex(r"平方(?<=[\d万多余]平方)"),
        "单位没有写全：“{}”",
        "请写成“平方米”",
    ),
    PatternRule(
        TextRule.DATE,
        late_regex(r"\d月\d{1,2}(?P<at>号)(?![楼线院文])"),
        late_regex(r"号(?<=\d号)"),
        "日期写成了“{}”",
        "公文里写“日”",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(r"(?:康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国)(?P<at>\d{1,2})年"),
        late_regex(r"[熙正隆庆光丰治绪统国]\d{1,2}年"),
        "非公历的年份用了阿拉伯数字：“{}”",
        "用汉字数字，括注公历，如“光绪三十四年（1908年）”（GB/T 15835—2011，4.2）",
    ),
    PatternRule(
        TextRule.UNIT_WORD,
        late_regex(r"[\d万](?P<at>平米)"),
        late_regex("平米"),
        "单位写成了“{}”",
        "请写成“平方米”",
    ),
    PatternRule(
        TextRule.UNIT_WORD,
        late_regex(r"(?P<at>[a-d])级(?=危房|学校|校舍)"),
        late_regex("[a-d]级"),
        "字母应大写：“{}”",
        "等级的字母用大写，如“D级”",
    ),
    PatternRule(
        TextRule.UNIT_WORD,
        late_regex(r"\d(?<![\d.]\d)[\d.]*\s?[kK]?w(?![A-Za-z])"),
        late_regex(r"w(?<=[\d\skK]w)"),
        "单位的字母应大写：“{}”",
        "功率写成“40W”“2kW”，或写“瓦”“千瓦”",
    ),
    PatternRule(
        TextRule.NUMERALS,
        _SHORT_YEAR,
        late_regex(rf"[七八九][〇零○{DIGITS}]年"),
        "年份没有写全：“{}”",
        "年份写四位数，如“1989年”（GB/T 15835—2011，4.1.3）",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex(rf"(?=[一二][^年]{{0,3}}零)(?:二[零〇○]|一九)[{DIGITS}零〇○]{{2}}年"),
        late_regex(r"零[^，。；]{0,2}年"),
        "年份里写了“零”：“{}”",
        "写成“〇”，或用阿拉伯数字（GB/T 15835—2011，4.2）",
    ),
    PatternRule(
        TextRule.NUMERALS,
        late_regex("[０-９]+(?:．[０-９]+)?"),
        late_regex("[０-９]"),
        "数字用了全角：“{}”",
        "请用半角的阿拉伯数字；可用“替换”一次改完",
    ),
    PatternRule(
        TextRule.UNIT_WORD,
        late_regex(r"\d\s?(?P<at>[mM]2|(?:km|cm)(?:2|²)?(?![A-Za-z0-9]))"),
        late_regex(r"[mMkc](?<=[\d\s].)"),
        "单位写成了“{}”",
        "请写成“平方米”“公里”“厘米”，全文一致",
    ),
    PatternRule(
        TextRule.NUMBER_SPAN,
        late_regex(r"\d(?<![\d.%％-]\d)\d*(?:\.\d+)?\s?[-－~～—–至]\s?\d+(?:\.\d+)?[%％]"),
        late_regex(r"[-－~～—–至]\s?\d[\d.]*[%％]"),
        "“{}”前一个数没有写百分号",
        "表示范围的两个百分数都写百分号，如 4%～6%（GB/T 15835—2011）",
    ),
    PatternRule(
        TextRule.NUMBER_SPAN,
        late_regex(rf"[{NUMERAL_SIGNS}][至到](?:[{NUMERAL_SIGNS}])(?P<at>个)(?=年级)"),
        late_regex(f"年级(?<=[至到][{NUMERAL_SIGNS}]个年级)"),
        "“{}”多余",
        "从几年级到几年级，写成“一至六年级”；说有几个年级，写成“6个年级”",
    ),
)


# What is written in one way where the text writes it in another, too.
_MIXED = (
    (
        late_regex(r"\d%"),
        PatternRule(
            TextRule.NUMERALS,
            late_regex(r"[\d.]+(?P<at>％)"),
            late_regex("％"),
            "百分号是全角的“{}”，别处是“%”",
            "全文写法一致；可用“替换”一次改完",
        ),
    ),
    (
        _METRE_SAID,
        PatternRule(
            TextRule.UNIT_WORD,
            _METRE,
            late_regex(r"m(?<=[\d\s]m)"),
            "单位写成了“{}”，别处写的是“米”或“公里”",
            "全文写法一致",
        ),
    ),
    (
        _SQUARE_SAID,
        PatternRule(
            TextRule.UNIT_WORD,
            _SQUARE,
            late_regex("㎡|m²"),
            "单位写成了“{}”，别处写的是“平方米”",
            "全文写法一致",
        ),
    ),
    (
        _VOLUME_SAID,
        PatternRule(
            TextRule.UNIT_WORD,
            _VOLUME,
            late_regex("本(?<=[\\d多余万]本)"),
            "图书的单位是“{}”，别处是“册”",
            "全文写法一致",
        ),
    ),
    (
        _COUNTED,
        PatternRule(
            TextRule.NUMERALS,
            _LARGE,
            late_regex(r"[十百千万](?<![第\d].)"),
            "“{}”用汉字数字，别处计量用阿拉伯数字",
            "计量的数用阿拉伯数字，全文一致（GB/T 15835—2011，4.1.1）",
        ),
    ),
    (
        _COUNTED,
        PatternRule(
            TextRule.NUMERALS,
            _SPELT,
            late_regex(rf"[{NUMERAL_SIGNS}][{_BUILT}]"),
            "“{}”用汉字数字，别处计量用阿拉伯数字",
            "计量的数用阿拉伯数字，全文一致（GB/T 15835—2011，4.1.1）",
        ),
    ),
    # 二〇二四年五月 may be the date of the document.
    (
        _YEAR_SAID,
        PatternRule(
            TextRule.NUMERALS,
            late_regex(
                rf"(?<![第{NUMERAL_SIGNS}《])[一二][九〇○零][〇○零{DIGITS}]{{2}}年(?![{NUMERAL_SIGNS}]{{1,3}}月)"
            ),
            late_regex(rf"[一二][九〇○零][〇○零{DIGITS}]{{2}}年"),
            "年份“{}”用汉字数字，别处用阿拉伯数字",
            "年份用阿拉伯数字，全文一致（GB/T 15835—2011，4.1.3）",
        ),
    ),
)

# What a text writes in figures and in characters: the rarer of the two is told.
_TWO_WAYS = (
    (
        late_regex(rf"(?<![第{NUMERAL_SIGNS}百])[{DIGITS[1:]}十]{{1,3}}年级"),
        late_regex(r"\d年级(?<!\d{4}年级)"),
        late_regex("年级"),
    ),
    (
        late_regex(rf"(?<![第{NUMERAL_SIGNS}])[{DIGITS[1:]}十两]{{1,3}}轨(?!道)"),
        late_regex(r"\d轨(?!道)"),
        late_regex("轨"),
    ),
    (
        late_regex(rf"(?<![第{NUMERAL_SIGNS}每])[{DIGITS[2:]}十]{{1,3}}个教学班"),
        late_regex(r"\d+个教学班"),
        late_regex("个教学班"),
    ),
)
# Alone in its line; in a table it is written so.
_LONE_DATE = PatternRule(
    TextRule.DATE,
    late_regex(r"^[ \t\u3000]*(?P<at>20\d\d[./-]\d{1,2}[./-]\d{1,2})[ \t\u3000]*$"),
    late_regex(r"^[ \t\u3000]*20\d\d[./-]\d{1,2}[./-]\d{1,2}[ \t\u3000]*$", re.MULTILINE),
    "成文日期写成了“{}”",
    "写成“2024年4月12日”（GB/T 9704—2012，7.3.5.4）",
)
_YEARS = late_regex(r"(?<!\d)(\d{4})(?:年度?)?\s*[-—–－~～至]+\s*(\d{4})(?=学?年)")
_YEARS_CUE = late_regex(r"[-—–－~～至]\s*\d{4}学?年")


def _check_years(part: TextPart) -> Iterator[TextFinding]:
    for span in _YEARS.finditer(part.text):
        if int(span[1]) >= int(span[2]):
            message = f"起止年份“{span[0]}年”不对：后一个年份应大于前一个"
            yield remind(TextRule.SPAN_OF_YEARS, part, span.span(), message, "请核对年份")


def check_numerals(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Letters for units, spans without their unit or the wrong way round, years of two digits, the
    date of a document in figures and points, and what is written in two ways in one number, date or
    text: 平方米 and ㎡, 册 and 本, 2个 and 三栋, % and ％.
    """
    yield from find_all((*_RULES, *MIXED_RULES), text)
    yield from (finding for part in text.parts_with(_YEARS_CUE) for finding in _check_years(part))
    yield from (each for each in find_all((_LONE_DATE,), text) if not each.part.is_in_table)
    for other, rule in _MIXED:
        found = tuple(find_all((rule,), text))
        if found and any(other.search(part.text) for part in text.parts):
            yield from found
    for ways in _TWO_WAYS:
        yield from _check_two_ways(text, *ways)


def _check_two_ways(
    text: ReadText, spelt: re.Pattern[str], figures: re.Pattern[str], cue: re.Pattern[str]
) -> Iterator[TextFinding]:
    parts = tuple(text.parts_with(cue))
    one, other = (
        [(part, found) for part in parts for found in way.finditer(part.text)]
        for way in (spelt, figures)
    )
    rarer, more = (other, one) if len(other) < len(one) else (one, other)
    for part, found in rarer if more else ():
        message = f"写了“{found[0]}”，别处写的是“{more[0][1][0]}”"
        hint = "数字的写法全文一致（GB/T 15835—2011，4.1）"
        yield remind(TextRule.NUMERALS, part, found.span(), message, hint)
