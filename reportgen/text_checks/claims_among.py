"""What one place of a text says is met, and another that it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.late_regex import late_regex
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Severity
from reportgen.quantities.claims import Claims, Sense, claims_cue, find_claims
from reportgen.quantities.contexts import read_context
from reportgen.quantities.scopes import ScopeMarks
from reportgen.text_checks.claimed import named_clause
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.read_text import ReadText

_SCHOOLS = "学校"
_PLAIN_SENSES = (Sense.MET, Sense.SHORT)
# What no noun is: the indicators of a chapter, schools by a place's standard and as wholes.
_CHAPTER, _CHAPTER_LENGTH, _BESIDE = "以上各项", 2000, 12
_SCHOOLS_AS_WHOLES = "各校"
_OWN_NOUNS = (_SCHOOLS, _SCHOOLS_AS_WHOLES, _CHAPTER)
_OF_PLACE = late_regex("省定|省级|办学|基本标准|省里")
_ABOVE = late_regex("以上|上述")
# 46所小学中，45所综合评估达标; 七项全部达标 is another thing.
_SOME_SCHOOLS = late_regex(
    r"(?<!\d)(?P<all>\d{1,5})所(?:[\u4e00-\u9fff]{0,10}?)(?:中|，其中)[，,]?(?:共?有|已有)?(?P<some>\d{1,5})所"
    r"(?![^，。；]{0,12}[项条未没不])[^，。；\d]{0,10}?(?:达标|合格|达到[^，。；\d]{0,10}标准)"
)


class _Said(NamedTuple):
    """That something is met, or is not: the noun (empty: all), and its words in their part."""

    part: TextPart
    start: int
    end: int
    noun: str
    met: bool

    @property
    def words(self) -> str:
        """What is said, as it stands there."""
        return self.part.text[self.start : self.end]


def check_claims_among(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both places where all, or something, is said to be met and not to be.

    What is judged is held against the verdicts instead.
    """
    if known.judged:
        return
    said = list(_find(text, known))
    first: dict[tuple[bool, str], _Said] = {}
    for each in said:
        first.setdefault((each.met, each.noun), each)
        if not each.met and each.noun not in _OWN_NOUNS:
            first.setdefault((False, ""), each)
    for each in said:
        other = first.get((not each.met, each.noun))
        if not (other or each.met or each.noun in _OWN_NOUNS):
            other = first.get((True, ""))
        if other:
            yield _finding(each, other)
    yield from _check_chapter(said, text)


def _check_chapter(said: Sequence[_Said], text: ReadText) -> Iterator[TextFinding]:
    """以上七项指标全部达标, of a chapter that speaks of what is said elsewhere not to be met."""
    chapter = next((each for each in said if each.noun == _CHAPTER), None)
    if chapter is None:
        return
    at = text.begins[text.parts.index(chapter.part)] + chapter.start
    before = text.whole[max(at - _CHAPTER_LENGTH, 0) : at]
    unmet = [each for each in said if not each.met and each.noun not in _OWN_NOUNS]
    within = [each for each in unmet if each.noun in before]
    if within:
        yield _finding(chapter, within[0])
        yield from (_finding(each, chapter) for each in within)


def _find(text: ReadText, known: KnownFigures) -> Iterator[_Said]:
    words = known.dictionary.vocabulary.claims
    for at in text.find_parts(claims_cue(words)):
        part = text.parts[at]
        made = find_claims(part.text, words)
        if made.said or made.whole:
            yield from _of_part(part, made, text, words)


def _of_part(part: TextPart, made: Claims, text: ReadText, words: ClaimWords) -> Iterator[_Said]:
    marks = ScopeMarks(part.text, text.lexicon)
    told = (*_of_all(part, made), *_of_some_schools(part), *_of_named(part, made, text, words))
    yield from (each for each in told if not marks.scope_at(each.end - 1, text.year).period)


def _of_all(part: TextPart, made: Claims) -> Iterator[_Said]:
    for whole in made.whole:
        # 4项指标全部达标 is said of those of a chapter.
        noun = _schools_noun(part.text[whole.start : whole.end]) if whole.of_schools else ""
        if not whole.number:
            yield _Said(part, whole.start, whole.end, noun, met=True)
        elif _ABOVE.search(part.text, max(whole.start - _BESIDE, 0), whole.end):
            yield _Said(part, whole.start, whole.end, _CHAPTER, met=True)


def _of_some_schools(part: TextPart) -> Iterator[_Said]:
    for found in _SOME_SCHOOLS.finditer(part.text):
        if int(found["some"]) < int(found["all"]):
            yield _Said(part, *found.span(), _schools_noun(found[0]), met=False)


def _schools_noun(words: str) -> str:
    """Of schools, by which of two standards they are said to be met."""
    return _SCHOOLS if _OF_PLACE.search(words) else _SCHOOLS_AS_WHOLES


def _of_named(part: TextPart, made: Claims, text: ReadText, words: ClaimWords) -> Iterator[_Said]:
    for saying in made.said:
        met = saying.says_met(wants_more=True)
        plain = saying.sense in _PLAIN_SENSES or (saying.sense is Sense.BELOW and met is False)
        if met is None or not plain or saying.hedged:
            continue
        start, clause = named_clause(part.text, saying)
        # 辍学率低于国家标准 is as it should be.
        if saying.sense is Sense.BELOW and any(word in clause for word in words.fewer):
            continue
        named = read_context(clause, text.lexicon)
        if named.noun and clause.endswith(named.noun) and not named.rest:
            yield _Said(part, start, saying.end, named.noun, met)
        elif not met and _is_of_something(clause, words):
            yield _Said(part, start, saying.end, clause, met)


def _is_of_something(clause: str, words: ClaimWords) -> bool:
    """Whether it names what is not met: no other matter, and not the whole (幼儿园整体未达标),
    of which some may be met.
    """
    other = any(word in clause for word in words.others)
    return bool(clause) and not other and not clause.endswith(words.whole)


def _finding(said: _Said, other: _Said) -> TextFinding:
    spot = f"（{other.part.spot}）" if other.part is not said.part else ""
    message = f"写着“{said.words}”，另一处写的是“{other.words}”{spot}"
    hint = "请核对，使两处一致"
    span = said.start, said.end
    return TextFinding(TextRule.CLAIMS_DIFFER, Severity.WARNING, said.part, *span, message, hint)
