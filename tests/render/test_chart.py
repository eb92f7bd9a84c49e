"""A chart of strips: a native Word chart whose workbook holds the same numbers."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.report import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Point,
    Report,
    Run,
    Section,
    Strip,
)
from reportgen.render import render_report
from reportgen.render.chart import chart_height, make_chart
from reportgen.render.distribution import name_lowest
from reportgen.render.media import Pictures
from reportgen.render.template import CompiledTemplate, compile_template
from reportgen.sections.district.crowd import condense
from reportgen.stock_templates.kinds import make_template
from tests.render.docx_samples import read

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def point(name: str, value: str, failing: bool = False) -> Point:
    return Point(name, Decimal(value), failing)


BOOKS = Strip(
    "生均图书册数（≥10册）",
    (point("甲小学", "120"), point("乙<小学>", "85.5", True), point("丙小学", "420")),
)
TEACHERS = Strip("教师数", (point("甲小学", "101"), point("乙<小学>", "99.9", True)))
CHART = Chart(
    (BOOKS, TEACHERS), "与标准之比", "标准", "达标", "未达标", Decimal(85), "底线", "图1　小学"
)


@pytest.fixture(scope="module")
def template() -> CompiledTemplate:
    return compile_template(make_template(SCHOOL_REPORT), SCHOOL_REPORT.file)


def report(*charts: Chart) -> Report:
    blocks: tuple[Block, ...] = (Heading(1, "一、情况"), Paragraph((Run("如图。"),)), *charts)
    return Report("标题", "", (), (Section("情况", "情况", blocks),))


def series(chart: Chart) -> dict[str, list[tuple[float, float]]]:
    """The points of each series by its name."""
    root = etree.fromstring(make_chart(chart, 1).data)
    return {
        each.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v"): _points(each)
        for each in root.iter(f"{C}ser")
    }


def _points(each: etree._Element) -> list[tuple[float, float]]:
    axes = [
        [
            float(value.text)
            for value in each.iterfind(f"{C}{axis}/{C}numRef/{C}numCache/{C}pt/{C}v")
        ]
        for axis in ("xVal", "yVal")
    ]
    return list(zip(*axes, strict=True))


def sheet(data: bytes) -> list[list[str]]:
    """The cells of a workbook's first sheet, row by row."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        texts = [
            "".join(item.itertext())
            for item in etree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{S}si")
        ]
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return [[_text(cell, texts) for cell in row] for row in root.iter(f"{S}row")]


def _text(cell: etree._Element, texts: list[str]) -> str:
    value = cell.findtext(f"{S}v") or ""
    return texts[int(value)] if cell.get("t") == "s" else value


def test_each_school_is_a_point_in_its_strip_those_that_fail_apart() -> None:
    found = series(CHART)
    assert [x for x, _ in found["达标"]] == [120, 300, 101]
    assert [x for x, _ in found["未达标"]] == [85.5, 99.9]
    first, second = (y for _, y in found["未达标"])
    assert 1.5 < first < 2.5 and 0.5 < second < 1.5


def test_a_line_stands_at_a_hundred_and_one_at_the_floor_broken_where_the_labels_are() -> None:
    found = series(CHART)
    assert {x for x, _ in found["标准（100%）"]} == {100}
    assert {x for x, _ in found["底线（85%）"]} == {85}
    assert [y for _, y in found["标准（100%）"]] == [0.5, 1.02, 1.5, 2.02]


def test_strips_are_named_above_their_points_from_top_to_bottom() -> None:
    root = etree.fromstring(make_chart(CHART, 1).data)
    labels = ["".join(label.itertext(f"{A}t")) for label in root.iter(f"{C}dLbl")]
    assert labels == [BOOKS.label, TEACHERS.label]
    places = [y for _, y in series(CHART)["指标名称"]]
    assert places == sorted(places, reverse=True)
    assert [each.find(f"{C}delete").get("val") for each in root.iter(f"{C}legendEntry")] == ["1"]


def test_values_far_beyond_stand_at_the_edge_and_the_axis_says_so() -> None:
    text = "".join(etree.fromstring(make_chart(CHART, 1).data).itertext())
    assert "与标准之比（%；超过300%的画在右边线上）" in text
    near = CHART._replace(strips=(TEACHERS,))
    assert "超过" not in "".join(etree.fromstring(make_chart(near, 1).data).itertext())


def test_points_that_would_hide_each_other_stand_beside_each_other() -> None:
    crowd = Strip("挤", tuple(point(f"{number}小学", "110") for number in range(3)))
    places = series(CHART._replace(strips=(crowd,)))["达标"]
    assert len(set(places)) == 3
    assert {x for x, _ in places} == {110}


def test_no_series_is_longer_than_the_first() -> None:
    few = CHART._replace(strips=(Strip("少", (point("甲小学", "110"),)),) * 3)
    root = etree.fromstring(make_chart(few, 1).data)
    counts = [int(each.get("val")) for each in root.iter(f"{C}ptCount")]
    points = [count for count in counts if count > 1]
    assert points[0] == max(points)


def test_the_workbook_holds_what_is_drawn() -> None:
    media = make_chart(CHART, 1)
    rows = sheet(media.inner[0].data)
    assert rows[0] == ["组", "指标", "学校", "比例（%）", "横坐标", "纵坐标"]
    assert rows[2] == ["达标", BOOKS.label, "丙小学", "420", "300", "1.78"]
    root = etree.fromstring(media.data)
    for each in root.iter(f"{C}ser"):
        for axis, letter in (("xVal", 4), ("yVal", 5)):
            cells = each.findtext(f"{C}{axis}/{C}numRef/{C}f") or ""
            first, last = (
                int(part.rpartition("$")[2]) for part in cells.removeprefix("'数据'!").split(":")
            )
            held = [row[letter] for row in rows[first - 1 : last]]
            drawn = [
                value.text for value in each.iterfind(f"{C}{axis}/{C}numRef/{C}numCache/{C}pt/{C}v")
            ]
            assert [value for value in held if value] == drawn


