"""A Word template or a phrase → the same with its tags changed by the grammar of jinja2."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_NAMES = (
    *(
        "学校.名称",
        "学校.类型",
        "年度",
        "报告",
        "达标表",
        "行",
        "行.指标",
        "数据",
        "指标",
        "loop.index",
    ),
    *(
        "学校",
        "没有的名称",
        "行.没有",
        "问题",
        "县",
        "存在问题",
        "日期",
        "self",
        "range",
        "署名",
        "成绩",
    ),
)
_VALUES = (
    "1",
    "0",
    "'甲'",
    '"a"',
    "none",
    "true",
    "[]",
    "{}",
    "1.5",
    "-3",
    "(1, 2)",
    "'%d'",
    "1e400",
)
_FILTERS = (
    *(
        "默认('无')",
        "数(1)",
        "join('、')",
        "length",
        "int",
        "float",
        "round(2)",
        "sort",
        "sum",
        "first",
    ),
    *(
        "last",
        "list",
        "upper",
        "replace('甲', '乙')",
        "format(1)",
        "没有的",
        "batch(3)",
        "tojson",
        "map",
    ),
    *(
        "日期",
        "大写",
        "groupby('指标')",
        "truncate(3)",
        "e",
        "safe",
        "xmlattr",
        "center(80)",
        "random",
    ),
    *("map(attribute='名称')", "selectattr('x')", "slice(3)", "indent(3)", "wordwrap(2)", "urlize"),
)
_OPERATORS = (
    *("+", "-", "*", "/", "//", "%", "**", "~", "==", ">", "and", "or", "in", "not in", "is", "|"),
    ".",
    "if",
)
_Make = Callable[[Random], str]
_STATEMENTS = ("macro a()", "block a", "include a", "raw", "with", "do", "break", "call a()")
_MARKS = ("", "", "", "p ", "r ", "tr ", "tc ", "- ", "cellbg ", "hm ", "vm ")


def expression(dice: Random, depth: int = 0) -> str:
    """An expression, sound or nearly so."""
    simple = dice.choice((_NAMES, _NAMES, _VALUES))
    if depth > 3 or dice.random() < 0.4:
        return dice.choice(simple)
    inner = expression(dice, depth + 1)
    forms = (
        f"{inner}|{dice.choice(_FILTERS)}",
        f"{inner} {dice.choice(_OPERATORS)} {expression(dice, depth + 1)}",
        f"({inner})",
        f"{inner}[{expression(dice, depth + 1)}]",
        f"{inner}.{dice.choice(('名称', '__class__', 'items()', 'x', '0'))}",
        f"not {inner}",
        f"{inner}({expression(dice, depth + 1)})",
    )
    return dice.choice(forms)


_SOUND = (
    *("{{ 学校.名称 }}", "{{ 数据.在校生数|数(1) }}", "{{ 报告.日期|默认('无') }}"),
    *("{% for 行 in 达标表 %}{{ loop.index }}{{ 行.指标 }}{% endfor %}", "{{ 1/3 }}"),
    *("{% if 数据.在校生数 > 9 %}多{% else %}少{% endif %}", "{{ 图片.甲 }}", "{{ 行.指标 }}"),
    *("{% set 甲 = 学校.类型 %}{{ 甲 }}", "{{ '%d人'|format(数据.在校生数) }}", "{{ 数据 }}"),
    "{{ 达标表|map(attribute='指标')|join('、') }}",
    *("{{ '<w:p/>' }}", "{{ '&amp;'|e }}", "{# 注 #}"),
    *("{{ 报告.标题 * 3 }}", "{{ 学校.名称[0] }}", "{{ 学校 }}", "{{ 达标表|length }}"),
    "{{ '一\\n二\\t三' }}",
)


def tag(dice: Random) -> str:
    """A sound tag, or one with such an expression."""
    return dice.choice(_SOUND) if dice.random() < 0.75 else _any_tag(dice)


def _any_tag(dice: Random) -> str:
    asked, mark = expression(dice), dice.choice(_MARKS)
    forms = (
        f"{{{{{mark}{asked} }}}}",
        f"{{{{{mark}{asked} }}}}",
        f"{{%{mark}if {asked} %}}",
        f"{{%{mark}for 行 in {asked} %}}",
        f"{{%{mark}endfor %}}",
        f"{{%{mark}endif %}}",
        f"{{%{mark}else %}}",
        f"{{%{mark}elif {asked} %}}",
        f"{{%{mark}set 甲 = {asked} %}}",
        f"{{% {dice.choice(_STATEMENTS)} %}}",
        f"{{# {asked} #}}",
        dice.choice(
            ("{{", "}}", "{%", "%}", "{{ }}", "{% %}", "{{{{ a }}}}", "{%p", "｛｛ 年度 ｝｝")
        ),
    )
    return dice.choice(forms)


def mutate_phrase(data: bytes, dice: Random) -> bytes:
    """A phrase with tags put in, changed or taken away."""
    text = data.decode("utf-8", "replace")
    for _ in range(dice.choice((1, 1, 2, 4))):
        text = _mutate(text, dice, tag)
    return text.encode("utf-8", "surrogatepass")


def mutate_word_text(data: bytes, dice: Random) -> bytes:
    """A part of WordprocessingML whose texts have such tags: all else stays as it was."""
    text = data.decode("utf-8", "replace")
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        text = _in_word(text, dice)
    return text.encode("utf-8", "surrogatepass")


_WORD_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")


def _in_word(text: str, dice: Random) -> str:
    texts = list(_WORD_TEXT.finditer(text))
    # Whole paragraphs that steer others are mostly left alone.
    free = [each for each in texts if "{%" not in each[2]]
    if not texts:
        return text
    chosen = dice.choice(free if free and dice.random() < 0.8 else texts)
    changed = _mutate(chosen[2], dice, lambda dice: escape(tag(dice)))
    return text[: chosen.start(2)] + changed + text[chosen.end(2) :]


def _mutate(text: str, dice: Random, make: _Make) -> str:
    tags = list(_TAG.finditer(text))
    if not tags or dice.random() < 0.6:
        # Mostly beside the other tags, of which a paragraph's may be one.
        at = dice.choice((0, len(text), len(text), dice.randrange(len(text) + 1)))
        return text[:at] + make(dice) + text[at:]
    chosen = dice.choice(tags)
    put = dice.choice(
        (
            "",
            make(dice),
            make(dice),
            make(dice),
            chosen[0] * 2,
            chosen[0][:-1],
            _within(chosen[0], dice),
        )
    )
    return text[: chosen.start()] + put + text[chosen.end() :]


def _within(tag: str, dice: Random) -> str:
    """The tag with something else put in."""
    at = dice.randrange(len(tag) + 1)
    put = dice.choice((*_OPERATORS, *_NAMES, "|" + dice.choice(_FILTERS), "’", "　", "\u200b", "."))
    return tag[:at] + escape(put) + tag[at + dice.randrange(3) :]
