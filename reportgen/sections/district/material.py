"""What a section builder of the district's report gets and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from reportgen.model.admission import RefusalReason
from reportgen.model.district import (
    DistrictSummary,
    Failing,
    ResultRecord,
    SchoolRow,
    StandardSummary,
)
from reportgen.model.facts import FactDictionary
from reportgen.model.report import Block, Paragraph
from reportgen.model.roles import ROW_ROLES, Role
from reportgen.model.stages import SchoolType, Stage, Stages
from reportgen.model.standard import Indicator, Standard, join_dictionaries
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material
from reportgen.words.listing import join_names

# The part of the outline that tells the indicators of standards that judge the district itself.
OWN_INDICATORS = "县级指标"
# In a sentence; beyond them the tables have the names.
MOST_LISTED = 10


class LeftOut(NamedTuple):
    """A school that is not in the summary, by its name or its file, and why.

    `told` is what a sentence says of it: 1所学校…….
    """

    name: str
    reason: str = ""
    told: str = RefusalReason.FAULTY.told


class Registers(NamedTuple):
    """The types of school in their order, and the facts that schools are asked.

    `noun` is what a school is called (学校, 幼儿园), `met` and `unmet` how it comes out,
    `short_names` what schools are called where that is not their whole name.
    """

    types: Mapping[str, SchoolType]
    dictionary: FactDictionary
    noun: str
    met: str = "达标"
    unmet: str = "未达标"
    short_names: Mapping[str, str] = MappingProxyType({})

    @property
    def stages(self) -> Stages:
        """The stages in their order."""
        return self.dictionary.stages

    @property
    def sponsors(self) -> tuple[str, ...]:
        """The words for a 举办者 in the order of their codes."""
        fact = self.dictionary.find_role(Role.SPONSOR)
        return fact.choices if fact is not None else ()

    def row_heads(self, summary: StandardSummary) -> Mapping[Role, str]:
        """The heads in 表Ⅱ-2 before the indicators: those of facts that the schools are asked."""
        dictionary = join_dictionaries(self.dictionary, [summary.standard])
        found: dict[Role, str] = {}
        for role in ROW_ROLES:
            facts = (dictionary.find_role(role, stage.stage) for stage in summary.stages)
            fact = next(filter(None, facts), None)
            if fact is not None:
                found[role] = fact.head
        return found

    def sponsor_code(self, sponsor: str) -> str:
        """The code of 举办者类型 (`7`), which counts from 1; empty for a word that is not known."""
        return str(self.sponsors.index(sponsor) + 1) if sponsor in self.sponsors else ""

    def is_combined(self, type_name: str) -> bool:
        """Whether a school of that type has several stages; False for a type that is not known."""
        return type_name in self.types and self.types[type_name].is_combined

    def division(self, type_name: str, stage: Stage) -> str:
        """What the stage is called in a school of that type with several (小学部), else nothing."""
        return self.stages[stage].division if self.is_combined(type_name) else ""

    def type_noun(self, type_name: str) -> str:
        """What schools of that type are called in a sentence: 九年一贯制学校."""
        return self.types[type_name].noun if type_name in self.types else type_name

    def prefix(self, stage: Stage) -> str:
        """The stage before what a school is called: 小学 (学校); nothing where that says it."""
        return "" if stage == self.noun else str(stage)

    def each_of(self, stage: Stage) -> str:
        """The schools of that stage one by one: 小学各校, 各幼儿园."""
        return f"{stage}各校" if self.prefix(stage) else f"各{self.noun}"

    @property
    def this(self) -> str:
        """What the school of a heading is called below it: 该校, 该园."""
        return f"该{self.noun[-1] if self.noun[-1] in '校园' else self.noun}"

    def called(self, school: str) -> str:
        """The school of that name in the text, where the district need not be named again."""
        return self.short_names.get(school, school)

    def row_name(self, row: SchoolRow) -> str:
        """The school in the text, with the stage where it has several: 新城学校小学部."""
        return f"{self.called(row.school)}{self.division(row.type, row.stage)}"

    def failing_name(self, failing: Failing) -> str:
        """The school of the failing in the text, with the stage where that fails."""
        stage = failing.result.stage
        return self.called(failing.school) + (self.division(failing.type, stage) if stage else "")

    def this_failing(self, failing: Failing) -> str:
        """The school of a heading, with the stage where it fails: 该校小学部."""
        stage = failing.result.stage
        return self.this + (self.division(failing.type, stage) if stage else "")

    def form_name(self, row: SchoolRow) -> str:
        """The school's whole name, likewise."""
        return f"{row.school}{self.division(row.type, row.stage)}"

    def teaching(self, stage: Stage, types: Mapping[str, int]) -> Mapping[str, int]:
        """How many schools of each type teach that stage, in the order of the types."""
        known = {name: self.types[name] for name in self.types if types.get(name)}
        return {name: types[name] for name, each in known.items() if stage in each.stages}


