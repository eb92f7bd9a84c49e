"""LibreOffice works a filled-in form out to exactly what the assessor says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.forms.plan import FormPlan
from reportgen.forms.school_form import write_school_form
from reportgen.load.fields import read_tree
from reportgen.load.plain_tree import plain_tree
from reportgen.load.school_file import load_school
from reportgen.pipeline import Workshop, examine_school
from reportgen.resources import data_folder
from tests.programs import save_again

pytestmark = pytest.mark.slow

# 乡村小学 names no standard and has nothing to preview. Of the district's schools there is one of
# every type, and whoever misses something or has not said it.
COUNTY = (
    "01城关第一小学",
    "05柳林乡小学",
    "07石桥教学点",
    "09城关初级中学",
    "13实验学校",
    "14示例县第一中学",
)
SAMPLES = [
    *sorted(path for path in (data_folder() / "schools").glob("*.yaml") if path.stem != "乡村小学"),
    *(data_folder() / "districts" / "示例县" / f"{name}.yaml" for name in COUNTY),
]


def without_rooms(folder: Path) -> Path:
    """A school's file that says of the music room that there is none, and what room is no room."""
    text = SAMPLES[-1].read_text(encoding="utf-8")
    text = re.sub("(  音乐专用教室面积: ).*", r"\1[0]", text)
    path = folder / "没有音乐教室.yaml"
    path.write_text(re.sub("(  美术专用教室面积: ).*", r"\1[0, 92]", text), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every sample's form as LibreOffice saves it again, in one call."""
    folder, workshop = tmp_path_factory.mktemp("forms"), Workshop()
    library = workshop.library
    for path in (*SAMPLES, without_rooms(folder)):
        loaded = load_school(workshop.reader.read(path), library)
        assert loaded.school is not None
        year = loaded.school.settings.year
        plan = FormPlan(
            loaded.standards,
            loaded.dictionary,
            loaded.school.type,
            tuple(library.school_types),
            year,
            library.genres.neutral.forms,
        )
        (folder / f"{path.stem}.xlsx").write_bytes(
            write_school_form(plain_tree(read_tree(path)), plan)
        )
    return save_again("xlsx", *folder.glob("*.xlsx"), into=folder / "out").parent


def preview_rows(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook

    for row in load_workbook(path, data_only=True)["指标预览"].iter_rows(
        min_row=5, values_only=True
    ):
        if row[1] is None or row[0] is None:
            return
        yield row


def test_a_room_of_nothing_is_none_in_the_preview(recalculated: Path, workshop: Workshop) -> None:
    sample = recalculated.parent / "没有音乐教室.yaml"
    verdicts = {
        row[2]: (row[4], row[6]) for row in preview_rows(recalculated / "没有音乐教室.xlsx")
    }
    assert verdicts["每12个班级配备音乐专用教室"] == (0, "未达标")
    assert verdicts["音乐专用教室面积"] == (None, "不适用")
    assert verdicts["美术专用教室面积"] == (92, "达标")
    compare(sample, recalculated, workshop)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_the_preview_is_what_the_assessor_says(
    sample: Path, recalculated: Path, workshop: Workshop
) -> None:
    compare(sample, recalculated, workshop)


def compare(sample: Path, recalculated: Path, workshop: Workshop) -> None:
    """Hold the form's preview against the results."""
    examined = examine_school(sample, workshop)
    assert examined.assessment is not None
    results = {
        (standard.standard.short_title, result.indicator.name, str(result.stage or "全校")): result
        for standard in examined.assessment.standards
        for result in standard.results
    }
    # A required sheet that LibreOffice did not write would leave nothing to compare.
    rows = {
        (row[1], row[2], row[3]): row for row in preview_rows(recalculated / f"{sample.stem}.xlsx")
    }
    assert results and results.keys() <= rows.keys()
    for key, row in rows.items():
        if key not in results:
            assert row[6] == "不适用"
            continue
        result = results[key]
        assert row[6] == result.verdict.label, key
        if isinstance(row[4], (int, float)):
            assert isinstance(result.value, (int, float)) or float(
                str(result.value)
            ) == pytest.approx(row[4])
        if not result.variant:
            assert row[5] == result.required, key
