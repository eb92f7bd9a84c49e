"""Clauses that lack a word that others have (以校长为组长、副校长副组长), figures that 均 cannot
hold, and 女100名.
"""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextRule
from reportgen.text_checks.pattern_rules import PatternRule

_DUTY = "(?:常务)?(?:副组长|成员|组员|副队长|副总指挥|副指挥长)"
_NUMBER = r"\d+(?:\.\d+)?"
_UNIT = r"(?:[%％人名个间台套册元亩米分岁]|平方米|万元)"

UNEVEN_RULES = (
    PatternRule(
        TextRule.SENTENCE,
        late_regex(
            rf"(?P<link>[为任])(?:组长|主任|队长|总指挥|指挥长)[、，](?P<at>(?!副?组长|成员|下设|办公)"
            rf"[^，。；、：为任是由（）\d]{{2,12}}?(?<![设和及的]){_DUTY})(?=[、，。；]|的(?:领导|工作)小组)"
        ),
        late_regex(
            r"[任挥长][、，](?:(?<=[为任][组队主].[、，])|(?<=指挥[、，])|(?<=指挥长[、，]))"
        ),
        "前面说“为组长”，这里漏了“为”：“{}”",
        "请补上：以…为组长、…为副组长",
    ),
    # 222名学生，其中女100名: of one sex alone; 男52名、女48名 is a row of two.
    PatternRule(
        TextRule.SENTENCE,
        late_regex(r"其中(?P<at>[男女]\d+[名个])(?=[，。；）]|$)(?![，；]?[男女])"),
        late_regex(r"其中[男女]\d"),
        "漏了字：“{}”",
        "写明是什么人：男生、女生，男教师、女教师",
    ),
    PatternRule(
        TextRule.SENTENCE,
        late_regex(
            rf"均(?<![平生人班师校年月日户村园床机周]均)(?:分别)?(?:达到?|为|是|在|有|超过|高于|低于|保持在)?了?"
            rf"(?P<a>{_NUMBER})(?P<unit>{_UNIT})?(?:以上|以下|左右)?[、和，](?!(?P=a)(?![\d.]))"
            rf"{_NUMBER}(?P<other>{_UNIT})(?:以上|以下|左右)?(?=[，。；、）]|的(?!标准|要求|规定)|$)"
        ),
        late_regex(
            r"均(?<![平生人班师校年月日户村园床机周]均)[达为是在有超高低保分]?[^，。；、和]{0,3}\d"
        ),
        "“均”后面是不同的数：“{}”",
        "数不同的，写成“分别达到”",
    ),
)
