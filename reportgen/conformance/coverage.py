"""Typefaces by their names → the Chinese characters that they do not have."""

from __future__ import annotations

from reportgen.late_regex import late_regex

_CHINESE = late_regex("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
# Characters that somebody made on his own computer; U+F000 to F0FF are signs of symbol typefaces.
_OWN = late_regex("[\ue000-\uefff\uf100-\uf8ff]")
# Names that end so say their character set; Founder's 简体 have that of GB/T 2312.
_GB2312 = late_regex(r"_?gb2312$|^方正.*(?:简体|简)$|^方正小标宋$|^fz.*-b05s?$")
_GBK = late_regex(r"_?gbk$|^华文|^st(?:song|fangsong|kaiti|zhongsong|xihei)$|^(?:隶书|幼圆)$")
# Those of Windows have the characters of the first plane.
_FIRST_PLANE = late_regex(
    r"^(?:仿宋|fangsong|楷体|kaiti|黑体|simhei|n?simsun|新?宋体|等线.*|dengxian)$"
)
_END_OF_PLANE = "\uffff"


def lacking_characters(font: str, text: str) -> str:
    """Those of the text that the typeface lacks, each once; none for one that is not known."""
    chosen = dict.fromkeys(_CHINESE.findall(text))
    lacking = [sign for sign in chosen if _lacks(font.lower(), sign)]
    return "".join((*lacking, *dict.fromkeys(_OWN.findall(text))))


def is_own_character(sign: str) -> bool:
    """Whether somebody made it: other computers have another in its place, or none."""
    return bool(_OWN.match(sign))


def _lacks(font: str, sign: str) -> bool:
    if _GB2312.search(font):
        return not _encodes("gb2312", sign)
    if _GBK.search(font):
        return not _encodes("gbk", sign)
    return bool(_FIRST_PLANE.search(font)) and sign > _END_OF_PLANE


def _encodes(charset: str, sign: str) -> bool:
    try:
        sign.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