def test_equal_charts_give_equal_bytes(template: CompiledTemplate) -> None:
    assert make_chart(CHART, 1) == make_chart(CHART, 1)
    assert render_report(report(CHART), template) == render_report(report(CHART), template)


def test_chart_and_workbook_are_parts_with_their_relations_and_types(
    template: CompiledTemplate,
) -> None:
    parts = read(render_report(report(CHART, CHART._replace(caption="图2　初中")), template))
    for number in (1, 2):
        assert f"word/charts/chart{number}.xml" in parts
        relations = parts[f"word/charts/_rels/chart{number}.xml.rels"].decode()
        assert (
            f'Target="/word/embeddings/chart{number}.xlsx"' in relations
            and "relationships/package" in relations
        )
        assert f'PartName="/word/charts/chart{number}.xml"' in parts["[Content_Types].xml"].decode()
        assert (
            f'PartName="/word/embeddings/chart{number}.xlsx"'
            in parts["[Content_Types].xml"].decode()
        )
    assert parts["word/_rels/document.xml.rels"].decode().count("relationships/chart") == 2


def test_a_chart_that_recurs_is_one_part() -> None:
    pictures = Pictures()
    assert pictures.add_chart(CHART) == pictures.add_chart(CHART)
    assert len(pictures.media) == 1


@pytest.mark.slow
def test_document_with_charts_is_sound(template: CompiledTemplate, tmp_path: Path) -> None:
    path = tmp_path / "图.docx"
    path.write_bytes(
        render_report(
            report(
                CHART,
                CHART._replace(strips=(TEACHERS,), floor=None),
                condense(CHART._replace(strips=(crowd(), BOOKS))),
            ),
            template,
        )
    )
    faults = [str(fault) for fault in OpenXmlValidator().validate(path).errors]
    assert [fault for fault in faults if "theme" not in fault.lower()] == []


def test_two_charts_of_eight_strips_fit_on_a_page_and_so_does_one_of_thirty() -> None:
    assert 2 * chart_height(CHART._replace(strips=(BOOKS,) * 8)) <= 2000
    assert chart_height(CHART._replace(strips=(BOOKS,) * 30)) <= 2000


def crowd(count: int = 100, failing: int = 3) -> Strip:
    """Schools from 1 % to `count` %, the lowest failing."""
    points = (
        point(f"{number}小学", str(number), number <= failing) for number in range(1, count + 1)
    )
    return Strip("挤", tuple(points))


def test_of_too_many_schools_the_distribution_is_drawn() -> None:
    found = series(condense(CHART._replace(strips=(crowd(), BOOKS))))
    assert "达标" not in found
    assert [x for x, _ in found["最低到最高"]][:4] == [1, 25.75, 75.25, 100]
    low, before, after, high = [x for x, _ in found["中间一半，断开处是中位数"]][:4]
    assert (low, high) == (25.75, 75.25) and before < 50.5 < after
    assert [x for x, _ in found["未达标"]] == [1, 3, 85.5, 85.5]
    assert len({y for _, y in found["最低到最高"]} & {y for _, y in found["未达标"]}) == 0


def test_sixty_schools_are_still_points() -> None:
    assert len(series(condense(CHART._replace(strips=(crowd(60),))))["达标"]) == 57


@pytest.mark.parametrize(
    ("label", "names"),
    [("短", "最低：1小学、2小学、3小学"), ("字" * 34, "最低：1小学、2小学"), ("字" * 42, "")],
)
def test_the_lowest_schools_are_named_as_far_as_they_fit(label: str, names: str) -> None:
    chart = condense(CHART._replace(strips=(crowd()._replace(label=label),)))
    root = etree.fromstring(make_chart(chart, 1).data)
    labels = ["".join(each.itertext(f"{A}t")) for each in root.iter(f"{C}dLbl")]
    assert labels == [label, *filter(None, [names])]


@pytest.mark.parametrize(
    ("values", "failing", "names"),
    [
        ("5 4 4 4 4", 0, "最低：1校、2校、3校、4校"),
        ("5 4 4 4 4", 5, "最低：1校、2校、3校、4校、0校"),
        ("5 4 6", 0, "最低：1校"),
        ("4 " * 30, 30, "最低：0校、1校、2校、3校、4校、5校、6校、7校、8校、9校等30所"),
    ],
)
def test_of_the_lowest_that_are_equal_none_is_left_out_unsaid(
    values: str, failing: int, names: str
) -> None:
    points = [point(f"{at}校", value, at < failing) for at, value in enumerate(values.split())]
    highest = (point(f"{at}所", "100") for at in range(60))
    chart = condense(CHART._replace(strips=(Strip("短" * 12, (*points, *highest)),)))
    spread = chart.strips[0].spread
    assert spread is not None
    assert name_lowest("短" * 12, spread) == names


@pytest.mark.parametrize("strips", [1, 8, 18, 40])
def test_axis_title_and_legend_stand_beneath_the_bands(strips: int) -> None:
    root = etree.fromstring(make_chart(CHART._replace(strips=(BOOKS,) * strips), 1).data)
    layouts = [
        {
            each.tag.removeprefix(C): float(each.get("val"))
            for each in layout
            if len(each.tag) == len(C) + 1
        }
        for layout in root.iter(f"{C}manualLayout")
    ]
    plot, title, legend = layouts
    assert plot["y"] + plot["h"] < title["y"] < legend["y"]
    assert legend["y"] + legend["h"] <= 1.0001
