"""Lines as people type and paste them: which go on, which begin anew, and with what mark.

A text in a cell has a paragraph in each line; a text in a file may be wrapped by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from unicodedata import east_asian_width

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.ordinals import CIRCLED, find_ordinal

INVISIBLE = "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc"
"""Characters of no width that come along with pasted text, as the inside of a character class."""

SYMBOLS = "\uf000-\uf0ff"
"""What fonts of symbols draw bullets with; in other fonts they are boxes."""

_BLANKS = "\u00a0\u2000-\u200a\u205f"
# Word's line break within a paragraph is a vertical tab.
_LINE_ENDS = "\x0b\x0c\u2028\u2029\u0085"
UNCLEAN = f"{INVISIBLE}{SYMBOLS}{_BLANKS}{_LINE_ENDS}"
"""All that `clean_pasted` takes out or replaces, as the inside of a character class."""

UNPRINTABLE = "\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
"""What no Word document can hold, as the inside of a character class."""

_EMPTY_LINE = late_regex(r"\n[ \t\u3000]*\n")
_UNPRINTABLE = late_regex(f"[{UNPRINTABLE}]")
_UNCLEAN = late_regex(f"[{UNCLEAN}]")
_INVISIBLE = late_regex(f"[{INVISIBLE}]")
_SYMBOL_BULLET = late_regex(rf"^([ \t\u3000]*)[{SYMBOLS}]+", re.MULTILINE)
_SYMBOL = late_regex(f"[{SYMBOLS}]")
_BLANK = late_regex(f"[{_BLANKS}]")
_LINE_END = late_regex(f"[{_LINE_ENDS}]")

INDENT = " \t\u3000"
"""What stands before a line's text."""

_SIGNS = "•·●○◦▪■□◆◇▲△►▶➢➤★‣∙⚫"
# A sign that stands twice is no bullet, nor is the minus of a number.
_BULLET = late_regex(
    rf"(?:([{_SIGNS}])(?!\1)[ \t\u3000]*(?=\S)"
    r"|[-–*+][ \t\u3000]+(?=\S)|[-–](?=[^\s\d\-–—|:>]))"
)
_BRACKETED = late_regex(r"([0-9０-９]{1,2})[)）][ \t\u3000]*")
_CIRCLE = late_regex(f"[{CIRCLED}]")
_SPOKEN = late_regex(
    rf"(?:第[{NUMERAL_SIGNS}]+|其[{NUMERAL_SIGNS}]|首先|其次|再次|最后)[，,、：:]"
    rf"|[{NUMERAL_SIGNS}]{{1,2}}[是要]"
)
_BEGINNINGS = frozenset(
    f"{_SIGNS}-–*+（(首其再最第百{NUMERAL_SIGNS}0123456789０１２３４５６７８９{CIRCLED}"
)
_CLOSED = late_regex(r"[。！？；：…!?;:][”’」』）)】》]*$")
# A line that ends so is not whole.
_OPEN = "，、,（(“‘《—"
# Chinese characters, their punctuation and full-width forms come from here on.
_FIRST_WIDE = "\u2e80"
# In columns: no editor wraps a text as narrow as this, and a wrapped line is nearly as long as the
# longest.
_NARROW = 30
_NEARLY = 0.7


class MarkKind(Enum):
    """The kinds of marks that lines begin with; a spoken one (一是) is part of its sentence."""

    BULLET = auto()
    FIRST = auto()
    SECOND = auto()
    THIRD = auto()
    FOURTH = auto()
    BRACKETED = auto()
    CIRCLED = auto()
    SPOKEN = auto()


_ORDINALS = (MarkKind.FIRST, MarkKind.SECOND, MarkKind.THIRD, MarkKind.FOURTH)


class LineMark(NamedTuple):
    """What a line begins with: its kind, its number (0: none), and where the text begins."""

    kind: MarkKind
    value: int
    end: int


def clean_pasted(text: str) -> str:
    """The text without characters of no width; bullets of symbol fonts are •, elsewhere nothing."""
    if not _UNCLEAN.search(text):
        return text
    text = _LINE_END.sub("\n", _BLANK.sub(" ", _INVISIBLE.sub("", text)))
    return _SYMBOL.sub("", _SYMBOL_BULLET.sub(r"\1•", text))


