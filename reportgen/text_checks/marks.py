"""Marks in a text by GB/T 15834—2011: doubled, half-width, of the wrong kind or place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.mark_edges import EDGE_RULES, MOST_UNENDED, UNENDED
from reportgen.text_checks.pattern_rules import PatternRule, find_all
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.row_marks import ROW_RULES
from reportgen.text_checks.unended_items import find_unended_items
from reportgen.words.chinese_numerals import DIGITS

_HAN = "\u3400-\u4dbf\u4e00-\u9fff”’》）"
_NUMBERS = rf"[{DIGITS}十0-9０-９]{{1,3}}"
# What lengths, areas and money are counted in; 个 and 间 are not broken by a point.
_MEASURE = r"(?:平方|立方)?(?:公里|千米|厘米|米)|公顷|亩|㎡|万|亿|元|吨|公斤|千克|[%％]"
_MEMBER = r"[\u4e00-\u9fffxX×]{1,8}?"
_SUBJECT = (
    "(?:语文|数学|英语|外语|物理|化学|生物|历史|地理|音乐|体育|美术|科学|信息技术|道德与法治"
    "|品德|劳动|书法|舞蹈|绘画|声乐|器乐|写作)"
)
# The end of a name between braces or square brackets.
_UNFILLED = r"[^{}\[\]，。；\n]{0,24}[}\]]"
# 开展, 组织, 加强, 落实, 利用: of two characters each.
_VERB = (
    "[开进组加建完推提落实培弘营听防编符利结授维改优深强丰参促保坚打构通形规引鼓发]"
    "[展行织强立善进动高升实施育扬造取治制合用予护化富加障持过成范导励挥]"
)
_NO_VERB = r"(?![^，、。]{0,8}[有设建配开增改无把将为与和及并等了])"

_RULES = (
    PatternRule(
        TextRule.DOUBLED_MARKS,
        late_regex(r"[，、；：。](?:\s*[，、；：。])+"),
        late_regex(r"[，、；：。]\s*[，、；：。]"),
        "标点连用：“{}”",
        "请留下一个；中间漏写了内容的，补上",
    ),
    # Beside a Chinese character; brackets that hold one, but those of a number: (一) is told with
    # the numbers of headings, 错误!未找到引用源 as a program's words, {{ 学校.名称 }} as not filled
    # in.
    PatternRule(
        TextRule.HALF_WIDTH,
        late_regex(
            rf"(?<=[{_HAN}])\s?[,;:!?](?<!错误!)(?!/)|(?<=[0-9%])[,;](?=\s?[\u4e00-\u9fff“])"
            rf"|(?<=%)[,;](?=\s?[0-9])"
            rf"|[,;!?](?<!错误!)(?=[\u4e00-\u9fff“])"
            rf"|\((?!{_NUMBERS}\))[^()\u4e00-\u9fff]*+[\u4e00-\u9fff][^()]*+\)"
            rf"|(?<=[{_HAN}%])\.(?=\s*$|[\u4e00-\u9fff“])(?!{_UNFILLED})|(?<=%\s)\.(?=\s*$)"
        ),
        late_regex(r"[,;:!?(.](?<!\d\.)"),
        "用了半角的“{}”",
        "中文里用全角的“，”“；”“：”“（）”（GB/T 15834—2011，5.1）；可用“替换”一次改完",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(rf"[，；、](?=（(?!{_NUMBERS}）))"),
        late_regex("[，；、]（"),
        "括号前面是“{}”",
        "括号里的话注释前面的词，紧接着它写；标点写在括号后面（GB/T 15834—2011，4.9）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"(?P<at>如下)\s*$"),
        late_regex("如下"),
        "“{}”后面没有冒号",
        "引出下文的话用冒号结束（GB/T 15834—2011，4.7）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"如下(?P<at>[。；])"),
        late_regex("如下[。；]"),
        "“如下”后面是“{}”",
        "引出下文的话用冒号结束（GB/T 15834—2011，4.7）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"(?:^|(?<=[。；]))(?:我们?|本|学)?[校园区县]?的?(?:办[学园](?:宗旨|理念|思想|目标|特色)"
            r"|[校园教学][训风])(?P<at>[。；，])"
        ),
        late_regex("[旨念想标色训风][。；，]"),
        "提示语后面是“{}”",
        "引出下文的词语用冒号（GB/T 15834—2011，4.7）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"中(?<=[标校师生级人位所]中)(?P<at>：)(?=[0-9一-龥])"),
        late_regex("中："),
        "“中”后面的“{}”多余",
        "请删去冒号",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"、等(?![待级候同第额量距高值价长])|等(?:…{1,2}|\.{3,})|…{1,2}等(?=[，。；])"),
        late_regex("、等|等[….]|…等"),
        "“{}”重复",
        "“等”前面不用顿号，也不与省略号同用（GB/T 15834—2011，附录 A.9、B.1.2）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"\d[人名](?P<at>。)(?=[一-龥]{0,6}(?:学历|职称|毕业|学位|级)的?(?:有|为)?\d+[人名]。)"
        ),
        late_regex(r"。(?<=\d[人名]。)"),
        "一句没有列举完，用了“{}”",
        "同一句里的几项之间用逗号或顿号",
    ),
    # Behind a number and its unit: 达95%、以上.
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"(?<=[0-9％%年人元册台间])[，、；。](?=(?:以[上下内]|左右)(?:[，。；、的]|$))"),
        late_regex("[，、；。](?:以[上下内]|左右)"),
        "“以上”“左右”等词前面有“{}”",
        "这些词说的是前面的数，请删去标点",
    ),
    PatternRule(
        TextRule.DECIMAL_POINT,
        late_regex(
            r"\d(?<![\d.、。．]\d)\d{0,2}。\d{1,2}(?=\s?[\u4e00-\u9fff])(?![年月日]|\d?[.．、])"
        ),
        late_regex(r"。(?<=\d。)\d"),
        "小数点写成了别的标点：“{}”",
        "小数点是“.”；是两句话的，前一句的数后面补上单位",
    ),
    PatternRule(
        TextRule.DECIMAL_POINT,
        late_regex(rf"\d(?<![\d.、。．]\d)\d{{0,2}}[、，·]\d{{1,2}}(?=\s?(?:{_MEASURE}))"),
        late_regex(r"[、，·](?<=\d.)\d"),
        "小数点写成了别的标点：“{}”",
        "小数点是“.”；说的是两个数的，写成“几至几”",
    ),
    # 远程教育接收室，光盘播放室: members of one kind in a row.
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            rf"，(?:(?<=[室馆房]，)(?<!用房，){_NO_VERB}{_MEMBER}[室馆房]|(?<=社区，){_NO_VERB}{_MEMBER}社区"
            rf"|(?<=(?:社区|.村)，){_NO_VERB}{_MEMBER}村)(?=[，、。等及和]|[\u4e00-\u9fff]{{1,6}}[室馆房村])"
        ),
        late_regex("[室馆房区村]，"),
        "并列的词语之间用了逗号：“{}”",
        "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            r"(?P<kind>[\u4e00-\u9fff]{2})、[^，。；：、\d]{1,8}(?P=kind)"
            rf"(?P<at>，(?![并且或及与和以未不]|有关|{_VERB})[^，。；：、\d]{{1,8}}?(?P=kind))(?=[、等及和])"
        ),
        late_regex("、[^，。；：、\\d\\n]{3,10}，"),
        "并列的词语之间用了逗号：“{}”",
        "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）",
    ),
    # 音乐教室一间，美术教室一间、书法教室一间; of 实验室6间，物理实验室2间、… the first is the sum.
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            rf"(?:^|(?<=[有设建共配置了，。；、：]))(?P<noun>[\u4e00-\u9fff]{{1,6}}[室房馆场机仪])"
            rf"[{DIGITS}十两\d]{{1,4}}(?P<unit>[间个台套])(?P<at>，)(?!其中|[^，。；、]{{0,6}}(?P=noun))"
            rf"[^，。；、\d]{{1,9}}[室房馆场机仪]"
            rf"[{DIGITS}十两\d]{{1,4}}(?P=unit)、"
        ),
        late_regex("[间个台套]，"),
        "并列的几项之间用了“{}”，后面用的是顿号",
        "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            r"、[^，。；：、\d]{1,7}(?P<kind>[处队组部楼场课])(?P<at>，)[^，。；：、\d]{1,7}(?P=kind)[、和及等]"
        ),
        late_regex("[处队组部楼场课]，"),
        "并列的词语之间用了“{}”",
        "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(rf"{_SUBJECT}(?P<at>，)(?={_SUBJECT}(?:[、，等]|和{_SUBJECT}))"),
        late_regex("[文学语理史乐育美术法劳动画蹈]，"),
        "并列的词语之间用了“{}”",
        "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex("(?P<at>。)其中："),
        late_regex("。其中："),
        "“其中”前面是“{}”",
        "总数和各项是一句话，中间用逗号",
    ),
    # 对教育工作，进行了自查; 把自查工作，作为重点; 教学点，均无食堂.
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"[对就][^，。；：\d]{2,24}(?P<at>，)(?:进行|开展)了"),
        late_regex("，(?:进行了|开展了)"),
        "“{}”多余",
        "介词引出的话和动词之间不用逗号",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"[把将](?![^，。；：]{1,14}[入为到成给在])[^，。；：]{2,16}(?P<at>，)(?:作为|列为|当作|纳入|落实到)"
        ),
        late_regex("，(?:作为|列为|当作|纳入|落实到)"),
        "“{}”多余",
        "“把…”和动词之间不用逗号",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"(?:^|[。；])(?!经|目|通|截|据|对|在|从|现|到|至|为|由|按|同|另|此|上|以)"
            r"[^，。；：\d]{2,10}(?P<at>，)(?=均(?:无|未|没有|有))"
        ),
        late_regex("，均[无未没有]"),
        "主语和谓语之间的“{}”多余",
        "请删去逗号",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            r"春有[\u4e00-\u9fff]{1,2}夏有[\u4e00-\u9fff]{1,2}(?:秋有[\u4e00-\u9fff]{1,2})?(?:冬有[\u4e00-\u9fff]{1,2})?"
        ),
        late_regex("春有"),
        "并列的几个短语之间没有标点：“{}”",
        "请加逗号或顿号",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(r"[室馆房](?P<at>；)(?=[^，。；：\d]{1,8}[室馆房](?:[；、等。]|$))"),
        late_regex("[室馆房]；"),
        "并列的词语之间用了“{}”",
        "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(r"、(?P<at>有)[一-龥]{2,8}\d+(?:[间个台册套名]|平方米)"),
        late_regex("、有"),
        "并列的几项里只有这一项写了“{}”",
        "并列的各项写法一致，请删去",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex("(?:党中央|中共中央)国务院"),
        late_regex("中央国务院"),
        "“{}”中间没有顿号",
        "并列的机关之间用顿号：党中央、国务院",
    ),
    PatternRule(
        TextRule.EMPTY_UNIT,
        late_regex(r"(?:创立|创办|始建|创建|建成|成立|建园|建校)(?P<at>于)\s*(?=[，。；])"),
        late_regex(r"[立办建成园校]于\s*[，。；]"),
        "“{}”后面没有写时间",
        "请填上年月",
    ),
    # 〔试行〕, 〔一〕, and those round a number that has its own.
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"〔(?!\s?(?:19|20)\d\d\s?〕)[^〔〕\n]{1,30}(?:〔\s?\d{4}\s?〕[^〔〕\n]{0,12})?〕"
        ),
        late_regex(r"〔(?!\s?(?:19|20)\d\d\s?〕)"),
        "用了六角括号：“{}”",
        "六角括号用于发文字号的年份；注释用圆括号“（）”（GB/T 15834—2011，4.9）",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(r"、(?=[和及](?![平谐睦蔼其时格])|以及)"),
        late_regex("、(?:[和及]|以及)"),
        "“和”“及”前面用了“{}”",
        "最后两项之间用了“和”“及”“以及”的，不再用顿号，请删去",
    ),
    # 18 746平方米, of which the one half may be of something else.
    PatternRule(
        TextRule.BROKEN_NUMBER,
        late_regex(
            r"(?<![\d.\s第表年月])[1-9]\d{0,2} \d{3}"
            r"(?=\s?(?:平方米|㎡|册|元|万元|人(?!次)|名|台|米))"
        ),
        late_regex(r" (?<=\d )\d{3}[平㎡册元万人名台米\s]"),
        "一个数中间有空格：“{}”",
        "请删去空格；是两个数的，写明各是什么",
    ),
    PatternRule(
        TextRule.OPEN_END,
        late_regex(r"[，、,](?=\s*$)"),
        late_regex(r"[，、,]\s*$", re.MULTILINE),
        "段末是“{}”",
        "这一段没有写完的补上；和下一段是一句话的，合成一段",
    ),
)


def check_marks(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """Doubled, half-width and misplaced marks, those that are made of others, decimal points and
    lists written with others, and paragraphs that end in a comma or in no mark.
    """
    yield from find_all((*_RULES, *EDGE_RULES, *ROW_RULES), text)
    open_ends = [each for each in find_all((UNENDED,), text) if each.part.paragraph]
    yield from open_ends if len(open_ends) <= MOST_UNENDED else ()
    yield from find_unended_items(text)
