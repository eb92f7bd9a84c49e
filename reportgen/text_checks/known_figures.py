"""A school's assessment, or a district's summary → the figures that texts are held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from reportgen.model.assessment import Assessment, Result, Verdict, judge_whole
from reportgen.model.facts import Fact, FactDictionary, FactKind, Quotient, Scope
from reportgen.model.numbers import exact_arithmetic, format_short, settle
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator, Standard
from reportgen.named_tuple import NamedTuple
from reportgen.quantities.lexicon import RATIO_UNIT, indicator_unit, split_unit

if TYPE_CHECKING:
    from reportgen.model.district import DistrictSummary, FactSum, StandardSummary


class KnownFigure(NamedTuple):
    """What a subject comes to in a stage (None: in all), in `unit`; `name` is what it is called."""

    name: str
    value: Decimal
    unit: str
    stage: Stage | None = None

    @property
    def printed(self) -> str:
        """The value with its unit: 880人, 1∶17.96."""
        number = format_short(self.value)
        return f"1{RATIO_UNIT}{number}" if self.unit == RATIO_UNIT else f"{number}{self.unit}"


class Judged(NamedTuple):
    """An indicator with the verdict on it in a stage (None: in all), its value and limit as they
    are printed (empty where they are not known), and the standard that it is of.
    """

    indicator: Indicator
    verdict: Verdict
    stage: Stage | None = None
    display: str = ""
    required: str = ""
    standard: Standard | None = None

    @property
    def name(self) -> str:
        """That of the indicator."""
        return self.indicator.name

    @property
    def told(self) -> str:
        """The verdict in words, with what it rests on: 未达标（17.0，标准 ≥20）."""
        beside = (self.display, self.required and f"标准 {self.required}")
        figures = "，".join(filter(None, beside))
        return f"{self.verdict.label}（{figures}）" if self.required else self.verdict.label


@dataclass(frozen=True, slots=True, eq=False)
class KnownFigures:
    """The figures of a school or of a district.

    `whose` says in messages where they come from; `name` is that of the school or district. Those
    of `results` are what indicators came to. `judged` are the verdicts on them, `schools` those on
    a district's schools, by name. `cited` are the standards that a text without figures names,
    `class_limits` how large classes may be at most, by stage, by every standard that says so.
    """

    numbers: Mapping[FigureKey, Decimal]
    dictionary: FactDictionary
    results: tuple[Result, ...] = ()
    name: str = ""
    whose: str = "数据里的"
    judged: tuple[Judged, ...] = ()
    schools: tuple[tuple[str, Verdict], ...] = ()
    cited: tuple[Standard, ...] = ()
    class_limits: tuple[tuple[str, Decimal], ...] = ()
    _by_name: dict[str, list[tuple[Stage | None, Decimal]]] = field(default_factory=dict)
    # Several checks ask for the same subjects, and a text names one again and again.
    _found: dict[tuple[tuple[str, ...], Decimal | None], tuple[KnownFigure, ...]] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        for (name, stage), value in self.numbers.items():
            self._by_name.setdefault(name, []).append((stage, value))

    @property
    def is_of_district(self) -> bool:
        """Whether they are those of a district."""
        return (_SCHOOLS.name, None) in self.numbers

    def find(self, subjects: Iterable[str], per: Decimal | None) -> tuple[KnownFigure, ...]:
        """What those subjects come to, in every stage; with `per`, for so many students."""
        if self.is_of_district and per is not None:
            # A text says that of one of its schools.
            return ()
        asked = tuple(subjects), per
        if asked not in self._found:
            self._found[asked] = self._find_all(*asked)
        return self._found[asked]

    def _find_all(self, names: tuple[str, ...], per: Decimal | None) -> tuple[KnownFigure, ...]:
        found = [figure for name in names for figure in self._find(name, per)]
        named = (each for each in self.results if _is_named(each.indicator, names, per))
        found += [figure for each in named for figure in _of_result(each)]
        return tuple(found)

    def find_judged(self, subjects: Iterable[str], per: Decimal | None) -> tuple[Judged, ...]:
        """The verdicts on those subjects, or on what they come to for so many students."""
        names = tuple(subjects)
        return tuple(each for each in self.judged if _is_named(each.indicator, names, per))

    def _find(self, name: str, per: Decimal | None) -> Iterator[KnownFigure]:
        quotient = next((each for each in self.dictionary.quotients if each.name == name), None)
        if quotient is not None:
            yield from self._quotients(quotient)
            return
        fact = self.dictionary.find(name)
        for stage, value in self._by_name.get(name, ()) if fact is not None else ():
            unit, scale = split_unit(fact.unit if fact else "")
            if per is None:
                yield KnownFigure(name, value * scale, unit, stage)
            elif shared := self._per_student(value * scale * per, stage):
                yield KnownFigure(f"{_PER.get(per, '')}{name}", shared, unit, stage)

    def with_limits(self, limits: Iterable[tuple[str, Decimal]]) -> KnownFigures:
        """The figures, and how large classes may be in each stage."""
        return replace(self, class_limits=tuple(limits))

    def _per_student(self, value: Decimal, stage: Stage | None) -> Decimal | None:
        facts = self.dictionary.facts.values()
        counted = (
            self.numbers.get((fact.name, stage)) for fact in facts if fact.role is Role.STUDENTS
        )
        return _divide(value, next(filter(None, counted), None))

    def _quotients(self, quotient: Quotient) -> Iterator[KnownFigure]:
        for above in quotient.dividends:
            for stage, value in self._by_name.get(above, ()):
                divided = (self.numbers.get((name, stage)) for name in quotient.divisors)
                results = (_divide(value, each) for each in divided)
                yield from (
                    KnownFigure(quotient.name, each, RATIO_UNIT, stage) for each in results if each
                )


_PER = {Decimal(1): "生均", Decimal(100): "每百名学生"}


def _divide(value: Decimal, by: Decimal | None) -> Decimal | None:
    if not by:
        return None
    with exact_arithmetic():
        return settle(value / by)


def _of_result(result: Result) -> Iterator[KnownFigure]:
    """The indicator's value, where it is a number."""
    indicator = result.indicator
    if isinstance(result.value, Decimal):
        unit, scale = split_unit(indicator_unit(indicator))
        yield KnownFigure(indicator.name, result.value * scale, unit, result.stage)


