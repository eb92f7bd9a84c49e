"""The outline → the sections of the report, numbered, and what the outline leaves out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from reportgen.model.opening_advice import NO_TEXTS
from reportgen.model.report import Block, Heading, Section
from reportgen.model.school import OF_VERDICTS, OutlineEntry, OwnChapter, School
from reportgen.problems import Location, Problem, error, warning
from reportgen.sections.achievements import build_achievements
from reportgen.sections.attainment import build_attainment
from reportgen.sections.basic_facts import build_basic_facts
from reportgen.sections.builder import AS_TABLE, ITEM_BY_ITEM, Builder, Material
from reportgen.sections.evidence import build_evidence
from reportgen.sections.features import build_features
from reportgen.sections.illustrations import Illustrating, check_illustrations
from reportgen.sections.leaders import build_leaders, check_leaders, is_usual, place_leaders
from reportgen.sections.levels import has_points, under_heading
from reportgen.sections.measures import build_measures
from reportgen.sections.outlays import build_outlays
from reportgen.sections.plans import build_plans
from reportgen.sections.shortcomings import build_shortcomings
from reportgen.sections.staff import build_staff
from reportgen.sections.typed.bare_headings import check_headings
from reportgen.sections.typed.numbering import Numbering
from reportgen.sections.typed.passed_over import check_passed_over
from reportgen.steps import Steps, finish
from reportgen.words.nearest import ask_nearest, suggest
from reportgen.words.ordinals import strip_ordinal

# A section is one file and one line here.
BUILDERS: Mapping[str, Builder] = {
    "基本情况": build_basic_facts,
    "达标情况": build_attainment,
    "主要措施": build_measures,
    "取得成绩": build_achievements,
    "存在问题": build_shortcomings,
    "今后措施": build_plans,
    "投入明细": build_outlays,
    "领导小组": build_leaders,
    "办学特色": build_features,
    "教师结构": build_staff,
    "佐证材料": build_evidence,
}

# What only some schools have: an entry of the outline that holds nothing else is not missed.
_NOT_MISSED = frozenset({"投入明细", "领导小组", "办学特色", "教师结构", "佐证材料"})
# A part that no entry of the outline names stands in front of another: who leads, before what was
# done.
_IN_FRONT = {"领导小组": "主要措施"}

# The ways besides the usual one in which a part may be written, as the outline names them (写法).
STYLES: Mapping[str, tuple[str, ...]] = {
    "达标情况": (ITEM_BY_ITEM,),
    "县级指标": (ITEM_BY_ITEM,),
    "取得成绩": (AS_TABLE,),
}


# The blocks of a file that parts are made of, where they have another name.
_BLOCKS = {"取得成绩": "成绩", "办学特色": "特色", "投入明细": "投入"}

_HONOURS = "取得成绩"
_PROBLEMS_AND_PLANS = ("存在问题", "今后措施")

# Of these a lone item is a sentence of the chapter, not a title within it.
_SENTENCES = frozenset({*_PROBLEMS_AND_PLANS, "主要措施", "办学特色"})

LEFT_OUT = "left_out"
"""The code of what is said of content that has no place in the outline."""

# An entry of the outline and the section it became; None where nothing fills it.
FilledEntry = tuple[OutlineEntry, Section | None]
# A part of an entry and what it holds.
FilledPart = tuple[str, tuple[Block, ...]]
# What makes a part of the outline, by the part's name.
Parts = Mapping[str, Callable[[], tuple[Block, ...]]]


def fill_outline(material: Material, default: Sequence[OutlineEntry]) -> tuple[FilledEntry, ...]:
    """The numbered sections of the school's own outline, or else of the default one."""
    return finish(filling_outline(material, default))


def filling_outline(
    material: Material, default: Sequence[OutlineEntry]
) -> Steps[tuple[FilledEntry, ...]]:
    """As `fill_outline`, a chapter a step."""
    known = replace(material, outline=arrange(material, default))
    parts = {name: partial(known.build, name, build) for name, build in BUILDERS.items()}
    return filling_parts(material, default, parts)


