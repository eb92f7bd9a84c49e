"""Words that say that there is enough, or that a standard is met or not, with no number for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.quantities.claims import Saying, Sense, any_of, claims_cue, find_claims, may_claim
from reportgen.quantities.contexts import BOUNDS, read_context
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.unmeasured import ToldNumbers
from reportgen.words.marks import behind_marks

_LONGEST_CLAUSE, _BEHIND = 20, 20
_DIGIT = late_regex("[0-9]")
_LINKS = "，,、 "
# How many schools meet a standard is no figure that it asks for.
_NO_MEASURES = ("", "所")


def check_unsupported(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for 图书充足 and 绿化面积达标 in a text that does not say how much, and for a
    figure that meets a standard which is not told; nothing where there are data to compare.
    """
    if known.numbers:
        return
    words = known.dictionary.vocabulary.claims
    yield from _check_enough(text, words)
    measured = ToldNumbers(text, words)
    for at in text.find_parts(claims_cue(words)):
        for saying in find_claims(text.parts[at].text, words).said:
            yield from _check_standard(saying, at, text, known)
            yield from measured.check(saying, at)


class _Words:
    """What finds that there is enough."""

    def __init__(self, words: ClaimWords) -> None:
        plain = (*words.reach, *words.met, *words.aims, *words.adverbs, *words.hedges)
        # 达到规定标准 names no standard.
        self.plain = late_regex(f"{any_of(plain)}|[的了]")
        self.enough = late_regex(rf"(?:{any_of(words.enough)})(?=[{BOUNDS}]|$)")


@lru_cache(maxsize=8)
def _words(words: ClaimWords) -> _Words:
    return _Words(words)


def _check_enough(text: ReadText, words: ClaimWords) -> Iterator[TextFinding]:
    told = {subject for each in text.stated for subject in each.quantity.subjects}
    pattern = _words(words).enough
    for part in text.parts_with(pattern):
        for found in pattern.finditer(part.text):
            low = max(found.start() - _LONGEST_CLAUSE, 0)
            start = behind_marks(part.text, BOUNDS, low, found.start())
            named = read_context(part.text[start : found.start()], text.lexicon)
            subjects = text.lexicon.before.get(named.noun, ())
            known = not told.isdisjoint(subjects)
            if subjects and not (known or named.rest) and may_claim(part.text, start, words):
                message = f"写着“{part.text[start : found.end()]}”，没有写有多少"
                yield _finding(part, (start, found.end()), message, "请写明数量")


def _check_standard(
    saying: Saying, at: int, text: ReadText, known: KnownFigures
) -> Iterator[TextFinding]:
    """生均9平方米，符合省级标准: which is how much?"""
    words = known.dictionary.vocabulary.claims
    part = text.parts[at]
    said = part.text[saying.start : saying.end]
    named = _words(words).plain.sub("", said) and saying.sense is Sense.MET
    # 稍低于标准: of which nothing is told, unless the document names a national one.
    named = named or (saying.sense in (Sense.ABOVE, Sense.BELOW) and not known.cited)
    if not named or saying.denied or _DIGIT.search(part.text, saying.end, saying.end + _BEHIND):
        return
    begin, end = (text.count_stated(at, place) for place in (saying.sentence, saying.start))
    last = text.stated[end - 1] if begin < end else None
    if last is None or last.quantity.unit in _NO_MEASURES:
        return
    if not part.text[last.quantity.said_to : saying.start].strip(_LINKS):
        message = f"写着“{said}”，没有写标准是多少"
        hint = "请写明标准值和文件"
        yield _finding(part, (saying.start, saying.end), message, hint)


def _finding(part: TextPart, span: tuple[int, int], message: str, hint: str) -> TextFinding:
    return remind(TextRule.UNSUPPORTED, part, span, message, hint)
