"""Complaints of jinja2 and XML parsers → a TemplateError for whoever edits the template, with
its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pyexpat import ExpatError, ParserCreate

from jinja2 import Environment, Template, Undefined, UndefinedError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.utils import missing

from reportgen.late_regex import late_regex
from reportgen.model.picture import NamedPictures
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, TemplateError, error
from reportgen.render.places import WordPlace, quote
from reportgen.templating.faults import (
    Fault,
    explain_failure,
    explain_syntax,
    find_line,
    find_undefined,
)
from reportgen.templating.lacking import ask_first
from reportgen.templating.name_hints import (
    explain_loose_join,
    explain_member,
    explain_unknown,
    is_list,
    members,
)
from reportgen.templating.template_facts import TemplateFacts

ILLEGAL = late_regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters that XML cannot hold at all."""

PROPERTY_LENGTH = 255
"""How many characters a document property holds."""

_EXCERPT = 40
_LOOP, _JOINING = "loop", late_regex(r"\{%\s*(?:vm|hm)\b")
_TAG = late_regex(r"<[^>]*>")
_PLAIN = "放在文字中间的值写成 {{ 名称 }}；{{p 名称 }}、{{r 名称 }} 只用于整章、整段的内容"
_LISTED = "请用 {%p for 行 in 名称 %} 与 {%p endfor %} 逐项印，表格里用 {%tr for 行 in 名称 %}"
_JINJA = late_regex(r"\{[{%#].*?[}%#]\}", re.DOTALL)

# {{ 表|map(attribute="值")|max … }}, {% if 表|first … %}: a list, and what takes one item of it.
_OF_ITEMS = late_regex(
    r"\{[{%](?:p|r|tr|tc)?\s*(?P<word>(?:if|elif)\s+)?"
    r"(?P<list>[\w.]+(?:\s*\|\s*\w+(?:\((?:[^()\"]|\"[^\"]*\")*\))?)*?)"
    r"\s*\|\s*(?:max|min|first|last|random)\b(?!.*\|\s*(?:max|min|first|last|random)\b)"
)


class LongPropertyError(ValueError):
    """Raised when a document property comes out longer than `PROPERTY_LENGTH`."""


class PlainValueError(TypeError):
    """Raised when a text, or a list, stands where the document holds whole paragraphs or runs."""

    def __init__(self, value: object) -> None:
        super().__init__()
        listed = is_list(value)
        self.message = f"这里要放整段的内容，但值{'是一列内容' if listed else '只是一段文字'}"
        self.hint = _LISTED if listed else _PLAIN


class TagPlace(NamedTuple):
    """A tag as it stands in Word, and its place."""

    text: str
    place: WordPlace


class Place(NamedTuple):
    """A part of a template file, and its source by lines: docxtpl begins one before each paragraph.

    `tags` are the part's tags as they stand in Word, in order.
    """

    file: str
    part: str
    lines: tuple[str, ...]
    tags: tuple[TagPlace, ...] = ()

    def error(
        self, code: str, message: str, hint: str, lineno: int = 0, word: str = ""
    ) -> TemplateError:
        """The error at a line counted from 1, quoting the text around `word`; 0 is the whole
        part.
        """
        return TemplateError(
            error(code, message, Location(self.file, path=str(self._find(lineno, word))), hint)
        )

    def _find(self, lineno: int, word: str) -> WordPlace:
        """The place of the tag with that word on that line.

        Patching keeps the tags in their order, so that the number of a tag in the source is that in
        Word; but where it makes several tags of one, as of `vm`, the line's own text must do.
        """
        if not 0 < lineno <= len(self.lines):
            return WordPlace(self.part)
        candidates = self.tags_on(lineno)
        named = next((tag for tag in candidates if word and word in tag.text), None)
        found = named or next(iter(candidates), None)
        return (
            found.place
            if found
            else WordPlace(self.part, text=_excerpt(self.lines[lineno - 1], word))
        )

    def tags_on(self, lineno: int) -> tuple[TagPlace, ...]:
        """The tags on that line as they stand in Word; none where that cannot be told."""
        counts = [len(_JINJA.findall(line)) for line in self.lines]
        if not 0 < lineno <= len(counts) or sum(counts) != len(self.tags):
            return ()
        before = sum(counts[: lineno - 1])
        return self.tags[before : before + counts[lineno - 1]]

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


def _tags(text: str) -> str:
    return "".join(_JINJA.findall(text))


def syntax_error(
    cause: TemplateSyntaxError, place: Place, environment: Environment
) -> TemplateError:
    """The error for a tag that jinja2 cannot compile, with the tag as it was meant where that is
    certain.
    """
    from reportgen.templating.source import explain_tag

    fault = explain_syntax(cause, "\n".join(place.lines), environment)
    for tag in place.tags_on(fault.line):
        if own := explain_tag(tag.text, environment):
            return place.misuse(own._replace(line=fault.line, word=tag.text))
    return place.misuse(fault)


def render_error(
    cause: Exception, template: Template, place: Place, known: Mapping[str, object]
) -> TemplateError:
    """The error for a tag that fails with this document's values; `known` are the names it may
    use.
    """
    lineno = find_line(cause, template)
    if isinstance(cause, PlainValueError):
        return place.error("template_plain_value", cause.message, cause.hint, lineno)
    value = find_undefined(cause)
    if value is not None and not isinstance(cause, SecurityError):
        return _unknown_name(value, place, lineno, known)
    fault = explain_failure(cause)
    return place.error(_failure_code(cause), fault.message, fault.hint, lineno)


def _failure_code(cause: Exception) -> str:
    if isinstance(cause, SecurityError):
        return "template_forbidden"
    return "template_unknown_name" if isinstance(cause, UndefinedError) else "template_failed"