def filling_parts(
    material: Material, default: Sequence[OutlineEntry], parts: Parts
) -> Steps[tuple[FilledEntry, ...]]:
    """The numbered sections of the outline; parts not in `parts` are chapters of the file."""
    numbering, pictures = Numbering(), Illustrating(material.school)
    filled: list[FilledEntry] = []
    usual = _put_in_front(default, {part for entry in default for part in entry.parts})
    for entry in arrange(material, default):
        blocks = tuple(_entry_blocks(entry, material, parts, pictures))
        if material.school.leaders and is_usual(entry, usual):
            blocks = place_leaders(blocks, material)
        section = _section(entry, blocks, numbering) if blocks else None
        filled.append((entry, section))
        yield
    return tuple(filled)


def _names_of(part: str, entry: OutlineEntry) -> tuple[str, ...]:
    """The names of the part; the last of an entry ends what goes by the entry's own name too."""
    if part != entry.parts[-1]:
        return (part,)
    return (part, *(name for name in (entry.key, entry.title) if name not in entry.parts))


def _entry_blocks(
    entry: OutlineEntry, material: Material, parts: Parts, pictures: Illustrating
) -> Iterator[Block]:
    """What fills the entry, part by part."""
    built = [
        (part, tuple(pictures.illustrate(_build_part(part, material, parts), names)))
        for part, names in ((part, _names_of(part, entry)) for part in entry.parts)
    ]
    return _join_parts([(part, blocks) for part, blocks in built if blocks], material)


def _join_parts(filled: Sequence[FilledPart], material: Material) -> Iterator[Block]:
    """The parts one after another; between problems and measures under one title stands a sentence.

    Each of the two has a heading where the problems have: measures are not counted on from them.
    """
    names = tuple(part for part, _ in filled)
    joined = any(pair == _PROBLEMS_AND_PLANS for pair in pairwise(names))
    headed = joined and has_points(dict(filled)[_PROBLEMS_AND_PLANS[0]])
    hanging = False
    for part, blocks in filled:
        if joined and part == _PROBLEMS_AND_PLANS[1] and _has_plans(material):
            blocks = (*material.say("过渡", {}), *blocks)
        # Honours would else belong to the last of the headings above.
        if hanging and part == _HONOURS and not _has_heading(blocks):
            blocks = (Heading(2, _HONOURS), *blocks)
        hanging = hanging or _has_heading(blocks)
        yield from under_heading(part, blocks) if headed and part in _PROBLEMS_AND_PLANS else blocks


def _has_heading(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Heading) for block in blocks)


def _has_plans(material: Material) -> bool:
    return bool(material.school.plans) or "今后措施" in material.school.whole_sections


def _section(entry: OutlineEntry, blocks: tuple[Block, ...], numbering: Numbering) -> Section:
    heading = Heading(1, strip_ordinal(entry.title))
    run_in = not _SENTENCES.isdisjoint(entry.parts)
    return Section(entry.key, heading.text, numbering.number((heading, *blocks), run_in))


def arrange(material: Material, default: Sequence[OutlineEntry]) -> tuple[OutlineEntry, ...]:
    """The outline with the school's own chapters that it does not name put in their places.

    Chapters that follow the same one keep the order of the file; one that follows none of them
    stands at the end.
    """
    outline = material.school.settings.outline or default
    named = {part for entry in outline for part in entry.parts}
    own = [each for each in material.school.chapters if each.title not in named]
    return _put_in_front(_with_followers(outline, own), named)


def _with_followers(
    outline: Sequence[OutlineEntry], chapters: Sequence[OwnChapter]
) -> tuple[OutlineEntry, ...]:
    """The outline, and behind each of its entries the chapters that follow it."""
    entries = (*outline, *map(_own_entry, chapters))
    places = _places_by_name(entries)
    followers: dict[int | None, list[int]] = {}
    for place, chapter in enumerate(chapters, len(outline)):
        followers.setdefault(places.get(chapter.after), []).append(place)
    placed: dict[int, OutlineEntry] = {}
    # Chapters that follow one another in a ring are behind no entry: they come last.
    own = range(len(outline), len(entries))
    waiting = [*reversed((*range(len(outline)), *followers.get(None, ()), *own))]
    while waiting:
        place = waiting.pop()
        if place not in placed:
            placed[place] = entries[place]
            waiting += reversed(followers.get(place, ()))
    return tuple(placed.values())


