"""What a text says of the size of all classes, held against the sizes that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary
from reportgen.model.numbers import format_short
from reportgen.model.roles import Role
from reportgen.model.text_finding import TextFinding, TextPart, TextRule
from reportgen.model.vocabulary import ClaimWords
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.claims import any_of, may_claim, sentence_start
from reportgen.quantities.stated_quantity import HERE
from reportgen.text_checks.known_figures import KnownFigures
from reportgen.text_checks.pattern_rules import remind
from reportgen.text_checks.read_text import ReadText
from reportgen.text_checks.stated_figures import StatedIn, quote_stated

_ALL = late_regex(
    r"(?:各个?(?:教学)?班级?|每个?(?:教学)?班级?|(?:所有|全部)的?(?:教学)?班级?|班额)(?:的?班额|的?学生人?数|人数|学生)?"
    r"(?:全部|严格|均|都|已|也)*(?:[不未]超过|[没未]有?超过|不高于|不多于|不突破|控制在|保持在|均?在|低于|少于)"
    r"(?P<size>\d\d)人(?P<within>以内|以下|之内)?(?![0-9的])"
)
_PEOPLE_CUE = late_regex(r"人(?<=\d\d人)")
_OPEN = ("在", "均在", "控制在", "保持在")
# 起始年级班额不超过45人 is said of those alone.
_SOME = late_regex("年级|新生|起始|毕业|力争|新班|招生|[大小]班$")
_ONE_CLASS = late_regex(r"班级?(?:最多|人数|学生|已|为|有|达到?|多达|共|最大|，){0,3}$")
# 班额均控制在国家规定范围内, and what belies it.
_IN_LIMITS = late_regex(
    r"(?:班额|班级?人数|班级?规模|各班人数)(?:均|都|全部|也|已|严格)+(?:控制|保持|符合|达到|在)[^，。；\d]{0,10}?"
    r"(?:规定|标准|要求)(?:的?范围)?(?:之内|以内|内)?"
)
_IN_LIMITS_CUE = late_regex("班额|班人数|级人数|班规模|级规模")
_TOO_LARGE = late_regex(
    r"(?:属于?|是|为|有|存在)(?:\d+个)?(?:班级?(?:为|是|属于?))?超?大班额|班额(?:过大|偏大|超标)|大班额(?:占|问题突出|较多|比例)"
)
_NO_LARGE = late_regex("[无没未不防避消化杜]|原|曾|底前|控制|占0|是否|如果")
_LARGE_FROM = Decimal(56)
_LEAD, _BESIDE = 12, 10
_PEOPLE = ("人", "名")
_HEAD = 2
_LARGEST, _HINT = 90, "请核对，使两处一致"


class _Said(NamedTuple):
    """That no class is larger than `size`, in a stage (empty: in all)."""

    part: TextPart
    start: int
    end: int
    size: Decimal
    stage: str

    @property
    def words(self) -> str:
        """What is said, as it stands there."""
        return self.part.text[self.start : self.end]


class _Words(NamedTuple):
    """What finds a stage, and the facts that are the size of a class."""

    stage: re.Pattern[str]
    sizes: frozenset[str]


@lru_cache(maxsize=16)
def _words(dictionary: FactDictionary) -> _Words:
    facts = dictionary.facts.values()
    mean = (fact.name for fact in facts if fact.role is Role.MEAN_CLASS)
    sizes = frozenset((*mean, dictionary.vocabulary.claims.large_by))
    return _Words(late_regex(any_of(map(str, dictionary.stages))), sizes)


def check_class_sizes(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder at both places where all classes are said to be no larger than one of them is."""
    yield from _check_in_limits(text, known)
    said: dict[tuple[Decimal, str], list[_Said]] = {}
    for at in text.find_parts(_PEOPLE_CUE):
        for each in _find_said(text.parts[at], known):
            said.setdefault((each.size, each.stage), []).append(each)
    words = _words(known.dictionary)
    sizes = list(_find_sizes(text, words)) if said else []
    told: set[tuple[int, int]] = set()
    for alike in said.values():
        larger = [one for one in sizes if _is_larger(one, alike[0], words)]
        yield from (_differ(each, larger[0]) for each in alike if larger)
        if not larger and not alike[0].stage:
            yield from _check_mean(alike[0], text, known)
        others = (one for one in larger if one.part is not alike[0].part)
        for one in (one for one in others if one.order not in told):
            told.add(one.order)
            yield _differ_of(one, alike[0])


