"""What a text counts, whether or not any fact is of it → the things by name, with their places:
全县17所中小学校, 监控探头32个.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of, begin_of
from reportgen.quantities.contexts import BOUNDS
from reportgen.quantities.lexicon import Lexicon
from reportgen.quantities.stated_quantity import QuantityForm, StatedQuantity
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn
from reportgen.words.chinese_numerals import NUMERAL_SIGNS
from reportgen.words.marks import behind_marks

_LONGEST_SENTENCE, _LONGEST_CLAUSE, _LONGEST_NAME, _SHORTEST_NAME = 160, 24, 12, 2
_QUALIFIED = 5
_SCHOOLS, _SCHOOL = "所", "学校"
_ENDS = "。；;！？\n"
_ORDINALS = rf"[{NUMERAL_SIGNS}]{{1,2}}是|问题[{NUMERAL_SIGNS}]?是?|[\d.．、\s]+"
# 全县中小学校 is a name behind 全县, and 义务教育学校 are not all schools.
_NO_OPENINGS = ("义务", "学生", "教师")
_AREA = late_regex(r"[Xx×*_某○]{1,4}[县区市旗镇乡校][现共]?|[某该本我全][县区市旗镇乡校园][现共]?")
_SAID_APART = str.maketrans("", "", "“”‘’ \u3000")
_CLAUSE = late_regex(rf"[^{re.escape(BOUNDS)}]*+$")
# 5个乡镇（街道）are more than the 乡镇.
_BRACKETED = late_regex("（(?![含其个])[一-鿿]{1,4}）")
_COUNTS = late_regex("(?:总人数|人数|总数|数量|总量|(?<!系)数)$")
_MEASURED = frozenset({"㎡", "米", "元", "公里", "册", "人", "所"})


class Thing(NamedTuple):
    """What is counted there. `key` is the same for all that may be said of the same thing."""

    key: tuple[str, ...]
    stated: StatedIn
    is_sum: bool = False
    """Whether it is what stands before it added up (共24所)."""

    @property
    def is_plain(self) -> bool:
        """Whether it is a subject and nothing more, which others compare."""
        return bool(self.stated.quantity.subjects) and not self.stated.quantity.kind


class _Words:
    """What finds the names of things."""

    def __init__(self, dictionary: FactDictionary) -> None:
        things, prose = dictionary.vocabulary.things, dictionary.vocabulary.prose
        opening = any_of((*_openings(dictionary), *things.places))
        links = any_of((*prose.links, *prose.near))
        self.clause = late_regex(
            rf"(?:(?:{_ORDINALS}|{opening})(?=..)|[和及与])*+"
            rf"(?:(?P<place>.*)(?<![所国私建配装拥聘设])(?:{any_of(things.verbs)})(?![效机线备施计置])(?=.))?"
            rf"(?P<name>.*?)(?:{links})*$"
        )
        self.nowhere = late_regex(rf"(?:{_ORDINALS}|{opening}|{any_of(things.verbs)})*")
        self.parts = late_regex(rf"{begin_of(things.parts)}(?:{any_of(things.parts)})")
        self.anew = late_regex(any_of((*prose.wholes, *prose.now)))
        self.known = {each for each in things.ends if len(each) >= _SHORTEST_NAME}
        self.known |= things.names.keys()
        self.noun = late_regex(rf"{begin_of(self.known)}(?:{any_of(self.known)})")
        self.tails = {
            word[-_SHORTEST_NAME:]: name[-_SHORTEST_NAME:] for word, name in things.names.items()
        }
        self.all_of = late_regex(rf"[{re.escape(BOUNDS)}\s和及与]|$|{any_of(things.all_of)}")
        self.ends, self.names, self.uncounted = things.ends, things.names, things.uncounted


def _openings(dictionary: FactDictionary) -> Iterator[str]:
    """The words that may stand before a name and are no part of it."""
    ends = (*map(str, dictionary.stages), _SCHOOL)
    for each in dictionary.vocabulary.prose.openings:
        if not each.startswith(_NO_OPENINGS) and not each.endswith(ends):
            yield each
    yield _SCHOOL


@lru_cache(maxsize=16)
def _words_of(dictionary: FactDictionary) -> _Words:
    return _Words(dictionary)


class _Clause(NamedTuple):
    """A number of all that there are, with what its clause says before it."""

    stated: StatedIn
    words: str
    place: str
    name: str
    behind: str


def find_things(text: ReadText, dictionary: FactDictionary) -> Iterator[Thing]:
    """The things of which a text tells more than once how many there are in all."""
    words = _words_of(dictionary)
    clauses = _read_clauses(_find_repeated(text, words), words)
    if not clauses:
        return
    known = {each.name for each in clauses if each.name.endswith(words.ends)}
    namer = _Namer(known - words.known, text, words)
    named: dict[str, list[_Clause]] = {}
    for each in clauses:
        named.setdefault(namer.name(each), []).append(each)
    for name, told in named.items():
        if name and _are_several(told):
            for each in (one for one in told if not _is_part(one.stated, words)):
                is_sum = not (each.name or namer.noun_behind(each.behind))
                yield Thing(namer.key(name, each.stated), each.stated, is_sum)


def _are_several(told: Sequence[_Clause]) -> bool:
    """Whether they are not of one number: most are."""
    return len({each.stated.quantity.number for each in told}) > 1


def _find_repeated(text: ReadText, words: _Words) -> Iterator[tuple[StatedIn, StatedIn | None]]:
    """What may be counted twice, and differently, each with the number before it: most things are
    not.
    """
    numbers: dict[str, set[Decimal]] = {}
    found: list[tuple[StatedIn, StatedIn | None, Sequence[str]]] = []
    last: StatedIn | None = None
    for each in text.stated:
        if _is_counted(each.quantity, words):
            tails = _tails(each, text.lexicon, words)
            found.append((each, last, tails))
            for tail in tails:
                numbers.setdefault(tail, set()).add(each.quantity.number)
        last = each
    several = {tail for tail, told in numbers.items() if len(told) > 1 and tail[0] not in BOUNDS}
    for each, before, tails in found:
        if not several.isdisjoint(tails):
            yield each, before


def _tails(each: StatedIn, lexicon: Lexicon, words: _Words) -> Sequence[str]:
    """The last characters of the name before the number, and the first of the one behind."""
    quantity, text = each.quantity, each.part.text
    before = text[max(quantity.start - _LONGEST_CLAUSE, 0) : quantity.start].rstrip(" ：:")
    while link := lexicon.ends.links.find(before) or lexicon.ends.near.find(before):
        before = before[: -len(link)]
    tail = before[-_SHORTEST_NAME:]
    if quantity.unit == _SCHOOLS:
        return _SCHOOL, tail or _SCHOOL
    named = words.noun.match(text, quantity.end)
    behind = (quantity.noun if quantity.said_to > quantity.end else "") or (
        named[0] if named else ""
    )
    tails = (words.tails.get(each, each) for each in (tail, behind[-_SHORTEST_NAME:]))
    return [each for each in tails if len(each) == _SHORTEST_NAME]


def _area_before(stated: StatedIn, areas: Sequence[str]) -> str:
    """What lies in a district, or around it, where its sentence speaks of that: 全镇."""
    text, place = stated.part.text, stated.quantity.start
    before = text[max(place - _LONGEST_CLAUSE, 0) : place]
    return next((each[-1] for each in areas if each in before), "")


def _measure(quantity: StatedQuantity) -> str:
    """What it is measured in; empty for what is counted, in whatever word."""
    return next((unit for unit, _ in quantity.units if unit in _MEASURED), "")


def _is_counted(quantity: StatedQuantity, words: _Words) -> bool:
    plain = quantity.form is QuantityForm.AMOUNT and quantity.high is None
    return plain and bool(quantity.unit) and quantity.unit not in words.uncounted


def _read_clauses(
    repeated: Iterable[tuple[StatedIn, StatedIn | None]], words: _Words
) -> list[_Clause]:
    found: list[_Clause] = []
    for each, last in repeated:
        clause = _clause_before(each, last)
        if clause is None or each.quantity.among:
            continue
        read = words.clause.match(clause)
        place, name = (read["place"] or "", read["name"]) if read else ("", "")
        name = _COUNTS.sub("", name.translate(_SAID_APART)) or name
        found.append(_Clause(each, clause, place, name, _behind(each)))
    return found


def _is_part(each: StatedIn, words: _Words) -> bool:
    """Whether its sentence has spoken of a part, of a change or of a plan, until all are meant
    again.
    """
    text, place = each.part.text, each.quantity.start
    low = max(place - _LONGEST_SENTENCE, 0)
    begin = behind_marks(text, _ENDS, low, place)
    found = list(words.parts.finditer(text, begin, place))
    return bool(found) and words.anew.search(text, found[-1].end(), place) is None


def _clause_before(each: StatedIn, last: StatedIn | None) -> str | None:
    """What stands before the number; None where it goes on from the number before:
    15周岁人口889人 are not all of them.
    """
    text, place = each.part.text, each.quantity.start
    low = max(place - _LONGEST_CLAUSE, 0)
    beside = last is not None and last.part is each.part and last.quantity.end >= low
    if last is not None and beside:
        low = last.quantity.end
    before = text[low:place].rstrip(" ：:")
    clause = _CLAUSE.search(before)
    told = clause[0] if clause else ""
    return None if len(told) == len(before) and beside else told.strip()


def _behind(each: StatedIn) -> str:
    end = each.quantity.end
    return each.part.text[end : end + _LONGEST_NAME].lstrip(" 的")


class _Namer:
    """Names what is counted, by what stands before the number or behind it."""

    def __init__(self, own: set[str], text: ReadText, words: _Words) -> None:
        self._own, self._text, self._words = own, text, words
        prose = text.lexicon.prose
        # A text that speaks of its district oftener than of its school is the district's.
        ours, areas = (sum(map(len, map(text.places_of, w))) for w in (prose.own, prose.areas))
        around = prose.other_areas if areas > ours else (*prose.areas, *prose.other_areas)
        self._stages = late_regex(any_of(text.lexicon.stages))
        self._areas = [each for each in around if text.holds(each)]

    def key(self, name: str, stated: StatedIn) -> tuple[str, ...]:
        """What is the same for all that may be said of the same thing."""
        text, quantity = self._text, stated.quantity
        scope = text.figures.scope_of(stated)
        before = "" if quantity.unit == _SCHOOLS else self._stage_before(stated)
        # 小学17所 are no schools of another stage.
        stage = "" if self._stages.search(name) else scope.stage or before
        named = (
            scope.whose.endswith(text.lexicon.name_ends) or scope.whose in text.lexicon.prose.leads
        )
        whose = scope.whose if named else ""
        alone = "" if name[-_SHORTEST_NAME:] in whose else whose
        area = _area_before(stated, self._areas)
        return name, stage, scope.grade, alone, scope.period, area, _measure(quantity)

    def _stage_before(self, stated: StatedIn) -> str:
        """The stage that its paragraph has spoken of last, in a text of several: 初中阶段学校6所，
        教职工326人.
        """
        if not self._text.figures.is_of_stages:
            return ""
        text, place = stated.part.text, stated.quantity.start
        found = list(self._stages.finditer(text, max(place - _LONGEST_SENTENCE, 0), place))
        if not found or self._words.anew.search(text, found[-1].end(), place):
            return ""
        return self._text.lexicon.stages[found[-1][0]]

    def name(self, clause: _Clause) -> str:
        """The name that it is compared by; empty where it is not told, or is of a part."""
        noun = self.noun_behind(clause.behind)
        if noun:
            also = _BRACKETED.match(clause.behind, len(noun))
            rest = clause.behind[also.end() if also else len(noun) :]
            noun += also[0] if also else ""
            opened = self._words.nowhere.fullmatch(clause.words)
            place = "" if opened else f"{clause.place}{clause.name}"
            told = self._is_own(noun) or self._words.all_of.match(rest)
            return self._joined(place, noun) if told else ""
        if not self._words.all_of.match(clause.behind):
            return ""
        if clause.name in self._text.lexicon.stages and clause.stated.quantity.unit != _SCHOOLS:
            # 其中小学480人，初中163人: of whom was said before.
            return ""
        if clause.name.endswith(self._words.ends) and len(clause.name) >= _SHORTEST_NAME:
            return self._joined(clause.place, clause.name)
        told = self._words.nowhere.fullmatch(f"{clause.place}{clause.name}")
        return _SCHOOL if told and clause.stated.quantity.unit == _SCHOOLS else ""

    def _is_own(self, noun: str) -> bool:
        """Whether the text has a name of its own for it: 14所企事业办学校的条件."""
        return noun in self._own and len(noun) >= _QUALIFIED

    def noun_behind(self, behind: str) -> str:
        if behind[:1] in BOUNDS:
            return ""
        own, known, named = self._own, self._words.known, self._text.lexicon.behind
        for length in range(len(behind), _SHORTEST_NAME - 1, -1):
            told = behind[:length]
            if told in own or told in known or told in named:
                return told
        return ""

    def _joined(self, place: str, noun: str) -> str:
        """The thing with what makes another of it: 区属学校, but 操场环形跑道."""
        name = self._words.names.get(noun, noun)
        plain = self._words.nowhere.fullmatch(place) or _AREA.fullmatch(place)
        return name if plain or place in self._text.lexicon.stages else f"{place}{name}"
