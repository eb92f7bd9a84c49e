"""Where the tags of a template stand → what would be lost, left empty or torn in the document."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.ooxml.paragraphs import BOX
from reportgen.render.checking import MINUS, Where, check_kept, find_half_tags, find_removed_texts
from reportgen.render.patched import Kind
from reportgen.render.places import Finding
from reportgen.render.reading import CELL, ROW, TABLE, Element, SourceParagraph
from reportgen.template_tools.inspection.emptied_checks import blanking_blocks
from reportgen.template_tools.inspection.subject import InspectedPart, Subject, TagUse
from reportgen.templating.blocks import BELONGS, BLOCKS, TagBlock
from reportgen.templating.source import SourceTag

_CONTAINERS = (CELL, BOX)
_QUIET = ("set",)


def check_tag_layout(subject: Subject) -> Iterator[Finding]:
    """Tags that take text with them, that tear the document's structure, or that leave empty
    lines and rows.
    """
    for part in subject.parts:
        if part.raw.kind is not Kind.PROPERTY:
            yield from _check_part(part, subject)


def _check_part(part: InspectedPart, subject: Subject) -> Iterator[Finding]:
    halves = {finding.at for finding in find_half_tags(part.reading, part.where)}
    removed = [
        finding
        for finding in find_removed_texts(part.reading, part.where)
        if finding.at not in halves
    ]
    yield from removed
    lost: list[Finding] = []
    if not halves and not removed:
        lost = list(
            check_kept(
                part.raw.xml, subject.template.patch_xml(part.raw.xml), part.reading, part.where
            )
        )
        yield from lost
    yield from _check_minus(part, {finding.at for finding in lost})
    crossing = list(_check_levels(part))
    yield from (finding for finding, _ in crossing)
    torn = {number for _, numbers in crossing for number in numbers}
    yield from _check_alone(part, torn)


def _check_minus(part: InspectedPart, told: set[int]) -> Iterator[Finding]:
    for use in part.uses:
        number = use.paragraph.number if use.paragraph else -1
        if MINUS.search(use.tag.text) and not use.tag.broken and number not in told:
            message = f"“{use.tag.text}”里的减号会去掉旁边的空白，在一段的头尾还会把两段并成一段"
            hint = "请去掉减号；不要空行，就让标签独占一段，写成 {%p … %}"
            yield part.where.at(
                "template_minus", message, hint, use.entry, use.tag.start
            ).as_warning()


def _check_levels(part: InspectedPart) -> Iterator[tuple[Finding, tuple[int, ...]]]:
    """Blocks that begin on one level and end on another, with the numbers of the tags they are
    made of.
    """
    uses = {use.number: use for use in part.uses}
    for block in part.checked.matched.blocks:
        tags = [uses[statement.line] for statement in block.tags]
        first = tags[0]
        other = next((tag for tag in tags[1:] if not _fits(first, tag)), None)
        if block.closer is None or other is None or any(tag.paragraph is None for tag in tags):
            continue
        numbers = tuple(tag.number for tag in tags)
        if _alone_in_rows(tags, part):
            for tag in tags:
                yield _row_tag(part.where, tag), numbers
        else:
            yield _torn(part.where, first, other, block), numbers


def _fits(first: TagUse, second: TagUse) -> bool:
    """Whether what stands between the two is whole elements of the document, or text of one
    paragraph.
    """
    if first.paragraph is second.paragraph and not {first.tag.prefix, second.tag.prefix} & {
        "p",
        "tr",
        "tc",
    }:
        return True
    return _level(first) == _level(second)


def _level(use: TagUse) -> tuple[str, Element | None]:
    """What a tag stands directly in: rows are in a table, cells in a row, paragraphs in a cell
    or the body.
    """
    around = use.paragraph.around if use.paragraph else ()
    wanted: tuple[str, ...] = {"tr": (TABLE,), "tc": (ROW,)}.get(use.tag.prefix, _CONTAINERS)
    inside = next((each for each in reversed(around) if each[0] in wanted), None)
    return (use.tag.prefix if use.tag.prefix in ("tr", "tc") else "p", inside)


def _alone_in_rows(tags: list[TagUse], part: InspectedPart) -> bool:
    """Whether each tag has a row of one table to itself and lacks only the `tr`."""
    tables = {tag.paragraph.find(TABLE) for tag in tags if tag.paragraph}
    plain = all(tag.tag.prefix in ("", "p", "tr") for tag in tags)
    return (
        len(tables) == 1
        and None not in tables
        and plain
        and all(_alone_in_row(tag, part) for tag in tags)
    )


def _alone_in_row(use: TagUse, part: InspectedPart) -> bool:
    row = use.paragraph.find(ROW) if use.paragraph else None
    if row is None:
        return False
    text = "".join(each.text for each in part.reading.paragraphs if row in each.around)
    return text.strip() == use.tag.text


def _row_tag(where: Where, use: TagUse) -> Finding:
    message = f"“{use.tag.text}”独占一行，却没有写成控制整行的标签，会多出空行"
    return where.at(
        "template_alone", message, f"请写成 {{%tr {use.tag.inner} %}}", use.entry, use.tag.start
    )


def _torn(where: Where, first: TagUse, other: TagUse, block: TagBlock) -> Finding:
    assert first.paragraph is not None and other.paragraph is not None
    start, end = first.paragraph, other.paragraph
    row = start.find(ROW)
    if (
        row is not None
        and row == end.find(ROW)
        and not {first.tag.prefix, other.tag.prefix} & {"tr", "tc"}
    ):
        message = (
            f"“{first.tag.text}”从第 {start.place.column} 列管到第 {end.place.column} 列，"
            f"会把格子拆开，不会重复整行"
        )
        hint = (
            f"请在这一行上面另插一行，只写 {{%tr {first.tag.inner} %}}，下面另插一行，只写 "
            f"{{%tr {_end(block)} %}}"
        )
    else:
        message = (
            f"“{first.tag.text}”在{_spot(start)}开始，“{other.tag.text}”却在{_spot(end)}，"
            f"两头不在同一层"
        )
        hint = "请把两头放在同一处：都在表格外各占一段（{%p），或在同一个表格里各占一行（{%tr）"
    return where.at("template_crossed", message, hint, first.entry, first.tag.start)


def _end(block: TagBlock) -> str:
    return f"end{block.opener.word}"


def _spot(paragraph: SourceParagraph) -> str:
    place = paragraph.place
    if place.table:
        return f"第 {place.table} 个表格第 {place.row} 行第 {place.column} 列"
    return "文本框里" if place.part.endswith("文本框") else "表格外面"


def _check_alone(part: InspectedPart, torn: set[int]) -> Iterator[Finding]:
    """Statements that have a paragraph to themselves without saying so: an empty line stays
    where they stood.
    """
    by_paragraph: dict[SourceParagraph, list[TagUse]] = {}
    for use in part.uses:
        if isinstance(use.entry, SourceParagraph):
            by_paragraph.setdefault(use.entry, []).append(use)
    in_cells = {
        use.number: hint for tags, hint in blanking_blocks(part) for use in (tags[0], tags[-1])
    }
    for paragraph, uses in by_paragraph.items():
        if not _is_alone(paragraph, uses) or torn.intersection(use.number for use in uses):
            continue
        hint = in_cells.get(uses[0].number)
        if hint is None:
            yield _alone(part, paragraph, uses)
        elif uses[0].tag.statement.opens:
            yield _alone(part, paragraph, uses, hint)


def _is_alone(paragraph: SourceParagraph, uses: list[TagUse]) -> bool:
    if all(MINUS.search(use.tag.text) for use in uses):
        # They take the paragraph away, as is said of them.
        return False
    rest = paragraph.text
    for use in uses:
        rest = rest.replace(use.tag.text, "", 1)
    if rest.strip() or not all(_is_plain(use.tag) for use in uses):
        return False
    return uses[0].tag.statement.word in _QUIET or not _closes_itself(uses)


def _is_plain(tag: SourceTag) -> bool:
    """Whether it is a whole statement that does not say what it stands for."""
    word = tag.statement.word
    is_known = word in BLOCKS or word in BELONGS
    return tag.is_statement and is_known and not (tag.prefix or tag.broken or tag.of_cell)


def _closes_itself(uses: list[TagUse]) -> bool:
    """Whether the paragraph's blocks all begin and end in it."""
    depth = 0
    for use in uses:
        depth += use.tag.statement.opens
        depth -= use.tag.statement.word.startswith("end")
        if depth < 0:
            return False
    return not depth and len(uses) > 1


def _alone(
    part: InspectedPart, paragraph: SourceParagraph, uses: list[TagUse], hint: str = ""
) -> Finding:
    use = uses[0]
    row = _alone_in_row(use, part)
    line, prefix = ("空行（表格的一行）", "tr") if row else ("空段", "p")
    message = f"“{paragraph.text.strip()}”独占一{'行' if row else '段'}，报告里会留下{line}"
    each = "，每个标签各占一段" if len(uses) > 1 else ""
    hint = hint or f"请写成 {{%{prefix} {use.tag.inner} %}}{each}"
    return part.where.at("template_alone", message, hint, paragraph, use.tag.start).as_warning()
