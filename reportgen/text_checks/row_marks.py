"""Marks that differ within one row, and those between what belongs together or does not."""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextRule
from reportgen.text_checks.pattern_rules import PatternRule

_H = "[\u4e00-\u9fff]"
_TIER = "(?:中央|(?:国家|省|市|县|区|乡|镇|乡镇)级?)(?:财政)?(?:资金|补助|投入|拨款|配套)?"
_DEGREE = "(?:研究生|硕士|本科|专科|大专|中专|中师)(?:学历|毕业)?"
_RANK = "(?<!其中)(?:高级|中级|初级|一级|二级|三级)(?:教师|职称)?"
_SUBJECT = (
    "(?:语文|数学|英语|物理|化学|生物|历史|地理|音乐|体育|美术|科学|信息技术|道德与法治|劳动)"
)
_LIST_HINT = "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）；前后写法一致"


def _of_row(kind: str, cue: str) -> tuple[PatternRule, ...]:
    """Rules for three of a kind, each with a number, between which two marks differ."""
    number = r"(?:有|为|达)?\d[\d.]*"
    one, other = rf"{kind}{number}(?P<u>万元|元|[人名个台])", rf"{kind}{number}(?P=u)"
    return tuple(
        PatternRule(
            TextRule.LIST_MARKS,
            late_regex(pattern),
            late_regex(cue),
            "一列几项，这里用了“{}”，别处用的是顿号",
            _LIST_HINT,
        )
        for pattern in (
            rf"{one}、{other}(?P<at>，){other}",
            rf"{one}(?P<at>，){other}、{other}",
        )
    )


ROW_RULES = (
    *_of_row(_TIER, r"元[、，](?=[中国省市县区乡镇])"),
    *_of_row(_DEGREE, r"[人名][、，](?=[研硕本专大中])"),
    *_of_row(_RANK, r"[人名][、，](?=[中高一二三初])"),
    *_of_row(_SUBJECT, r"[人名个台][、，](?=[语数英物化生历地音体美科信道劳])"),
    # 校园网络系统，多媒体教室、校园广播系统: of one kind with another behind it.
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            rf"[有设建备]{_H}{{1,6}}(?P<kind>(?!情况|工作|建设|管理|制度){_H}{{2}})(?P<at>，)(?![并且还有设建配])(?:{_H}{{2,8}}、){{1,4}}{_H}{{0,6}}(?P=kind)[、等。和]"
        ),
        late_regex(rf"{_H}，{_H}{{2,8}}、"),
        "并列的词语之间用了“{}”，后面用的是顿号",
        _LIST_HINT,
    ),
    # “德育为首、质量立校，全面发展”; of four, two and two may be meant.
    *(
        PatternRule(
            TextRule.LIST_MARKS,
            late_regex(rf"“{pattern}”"),
            late_regex(rf"“{_H}{{4}}[、，]{_H}{{4}}[、，]"),
            "并列的几个短语之间用了“{}”，别处用的是另一种标点",
            "前后写法一致：都用顿号，或者都用逗号",
        )
        for pattern in (
            rf"{_H}{{4}}、{_H}{{4}}(?P<at>，){_H}{{4}}",
            rf"{_H}{{4}}(?P<at>，){_H}{{4}}、{_H}{{4}}",
            rf"{_H}{{4}}、{_H}{{4}}、{_H}{{4}}(?P<at>，){_H}{{4}}",
            rf"{_H}{{4}}(?P<at>，){_H}{{4}}、{_H}{{4}}、{_H}{{4}}",
        )
    ),
    # 体育、美术、专业教师.
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            rf"{_SUBJECT}(?P<at>、)(?=(?:专业|专职|专任|学科)(?:教师|老师)(?:仅|只|共|有|严重|不足|短缺|缺|数量|\d))"
        ),
        late_regex(r"、专[业职任][教老]师|、学科[教老]师"),
        "“{}”多余",
        "学科和“专业教师”之间不用顿号",
    ),
    # 辍学率为0.86%。符合国家的要求。 says of nothing that it does.
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"[\d%％人名元米册台间](?P<at>。符合)(?=(?:国家|省|市|县|上级|规定|标准|要求|评估|基本)[^，。；：]{0,14}[。；])"
        ),
        late_regex("。符合"),
        "“{}”前一句没有说完",
        "“符合”的是前一句说的数，中间用逗号",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(rf"(?<={_H})(?P<at>。有[利助]于)(?=[^，。；：]{{2,30}}[。；])"),
        late_regex("。有[利助]于"),
        "“{}”没有主语",
        "和前一句是一句话的，中间用逗号；是两句的，补上主语",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            rf"(?:要求|标准|规定|水平|比例)(?P<at>并)(?=[向对将把为与给]{_H}{{2,14}}[，。；])"
        ),
        late_regex("[求准定平例]并[向对将把为与给]"),
        "“{}”前面没有逗号",
        "“并”引出另一句话，前面用逗号",
    ),
    # 实验室2间（物理、化学）图书室1间.
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            rf"{_H}\d+(?P<unit>[间个台套所名人幢栋块])[（(][^（）()，。；]{{1,20}}(?P<at>[）)])(?={_H}{{2,8}}\d+(?P=unit)[，。；、（(])"
        ),
        late_regex(rf"[）)](?={_H}{{2,8}}\d)"),
        "“{}”后面没有标点",
        "两项之间用顿号或逗号",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(
            r"(?<=[\d人名个元米册台间])(?P<at>、)(?=(?:而且|并且|且|但是|但|还)[^，。；、]{2,})"
        ),
        late_regex("、(?:而且|并且|且|但|还)"),
        "引出另一句话的词前面用了“{}”",
        "“且”“但”“还”引出另一句话，前面用逗号",
    ),
    PatternRule(
        TextRule.BOOK_MARKS,
        late_regex(r"《[^《》<>＞〈〉\n]{2,40}(?P<at>[>＞])"),
        late_regex(r"[>＞]"),
        "书名号的后一半写成了“{}”",
        "文件的名称用书名号《》（GB/T 15834—2011，4.15）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(rf"(?<={_H})(?P<at>(?:主要|具体|内容)包括|分别如下|情况如下)\s+(?=[一（(1])"),
        late_regex(r"(?:包括|如下)\s"),
        "“{}”后面没有冒号",
        "引出下文的话用冒号结束（GB/T 15834—2011，4.7）",
    ),
)
