"""What depends on the machine, a template or a standard is told once, however many schools."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from reportgen.batch.batch import open_batch
from reportgen.batch.entry import Status
from reportgen.batch.lists import PROBLEMS
from reportgen.batch.pdfs import PdfOutcome, tell_pdf_faults
from reportgen.batch.request import Request
from reportgen.batch.shared_matters import SharedMatters
from reportgen.batch.summary import Summary, write_summary
from reportgen.problems import Change as RemedyChange
from reportgen.problems import Location, Problem, Remedy, error, gap, warning
from tests.batch.test_pdfs import with_contents

OWN = warning("a", "自己的", Location("县/甲.yaml", 3, 1))
OF_TEMPLATE = warning("b", "没有页码", Location("模板/学校.docx"))
OF_STANDARD = warning("c", "没有文号", Location("标准.yaml"))
OF_RUN = warning("d", "没有地方", Location())


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OWN, ()),
        (OF_RUN, ()),
        (error("e", "模板有错", Location("模板/学校.docx")), ()),
        (OF_TEMPLATE, ("没有页码（5 所：甲、乙、丙……）",)),
        (OF_STANDARD, ("没有文号（5 所：甲、乙、丙……）",)),
    ],
)
def test_a_reminder_at_another_file_than_the_school_s_is_told_once(
    problem: Problem, told: tuple[str, ...]
) -> None:
    shared = SharedMatters()
    left = [shared.take((problem,), Path("别处/甲.yaml"), name) for name in "甲乙丙丁戊"]
    assert tuple(each.message for each in shared.told()) == told
    assert all(each == (() if told else (problem,)) for each in left)


def test_a_column_that_a_table_lacks_is_told_once_where_it_is_mended() -> None:
    shared, place = SharedMatters(), Location("映射.yaml", 5, 1)
    for row, name in ((5, "甲小学"), (6, "乙小学")):
        advice = Remedy(RemedyChange.ADD, ("图书册数: 图书册数",), "请加上一列", place=place)
        told = gap("missing_fact", "缺少“图书册数”", Location("表.xlsx", cell=f"表!B{row}"), advice)
        own = gap("missing_fact", "缺少“面积”", Location("表.xlsx", cell=f"表!C{row}"), "请填写")
        assert shared.take((told, own), Path("表.xlsx"), name, is_row=True) == (own,)
    (problem,) = shared.told()
    assert problem.location == place
    assert problem.message == "缺少“图书册数”（2 所：甲小学、乙小学）"


def test_reminders_that_differ_are_told_each_with_its_schools() -> None:
    shared = SharedMatters()
    shared.take((OF_TEMPLATE, OF_STANDARD), Path("甲.yaml"), "甲小学")
    shared.take((OF_STANDARD,), Path("乙.yaml"), "乙小学")
    told = [each.message for each in shared.told()]
    assert told == ["没有页码（1 所：甲小学）", "没有文号（2 所：甲小学、乙小学）"]


def run(district: Path, output: Path, templates: Path) -> Summary:
    """Contents in the template, and no LibreOffice to say the pages."""
    batch = open_batch(Request((district,), output, (templates,), executor="serial"))
    try:
        list(batch.run(batch.todo))
        return write_summary(batch, with_district=False, summed=False)
    finally:
        batch.close()


def test_pages_that_the_machine_cannot_say_are_a_matter_of_the_run(
    district: Path, tmp_path: Path
) -> None:
    templates, output = with_contents(tmp_path / "模板"), tmp_path / "out"
    first, again = (run(district, output, templates) for _ in range(2))
    for summary in (first, again):
        told = [each for each in summary.problems if each.code == "no_page_numbers"]
        assert len(told) == 1 and "5 所" in told[0].message
        codes = {each.code for school in summary.schools for each in school.problems}
        assert "no_page_numbers" not in codes
    assert {each.status for each in again.schools} == {Status.UNCHANGED}
    book = openpyxl.load_workbook(output / PROBLEMS)
    rows = [row for row in book.active.iter_rows(values_only=True) if "没有页码" in str(row)]  # type: ignore[union-attr]
    assert [row[0] for row in rows] == ["（全部）"]


def test_what_hinders_all_pdfs_alike_is_told_once() -> None:
    def failed(name: str, why: str) -> PdfOutcome:
        path = Path("out") / name
        return PdfOutcome(path, None, error("pdf_failed", why, Location(str(path)), "请再试"))

    alike = [failed(f"{number}.docx", "LibreOffice 出错退出") for number in range(4)]
    other = failed("另一份.docx", "超过了时间")
    told = list(tell_pdf_faults([*alike, PdfOutcome(Path("好.docx"), Path("好.pdf")), other]))
    assert [str(each) for each in told] == [
        "out：LibreOffice 出错退出（4 份：0.docx、1.docx、2.docx……）；请再试",
        "out/另一份.docx：超过了时间；请再试",
    ]
