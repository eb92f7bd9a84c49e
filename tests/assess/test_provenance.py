"""A figure is traced to what somebody wrote: each value follows of its parts, each part has a
place.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from reportgen.assess.provenance import trace_figures
from reportgen.model.provenance import Origin, Provenance, Traced
from reportgen.model.stages import Stage
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.resources import data_folder
from tests.conftest import Examine

SAMPLES = sorted((data_folder() / "schools").glob("*.yaml"))
PRIMARY, MIDDLE = Stage("小学"), Stage("初中")


def traced(examined: Examined) -> Provenance:
    assert examined.school is not None
    assert examined.assessment is not None
    return trace_figures(examined.school, examined.assessment, examined.dictionary)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_figure_of_the_samples_leads_to_places(path: Path, workshop: Workshop) -> None:
    examined = examine_school(path, workshop)
    found = traced(examined)
    assert examined.assessment is not None
    assert {key: each.value for key, each in found.facts.items()} == examined.assessment.facts
    assert all(any(each.given) for each in found.facts.values())
    for each in found.results:
        assert each.result.value is None or any(each.given)
        assert isinstance(each.numerator.value, tuple) or (
            each.numerator.value == each.result.numerator
        )


def test_a_derived_figure_has_its_formula_and_parts(examine: Examine) -> None:
    found = traced(examine("数据: {在校生数: 100, 教学班数: 4}\n")).facts["平均班额", None]
    assert (found.way, found.value, found.formula) == (
        Origin.DERIVED,
        Decimal(25),
        "在校生数 / 教学班数",
    )
    assert [(part.name, part.value) for part in found.parts] == [("在校生数", 100), ("教学班数", 4)]


def test_a_total_comes_of_its_stages_and_a_shared_figure_is_split(examine: Examine) -> None:
    body = "数据: {在校生数: {小学: 166, 初中: 210}, 图书册数: 23226}\n"
    found = traced(examine(body, "九年一贯制")).facts
    total, books = found["在校生数", None], found["图书册数", PRIMARY]
    assert (total.way, [part.stage for part in total.parts]) == (Origin.ADDED, [PRIMARY, MIDDLE])
    assert (books.way, names(books)) == (Origin.SPLIT, ["图书册数", "在校生数", "在校生数"])


def test_what_lacks_is_told_with_the_formula_that_asks_for_it(examine: Examine) -> None:
    found = traced(examine("数据: {图书册数: 100}\n", standards="[优质均衡2017]"))
    lacking = next(each for each in found.results if each.result.indicator.id == "L1")
    assert lacking.denominator is not None
    assert (lacking.denominator.name, lacking.denominator.way) == ("在校生数", Origin.MISSING)


def names(figure: Traced) -> list[str]:
    return [part.name for part in figure.given]
