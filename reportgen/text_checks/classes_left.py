"""已全面消除大班额 in a text that tells of large classes: 城区3所学校仍有大班额."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of
from reportgen.quantities.scopes import ScopeMarks
from reportgen.text_checks.contradicting import SaidWords, remind_of_both
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_MOST = 40
_CLAUSE_ENDS = "。；;！？\n，,"
_LONGEST = 40
_HINT = "请核对；说的不是同一范围的，写明各是哪里"


class _Said(NamedTuple):
    """Words on classes of `size` and more, in that stage (empty: not told which)."""

    said: SaidWords
    size: Decimal
    stage: str


class _Words:
    """What finds that there are none, or that there are."""

    def __init__(self, dictionary: FactDictionary) -> None:
        words, unsure = dictionary.vocabulary.claims, dictionary.vocabulary.things.unsure
        # Of those that are no more: 由63个减至0个, 防止出现大班额.
        self.unsure = late_regex(rf"{any_of(unsure)}|(?:19|20)\d\d年")
        large = any_of(word for word, _ in words.large)
        told = rf"(?:\d+人(?:及?以上)?的?)?(?P<told>{large})"
        gone = rf"(?:{any_of(words.gone)})(?:了|全部|所有)?"
        self.gone = late_regex(
            rf"(?<![有毫绝]){gone}{told}|(?P<told2>{large})(?:现象|问题)?(?:已|均|都|现已)?(?:全部|全面|基本)?(?:消除|清零|化解)(?!率)"
        )
        self.left = late_regex(
            rf"(?P<left>(?:{any_of(words.remains)})[^。；，,、\n]{{0,14}}?{told})"
            rf"|(?P<told2>{large})(?:班级|教学班)?(?P<many>[1-9]\d{{0,3}})个"
            rf"|(?P<told3>{large})(?:现象|问题)?(?:仍|依然|仍然|还|较为?|比较|十分|相当)*(?:突出|严重|存在|较多|普遍|未消除)"
        )
        self.stages = late_regex(any_of(map(str, dictionary.stages)))
        self.large, self.sizes = late_regex(large), dict(words.large)


@lru_cache(maxsize=8)
def _words_of(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


def check_classes_left(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where a text says that there are none, and where it says that there are."""
    words = _words_of(known.dictionary)
    gone: list[_Said] = []
    left: list[_Said] = []
    for part in islice(text.parts_with(words.large), _MOST):
        marks = ScopeMarks(part.text, text.lexicon)
        gone += _find(words.gone, part, words, marks)
        left += _find(words.left, part, words, marks)
    for none in gone:
        some = next((each for each in left if _contradicts(none, each)), None)
        if some is not None:
            yield from remind_of_both(TextRule.FALSE_EXISTENCE, none.said, some.said, _HINT)


def _find(
    pattern: re.Pattern[str], part: TextPart, words: _Words, marks: ScopeMarks
) -> Iterator[_Said]:
    for found in pattern.finditer(part.text):
        groups = found.groupdict()
        told = next(filter(None, (groups.get(name) for name in ("told", "told2", "told3"))))
        scope = marks.scope_at(found.start(), 0)
        before = part.text[max(found.start() - _LONGEST, 0) : found.start()]
        begin = max(before.rfind(mark) for mark in _CLAUSE_ENDS) + 1
        stage = (words.stages.findall(before[begin:]) or [scope.stage])[-1]
        if not (words.unsure.search(before[begin:]) or scope.period or scope.grade):
            yield _Said(SaidWords(part, *found.span()), words.sizes[told], stage)


def _contradicts(none: _Said, some: _Said) -> bool:
    """Whether those that are left are as large, and of the same stage."""
    stages = {none.stage, some.stage}
    return none.size <= some.size and (len(stages) == 1 or "" in stages)
