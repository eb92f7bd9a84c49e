"""Paper, margins, lines a page and page numbers against their requirements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from reportgen.conformance.document import FormattedPageNumber, FormattedParagraph, FormattedSection
from reportgen.conformance.finding import LayoutPlace, Mismatch, describe_place, quote_words
from reportgen.conformance.manuscript import Manuscript, ParagraphRole
from reportgen.conformance.measures import (
    characters_a_line,
    line_pitch,
    lines_a_page,
    millimetres,
    plain,
    size_words,
)
from reportgen.model.layout_profile import Requirement
from reportgen.problems import Severity

_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_WHOLE = LayoutPlace("全文")
# 5.2.3 counts in characters of 3号.
_CHARACTER = 32
_EDGES = {"left": "居左", "right": "居右", "centre": "居中", "inside": "居内侧"}
_ACROSS = ("right", "left")
OUTSIDE = "奇数页居右、偶数页居左"


def check_paper(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The sheet, upright or on its side."""
    for place, section in _sections(manuscript):
        sides = sorted((millimetres(section.page.width), millimetres(section.page.height)))
        if any(
            abs(side - number) > requirement.tolerance
            for side, number in _pairs(sides, requirement)
        ):
            found = f"{plain(sides[0])}×{plain(sides[1])}毫米"
            yield Mismatch(place, found, requirement.weight)


def _pairs(sides: list[Decimal], requirement: Requirement) -> list[tuple[Decimal, Decimal]]:
    return list(zip(sides, sorted(requirement.numbers), strict=True))