def _missing_fact(name: str, place: Place, lineno: int) -> TemplateError:
    around = ask_first(f"数据.{name}")
    hint = f"请在数据文件里填写；也可以连同旁边的字放在 {around} 之间，没有填写的不印"
    return place.error("template_missing_fact", f"学校没有填写“{name}”", hint, lineno, name)


def _missing_picture(name: str, place: Place, lineno: int) -> TemplateError:
    message = f"学校没有叫“{name}”的图片"
    or_none = f'{{{{ 图片.{name}|默认("") }}}}'
    hint = f"请在数据文件的“图片:”下写上 {name}: 文件名.png；也可以写成 {or_none}，没有就不印"
    return place.error("template_missing_picture", message, hint, lineno, name)


def _unknown_name(
    value: Undefined, place: Place, lineno: int, known: Mapping[str, object]
) -> TemplateError:
    name = str(value._undefined_name)
    owner = value._undefined_obj
    if isinstance(owner, TemplateFacts) and name in owner.known:
        return _missing_fact(name, place, lineno)
    if isinstance(owner, NamedPictures):
        return _missing_picture(name, place, lineno)
    if value._undefined_name is None or isinstance(value._undefined_name, int):
        tags = place.tags_on(lineno)
        fault = _no_item(value._undefined_name, tags[0].text if len(tags) == 1 else "")
        return place.error("template_unknown_name", fault.message, fault.hint, lineno)
    if owner is missing:
        if name == _LOOP and (joining := _joining_tag(place)):
            fault = explain_loose_join(joining.text)
            told = Location(place.file, path=str(joining.place))
            return TemplateError(error("template_syntax", fault.message, told, fault.hint))
        fault = explain_unknown(name, "", known)
    else:
        fault = _unknown_member(name, _owner(name, place, lineno), owner)
    return place.error("template_unknown_name", fault.message, fault.hint, lineno, name)


def _joining_tag(place: Place) -> TagPlace | None:
    """The tag in Word of which docxtpl makes one that asks for the loop around it; None where one
    of the keeper's own asks for it.
    """
    if any(_LOOP in tag.text for tag in place.tags):
        return None
    return next((tag for tag in place.tags if _JOINING.search(tag.text)), None)


def _unknown_member(name: str, written: str, owner: object) -> Fault:
    known = members(owner)
    return explain_unknown(name, written, known) if known else explain_member(name, written, owner)


def _no_item(index: int | None, tag: str) -> Fault:
    """Nothing stands at that place of a list; None: a filter found nothing in an empty one."""
    if index is not None:
        return Fault(f"要取第 {index + 1} 项，但没有这么多项", "请用循环逐项取，或先判断有没有")
    message = "竖线前面的列表一项也没有，取不出最大、最小、第一或最后的一项"
    return Fault(message, _ask_for_items(tag))


def _ask_for_items(tag: str) -> str:
    """How to ask first whether the list has any; what another filter gives is asked as a list."""
    found = _OF_ITEMS.match(tag)
    if found and found["word"]:
        return f"请在条件前面加上“{found['list']}|list and ”，一项也没有的就不成立"
    items = f"{found['list']}|list" if found else "(列表)|list"
    hint = f"请把这个标签放在 {{% if {items} %}} 与 {{% endif %}} 之间"
    return hint if found else f"{hint}，“列表”换成 max、min、first、last 的竖线前面写的"


def _owner(name: str, place: Place, lineno: int) -> str:
    """What stands before the name's dot in the template, where that can be told."""
    line = _tags(place.lines[lineno - 1]) if 0 < lineno <= len(place.lines) else ""
    owner = re.search(rf"([\w.]+)\.{re.escape(name)}\b", line)
    return owner[1] if owner else "这个值"


def damage_error(text: str, place: Place) -> TemplateError:
    """The error for XML that Word would refuse: an illegal character, or tags that cut across
    elements.
    """
    if found := ILLEGAL.search(text):
        before = _TAG.sub("", text[: found.start()])[-_EXCERPT // 2 :]
        message = f"填入的内容里有文档不能保存的字符 U+{ord(found.group()):04X}，在“{before}”之后"
        return place.error("template_illegal_character", message, "请在数据里删去这个看不见的字符")
    message = f"标签放的位置打断了文档的结构{_near_break(text)}，填出来的文件 Word 会说已损坏"
    hint = "控制整段的标签独占一段，写 {%p if … %}；控制表格行的写 {%tr … %}；不要用 {%- 和 -%}"
    return place.error("template_broken_xml", message, hint)


def _near_break(text: str) -> str:
    """Where in what would be printed the XML is torn, as far as there is text before."""
    parser = ParserCreate("utf-8")
    encoded = text.encode(errors="replace")
    try:
        parser.Parse(encoded, True)
    except ExpatError:
        before = (
            _TAG.sub("", encoded[: parser.ErrorByteIndex].decode(errors="ignore"))
            .rpartition("<")[0]
            .strip()
        )
        return f"（在印出来的“{before[-_EXCERPT // 2 :]}”附近）" if before else ""
    return ""


def unfit_error(cause: Exception, place: Place) -> TemplateError:
    """The error for a text that is sound but does not fit: a long property, a table without a
    grid.
    """
    if isinstance(cause, LongPropertyError):
        hint = "请在模板的“文件—信息—属性”里把这一项改短"
        return place.error("template_long_property", f"填出来超过 {PROPERTY_LENGTH} 个字", hint)
    message, hint = "有一个表格缺少列的定义，或列宽不是数", "请在 Word 或 WPS 里重新插入这个表格"
    return place.error("template_bad_table", message, hint)
