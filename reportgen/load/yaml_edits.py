"""What is wrong with the lines at which a YAML file stops → the edit after which it goes on.

An edit is proposed only where the parser, tried with it, comes further.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import yaml

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INDENT = late_regex(r"[ \t\u3000\xa0]*")
_ODD_BLANKS = "\u3000\xa0"
_FULL_WIDTH_COLON = late_regex(r"^\s*(?:- )?[^\s:：#\"']+：\s*")
_TIGHT_COLON = late_regex(r"^\s*(?:- )?[^\s:：#\"'{\[]+:(?=[^\s:/\\])")
_NO_COLON = late_regex(r"^\s*(?:- )?[^\s:：#\"'{\[]+(\s+)(?=[^\s:#])")
# The value of a line of its own: behind its key, or behind the dash of an entry.
_VALUE = late_regex(r"^\s*+(?:- )?(?:[^\s:：#\"'{\[]+:\s+)?(?P<value>\S.*)$")
# In a text of no quotation marks.
_HASH = late_regex(r"^[^\"'#]*[^\s\"'#] (?=#[^\s#])")
# What a list or a comment begins with, and what would not be itself between quotation marks.
_NO_TEXT = late_regex(r"^[\[{#]|[\"\\]")
_OPENING = {"[": "]", "{": "}"}
_QUOTES = {'"': ("“", "”"), "'": ("‘", "’")}
# "购书"了3000册: as many marks as make pairs.
_QUOTED_WORD = late_regex(r"(?P<mark>[\"'])(?:(?!(?P=mark)).)*(?P=mark)(?=[^\s,:#\]}])[^#\\]*$")
_DASH = late_regex(r"^\s*(?P<dash>- +)(?=[^\s:：#\"']+:(?:\s|$))")
_KEY = late_regex(r"^\s*(?:- )?[^\s:：#\"'{\[]{1,20}:(?:\s|$)")
# Of the outermost block: further in the line below may be what is shifted.
_WORD_BEHIND_KEY = late_regex(
    r"^(?P<key>[^\s:：#\"'{\[-][^\s:：#\"'{\[]*:)"
    r"(?P<rest>\s+(?P<word>[^\s|>&*!#{\[\"'。，；,;]{1,20}))\s*$"
)
# Blocks of names and values.
_NO_LISTS = frozenset({"学校", "报告", "数据", "区县", "教师结构", "章节", "图片", "预计增加"})
_STEP = 2
# Each edit is tried on the whole text: in all so many characters are read, of few edits at least.
_MOST_READ = 3_000_000
_LONGEST, _MOST_TRIED, _FEW = 300_000, 60, 8
# Beyond this no data file is read, and the parser's time grows with the depth.
_DEEPEST = 60


class Edit(NamedTuple):
    """`old`, which begins at that line and column (from 1), is to become `new`."""

    line: int
    column: int
    old: str
    new: str

    def apply(self, text: str) -> str:
        """The text with the edit made."""
        lines = text.split("\n")
        before, start = lines[self.line - 1], self.column - 1
        assert before.startswith(self.old, start)
        lines[self.line - 1] = before[:start] + self.new + before[start + len(self.old) :]
        return "\n".join(lines)


class ProposedEdit(NamedTuple):
    """An edit, what was wrong and how to mend it, in Chinese."""

    code: str
    message: str
    words: str
    edit: Edit


_Lines = Sequence[str]
_Way = Callable[[_Lines, int], Iterator[ProposedEdit]]


def find_edit(text: str, line: int) -> ProposedEdit | None:
    """The edit after which the file is read furthest; None if none goes beyond that line."""
    if len(text) > _LONGEST:
        return None
    lines, best, furthest = text.split("\n"), None, max(_reads_to(text), line)
    tried = max(_FEW, min(_MOST_TRIED, _MOST_READ // max(1, len(text))))
    for proposed in islice(_propose(lines, line), tried):
        reads_to = _reads_to(proposed.edit.apply(text))
        if reads_to > furthest:
            best, furthest = proposed, reads_to
        if furthest > len(lines):
            break
    return best


def _propose(lines: _Lines, line: int) -> Iterator[ProposedEdit]:
    for way in _WAYS:
        for number in _nearby(lines, line):
            yield from way(lines, number)


def _nearby(lines: _Lines, line: int) -> range:
    """The line of the fault and the two above it: the parser notices late."""
    return range(min(line, len(lines)), max(line - 3, 0), -1)


def _reads_to(text: str) -> int:
    """The line at which the parser stops; far behind the last for a text that it reads."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return event.start_mark.line + 1 if event.start_mark else 0
    except yaml.MarkedYAMLError as fault:
        mark = fault.context_mark if "unexpected end" in str(fault) else fault.problem_mark
        return mark.line + 1 if mark else 0
    except yaml.YAMLError:
        return 0
    return len(text) + 1


