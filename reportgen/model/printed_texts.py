"""Every text of a school's or a district's file that a report or another document prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model.school import Narrative, School
from reportgen.model.text_finding import TextPart
from reportgen.problems import Location


def printed_texts(school: School) -> tuple[Narrative, ...]:
    """The texts with their places; what is not given is left out."""
    texts = (
        *_heads(school),
        *titles(school),
        *_honours(school),
        *_plans(school),
        *_rows(school),
        *school.narratives,
    )
    return tuple([each for each in texts if each.text])


def texts_of_today(school: School) -> tuple[Narrative, ...]:
    """The texts but for plans, which say how things will be."""
    plans = frozenset(plans_of(school))
    return tuple([each for each in school.narratives if each not in plans])


def plans_of(school: School) -> tuple[Narrative, ...]:
    """The texts that say how things will be."""
    whole = [text for key, text in school.whole_sections.items() if key == "今后措施"]
    return (*[plan.content for plan in school.plans], *whole)


def headings_of_today(school: School) -> tuple[Narrative, ...]:
    """The title of the report and the headings over texts, but for those of plans."""
    of_plans = [each.title for each in school.plans]
    title = Narrative(school.settings.title, school.places.get("标题", school.location))
    return (title, *[each for each in titles(school) if each.text not in of_plans])


def texts_as_parts(narratives: Iterable[Narrative]) -> Iterator[TextPart]:
    """The lines of the texts, each with its place."""
    for narrative in narratives:
        for number, line in enumerate(narrative.text.split("\n")):
            yield TextPart(line, narrative.line_location(number))


def titles(school: School) -> tuple[Narrative, ...]:
    """What stands as headings over texts of the school's own."""
    return (
        *[Narrative(each.title, each.location) for each in school.measures],
        *[Narrative(each.title, each.location) for each in school.features],
        *[Narrative(each.title, each.location) for each in school.shortcomings],
        *[Narrative(each.title, each.location) for each in school.plans],
        *[Narrative(each.title, each.content.location) for each in school.chapters],
        *[Narrative(each.title, each.location) for each in school.settings.outline],
    )


def _heads(school: School) -> list[Narrative]:
    settings = school.settings
    given = {
        "名称": school.name,
        "所在区县": school.district,
        "地址": school.address,
        "代码": school.code,
        "标题": settings.title,
        "主送": settings.addressee,
        "署名": settings.signature,
    }
    places, usual = school.places, school.location
    heads = [Narrative(text, places.get(key, usual)) for key, text in given.items() if text]
    basis = _at(places.get("依据", usual), *settings.basis)
    return [*heads, *basis, *[Narrative(each.name, each.location) for each in settings.attachments]]


def _honours(school: School) -> Iterator[Narrative]:
    for each in school.achievements:
        yield from _at(each.location, each.name, each.level, each.awarded_by)


def _plans(school: School) -> Iterator[Narrative]:
    for each in school.plans:
        yield from _at(each.location, each.target, each.owner, each.deadline, each.progress)


def _rows(school: School) -> Iterator[Narrative]:
    for leader in school.leaders:
        yield from _at(leader.location, leader.role, leader.name, leader.post)
    for outlay in school.outlays:
        yield from _at(outlay.location, outlay.name, outlay.note)
    for document in school.evidence:
        yield from _at(document.location, document.name, document.kept)
    for figure in school.figures.values():
        if figure.labels:
            yield from _at(figure.location, *figure.labels)
    for picture in school.illustrations:
        yield from _at(picture.location, picture.caption)


def _at(place: Location, *texts: str) -> list[Narrative]:
    """Those of the texts that are given."""
    return [Narrative(text, place) for text in texts if text]
