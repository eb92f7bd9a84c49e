"""What a district knows of its schools, and what came out of holding them against each other."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportgen.model.assessment import Verdict
from reportgen.model.decisions import TakenSchool
from reportgen.model.default_display import NOT_SET
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey
from reportgen.model.stages import Stage
from reportgen.model.standard import Standard
from reportgen.named_tuple import NamedTuple

# What a district's own file calls the composite where it names an indicator.
COMPOSITE = "综合差异系数"


# Indicators, each with the stage for which it is asked (None: the whole school).
Asked = tuple[tuple[str, Stage | None], ...]


class ResultRecord(NamedTuple):
    """What a district keeps of one result; `stage` is None for one of the whole school.

    `limit`, `value`, `numerator` and `denominator` are None where they are no numbers or not known.
    `beyond` is how many of the figures that are judged one by one are on the wrong side of the
    limit (34个班超过45人); 0 where none is, or they are not known.
    """

    indicator: str
    stage: Stage | None
    verdict: Verdict
    display: str
    required: str
    limit: Decimal | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    shortfall: Decimal | None = None
    shortfall_unit: str = ""
    shortfall_display: str = ""
    floor_met: bool | None = None
    beyond: int = 0

    @property
    def is_limited(self) -> bool:
        """Whether the standard sets a limit there."""
        return self.required != NOT_SET


class StageRecord(NamedTuple):
    """A stage of a school under one standard, with the indicators that vary (该校综合评估)."""

    stage: Stage
    verdict: Verdict
    results: tuple[ResultRecord, ...]


class StandardRecord(NamedTuple):
    """A school under one standard.

    `excluded` says why it does not count between schools (empty: it counts). `others` are the
    results outside `stages` that are not met. `groups` are the verdicts on the groups that are not
    compared between schools, by name; `asked` are the limited indicators outside `stages` that
    apply to the school, each with its stage (None: the whole school).
    """

    id: str
    verdict: Verdict
    excluded: str
    stages: tuple[StageRecord, ...]
    others: tuple[ResultRecord, ...]
    groups: tuple[tuple[str, Verdict], ...] = ()
    asked: Asked = ()

    @property
    def results(self) -> tuple[ResultRecord, ...]:
        """All results that are kept: those of the stages, then the others."""
        return (*(each for stage in self.stages for each in stage.results), *self.others)


class SchoolPlan(NamedTuple):
    """What a school means to do about indicators that it fails, named in `indicators`.

    `text` is its Markdown without pictures; what the school did not write is empty.
    """

    indicators: tuple[str, ...]
    title: str
    text: str
    owner: str
    deadline: str


SchoolKey = tuple[str, str, str]
"""A school's file, name and code: one file may hold many schools."""


class SchoolRecord(NamedTuple):
    """One school as its district keeps it: its stages that are judged, results, and figures.

    `facts` are the figures that may be added up, those of people by stage, all others for the
    whole school; `counts` those that its row has, by stage; `sponsor` is empty where it is not
    given. `plans` are those that answer what it fails.
    """

    name: str
    file: str
    type: str
    code: str
    stages: tuple[Stage, ...]
    standards: tuple[StandardRecord, ...]
    facts: Mapping[FigureKey, Decimal]
    counts: Mapping[Stage, Mapping[Role, Decimal]]
    sponsor: str
    plans: tuple[SchoolPlan, ...] = ()

    @property
    def key(self) -> SchoolKey:
        """What no other school of the district has."""
        return self.file, self.name, self.code


class Variation(NamedTuple):
    """How the schools of a stage differ in one indicator: X̄, S and CV = S / X̄."""

    mean: Decimal
    deviation: Decimal
    coefficient: Decimal


class IndicatorVariation(NamedTuple):
    """An indicator over a stage's schools. `variation` is None where nothing can be computed.

    `missing` are the schools that count and lack the figure: the verdict is then 缺数据, and
    `variation` is that of the others. `limit` is None where only the composite is limited.
    """

    indicator: str
    name: str
    variation: Variation | None
    limit: Decimal | None
    verdict: Verdict
    missing: tuple[str, ...] = ()


class SchoolRow(NamedTuple):
    """A stage of a school as a row of 分校达标.

    `counted` False: it stands in no sum and no variation. `others` are the open results of the
    whole school on which its verdict rests too.
    """

    school: str
    key: SchoolKey
    type: str
    stage: Stage
    counted: bool
    excluded: str
    verdict: Verdict
    results: tuple[ResultRecord, ...]
    counts: Mapping[Role, Decimal]
    sponsor: str
    others: tuple[ResultRecord, ...] = ()


class StageSummary(NamedTuple):
    """One stage of a district under one standard.

    `composite` is the mean of the coefficients of variation, None unless all are known.
    `limit` and `verdict` are those of the composite, or of every indicator. `has_limits` tells
    whether the standard sets limits for a school of that stage; where nothing is compared by stage,
    those for schools as a whole count.
    """

    stage: Stage
    rows: tuple[SchoolRow, ...]
    indicators: tuple[IndicatorVariation, ...]
    composite: Decimal | None
    limit: Decimal | None
    verdict: Verdict
    has_limits: bool

    @property
    def counted(self) -> tuple[SchoolRow, ...]:
        """The rows that count."""
        return tuple(row for row in self.rows if row.counted)

    @property
    def met(self) -> int:
        """How many of the counted schools are met as a whole."""
        return sum(row.verdict is Verdict.MET for row in self.counted)


class Failing(NamedTuple):
    """An indicator that a school does not meet, or lacks the data for; `plans` are the school's
    own that answer it.
    """

    school: str
    key: SchoolKey
    result: ResultRecord
    type: str = ""
    plans: tuple[SchoolPlan, ...] = ()


class SchoolVerdict(NamedTuple):
    """The verdict on one school as a whole; the rest as in its `StandardRecord`."""

    key: SchoolKey
    verdict: Verdict
    excluded: str = ""
    groups: tuple[tuple[str, Verdict], ...] = ()
    asked: Asked = ()


class StandardSummary(NamedTuple):
    """A district under one standard; `failing` goes by the standard's order, then by school."""

    standard: Standard
    stages: tuple[StageSummary, ...]
    failing: tuple[Failing, ...]
    schools: tuple[SchoolVerdict, ...]

    @property
    def has_limits(self) -> bool:
        """Whether the standard sets limits for a school of any stage."""
        return any(each.has_limits for each in self.stages)

    @property
    def schools_met(self) -> int:
        """How many schools are met as a whole."""
        return sum(each.verdict is Verdict.MET for each in self.schools)

    @property
    def schools_total(self) -> int:
        """How many schools it judges, with those that do not count between schools."""
        return len(self.schools)

    @property
    def counted(self) -> tuple[SchoolVerdict, ...]:
        """The schools that count."""
        return tuple(each for each in self.schools if not each.excluded)


class FactSum(NamedTuple):
    """A fact added up over the schools that gave it; `missing` is how many of those that are asked
    for it did not, `given` how many did.
    """

    total: Decimal
    missing: int = 0
    given: int = 0


class DistrictSummary(NamedTuple):
    """All schools of a district together.

    `types` counts them by type, `sums` adds up facts (None: all stages). `own_standards` judge the
    district itself. `taken` are those that are in it by a decision.
    """

    schools: tuple[str, ...]
    types: Mapping[str, int]
    sums: Mapping[FigureKey, FactSum]
    standards: tuple[StandardSummary, ...]
    own_standards: tuple[Standard, ...] = ()
    taken: tuple[TakenSchool, ...] = ()
