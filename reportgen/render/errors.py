"""Complaints of jinja2 and XML parsers → a TemplateError for whoever edits the template, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from types import TracebackType
from typing import NamedTuple

from jinja2 import Template, Undefined, UndefinedError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.utils import missing

from reportgen.problems import Location, TemplateError, error

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters that XML cannot hold at all."""

PROPERTY_LENGTH = 255
"""How many characters a document property holds."""

_EXCERPT = 40
_TAG = re.compile(r"<[^>]*>")
_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SYNTAX = (
    (r"No (filter|test) named '(.+?)'", "不认识标签里的“{1}”这个处理方法"),
    (r"end of template.*innermost block that needs to be closed is '(.+?)'", "“{0}”标签没有配对的“end{0}”"),
    (r"Unexpected end of template", "标签没有写完整"),
    (r"Encountered unknown tag '(end.+?|else|elif)'", "多出了一个“{0}”标签，前面没有与它配对的开头"),
    (r"Encountered unknown tag '(.+?)'", "没有“{0}”这种标签"),
    (r"Missing end of comment tag", "注释标签没有以 #}} 结束"),
    (r"unexpected char '(.)'", "标签里有不该出现的符号“{0}”"),
)
_HINT_SYNTAX = "请检查括号是否成对，if 与 for 是否有 endif 与 endfor"
_HINT_FULL_WIDTH = "标签里的括号、引号、逗号、点号都要用半角（英文输入法）"


class LongPropertyError(ValueError):
    """Raised when a document property comes out longer than `PROPERTY_LENGTH`."""


class PlainValueError(TypeError):
    """Raised when a text stands where the document holds whole paragraphs or runs."""


class Place(NamedTuple):
    """A part of a template file, and its source by lines: docxtpl begins one before each paragraph."""

    file: str
    part: str
    lines: tuple[str, ...]

    def error(self, code: str, message: str, hint: str, lineno: int = 0, word: str = "") -> TemplateError:
        """The error at a line counted from 1, quoting the text around `word`; 0 is the whole part."""
        quoted = _excerpt(self.lines[lineno - 1], word) if 0 < lineno <= len(self.lines) else ""
        path = f"{self.part}“{quoted}”" if quoted else self.part
        return TemplateError(error(code, message, Location(self.file, path=path), hint))


