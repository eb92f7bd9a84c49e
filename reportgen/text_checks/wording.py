"""Words that are wrong, out of use or spun, by the lists in `data/words`, and rooms without 、."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.wordings import Wording, Wordings
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText

# No context is longer.
_CONTEXT = 12
_START = 2
_NOTHING = "(?!)"


def check_wording(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for each of the words, in a context in which it is wrong."""
    wordings = text.wordings
    rooms, begun = _rooms_pattern(wordings), _begun(text, wordings)
    roomy = set(text.find_parts(_room_cue(wordings)))
    for at in sorted({*begun, *roomy}):
        part = text.parts[at]
        yield from _check(part, wordings, begun.get(at, ()))
        for found in rooms.finditer(part.text) if at in roomy else ():
            message = f"“{found[0]}”中间没有顿号"
            hint = "句子里并列的词语之间用顿号（GB/T 15834—2011，4.5）"
            yield remind(TextRule.LIST_MARKS, part, found.span(), message, hint)


def _check(part: TextPart, wordings: Wordings, begun: Iterable[int]) -> Iterator[TextFinding]:
    """What is found at each place by its first two characters; of several words the longest."""
    text, end, starts = part.text, 0, _starts(wordings)
    for at in begun:
        for word in starts[text[at : at + _START]] if at >= end else ():
            found = _find(wordings, text, at, word)
            if found is not None:
                end = at + len(word)
                message = _message(found)
                yield remind(TextRule.WORDING, part, (at, end), message, found.reason)
                break


def _begun(text: ReadText, wordings: Wordings) -> dict[int, list[int]]:
    """The places in each part at which a word stands."""
    starts, whole = _starts(wordings), text.whole
    begun: dict[int, list[int]] = {}
    for found in _cue(wordings).finditer(whole):
        place = found.start()
        words = starts.get(whole[place : place + _START])
        if words and whole.startswith(words, place):
            at = text.part_at(place)
            begun.setdefault(at, []).append(place - text.begins[at])
    return begun


def _find(wordings: Wordings, text: str, at: int, word: str) -> Wording | None:
    """What is wrong with that word there."""
    if not text.startswith(word, at):
        return None
    end = at + len(word)
    before, after = text[max(at - _CONTEXT, 0) : at], text[end : end + _CONTEXT]
    return next((each for each in wordings.by_words[word] if each.is_wrong(before, after)), None)


@lru_cache(maxsize=8)
def _starts(wordings: Wordings) -> Mapping[str, tuple[str, ...]]:
    """The words by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(wordings.by_words, key=lambda word: (-len(word), word)):
        found.setdefault(word[:_START], []).append(word)
    return {start: tuple(words) for start, words in found.items()}


@lru_cache(maxsize=8)
def _room_cue(wordings: Wordings) -> re.Pattern[str]:
    """What finds where one room may end and another begin."""
    if not wordings.rooms:
        return re.compile(_NOTHING)
    ends = (re.escape("".join(sorted({each[at] for each in wordings.rooms}))) for at in (-1, 0))
    return re.compile("[{}](?=[{}])".format(*ends))


@lru_cache(maxsize=8)
def _cue(wordings: Wordings) -> re.Pattern[str]:
    """What finds where one of the words may begin, by the first two characters of all."""
    starts = [each for each in _starts(wordings) if len(each) == _START]
    if not starts:
        return re.compile(_NOTHING)
    first, second = (re.escape("".join(sorted(set(signs)))) for signs in zip(*starts, strict=True))
    return re.compile(f"[{first}](?=[{second}])")


def _message(wording: Wording) -> str:
    if not wording.right:
        return f"不宜写“{wording.words}”"
    told = "或".join(f"“{word}”" for word in wording.right)
    return f"“{wording.words}”应为{told}"


@lru_cache(maxsize=8)
def _rooms_pattern(wordings: Wordings) -> re.Pattern[str]:
    rooms = "|".join(sorted(map(re.escape, wordings.rooms), key=lambda word: (-len(word), word)))
    return re.compile(f"(?:{rooms}){{2,}}" if rooms else _NOTHING)
