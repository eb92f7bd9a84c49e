"""A source as it stands in Word → what docxtpl's patching would lose of it without a word.

Patching joins a tag that is not closed to the next one, whatever stands between, and puts `{%p`,
`{%tr` and `{%tc` tags in the place of the whole paragraph, row or cell around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import chain, pairwise, zip_longest

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, error
from reportgen.render.places import Finding, WordPlace
from reportgen.render.reading import Aside, Element, SourceParagraph, SourceReading
from reportgen.templating.tags import Tag, TagFault, read_tags

# What a tag stands for that removes its surroundings: the element, its name, and where the tag
# belongs.
_REMOVED = {
    "p": ("w:p", "段", "请让它独占一段"),
    "tr": ("w:tr", "行", "请在上面或下面另插一行，只写这个标签"),
    "tc": ("w:tc", "格", "请在旁边另插一格，只写这个标签"),
}
_REMOVING = late_regex(r"\{[{%#](p|tr|tc) ")
_JINJA = late_regex(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_COMMENT = late_regex(r"\{(?:<[^>]*>)*#.*?#(?:<[^>]*>)*\}", re.DOTALL)
# What docxtpl takes away with a comment of its own, as its pattern has it.
_COMMENTED_OUT = {
    name: late_regex(
        rf"<w:{name}[ >](?:(?!<w:{name}[ >]).)*\{{#{name} [^}}#]*#\}}.*?</w:{name}>", re.DOTALL
    )
    for name in ("tr", "tc", "p")
}
_XML = late_regex(r"<[^>]*>")
_JOINED = late_regex(r"\{\n[{%#]|[}%#]\n\}")
_SHOWN = 20
MINUS = late_regex(r"\{[{%]-|-[%}]\}")
"""The braces that take the white space beside them away, and with it, in Word, whole paragraphs."""


class Where(NamedTuple):
    """A part of a template file, as messages call it; `member` is its name in the package."""

    file: str
    part: str
    member: str = ""

    def finding(
        self,
        code: str,
        message: str,
        hint: str,
        place: WordPlace,
        at: int = -1,
    ) -> Finding:
        """What is wrong at that place, in the paragraph of that number: an error."""
        problem = error(code, message, Location(self.file, path=str(place)), hint)
        return Finding(problem, place, at, self.member)

    def at(
        self,
        code: str,
        message: str,
        hint: str,
        entry: SourceParagraph | Aside,
        start: int = 0,
    ) -> Finding:
        """What is wrong in a paragraph or an aside, at that position in its text: an error."""
        paragraph = entry.paragraph if isinstance(entry, Aside) else entry
        number = paragraph.number if paragraph else -1
        return self.finding(code, message, hint, entry.place.around(entry.text, start), number)


def check_text(text: str, where: Where) -> tuple[Finding, ...]:
    """What is wrong with the tags of a plain text."""
    place = WordPlace(where.part)
    return tuple(
        where.finding("template_tag", fault.message, fault.hint, place.around(text, fault.at))
        for fault in read_tags(text).faults
    )


def check_markup(source: SourceReading, where: Where) -> tuple[Finding, ...]:
    """Tags that are not whole in their paragraph, and texts beside tags that would remove them."""
    return tuple(find_half_tags(source, where)) or tuple(find_removed_texts(source, where))


def find_half_tags(source: SourceReading, where: Where) -> Iterator[Finding]:
    """Tags that are not whole in their paragraph, and braces that would make one of two
    paragraphs.
    """
    yield from _half_tags(source, where)
    yield from _joined(source.paragraphs, where)


def _half_tags(source: SourceReading, where: Where) -> Iterator[Finding]:
    faults = [(entry, fault) for entry in source.entries for fault in _faults_of(entry)]
    done = False
    for (entry, fault), following in zip_longest(faults, faults[1:]):
        if done:
            done = False
            continue
        whole = _torn_tag(entry, fault, following)
        done = bool(whole)
        yield _torn(entry, fault, whole, where) if whole else _tag_finding(entry, fault, where)


def _faults_of(entry: SourceParagraph | Aside) -> Iterator[TagFault]:
    """What is wrong with its tags; an aside may end what another program began."""
    for fault in entry.read().faults:
        if isinstance(entry, SourceParagraph) or fault.is_open:
            yield fault


Half = tuple[SourceParagraph | Aside, TagFault]


def _torn_tag(entry: SourceParagraph | Aside, fault: TagFault, following: Half | None) -> str:
    """The tag whose other half stands in the next paragraph or cell; empty where it is none."""
    if following is None or following[0] is entry or not fault.is_open or following[1].is_opening:
        return ""
    other, end = following
    whole = f"{entry.text[fault.at :]}{other.text[: end.at + 2]}"
    tags = read_tags(whole).tags
    return whole if len(tags) == 1 and tags[0].text == whole else ""


def _torn(entry: SourceParagraph | Aside, fault: TagFault, whole: str, where: Where) -> Finding:
    where_to = "同一格的同一段" if entry.place.table else "同一段"
    message = f"“{whole}”的开头和结尾不在同一段里"
    hint = f"请写在{where_to}里：{whole}"
    return where.at("template_tag", message, hint, entry, fault.at)


def _tag_finding(entry: SourceParagraph | Aside, fault: TagFault, where: Where) -> Finding:
    return where.at("template_tag", fault.message, fault.hint, entry, fault.at)


def _joined(paragraphs: Iterable[SourceParagraph], where: Where) -> Iterator[Finding]:
    told = [paragraph for paragraph in paragraphs if paragraph.text]
    for first, second in pairwise(told):
        last, next_ = first.text[-1], second.text[0]
        if _JOINED.match(f"{last}\n{next_}"):
            message = f"这一段以“{last}”结尾，下一段以“{next_}”开头，两段会并成一段"
            hint = "请在两个符号之间加一个空格或别的字"
            yield where.at("template_tag", message, hint, first, len(first.text))


def find_removed_texts(source: SourceReading, where: Where) -> Iterator[Finding]:
    """Tags that take the whole paragraph, row or cell they stand in, where that holds something
    else.
    """
    told: set[Element] = set()
    paragraphs = source.paragraphs
    for at, paragraph, tag, kind in _removing_tags(paragraphs):
        element, name, remedy = _REMOVED[kind]
        removed = paragraph.find(element)
        if removed is None:
            message = f"“{tag.text}”要写在表格里"
            hint = f"请把它移到表格里独占一{name}；控制整段的写成 {{%p … %}}"
            yield where.at("template_tag", message, hint, paragraph, tag.start)
        elif removed not in told and (lost := _lost(_inside(removed, paragraphs, at), tag)):
            told.add(removed)
            shown = f"{lost[:_SHOWN]}…" if len(lost) > _SHOWN else lost
            message = f"“{tag.text}”会去掉所在的整{name}，同{name}的“{shown}”也就没有了"
            yield where.at("template_lost_text", message, remedy, paragraph, tag.start)


def _removing_tags(
    paragraphs: Sequence[SourceParagraph],
) -> Iterator[tuple[int, SourceParagraph, Tag, str]]:
    """Each such tag, with its paragraph, where that stands among them, and what it removes."""
    for at, paragraph in enumerate(paragraphs):
        for tag in paragraph.read().tags:
            if kind := _REMOVING.match(tag.text):
                yield at, paragraph, tag, kind[1]


def _inside(
    element: Element, paragraphs: Sequence[SourceParagraph], at: int
) -> Sequence[SourceParagraph]:
    """The paragraphs in an element that holds the one at that place: they stand side by side."""
    first, end = at, at + 1
    while first and element in paragraphs[first - 1].around:
        first -= 1
    while end < len(paragraphs) and element in paragraphs[end].around:
        end += 1
    return paragraphs[first:end]


def _lost(inside: Sequence[SourceParagraph], tag: Tag) -> str:
    """What stands in an element besides the first tag that would remove it, and comments; `tag` is
    one of them.
    """
    if len(inside) == 1 and inside[0].text == tag.text:
        return ""
    pieces = [
        piece for piece in chain.from_iterable(map(_pieces, inside)) if not piece.startswith("{#")
    ]
    first = next((at for at, piece in enumerate(pieces) if _REMOVING.match(piece)), len(pieces))
    return "".join(pieces[:first] + pieces[first + 1 :]).strip()


def _pieces(paragraph: SourceParagraph) -> Iterator[str]:
    """The text cut into tags and what stands between them."""
    text, at = paragraph.text, 0
    for tag in paragraph.read().tags:
        yield text[at : tag.start]
        yield tag.text
        at = tag.start + len(tag.text)
    yield text[at:]


def check_kept(xml: str, patched: str, source: SourceReading, where: Where) -> tuple[Finding, ...]:
    """A finding where text is gone that stood in the source before it was patched."""
    xml = _COMMENT.sub(lambda found: _XML.sub("", found[0]), xml)
    for name, pattern in _COMMENTED_OUT.items():
        xml = pattern.sub("", xml) if f"{{#{name} " in xml else xml
    before = "".join(_JINJA.sub("", _XML.sub("", xml)).split())
    after = "".join(_XML.sub("", _JINJA.sub("", patched)).split())
    if before == after:
        return ()
    at = next(
        (at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]),
        len(after),
    )
    message = "这里的文字会被旁边的标签去掉"
    hint = "请把标签与文字分成两段；不要用 {%- 和 -%}"
    lost = unescape(before[at : at + _SHOWN])
    guilty = next(
        (each for each in source.paragraphs if lost[:1] in each.text and MINUS.search(each.text)),
        None,
    )
    if guilty is None:
        return (
            where.finding("template_lost_text", message, hint, WordPlace(where.part, text=lost)),
        )
    return (
        where.at("template_lost_text", message, hint, guilty, max(0, guilty.text.find(lost[:1]))),
    )
