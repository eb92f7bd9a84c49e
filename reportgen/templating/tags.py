"""The text of a template → its tags, and the faults of how they are opened and closed."""

from __future__ import annotations

import re

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple

_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_EXAMPLES = {"{{": "{{ 学校.名称 }}", "{%": "{%p if 报告.主送 %}", "{#": "{# 说明 #}"}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}
_MARK = late_regex(
    r"\{[{%#]|\{[ \t\u3000]+[{%](?=[^{}]*[%}][ \t\u3000]*\})|[}%#]\}"
    r"|｛[{｛%％#＃]|\{[｛％＃]|｝[}｝]|\}｝"
)
# jinja2 reads on where a brace or a closing mark is quoted or stands within inner braces.
_INSIDE = late_regex(r"""'[^'\\]*(?:\\.[^'\\]*)*'|"[^"\\]*(?:\\.[^"\\]*)*"|%\}|[{}]""", re.DOTALL)
_MARKS_INSIDE, _SHORT = frozenset("'\"{}%"), 400
_OPENING = late_regex(r"[{｛][{｛%％#＃]")
_GAP = late_regex(r"\{\s+[{%]\Z")
_GAPS = late_regex(r"(?<=\{)\s+(?=[{%])|(?<=[}%])\s+(?=\})")
_GAP_IN_END = late_regex(r"\{[{%][^{}]*[}%]\s+\}")
_FULL_WIDTH = late_regex("[｛｝％＃]")
_HINT_HALF_WIDTH = "标签里的花括号、百分号都要用半角（英文输入法），例如 {0}"
_DEEPEST = 20
# As far as it is looked for what a faulty tag was to say.
_LONGEST = 1000
_HALF_WIDTH = str.maketrans("｛｝％＃", "{}%#")


class Tag(NamedTuple):
    """A whole tag with its braces, and where it begins."""

    start: int
    text: str


class TagFault(NamedTuple):
    """What is wrong with the mark at `at`, and how to mend it.

    `is_open`: a tag has no end. `is_opening`: the mark was to begin a tag, not to end one.
    """

    at: int
    message: str
    hint: str
    is_open: bool = False
    is_opening: bool = False


class TagList(NamedTuple):
    """The tags of a text in order, and what is wrong with the others, in order."""

    tags: tuple[Tag, ...]
    faults: tuple[TagFault, ...] = ()

    @property
    def fault(self) -> TagFault | None:
        """The first fault."""
        return self.faults[0] if self.faults else None


_BRACES = "{}｛｝"
_NONE = TagList(())


def read_tags(text: str) -> TagList:
    """The whole tags in `text`. After a fault reading goes on with the next tag."""
    if not any(brace in text for brace in _BRACES):
        return _NONE
    tags: list[Tag] = []
    faults: list[TagFault] = []
    at, last_comment = 0, text.rfind("#}")
    while mark := _MARK.search(text, at):
        found, at = _read_from(mark, text, last_comment)
        if isinstance(found, Tag):
            tags.append(found)
        else:
            faults.append(found)
    return TagList(tuple(tags), tuple(faults))


def _read_from(mark: re.Match[str], text: str, last_comment: int) -> tuple[Tag | TagFault, int]:
    """The tag or the fault that begins with the mark, and where reading goes on; `last_comment` is
    where the last comment ends, before 0 where none does.
    """
    closer = _CLOSERS.get(mark[0])
    if closer is None:
        return _misplaced(text, mark), _after_misplaced(text, mark)
    is_endless = closer == "#}" and mark.end() > last_comment
    end = None if is_endless else _find_end(text, mark.end(), closer)
    if end is None:
        return _unclosed(text, mark, closer), _next_opener(text, mark.end())
    return Tag(mark.start(), text[mark.start() : end]), end