def clean_typed(text: str) -> str:
    """As `clean_pasted`, without what no document can hold and without blanks around it: what
    comes of the text where it is written into a data file and read again.
    """
    return _UNPRINTABLE.sub("", clean_pasted(text)).strip()


def find_mark(line: str) -> LineMark | None:
    """The bullet or number that a line, without its indent, begins with; or None."""
    if line[:1] not in _BEGINNINGS:
        return None
    if found := _BULLET.match(line):
        return LineMark(MarkKind.BULLET, 0, found.end())
    if found := _CIRCLE.match(line):
        return LineMark(
            MarkKind.CIRCLED, CIRCLED.index(found[0]) + 1, _skip_blanks(line, found.end())
        )
    if found := _SPOKEN.match(line):
        return LineMark(MarkKind.SPOKEN, 0, 0)
    if found := _BRACKETED.match(line):
        return LineMark(MarkKind.BRACKETED, int(found[1]), found.end())
    ordinal = find_ordinal(line)
    if ordinal is None or not (ordinal.brackets or ordinal.stop in ("、", ".", "．")):
        return None
    return LineMark(_ORDINALS[ordinal.level - 1], ordinal.value, _skip_blanks(line, ordinal.end))


def _skip_blanks(line: str, start: int) -> int:
    return len(line) - len(line[start:].lstrip(INDENT))


def strip_bullet(line: str) -> str:
    """The line without an indent or a bullet in front of it."""
    text = line.strip(INDENT)
    found = _BULLET.match(text)
    return text[found.end() :] if found else text


def is_closed(line: str) -> bool:
    """Whether a sentence or a clause of its own ends with the line."""
    return bool(_CLOSED.search(line.rstrip()))


def on_one_line(text: str) -> str:
    """The lines joined: with a blank between Latin words, without one in Chinese."""
    if "\n" not in text and "\t" not in text:
        return text
    lines = [" ".join(line.split("\t")).strip(INDENT) for line in text.split("\n")]
    return join_wrapped([line for line in lines if line])


def join_wrapped(lines: Sequence[str]) -> str:
    """The lines of one paragraph as one text: no blank stands beside a Chinese character."""
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        wide = joined[-1:] >= _FIRST_WIDE or line[:1] >= _FIRST_WIDE
        joined += line if wide else f" {line}"
    return joined


def goes_on(line: str, following: str, widest: int) -> bool:
    """Whether a text that was wrapped by hand goes on in the following line.

    It does not where a sentence ends or a mark begins, nor where the line is short beside the
    widest of its paragraph, in columns.
    """
    if is_closed(line) or find_mark(following.lstrip(INDENT)):
        return False
    end = line.rstrip()[-1:]
    if end and (end in _OPEN or (end.isascii() and following.lstrip()[:1].isascii())):
        return True
    width = columns(line)
    return widest >= _NARROW and width >= _NEARLY * widest


def columns(text: str) -> int:
    """How wide the text stands in an editor; a Chinese character takes two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(sign) in "FWA" else 1 for sign in text)


def split_paragraphs(text: str, every_line: bool = False) -> tuple[str, ...]:
    """The paragraphs of a plain text, each on one line and without indent.

    `every_line`: each line is one; else lines that go on are joined.
    """
    return tuple(paragraph for block in _blocks(text) for paragraph in _joined(block, every_line))


def _blocks(text: str) -> Iterator[list[str]]:
    for block in _EMPTY_LINE.split(text):
        lines = [line.replace("\t", " ").strip(INDENT) for line in block.split("\n")]
        yield [line for line in lines if line]


def _joined(lines: Sequence[str], every_line: bool) -> Iterator[str]:
    widest = max(map(columns, lines), default=0)
    gathered: list[str] = []
    for line in lines:
        if gathered and (every_line or not goes_on(gathered[-1], line, widest)):
            yield join_wrapped(gathered)
            gathered = []
        gathered.append(line)
    if gathered:
        yield join_wrapped(gathered)
