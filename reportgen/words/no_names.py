"""What stands where a school's name should, and names none."""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.words.nothing import says_nothing

_DITTO = late_regex(r"[(（]?(?:同上|同前|同上行|[〃″]|\"|''|“|”)[)）]?")
_PLACEHOLDER = late_regex(
    r"(?:待定|待填|未定|未填|不详|不明|未知|学校|学校名称|名称|校名|全称|本校|我校|示例|样例|例|空白?)"
    r"|[×xX某]+(?:[学小中]?[学校]|[初高]中|.儿园)?|[（(].{0,2}[）)]|请填.*"
)
_SCHOOL = late_regex(r"校|园|教学点|学院|[初高]中|职教|(?:[学小中]|部)(?:[(（].*[)）])?$")
_HEADING = late_regex(r"[(（]?[一二三四五六七八九十]+[)）、.．].*")
_LINE = late_regex(
    r"[(（]?.{0,4}共计?\d+[所个校].*"
    r"|(?:制表|填表|填报|审核|联系|负责|说明|备注|注|日期)[人员]?.{0,4}[:：].*"
)
_LETTER = late_regex(r"[^\W\d_]")


def says_ditto(text: str) -> bool:
    """Whether the text says no more than that it is what stands above: 同上, 〃."""
    return _DITTO.fullmatch(text.strip()) is not None


def names_nothing(text: str) -> bool:
    """Whether the text cannot be the name of a school: 同上, 待定, 学校, a number, a dash."""
    plain = "".join(text.split())
    if says_ditto(plain) or says_nothing(plain) or _PLACEHOLDER.fullmatch(plain):
        return True
    return not _LETTER.search(plain)


def is_named_as_school(name: str) -> bool:
    """Whether the name has what the names of schools have: 校, 小学, 园, 一中."""
    return _SCHOOL.search("".join(name.split())) is not None


def is_line_between(text: str, has_more: bool) -> bool:
    """Whether a line of a list of schools that says nothing else is none: 共4所; 制表：张三; and
    where schools have more said of them (`has_more`) 一、小学.
    """
    plain = "".join(text.split())
    is_heading = has_more and _HEADING.fullmatch(plain) is not None
    return is_heading or _LINE.fullmatch(plain) is not None
