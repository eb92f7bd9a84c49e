"""Texts that do not fit into one line → widths with which a table is low, and lines that part
neither what stands in brackets, nor a person from a post, nor the last character from a heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import permutations

from reportgen.late_regex import late_regex
from reportgen.model.page_layout import BODY_TRACKING, CHARACTER
from reportgen.render.column_fitting import needed_halves
from reportgen.words.width import printed_width

# How much of a column another gets in one step, in twips, and in how many steps it is looked for.
_STEP, _STEPS = 90, 40
# Of more columns that wrap not every pair is tried.
_MOST = 4
_OPEN, CLOSE = "（", "）"
"""`CLOSE` ends every text that `fold_at_bracket` breaks."""
# What does not begin a line.
_NOT_FIRST = "、，；：）"

# Of the body text: characters on a line and before the first one, and what Word leaves between a
# Chinese character and a figure or Latin letter.
_LINE, _INDENT, _GAP = 28, 2, 0.25
# How far off such an estimate may be, in characters.
_ERROR = 0.2
_BORDER = late_regex(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
# What does not end as a member does is passed over whole.
_MEMBER = late_regex(r"(?:（[^（）]*）|[^（）、；，])++(?:[、；，]|$|(?=[（）]))")

# How much room the texts of a row ask for, and how many rows ask for just that.
_Rows = Mapping[tuple[float, ...], int]


def lowest_widths(
    widths: Sequence[float], rows: Iterable[Sequence[float]], least: Sequence[float]
) -> tuple[float, ...]:
    """The widths, those of columns whose texts wrap changed so that the rows are low together.

    `rows` has for every cell how wide a column has to be for one line; `least` is how wide each
    column is in any case. Where that changes nothing the widths stay.
    """
    wanted = list(rows)
    wrapping = [at for at, width in enumerate(widths) if any(row[at] > width for row in wanted)]
    if not 1 < len(wrapping) <= _MOST:
        return tuple(widths)
    counted = Counter(tuple(row[at] for at in wrapping) for row in wanted)
    chosen = _lower([widths[at] for at in wrapping], counted, [least[at] for at in wrapping])
    fitted = dict(zip(wrapping, chosen, strict=True))
    return tuple(fitted.get(at, width) for at, width in enumerate(widths))


def _lower(widths: Sequence[float], rows: _Rows, least: Sequence[float]) -> Sequence[float]:
    """The widths after as many exchanges between two columns as lower the rows."""
    best, height = widths, _count_lines(widths, rows)
    while True:
        tried = ((_count_lines(each, rows), each) for each in _exchanges(best, least))
        lower, found = min(tried, key=lambda each: each[0], default=(height, best))
        if lower >= height:
            return best
        best, height = found, lower


def _exchanges(widths: Sequence[float], least: Sequence[float]) -> Iterator[Sequence[float]]:
    for giver, taker in permutations(range(len(widths)), 2):
        for steps in range(1, _STEPS + 1):
            moved = steps * _STEP
            if widths[giver] - moved < least[giver]:
                break
            changed = list(widths)
            changed[giver] -= moved
            changed[taker] += moved
            yield changed


def _count_lines(widths: Sequence[float], rows: _Rows) -> float:
    return sum(
        count * max(-(-each // max(1, width)) for each, width in zip(row, widths, strict=True))
        for row, count in rows.items()
    )


def total_lines(widths: Sequence[float], rows: Iterable[Sequence[float]]) -> float:
    """How many lines high the rows are together in columns of these widths."""
    return _count_lines(widths, Counter(map(tuple, rows)))


def fold_head(text: str, room: float) -> str:
    """The head of a column, on lines of about one length where the last would have one character.

    Heads of other than Chinese characters stay as `fold_at_bracket` has them.
    """
    at = text.rfind(_OPEN) if text.endswith(CLOSE) else len(text)
    name, tail = text[:at], text[at:]
    line = max(1, int(room // 2))
    if len(name) % line != 1 or len(name) == 1 or len(name.encode()) < 3 * len(name):
        return fold_at_bracket(text, room)
    length = -(-len(name) // -(-len(name) // line))
    parts = [name[start : start + length] for start in range(0, len(name), length)]
    if len(parts[-1]) == 1 or any(part[0] in _NOT_FIRST for part in parts):
        return fold_at_bracket(text, room)
    return "\n".join([*parts, tail] if tail else parts)


def fold_at_bracket(text: str, room: float) -> str:
    """The text with a line break before its last brackets where its lines would part them.

    `room` is how many halves of a character a line holds.
    """
    at = text.rfind(_OPEN) if text.endswith(CLOSE) else 0
    if at <= 0:
        return text
    name, tail = (needed_halves((part,)) for part in (text[:at], text[at:]))
    line = max(2, room // 2 * 2)
    begun = name % line
    if tail > line or not begun or begun + tail <= line:
        return text
    return f"{text[:at]}\n{text[at:]}"


def heading_tracking(text: str) -> int:
    """The tracking in twips with which no last character of a heading has a line of its own; 0 for
    that of its style.

    Source: GB/T 9704-2012, 7.3.5.5, which has the spacing of characters adjusted.
    """
    beyond = _width(text) + _INDENT
    last = (beyond + _ERROR) % _LINE - _ERROR
    if beyond <= _LINE - _ERROR or last > 1 + _ERROR:
        return 0
    return BODY_TRACKING - int(-(-(last + _ERROR) * CHARACTER // len(text)))


def fold_members(members: str, role: str) -> str:
    """Who has a role, line by line as a roster has them, no person parted from the post."""
    room = _LINE - _INDENT - len(role) - 1
    each = _MEMBER.findall(members)
    if _width(members) <= room or "".join(each) != members or max(map(_width, each)) > room:
        return members
    lines = [""]
    for member in each:
        if _width(lines[-1] + member) > room:
            lines.append("")
        lines[-1] += member
    return "\n".join(lines)


def _width(text: str) -> float:
    return printed_width(text) + _GAP * len(_BORDER.findall(text))
