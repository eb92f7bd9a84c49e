"""A genre as data: what a report is about, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reportgen.model.standard import DistrictTable
from reportgen.named_tuple import NamedTuple

# The genre of a report that names none, and the source of every word that another leaves out.
NEUTRAL = "通用"


class ReportWords(NamedTuple):
    """The words of a report: its title after the year, and what the introduction examines."""

    title: str
    subject: str


class Terms(NamedTuple):
    """Words within sentences and captions.

    The schools are called so in full (义务教育学校) and in `short` (学校), the differences between
    them `variation` (校际均衡). What is met is called so (达标, 符合), what is not `unmet`, and the
    table of all indicators `attainment` (达标情况).
    """

    schools: str
    short: str
    variation: str
    met: str
    unmet: str
    attainment: str


class ChecklistHeads(NamedTuple):
    """The heads of a table whose rows are questions: what is asked, what was found, what is asked
    for.
    """

    item: str
    found: str
    wanted: str


class FormTitles(NamedTuple):
    """The titles of the Excel forms, after the name of the office that sends them."""

    school: str
    wide: str


class TableName(NamedTuple):
    """A table of the district: its title as an attachment, and the name of its sheet."""

    title: str
    sheet: str


class Genre(NamedTuple):
    """A genre: what reports are about, in words.

    `folder` is that of its own templates; `school` and `district` are the words of the two reports.
    `documents` are the kinds of document besides them, with the title of each after the year.
    `checklist` heads the table of all indicators where they are a list of questions, else None.
    """

    id: str
    aliases: tuple[str, ...]
    folder: str
    school: ReportWords
    district: ReportWords
    terms: Terms
    forms: FormTitles
    tables: Mapping[DistrictTable, TableName]
    documents: Mapping[str, str]
    checklist: ChecklistHeads | None = None

    def calling(self, school: str) -> Genre:
        """The genre with that word for a school; as it is for no word."""
        if school in ("", self.terms.short):
            return self
        return self._replace(terms=self.terms._replace(short=school))


class Genres(NamedTuple):
    """The genres that are known, by id; the neutral one is always among them."""

    by_id: Mapping[str, Genre]

    @property
    def neutral(self) -> Genre:
        """The genre whose wording fits any subject."""
        return self.by_id[NEUTRAL]

    def find(self, name: str) -> Genre | None:
        """The genre of that id or other name; None if there is none."""
        found = self.by_id.get(name)
        if found is not None:
            return found
        return next((each for each in self.by_id.values() if name in each.aliases), None)

    def choose(self, named: str, of_standards: Iterable[str]) -> Genre:
        """The genre that a report names, else the first of its standards', else the neutral one.

        Names that are not known count for nothing.
        """
        found = (self.find(name) for name in (named, *of_standards) if name)
        return next((genre for genre in found if genre is not None), self.neutral)
