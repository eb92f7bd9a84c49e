"""What the lists tell of a school's results: remembered beside its record, which takes ten times as
long to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import Any

from reportgen.batch.record_json import require_texts
from reportgen.model.assessment import Verdict
from reportgen.model.district import ResultRecord, SchoolRecord, StandardRecord
from reportgen.named_tuple import NamedTuple


class ListedResult(NamedTuple):
    """An indicator by its standard; `stage` is that of a school that has others too."""

    standard: str
    indicator: str
    stage: str = ""


class ListedOutcome(NamedTuple):
    """A school's type, the verdict by each standard (None: it does not count there), and which
    indicators it does not meet or lacks data for.
    """

    type: str = ""
    verdicts: tuple[tuple[str, Verdict | None], ...] = ()
    unmet: tuple[ListedResult, ...] = ()
    lacking: tuple[ListedResult, ...] = ()

    def find_verdict(self, standard: str) -> tuple[Verdict | None, ...]:
        """The verdict by that standard, none where it says nothing of the school."""
        return tuple(verdict for name, verdict in self.verdicts if name == standard)[:1]


def list_results(record: SchoolRecord | None) -> ListedOutcome:
    """What the lists tell of that record."""
    if record is None:
        return ListedOutcome()
    return ListedOutcome(
        record.type,
        tuple((each.id, _verdict_of(each)) for each in record.standards),
        tuple(_with_verdict(record, Verdict.UNMET)),
        tuple(_with_verdict(record, Verdict.NO_DATA)),
    )


def _verdict_of(standard: StandardRecord) -> Verdict | None:
    is_out = standard.excluded and standard.verdict is not Verdict.NO_LIMIT
    return None if is_out else standard.verdict


def _with_verdict(record: SchoolRecord, verdict: Verdict) -> Iterator[ListedResult]:
    several = len(record.stages) > 1
    for standard in record.standards:
        found = (each for each in standard.results if each.verdict is verdict)
        yield from (_listed(standard, each, several) for each in found)


def _listed(standard: StandardRecord, result: ResultRecord, several: bool) -> ListedResult:
    stage = str(result.stage) if several and result.stage else ""
    return ListedResult(standard.id, result.indicator, stage)


def listed_out(listed: ListedOutcome) -> list[object]:
    """The same as plain values for JSON."""
    verdicts = [[name, None if each is None else str(each)] for name, each in listed.verdicts]
    return [listed.type, verdicts, list(listed.unmet), list(listed.lacking)]


def listed_in(fields: Sequence[Any]) -> ListedOutcome:
    """What `listed_out` made these of. Errors: many, where they are something else."""
    kind, verdicts, unmet, lacking = fields
    require_texts((kind, *(name for name, _ in verdicts)))
    require_texts(chain.from_iterable((*unmet, *lacking)))
    told = tuple((name, verdict) for name, verdict in verdicts)
    return ListedOutcome(intern(kind), _verdicts(told), _results_in(unmet), _results_in(lacking))


def _results_in(results: Sequence[Sequence[str]]) -> tuple[ListedResult, ...]:
    return _results(tuple(map(tuple, results)))


# One object for the many schools of which the same is told.
@lru_cache(maxsize=1024)
def _verdicts(told: tuple[tuple[str, str | None], ...]) -> tuple[tuple[str, Verdict | None], ...]:
    return tuple((name, None if each is None else Verdict(each)) for name, each in told)


@lru_cache(maxsize=1024)
def _results(results: tuple[tuple[str, ...], ...]) -> tuple[ListedResult, ...]:
    return tuple(ListedResult(*each) for each in results)
