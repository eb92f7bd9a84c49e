"""A text → what it says is met, or is not, of all indicators or of something that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.vocabulary import ClaimWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.contexts import BOUNDS
from reportgen.quantities.last_words import LastWords
from reportgen.words.chinese_numerals import NUMERAL_SIGNS, read_numeral
from reportgen.words.marks import behind_marks

_ENDS = "。；;！!？?\n"
_CLAUSE_BOUNDS = BOUNDS.replace("、", "")
_LINKS = "，,、：: "
_NUMBER = rf"(?<![0-9{NUMERAL_SIGNS}两])(?:[0-9]{{1,4}}|[{NUMERAL_SIGNS}两]{{1,4}})"
# 达到《河南省办学基本标准》规定的标准: no number stands between, which would be a limit.
_BETWEEN = r"(?:《[^》\n]{1,40}》|〔\d{4}〕\d{1,4}号|[^，。；、：！？\n\d《》]){0,24}?"
# 各校, 25所学校: it is schools that are met, as whole schools.
_OF_SCHOOLS = late_regex(
    r"[0-9]所|(?:[各每]|所有|全部)(?:一?所)?(?:[中小]+学?|[初高]中|[一-龥]{2}教育)?(?:学校|[校园])"
)
# 24所学校中18所达标: of some.
_SOME_SCHOOLS = late_regex(r"[0-9]所[^，。；]{0,10}中[，,]?[^，。；\d]{0,4}[0-9]+所[^，。；]{0,8}$")
_TIMES = 8
_LONGEST_SENTENCE = 300


class Sense(StrEnum):
    """What is said of the standard: that it is met, or not, or on which side of it something is."""

    MET = "met"
    SHORT = "short"
    ABOVE = "above"
    BELOW = "below"


class Saying(NamedTuple):
    """Words of a text that hold something against a standard, from `start` to before `end`.

    `sentence` is where their sentence begins. `denied` turns the sense round; `of_all` tells that
    it is said of all that stand before it (均, 全部), `hedged` that it is not said outright (基本).
    """

    sentence: int
    start: int
    end: int
    sense: Sense
    denied: bool = False
    of_all: bool = False
    hedged: bool = False

    def says_met(self, *, wants_more: bool) -> bool | None:
        """Whether it says so of something of which more (else less) is better; None: of neither."""
        if self.sense in (Sense.MET, Sense.SHORT):
            return (self.sense is Sense.MET) is not self.denied
        good = (self.sense is Sense.ABOVE) is wants_more
        if self.denied:
            return None if good else True
        return good


class WholeClaim(NamedTuple):
    """That all are met, from `start` to before `end`, and of how many it speaks (None: it does not
    say). `of_schools`: it is schools of which it says so.
    """

    start: int
    end: int
    number: int | None = None
    of_schools: bool = False


class Claims(NamedTuple):
    """What a text says of standards, and what of it is said of all."""

    said: tuple[Saying, ...]
    whole: tuple[WholeClaim, ...]


class _Patterns:
    """What finds claims by those words; each is compiled when it is first asked for."""

    def __init__(self, words: ClaimWords) -> None:
        self.words = words
        self.said = late_regex(_said_pattern(words))
        self.cue = late_regex(any_of((*words.met, *words.aims)))
        self.adverbs = LastWords((*words.adverbs, *words.hedges, *words.denials))
        self.no_claim = late_regex(any_of(words.no_claim))
        self.others = late_regex(any_of(words.others))
        self.all_before = late_regex(any_of(_quantifiers(words)))
        whole = rf"{_NUMBER}[项个条所]|{any_of((*words.whole, *words.schools))}"
        self.whole = late_regex(rf"(?:{whole})*+")
        every, aims = any_of(words.of_all), any_of(words.aims)
        self.of_all = late_regex(rf"(?:{every})(?:的?(?:{aims}))?$")
        self.count = late_regex(rf"({_NUMBER})[项个条][^，。；：]{{0,6}}?(?:{every})")
        self.counted = late_regex(
            rf"{_NUMBER}[项个条][^，。；：]{{0,6}}?(?:{every})[中里]?[，：]?"
            rf"(?:已?有|其中)?({_NUMBER})[项个条](?:指标)?$"
        )
        self.none_unmet = late_regex(
            rf"(?:没有|无|不存在)(?:任何|一[项个所])?[不未](?:{any_of(words.met)}|达到标准)的?"
            rf"(?:{every}|学校)"
        )


def _said_pattern(words: ClaimWords) -> str:
    """What says that something is met or not, its words in the group of that sense."""
    aims = any_of(words.aims)
    behind = rf"(?=[{re.escape(BOUNDS)}\s]|$|{any_of(words.goes_on)})"
    kinds = (
        rf"(?P<{name}>{any_of(told)})了?{_BETWEEN}(?:{aims})(?:的?(?:{aims}))*"
        for name, told in (
            # 达不到 begins as 达 does.
            (Sense.SHORT, words.short),
            (Sense.MET, words.reach),
            (Sense.ABOVE, words.above),
            (Sense.BELOW, words.below),
        )
    )
    starts = (*words.met, *words.reach, *words.above, *words.below, *words.short)
    return f"{begin_of(starts)}(?:{any_of(words.met)}|{'|'.join(kinds)}){behind}"


@lru_cache(maxsize=8)
def _patterns(words: ClaimWords) -> _Patterns:
    return _Patterns(words)


def _quantifiers(words: ClaimWords) -> Iterable[str]:
    return (*words.wholes, "所有", "各", "每")


def any_of(words: Iterable[str]) -> str:
    """The words as a pattern, the longest first; one that finds nothing for none."""
    longest = sorted(sorted(words), key=len, reverse=True)
    # Hardly any word has a sign that means something in a pattern.
    is_plain = "".join(longest).isalnum()
    return "|".join(longest if is_plain else map(re.escape, longest)) or "(?!)"


def begin_of(words: Iterable[str]) -> str:
    """A pattern that looks for the first character of any of the words: hardly any character
    begins one, and all of them are tried for those alone.
    """
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])" if words else ""


def claims_cue(words: ClaimWords) -> re.Pattern[str]:
    """What finds that a text may say something of a standard."""
    return _patterns(words).cue


def _find_sayings(text: str, patterns: _Patterns) -> Iterator[Saying]:
    """What a text holds against standards, in order; no plans, conditions or questions."""
    for found in patterns.said.finditer(text):
        sense = Sense(found.lastgroup or "met")
        begin = sentence_start(text, found.start())
        made = Saying(begin, found.start(), found.end(), sense)
        read = _read_before(text, made, patterns)
        if read is not None and not patterns.no_claim.search(text, begin, read.start):
            yield read


def sentence_start(text: str, place: int) -> int:
    """Where the sentence begins that the place is in; no farther back than sentences go."""
    low = max(place - _LONGEST_SENTENCE, 0)
    return behind_marks(text, _ENDS, low, place)


def may_claim(text: str, place: int, words: ClaimWords) -> bool:
    """Whether nothing in the sentence before that place makes a plan, a condition or a question of
    it.
    """
    begin = sentence_start(text, place)
    return _patterns(words).no_claim.search(text, begin, place) is None


def _read_before(text: str, made: Saying, patterns: _Patterns) -> Saying | None:
    """The saying with what stands right before it: 均, 未, 基本; None of 未全部达标."""
    words, seen = patterns.words, False
    for _ in range(_TIMES):
        head = text[made.sentence : made.start].rstrip()
        word = patterns.adverbs.find(head)
        if not word:
            break
        if word in words.denials:
            if made.denied or seen:
                return None
            made = made._replace(denied=True)
        seen = word in words.adverbs
        of_all, hedged = word in words.wholes, word in words.hedges
        made = made._replace(
            start=made.sentence + len(head) - len(word),
            of_all=made.of_all or of_all,
            hedged=made.hedged or hedged,
        )
    return made


def find_claims(text: str, words: ClaimWords) -> Claims:
    """All that the text holds against standards, and what of it is said of all indicators, or of
    the whole school: not what is said of another matter (食堂卫生检查全部达标) or of nothing.
    """
    patterns = _patterns(words)
    said = tuple(_find_sayings(text, patterns))
    whole = [claim for saying in said if (claim := _whole_claim(text, saying, patterns))]
    return Claims(said, (*_find_none_unmet(text, patterns), *whole))


def _find_none_unmet(text: str, patterns: _Patterns) -> Iterator[WholeClaim]:
    """没有不达标的指标: a denial of a denial."""
    for found in patterns.none_unmet.finditer(text):
        begin = sentence_start(text, found.start())
        if not patterns.no_claim.search(text, begin, found.start()):
            yield WholeClaim(*found.span())


def _whole_claim(text: str, saying: Saying, patterns: _Patterns) -> WholeClaim | None:
    """What the saying says of all indicators, or of the whole school."""
    if saying.hedged or not saying.says_met(wants_more=True):
        return None
    head = text[saying.sentence : saying.start].rstrip(_LINKS)
    if patterns.others.search(head) or _SOME_SCHOOLS.search(head):
        return None
    counted = patterns.counted.search(head)
    clause = head[behind_marks(head, _CLAUSE_BOUNDS) :]
    at = saying.sentence + len(head) - len(clause)
    if counted:
        start = saying.sentence + counted.start()
        return WholeClaim(start, saying.end, _read(counted[1]))
    if not _is_said_of_all(clause, saying, patterns) or not (clause or not head):
        return None
    of_schools = _OF_SCHOOLS.search(clause) is not None
    return WholeClaim(at, saying.end, _count(head, patterns), of_schools)


def _is_said_of_all(clause: str, saying: Saying, patterns: _Patterns) -> bool:
    """Whether the clause before it names all indicators, or the school and nothing else."""
    quantified = saying.of_all or patterns.all_before.search(clause)
    of_all = patterns.of_all.search(clause)
    if of_all and (quantified or of_all[0].startswith("办学")):
        clause = clause[: of_all.start()]
    elif not quantified:
        return False
    return patterns.whole.fullmatch(clause.strip()) is not None


def _count(head: str, patterns: _Patterns) -> int | None:
    counts = patterns.count.findall(head)
    return _read(counts[-1]) if counts else None


def _read(count: str) -> int | None:
    return int(count) if count.isdecimal() else read_numeral(count.replace("两", "二"))
