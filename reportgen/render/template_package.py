"""A Word template's bytes → its parts; what cannot be a template is told in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reportgen.ooxml.package import LIMITS, PackageFault, Reason, read_parts
from reportgen.problems import Location, TemplateError, error


class _Refusal(NamedTuple):
    message: str
    hint: str = "请用 Word 或 WPS 打开后另存为 .docx"
    code: str = "template_unreadable"


_DAMAGED = _Refusal("打不开，它不是 docx 文件，或者已经损坏")
_REFUSALS: Mapping[Reason, _Refusal] = {
    Reason.OLD_FORMAT: _Refusal(
        "打不开，它是旧的 .doc 格式，或者加了密码", "请用 Word 或 WPS 去掉密码，另存为 .docx"
    ),
    Reason.ENCRYPTED: _Refusal("打不开，它加了密码", "请用 Word 或 WPS 去掉密码，另存为 .docx"),
    Reason.PACKING: _Refusal("打不开，里面有内容不是按 docx 的办法压缩的"),
    Reason.TOO_MANY: _Refusal(
        f"里面有超过 {LIMITS.parts} 个部件，不像正常的模板，没有打开",
        "请换一份模板",
        "template_too_large",
    ),
}


def read_template(data: bytes, name: str) -> Mapping[str, bytes]:
    """Every part of the template, in its order; `name` is the file name for the message.

    Errors: TemplateError for what is no package, no sound one, or none of Word.
    """
    try:
        parts = read_parts(data)
    except PackageFault as fault:
        raise _refused(_refusal(fault), name) from fault
    if "[Content_Types].xml" not in parts:
        raise not_word(name)
    return parts


def not_word(name: str) -> TemplateError:
    """The error for a zip or an Office file that is not a Word document."""
    hint = "请用 Word 或 WPS 打开后另存为 .docx（不是 .docm、.dotx 或压缩包）"
    return _refused(_Refusal("里面没有 Word 正文，不能作模板", hint, "template_not_word"), name)


def _refusal(fault: PackageFault) -> _Refusal:
    if fault.reason is not Reason.TOO_LARGE:
        return _REFUSALS.get(fault.reason, _DAMAGED)
    bound = LIMITS.part if fault.part else LIMITS.growth
    what = "里面有内容解压后" if fault.part else "解压后"
    message = f"{what}超过 {bound // 1_000_000} MB，不像正常的模板，没有打开"
    return _Refusal(message, "请删去模板里多余的图片，或换一份模板", "template_too_large")


def _refused(refusal: _Refusal, name: str) -> TemplateError:
    return TemplateError(error(refusal.code, refusal.message, Location(name), refusal.hint))
