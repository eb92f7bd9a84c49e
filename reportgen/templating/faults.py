"""What jinja2 complains of → plain Chinese, for phrases and for Word templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Overflow
from types import TracebackType

from jinja2 import Environment, Template, Undefined, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError

from reportgen.templating.blocks import BELONGS, Statement, match_blocks
from reportgen.templating.blocks import Fault as Fault
from reportgen.templating.quantity import NoNumberError
from reportgen.templating.tag_bounds import TOO_DEEP, TOO_GREAT, TOO_LONG
from reportgen.templating.tree_walk import nodes_in
from reportgen.words.nearest import ask_nearest, suggest

FAILURES = (
    JinjaError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)
"""What a template can raise when it is rendered; anything else is a fault of the program."""

_COMMON_TAGS = ("if", "elif", "else", "endif", "for", "endfor", "set", "合并")
WORD_TAGS = ("p", "tr", "tc", "r")
CELL_TAGS = ("cellbg", "colspan", "vm", "hm")
CHINESE_TAGS = {
    **dict.fromkeys(("如果", "若", "when"), "if"),
    **dict.fromkeys(("否则", "otherwise"), "else"),
    **dict.fromkeys(("循环", "对于", "foreach", "each"), "for"),
    **dict.fromkeys(("elseif", "elsif", "否则如果"), "elif"),
    **dict.fromkeys(("fi", "结束如果", "endIf", "end_if"), "endif"),
    **dict.fromkeys(("done", "next", "rof", "endforeach", "endeach", "结束循环"), "endfor"),
}
"""What people write in the place of a tag's word."""

_KINDS = {"string": "文字", "integer": "数", "float": "数"}
_SYNTAX = (
    (TOO_DEEP, "标签套得太深，或者接得太长"),
    (TOO_LONG, "标签写得太长"),
    (TOO_GREAT, "标签里的数太大"),
    (r"unexpected char '(.)'", "标签里有不该出现的符号“{0}”"),
    (r"Expected an expression, got 'end of", "标签里缺少内容，例如 if 后面没有写条件"),
    (r"Missing end of raw", "“{{% raw %}}”没有配对的“{{% endraw %}}”"),
    (r"[Tt]ag name expected", "{{% %}} 里没有写标签的名称"),
    (
        r"got 'end of (?:print statement|statement block)'|nexpected end of template",
        "标签没有写完整",
    ),
    (r"expected token '.+', got '(.+)'", "标签里“{0}”的前面少了符号，或者多了空格"),
    (r"unexpected '.', expected '(.)'", "标签里的括号不成对，少了“{0}”"),
    (r"unexpected '(.)'", "标签里的括号不成对，“{0}”是多出来的"),
)
FORBIDDEN = Fault(
    "标签用了不允许的写法",
    "模板只能取数据，不能用以下划线开头的名称，也不能调用程序内部的功能",
)
"""A tag that reaches for what the sandbox keeps from it."""

_TOO_MUCH = "数太大，或重复的次数太多"
_HINT_VALUE = "请检查标签里的计算和处理方法是否适合这个值"
TOO_MUCH = Fault(f"标签算不出结果：{_TOO_MUCH}", _HINT_VALUE)
"""Tags that take too much again and again."""

OTHER_FILE = Fault(
    "模板不能引用别的文件（include、import、extends）", "请把要引用的内容直接写在这里"
)
"""A tag that names another file."""

_HINT_SYNTAX = "请对照手册里的写法，看括号、引号是否成对，if 与 for 是否写全"
HALF_WIDTH = "标签里的括号、引号、逗号、点号都要用半角（英文输入法）"