def _after_misplaced(text: str, mark: re.Match[str]) -> int:
    """Behind the closing mark that belongs to a faulty opening one: both are one mistake."""
    following = _MARK.search(text, mark.end())
    if not following or not _opens(mark[0]) or _opens(following[0]):
        return mark.end()
    return following.end()


def _opens(mark: str) -> bool:
    """Whether it was to begin a tag."""
    return bool(_OPENING.match(mark) or _GAP.match(mark))


def _next_opener(text: str, at: int) -> int:
    found = _OPENING.search(text, at)
    return found.start() if found else len(text)


def _find_end(text: str, at: int, closer: str) -> int | None:
    """Where the tag whose inside begins at `at` ends; None if it does not, or lacks a brace."""
    if closer == "#}":
        found = text.find(closer, at)
        return None if found < 0 else found + len(closer)
    # In most tags nothing is quoted and no brace stands; of thousands that do not end none is
    # looked for in all of the text.
    found = text.find(closer, at, at + _SHORT)
    if found >= 0 and _MARKS_INSIDE.isdisjoint(text[at:found]):
        return found + len(closer)
    return _find_end_among_marks(text, at, closer)


def _find_end_among_marks(text: str, at: int, closer: str) -> int | None:
    depth = 0
    # What stands in more braces than anybody writes is no tag.
    for mark in _INSIDE.finditer(text, at):
        if not depth and text.startswith(closer, mark.start()):
            return mark.start() + len(closer)
        if mark[0] == "{":
            depth += 1
            if depth > _DEEPEST:
                return None
        elif mark[0].endswith("}"):
            if not depth:
                return None
            depth -= 1
    return None


def _half_width(text: str, mark: re.Match[str]) -> str:
    """A hint with the tag in half-width signs, or an example if that makes no whole tag."""
    fixed = text[mark.start() : mark.start() + _LONGEST].translate(_HALF_WIDTH)
    closer = _CLOSERS.get(fixed[:2])
    end = _find_end(fixed, 2, closer) if closer else None
    return _HINT_HALF_WIDTH.format(fixed[:end] if end else _EXAMPLES["{{"])


def _misplaced(text: str, mark: re.Match[str]) -> TagFault:
    opener = _OPENERS.get(mark[0])
    if _GAP.match(mark[0]):
        message = f"“{mark[0]}”中间有空格，不会当作标签"
        return TagFault(mark.start(), message, _without_gaps(text, mark.start()), is_opening=True)
    if opener is None:
        message = f"“{mark[0]}”里有全角符号，不会当作标签"
        is_opening = bool(_OPENING.match(mark[0]))
        return TagFault(mark.start(), message, _half_width(text, mark), is_opening=is_opening)
    hint = f"请在前面补上“{opener}”，或删去多余的“{mark[0]}”；标签的开头和结尾要写在同一段里"
    return TagFault(mark.start(), f"“{mark[0]}”前面没有与它配对的“{opener}”", hint)


def _without_gaps(text: str, at: int) -> str:
    """A hint with the tag without blanks between its braces."""
    found = re.compile(r"\{\s*[{%][^{}]*[}%]\s*\}").match(text, at)
    whole = _GAPS.sub("", found[0]) if found else _EXAMPLES["{{"]
    return f"请去掉花括号中间的空格，写成 {whole}"


def _unclosed(text: str, mark: re.Match[str], closer: str) -> TagFault:
    hint = f"请补上“{closer}”，例如 {_EXAMPLES[mark[0]]}；标签的开头和结尾要写在同一段里"
    following = _MARK.search(text, mark.end())
    if _GAP_IN_END.match(text, mark.start()):
        hint = _without_gaps(text, mark.start())
    elif _FULL_WIDTH.search(text, mark.end(), following.end() if following else len(text)):
        hint = _half_width(text, mark)
    message = f"标签以“{mark[0]}”开头，却没有以“{closer}”结束"
    return TagFault(mark.start(), message, hint, is_open=True, is_opening=True)
