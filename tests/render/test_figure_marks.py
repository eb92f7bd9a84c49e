"""Figures of a body stand in bookmarks, whatever stands round them, and the text is as it was."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from reportgen.making import make_document
from reportgen.model.figure_source import fact_code
from reportgen.ooxml.figure_bookmarks import read_figure_bookmark
from reportgen.ooxml.soundness import find_structure_faults
from reportgen.pipeline import Workshop, examine_school
from reportgen.render.template import compile_template
from reportgen.resources import data_folder
from reportgen.sections.phrasing.filters import FILTERS
from reportgen.templating.quantity import Quantity
from tests.districts import read_district
from tests.render.docx_samples import W, docx, p, read, tbl, tc, texts, tr

BODY = "word/document.xml"
CODE = fact_code("在校生数", None)
SCHOOL = {"人数": Quantity("880", Decimal(880), "人", CODE), "空": Quantity("—")}
SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))


def filled(body: str) -> bytes:
    return compile_template(docx(body), "甲.docx", FILTERS).render(
        {"学校": SCHOOL, "各校": [SCHOOL] * 3}
    )


def bookmarked(data: bytes) -> list[str]:
    """What stands in the bookmarks round figures, and what their names say it is, where that is
    another.
    """
    found, within = list[str](), ""
    for element in etree.fromstring(read(data)[BODY]).iter(
        f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"
    ):
        if element.tag == f"{W}bookmarkStart":
            within, mark = "", read_figure_bookmark(element.get(f"{W}name"))
        elif element.tag == f"{W}t":
            within += element.text or ""
        elif mark is not None:
            found.append(within if mark.is_of(within) else f"{within}/{mark.text}")
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("现有学生{{ 学校.人数 }}人。"), ["880"]),
        (p("{{ 学校.人数 }}"), ["880"]),
        (p("{{ 学校.人数 }}、{{ 学校.人数 }}"), ["880", "880"]),
        (p("{{ 学校.人数 + 1 }}"), []),
        (p("{{ 学校.人数|数 }}{{ 学校.空 }}"), ["880"]),
        (
            tbl(
                1,
                tr(tc(p("{%tr for 校 in 各校 %}"))),
                tr(tc(p("{{ 校.人数 }}"))),
                tr(tc(p("{%tr endfor %}"))),
            ),
            ["880"] * 3,
        ),
    ],
)
def test_a_figure_that_a_template_prints_is_bookmarked(body: str, expected: list[str]) -> None:
    data = filled(body)
    assert bookmarked(data) == expected
    assert find_structure_faults(read(data)) == ()
    assert not any(sign in "".join(texts(data)) for sign in "\ue002\ue003\ue004")


def test_the_figure_and_what_stands_beside_it_keep_their_look() -> None:
    data = filled(
        '<w:p><w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>有{{ 学校.人数 }}人</w:t></w:r></w:p>'
    )
    runs = list(etree.fromstring(read(data)[BODY]).iter(f"{W}r"))
    assert ["".join(run.itertext()) for run in runs] == ["有", "880", "人"]
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in runs)


def test_numbers_of_bookmarks_are_none_that_the_template_has() -> None:
    own = '<w:bookmarkStart w:id="7" w:name="甲"/><w:bookmarkEnd w:id="7"/>'
    data = filled(f"<w:p>{own}<w:r><w:t>{{{{ 学校.人数 }}}}</w:t></w:r></w:p>")
    root = etree.fromstring(read(data)[BODY])
    assert [each.get(f"{W}id") for each in root.iter(f"{W}bookmarkStart")] == ["7", "8"]


@pytest.mark.parametrize("name", ["示例县", "示例县学前"])
def test_a_districts_document_says_its_sums_and_coefficients(name: str, workshop: Workshop) -> None:
    data = read_district(data_folder() / "districts" / name, workshop).make().document
    found = bookmarked(data)
    assert len(found) > 20 and not any("/" in each for each in found)
    assert find_structure_faults(read(data)) == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_documents_of_samples_say_their_figures(path: Path, workshop: Workshop) -> None:
    report = examine_school(path, workshop).report
    assert report is not None
    data = make_document(report, workshop)
    found = bookmarked(data)
    assert not any("/" in each for each in found)
    assert len(found) > 20 or path.stem == "乡村小学"
    assert find_structure_faults(read(data)) == ()