def margin_check(edge: int) -> Callable[[Manuscript, Requirement], Iterator[Mismatch]]:
    """The check of one margin of upright pages."""

    def check(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
        for place, section in _sections(manuscript):
            found = millimetres(section.page.margins[edge])
            severity = requirement.judge_number(found)
            if severity and not section.page.lies:
                yield Mismatch(place, f"{plain(found)}毫米", severity)

    return check


check_top = margin_check(_TOP)
check_binding = margin_check(_LEFT)


def check_text_area(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The text area of upright pages."""
    yield from _text_areas(manuscript, requirement, lies=False)


def check_turned_text_area(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The text area of pages on their side: that of the upright page, turned with it."""
    yield from _text_areas(manuscript, requirement, lies=True)


def _text_areas(
    manuscript: Manuscript, requirement: Requirement, *, lies: bool
) -> Iterator[Mismatch]:
    for place, section in _sections(manuscript):
        sides = [millimetres(side) for side in section.page.text_area]
        off = any(
            abs(side - number) > requirement.tolerance
            for side, number in _pairs(sorted(sides), requirement)
        )
        if section.page.lies == lies and off:
            yield Mismatch(
                place, f"宽{plain(sides[0])}毫米、高{plain(sides[1])}毫米", requirement.weight
            )


def check_lines(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """How many lines a page holds at the pitch that most of the body has; nothing where that
    cannot be known.
    """
    found = _usual_body(manuscript)
    if found is None:
        return
    paragraph, section = found
    pitch = line_pitch(paragraph, section)
    if pitch.points is None:
        return
    lines = lines_a_page(section, pitch.points)
    severity = requirement.judge_number(Decimal(lines))
    if severity:
        yield Mismatch(_WHOLE, f"正文每行{plain(pitch.points)}磅，一页排得下{lines}行", severity)


def check_characters(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """How many characters a line of the body holds; nothing where its type is of another size."""
    found = _usual_body(manuscript)
    if found is None:
        return
    paragraph, section = found
    if paragraph.look.size != _CHARACTER:
        return
    characters = characters_a_line(manuscript.document, paragraph, section)
    severity = requirement.judge_number(Decimal(characters))
    if severity:
        yield Mismatch(_WHOLE, f"一行排得下{characters}字", severity)


def _usual_body(manuscript: Manuscript) -> tuple[FormattedParagraph, FormattedSection] | None:
    """A paragraph like most of the body's on upright pages, by type and lines, and its pages."""
    upright = {
        at for at, section in enumerate(manuscript.document.sections) if not section.page.lies
    }
    texts = manuscript.of(ParagraphRole.BODY, ParagraphRole.ITEM)
    # A body may run on from its headings alone.
    texts = texts or tuple(
        part for part in manuscript.of(ParagraphRole.HEADING) if part.heading_end is not None
    )
    body = [part.paragraph for part in texts if part.paragraph.section in upright]
    if not body:
        return None
    kinds = Counter(
        (each.look.size, each.look.tracking, each.shape.spacing, each.section) for each in body
    )
    usual = kinds.most_common(1)[0][0]
    shown = next(
        each
        for each in body
        if (each.look.size, each.look.tracking, each.shape.spacing, each.section) == usual
    )
    return shown, manuscript.document.sections[shown.section]


def check_page_number(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """That there is one at all."""
    if not any(_numbers(section) for section in manuscript.document.sections):
        yield Mismatch(_WHOLE, "没有找到页码", requirement.weight)


def check_first_page(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """That a first page with a footer of its own has a number too."""
    for place, section in _sections(manuscript):
        if section.page.own_first_page and _numbers(section) and not section.numbers.get("first"):
            yield Mismatch(place, "设了“首页不同”，首页没有页码", requirement.weight)


def check_page_number_form(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """A dash on either side of an Arabic number."""
    for place, section in _sections(manuscript):
        for number in _numbers(section):
            severity = requirement.judge_word(" ".join(number.text.split()))
            if severity:
                yield Mismatch(place, f"写成“{' '.join(number.text.split())}”", severity)
        if _numbers(section) and section.page.number_form not in ("decimal", "numberInDash"):
            yield Mismatch(place, "不是阿拉伯数字", requirement.weight)


def check_page_number_font(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The typeface of the digits."""
    for place, section in _sections(manuscript):
        for number in _numbers(section):
            severity = requirement.judge_word(number.look.latin)
            if severity:
                yield Mismatch(place, number.look.latin or "没有指定", severity)


def check_page_number_size(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The size of the digits."""
    for place, section in _sections(manuscript):
        for number in _numbers(section):
            severity = requirement.judge_number(number.look.points)
            if severity:
                yield Mismatch(place, size_words(number.look.points), severity)


def check_page_number_place(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """Outside: right on odd pages, left on even ones. A place that cannot be told is passed
    over.
    """
    for place, section in _sections(manuscript):
        if section.page.lies:
            continue
        if any(number.in_header for number in _numbers(section)):
            yield Mismatch(place, "在页眉里", requirement.weight)
            continue
        words = _placed(section, manuscript.document.odd_and_even)
        severity = requirement.judge_word(words) if words else None
        if severity:
            yield Mismatch(place, words, severity)


def _placed(section: FormattedSection, odd_and_even: bool) -> str:
    """Where the numbers stand, in words; empty where that cannot be told."""
    odd = _place(section, "default")
    even = _place(section, "even") if odd_and_even else odd
    if "" in (odd, even) or "turned" in (odd, even):
        return ""
    if (odd, even) == _ACROSS or odd == even == "outside":
        return OUTSIDE
    if odd == even:
        return _EDGES[odd] if odd == "centre" else f"奇数页、偶数页都{_EDGES.get(odd, odd)}"
    return f"奇数页{_EDGES.get(odd, odd)}、偶数页{_EDGES.get(even, even)}"


def _place(section: FormattedSection, kind: str) -> str:
    places = {number.place for number in section.numbers.get(kind, ())}
    return places.pop() if len(places) == 1 else ""


def check_page_number_indent(
    manuscript: Manuscript, requirement: Requirement
) -> Iterator[Mismatch]:
    """One character in from the outer edge; a number in a frame or in the middle is passed over."""
    for place, section in _sections(manuscript):
        for number in _numbers(section):
            if number.place not in _ACROSS or number.indent is None or section.page.lies:
                continue
            severity = requirement.judge_number(number.indent)
            if severity:
                yield Mismatch(place, f"离版心边缘{plain(number.indent)}字", severity)


def check_page_number_distance(
    manuscript: Manuscript, requirement: Requirement
) -> Iterator[Mismatch]:
    """How far the number's middle is below the text area; only where it stands alone in the
    footer.
    """
    for place, section in _sections(manuscript):
        for number in _numbers(section):
            if number.height is None or number.in_header or section.page.lies:
                continue
            below = millimetres(
                int(section.page.margins[_BOTTOM] - section.page.footer - number.height / 2)
            )
            severity = requirement.judge_number(below)
            if severity:
                yield Mismatch(place, f"在版心下边缘之下约{plain(below)}毫米", severity)


def check_turned_page_number(
    manuscript: Manuscript, requirement: Requirement
) -> Iterator[Mismatch]:
    """On a page on its side the number stands where it does on the others, turned with the page."""
    for place, section in _sections(manuscript):
        if section.page.lies and any(
            number.place not in ("turned", "") for number in _numbers(section)
        ):
            yield Mismatch(place, "横放在页面下方", requirement.weight)


def _numbers(section: FormattedSection) -> tuple[FormattedPageNumber, ...]:
    return tuple(
        number for kind in ("default", "even", "first") for number in section.numbers.get(kind, ())
    )


def _sections(manuscript: Manuscript) -> Iterator[tuple[LayoutPlace, FormattedSection]]:
    sections = manuscript.document.sections
    for number, section in enumerate(sections, 1):
        begins = f"（从{quote_words(section.begins_with)}起）" if section.begins_with else ""
        yield (
            LayoutPlace("页面设置")
            if len(sections) == 1
            else LayoutPlace(f"第{number}节页面设置", begins),
            section,
        )


def check_line_pitch(manuscript: Manuscript, requirement: Requirement) -> Iterator[Mismatch]:
    """The distance of lines of the body and its headings."""
    sections = manuscript.document.sections
    for part in manuscript.of(
        ParagraphRole.BODY, ParagraphRole.ITEM, ParagraphRole.HEADING, ParagraphRole.LIST
    ):
        if part.paragraph.section >= len(sections):
            continue
        pitch = line_pitch(part.paragraph, sections[part.paragraph.section])
        severity: Severity | None = requirement.weight
        if pitch.points is not None:
            severity = requirement.judge_number(pitch.points)
        if severity:
            yield Mismatch(describe_place(part), pitch.words, severity)
