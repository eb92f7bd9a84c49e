"""基本情况: composed from facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from reportgen.late_regex import late_regex
from reportgen.model.facts import FactDictionary, FactKind, Value
from reportgen.model.figure_source import fact_code
from reportgen.model.numbers import SQUARE_METRES_PER_MU, exact_arithmetic, format_short, settle
from reportgen.model.report import Block, Paragraph, Run
from reportgen.model.roles import Role
from reportgen.model.school import FigureKey
from reportgen.model.sourced_figure import sourced_figure
from reportgen.model.staff_total import doubtful_total
from reportgen.named_tuple import NamedTuple
from reportgen.sections.builder import Material, paragraph
from reportgen.sections.phrasing.already_said import already_said
from reportgen.sections.phrasing.clauses import is_stump
from reportgen.sections.printed_facts import printed_figures
from reportgen.sections.results.indicator_words import fact_noun
from reportgen.sections.room_names import is_one_of, rooms_among
from reportgen.sections.staff import staff_words

# What a text that introduces a school says of it.
_INTRODUCTION = late_regex(
    r"是一[所个座间处]|是所|位于|[坐座]落|地处|[创始兴筹]建于|创办于|建校于|前身"
)
_KIND = late_regex(r"是一[所个座间处]|是所")
_PLACE = late_regex(r"(?:位于|[坐座]落[于在]?|地处)([^，。；、\s]{2,})")
# The same, of a text about the grounds: where the school itself is, not one of its buildings.
_PLACED = r"(?:%s|%s|[我本][校园]|校园|校址)?(?:位于|[坐座]落|地处)|.*是一[所个座间处]"

OVERVIEW_PHRASE = "基本情况"
"""The phrase that tells what a school is."""


def build_basic_facts(material: Material) -> tuple[Block, ...]:
    """What the phrase 基本情况 says with the facts known, and the clerk's own text.

    The own text stands first where it introduces the school, else after the first paragraph; a
    text about the grounds that introduces it stands before both. Figures that they give are not
    said again; what they do not give (what school it is, its address) is said.
    """
    own = _own_words(material)
    said = material.say(OVERVIEW_PHRASE, _overview_values(own, material))
    before = 0 if own.introduces else 1
    return (*said[:before], *_connect(own.blocks, said[before:]))


class _OwnWords(NamedTuple):
    """What the clerk says of the school, as blocks and as one text: whether that `introduces` it,
    and `tells_kind`. `placing` is the fact about the grounds that stands first in it; empty: none.
    """

    blocks: tuple[Block, ...]
    text: str
    introduces: bool
    tells_kind: bool
    placing: str = ""


def _own_words(material: Material) -> _OwnWords:
    text = _own_text(material)
    introduces = _introduces(text, material)
    own = _OwnWords(material.whole("基本情况"), text, introduces, tells_kind=introduces)
    placing = "" if introduces else _placing_fact(material)
    if not placing:
        return own
    placed = str(material.once(school_values)[placing])
    blocks = (*map(paragraph, filter(None, placed.split("\n"))), *own.blocks)
    return _OwnWords(blocks, f"{placed}\n{text}", True, bool(_KIND.search(placed)), placing)


def _overview_values(own: _OwnWords, material: Material) -> Mapping[str, object]:
    """What the phrase is said with: without figures that the clerk's own texts give."""
    values = {**material.once(school_values)}
    values.pop(own.placing, None)
    values |= {"自述": own.text, "已介绍": own.introduces, "已述类型": own.tells_kind}
    values |= {"亩数": _given_in_mu(material)}
    values |= {
        name: value for (name, stage), value in material.once(printed_figures).items() if not stage
    }
    values["结构"] = {**staff_words(material), "不全": _may_lack_teachers(material)}
    values |= {"学校": _untold_address(values["学校"], own.text, own.tells_kind)}
    told = "\n".join((own.text, *_other_texts(material)))
    for name in already_said(told, values, material.dictionary):
        del values[name]
    return values | _rooms(values, material)


# Between the names of rooms; a longer name is a sentence.
_ROOM_MARKS, _LONGEST_ROOM = late_regex("[、，；]"), 12


def _rooms(values: Mapping[str, object], material: Material) -> dict[str, object]:
    """The rooms that are named and not counted, and those that are among the counted ones.

    Those stand behind the number (所含各室), by the name of the fact.
    """
    fact = material.dictionary.find_role(Role.ROOMS)
    text = values.get(fact.name) if fact is not None else None
    rooms = _ROOM_MARKS.split(text.strip("。 ")) if isinstance(text, str) else []
    counted = dict(_counted_rooms(values, material)) if rooms else {}
    if fact is None or not counted or max(map(len, rooms)) > _LONGEST_ROOM:
        return {"所含各室": {}}
    among = {name: rooms_among(rooms, room) for name, room in counted.items()}
    said = set(chain.from_iterable(among.values()))
    rest = [
        room
        for room in rooms
        if room not in said and not any(is_one_of(room, each) for each in counted.values())
    ]
    parts = {name: "、".join(found) for name, found in among.items() if found}
    return {"所含各室": parts, fact.name: "、".join(rest)}


