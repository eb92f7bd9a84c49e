"""Marks at the edges of quotations, brackets and paragraphs, and those that are made of others: a
dash of hyphens, an ellipsis of stops.
"""

from __future__ import annotations

import re

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextRule
from reportgen.text_checks.pattern_rules import PatternRule
from reportgen.words.chinese_numerals import NUMERAL_SIGNS

_HAN = "\u4e00-\u9fff"
_SAYS = rf"(?![{_HAN}]{{0,12}}(?:说|道|表示|感慨|介绍|告诉|认为|指出|问))"
_DASH_HINT = "破折号用“——”，占两个字（GB/T 15834—2011，4.13、5.1.5）"
_ORDINAL_HINT = "“第一”“首先”后面用逗号，“一是”后面不用（GB/T 15834—2011，附录 B.3）"

_ORGAN = "[校学园点局]"


def _beside(ones: str, others: str) -> str:
    """Each of the first right before each of the others: such a cue is looked up, not searched."""
    return "|".join(one + other for one in ones for other in others)


EDGE_RULES = (
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(rf"(?<=[：；。])\s*(?P<at>\d{{1,2}}、)(?=[{_HAN}])"),
        late_regex(r"\d、(?<=[：；。\s\d]\d、)"),
        "数字序号写成了“{}”",
        "数字序号后面用“.”，如“2.”（GB/T 15834—2011，附录 B.3.3）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"[作做]如下(?:汇报|报告|说明|总结|介绍|安排|部署)(?P<at>。)\s*$"),
        late_regex("如下"),
        "引出下文的话用了“{}”",
        "引出下文的话用冒号结束（GB/T 15834—2011，4.7）",
    ),
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(r"(?P<at>、)并(?=[设有配建且附])"),
        late_regex("、并"),
        "“并”前面用了“{}”",
        "“并”引出另一句话，前面用逗号",
    ),
    # “文明校园”，“平安校园”: names, not sentences.
    PatternRule(
        TextRule.LIST_MARKS,
        late_regex(r"(?<![。！？])”(?P<at>，)(?=“[^“”，。；：！？]{2,10}”(?:[，、等称的荣]|$))"),
        late_regex("”，“"),
        "并列的引号之间用了“{}”",
        "并列的名称之间用顿号，或者不用标点（GB/T 15834—2011，4.5.3）",
    ),
    # ——示例小学 written as ------示例小学; 2020--2022年 is a span.
    *(
        PatternRule(
            TextRule.MISPLACED_MARK,
            late_regex(
                rf"(?<!{sign}){sign}{{2,}}+(?<![\d|<!{NUMERAL_SIGNS}]{sign}{{2}})(?=\s?[{_HAN}“《])"
                rf"|(?<=[{_HAN}”》）])(?<![{NUMERAL_SIGNS}]){sign}{{2,}}+(?![|>])"
            ),
            late_regex(sign * 2),
            "破折号写成了“{}”",
            _DASH_HINT,
        )
        for sign in "-－–"
    ),
    *(
        PatternRule(
            TextRule.MISPLACED_MARK,
            late_regex(rf"^\s*(?P<at>{pattern})"),
            late_regex(rf"{cue}(?<!\S{cue})"),
            "破折号写成了“{}”",
            _DASH_HINT,
        )
        for cue, pattern in (
            ("—", rf"—(?=\s?[{_HAN}])"),
            ("－", rf"－(?=\s?[{_HAN}])"),
            ("一一", rf"一一(?=[{_HAN}]{{2,20}}{_ORGAN}$)"),
        )
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex("—{3,}"),
        late_regex("—{3}"),
        "破折号写成了“{}”",
        _DASH_HINT,
    ),
    # 体育、美术...等; a row of dots before a number leads to the page.
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            rf"(?<=[{_HAN}])(?<!等)(?:\.{{3,}}|·{{3,}}|…(?!…))(?!\s*[.\d·…省市县区镇乡村]|等[，。；])"
        ),
        late_regex(rf"[.·…](?<=[{_HAN}].)"),
        "省略号写成了“{}”",
        "省略号用“……”，六个点（GB/T 15834—2011，4.11、5.1.5）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            rf"[，、；](?<!“.)(?<!“[{NUMERAL_SIGNS}\d]、)(?=”{_SAYS})"
            rf"|。(?:(?<=“[{_HAN}]{{2}}。)|(?<=“[{_HAN}]{{4}}。))(?=”[{_HAN}])(?=”{_SAYS})"
        ),
        late_regex("，”|、”|；”|。”"),
        "引号里面的最后是“{}”",
        "引号里不是完整的一句话的，点号写在引号外面（GB/T 15834—2011，附录 A.4）",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex("[，、；：](?=[）》〉〕])"),
        late_regex(_beside("，、；：", "）》〉〕")),
        "后一半括号、书名号前面是“{}”",
        "里面的话写完了，不用点号，请删去",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex("[“（《〈〔](?P<at>[，、；：。])(?!”)"),
        late_regex(_beside("“（《〈〔", "，、；：。")),
        "前一半引号、括号后面是“{}”",
        "请删去，或补上漏写的话",
    ),
    # 参照农村学校阶段，合格校评估标准: 在…阶段 stands for itself.
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            r"(?:参照|按照|依照|依据|根据|对照)[^，。；：在]{0,16}(?:阶段|方面|层面)(?P<at>，)"
            r"(?=[^，。；：]{2,24}(?:标准|要求|办法|规定|细则|方案)(?:[，。；]|的))"
        ),
        late_regex("，(?<=[阶方层][段面]，)"),
        "“{}”多余",
        "修饰的话和它修饰的名称之间不用逗号",
    ),
    # ？！ is one mark of two.
    PatternRule(
        TextRule.DOUBLED_MARKS,
        late_regex("！{2,}|？{2,}|[！？][，、；：。]|[，、；：。][！？]"),
        late_regex(
            "|".join(("！！|？？", _beside("！？", "，、；：。"), _beside("，、；：。", "！？")))
        ),
        "标点连用：“{}”",
        "请留下一个",
    ),
    # 2，350平方米: no list, in which 分别为 or 是 stands before.
    PatternRule(
        TextRule.DECIMAL_POINT,
        late_regex(
            r"[1-9]\d?(?<![\d.为是]\d)(?<![\d.为是]\d\d)(?P<at>，)(?=\d{3}(?:平方米|册|元|万元|人|名))"
        ),
        late_regex(r"，(?<=\d，)\d{3}[平册元万人名]"),
        "数里面用了“{}”",
        "四位以上的数连着写，不用逗号（GB/T 15835—2011，5.1）；说的是两个数的，写明各是什么",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(r"^\s*(?P<at>[，。、；：！？]+)(?=\s*\S)"),
        late_regex(r"[，。、；：！？](?<!\S.)"),
        "一段的开头是“{}”",
        "点号不写在一行的开头（GB/T 15834—2011，5.1.10）；和上一段是一句话的，合成一段",
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(
            rf"(?:^|[。；：])\s*(?:第[{NUMERAL_SIGNS}]{{1,2}}|首先|其次|再次|最后)"
            rf"(?P<at>、)(?![第{NUMERAL_SIGNS}])"
        ),
        late_regex(rf"、(?<=[{NUMERAL_SIGNS}先次后]、)"),
        "序次语后面是“{}”",
        _ORDINAL_HINT,
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(rf"(?:^|[。；：])\s*[{NUMERAL_SIGNS}]{{1,2}}是(?P<at>[、，])"),
        late_regex(rf"是[、，](?<=[{NUMERAL_SIGNS}]是.)"),
        "“…是”后面的“{}”多余",
        _ORDINAL_HINT,
    ),
    PatternRule(
        TextRule.MISPLACED_MARK,
        late_regex(rf"^\s*[（(](?:[{NUMERAL_SIGNS}]{{1,3}}|\d{{1,2}})[）)](?P<at>[、.．，：])"),
        late_regex(rf"[）)](?<=[\d{NUMERAL_SIGNS}].)[、.．，：]"),
        "带括号的序号后面是“{}”",
        "带括号的序号后面不用点号（GB/T 15834—2011，附录 B.3.4）",
    ),
)

# A paragraph with a full stop within and none at its end.
UNENDED = PatternRule(
    TextRule.OPEN_END,
    late_regex(
        rf"。(?!\s*(?:\d|[（(]|[{NUMERAL_SIGNS}]+、))[^。！？…：\n]{{8,}}"
        rf"(?P<at>[{_HAN}％%\d]{{2}}[”》）]?)(?<![年月日])\s*$"
    ),
    late_regex(r"。(?=[^。！？…：\n]{10,}$)", re.MULTILINE),
    "段末没有标点：“{}”",
    "请加句号；没有写完的，补上",
)
# Where more paragraphs end so, they are lines that were broken by hand.
MOST_UNENDED = 3
