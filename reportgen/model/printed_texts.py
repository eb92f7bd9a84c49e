"""Every text of a school's or a district's file that a report or another document prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.model.school import Narrative, School
from reportgen.model.text_finding import TextPart
from reportgen.problems import Location


def printed_texts(school: School) -> Iterator[Narrative]:
    """The texts with their places; what is not given is left out."""
    for text in _all_texts(school):
        if text.text:
            yield text


def _all_texts(school: School) -> Iterator[Narrative]:
    yield from _heads(school)
    yield from titles(school)
    yield from _honours(school)
    yield from _plans(school)
    yield from _rows(school)
    yield from school.narratives


def texts_of_today(school: School) -> Iterator[Narrative]:
    """The texts but for plans, which say how things will be."""
    plans = frozenset(plans_of(school))
    yield from (narrative for narrative in school.narratives if narrative not in plans)


def plans_of(school: School) -> Iterator[Narrative]:
    """The texts that say how things will be."""
    yield from (plan.content for plan in school.plans)
    yield from (text for key, text in school.whole_sections.items() if key == "今后措施")


def headings_of_today(school: School) -> Iterator[Narrative]:
    """The title of the report and the headings over texts, but for those of plans."""
    of_plans = [each.title for each in school.plans]
    yield Narrative(school.settings.title, school.places.get("标题", school.location))
    yield from (each for each in titles(school) if each.text not in of_plans)


def texts_as_parts(narratives: Iterable[Narrative]) -> Iterator[TextPart]:
    """The lines of the texts, each with its place."""
    for narrative in narratives:
        for number, line in enumerate(narrative.text.split("\n")):
            yield TextPart(line, narrative.line_location(number))


def titles(school: School) -> Iterator[Narrative]:
    """What stands as headings over texts of the school's own."""
    for titled in (school.measures, school.features, school.shortcomings, school.plans):
        yield from (Narrative(each.title, each.location) for each in titled)
    yield from (Narrative(each.title, each.content.location) for each in school.chapters)
    outline = school.settings.outline
    yield from (Narrative(each.title, each.location) for each in outline)


def _heads(school: School) -> Iterator[Narrative]:
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
    for key, text in given.items():
        yield Narrative(text, school.places.get(key, school.location))
    place = school.places.get("依据", school.location)
    yield from (Narrative(text, place) for text in settings.basis)
    yield from (Narrative(each.name, each.location) for each in settings.attachments)


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


def _at(place: Location, *texts: str) -> Iterator[Narrative]:
    return (Narrative(text, place) for text in texts)