class DistrictMaterial(NamedTuple):
    """All that a section of the district's report is made from; `own` is what its own file says."""

    own: Material
    summary: DistrictSummary
    registers: Registers
    left_out: tuple[LeftOut, ...] = ()

    def say(self, phrase: str, values: Mapping[str, object]) -> tuple[Paragraph, ...]:
        """The phrase's paragraphs."""
        return self.own.say(phrase, values)

    def sentence(self, phrase: str, values: Mapping[str, object]) -> str:
        """All that the phrase says, as one text."""
        return "".join(self.own.phrases.paragraphs(phrase, values))

    def clause(self, phrase: str, values: Mapping[str, object]) -> str:
        """What the phrase says, without the full stop: a heading, or a part of a sentence."""
        return self.sentence(phrase, values).rstrip("。")

    @property
    def several(self) -> bool:
        """Whether the report has to name the standard."""
        return len(self.summary.standards) > 1


def document_of(standard: Standard) -> str:
    """What standards of one document have in common: its number."""
    return standard.number or standard.id


# Headings come without numbers; the outline numbers them.
DistrictBuilder = Callable[[DistrictMaterial], tuple[Block, ...]]


def all_indicators(summary: StandardSummary) -> tuple[Indicator, ...]:
    """The compared indicators of all stages of the district, in the standard's order."""
    wanted = {
        each.id for stage in summary.stages for each in summary.standard.compared(stage.stage)
    }
    return tuple(indicator for indicator in summary.standard.indicators if indicator.id in wanted)


def find_result(row: SchoolRow, indicator: Indicator) -> ResultRecord | None:
    """The row's result for that indicator, or None where it is not for that stage or school."""
    # Asked of every school, for every indicator and table.
    wanted = indicator.id
    for each in row.results:
        if each.indicator == wanted:
            return each
    return None


def rows_judged_by(
    indicator: Indicator, rows: Sequence[SchoolRow]
) -> list[tuple[SchoolRow, ResultRecord]]:
    """The rows with a result for that indicator, each with its result."""
    found = zip(rows, results_of_rows(rows, indicator), strict=True)
    return [(row, result) for row, result in found if result is not None]


def results_of_rows(
    rows: Sequence[SchoolRow], indicator: Indicator
) -> Iterator[ResultRecord | None]:
    """`find_result` of each row: in nearly all of them it stands at the same place."""
    wanted, place = indicator.id, 0
    for row in rows:
        results = row.results
        if not (place < len(results) and results[place].indicator == wanted):
            places = (at for at, each in enumerate(results) if each.indicator == wanted)
            place = next(places, len(results))
        yield results[place] if place < len(results) else None


def name_list(names: tuple[str, ...]) -> str:
    """The names as a list; after the tenth only how many there are."""
    listed = join_names(names[:MOST_LISTED])
    return f"{listed}等{len(names)}所" if len(names) > MOST_LISTED else listed
