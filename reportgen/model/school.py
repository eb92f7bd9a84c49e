"""A school as its data file tells it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from reportgen.model.facts import Value
from reportgen.model.opening import Opening, is_in_page
from reportgen.model.picture import Picture
from reportgen.model.staff import Staff
from reportgen.model.stages import SchoolType, Stage
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location

# The paragraphs before the first chapter.
INTRODUCTION = "引言"
# What stands in an outline by itself, by the names that outlines have for it.
CHAPTERS = frozenset(
    {"基本情况", "达标情况", "主要措施", "办学特色", "取得成绩", "存在问题", "今后措施"}
)
# Sections that may be given whole as Markdown.
WHOLE_SECTIONS = (
    *(INTRODUCTION, "基本情况", "达标情况", "主要措施", "特色", "取得成绩", "存在问题", "今后措施"),
)
# Those that verdicts fill where the school writes nothing.
OF_VERDICTS = frozenset({"存在问题", "今后措施"})


class Figure(NamedTuple):
    """A value of a fact and where it was written.

    `labels` name the figures of a list (一年级1班), in order; empty where they have no names.
    `in_second_unit`: it was given in the fact's second unit (41.5亩).
    """

    value: Value
    location: Location = Location()
    labels: tuple[str, ...] = ()
    in_second_unit: bool = False


# None for the stage: a figure of the whole school, or shared by its stages.
FigureKey = tuple[str, Stage | None]


class Preview(NamedTuple):
    """What a form's own formulas said of an indicator (by name) for a stage, or 全校.

    `value` is what the cell shows.
    """

    indicator: str
    stage: str
    value: str
    location: Location


class Narrative(NamedTuple):
    """Markdown as the clerk wrote it, with its place.

    `first_line` is the line on which its first line of text stands (0: not known).
    """

    text: str
    location: Location = Location()
    first_line: int = 0

    def line_location(self, number: int) -> Location:
        """The place of one of its lines, the first being 0."""
        if not self.first_line:
            return self.location
        return Location(self.location.file, self.first_line + number, 1, self.location.path)


class PictureSource(NamedTuple):
    """A picture that the file gives a name for templates: the source as written, and where."""

    source: str
    location: Location = Location()


class Illustration(NamedTuple):
    """A picture that the report shows (插图), or a folder whose pictures it shows.

    `place` is the chapter, or the heading in one, that it stands at the end of. `caption` is empty
    for a picture without one; pictures of a folder are captioned by their files' names then.
    """

    source: str
    place: str = ""
    caption: str = ""
    location: Location = Location()


class OutlineEntry(NamedTuple):
    """One chapter of an outline: its printed title, and the parts that fill it, in order.

    A part is the key of a section builder or of a chapter of the school's own. `style` is the
    way (写法) in which its parts are written; empty: the usual one.
    """

    key: str
    title: str
    parts: tuple[str, ...]
    location: Location = Location()
    style: str = ""


class Attachment(NamedTuple):
    """An attachment of the report, by the name that is printed.

    `file` is that which the school brings, as it is written; empty for one that is made.
    """

    name: str
    file: str = ""
    location: Location = Location()


def day_of_judging(year: int, date: datetime.date | None = None) -> datetime.date:
    """The day by which dated limits are chosen: that of the report, else the last of its year."""
    return date or datetime.date(max(year, 1), 12, 31)


class SaidYear(NamedTuple):
    """The year that something beside 年度 says: `what` says it (表题, 文件名).

    `is_binding`: its figures are of that year, so that it is not summed with those of another.
    `locked_in` is what bears it from when it was made, where no clerk changes it (采集表); empty
    for what the clerk may put right.
    """

    year: int
    what: str
    location: Location
    is_binding: bool = False
    locked_in: str = ""


class ReportSettings(NamedTuple):
    """What the report is about and to whom it goes. Empty strings stand for what is not given."""

    year: int
    standards: tuple[str, ...] = ()
    title: str = ""
    addressee: str = ""
    signature: str = ""
    date: datetime.date | None = None
    basis: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    easements: tuple[str, ...] = ()
    location: Location = Location()
    genre: str = ""
    genre_location: Location = Location()


class Achievement(NamedTuple):
    """An honour of the school; `year` is None if not given."""

    name: str
    level: str = ""
    awarded_by: str = ""
    year: int | None = None
    location: Location = Location()


class Measure(NamedTuple):
    """Something the school did (主要措施)."""

    title: str
    content: Narrative
    location: Location = Location()


class Feature(NamedTuple):
    """Something that the school is known for (特色)."""

    title: str
    content: Narrative
    location: Location = Location()


class Leader(NamedTuple):
    """A member of the leading group (领导小组); several may share a role."""

    role: str
    name: str
    post: str = ""
    location: Location = Location()


class Evidence(NamedTuple):
    """A document that shows how things are (佐证材料), and where it is kept.

    `indicators` are names of indicators, or of groups of them, `places` where each stands.
    """

    name: str
    indicators: tuple[str, ...] = ()
    kept: str = ""
    location: Location = Location()
    places: tuple[Location, ...] = ()


class Shortcoming(NamedTuple):
    """A problem the school names itself; `indicator` is the name of the indicator it is about.

    `also` are the indicators that say the same of a district as of its schools.
    """

    title: str
    content: Narrative
    indicator: str = ""
    location: Location = Location()
    also: frozenset[str] = frozenset()
    indicator_location: Location = Location()


class Plan(NamedTuple):
    """A measure to come (今后措施).

    `target` names the shortcoming or indicator that it answers, `also` those that say the same of
    a district as of its schools; `expected` says by how much
    it will add to facts, `progress` how far it has come. A `deadline` of a certain month or day is
    `2025-12` or `2025-12-31`, any other is as it was written.
    """

    content: Narrative
    title: str = ""
    target: str = ""
    owner: str = ""
    deadline: str = ""
    progress: str = ""
    expected: Mapping[FigureKey, Figure] = MappingProxyType({})
    location: Location = Location()
    also: frozenset[str] = frozenset()
    deadline_location: Location = Location()
    target_location: Location = Location()


class Outlay(NamedTuple):
    """Something money was or will be spent on.

    `amount` is in 元, None where it cost nothing of its own; `year` is None if not given.
    """

    name: str
    amount: Decimal | None = None
    planned: bool = False
    note: str = ""
    year: int | None = None
    location: Location = Location()


class OwnChapter(NamedTuple):
    """A chapter of the school's own; `after` is the key of the section it follows."""

    title: str
    content: Narrative
    after: str = ""


