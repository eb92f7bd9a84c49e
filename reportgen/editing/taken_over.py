"""Texts that are word for word those of the year before → reminders of the figures in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from reportgen.barrier import Fallen, attempt
from reportgen.editing.last_year import find_past_school
from reportgen.late_regex import late_regex
from reportgen.load.identity import DataKind, Identity, read_identity
from reportgen.load.source import YAML_SUFFIXES
from reportgen.model.admission import ListedSchool
from reportgen.model.check_settings import AS_THEY_ARE, CheckSettings, settle_findings
from reportgen.model.numbers import round_half_up
from reportgen.model.printed_texts import texts_as_parts
from reportgen.model.school import School
from reportgen.model.standard import IndicatorKind
from reportgen.model.text_finding import TextFinding, TextRule
from reportgen.model.units import printed_unit
from reportgen.named_tuple import NamedTuple
from reportgen.pipeline import Examined, Workshop
from reportgen.problems import Severity, by_place

_SENTENCE = late_regex(r"[^。；;！!？?\n]+")
# Years, dates, articles, grades and classes are no figures of a year.
_AMOUNT = late_regex(
    r"(?<![\d.,〔第∶:])(\d+(?:[,，]\d{3})*(?:\.\d+)?)\s?(万|亿)?"
    r"(平方米|平方公里|公里|千米|[%％㎡]|[^\W\d_年月日时届级条款章节号班])"
)
_RATIO = late_regex(r"1\s?[∶:：]\s?(\d+(?:\.\d+)?)")
_MANY = {"万": 10_000, "亿": 100_000_000, None: 1}
_SAME_UNIT = {"名": "人", "位": "人", "㎡": "平方米", "％": "%"}
_ONE_TO = "1∶"
_MOST_TOLD = 6
_HINT = "请核对，或者改成今年的"
_Stamp = tuple[int, int]


class _Known(NamedTuple):
    """A figure of this year."""

    value: Decimal
    unit: str


class LastYears:
    """Finds what a school wrote the year before in the files beside its own, and remembers what
    those say for as long as they stay as they are.
    """

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._heads = dict[Path, tuple[_Stamp, Identity]]()
        self._schools = dict[Path, tuple[_Stamp, School | None]]()

    def find(self, path: Path, school: School) -> School | None:
        """The school as the file of the year next before this one has it; None without one."""
        asked, found = _bare(school.name), list[tuple[int, str, Path]]()
        for each in path.parent.iterdir() if asked else ():
            if each.suffix.lower() in YAML_SUFFIXES and each.name != path.name:
                head = self._head(each)
                year = int(head.year) if head.year.isdecimal() and len(head.year) == 4 else 0
                is_same = head.kind is DataKind.SCHOOL and _bare(head.name) == asked
                if is_same and 0 < year < school.settings.year:
                    found.append((year, each.name, each))
        return self._school(max(found)[2], school) if found else None

    def _head(self, path: Path) -> Identity:
        stamp, kept = _stamp(path), self._heads.get(path)
        if kept is None or kept[0] != stamp:
            kept = self._heads[path] = (stamp, read_identity(path))
        return kept[1]

    def _school(self, path: Path, school: School) -> School | None:
        stamp, kept = _stamp(path), self._schools.get(path)
        if kept is None or kept[0] != stamp:
            listed = ListedSchool(school.name, school.code)
            past = attempt(lambda: find_past_school(path, listed, self._workshop), path)
            read = None if past is None or isinstance(past, Fallen) else past.school
            kept = self._schools[path] = (stamp, read)
        return kept[1]


def with_taken_over(
    examined: Examined, path: Path, last_years: LastYears, settings: CheckSettings = AS_THEY_ARE
) -> Examined:
    """The school with what is said of texts that were taken over from the year before, as the
    settings have it.
    """
    school = examined.school
    last = last_years.find(path, school) if school is not None else None
    if school is None or last is None:
        return examined
    told = (each.problem() for each in _check(school, last, _known_figures(examined)))
    found = tuple(settle_findings(told, settings))
    return examined._replace(problems=by_place((*examined.problems, *found))) if found else examined


def _check(school: School, last: School, known: list[_Known]) -> Iterator[TextFinding]:
    said = {sentence for text in last.narratives for sentence in _sentences(text.text)}
    for part in texts_as_parts(school.narratives):
        spans = list(_stale(part.text, said, known))
        if spans:
            told = list(dict.fromkeys(part.text[start:end] for start, end in spans))
            names = "、".join(told[:_MOST_TOLD]) + ("等" if len(told) > _MOST_TOLD else "")
            year = last.settings.year
            message = f"照搬 {year} 年的文字，数还是 {year} 年的：{names}"
            yield TextFinding(
                TextRule.TAKEN_OVER, Severity.WARNING, part, *spans[0], message, _HINT
            )


def _stale(line: str, said: set[str], known: list[_Known]) -> Iterator[tuple[int, int]]:
    """Where figures stand in sentences that were said before, but for those of this year."""
    for found in _SENTENCE.finditer(line):
        if found[0].strip() in said:
            amounts = ((each.span(), each.groups()) for each in _AMOUNT.finditer(found[0]))
            ratios = ((each.span(), (each[1], None, _ONE_TO)) for each in _RATIO.finditer(found[0]))
            for (start, end), amount in sorted((*amounts, *ratios), key=lambda each: each[0]):
                if not _is_known(amount, known):
                    yield found.start() + start, found.start() + end


def _sentences(text: str) -> Iterator[str]:
    return (found[0].strip() for found in _SENTENCE.finditer(text))


def _known_figures(examined: Examined) -> list[_Known]:
    """The figures that are given this year, or follow from them."""
    if examined.assessment is None:
        return []
    found = list[_Known]()
    for (name, _), value in examined.assessment.facts.items():
        fact = examined.dictionary.find(name)
        values = value if isinstance(value, tuple) else (value,)
        unit = _unit(printed_unit(fact.unit)) if fact else ""
        found += [_Known(each, unit) for each in values if isinstance(each, Decimal)]
    for result in examined.assessment.results:
        if isinstance(result.value, Decimal):
            indicator = result.indicator
            unit = indicator.unit if indicator.unit == "%" else indicator.printed_unit
            of_one = indicator.kind is IndicatorKind.ONE_TO
            found.append(_Known(result.value, _ONE_TO if of_one else _unit(unit)))
    return found


def _is_known(amount: tuple[str | None, ...], known: list[_Known]) -> bool:
    """Whether it is a figure of this year, in that unit."""
    digits, many, unit = amount
    number = Decimal((digits or "0").replace(",", "").replace("，", ""))
    places = -int(number.as_tuple().exponent)
    asked, times = _unit(unit or ""), _MANY[many]
    return any(
        each.unit == asked and round_half_up(each.value / times, places) == number for each in known
    )


def _unit(unit: str) -> str:
    return _SAME_UNIT.get(unit, unit)


def _bare(name: str) -> str:
    return "".join(name.split())


def _stamp(path: Path) -> _Stamp:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
