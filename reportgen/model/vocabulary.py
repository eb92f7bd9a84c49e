"""The words by which names and texts are recognised."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from reportgen.late_regex import late_regex
from reportgen.model.attachments import AttachmentKinds
from reportgen.model.reckoning_words import ReckoningWords
from reportgen.named_tuple import NamedTuple

_NOTHING = late_regex(r"(?!)")


class HonourWords(NamedTuple):
    """What honours are.

    `prize` is found in the name of what is won (获一等奖); all else is what a school is called
    (被评为文明校园). `levels` are what shows a level, by a character of the level's word: 县级 is
    shown by 良庆区; the first group of a match, which may be None, is what shows it.
    """

    prize: re.Pattern[str] = _NOTHING
    levels: Mapping[str, re.Pattern[str]] = MappingProxyType({})

    def shows(self, text: str, level: str) -> bool:
        """Whether the text shows that level (县级)."""
        known = (self.levels[character] for character in level if character in self.levels)
        return any(found[1] for each in known for found in each.finditer(text))


class GroupWords(NamedTuple):
    """What tells that a group was set up, and whether it is the one for the report.

    `set_up` gives what stands before the kind of group, and the kind. `for_the_report` matches the
    name of a group that says no more. `common` are words of two characters that any group of a
    school may have in its name.
    """

    set_up: re.Pattern[str] = _NOTHING
    for_the_report: re.Pattern[str] = _NOTHING
    common: frozenset[str] = frozenset()


class FieldWords(NamedTuple):
    """What people write in fields, besides what forms ask for.

    `yes` and `no` answer any question; `some` and `none` (有, 无) say whether there is something:
    which of 是 and 否 that is depends on the fact. `units` are the other words for a unit (名 for
    人), `choices` those for an option (良 for 良好).
    """

    yes: frozenset[str] = frozenset({"是", "对"})
    no: frozenset[str] = frozenset({"否", "不是"})
    some: frozenset[str] = frozenset({"有"})
    none: frozenset[str] = frozenset({"无", "没有"})
    units: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    choices: Mapping[str, tuple[str, ...]] = MappingProxyType({})


PLAIN_WORDS = FieldWords()
"""Those that our own files are written with."""


class ListWords(NamedTuple):
    """What the columns of a list of schools may be called; titles are without blanks and stars.

    `fields` are the titles of each field that is read, the surest first. Below `counting` stand
    numbers of the rows, below `numbered` those that count nothing; `others` are further titles of
    lists, which are not read. `beside_names` may stand right beside a school's name in that of a
    file; `name_ends` are what names of schools end in.
    """

    fields: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    counting: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    beside_names: tuple[str, ...] = ()
    name_ends: tuple[str, ...] = ()

    def find(self, titles: Mapping[str, int]) -> Mapping[str, int]:
        """The column of each field, by the columns of titles: that of its surest title."""
        found = (
            (key, next((each for each in names if each in titles), None))
            for key, names in self.fields.items()
        )
        return {key: titles[title] for key, title in found if title is not None}

    def knows(self, title: str) -> bool:
        """Whether lists have a column of that title."""
        plain = self.counting | self.numbered | self.others
        return title in plain or any(title in names for names in self.fields.values())


NEARNESS = ("约", "近", "不足", "超过")
"""How words say that a number is not exact."""


class ProseWords(NamedTuple):
    """The words by which it is told what a number in a text is said of.

    `openings` may stand before a name and change nothing (现有), `wholes` are those that show that
    all are counted (全校), `links` may stand between a name and its number (为). `attached` make
    something else of a name behind a number (300名学生家长), and so do those of `doing` (参加), but
    for what all do. `per` is of how many students an amount is (生均: 1). `others` tell that the
    sentence goes on of another school (该校), `now`, `past` and `plans` tell the time, `bounds`
    what is no figure of the school (不低于), `same` that a number is said once more in another unit
    (合30.75亩). `units` are counted in texts and in no fact. Behind one of `becomes` stands what a
    number has come to, `changes` tell of how much it changed, `sums` that several are added up.
    Schools are called by words that end in `name_ends`. `areas` are a district as a whole,
    `other_areas` what lies in or above it; `own` says that the school is meant again. Of
    `leads`, stages and kinds of schools, are all numbers of a paragraph that begins with one.
    `near` and `near_behind` are the words before and behind a number that say how near it is, each
    with one of `NEARNESS`.
    """

    openings: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    attached: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    per: Mapping[str, Decimal] = MappingProxyType({})
    others: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    name_ends: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    other_areas: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    near: Mapping[str, str] = MappingProxyType({})
    near_behind: Mapping[str, str] = MappingProxyType({})


class ClaimWords(NamedTuple):
    """The words by which it is told what a text claims to be met, or to be there.

    `met` say so by themselves (达标), `reach`, `above`, `below` and `short` (达不到) with one of
    `aims` behind them (达到……标准); behind that stands a mark or one of `goes_on`, 达标率 being
    another name. The number behind one of `differs` is how far something is from a standard.
    `adverbs` change nothing before them, those of `wholes` say it of all; `hedges` take it back,
    `denials` deny it. In a sentence with one of `no_claim` it is a plan, a condition or a question.
    `of_all` are all indicators, before which only words of `whole` stand, `schools` a school as a
    whole; behind one of `others` it is said of another matter. `has` and `lacks` say that something
    is there, or is not, `short_of` that there is not enough, `enough` that there is; `special` may
    stand between, `matters` behind it. What 无一人 says of one of `nobody` (all words for it, with
    / between them) happened to nobody. Large classes behind one of `gone` are there no more, behind
    one of `remains` they are. `large` are the words for classes of so many and more, which is told
    by the fact `large_by`.

    `limit_leads` may stand before the number of a limit (国家规定的), `links` between a number and
    what bounds it (之间，各项均); of what has one of `fewer` in its name less is better. One of
    `demands` tells that a number is what a standard demands, one of `of_place` that it is a place's
    own; `classes` are words for the size of every class. What ends in one of `measured` is told in
    numbers; a paragraph with one of `admits` says itself that something is not met.
    """

    met: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    goes_on: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    no_claim: tuple[str, ...] = ()
    of_all: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    short_of: tuple[str, ...] = ()
    special: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    enough: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    limit_leads: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    remains: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    of_place: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    admits: tuple[str, ...] = ()
    large_by: str = ""
    large: tuple[tuple[str, Decimal], ...] = ()


class SplitWords(NamedTuple):
    """The words by which a whole is split.

    Each of `ways` has what excludes each other, each member by all words for it; `levels` are those
    by which a rate is split, the last of them the lowest. `complete` are those that leave nothing
    out. What begins with one of `rest` is all that is left; of two, so is
    the second that begins with one of `opposite`. Before a name one of `narrower` tells that it is
    a part of what is named.
    """

    ways: tuple[tuple[tuple[str, ...], ...], ...] = ()
    levels: tuple[tuple[str, ...], ...] = ()
    complete: tuple[frozenset[str], ...] = ()
    rest: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()


class ThingWords(NamedTuple):
    """The words by which it is told that a text speaks of the same thing twice.

    A thing is named behind one of `verbs` and ends in one of `ends`; one of `places` before it
    changes nothing. `names` are what is said for the name that it is compared by. One of `parts`
    tells that it is a part, a change or a plan; behind a thing that all are counted of stands one
    of `all_of`, or a mark. Behind one of `missing` it is not said to be there now. One of
    `opening_rows` stands before a row of names, and one of `kinds` says what they are together
    (制度 of 门卫、值班、巡查三项制度). `groups` are the words for some of those whom facts count in
    all, but with one of `outside`. `events` happen once. The areas of `within` are
    parts of others, which are no smaller. Of `supplies` there is `ample` or
    `scarce`, with `degrees` between, until it is `solved`. With one of `unsure` it is not told
    whether there are large classes. What ends in one of `all_schools` names no school. What is
    counted in `uncounted` may differ from place to place. `splits` are those of wholes and parts.
    Of each of `subjects` (优质均衡/基本均衡) a report is about one. All may be said to have
    enough of each of `provided` (all words for it), and some not to; each of `unwanted` may be
    said to be no more, and to be there.
    """

    verbs: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    names: Mapping[str, str] = MappingProxyType({})
    parts: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    opening_rows: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    supplies: tuple[str, ...] = ()
    ample: tuple[str, ...] = ()
    scarce: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    solved: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    groups: Mapping[tuple[str, ...], tuple[str, ...]] = MappingProxyType({})
    events: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    within: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    all_schools: tuple[str, ...] = ()
    uncounted: frozenset[str] = frozenset()
    splits: SplitWords = SplitWords()
    subjects: tuple[str, ...] = ()
    provided: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


class Vocabulary(NamedTuple):
    """All the words by which the program recognises what a school wrote.

    `fields` are those of single fields, `lists` those of lists of schools. `table_titles` are, by
    the type of school, what 学校基本情况统计表 calls groups of figures, by the titles that the form
    has for them. `prose` are those by which numbers in texts are understood, `claims` those by
    which it is understood what a text claims, `things` those by which it is told that two of its
    numbers are of one thing, `reckoning` those of numbers that it computes.
    """

    attachments: AttachmentKinds = AttachmentKinds()
    honours: HonourWords = HonourWords()
    groups: GroupWords = GroupWords()
    fields: FieldWords = PLAIN_WORDS
    lists: ListWords = ListWords()
    table_titles: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    prose: ProseWords = ProseWords()
    claims: ClaimWords = ClaimWords()
    things: ThingWords = ThingWords()
    reckoning: ReckoningWords = ReckoningWords()