def _check_mean(said: _Said, text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """各班均未超过45人 of 826 in 18 classes, each of which has 45.9 on the average."""
    facts = known.dictionary.facts.values()
    formula = next((fact.formula for fact in facts if fact.role is Role.MEAN_CLASS), None)
    made = text.figures.compute(formula, HERE) if formula else None
    if made is None or not isinstance(made.value, Decimal) or made.value <= said.size:
        return
    told = quote_stated(list(made.used.values()), next(iter(made.used.values())))
    mean = format_short(round(made.value, 1))
    message = f"写着“{said.words}”，按{told}算，平均每班 {mean}人"
    span = said.start, said.end
    yield remind(TextRule.CLAIMS_DIFFER, said.part, span, message, _HINT)


def check_class_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder for a mean class that is larger than any standard allows in its stage, and for a
    largest one that is said to be right, in a paragraph that does not say that it is too much.
    """
    if not known.class_limits or known.numbers:
        return
    limits, words = dict(known.class_limits), _words(known.dictionary)
    claims = known.dictionary.vocabulary.claims
    told: dict[int, _Stance] = {}
    for each in text.stated:
        if not _is_size(each, words):
            continue
        if each.at not in told:
            told[each.at] = _stance_of(each.part.text, claims)
        stage = _stage_of(each, text, words)
        limit = limits.get(stage, each.quantity.number)
        if each.quantity.number > limit and told[each.at].holds(each, claims.large_by):
            message = f"{stage}“{each.words}”，超过了标准规定的 {format_short(limit)}人，没有说明"
            span = each.quantity.said_from, each.quantity.end
            yield remind(TextRule.QUOTED_LIMIT, each.part, span, message, "请核对，或写明原因")


def tells_class_sizes(text: ReadText, known: KnownFigures) -> bool:
    """Whether it says how large its classes are: one, the average one, or what none is above."""
    if next(_find_sizes(text, _words(known.dictionary)), None) is not None:
        return True
    bounded = (text.parts[at] for at in text.find_parts(_PEOPLE_CUE))
    return any(next(_find_said(part, known), None) is not None for part in bounded)


def _is_size(each: StatedIn, words: _Words) -> bool:
    plain = each.is_exact and not (each.quantity.kind or each.quantity.scope.period)
    return plain and not words.sizes.isdisjoint(each.quantity.subjects)


class _Stance(NamedTuple):
    """Whether a paragraph admits that something is too much, and whether it says it is right."""

    admits: bool
    claims: bool

    def holds(self, each: StatedIn, largest: str) -> bool:
        """Whether it is not admitted to be too much; of a largest class, said not to be."""
        return not self.admits and (largest not in each.quantity.subjects or self.claims)


def _stance_of(line: str, claims: ClaimWords) -> _Stance:
    # 最大班额 is no 大班额.
    plain = line.replace(claims.large_by, "")
    met = any(word in line for word in (*claims.met, *claims.reach))
    return _Stance(any(word in plain for word in claims.admits), met)


def _stage_of(each: StatedIn, text: ReadText, words: _Words) -> str:
    """That of its sentence, else that of the title where it is of one."""
    start = each.quantity.start
    told = words.stage.findall(each.part.text, sentence_start(each.part.text, start), start)
    if told:
        return str(told[-1])
    head = set(words.stage.findall("\n".join(part.text for part in text.parts[:_HEAD])))
    return head.pop() if len(head) == 1 and not text.figures.is_of_stages else ""


def _check_in_limits(text: ReadText, known: KnownFigures) -> Iterator[TextFinding]:
    """A reminder where all classes are said to be within limits, and elsewhere are not."""
    claims = known.dictionary.vocabulary.claims
    every = (
        (part, found)
        for part in text.parts_with(_IN_LIMITS_CUE)
        for found in _IN_LIMITS.finditer(part.text)
    )
    said = [
        (part, found)
        for part, found in every
        if not _SOME.search(_before(part.text, found.start()))
        and may_claim(part.text, found.start(), claims)
    ]
    belying = next(_too_large(text, known), None) if said else None
    for part, found in said if belying else ():
        message = f"写着“{found[0]}”，另一处写的是“{belying}”"
        yield remind(TextRule.CLAIMS_DIFFER, part, found.span(), message, _HINT)


def _before(line: str, place: int) -> str:
    """The words right before it, but for 各年级, which are all of them."""
    begin = max(place - _LEAD, sentence_start(line, place))
    return line[begin:place].replace("各年级", "")


def _too_large(text: ReadText, known: KnownFigures) -> Iterator[str]:
    """What says that a class is too large."""
    for each in _find_sizes(text, _words(known.dictionary)):
        if each.quantity.number >= _LARGE_FROM:
            yield each.written
    for part in text.parts_with(_TOO_LARGE):
        for found in _TOO_LARGE.finditer(part.text):
            begin = sentence_start(part.text, found.start())
            if not _NO_LARGE.search(part.text, begin, found.end()):
                yield found[0]


def _find_said(part: TextPart, known: KnownFigures) -> Iterator[_Said]:
    claims = known.dictionary.vocabulary.claims
    for found in _ALL.finditer(part.text):
        begin = max(found.start() - _LEAD, sentence_start(part.text, found.start()))
        before = part.text[begin : found.start()]
        before = before[max(before.rfind(mark) for mark in "，、：（") + 1 :]
        closed = found["within"] or not found[0].split(found["size"])[0].endswith(_OPEN[:2])
        if closed and not _SOME.search(before) and may_claim(part.text, found.start(), claims):
            stage = _words(known.dictionary).stage.findall(before)
            size = Decimal(found["size"])
            yield _Said(part, *found.span(), size, stage[-1] if stage else "")


def _find_sizes(text: ReadText, words: _Words) -> Iterator[StatedIn]:
    """The numbers that are the size of a class, or of the average one."""
    for each in text.stated:
        quantity = each.quantity
        if quantity.unit in _PEOPLE and quantity.number < _LARGEST and not quantity.scope.period:
            named = not words.sizes.isdisjoint(quantity.subjects) and not quantity.kind
            low = max(quantity.start - _BESIDE, 0)
            if named or _ONE_CLASS.search(each.part.text, low, quantity.start):
                yield each


def _is_larger(one: StatedIn, said: _Said, words: _Words) -> bool:
    begin = sentence_start(one.part.text, one.quantity.start)
    inside = one.part is said.part and said.start <= one.quantity.start < said.end
    stages = words.stage.findall(one.part.text, begin, one.quantity.start)
    own = stages[-1] if stages else ""
    # 每班平均45人 beside 初中每班50人: what each stage keeps to.
    apart = said.stage != own if own else False
    return one.quantity.number > said.size and not inside and not apart


def _differ(said: _Said, other: StatedIn) -> TextFinding:
    message = f"写着“{said.words}”，另一处写的是“{other.words}”{_spot(other.part, said.part)}"
    return remind(TextRule.CLAIMS_DIFFER, said.part, (said.start, said.end), message, _HINT)


def _differ_of(one: StatedIn, said: _Said) -> TextFinding:
    message = f"写着“{one.written}”，另一处写的是“{said.words}”{_spot(said.part, one.part)}"
    span = one.quantity.start, one.quantity.end
    return remind(TextRule.CLAIMS_DIFFER, one.part, span, message, _HINT)


def _spot(part: TextPart, beside: TextPart) -> str:
    return f"（{part.spot}）" if part is not beside else ""