def _is_named(indicator: Indicator, names: tuple[str, ...], per: Decimal | None) -> bool:
    """Whether one of the names is its own, or that of what it takes for so many students."""
    if per is None:
        given = indicator.denominator is None and indicator.numerator.text in names
        return given or indicator.name in names
    shared = per == indicator.multiple and indicator.denominator is not None
    return shared and any(name in names for name in indicator.numerator.names)


# How many schools a district has is counted, and no school is asked for it.
_SCHOOLS = Fact("学校数", FactKind.COUNT, Scope.SCHOOL, "所")
SCHOOLS = _SCHOOLS.name
"""What a district has of schools, of all stages together."""


def district_figures(
    name: str,
    summary: DistrictSummary,
    dictionary: FactDictionary,
    own: Assessment = Assessment(()),
) -> KnownFigures:
    """What a district's schools come to together, and how many they are; nothing of a sum in which
    schools are missing. `own` is the district's own assessment.
    """
    sums = {key: each.total for key, each in summary.sums.items() if not each.missing}
    numbers = {(_SCHOOLS.name, None): Decimal(len(summary.schools)), **_wholes(summary), **sums}
    return KnownFigures(
        numbers,
        _with_schools(dictionary),
        (),
        name,
        "列入的各校合计，",
        (*_judged(own), *chain.from_iterable(map(_judged_of_schools, summary.standards))),
        tuple((each.key[1], each.verdict) for one in summary.standards for each in one.schools),
    )


def _wholes(summary: DistrictSummary) -> dict[FigureKey, Decimal]:
    """What is summed by stages alone comes to together, where no stage misses a school."""
    found: dict[str, list[FactSum]] = {}
    for (name, _), each in summary.sums.items():
        found.setdefault(name, []).append(each)
    return {
        (name, None): sum((each.total for each in told), Decimal(0))
        for name, told in found.items()
        if not any(each.missing for each in told)
    }


def _judged(assessment: Assessment) -> Iterator[Judged]:
    for one in assessment.standards:
        for each in one.results:
            yield Judged(
                each.indicator,
                each.verdict,
                each.stage,
                each.display,
                each.required,
                one.standard,
            )


def _judged_of_schools(summary: StandardSummary) -> Iterator[Judged]:
    """Each indicator of a standard, met where no school fails it."""
    standard = summary.standard
    failing: dict[str, list[Verdict]] = {}
    for one in summary.failing:
        failing.setdefault(one.result.indicator, []).append(one.result.verdict)
    for each in standard.indicators:
        limited = any(each.is_limited(stage) for stage in (None, *each.stages))
        met = Verdict.MET if limited else Verdict.NO_LIMIT
        yield Judged(each, judge_whole(failing.get(each.id, [met])), standard=standard)


def no_figures(dictionary: FactDictionary, cited: Iterable[Standard] = ()) -> KnownFigures:
    """None: a text is held against itself alone, and the standards that it cites."""
    return KnownFigures({}, _with_schools(dictionary), cited=tuple(cited))


@lru_cache(maxsize=16)
def _with_schools(dictionary: FactDictionary) -> FactDictionary:
    return dictionary.extend(FactDictionary({_SCHOOLS.name: _SCHOOLS}, {}))


def school_figures(name: str, assessment: Assessment, dictionary: FactDictionary) -> KnownFigures:
    """Those of a school."""
    facts = assessment.facts.items()
    numbers = {key: value for key, value in facts if isinstance(value, Decimal)}
    judged = tuple(_judged(assessment))
    return KnownFigures(numbers, dictionary, assessment.results, name, judged=judged)
