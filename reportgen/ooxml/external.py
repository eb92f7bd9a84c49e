"""The parts of a Word package → what in it reaches beyond the file, or runs: remote pictures and
templates, fields that fetch, objects, controls and macros.

Relations tell of all that a part refers to; fields and a few attributes name what they want
themselves. A part is parsed only where a search of its bytes says that there may be something.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from lxml import etree

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.fields import read_instructions
from reportgen.ooxml.namespaces import PR, VML, R, W


class Reach(Enum):
    """What kind of thing it is: what a person calls it, and where in Word it is mended."""

    PICTURE = ("链接到外面的图片", "点中图片删去，再用“插入—图片”插入存在电脑里的图片文件")
    TEMPLATE = ("外面的 Word 模板", "点“开发工具—文档模板”，把“文档模板”一栏改成 Normal")
    FIELD = ("会取外面内容或运行程序的域", "点中这里，按 Ctrl+Shift+F9 变成普通文字，或者删去")
    NAMELESS_FIELD = ("拼出名称的域", "按 Alt+F9 显示域代码，删去这个域")
    LINKED_OBJECT = ("链接到外面文件的对象", "点中它删去，内容改用文字、表格或图片")
    OBJECT = ("嵌入的对象（OLE）", "点中它删去，内容改用文字、表格或图片")
    CONTROL = ("ActiveX 控件", "点“开发工具—设计模式”，点中控件删去")
    MACRO = ("宏", "另存为类型“Word 文档 (*.docx)”，不带宏")
    CHUNK = ("整份插入的别的文件", "在 Word 里打开再另存一次，它就变成普通的正文")
    MAIL_MERGE = ("邮件合并的数据源", "点“邮件—开始邮件合并—普通 Word 文档”")
    SUBDOCUMENT = ("链接的子文档", "在“视图—大纲”里取消链接，让内容留在文件里")
    FRAME = ("框架里的网页", "把正文复制到一份新的文档，另存为 .docx")
    RIBBON = ("自己的菜单或加载项", "把正文复制到一份新的文档，另存为 .docx")
    LINK = (
        "指向本机、局域网文件或会运行程序的超链接",
        "用右键“取消超链接”，或改成 http 开头的网址",
    )
    OTHER = ("链接到外面的内容", "删去它；找不到的，把正文复制到一份新的文档再保存")

    def __init__(self, label: str, remedy: str) -> None:
        self.label = label
        self.remedy = remedy


class External(NamedTuple):
    """Something that reaches out: the part it is in, what it wants, and the number of its paragraph
    in that part, from 1 (0: none), and the words there, else those last before.
    """

    part: str
    reach: Reach
    wanted: str = ""
    paragraph: int = 0
    near: str = ""

    @property
    def place(self) -> str:
        """The part as a person calls it."""
        told = (label for pattern, label in _LABELS if pattern.match(self.part))
        return next(told, "文件")

    @property
    def told(self) -> str:
        """What it is, and what it wants."""
        return f"{self.reach.label}“{self.wanted}”" if self.wanted else self.reach.label


def find_externals(parts: Mapping[str, bytes]) -> tuple[External, ...]:
    """All that reaches out, each once, in the order of the parts. A part that cannot be parsed says
    nothing.
    """
    found = (each for name in parts for each in _find_in(name, parts))
    return tuple(dict.fromkeys(found))


_LABELS = tuple(
    (late_regex(pattern), label)
    for pattern, label in (
        (r"word/document", "正文"),
        (r"word/header", "页眉"),
        (r"word/footer", "页脚"),
        (r"word/footnotes", "脚注"),
        (r"word/endnotes", "尾注"),
        (r"word/comments", "批注"),
        (r"word/(?:webS|s)ettings", "文档的设置"),
        (r"word/glossary/", "构建基块"),
        (r"word/charts/", "图表"),
        (r"word/numbering", "编号的样式"),
        (r"docProps/", "文档属性"),
    )
)
_FIELD, _CODE_LENGTH = b"instr", 200
_RELATIONS, _XML = ".rels", (".xml", ".rels")
# Pictures that are drawn by elements, which may show others.
_DRAWING, _SVG, _HEAD = ".svg", b"www.w3.org/2000/svg", 4096
_OWN_PICTURE = late_regex(r"\s*(?:#|data:|$)", re.IGNORECASE)
_STYLED = late_regex(
    r"""@import\s*+(?:url\()?\s*+["']?([^"')\s;]+)|url\(\s*["']?\s*(?!#|data:)([^"')]+)""",
    re.IGNORECASE,
)
# What the last word of a relation's type says. In strict documents the types differ before it.
_TYPES: Mapping[str, Reach] = {
    "image": Reach.PICTURE,
    "attachedTemplate": Reach.TEMPLATE,
    "subDocument": Reach.SUBDOCUMENT,
    "frame": Reach.FRAME,
    "mailMergeSource": Reach.MAIL_MERGE,
    "mailMergeHeaderSource": Reach.MAIL_MERGE,
    "oleObject": Reach.LINKED_OBJECT,
    "package": Reach.LINKED_OBJECT,
    "hyperlink": Reach.LINK,
}
# What a package holds itself and is more than text, pictures and looks.
_INNER_TYPES: Mapping[str, Reach] = {
    "oleObject": Reach.OBJECT,
    "package": Reach.OBJECT,
    "aFChunk": Reach.CHUNK,
    "control": Reach.CONTROL,
    "activeXControlBinary": Reach.CONTROL,
    "vbaProject": Reach.MACRO,
    "wordVbaData": Reach.MACRO,
    "attachedToolbars": Reach.MACRO,
    "keyMapCustomizations": Reach.MACRO,
    "extensibility": Reach.RIBBON,
    "userCustomization": Reach.RIBBON,
    "webextension": Reach.RIBBON,
    "webextensiontaskpanes": Reach.RIBBON,
    "subDocument": Reach.SUBDOCUMENT,
    "frame": Reach.FRAME,
}
# A chart keeps the workbook of its figures so.
_CHARTS = late_regex(r"(?:^|/)charts?(?:/|$)")
_HARMFUL_FIELDS = frozenset(
    (
        *("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK"),
        *("DATABASE", "RD", "MACROBUTTON", "PRINT", "HTMLACTIVEX", "CONTROL", "ADDIN"),
    )
)
_HARMFUL = late_regex(
    rf"(?<!HYPER)(?:{'|'.join(sorted(_HARMFUL_FIELDS))})|&#".encode(), re.IGNORECASE
)
_PLAIN_SCHEMES = frozenset(("http", "https", "mailto", "tel", "ftp"))
_SCHEME = late_regex(r"[\s\x00]*([A-Za-z][A-Za-z0-9+.-]*)\s*:")
_ABSOLUTE = late_regex(r"[\s\x00]*(?:[\\/]|%5c)", re.IGNORECASE)
# One of these stands in every part that has something to tell, but for drawings of VML.
_SUSPECT = (b"instr", b"mailMerge", b"entryMacro", b"exitMacro", b"HyperlinkBase")
# In those one of the first, and of the others, with which the namespace is spelt, one.
_SUSPECT_DRAWN, _SPELT = (b"src", b"href"), (VML.encode(), b"&")
# Bytes in which nothing can be sought: UTF-16 and other encodings than UTF-8, declared entities.
_NULL, _DECLARING, _MARK = b"\x00", b"<!DOCTYPE", b"!"
_ODD_ENCODING = late_regex(rb"\s*<\?xml[^>]*encoding=[\"'](?!utf-8|us-ascii)", re.IGNORECASE)
_QUOTED = late_regex(r'"([^"]*)"|\S+')
_SHOWN = 60


def may_reach(data: bytes) -> bool:
    """Whether a field's code in the part has a harmful name, or signs that have to be parsed;
    searched without parsing, for every document that is made is asked.
    """
    at, simple, split = data.find(_FIELD), b"", b""
    while at >= 0:
        attributes, _, rest = data[at : at + _CODE_LENGTH].partition(b">")
        simple, split = simple + attributes, split + rest.partition(b"<")[0]
        at = data.find(_FIELD, at + 1)
    return bool(simple) and bool(_HARMFUL.search(simple + b" " + split))


def _find_in(name: str, parts: Mapping[str, bytes]) -> Iterator[External]:
    data = parts[name]
    if not name.lower().endswith(_XML):
        if name.lower().endswith(_DRAWING) or _SVG in data[:_HEAD]:
            yield from (External(name, *found) for found in _find_in_drawing(parse(data)))
        return
    if name.lower().endswith(_RELATIONS):
        yield from _find_relations(name, parts)
    elif _is_suspect(data) and (root := parse(data)) is not None:
        yield from _find_named(name, root)


def _is_suspect(data: bytes) -> bool:
    """Whether the part may have something to tell: to be parsed is what costs."""
    if _stands_in(_SUSPECT, data) or _is_odd(data):
        return True
    return any(sign in data for sign in _SPELT) and _stands_in(_SUSPECT_DRAWN, data)


def _is_odd(data: bytes) -> bool:
    # Hardly any part has the one sign, which is found a hundred times as soon as the word.
    declares = _MARK in data and _DECLARING in data
    return declares or _NULL in data or bool(_ODD_ENCODING.match(data))


def _stands_in(words: Iterable[bytes], data: bytes) -> bool:
    # From its end a text is gone through for a word in half the time.
    return any(data.rfind(word) >= 0 for word in words)


def parse(data: bytes) -> Any:
    """The part's root; None where it is no XML. Nothing outside it is read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _find_relations(name: str, parts: Mapping[str, bytes]) -> Iterator[External]:
    root, owner = parse(parts[name]), _owner(name)
    for each in root.iter(f"{PR}Relationship") if root is not None else ():
        target, is_outer = each.get("Target", ""), each.get("TargetMode") == "External"
        kind = each.get("Type", "").rpartition("/")[2]
        reach = _outer(kind, target) if is_outer else _inner(kind, owner)
        if reach is not None:
            place = _place_of(parts.get(owner, b""), each.get("Id", ""))
            yield External(owner or name, reach, in_one_line(target) if is_outer else "", *place)


def _owner(relations: str) -> str:
    """The part whose relations those are; empty for those of the package."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name[: -len(_RELATIONS)])


def _outer(kind: str, target: str) -> Reach | None:
    if kind == "hyperlink":
        return Reach.LINK if leads_astray(target) else None
    if kind == "attachedTemplate" and target.lower() in ("normal.dotm", "normal.dot"):
        return None
    return _TYPES.get(kind, Reach.OTHER)


def _inner(kind: str, owner: str) -> Reach | None:
    return None if kind == "package" and _CHARTS.search(owner) else _INNER_TYPES.get(kind)


def leads_astray(target: str) -> bool:
    """Whether a link leads to a file of this computer or network, or runs something."""
    scheme = _SCHEME.match(target)
    if scheme:
        return scheme[1].lower() not in _PLAIN_SCHEMES
    return bool(_ABSOLUTE.match(target))


def in_one_line(text: str) -> str:
    """As it can stand in a message: in one line, short, without signs that are not seen."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    words = " ".join(plain.split())
    return words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")


def _place_of(data: bytes, rel_id: str) -> tuple[int, str]:
    root = parse(data) if data else None
    users = (each for each in root.iter("*") if _names(each, rel_id)) if root is not None else ()
    user = next(iter(users), None)
    return (0, "") if user is None else _place(user)


def _names(element: Any, rel_id: str) -> bool:
    return any(key.startswith(R) and value == rel_id for key, value in element.items())


def _place(element: Any) -> tuple[int, str]:
    """The number of the paragraph that the element stands in, 0 for none, and the words there."""
    around = next(element.iterancestors(f"{W}p"), None)
    number, near = 0, ""
    for each in element.getroottree().getroot().iter(f"{W}p") if around is not None else ():
        number, near = number + 1, _words(each) or near
        if each is around:
            break
    return number, near


def _words(paragraph: Any) -> str:
    return in_one_line("".join(text.text or "" for text in paragraph.iter(f"{W}t")))


def _find_named(part: str, root: Any) -> Iterator[External]:
    for element, instruction in read_instructions(root):
        if reach := _reach_of(instruction):
            yield External(part, reach, in_one_line(instruction), *_place(element))
    for element in root.iter(*_TELLING):
        if found := _find_at(element):
            yield External(part, *found, *_place(element))


def _reach_of(instruction: str) -> Reach | None:
    words = [found[1] or found[0] for found in _QUOTED.finditer(instruction)]
    if not words or not words[0].strip():
        return Reach.NAMELESS_FIELD
    kind = words[0].upper()
    if "{" in kind:
        return Reach.NAMELESS_FIELD
    if kind == "HYPERLINK":
        target = next((word for word in words[1:] if not re.fullmatch(r"\\[a-z]", word)), "")
        return Reach.LINK if leads_astray(target) else None
    return Reach.FIELD if kind in _HARMFUL_FIELDS else None


_MACROS = frozenset((f"{W}entryMacro", f"{W}exitMacro"))
_ADDRESSES = ("src", "href", "althref")
_DRAWN = f"{{{VML}}}"
_TELLING = (*_MACROS, f"{W}mailMerge", "{*}HyperlinkBase", f"{_DRAWN}*")


def _find_at(element: Any) -> tuple[Reach, str] | None:
    tag = element.tag
    if tag in _MACROS:
        return Reach.MACRO, in_one_line(element.get(f"{W}val", ""))
    if tag == f"{W}mailMerge":
        return Reach.MAIL_MERGE, ""
    if tag.endswith("}HyperlinkBase") and leads_astray(element.text or ""):
        return Reach.LINK, in_one_line(element.text or "")
    return _find_drawn(element) if tag.startswith(_DRAWN) else None


def _find_drawn(element: Any) -> tuple[Reach, str] | None:
    """What an old drawing names by its address; those in the package it names by relations."""
    for key, value in element.items():
        if etree.QName(key).localname in _ADDRESSES and (_SCHEME.match(value) or "\\" in value):
            is_link = key == "href" and not element.tag.endswith("imagedata")
            if not is_link or leads_astray(value):
                return (Reach.LINK if is_link else Reach.PICTURE), in_one_line(value)
    return None


def _find_in_drawing(root: Any) -> Iterator[tuple[Reach, str]]:
    """What an SVG shows of others, and what would run in it."""
    if root is None:
        return
    for sheet in root.itersiblings(etree.PI, preceding=True):
        yield Reach.PICTURE, in_one_line(sheet.text or "")
    for element in root.iter("*"):
        name = etree.QName(element).localname
        if name == "script":
            yield Reach.MACRO, in_one_line(element.text or "")
        if name == "style":
            yield from _find_styled(element.text or "")
        for key, value in element.items():
            yield from _find_shown(name, etree.QName(key).localname, value)


def _find_shown(element: str, key: str, value: str) -> Iterator[tuple[Reach, str]]:
    if key.startswith("on"):
        yield Reach.MACRO, in_one_line(value)
    elif key not in ("href", "src"):
        yield from _find_styled(value)
    elif element == "a" and leads_astray(value):
        yield Reach.LINK, in_one_line(value)
    elif element != "a" and not _OWN_PICTURE.match(value):
        yield Reach.PICTURE, in_one_line(value)


def _find_styled(text: str) -> Iterator[tuple[Reach, str]]:
    for found in _STYLED.finditer(text):
        yield Reach.PICTURE, in_one_line(found[1] or found[2])
