"""Whoever does the work, the reports are the same; a worker that dies costs no other school its
report.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from reportgen.batch.executors import executor_maker
from reportgen.batch.shard import Shard
from reportgen.making import Draft, make_draft
from reportgen.model.report import Report
from reportgen.pipeline import Workshop
from reportgen.problems import ReportgenError
from tests.batch.conftest import RunBatch, contents, statuses


@pytest.mark.parametrize("executor", ["process", "thread"])
def test_every_executor_gives_the_bytes_of_the_serial_one(
    district: Path, run_batch: RunBatch, tmp_path: Path, executor: str
) -> None:
    run_batch(district, executor="serial")
    serial = contents(tmp_path / "out")
    run_batch(district, executor=executor, workers=2, fresh=True)
    assert contents(tmp_path / "out") == serial


_SET_HERE: list[str] = []


def count_set() -> int:
    return len(_SET_HERE)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="tells forked workers from others")
def test_in_the_place_of_dead_workers_others_begin_anew_where_there_are_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "_SET_HERE", ["set"])
    make = executor_maker("process", 2, has_threads=True)
    seen = []
    for _ in range(2):
        with make() as executor:
            seen.append(executor.submit(count_set).result())
    assert seen == [1, 0], "the first knows what was set here, as it is a copy"


def test_an_unknown_executor_is_said(district: Path, run_batch: RunBatch) -> None:
    with pytest.raises(
        ReportgenError, match="不认识执行方式“dusk://x”；可以用的有：process、thread、serial"
    ):
        run_batch(district, executor="dusk://x", workers=2)


def test_shards_do_every_school_once_and_the_run_after_them_finds_all_done(
    district: Path, run_batch: RunBatch, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        run_batch(district, shard=Shard(number, 3))
    assert len(list((tmp_path / "out").glob("*.docx"))) == 5
    assert set(statuses(run_batch(district)).values()) == {"unchanged"}


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="patches what a forked worker runs")
def test_a_worker_that_dies_fails_only_the_school_that_kills_it(
    district: Path, run_batch: RunBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.batch import worker

    def die_for_one(report: Report, workshop: Workshop) -> Draft:
        if "丙小学" in str(report):
            os._exit(1)
        return make_draft(report, workshop)

    monkeypatch.setattr(worker, "make_draft", die_for_one)
    summary = run_batch(district, workers=2)
    assert [each.file for each in summary.schools if each.status == "failed"] == ["丙.yaml"]
    assert len([each for each in summary.schools if each.report]) == 4
