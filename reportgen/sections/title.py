"""A title → its lines: parted by meaning, of balanced but unequal length.

Source: GB/T 9704-2012, 7.3.1 (词意完整，排列对称，长短适宜；排成梯形或菱形).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.words.width import printed_width

# Characters of 2号 (22 pt) that fit into 156 mm.
_LINE = 20.1
# What Word leaves between Chinese and other characters, in characters.
_GAP = 0.25
_BORDER = late_regex(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
# A line of fewer characters stands forlorn.
_SHORTEST = 4
_MOST_LINES = 3
_SCHOOL = late_regex(r".+?(?:[小中大]学|[校园部])(?:（[^）]*）)?(?=[关12])")
_YEAR = late_regex(r"[12]\d{3}(?:[—-][12]?\d{1,3})?(?:学年|年)?度?")
_WORDS = late_regex(r"(?<=.)(?=(?:自查|自评|工作)?(?:报告|汇报|总结))")
_PLACE = late_regex(r"(?<=[省市县区乡镇旗州])(?=..)|(?<=自治区)")
# How much worse than at the best place a line is broken there, in characters of unevenness.
_AFTER_NAME, _AFTER_YEAR, _BEFORE_WORD, _WITHIN_NAME = 0, 4, 12, 30
_RECTANGLE, _EACH_LINE = 12, 40


class _Break(NamedTuple):
    place: int
    cost: int


def break_title(title: str, name: str = "") -> str:
    """The title with line breaks where it is too long for one line; `name` is whose report it is.

    It breaks after the name or the year, else before the word for the report, and within the name
    only where that alone is too long for a line. A title without such a place is left to Word,
    but for a last line of fewer than four characters.
    """
    width = _width(title)
    if width <= _LINE:
        return title
    # Beyond this no way of breaking it fits, and there are many ways.
    if width > _MOST_LINES * (_LINE + 1):
        return _with_whole_end(title)
    name = name if name and title.startswith(name) else _find_name(title)
    found = list({each.place: each for each in _breaks(title, name)}.values())
    ways = [way for way in _ways(sorted(found)) if _fits(_lines(title, way))]
    if not ways:
        return _with_whole_end(title)
    return "\n".join(_lines(title, min(ways, key=lambda way: _cost(title, way))))


def _with_whole_end(title: str) -> str:
    """Broken four characters before its end where Word would leave fewer on the last line."""
    if _width(title) % _LINE >= _SHORTEST:
        return title
    head = title[:-_SHORTEST].rstrip("0123456789")
    return f"{head}\n{title[len(head) :]}" if head else title


# Lines of a title are measured in many ways of breaking it.
@lru_cache(maxsize=256)
def _width(text: str) -> float:
    """In characters as Word sets them, with its gaps beside figures and Latin letters."""
    return printed_width(text) + _GAP * len(_BORDER.findall(text))


def _ways(places: Sequence[_Break]) -> Iterator[tuple[_Break, ...]]:
    for count in range(1, _MOST_LINES):
        yield from combinations(places, count)


def _fits(lines: Sequence[str]) -> bool:
    return all(len(line) >= _SHORTEST and _width(line) <= _LINE for line in lines)


def _find_name(title: str) -> str:
    found = _SCHOOL.match(title)
    return found[0] if found else ""


def _breaks(title: str, name: str) -> Iterator[_Break]:
    """The places at which the title may break; a better one comes later."""
    end = len(name)
    yield from (_Break(end + at.start(), _BEFORE_WORD) for at in _WORDS.finditer(title[end:]))
    if _width(name) > _LINE:
        yield from (_Break(at.start(), _WITHIN_NAME) for at in _PLACE.finditer(name))
    if year := _YEAR.search(title, end):
        yield _Break(year.end(), _AFTER_YEAR)
    if name:
        yield _Break(end, _AFTER_NAME)


def _lines(title: str, way: tuple[_Break, ...]) -> list[str]:
    places = [0, *(each.place for each in way), len(title)]
    return [title[start:end] for start, end in pairwise(places)]


def _cost(title: str, way: tuple[_Break, ...]) -> float:
    widths = [printed_width(line) for line in _lines(title, way)]
    same = _RECTANGLE if len(set(widths)) == 1 else 0
    return max(widths) - min(widths) + same + sum(each.cost + _EACH_LINE for each in way)