def _own_entry(chapter: OwnChapter) -> OutlineEntry:
    title = chapter.title
    return OutlineEntry(title, title, (title,), chapter.content.location)


def _places_by_name(entries: Sequence[OutlineEntry]) -> dict[str, int]:
    """The place of the entry of each name, else of the one that holds the part of that name."""
    backwards = [*enumerate(entries)][::-1]
    holding = {part: place for place, each in backwards for part in each.parts}
    named = {name: place for place, each in backwards for name in (each.title, each.key)}
    return {**holding, **named}


def _put_in_front(entries: Sequence[OutlineEntry], named: set[str]) -> tuple[OutlineEntry, ...]:
    """The entries with the parts that they do not name in front of those that they belong to."""
    for part, before in _IN_FRONT.items():
        if part not in named:
            entries = [
                each._replace(parts=_with_front(each.parts, part, before)) for each in entries
            ]
    return tuple(entries)


def _with_front(parts: tuple[str, ...], part: str, before: str) -> tuple[str, ...]:
    if before not in parts:
        return parts
    at = parts.index(before)
    return (*parts[:at], part, *parts[at:])


def check_outline(material: Material, filled: Sequence[FilledEntry]) -> tuple[Problem, ...]:
    """Parts that nothing fills, and what the outline leaves unsaid."""
    parts = {part for entry, _ in filled for part in entry.parts}
    return (
        *check_parts(material, filled, BUILDERS),
        *_check_unsaid(material, parts),
        *check_leaders(material),
    )


def check_parts(
    material: Material, filled: Sequence[FilledEntry], known: Collection[str]
) -> tuple[Problem, ...]:
    """Parts named twice, parts that nothing fills, chapters after one that is not there, and
    headings that nothing stands under.
    """
    sections = [section for _, section in filled if section]
    return (
        *_check_twice(filled),
        *_check_styles(filled),
        *_check_filled(material, filled, known),
        *_check_places(material, filled, known),
        *check_illustrations(material.school, sections),
        *check_headings(material.school, sections),
        *check_passed_over(material.school),
    )


def _build_part(part: str, material: Material, parts: Parts) -> tuple[Block, ...]:
    """What the program makes of the part, then the school's own chapter of that name."""
    made = parts[part]() if part in parts else ()
    chapter = next((each for each in material.school.chapters if each.title == part), None)
    return (*made, *material.narrative(chapter.content)) if chapter else made


def _check_twice(filled: Sequence[FilledEntry]) -> Iterator[Problem]:
    seen: dict[str, OutlineEntry] = {}
    for entry, _ in filled:
        for part in entry.parts:
            if part in seen:
                message = f"提纲里“{part}”写了两次（“{seen[part].title}”和“{entry.title}”）"
                yield error("section_twice", message, entry.location, "请只留一处")
            seen.setdefault(part, entry)


def _check_styles(filled: Sequence[FilledEntry]) -> Iterator[Problem]:
    for entry, _ in filled:
        known = [style for part in entry.parts for style in STYLES.get(part, ())]
        if entry.style and entry.style not in known:
            message = f"“{entry.title}”没有“{entry.style}”这种写法"
            hint = suggest(entry.style, known) if known else "请删去“写法”，这一章只有一种写法"
            yield error("unknown_style", message, entry.location, hint)


def _check_filled(
    material: Material, filled: Sequence[FilledEntry], builders: Collection[str]
) -> Iterator[Problem]:
    known = [*builders, *(chapter.title for chapter in material.school.chapters)]
    for entry, _ in filled:
        for part in entry.parts:
            if part not in known:
                where = "“章节”表里" if entry.location.cell else "“章节:”下"
                hint = ask_nearest(part, known, f"请在{where}写出这一章")
                yield error("unknown_section", f"提纲里的“{part}”没有内容", entry.location, hint)
    yield from _check_empty(material, filled)


