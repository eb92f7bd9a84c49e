"""Complaints of jinja2 and XML parsers → a TemplateError for whoever edits the template, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from jinja2 import Environment, Template, Undefined, UndefinedError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.utils import missing

from reportgen.model.known_facts import KnownFacts
from reportgen.model.picture import NamedPictures
from reportgen.problems import Location, TemplateError, error
from reportgen.template_faults import Fault, explain_failure, explain_syntax, find_line, find_undefined, suggest

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters that XML cannot hold at all."""

PROPERTY_LENGTH = 255
"""How many characters a document property holds."""

_EXCERPT = 40
_TAG = re.compile(r"<[^>]*>")
_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)


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

    def misuse(self, fault: Fault) -> TemplateError:
        """The error for a tag that is wrong whatever the values."""
        return self.error("template_syntax", fault.message, fault.hint, fault.line, fault.word)


def _excerpt(line: str, word: str) -> str:
    """The visible text of the paragraph in which `word` stands, cut to the stretch around it."""
    paragraphs = [_TAG.sub("", part).strip() for part in line.split("</w:p>")]
    told = [text for text in paragraphs if text]
    best = next((text for text in told if word and word in _tags(text)), None)
    text = best or next((text for text in told if _JINJA.search(text)), "".join(told[:1]))
    return quote(text, max(0, text.find(word)))


def quote(text: str, at: int) -> str:
    """The stretch of `text` around `at`, short enough for a message."""
    start = max(0, at - _EXCERPT // 2)
    cut = text[start : start + _EXCERPT]
    return f"{'…' if start else ''}{cut}{'…' if start + _EXCERPT < len(text) else ''}"


def _tags(text: str) -> str:
    return "".join(_JINJA.findall(text))


def syntax_error(cause: TemplateSyntaxError, place: Place, environment: Environment) -> TemplateError:
    """The error for a tag that jinja2 cannot compile."""
    return place.misuse(explain_syntax(cause, "\n".join(place.lines), environment))


def render_error(cause: Exception, template: Template, place: Place, known: Mapping[str, object]) -> TemplateError:
    """The error for a tag that fails with this document's values; `known` are the names it may use."""
    lineno = find_line(cause, template)
    if isinstance(cause, PlainValueError):
        hint = "放在文字中间的值写成 {{ 名称 }}；{{p 名称 }}、{{r 名称 }} 只用于整章、整段的内容"
        return place.error("template_plain_value", "这里要放整段的内容，但值只是一段文字", hint, lineno)
    value = find_undefined(cause)
    if value is not None and not isinstance(cause, SecurityError):
        return _unknown_name(value, place, lineno, known)
    fault = explain_failure(cause)
    return place.error(_failure_code(cause), fault.message, fault.hint, lineno)


def _failure_code(cause: Exception) -> str:
    if isinstance(cause, SecurityError):
        return "template_forbidden"
    return "template_unknown_name" if isinstance(cause, UndefinedError) else "template_failed"


def _unknown_name(value: Undefined, place: Place, lineno: int, known: Mapping[str, object]) -> TemplateError:
    name = str(value._undefined_name)
    owner = value._undefined_obj
    if isinstance(owner, KnownFacts) and name in owner.known:
        hint = f'请在数据文件里填写；也可以写成 {{{{ 数据.{name}|默认("无") }}}}，没有填写时印出“无”'
        return place.error("template_missing_fact", f"学校没有填写“{name}”", hint, lineno, name)
    if isinstance(owner, NamedPictures):
        hint = f'请在数据文件的“图片:”下写上 {name}: 文件名.png；也可以写成 {{{{ 图片.{name}|默认("") }}}}，没有就不印'
        return place.error("template_missing_picture", f"学校没有叫“{name}”的图片", hint, lineno, name)
    whole = owner is missing
    message = f"模板用了“{name}”，但没有这个名称" if whole else _lacking(name, place, lineno)
    hint = suggest(name, known if whole else _members(owner)) or "请删去这个标签"
    return place.error("template_unknown_name", message, hint, lineno, name)


def _lacking(name: str, place: Place, lineno: int) -> str:
    """Names the owner as the template writes it, where that can be told."""
    line = _tags(place.lines[lineno - 1]) if 0 < lineno <= len(place.lines) else ""
    owner = re.search(rf"([\w.]+)\.{re.escape(name)}\b", line)
    return f"“{owner[1]}”里没有“{name}”这项内容" if owner else f"没有“{name}”这项内容"


def _members(owner: object) -> Iterable[str]:
    if isinstance(owner, KnownFacts):
        return sorted(owner.known)
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if is_dataclass(owner):
        return [field.name for field in fields(owner)]
    return [name for name in dir(owner) if not name.startswith("_")]


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
