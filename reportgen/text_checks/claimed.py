"""What a saying of a standard is about: the indicators that are named right before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary, FactKind
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import Saying, any_of
from reportgen.quantities.contexts import BOUNDS, read_context
from reportgen.text_checks.known_figures import Judged, KnownFigures
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.marks import behind_marks

_LINKS = "，：: "
_CLAUSE_BOUNDS = BOUNDS.replace("、", "")
_AND = late_regex("[、和与及]|以及")
_LONGEST_CLAUSE, _MOST_FIGURES = 60, 8
_NUMBERED = late_regex(r"^\s*指标\s*([0-9]{1,4})(?![0-9])")
# So many characters in a row show that 指标3 is the third one here.
_SHARED = 3


class Claimed(NamedTuple):
    """Verdicts on what is named from `start`; `is_exact` where it names their indicator itself, and
    not something that it is computed of.
    """

    start: int
    judged: tuple[Judged, ...]
    is_exact: bool


def find_claimed(saying: Saying, at: int, text: ReadText, known: KnownFigures) -> Iterator[Claimed]:
    """What the saying in that part is said of: names, or figures, that stand right before it."""
    finder = _Finder(saying, at, text, known)
    found = list(finder.find())
    yield from found or finder.find_numbered()


def named_clause(text: str, saying: Saying) -> tuple[int, str]:
    """The words that stand right before the saying in its clause, and where they begin."""
    head = text[saying.sentence : saying.start].rstrip(_LINKS)
    clause = head[-_LONGEST_CLAUSE:]
    clause = clause[behind_marks(clause, _CLAUSE_BOUNDS) :]
    return saying.sentence + len(head) - len(clause), clause


class _Finder:
    def __init__(self, saying: Saying, at: int, text: ReadText, known: KnownFigures) -> None:
        self._saying, self._text, self._known, self._at = saying, text, known, at
        self._line = text.parts[at].text

    def find(self) -> Iterator[Claimed]:
        begin, end = self._saying.sentence, self._saying.start
        head = self._line[begin:end].rstrip(_LINKS)
        place = begin + len(head)
        stated = list(self._stated(begin, place))
        if stated and place - stated[-1].quantity.said_to <= 0:
            told = stated[-_MOST_FIGURES:] if self._saying.of_all else stated[-1:]
            yield from filter(None, map(self._of_quantity, told))
        elif place == end:
            yield from self._names(place)

    def _stated(self, begin: int, end: int) -> Iterable[StatedIn]:
        first, last = (self._text.count_stated(self._at, place) for place in (begin, end))
        return self._text.stated[first:last]

    def _of_quantity(self, stated: StatedIn) -> Claimed | None:
        said = stated.quantity
        if said.kind or said.scope.grade or said.scope.period or not said.subjects:
            return None
        return self._made(said.said_from, said.noun, said.subjects, said.per, said.scope.stage)

    def _names(self, end: int) -> Iterator[Claimed]:
        """生均图书、生均建筑面积 of 生均图书、生均建筑面积等指标均达标."""
        _, clause = named_clause(self._line, self._saying)
        tail = _tail(self._known.dictionary).search(clause)
        clause = clause[: tail.start()] if tail else clause
        for start, name in reversed(list(_split(clause))):
            made = self._name(end - len(clause) - (len(tail[0]) if tail else 0) + start, name)
            if made is None:
                return
            yield made

    def _name(self, start: int, name: str) -> Claimed | None:
        lexicon = self._text.lexicon
        context = read_context(name, lexicon)
        if context.rest and not context.rest.endswith(lexicon.name_ends):
            return None
        noun = context.noun or name
        subjects = lexicon.before.get(noun) or _lists(self._known.dictionary).get(noun)
        if not subjects or context.grade:
            return None
        stage = lexicon.stages.get(context.stage, context.stage)
        return self._made(start, noun, subjects, context.per, stage)

    def _made(
        self, start: int, noun: str, subjects: tuple[str, ...], per: Decimal | None, stage: str
    ) -> Claimed | None:
        exact = self._known.find_judged(subjects, per)
        judged = exact or self._loosely(noun, subjects, per)
        of_stage = tuple(each for each in judged if each.stage == stage)
        return Claimed(start, of_stage or judged, bool(exact)) if judged else None

    def _loosely(
        self, noun: str, subjects: tuple[str, ...], per: Decimal | None
    ) -> tuple[Judged, ...]:
        """The indicators that are computed of it, or have it in their name."""
        judged = self._known.judged if per is None else ()
        return tuple(
            each
            for each in judged
            if noun in each.name or not set(subjects).isdisjoint(each.indicator.numerator.names)
        )

    def find_numbered(self) -> Iterator[Claimed]:
        """指标3：…已达标, where the third indicator shares words with the sentence."""
        saying = self._saying
        sentence = self._line[saying.sentence : saying.end]
        found = _NUMBERED.match(sentence)
        names = list(dict.fromkeys(each.name for each in self._known.judged))
        at = int(found[1]) - 1 if found else -1
        if 0 <= at < len(names) and _share_words(names[at], sentence):
            judged = tuple(each for each in self._known.judged if each.name == names[at])
            yield Claimed(saying.sentence, judged, is_exact=False)


def _split(clause: str) -> Iterator[tuple[int, str]]:
    start = 0
    for mark in _AND.finditer(clause):
        yield start, clause[start : mark.start()]
        start = mark.end()
    yield start, clause[start:]


@lru_cache(maxsize=16)
def _tail(dictionary: FactDictionary) -> re.Pattern[str]:
    """等各项指标, which stands behind names."""
    words = dictionary.vocabulary.claims
    return late_regex(
        rf"等?(?:[0-9{NUMERAL_SIGNS}两]{{1,2}}项|{any_of(words.whole)})*(?:{any_of(words.of_all)}|方面)$|等$"
    )


@lru_cache(maxsize=16)
def _lists(dictionary: FactDictionary) -> Mapping[str, tuple[str, ...]]:
    """The names of facts that are many numbers: 班额."""
    facts = (each for each in dictionary.facts.values() if each.kind is FactKind.COUNTS)
    return {name: (each.name,) for each in facts for name in (each.name, *each.aliases)}


def _share_words(name: str, sentence: str) -> bool:
    parts = (name[start : start + _SHARED] for start in range(len(name) - _SHARED + 1))
    return any(part in sentence for part in parts)