def _counted_rooms(values: Mapping[str, object], material: Material) -> Iterator[tuple[str, str]]:
    """The facts that the phrase counts rooms by, with what the rooms are called."""
    for name in sorted(material.phrases.facts_in(OVERVIEW_PHRASE)):
        fact = material.dictionary.find(name)
        if fact is not None and fact.unit == "间" and values.get(name):
            yield name, fact_noun(fact)


def _may_lack_teachers(material: Material) -> bool:
    """Whether the number of teachers is that of a table that may not have them all."""
    facts = material.assessment.facts
    found = doubtful_total(
        material.school, material.dictionary, lambda name: facts.get((name, None))
    )
    return found is not None


def _given_in_mu(material: Material) -> dict[str, str]:
    """How many 亩 the areas are that the clerk gave in 亩."""
    found: dict[str, str] = {}
    for (name, stage), figure in material.school.figures.items():
        fact = material.dictionary.find(name) if figure.in_second_unit and not stage else None
        if fact is not None and fact.unit == "㎡" and isinstance(figure.value, Decimal):
            with exact_arithmetic():
                amount = settle(figure.value / SQUARE_METRES_PER_MU)
            found[name] = format_short(amount)
    return found


def _untold_address(values: object, text: str, kind_told: bool) -> object:
    """The school's values, without the address where the text gives it or a part of it.

    A text that says where the school is and what it is (`kind_told`) needs no other address.
    """
    if not isinstance(values, Mapping) or not (address := str(values.get("地址") or "")):
        return values
    places = _PLACE.findall(text)
    told = (kind_told and places) or address in text or any(each in address for each in places)
    return {**values, "地址": ""} if told else values


def _other_texts(material: Material) -> Iterator[str]:
    """The other texts of the clerk's own that the chapter prints whole."""
    for name in _texts_among(material.phrases.facts_in(OVERVIEW_PHRASE), material.dictionary):
        yield str(material.assessment.facts.get((name, None), ""))


@lru_cache(maxsize=16)
def _texts_among(names: frozenset[str], dictionary: FactDictionary) -> tuple[str, ...]:
    """Those of the facts that are texts, but for the one that names rooms."""
    facts = ((name, dictionary.find(name)) for name in names)
    told = ((name, fact) for name, fact in facts if fact is not None and fact.kind is FactKind.TEXT)
    return tuple(name for name, fact in told if fact.role is not Role.ROOMS)


def school_values(material: Material) -> dict[str, object]:
    """The names that phrases may use of a school: 学校, 年度, 各学段, every known fact."""
    school, facts = material.school, material.assessment.facts
    return {
        **{name: value for (name, stage), value in facts.items() if stage is None},
        "学校": {
            "名称": school.name,
            "类型": school.type.name,
            "称呼": school.type.noun,
            "所在区县": school.district,
            "地址": school.address,
            "代码": school.code,
        },
        "年度": school.settings.year,
        "分学段": school.type.is_combined,
        "各学段": [
            {
                "学段": str(stage),
                "部": material.dictionary.stages[stage].division,
                **{
                    name: sourced_value((name, each), value)
                    for (name, each), value in facts.items()
                    if each == stage
                },
            }
            for stage in school.type.stages
        ],
    }


def sourced_value(key: FigureKey, value: Value) -> Value:
    """The value of a fact; a number as its figure."""
    return sourced_figure(value, fact_code(*key)) if isinstance(value, Decimal) else value


def _own_text(material: Material) -> str:
    narrative = material.school.whole_sections.get("基本情况")
    return narrative.text if narrative is not None else ""


def _introduces(text: str, material: Material) -> bool:
    """Whether the clerk's text says which school it is about, so that it can stand first."""
    return material.school.name in text or _INTRODUCTION.search(text) is not None


def _placing_fact(material: Material) -> str:
    """The fact about the grounds, where its text begins with what school it is or where; empty:
    it does not, or the phrase says nothing of the grounds.
    """
    fact = material.dictionary.find_role(Role.SURROUNDINGS)
    text = material.assessment.facts.get((fact.name, None)) if fact is not None else None
    if fact is None or not text:
        return ""
    first, *_ = str(text).split("。")
    subjects = material.school.name, material.genre.terms.short
    placed = re.match(_PLACED % tuple(map(re.escape, subjects)), first)
    told = placed and fact.name in material.phrases.facts_in(OVERVIEW_PHRASE)
    return fact.name if told else ""


def _connect(own: tuple[Block, ...], said: Sequence[Paragraph]) -> tuple[Block, ...]:
    """The clerk's text and then what is said; a single short clause ends its last paragraph."""
    if own and len(said) == 1 and isinstance(own[-1], Paragraph):
        text = "".join(run.text for run in said[0].runs)
        if is_stump(text):
            return (*own[:-1], Paragraph((*own[-1].runs, Run(text))))
    return (*own, *said)
