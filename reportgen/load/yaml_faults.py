"""What the YAML parser refuses → a Problem in the clerk's words."""

from __future__ import annotations

import re

import yaml

from reportgen.problems import Location, Problem, error

_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[^\s:：#\"']+：")
_TIGHT_COLON = re.compile(r"^\s*(?:- )?[^\s:：#\"'{\[]+:(?=[^\s:/\\])")
_KNOWN = (
    (
        "mapping values are not allowed",
        "这一行的冒号位置不对",
        "请检查上一行是否少了半角冒号，或把含冒号的文字用引号括起来",
    ),
    (
        "could not find expected ':'",
        "这一行缺少冒号",
        "请写成“名称: 值”，冒号用半角并在后面加一个空格",
    ),
    ("did not find expected key", "缩进与上面的行不一致", "同一层的各行要左对齐，用空格缩进"),
    ("did not find expected '-' indicator", "列表的缩进不一致", "同一列表的“-”要左对齐"),
    ("did not find expected ',' or", "括号没有配对", "请检查 { } 和 [ ]，各项用半角逗号隔开"),
    ("unexpected end of stream", "引号没有配对", "请补上右边的引号"),
    ("found undefined alias", "“*”后面的引用没有定义", "请用引号把带“*”的文字括起来"),
    ("found undefined tag", "“!”开头的文字不能直接写", "请用引号把它括起来"),
    ("control characters are not allowed", "含有不可见的控制字符", "请删去这个字符"),
    ("special characters are not allowed", "含有不可见的控制字符", "请删去这个字符"),
    ("cannot start any token", "这一行以不能直接使用的符号开头", "请用引号把这段文字括起来"),
    ("expected the document start", "文件里有多余的内容", "请检查缩进和“---”"),
)


def explain_fault(fault: yaml.YAMLError, text: str, file: str) -> Problem:
    """The problem that stands behind a parser's error, at its line and column."""
    location = _find_place(fault, text, file)
    lines = text.split("\n")
    ways = (_explain_tab, _explain_colon, _explain_tight_colon)
    explained = filter(None, (explain(lines, location) for explain in ways))
    return next(explained, None) or _explain_known(str(fault), location)


def _find_place(fault: yaml.YAMLError, text: str, file: str) -> Location:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    # An open quotation mark is noticed at the end of the file; what helps is where it began.
    if "unexpected end of stream" in str(fault) and getattr(fault, "context_mark", None):
        mark = fault.context_mark  # type: ignore[attr-defined]
    if mark is not None:
        return Location(file, mark.line + 1, mark.column + 1)
    if isinstance(fault, yaml.reader.ReaderError):
        before = text[: fault.position]
        return Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return Location(file)


def _explain_tab(lines: list[str], location: Location) -> Problem | None:
    for number in _nearby(lines, location.line):
        indent = re.match(r"\s*", lines[number - 1])
        if indent and "\t" in indent.group():
            place = Location(location.file, number, indent.group().index("\t") + 1)
            return error("tab_indent", "这一行用制表符（Tab 键）缩进", place, "请改用空格缩进")
    return None


def _explain_colon(lines: list[str], location: Location) -> Problem | None:
    for number in _nearby(lines, location.line):
        match = _FULL_WIDTH_COLON.match(lines[number - 1])
        if match:
            place = Location(location.file, number, match.end())
            hint = "请改成半角的“:”，后面加一个空格"
            return error("full_width_colon", "冒号是全角的“：”", place, hint)
    return None


def _explain_tight_colon(lines: list[str], location: Location) -> Problem | None:
    for number in _nearby(lines, location.line):
        match = _TIGHT_COLON.match(lines[number - 1])
        if match:
            place = Location(location.file, number, match.end())
            return error("tight_colon", "冒号后面少了空格", place, "请在冒号后面加一个空格")
    return None


def _explain_known(fault: str, location: Location) -> Problem:
    for sign, message, hint in _KNOWN:
        if sign in fault:
            return error("yaml_syntax", message, location, hint)
    hint = "请检查这一行和上一行的缩进、冒号、引号和括号"
    return error("yaml_syntax", "格式有误，读不下去", location, hint)


def _nearby(lines: list[str], line: int) -> range:
    """The line of the fault and the two above it: the parser notices late."""
    return range(min(line, len(lines)), max(line - 3, 0), -1)
