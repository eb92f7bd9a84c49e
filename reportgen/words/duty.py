"""Who is in charge of something → what that is called: 责任人 a person, 责任单位 an organ."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from reportgen.late_regex import late_regex

PERSON, ORGAN = "责任人", "责任单位"
_BOTH, _EITHER = f"{ORGAN}和{PERSON}", f"{ORGAN}/\n{PERSON}"

_BRACKETED = late_regex(r"[（(【\[][^）)】\]]{0,100}+[）)】\]]")
_BEFORE = late_regex(r"^[^：:]*[：:]")
# Not tried again from within a row of such words.
_DOING = "等|牵头|负责|配合|实施|落实|具体|分别|共同"
_AFTER = late_regex(rf"(?:{_DOING})++$|(?:{_DOING})++")
_BETWEEN = late_regex(r"[、，,；;/／|\s]+")
# 文化和旅游局 is one organ, 总务主任和后勤处 are two that are named.
_JOINED = late_regex(r"(?:以及|和|与|及)")

# What only organs end in, and what a name of two or three characters may end in too (王园).
_ORGANS = late_regex(
    "(?:局|委|办|厅|处|政府|委员会|办公室|党组|中心|学校|[学中]部|学院|部门|单位|支部|总部|机构"
    "|公司|集团|领导小组|工作组|教研组|年级组|班子|教学点|乡镇|街道|社区)$"
)
_SHORT_ORGANS = late_regex(
    "(?:[园学中会校所站组科室院部队班村镇乡县区市股厂社店]|食堂|医院|年级|物业|银行)$"
)
_PEOPLE = late_regex("(?:[长人员者师]|主任|书记|医生|干部|主席|经理|董事|督学|同志|委员)$")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋"
    "蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文"
)
_LONGEST_NAME = 3


def duty_label(named: str) -> str:
    """What the text of whoever is in charge stands under: 责任人, 责任单位, or both."""
    kinds = _kinds(named)
    return _BOTH if len(kinds) > 1 else next(iter(kinds), PERSON)


def duty_head(named: Iterable[str]) -> str:
    """The head of a column of such texts; 责任单位/责任人, in two lines, where both stand in it, or
    nothing.
    """
    kinds = set(chain.from_iterable(map(_kinds, named)))
    return next(iter(kinds)) if len(kinds) == 1 else _EITHER


def _kinds(named: str) -> set[str]:
    names = map(_bare, _BETWEEN.split(_BRACKETED.sub("", named)))
    return set(chain.from_iterable(_kinds_of(name) for name in names if name))


def _bare(name: str) -> str:
    name = _BEFORE.sub("", name)
    return _AFTER.sub(lambda row: row[0] if row.end() < len(name) else "", name)


def _kinds_of(name: str) -> set[str]:
    """That of the name, and of what is joined before it if that names somebody by itself."""
    *before, last = _JOINED.split(name)
    found = {PERSON for each in before if _PEOPLE.search(each)}
    found |= {ORGAN for each in before if _is_organ(each)}
    return found | {ORGAN if _is_organ(last) else PERSON}


def _is_organ(name: str) -> bool:
    if _PEOPLE.search(name):
        return False
    may_be_a_name = len(name) <= _LONGEST_NAME and name[:1] in _SURNAMES
    if _ORGANS.search(name):
        return len(name) == _LONGEST_NAME or not may_be_a_name
    return bool(_SHORT_ORGANS.search(name)) and not may_be_a_name