def _excerpt(line: str, word: str) -> str:
    """The visible text of the paragraph in which `word` stands, cut to the stretch around it."""
    paragraphs = [_TAG.sub("", part).strip() for part in line.split("</w:p>")]
    told = [text for text in paragraphs if text]
    best = next((text for text in told if word and word in _tags(text)), None)
    text = best or next((text for text in told if _JINJA.search(text)), "".join(told[:1]))
    found = text.find(word) if word else 0
    start = max(0, found - _EXCERPT // 2)
    cut = text[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + _EXCERPT < len(text) else ''}"


def _tags(text: str) -> str:
    return "".join(_JINJA.findall(text))


def syntax_error(cause: TemplateSyntaxError, place: Place) -> TemplateError:
    """The error for a tag that jinja2 cannot compile."""
    original = cause.message or ""
    message, word = "标签的写法不对", ""
    for pattern, chinese in _SYNTAX:
        if found := re.search(pattern, original):
            message, word = chinese.format(*found.groups()), (found.groups() or ("",))[-1]
            break
    hint = _HINT_FULL_WIDTH if re.search("[（）“”‘’，。：｛｝％]", word) else _HINT_SYNTAX
    return place.error("template_syntax", message, hint, cause.lineno, word)


def render_error(cause: Exception, template: Template, place: Place, known: Mapping[str, object]) -> TemplateError:
    """The error for a tag that fails with this document's values; `known` are the names it may use."""
    lineno = _lineno(cause, template)
    if isinstance(cause, SecurityError):
        hint = "模板只能取数据，不能用以下划线开头的名称，也不能调用程序内部的功能"
        return place.error("template_forbidden", "标签用了不允许的写法", hint, lineno)
    if isinstance(cause, PlainValueError):
        hint = "放在文字中间的值写成 {{ 名称 }}；{{p 名称 }}、{{r 名称 }} 只用于整章、整段的内容"
        return place.error("template_plain_value", "这里要放整段的内容，但值只是一段文字", hint, lineno)
    value = _undefined(cause)
    if value is not None:
        return _unknown_name(value, place, lineno, known)
    code = "template_unknown_name" if isinstance(cause, UndefinedError) else "template_failed"
    hint = "请检查标签里的计算和处理方法是否适合这个值"
    return place.error(code, f"标签算不出结果：{_reason(cause)}", hint, lineno)


def _reason(cause: Exception) -> str:
    if isinstance(cause, ArithmeticError):
        return "除数是零，或数太大"
    return "值的类型不对，例如把文字当作数来算" if isinstance(cause, (TypeError, ValueError)) else "值不合用"


def _unknown_name(value: Undefined, place: Place, lineno: int, known: Mapping[str, object]) -> TemplateError:
    name = str(value._undefined_name)
    owner = value._undefined_obj
    whole = owner is missing
    lack = "没有这个名称" if whole else "它前面的那一项没有这个内容"
    hint = _nearest(name, known if whole else _members(owner))
    return place.error("template_unknown_name", f"模板用了“{name}”，但{lack}", hint, lineno, name)


def _members(owner: object) -> Iterable[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if is_dataclass(owner):
        return [field.name for field in fields(owner)]
    return [name for name in dir(owner) if not name.startswith("_")]


def _nearest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(name, names, n=1, cutoff=0.4)
    if close:
        return f"是不是“{close[0]}”？"
    listed = "、".join(names[:10])
    return f"可以用的有：{listed}{'等' if len(names) > 10 else ''}" if names else "请删去这个标签"


def _undefined(cause: Exception) -> Undefined | None:
    """The undefined value that raised: it knows its name and owner, which the exception does not."""
    for traceback in _tracebacks(cause):
        value = traceback.tb_frame.f_locals.get("self")
        if isinstance(value, Undefined):
            return value
    return None


def _lineno(cause: Exception, template: Template) -> int:
    """The template's line on which it went wrong; 0 when none is known."""
    lines = [
        template.get_corresponding_lineno(traceback.tb_lineno)
        for traceback in _tracebacks(cause)
        if traceback.tb_frame.f_globals.get("__jinja_template__") is template
    ]
    return lines[-1] if lines else 0


def _tracebacks(cause: Exception) -> Iterable[TracebackType]:
    traceback = cause.__traceback__
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def damage_error(text: str, place: Place) -> TemplateError:
    """The error for XML that Word would refuse: an illegal character, or tags that cut across elements."""
    if found := ILLEGAL.search(text):
        before = _TAG.sub("", text[: found.start()])[-_EXCERPT // 2 :]
        message = f"填入的内容里有文档不能保存的字符 U+{ord(found.group()):04X}，在“{before}”之后"
        return place.error("template_illegal_character", message, "请在数据里删去这个看不见的字符")
    message = "标签放的位置打断了文档的结构，填出来的文件 Word 会说已损坏"
    hint = "控制整段的标签独占一段，写 {%p if … %}；控制表格行的写 {%tr … %}；不要用 {%- 和 -%}"
    return place.error("template_broken_xml", message, hint)


def unfit_error(cause: Exception, place: Place) -> TemplateError:
    """The error for a text that is sound but does not fit: a long property, a table without a grid."""
    if isinstance(cause, LongPropertyError):
        hint = "请在模板的“文件—信息—属性”里把这一项改短"
        return place.error("template_long_property", f"填出来超过 {PROPERTY_LENGTH} 个字", hint)
    message, hint = "有一个表格缺少列的定义，或列宽不是数", "请在 Word 或 WPS 里重新插入这个表格"
    return place.error("template_bad_table", message, hint)
