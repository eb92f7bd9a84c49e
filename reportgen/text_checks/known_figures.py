"""A school's assessment, or a district's summary → the figures that texts are held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from reportgen.model.assessment import Assessment, Result
from reportgen.model.district import DistrictSummary
from reportgen.model.facts import Fact, FactDictionary, FactKind, Quotient, Scope
from reportgen.model.numbers import exact_arithmetic, format_short, settle
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.standard import Indicator
from reportgen.quantities.lexicon import RATIO_UNIT, indicator_unit, split_unit


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


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """The figures of a school or of a district.

    `whose` says in messages where they come from; `name` is that of the school or district. Those
    of `results` are what indicators came to.
    """

    numbers: Mapping[FigureKey, Decimal]
    dictionary: FactDictionary
    results: tuple[Result, ...] = ()
    name: str = ""
    whose: str = "数据里的"
    _by_name: dict[str, list[tuple[Stage | None, Decimal]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for (name, stage), value in self.numbers.items():
            self._by_name.setdefault(name, []).append((stage, value))

    def find(self, subjects: Iterable[str], per: Decimal | None) -> tuple[KnownFigure, ...]:
        """What those subjects come to, in every stage; with `per`, for so many students."""
        names = tuple(subjects)
        found = [figure for name in names for figure in self._find(name, per)]
        found += [figure for each in self.results for figure in _of_result(each, names, per)]
        return tuple(found)

    def indicators(self, subjects: Iterable[str], per: Decimal | None) -> tuple[Indicator, ...]:
        """The indicators that judge those subjects, or what they come to for so many students."""
        names = tuple(subjects)
        judged = (each.indicator for each in self.results if _is_named(each.indicator, names, per))
        return tuple({each.name: each for each in judged}.values())

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


def _of_result(
    result: Result, names: tuple[str, ...], per: Decimal | None
) -> Iterator[KnownFigure]:
    """The indicator's value where it, or what it takes for so many students, is named."""
    indicator = result.indicator
    if isinstance(result.value, Decimal) and _is_named(indicator, names, per):
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


def district_figures(
    name: str, summary: DistrictSummary, dictionary: FactDictionary
) -> KnownFigures:
    """What a district's schools come to together, and how many they are; nothing of a sum in which
    schools are missing.
    """
    sums = {key: each.total for key, each in summary.sums.items() if not each.missing}
    numbers = {(_SCHOOLS.name, None): Decimal(len(summary.schools)), **sums}
    return KnownFigures(numbers, _with_schools(dictionary), (), name, "列入的各校合计，")


def no_figures(dictionary: FactDictionary) -> KnownFigures:
    """None: a text is held against itself alone."""
    return KnownFigures({}, _with_schools(dictionary))


@lru_cache(maxsize=16)
def _with_schools(dictionary: FactDictionary) -> FactDictionary:
    return dictionary.extend(FactDictionary({_SCHOOLS.name: _SCHOOLS}, {}))


def school_figures(name: str, assessment: Assessment, dictionary: FactDictionary) -> KnownFigures:
    """Those of a school."""
    facts = assessment.facts.items()
    numbers = {key: value for key, value in facts if isinstance(value, Decimal)}
    return KnownFigures(numbers, dictionary, assessment.results, name)