class UnfitValueError(ValueError):
    """A filter cannot print a value; the message and the `hint` say why in Chinese."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def explain_syntax(cause: TemplateSyntaxError, source: str, environment: Environment) -> Fault:
    """Why jinja2 cannot compile `source`."""
    original = cause.message or ""
    unknown = re.search(r"unknown tag '(.+?)'", original)
    if unknown and unknown[1] not in BELONGS:
        return _unknown_tag(unknown[1], cause.lineno)
    unmatched = _unmatched(source, environment) if unknown or "to be closed" in original else None
    return unmatched or _wrong_spelling(original, cause.lineno)


def _wrong_spelling(original: str, line: int) -> Fault:
    for pattern, chinese in _SYNTAX:
        if found := re.search(pattern, original):
            word = (found.groups() or ("",))[-1]
            hint = _HINT_SYNTAX if word.isascii() or len(word) > 1 else HALF_WIDTH
            message = chinese.format(_KINDS.get(word, word))
            return Fault(message, hint, line, "" if word in _KINDS else word)
    return Fault("标签的写法不对", _HINT_SYNTAX, line)


def _unknown_tag(word: str, line: int) -> Fault:
    if word in WORD_TAGS:
        hint = (
            f"要写成 {{%{word} if … %}}：{word} 紧跟在 {{% 后面，"
            "它后面空一格，里面不能再有 % 和花括号"
        )
        return Fault(f"“{{%{word}”的写法不对，或不能用在这里", hint, line, word)
    if word in CELL_TAGS:
        return Fault(f"“{word}”只能用在表格的格子里", "请移到格子里，或删去这个标签", line, word)
    if word in CHINESE_TAGS:
        english = "" if word.isascii() else "英文的"
        hint = f"请写成{english}“{CHINESE_TAGS[word]}”"
        return Fault(f"没有“{word}”这种标签", hint, line, word)
    if word in ("end", "结束"):
        hint = "与 if 配对的写成“endif”，与 for 配对的写成“endfor”"
        return Fault(f"没有“{word}”这种标签", hint, line, word)
    return Fault(f"没有“{word}”这种标签", suggest(word, _COMMON_TAGS), line, word)


def _unmatched(source: str, environment: Environment) -> Fault | None:
    """The first block that is not closed, or tag that closes none."""
    try:
        statements = list(_statements(source, environment))
    except TemplateSyntaxError as cause:
        return _wrong_spelling(cause.message or "", cause.lineno)
    faults = match_blocks(statements).faults
    return faults[0] if faults else None


def _statements(source: str, environment: Environment) -> Iterator[Statement]:
    text, begun = "", 0
    for line, kind, value in environment.lex(source):
        if kind == "block_begin":
            text, begun = "", line
        elif kind == "block_end":
            yield Statement(text.strip(), begun)
        else:
            text += value


def find_unknown_use(tree: nodes.Template, environment: Environment) -> Fault | None:
    """The first filter or test in `tree` that does not exist.

    jinja2 notices some of them only when they are used.
    """
    return next(find_unknown_uses(tree, environment), None)


def find_unknown_uses(tree: nodes.Template, environment: Environment) -> Iterator[Fault]:
    """Every filter and every test in `tree` that does not exist."""
    for use in nodes_in(tree, (nodes.Filter, nodes.Test)):
        if isinstance(use, nodes.Test):
            if use.name not in environment.tests:
                hint = suggest(use.name, environment.tests)
                yield Fault(f"不认识标签里的“is {use.name}”这种判断", hint, use.lineno, use.name)
        elif use.name not in environment.filters:
            hint = _suggest_filter(use.name, environment)
            yield Fault(f"不认识标签里的“{use.name}”这个处理方法", hint, use.lineno, use.name)


def _suggest_filter(name: str, environment: Environment) -> str:
    own = [each for each in environment.filters if not each.isascii()]
    listed = f"可以用的有：{'、'.join(own)}" if own else ""
    return f"{ask_nearest(name, environment.filters)}{listed}" or "请检查它的写法，或删去竖线和它"


def explain_failure(cause: Exception) -> Fault:
    """Why a tag failed with this document's values, other than for a name that is not there."""
    if isinstance(cause, (UnfitValueError, NoNumberError)):
        return Fault(str(cause), cause.hint)
    if isinstance(cause, SecurityError):
        return FORBIDDEN
    if "no loader" in str(cause):
        return OTHER_FILE
    return Fault(f"标签算不出结果：{_reason(cause)}", _HINT_VALUE)


def _reason(cause: Exception) -> str:
    if isinstance(cause, (OverflowError, Overflow, MemoryError, RecursionError)):
        return _TOO_MUCH
    if isinstance(cause, ZeroDivisionError):
        return "除数是零"
    if isinstance(cause, ArithmeticError):
        return "结果不是有限的数（太大，或像负数开方那样没有意义）"
    if isinstance(cause, (TypeError, ValueError)):
        return "值的类型不对，例如把文字当作数来算"
    return "值不合用"


def find_undefined(cause: Exception) -> Undefined | None:
    """The undefined value that raised; unlike the exception, it knows its name and its owner."""
    for traceback in _tracebacks(cause):
        value = traceback.tb_frame.f_locals.get("self")
        if isinstance(value, Undefined):
            return _first_undefined(value)
    return None


def _first_undefined(value: Undefined) -> Undefined:
    """What is not there: in `a[b]` it may be b."""
    while isinstance(value._undefined_name, Undefined):
        value = value._undefined_name
    return value


def find_line(cause: Exception, template: Template) -> int:
    """The template's line on which it went wrong; 0 when none is known."""
    lines = [
        template.get_corresponding_lineno(traceback.tb_lineno)
        for traceback in _tracebacks(cause)
        if traceback.tb_frame.f_globals.get("__jinja_template__") is template
    ]
    return lines[-1] if lines else 0


def _tracebacks(cause: Exception) -> Iterator[TracebackType]:
    traceback = cause.__traceback__
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next
