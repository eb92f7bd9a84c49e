"""What the YAML parser refuses → a Problem in the clerk's words."""

from __future__ import annotations

import yaml

from reportgen.load.yaml_edits import ProposedEdit, find_edit
from reportgen.problems import Change, Location, Problem, Remedy, error

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
# What stands in the file besides its one document is no slip of a line.
_BESIDES = (
    (
        "expected a single document",
        "文件里用“---”隔开了几份数据，只能有一份",
        "一所学校一个文件，请把后面的另存；多出的“---”请删去",
    ),
    (
        "expected <document start>",
        "“...”后面还有内容，读不到",
        "“...”表示文件到此为止，请删去它，或删去后面的内容",
    ),
)


def explain_fault(fault: yaml.YAMLError, text: str, file: str) -> Problem:
    """The problem that stands behind a parser's error, at its line and column."""
    location = _find_place(fault, text, file)
    for sign, message, hint in _BESIDES:
        if sign in str(fault):
            return error("yaml_syntax", message, location, hint)
    found = find_edit(text, location.line) if location.line else None
    return _explain_known(str(fault), location) if found is None else _proposed(found, location)


def _proposed(found: ProposedEdit, location: Location) -> Problem:
    edit = found.edit
    remedy = Remedy(Change.REPLACE, (edit.new,), found.words, edit.old)
    place = Location(location.file, edit.line, edit.column)
    return error(found.code, found.message, place, remedy)


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


def _explain_known(fault: str, location: Location) -> Problem:
    for sign, message, hint in _KNOWN:
        if sign in fault:
            return error("yaml_syntax", message, location, hint)
    hint = "请检查这一行和上一行的缩进、冒号、引号和括号"
    return error("yaml_syntax", "格式有误，读不下去", location, hint)
