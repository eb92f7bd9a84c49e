"""Blocks written as WordprocessingML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reportgen.model.indicator_table import as_table
from reportgen.model.page_layout import TEXT_WIDTH
from reportgen.model.picture import Picture
from reportgen.model.report import (
    Align,
    Block,
    CaptionedPicture,
    Cell,
    Heading,
    IndicatorRow,
    IndicatorTable,
    Items,
    ListItem,
    Paragraph,
    Run,
    Table,
)
from reportgen.ooxml.table_markup import column_widths
from reportgen.render.blocks import write_blocks
from reportgen.render.column_fitting import fit_widths
from reportgen.render.media import FIGURE_HEIGHT, MAX_WIDTH, Pictures
from reportgen.render.template import Media

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = {
    "heading 1": "Heading1",
    "列表项目": "ListBullet1",
    "列表项目2": "ListBullet2",
    "列表编号": "ListNumbered",
    "表格标题": "TableCaption",
    "表格表头": "TableHeader",
    "表格正文": "TableText",
    "报告表格": "ReportTable",
    "图片": "Picture",
}

texts = st.text(max_size=30)
runs = st.lists(st.builds(Run, texts, st.booleans(), st.booleans()), max_size=3).map(tuple)
cells = st.builds(Cell, texts, st.booleans(), st.booleans())
indicator_rows = st.builds(
    IndicatorRow, st.integers(1, 99), texts, texts, texts, texts, texts, texts, texts, st.booleans()
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    header = tuple(draw(st.lists(texts, max_size=4)))
    row = st.tuples(*[cells] * len(header))
    shares = st.tuples(*[st.floats(0.05, 1)] * len(header))
    widths = draw(st.one_of(st.just(()), shares))
    aligns = draw(st.lists(st.sampled_from(Align), max_size=len(header)))
    return Table(header, tuple(draw(st.lists(row, max_size=3))), widths, tuple(aligns), draw(texts))


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 4), texts),
    st.builds(Paragraph, runs),
    st.builds(
        Items, st.lists(st.builds(ListItem, runs, st.integers(0, 5), texts), max_size=3).map(tuple)
    ),
    tables(),
    st.builds(IndicatorTable, texts, st.lists(indicator_rows, max_size=3).map(tuple)),
)


def body_of(*written: Block, styles: dict[str, str] | None = None) -> etree._Element:
    fragment = write_blocks(written, STYLES if styles is None else styles, Pictures())
    return etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{fragment}</w:body>')


def plain(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def written_text(element: etree._Element) -> str:
    return "".join(element.itertext(f"{W}t"))


def styles_used(body: etree._Element) -> list[str]:
    return [element.get(f"{W}val", "") for element in body.iter(f"{W}pStyle")]


def png(width: int, height: int) -> Picture:
    return Picture(b"png", "png", width, height)


def jpeg(width: int, height: int) -> Picture:
    return Picture(b"jpeg", "jpeg", width, height)


def shown_size(picture: Picture) -> tuple[int, int]:
    placed = Pictures().add(picture)
    return placed.width, placed.height


@pytest.mark.slow
@given(st.lists(blocks, max_size=4), st.booleans())
def test_any_blocks_are_well_formed_and_a_table_is_followed_by_a_paragraph(
    some: list[Block], styled: bool
) -> None:
    for child in body_of(*some, styles=STYLES if styled else {}):
        follower = child.getnext()
        assert child.tag in (f"{W}p", f"{W}tbl")
        assert child.tag == f"{W}p" or (follower is not None and follower.tag == f"{W}p")


@pytest.mark.slow
@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Cn"])))
def test_text_comes_through_unchanged(text: str) -> None:
    assert written_text(body_of(plain(text))) == text


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert written_text(body_of(plain("甲\x00\x07\ud800\ufffe乙"))) == "甲乙"


@pytest.mark.parametrize("line_feed", ["\n", "\r\n", "\r"])
def test_a_line_feed_becomes_a_line_break(line_feed: str) -> None:
    body = body_of(plain(f"上{line_feed}下"))

    assert len(list(body.iter(f"{W}br"))) == 1
    assert written_text(body) == "上下"


def test_a_paragraph_that_ends_with_a_duty_leaves_no_line_alone() -> None:
    runs = (Run("期限"),)
    plain, together = (
        write_blocks([Paragraph(runs, ends=ends)], {}, Pictures()) for ends in (False, True)
    )
    assert "widowControl" not in plain and "<w:widowControl/>" in together


def test_bold_and_italic_runs_say_so() -> None:
    first, second = body_of(Paragraph((Run("粗", bold=True), Run("斜", italic=True)))).iter(
        f"{W}rPr"
    )

    assert [child.tag for child in first][1:] == [f"{W}b"]
    assert [child.tag for child in second][1:] == [f"{W}i"]


def test_a_heading_takes_the_style_of_its_level() -> None:
    assert styles_used(body_of(Heading(1, "一、基本情况"))) == ["Heading1"]


def test_a_heading_whose_style_is_missing_falls_back_to_the_body_style() -> None:
    assert styles_used(body_of(Heading(3, "1.校舍"))) == []
    assert styles_used(body_of(Heading(3, "1.校舍"), styles={"报告正文": "Zw"})) == ["Zw"]


def test_a_bullet_takes_the_style_of_its_depth_or_the_outermost() -> None:
    items = tuple(ListItem((Run("条目"),), depth) for depth in (0, 1, 2))

    assert styles_used(body_of(Items(items))) == ["ListBullet1", "ListBullet2", "ListBullet1"]


def test_a_bullet_without_any_list_style_shows_its_own_sign() -> None:
    assert written_text(body_of(Items((ListItem((Run("条目"),)),)), styles={})) == "• 条目"


def test_a_marker_stands_before_the_text_and_depth_moves_the_entry_in() -> None:
    body = body_of(Items((ListItem((Run("内容"),), 1, "（1）"),)))

    assert written_text(body) == "（1）内容"
    assert [indent.get(f"{W}left") for indent in body.iter(f"{W}ind")] == ["640"]


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=12))
def test_column_widths_add_up_to_the_text_width(shares: list[float]) -> None:
    assert sum(column_widths(shares)) == TEXT_WIDTH


def test_given_widths_are_kept_and_columns_without_them_follow_what_stands_in_them() -> None:
    rows = ((Cell("1"), Cell("生均教学及辅助用房面积")),)
    fixed = body_of(Table(("甲", "乙"), rows, (0.25, 0.75)))
    free = body_of(Table(("甲", "乙"), rows))

    assert [column.get(f"{W}w") for column in fixed.iter(f"{W}gridCol")] == ["2211", "6634"]
    assert [layout.get(f"{W}type") for layout in fixed.iter(f"{W}tblLayout")] == ["fixed"]
    narrow, wide = (int(column.get(f"{W}w", "")) for column in free.iter(f"{W}gridCol"))
    assert narrow < wide and narrow + wide == TEXT_WIDTH


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ((10, 30), (40, 60)),
        ((10, 90), (10, 90)),
        ((20, 100), (20, 80)),
        ((100, 300), (25, 75)),
        ((20, 100, 300), (20, 20, 60)),
        ((20, 32, 100), (20, 32, 48)),
        ((), ()),
    ],
)
def test_columns_share_the_room_by_what_they_want(
    wanted: tuple[float, ...], given: tuple[float, ...]
) -> None:
    assert fit_widths(wanted, 100) == pytest.approx(given)


def test_names_of_indicators_take_a_line_and_columns_of_dashes_are_narrow() -> None:
    rows = [
        IndicatorRow(
            at, "每百名学生拥有县级以上骨干教师数", "", "人", "1.02", "≥1", "达标", "—", False
        )
        for at in range(1, 30)
    ]
    body = body_of(IndicatorTable("表1", tuple(rows)))
    columns = [int(column.get(f"{W}w", "")) for column in body.iter(f"{W}gridCol")]
    assert columns[1] >= 16 * 2 * 105 + 114
    assert columns[6] < columns[1] / 3


def keeping(table: Table) -> list[bool]:
    rows = list(body_of(table).iter(f"{W}tr"))
    return [row.find(f"{W}tc/{W}p/{W}pPr/{W}keepNext") is not None for row in rows[1:]]


@pytest.mark.parametrize(
    ("rows", "kept"), [(1, []), (3, [0, 1]), (10, list(range(9))), (11, [0, 9])]
)
def test_a_short_table_is_not_broken_and_of_a_long_one_no_row_stands_alone(
    rows: int, kept: list[int]
) -> None:
    told = keeping(Table(("甲",), tuple((Cell(str(at)),) for at in range(rows))))
    assert [at for at, keeps in enumerate(told) if keeps] == kept


def test_the_header_row_repeats_and_no_row_breaks_across_pages() -> None:
    body = body_of(Table(("甲",), ((Cell("1"),), (Cell("2"),))))

    assert [bool(list(row.iter(f"{W}tblHeader"))) for row in body.iter(f"{W}tr")] == [
        True,
        False,
        False,
    ]
    assert all(list(row.iter(f"{W}cantSplit")) for row in body.iter(f"{W}tr"))


def test_only_shaded_cells_are_filled() -> None:
    body = body_of(Table(("甲", "乙"), ((Cell("1", shaded=True), Cell("2")),)))

    assert [shade.get(f"{W}fill") for shade in body.iter(f"{W}shd")] == ["D9D9D9"]


def test_a_table_without_columns_leaves_its_caption_only() -> None:
    assert [child.tag for child in body_of(Table((), (), caption="表1"))] == [f"{W}p"]


def test_a_table_without_the_table_style_draws_its_borders_itself() -> None:
    assert list(body_of(Table(("甲",), ()), styles={}).iter(f"{W}tblBorders"))
    assert not list(body_of(Table(("甲",), ())).iter(f"{W}tblBorders"))


def test_an_indicator_table_names_the_stage_behind_the_indicator() -> None:
    row = IndicatorRow(3, "生均图书册数", "初中", "册", "21.48", "≥25", "不达标", "缺3100册", True)

    table = as_table(IndicatorTable("表2", (row,)))

    assert [cell.text for cell in table.rows[0]] == [
        *("3", "生均图书册数（初中）", "册", "21.48", "≥25", "不达标", "缺3100册")
    ]
    assert all(cell.shaded for cell in table.rows[0])


def test_the_same_picture_twice_is_one_file_with_two_drawings() -> None:
    picture = png(10, 10)
    pictures = Pictures()

    fragment = write_blocks(
        [CaptionedPicture(picture, "图1"), CaptionedPicture(picture)], STYLES, pictures
    )

    assert pictures.media == (Media("rIdPicture1", "picture1.png", picture.data),)
    assert fragment.count('r:embed="rIdPicture1"') == 2
    assert '<wp:docPr id="1" name="图片 1" descr="图1"/>' in fragment
    assert '<wp:docPr id="2" name="图片 2" descr="图片"/>' in fragment


def test_two_pictures_have_two_relations() -> None:
    pictures = Pictures()
    for picture in (png(10, 10), jpeg(10, 10)):
        pictures.add(picture)

    assert [(media.rel_id, media.name) for media in pictures.media] == [
        ("rIdPicture1", "picture1.png"),
        ("rIdPicture2", "picture2.jpeg"),
    ]


def test_a_small_picture_is_shown_at_96_pixels_an_inch() -> None:
    assert shown_size(png(96, 48)) == (914400, 457200)
    assert shown_size(jpeg(96, 48)) == (914400, 457200)


def test_a_large_picture_is_scaled_into_the_text_area_keeping_its_shape() -> None:
    assert shown_size(png(4000, 2000)) == (MAX_WIDTH, MAX_WIDTH // 2)
    assert shown_size(png(2000, 4000)) == (FIGURE_HEIGHT // 2, FIGURE_HEIGHT)


def test_a_picture_thin_as_a_hair_still_has_a_width() -> None:
    assert shown_size(png(1, 60000))[0] >= 1


def test_a_picture_whose_style_is_missing_is_not_cropped_by_an_exact_line() -> None:
    body = body_of(CaptionedPicture(png(10, 10)), styles={})

    assert [spacing.get(f"{W}lineRule") for spacing in body.iter(f"{W}spacing")] == ["auto"]