class School(NamedTuple):
    """Everything that one data file says.

    `figures` are those given, and those that `staff` gives where they were not.
    `whole_sections` are sections given whole as Markdown, by their key (基本情况 …).
    `pictures` are those that its texts, `picture_names` and `illustrations` name, by the source
    given there; a missing one is a problem. `picture_names` are those for templates (校徽).
    `places` are those of the single fields of 学校 and 报告, by their key (地址, 标题 …).
    `data_location` is the place of the block with the figures: missing ones are reported there, but
    for those that the file has an empty place for (`blanks`). `next_cells` are where a workbook
    takes another entry of a block, by its key (今后措施 …), `opening` how it takes another figure.
    `previews` are never data: they are only held against what is computed. `said_years` are the
    years that differ from the report's.
    """

    name: str
    type: SchoolType
    settings: ReportSettings
    file: str = ""
    district: str = ""
    code: str = ""
    address: str = ""
    figures: Mapping[FigureKey, Figure] = MappingProxyType({})
    achievements: tuple[Achievement, ...] = ()
    measures: tuple[Measure, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    plans: tuple[Plan, ...] = ()
    outlays: tuple[Outlay, ...] = ()
    chapters: tuple[OwnChapter, ...] = ()
    leaders: tuple[Leader, ...] = ()
    features: tuple[Feature, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    staff: Staff = Staff()
    whole_sections: Mapping[str, Narrative] = MappingProxyType({})
    pictures: Mapping[str, Picture] = MappingProxyType({})
    picture_names: Mapping[str, PictureSource] = MappingProxyType({})
    illustrations: tuple[Illustration, ...] = ()
    places: Mapping[str, Location] = MappingProxyType({})
    location: Location = Location()
    data_location: Location = Location()
    blanks: Mapping[FigureKey, Location] = MappingProxyType({})
    next_cells: Mapping[str, str] = MappingProxyType({})
    previews: tuple[Preview, ...] = ()
    opening: Opening | None = None
    said_years: tuple[SaidYear, ...] = ()

    @property
    def is_table_row(self) -> bool:
        """Whether it is one of a table of schools, which has columns and no sheets for texts."""
        return self.opening is not None and self.opening.is_table

    @property
    def in_page(self) -> bool:
        """Whether whoever fills it in sees fields, and no file."""
        return is_in_page(self.opening)

    @property
    def narratives(self) -> tuple[Narrative, ...]:
        """Every text of its file, Markdown and the facts that are words."""
        figures = self.figures.values()
        told = [figure for figure in figures if type(figure.value) is str]
        return (
            *[Narrative(str(figure.value), figure.location) for figure in told],
            *[measure.content for measure in self.measures],
            *[feature.content for feature in self.features],
            *[shortcoming.content for shortcoming in self.shortcomings],
            *[plan.content for plan in self.plans],
            *[chapter.content for chapter in self.chapters],
            *self.whole_sections.values(),
        )
