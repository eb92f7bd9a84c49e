"""The record of a school → plain values for JSON, and back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import Any

from reportgen.model.assessment import Verdict
from reportgen.model.district import (
    Asked,
    ResultRecord,
    SchoolPlan,
    SchoolRecord,
    StageRecord,
    StandardRecord,
)
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage

# Of a figure, before or behind its point.
_MOST_DIGITS = 40


def require_texts(values: Iterable[object]) -> None:
    """Errors: TypeError where one is no text."""
    if not {*map(type, values)} <= {str}:
        raise TypeError("no text")


def record_out(record: SchoolRecord) -> dict[str, object]:
    """The record as plain values for JSON."""
    return {
        "name": record.name,
        "file": record.file,
        "type": record.type,
        "code": record.code,
        "stages": list(map(str, record.stages)),
        "standards": [_standard_out(each) for each in record.standards],
        "facts": [
            [name, str(stage) if stage else None, str(value)]
            for (name, stage), value in record.facts.items()
        ],
        "counts": {
            stage: {role: str(value) for role, value in counts.items()}
            for stage, counts in record.counts.items()
        },
        "sponsor": record.sponsor,
        "plans": [list(plan) for plan in record.plans],
    }


def _plan_in(fields: list[Any]) -> SchoolPlan:
    indicators, *words = fields
    return SchoolPlan(tuple(map(intern, indicators)), *words)


# One object for all records, which name each of them a dozen times: a district's memory holds
# those of all its schools.
_stage, _verdict = lru_cache(maxsize=64)(Stage), lru_cache(maxsize=16)(Verdict)


@lru_cache(maxsize=1024)
def _figure_key(name: str, stage: str | None) -> FigureKey:
    return intern(name), _stage(stage) if stage else None


def _new_number(written: str) -> Decimal:
    """The number. Errors: ValueError where it is none that figures have."""
    number = Decimal(written)
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError("no such number")
    return number


# One object for all that are equal.
_number = lru_cache(maxsize=16384)(_new_number)


@lru_cache(maxsize=16384)
def _known(written: str | None) -> Decimal | None:
    return None if written is None else _number(written)


def record_in(fields: dict[str, Any]) -> SchoolRecord:
    """The record that `record_out` made these of. Errors: many, where they are something else."""
    facts: dict[FigureKey, Decimal] = {
        _figure_key(name, stage): _number(value) for name, stage, value in fields["facts"]
    }
    require_texts(fields[key] for key in ("name", "file", "type", "code"))
    return SchoolRecord(
        name=intern(fields["name"]),
        file=fields["file"],
        type=intern(fields["type"]),
        code=fields["code"],
        stages=tuple(map(_stage, fields["stages"])),
        standards=tuple(map(_standard_in, fields["standards"])),
        facts=facts,
        counts={
            _stage(stage): {Role(role): _number(value) for role, value in counts.items()}
            for stage, counts in fields["counts"].items()
        },
        sponsor=intern(fields["sponsor"]),
        plans=tuple(map(_plan_in, fields["plans"])),
    )


def _standard_out(standard: StandardRecord) -> list[object]:
    stages = [
        [str(each.stage), str(each.verdict), _results_out(each.results)] for each in standard.stages
    ]
    return [
        standard.id,
        str(standard.verdict),
        standard.excluded,
        stages,
        _results_out(standard.others),
        [[name, str(verdict)] for name, verdict in standard.groups],
        [[name, str(stage) if stage else None] for name, stage in standard.asked],
    ]


def _standard_in(fields: list[Any]) -> StandardRecord:
    identity, verdict, excluded, stages, others, groups, asked = fields
    require_texts((identity,))
    read = tuple(
        StageRecord(_stage(stage), _verdict(own), _results_in(results))
        for stage, own, results in stages
    )
    beside = tuple((intern(name), _verdict(own)) for name, own in groups)
    return StandardRecord(
        intern(identity),
        _verdict(verdict),
        excluded,
        read,
        _results_in(others),
        beside,
        _asked_in(tuple(map(tuple, asked))),
    )


@lru_cache(maxsize=256)
def _asked_in(asked: tuple[tuple[str, str | None], ...]) -> Asked:
    """One value for all schools that are asked the same."""
    return tuple(_figure_key(name, stage) for name, stage in asked)


def _results_out(results: Iterable[ResultRecord]) -> list[list[object]]:
    return [
        [str(each) if isinstance(each, Decimal) else each for each in result] for result in results
    ]


def _results_in(results: list[list[Any]]) -> tuple[ResultRecord, ...]:
    return tuple(map(_result_in, results))


# Where the words of a result's record end, and where its numbers do.
_WORDS, _NUMBERS = 5, 10


def _result_in(fields: list[Any]) -> ResultRecord:
    indicator, stage, verdict, display, required = fields[:_WORDS]
    limit, value, *amounts = fields[_WORDS:_NUMBERS]
    # A quotient is as good as always another.
    quotient = None if value is None else _new_number(value)
    unit, lack, reaches_floor, beyond = fields[_NUMBERS:]
    require_texts((display, unit, lack))
    if reaches_floor not in (None, True, False) or type(beyond) is not int:
        raise TypeError("no count")
    words: list[Any] = [*_figure_key(indicator, stage), _verdict(verdict)]
    words += intern(display), intern(required)
    numbers: list[Any] = [_known(limit), quotient, *map(_known, amounts)]
    rest: list[Any] = [intern(unit), intern(lack), reaches_floor, beyond]
    return ResultRecord(*words, *numbers, *rest)