def _check_empty(material: Material, filled: Sequence[FilledEntry]) -> Iterator[Problem]:
    """The chapters that nothing fills: at their places, or once of whoever cannot fill them."""
    school, is_own = material.school, bool(material.school.settings.outline)
    not_missed = _not_missed(material, is_own)
    missed = [each for each, section in filled if section is None]
    missed = [each for each in missed if not not_missed.issuperset(each.parts)]
    if school.is_table_row:
        yield from _tell_of_table(school.file, missed)
        return
    for entry in missed:
        place = entry.location if is_own else _whole_file(material, entry.key)
        hint = f"请补上内容{_other_way(school, is_own=is_own)}"
        yield warning("empty_section", _EMPTY.format(f"“{entry.title}”"), place, hint)


_EMPTY = "{}没有内容，报告里省去了"


def _tell_of_table(file: str, missed: Sequence[OutlineEntry]) -> Iterator[Problem]:
    """Once of the chapters that verdicts would fill, and once of those that only texts fill."""
    judged = [each for each in missed if each.key in OF_VERDICTS]
    for entries in (judged, [each for each in missed if each not in judged]):
        titles = "".join(f"“{each.title}”" for each in entries)
        if titles:
            place = Location(file, path=entries[0].key)
            yield warning("empty_section", _EMPTY.format(titles), place, NO_TEXTS)


def _other_way(school: School, *, is_own: bool) -> str:
    """How to do without a chapter, where there is an outline to change."""
    if school.next_cells:
        return "；不要这一章的，把“提纲”里它那一行清空"
    by_hand = not school.data_location.cell and not school.in_page
    return "，或改提纲" if is_own or by_hand else ""


def _not_missed(material: Material, is_own: bool) -> frozenset[str]:
    """The parts that a report need not have: without a standard nothing is judged."""
    judged = is_own or material.assessment.standards
    return _NOT_MISSED if judged else _NOT_MISSED | {"达标情况"}


def _check_places(
    material: Material, filled: Sequence[FilledEntry], builders: Collection[str]
) -> Iterator[Problem]:
    chapters = material.school.chapters
    placed = [chapter for chapter in chapters if chapter.after]
    if not placed:
        return
    titles = {name for entry, _ in filled for name in (entry.key, entry.title)}
    known = {*builders, *(each.title for each in chapters), *titles}
    for chapter in placed:
        if chapter.after not in known:
            message = f"“之后: {chapter.after}”不是已有的章节"
            yield error("unknown_section", message, chapter.content.location, "请写章节的名称")


def _check_unsaid(material: Material, parts: set[str]) -> Iterator[Problem]:
    school = material.school
    outline = school.settings.outline
    given = {
        "达标情况": bool(material.assessment.standards),
        "存在问题": bool(material.assessment.failing or school.shortcomings),
        "今后措施": bool(material.assessment.failing or school.plans),
        "主要措施": bool(school.measures),
        "取得成绩": bool(school.achievements),
        "投入明细": bool(school.outlays),
        "领导小组": bool(school.leaders),
        "办学特色": bool(school.features or "特色" in school.whole_sections),
    }
    for part, has_content in given.items():
        if has_content and part not in parts:
            yield warn_of_unsaid(
                part, outline[0].location if outline else _whole_file(material, part)
            )


def _whole_file(material: Material, key: str) -> Location:
    """Where the part is filled in: the next free line of its table in a form."""
    school, block = material.school, _BLOCKS.get(key, key)
    usual = school.data_location.cell if school.next_cells else ""
    return Location(school.file, path=key, cell=school.next_cells.get(block, usual))


def warn_of_unsaid(part: str, place: Location) -> Problem:
    """The warning of a part that has content and no place in the outline."""
    message = f"提纲里没有“{part}”，但有这方面的内容"
    where = f"“提纲”表里加一行，“章节”选“{part}”" if place.cell else f"“提纲:”里加上“{part}”"
    return warning(LEFT_OUT, message, place, f"请在{where}，否则不会写进报告")
