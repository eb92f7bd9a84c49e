"""Values and marks that readers stumble over, whichever the format that they stand in."""

from __future__ import annotations

from random import Random

NUMBERS = (
    *("0", "-0", "-1", "1.5", "0.1e-400", "1e999", "-1e999", "nan", "inf", "-inf", "0x1F", "1_000"),
    *(
        "9" * 400,
        "0." + "3" * 400,
        "1e400",
        "12345678901234567890",
        "０",
        "１８，９００",
        "1,89,00",
    ),
    *(
        "九百",
        "一万八",
        "〇",
        "壹佰",
        "3/4",
        "½",
        "Ⅻ",
        "٣",
        "1e",
        "--5",
        "+7",
        "1 000",
        "41.5亩",
        "100%",
    ),
    *(
        "99.8％",
        "-3人",
        "2:1",
        "1∶0",
        "约880",
        "880余",
        "8e2册",
        "1.89万册",
        "6万亿元",
        "0.0000001㎡",
    ),
)
DATES = (
    *(
        "2024-13-45",
        "2024-02-30",
        "0000-00-00",
        "9999-12-31",
        "99999-1-1",
        "2024年2月30日",
        "2024.5",
    ),
    *(
        "二〇二四年十三月",
        "2024-11-20T25:61:61Z",
        "1900-02-29",
        "45000",
        "-2024",
        "明年",
        "2024/1/1",
    ),
)
TEXTS = (
    *(
        "",
        " ",
        "\u3000",
        "\n",
        "\t",
        "无",
        "是",
        "否",
        "暂无",
        "null",
        "~",
        "True",
        "no",
        "样例",
        "……",
    ),
    *(
        "\u202e甲校\u202c",
        "\u200b",
        "甲\u200d校",
        "\ufeff",
        "\u2028",
        "e\u0301" * 50,
        "\U0001f600",
        "\x85",
    ),
    *("\x1b[31m红", "\x07", "\x00", "\x0b", "\x7f", "\ud800", "\uffff", "\U0010ffff", "𠮷野", "㋀"),
    *("长" * 300, "长" * 33_000, "a" * 5_000, "甲、" * 400, "（" * 200, "“" * 50, "一、" * 60),
)
MARKUP = (
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "{{",
        "}}",
        "{#",
        "%}",
        "{{p 主要措施 }}",
        "{%tr for 行 in 达标表 %}",
    ),
    *(
        "<w:p/>",
        "]]>",
        "<!--",
        "&amp;",
        "&#0;",
        "&#xD800;",
        "&a;",
        "</w:t>",
        "<b>",
        "%s%d%n",
        "{0}",
    ),
    *(
        "**a",
        "**",
        "![",
        "![图](a.png)",
        "![](../x.png)",
        "| a | b |\n|---|---|\n| 1 |",
        "# " * 30,
        "```",
    ),
    *(
        "- a\n  - b\n    - c",
        "1. a\n3. b",
        "[^1]: 注",
        "\\" * 60,
        "<script>",
        "> > > a",
        "* * *",
        "a|b",
    ),
)
FORMULAS = (
    *(
        "=1+1",
        "@SUM(A1)",
        "+1|cmd",
        "-1+2",
        '=HYPERLINK("http://a.example","a")',
        "'=1",
        "=A1:",
        "#REF!",
    ),
    *(
        "#DIV/0!",
        "#N/A",
        "在校生数 / 0",
        "在校生数 ** 99999",
        "(" * 80,
        "1 if",
        "a.__class__",
        "在校生数 + ''",
    ),
    *(
        "range(10**9)",
        "[x for x in y]",
        "学校类型 == '小学'",
        "在校生数 /",
        "min()",
        "9**9**9",
        "{}",
        "not",
    ),
)
PATHS = (
    *(
        "../a.png",
        "/etc/hostname",
        "C:\\a.png",
        "\\\\host\\a",
        "//host/a.png",
        "file:///etc/hosts",
        ".",
    ),
    *(
        "a\u202egnp.png",
        "con",
        "nul.yaml",
        "图片",
        "a" * 300 + ".png",
        "%2e%2e/a",
        "a\x00.png",
        "~/a.png",
    ),
    *("http://a.example/a.png", "标准.yaml", "图.png", "模板", "./图.png", "图.png/x", "*", "?"),
)
ALL = (NUMBERS, DATES, TEXTS, MARKUP, FORMULAS, PATHS)


def value(dice: Random) -> str:
    """One of them all: each group as often as another."""
    return dice.choice(dice.choice(ALL))


def typed(dice: Random) -> object:
    """A value as YAML and JSON have them: mostly text, also numbers, lists, mappings, nothing."""
    plain_values = (None, True, 0, -1, 2**70, 1.5, 1e308)
    collections: tuple[object, ...] = ([], {}, [[]], [None], {"": None}, {"名称": []})
    others: tuple[object, ...] = (*plain_values, *collections)
    if dice.random() < 0.25:
        return dice.choice(others)
    said = value(dice)
    return dice.choice((said, said, said, [said], {said: said}, [said, [said]], {"内容": said}))


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return "".join(sign for sign in text if _is_xml(ord(sign)))


def _is_xml(code: int) -> bool:
    control = code < 0x20 and code not in (9, 10, 13)
    return not (control or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF))
