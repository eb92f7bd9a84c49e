"""A Word template's bytes → its parts; what cannot be a template is told in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import PackageFault, Reason, count_markup, open_package
from reportgen.ooxml.packing import Deflated
from reportgen.problems import Location, TemplateError, error


class _Refusal(NamedTuple):
    message: str
    hint: str = "请用 Word 或 WPS 打开后另存为 .docx"
    code: str = "template_unreadable"


def _too_marked(where: str, most: int) -> _Refusal:
    message = f"{where}的格式标记超过 {most // 10_000} 万处，不像正常的模板，没有打开"
    return _Refusal(message, "请换一份模板，或把用不着的内容删去", "template_too_large")


_DAMAGED = _Refusal("打不开，它不是 docx 文件，或者已经损坏")
_REFUSALS: Mapping[Reason, _Refusal] = {
    Reason.OLD_FORMAT: _Refusal(
        "打不开，它是旧的 .doc 格式，或者加了密码", "请用 Word 或 WPS 去掉密码，另存为 .docx"
    ),
    Reason.ENCRYPTED: _Refusal("打不开，它加了密码", "请用 Word 或 WPS 去掉密码，另存为 .docx"),
    Reason.PACKING: _Refusal("打不开，里面有内容不是按 docx 的办法压缩的"),
    Reason.TOO_MANY: _Refusal(
        f"里面有超过 {LIMITS.template.parts} 个部件，不像正常的模板，没有打开",
        "请换一份模板",
        "template_too_large",
    ),
    Reason.TOO_MARKED: _too_marked("里面", LIMITS.template.markup),
}


_BRACES = LIMITS.template_braces
_MANY_TAGS = _Refusal(
    f"里面的标签超过 {_BRACES // 2} 个，不像正常的模板，没有打开",
    "请用循环（{%tr for … %}、{%p for … %}）代替一行一行地写，或换一份模板",
    "template_too_large",
)


class PackedTemplate(NamedTuple):
    """The parts of a template, and of those that are deflated in it how they are."""

    parts: Mapping[str, bytes]
    deflated: Mapping[str, Deflated]


def read_template(data: bytes, name: str) -> Mapping[str, bytes]:
    """Every part of the template, in its order; `name` is the file name for the message.

    Errors: TemplateError for what is no package, no sound one, or none of Word.
    """
    return read_packed_template(data, name).parts


def read_packed_template(data: bytes, name: str) -> PackedTemplate:
    """The same, with the parts as the file has them. Errors: as `read_template`."""
    try:
        package = open_package(data, LIMITS.template)
        parts = package.read_all()
    except PackageFault as fault:
        raise _refused(_refusal(fault, name), name) from fault
    if sum(parts[part].count(b"{") for part in parts if part.endswith(".xml")) > _BRACES:
        raise _refused(_MANY_TAGS, name)
    if "[Content_Types].xml" not in parts:
        raise not_word(name, parts)
    bodies = ((part, package.deflated(part)) for part in parts)
    deflated = {part: Deflated(parts[part], body) for part, body in bodies if body}
    return PackedTemplate(parts, deflated)


def check_sources(sources: Iterable[str], name: str) -> None:
    """Look whether the XML of the parts with tags holds too much, all together.

    Errors: TemplateError.
    """
    if sum(map(count_markup, sources)) > LIMITS.template_text:
        raise _refused(_too_marked("正文、页眉、页脚和脚注里", LIMITS.template_text), name)


def not_word(name: str, parts: Mapping[str, bytes]) -> TemplateError:
    """The error for a zip or an Office file that is not a Word document, or one of another kind."""
    found = _kind(parts)
    message, hint = found or ("里面没有 Word 正文，不能作模板", _SAVE_AS)
    return _refused(_Refusal(message, hint, "template_not_word"), name)


_SAVE_AS = "请用 Word 或 WPS 打开后另存为 .docx（不是 .docm、.dotx 或压缩包）"
_AS_DOCUMENT = "请用 Word 打开，在“另存为”里选类型“Word 文档 (*.docx)”"
_TYPES = {
    b"macroEnabled": "它是带宏的 Word 文件（.docm、.dotm），不能作模板",
    b"wordprocessingml.template.main": "它是 Word 的模板文件（.dotx），不能直接用",
    b"spreadsheetml": "它是 Excel 工作簿，不是 Word 文件",
    b"presentationml": "它是演示文稿，不是 Word 文件",
}


def _kind(parts: Mapping[str, bytes]) -> tuple[str, str] | None:
    """What the file is, and what to do; None where it cannot be told."""
    if b"opendocument.text" in parts.get("mimetype", b""):
        return "它是 .odt 文件，不是 .docx", _SAVE_AS
    if b"purl.oclc.org/ooxml" in parts.get("_rels/.rels", b""):
        hint = f"{_AS_DOCUMENT}，不选“Strict Open XML 文档”"
        return "它存成了“Strict Open XML 文档”（严格的 Open XML），不能作模板", hint
    types = parts.get("[Content_Types].xml", b"")
    found = next((told for mark, told in _TYPES.items() if mark in types), "")
    if b"spreadsheetml" in types:
        return found, "模板要是 Word 文档（.docx）；学校的数据用 reportgen check 检查"
    return (found, _AS_DOCUMENT) if found else None


_RELATION = late_regex(rb"<Relationship\b[^>]*?/?>")
_TARGET = late_regex(rb'\bTarget="([^"]*)"')
_LOST, _DOCUMENT = b"lost:", b'/officeDocument"'
_MARKED = late_regex(rb'Target="lost:([^"]*)" TargetMode="External"')


def keep_lost(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts with relations to parts that there are not marked as such, so that python-docx
    opens them as Word does.
    """
    return {**parts, **{name: _mark_lost(name, parts) for name in parts if name.endswith(".rels")}}


def _mark_lost(name: str, parts: Mapping[str, bytes]) -> bytes:
    folder = dirname(dirname(name))
    known = {each.lower() for each in parts}

    def mark(relation: re.Match[bytes]) -> bytes:
        target = _TARGET.search(relation[0])
        # A package without a document is none of Word.
        if not target or any(each in relation[0] for each in (b'TargetMode="External"', _DOCUMENT)):
            return relation[0]
        path = unquote(unescape(target[1].decode("utf-8", "replace"))).partition("#")[0]
        if normpath(join("/", folder, path)).lstrip("/").lower() in known:
            return relation[0]
        marked = b'Target="' + _LOST + target[1] + b'" TargetMode="External"'
        return relation[0].replace(target[0], marked)

    return _RELATION.sub(mark, parts[name])


def restore_lost(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts with those relations as they were."""
    return {
        name: _MARKED.sub(rb'Target="\1"', data) if name.endswith(".rels") else data
        for name, data in parts.items()
    }


def _refusal(fault: PackageFault, name: str) -> _Refusal:
    if fault.reason is Reason.OLD_FORMAT and name.lower().endswith((".wps", ".wpt")):
        return _Refusal("它是 WPS 文字的 .wps 文件，不是 .docx")
    if fault.reason is not Reason.TOO_LARGE:
        return _REFUSALS.get(fault.reason, _DAMAGED)
    bound = LIMITS.template.part if fault.part else LIMITS.template.growth
    what = "里面有内容解压后" if fault.part else "解压后"
    message = f"{what}超过 {bound // 1_000_000} MB，不像正常的模板，没有打开"
    return _Refusal(message, "请删去模板里多余的图片，或换一份模板", "template_too_large")


def _refused(refusal: _Refusal, name: str) -> TemplateError:
    return TemplateError(error(refusal.code, refusal.message, Location(name), refusal.hint))
