"""Forms and wide tables in a batch: a job each school, and only what changed is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.batch.entry import Status
from tests.batch.conftest import RunBatch, statuses
from tests.load.workbooks.test_wide_form import SCHOOLS, write_table
from tests.workbooks import write_form


def test_a_folder_may_hold_forms_tables_and_data_files(district: Path, run_batch: RunBatch) -> None:
    write_form(district / "光明小学.xlsx")
    write_table(district / "汇总表.xlsx", SCHOOLS[1:])
    (district / "~$光明小学.xlsx").write_bytes(b"lock")
    summary = run_batch(district)
    assert {"光明小学", "城关中学", "九年学校", "甲小学"} <= {each.name for each in summary.schools}
    assert all(Path(each.report).is_file() for each in summary.schools)


def test_only_the_row_that_changed_is_made_again(tmp_path: Path, run_batch: RunBatch) -> None:
    folder = tmp_path / "表"
    write_table(folder / "汇总表.xlsx", SCHOOLS[1:])
    run_batch(folder)
    changed = (*SCHOOLS[1][:5], 601, *SCHOOLS[1][6:])
    write_table(folder / "汇总表.xlsx", (changed, SCHOOLS[2]))
    assert statuses(run_batch(folder)) == {
        "汇总表.xlsx#6/城关中学": Status.WARNED,
        "汇总表.xlsx#7/九年学校": Status.UNCHANGED,
    }


def test_a_form_is_made_again_when_it_changed(tmp_path: Path, run_batch: RunBatch) -> None:
    folder = tmp_path / "表"
    write_form(folder / "a.xlsx")
    run_batch(folder)
    assert statuses(run_batch(folder)) == {"a.xlsx": Status.UNCHANGED}
    write_form(folder / "a.xlsx", {"基本数据!E7": 19000})
    assert statuses(run_batch(folder)) == {"a.xlsx": Status.WARNED}


@pytest.mark.parametrize("executor", ["serial", "thread", "process"])
def test_every_executor_reads_the_table(executor: str, tmp_path: Path, run_batch: RunBatch) -> None:
    write_table(tmp_path / "表" / "汇总表.xlsx", SCHOOLS[1:])
    summary = run_batch(tmp_path / "表", executor=executor, workers=2)
    assert sorted(each.name for each in summary.schools) == ["九年学校", "城关中学"]


def test_two_schools_of_one_name_in_a_table_have_a_report_each(
    tmp_path: Path, run_batch: RunBatch
) -> None:
    write_table(tmp_path / "表" / "汇总表.xlsx", (SCHOOLS[1], SCHOOLS[1]))
    summary = run_batch(tmp_path / "表")
    assert len({each.report for each in summary.schools}) == 2
    assert all(Path(each.report).is_file() for each in summary.schools)


def test_a_workbook_that_is_no_data_fails_by_itself(tmp_path: Path, run_batch: RunBatch) -> None:
    write_form(tmp_path / "表" / "a.xlsx")
    (tmp_path / "表" / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert sorted(statuses(run_batch(tmp_path / "表")).values()) == [Status.FAILED, Status.WARNED]
