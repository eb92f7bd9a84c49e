"""A form as people fill it in, mended by what its messages tell to do and nothing else."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from reportgen.making import make_document
from reportgen.model.assessment import Verdict
from reportgen.pipeline import Examined, Workshop, examine_school
from reportgen.problems import Change, Problem, Severity
from tests.mending import internal_names

FORM = Path(__file__).with_name("收回的表.xlsx")
# What a clerk knows and no message can: the number where there was none, the amount of a share.
KNOWN: Mapping[str, object] = {
    "基本数据!E13": 35,
    "基本数据!E20": 4,
    "基本数据!E24": 49,
    "基本数据!E25": 49,
    "基本数据!E29": 480,
    "基本数据!E38": 34000,
    "成绩!E6": 2023,
}


def errors(examined: Examined) -> list[Problem]:
    return [each for each in examined.problems if each.severity is Severity.ERROR]


def mend(form: Path, told: list[Problem]) -> None:
    """Make each remedy; where a message leaves the value to the clerk, write what is known."""
    book = openpyxl.load_workbook(form)
    for problem in told:
        sheet, _, name = problem.location.cell.rpartition("!")
        cell, remedy = book[sheet][name], problem.remedy
        if remedy is None:
            cell.value = KNOWN[problem.location.cell]
        elif remedy.change is Change.DELETE:
            cell.value = None
        else:
            assert remedy.change is Change.WRITE
            cell.value = remedy.texts[0]
    book.save(form)


@pytest.fixture(scope="module")
def before(workshop: Workshop) -> Examined:
    return examine_school(FORM, workshop)


@pytest.fixture(scope="module")
def mended(
    workshop: Workshop, before: Examined, tmp_path_factory: pytest.TempPathFactory
) -> Examined:
    form = tmp_path_factory.mktemp("收回") / "收回的表.xlsx"
    form.write_bytes(FORM.read_bytes())
    mend(form, errors(before))
    return examine_school(form, workshop)


def test_every_message_has_its_cell_and_stands_in_the_order_of_the_workbook(
    before: Examined,
) -> None:
    cells = [each.location.cell for each in before.problems]
    sheets = openpyxl.load_workbook(FORM).sheetnames
    assert all(cells)
    assert not [name for each in before.problems for name in internal_names(each)]
    assert cells == sorted(
        cells, key=lambda cell: (sheets.index(cell.split("!")[0]), int(cell.split("!")[1][1:]))
    )
    assert len(errors(before)) <= 12


def test_a_form_is_mended_by_its_messages_alone(before: Examined, mended: Examined) -> None:
    assert errors(mended) == [] and mended.can_be_built
    told = {each.location.cell for each in errors(before)}
    assert not told & {each.location.cell for each in mended.problems}
    # Whether a plan is for what is met already had to wait for the figures.
    waited = {"met_plan", "expected_unused"}
    come = {each.code for each in mended.problems} - {each.code for each in before.problems}
    assert come <= waited


def test_no_verdict_is_wrong(mended: Examined) -> None:
    assert mended.assessment is not None
    results = {each.indicator.name: each for each in mended.assessment.results}
    assert results["无过重课业负担"].verdict is Verdict.MET
    assert results["每12个班级配备音乐专用教室"].numerator == 2
    assert results["音乐专用教室面积"].value == 96
    assert not [each for each in results.values() if each.verdict is Verdict.NO_DATA]


def test_lines_of_a_cell_are_paragraphs_and_lists(mended: Examined, workshop: Workshop) -> None:
    assert mended.report is not None
    document = Document(io.BytesIO(make_document(mended.report, workshop)))
    lines = [each.text for each in document.paragraphs]
    for line in ("新建音乐教室一间", "更换课桌凳420套", "添置图书3200册"):
        assert any(line in each and len(each) < 20 for each in lines), line
    assert not [each for each in lines if "•" in each or "●" in each]
