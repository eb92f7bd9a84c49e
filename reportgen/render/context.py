"""A report → the names that a Word template may use, all of them Chinese.

Whole parts (引言, a section, a 段) stand as objects that write themselves when the
template asks for them, so that a part the template lays out itself costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from reportgen.model.page_layout import LANDSCAPE_WIDTH, TEXT_WIDTH
from reportgen.model.picture import NamedPictures, Picture
from reportgen.model.report import (
    NO_FILL,
    SHADE,
    Attached,
    Block,
    CaptionedPicture,
    Chart,
    IndicatorRow,
    IndicatorTable,
    Report,
    label_of,
)
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.markup import Written
from reportgen.problems import Location, Problem, warning
from reportgen.render.blocks import write_blocks, write_last_blocks
from reportgen.render.closing import closing_lines, keep_with_closing
from reportgen.render.column_fitting import USUAL_EDGES, USUAL_HALF
from reportgen.render.indicator_columns import indicator_widths
from reportgen.render.issuer import check_issuers
from reportgen.render.media import Pictures
from reportgen.render.template import PICTURES, CompiledTemplate
from reportgen.render.wrapping import fold_at_bracket

_ALL_SECTIONS, _ALL_ANNEXES = "各节", "各附件"
# The column of a 达标表 that has the names of indicators.
_NAMES = 1


class Target(NamedTuple):
    """Where blocks are written to: the template's styles, the document's pictures, and how wide
    the page's text is.
    """

    styles: Mapping[str, str]
    pictures: Pictures
    width: int = TEXT_WIDTH

    def write(self, blocks: tuple[Block, ...]) -> str:
        """The blocks as WordprocessingML."""
        return write_blocks(blocks, self.styles, self.pictures, self.width)

    def write_last(self, blocks: tuple[Block, ...]) -> str:
        """The blocks of an attachment, likewise."""
        return write_last_blocks(blocks, self.styles, self.pictures, self.width)


@dataclass(frozen=True, slots=True, eq=False)
class NamedPicture:
    """A picture that a template shows with `{{ 图片.校徽 }}` in a line of text, in headers and
    footers too.
    """

    pictures: Pictures
    picture: Picture
    name: str
    width_mm: float = 0

    @property
    def in_text(self) -> bool:
        """True: it is written in a text, where it ends the run and begins another."""
        return True

    def __html__(self) -> str:
        drawing = self.pictures.named_drawing(self.picture, self.name, self.width_mm)
        return f'</w:t></w:r>{drawing}<w:r><w:t xml:space="preserve">'

    def with_width(self, millimetres: float) -> NamedPicture:
        """The picture shown that wide, its shape kept."""
        return replace(self, width_mm=millimetres)


class TableRow(NamedTuple):
    """One row of the 达标表, under its template names; `底色` is a fill colour, `auto` for none.

    `学段注` is the stage in brackets, on a line of its own where the column would part it.
    """

    序号: int
    指标: str
    学段: str
    单位: str
    实际值: str
    标准值: str
    结论: str
    差距: str
    底色: str
    学段注: str = ""

    @property
    def usual_texts(self) -> tuple[str, ...]:
        """What stands in its cells in the stock template."""
        name, number = f"{self.指标}{self.学段注}", str(self.序号)
        return (number, name, self.单位, self.实际值, self.标准值, self.结论, self.差距)


# The rows of each 达标表 of a report, by its `id`.
_Rows = Mapping[int, tuple[TableRow, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Passage(Written):
    """段: consecutive blocks of a section, or one judged 达标表 with its rows and caption.

    `closing` is how many lines follow the report's text where that ends with it, else 0.
    """

    target: Target
    blocks: tuple[Block, ...]
    达标表: tuple[TableRow, ...] = ()
    表题: str = ""
    closing: int = 0

    def __html__(self) -> str:
        written = self.target.write(self.blocks)
        return keep_with_closing(written, self.closing) if self.closing else written

    @property
    def column_widths(self) -> tuple[int, ...]:
        """How wide the columns of its 达标表 are in twips, where the template leaves that open."""
        return indicator_widths([row.usual_texts for row in self.达标表])


@dataclass(frozen=True, slots=True, eq=False)
class Chapter(Written):
    """节: a section by its parts; as a whole, `{{p 节 }}`, it is all of it with its heading."""

    名称: str
    标题: str
    各段: tuple[Passage, ...] = field(default=())

    def __html__(self) -> str:
        return "".join([passage.__html__() for passage in self.各段])


@dataclass(frozen=True, slots=True, eq=False)
class Annex(Written):
    """附件: an attachment in the document; as a whole, `{{p 附件 }}`, it is what stands below its
    title.

    `编号` is 附件1, or 附件 where it is the only one; `横向` is for a page that lies on its side.
    """

    target: Target
    blocks: tuple[Block, ...]
    编号: str
    标题: str
    横向: bool

    def __html__(self) -> str:
        return self.target.write_last(self.blocks)


def build_context(
    report: Report, styles: Mapping[str, str], pictures: Pictures
) -> dict[str, object]:
    """Every name a template may use for `report`; what the report does not have is an empty string.

    `report.values` come first, so that the report's own parts win over a value of the same name.
    The pictures of all figures are gathered in `pictures`.
    """
    _gather_pictures(report, pictures)
    target = Target(styles, pictures)
    tables = [*_indicator_tables(report)]
    rows = {id(table): tuple(map(_table_row, table.rows)) for table in tables}
    chapters = tuple(_chapters(report, target, rows))
    return {
        **report.values,
        **{chapter.名称: chapter for chapter in chapters},
        "报告": _particulars(report),
        PICTURES: NamedPictures(
            {
                name: NamedPicture(pictures, picture, name)
                for name, picture in report.pictures.items()
            }
        ),
        "引言": Passage(target, report.introduction),
        _ALL_SECTIONS: chapters,
        _ALL_ANNEXES: _annexes(report, target),
        "达标表": tuple(row for table in tables for row in rows[id(table)]),
    }


def check_fit(
    report: Report, template: CompiledTemplate, may_be_form: bool = True
) -> Iterator[Problem]:
    """A warning for each section and for the attachments that no tag of the template asks for, and
    for a red head of another's.

    One that prints no chapter may be a form, which leaves out nothing.
    """
    if not may_be_form or _prints_sections(report, template):
        yield from _find_unused_sections(report, template)
        yield from _find_unused_attachments(report, template)
        yield from check_issuers(template.issuers, report.signature, template.name)


def _find_unused_sections(report: Report, template: CompiledTemplate) -> Iterator[Problem]:
    """A warning for each section that no tag of the template asks for."""
    if _ALL_SECTIONS in template.names:
        return
    for section in report.sections:
        if section.key not in template.names:
            own = (
                f"加上独占一段的 {{{{p {section.key} }}}}，或" if section.key.isidentifier() else ""
            )
            hint = f"请在模板里{own}用 {{%p for 节 in {_ALL_SECTIONS} %}} 放进全部章节"
            message = f"模板里没有放“{section.title}”这一章，报告里也就没有"
            yield warning("unused_section", message, Location(template.name), hint)


def _prints_sections(report: Report, template: CompiledTemplate) -> bool:
    """Whether a tag of the template asks for any chapter of the report."""
    return not template.names.isdisjoint(
        {_ALL_SECTIONS, *(section.key for section in report.sections)}
    )


def _find_unused_attachments(report: Report, template: CompiledTemplate) -> Iterator[Problem]:
    """A warning where the report has attachments of its own and no tag of the template asks for
    them.
    """
    if report.attached and _ALL_ANNEXES not in template.names:
        message = (
            f"模板里没有放附件，报告里也就没有：{'、'.join(each.title for each in report.attached)}"
        )
        hint = (
            f"请从自带的模板里复制从 {{%p for 附件 in {_ALL_ANNEXES} %}} 到 {{%p endfor %}} 的部分"
        )
        yield warning("unused_attachments", message, Location(template.name), hint)


def _gather_pictures(report: Report, pictures: Pictures) -> None:
    parts = (
        *(section.blocks for section in report.sections),
        *(each.blocks for each in report.attached),
    )
    for block in chain(report.introduction, *parts):
        if isinstance(block, CaptionedPicture):
            pictures.add(block.picture)
        elif isinstance(block, Chart):
            pictures.add_chart(block)


def _particulars(report: Report) -> dict[str, object]:
    return {
        "标题": report.title,
        "主送": report.addressee,
        "附件": _attachments(report.attachments),
        "署名": report.signature,
        "日期": report.date,
    }


def _attachments(names: tuple[str, ...]) -> tuple[str, ...]:
    """The entries of the 附件说明 (7.3.4): numbered only where there are several."""
    if len(names) == 1:
        return names
    return tuple(f"{number}. {name}" for number, name in enumerate(names, 1))


def _annexes(report: Report, target: Target) -> tuple[Annex, ...]:
    return tuple(
        _annex(attached, label_of(attached.title, report.attachments), target)
        for attached in report.attached
    )


def _indicator_tables(report: Report) -> Iterator[IndicatorTable]:
    """Every 达标表, those that stand in an attachment too."""
    parts = (
        *(section.blocks for section in report.sections),
        *(each.blocks for each in report.attached),
    )
    blocks = chain.from_iterable(parts)
    return (block for block in blocks if isinstance(block, IndicatorTable))


def _annex(attached: Attached, number: str, target: Target) -> Annex:
    width = LANDSCAPE_WIDTH if attached.landscape else TEXT_WIDTH
    return Annex(
        target._replace(width=width), attached.blocks, number, attached.title, attached.landscape
    )


def _chapters(report: Report, target: Target, rows: _Rows) -> Iterator[Chapter]:
    for at, section in enumerate(report.sections, 1):
        passages = tuple(_passages(section.blocks, target, rows))
        if at == len(report.sections) and passages:
            closing = closing_lines(report.attachments, report.signature, report.date)
            passages = (*passages[:-1], replace(passages[-1], closing=closing))
        yield Chapter(section.key, section.title, passages)


def _passages(blocks: tuple[Block, ...], target: Target, rows: _Rows) -> Iterator[Passage]:
    plain: list[Block] = []
    for block in blocks:
        if not isinstance(block, IndicatorTable) or block.has_own_look:
            plain.append(block)
            continue
        if plain:
            yield Passage(target, tuple(plain))
            plain = []
        yield Passage(target, (block,), _with_whole_notes(rows[id(block)]), block.caption)
    if plain:
        yield Passage(target, tuple(plain))


def _with_whole_notes(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """The rows, a stage that the column of names would part on the next line."""
    if not any(row.学段 for row in rows):
        return rows
    width = indicator_widths([row.usual_texts for row in rows])[_NAMES]
    room = (width - USUAL_EDGES) / USUAL_HALF
    names = [(row, fold_at_bracket(f"{row.指标}{row.学段注}", room)) for row in rows]
    return tuple(row._replace(学段注=name.removeprefix(row.指标)) for row, name in names)


def _table_row(row: IndicatorRow) -> TableRow:
    return TableRow(
        序号=row.number,
        指标=row.name,
        学段=row.stage,
        单位=row.unit,
        实际值=row.actual,
        标准值=row.required,
        结论=row.verdict,
        差距=row.shortfall,
        底色=SHADE if row.shaded else NO_FILL,
        学段注=f"（{row.stage}）" if row.stage else "",
    )