def _mend_indent(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """Tabs and full-width blanks in front of a line."""
    indent = _indent(lines[number - 1])
    if "\t" in indent:
        told = "tab_indent", "这一行用制表符（Tab 键）缩进", "请改用空格缩进"
        yield from _reindent(lines, number, *told)
    elif any(blank in indent for blank in _ODD_BLANKS):
        told = "wide_indent", "这一行用全角空格缩进", "请改用半角空格缩进"
        yield from _reindent(lines, number, *told)


def _mend_shift(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A line that does not stand below its neighbours."""
    indent = _indent(lines[number - 1])
    for width in _levels(lines, number):
        edit = Edit(number, 1, indent, " " * width)
        words = f"前面请空 {width} 格" if width else "请顶格写，前面不空格"
        yield ProposedEdit("yaml_syntax", "缩进与上面的行不一致", words, edit)


def _levels(lines: _Lines, number: int) -> Iterator[int]:
    """The indents that lines above have, the nearest first: for what opens a block those outside
    of the line below it, for anything else none that takes it out of the block that it is in.
    """
    above = [line for line in lines[: number - 1] if _says_something(line)]
    below = next((line for line in lines[number:] if _says_something(line)), "")
    widths = dict.fromkeys(width for line in reversed(above) for width in _widths(line))
    if _opens(lines[number - 1]):
        widest = max(len(_indent(below)) - 1, 0)
        yield from (width for width in widths if width <= widest)
    else:
        yield from (width for width in widths if width or not _indent(above[-1]))


def _widths(line: str) -> tuple[int, ...]:
    """The indent of the line; of an entry of a list first that of what stands behind its dash."""
    width = len(_indent(line))
    return (width + _STEP, width) if line.lstrip().startswith("- ") else (width,)


def _reindent(
    lines: _Lines, number: int, code: str, message: str, words: str
) -> Iterator[ProposedEdit]:
    indent = _indent(lines[number - 1])
    start = next((at for at, sign in enumerate(indent) if sign != " "), 0)
    for width in _usual_widths(lines, number):
        if width >= start and " " * width != indent:
            edit = Edit(number, start + 1, indent[start:], " " * (width - start))
            yield ProposedEdit(code, message, words, edit)


def _usual_widths(lines: _Lines, number: int) -> list[int]:
    """The indents that the line may have by the one above it, the likeliest first."""
    above = _line_above(lines, number)
    indent = len(_indent(above))
    inner = indent + _STEP
    begins = _opens(above) or above.lstrip().startswith("- ")
    return [inner, indent, 0] if begins else [indent, inner, max(indent - _STEP, 0), 0]


def _line_above(lines: _Lines, number: int) -> str:
    return next((each for each in reversed(lines[: number - 1]) if _says_something(each)), "")


def _opens(line: str) -> bool:
    """Whether a block begins below the line."""
    return line.partition(" #")[0].rstrip().endswith(":")


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found.group() if found else ""


def _mend_wide_colon(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    found = _FULL_WIDTH_COLON.match(lines[number - 1])
    if found:
        at = found.group().index("：")
        edit = Edit(number, at + 1, found.group()[at:], ": ")
        words = "请改成半角的“:”，后面加一个空格"
        yield ProposedEdit("full_width_colon", "冒号是全角的“：”", words, edit)


def _mend_tight_colon(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    found = _TIGHT_COLON.match(lines[number - 1])
    if found:
        edit = Edit(number, found.end(), ":", ": ")
        words = "请在冒号后面加一个空格"
        yield ProposedEdit("tight_colon", "冒号后面少了空格", words, edit)


def _mend_no_colon(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    found = _NO_COLON.match(lines[number - 1])
    if found:
        edit = Edit(number, found.start(1) + 1, found.group(1), ": ")
        words = f"请写成“{lines[number - 1].strip().replace(found.group(1), ': ', 1)}”"
        yield ProposedEdit("yaml_syntax", "这一行缺少冒号", words, edit)


def _mend_quote(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A quotation mark whose other half is missing, or is a full-width one."""
    value, at = _value(lines[number - 1])
    mark = value[:1]
    if mark not in _QUOTES or value.count(mark) != 1:
        return
    left, right = _QUOTES[mark]
    message = "引号没有配对"
    if right in value:
        words = f"请把左边的 {mark} 改成 {left}"
        edit = Edit(number, at + 1, mark, left)
    elif value[1:2] in _OPENING:
        words, edit = "请删去左边的引号", Edit(number, at + 1, mark, "")
    else:
        words, edit = "请补上右边的引号", Edit(number, at + 1, value, value + mark)
    yield ProposedEdit("yaml_syntax", message, words, edit)


def _mend_behind_quote(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A text that begins with a word between quotation marks, and goes on behind them."""
    value, at = _value(lines[number - 1])
    found = _QUOTED_WORD.match(value)
    mark = found["mark"] if found else ""
    if mark and value.count(mark) % 2 == 0:
        left, right = _QUOTES[mark]
        new = re.sub(f"{mark}([^{mark}]*){mark}", rf"{left}\1{right}", value)
        edit = Edit(number, at + 1, value, new)
        message = f"右边的引号后面还有字，半角引号 {mark} 要括住整段"
        words = f"请写成“{new}”"
        yield ProposedEdit("yaml_syntax", message, words, edit)


def _mend_dash(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A “- ” before the first of several names that are no list."""
    found = _DASH.match(lines[number - 1])
    above = _line_above(lines, number).strip()
    if found and above.partition(":")[0] in _NO_LISTS:
        edit = Edit(number, found.start("dash") + 1, found["dash"], "")
        message = f"“{above.partition(':')[0]}”下面不是列表，这一行前面多了“- ”"
        yield ProposedEdit("yaml_syntax", message, "请删去“- ”", edit)


def _mend_behind_key(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A word behind a key that has a block beneath it."""
    line = lines[number - 1]
    found = _WORD_BEHIND_KEY.match(line)
    below = next((each for each in lines[number:] if _says_something(each)), "")
    if found and len(_indent(below)) > len(_indent(line)) and _KEY.match(below):
        key, word = found["key"], found["word"]
        edit = Edit(number, found.start("rest") + 1, found["rest"], "")
        message = f"“{key}”后面写了“{word}”，下面又写了几行"
        yield ProposedEdit("yaml_syntax", message, f"“{key}”后面请删去“{word}”", edit)


def _mend_bracket(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    value, at = _value(lines[number - 1])
    closing = _OPENING.get(value[:1], "")
    if closing and value.count(value[0]) == value.count(closing) + 1:
        edit = Edit(number, at + 1, value, value + closing)
        yield ProposedEdit("yaml_syntax", "括号没有配对", f"请补上右边的“{closing}”", edit)


def _mend_hash(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A text that goes on in the line below a ` #`, which ends it."""
    found = _HASH.match(lines[number - 1])
    if found:
        message = "空格和“#”后面的字是注释，正文到这里就断了"
        edit = Edit(number, found.end(), " #", "#")
        yield ProposedEdit("cut_off", message, "请去掉“#”前面的空格", edit)


def _mend_by_quoting(lines: _Lines, number: int) -> Iterator[ProposedEdit]:
    """A text that means something else to YAML: it holds a colon, or begins with a sign."""
    value, at = _value(lines[number - 1])
    if value and not _NO_TEXT.search(value):
        edit = Edit(number, at + 1, value, f'"{value}"')
        message = "这段文字里有不能直接写的符号"
        yield ProposedEdit("yaml_syntax", message, "请用半角引号把它括起来", edit)


def _value(line: str) -> tuple[str, int]:
    """The value of the line, and how far in it begins; empty for a line without one."""
    found = _VALUE.match(line.rstrip())
    return (found["value"], found.start("value")) if found else ("", 0)


# A way is one function and one line here; the first that helps is told.
_WAYS: tuple[_Way, ...] = (
    _mend_indent,
    _mend_wide_colon,
    _mend_tight_colon,
    _mend_dash,
    _mend_behind_key,
    _mend_behind_quote,
    _mend_quote,
    _mend_bracket,
    _mend_hash,
    _mend_by_quoting,
    _mend_no_colon,
    _mend_shift,
)
