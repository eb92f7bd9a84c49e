"""The name of a head written in two ways: 林国栋校长, and elsewhere 林国东校长."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

# The commonest surnames, after the household register's count of 2020.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔向汤"
)
_POST = "(?:校长|书记|局长|园长|院长|县长|区长|镇长)"
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{2}}"
_HEAD = late_regex(
    rf"(?:(?<![副原前任])(?P<post>{_POST})(?P<name>{_NAME})(?=[任为担、，。；（）和同带主亲多组及]|$)"
    rf"|(?:(?<=[，。；、：由（])|^)(?P<called>{_NAME})(?P<titled>{_POST})(?![室助信办]))"
)
_CUE = late_regex(_POST)
_SAME = 2
_HINT = "请核对姓名；确是两个人的，不用改"


def check_names_of_heads(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both places where two names of one post differ in one character."""
    first: dict[tuple[str, str], SaidWords] = {}
    for part in text.parts_with(_CUE):
        for found in _HEAD.finditer(part.text):
            group = "name" if found["name"] else "called"
            post = found["post"] or found["titled"]
            first.setdefault((post, found[group]), SaidWords(part, *found.span(group)))
    for (post, name), (other_post, other) in combinations(first, 2):
        same = sum(one == two for one, two in zip(name, other, strict=True))
        if post == other_post and same == _SAME:
            places = first[(post, name)], first[(post, other)]
            yield from remind_of_both(TextRule.REPEATED, *places, _HINT)
