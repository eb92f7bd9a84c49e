"""A cluster's workers make the same reports, and one that dies takes none with it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen.batch.entry import Entry
from reportgen.batch.store import Store
from tests.batch.conftest import RunBatch, contents, write_school

pytest.importorskip("distributed", reason="dask.distributed is not installed")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers on this machine, each a process of its own."""
    address = f"127.0.0.1:{free_port()}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    host, port = address.split(":")
    scheduler = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        host,
        "--port",
        port,
        "--no-dashboard",
    ]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
    ]
    processes = [subprocess.Popen(scheduler, **quiet)]  # type: ignore[call-overload]
    processes += [subprocess.Popen([*worker, "--no-dashboard"], **quiet) for _ in range(2)]  # type: ignore[call-overload]
    try:
        yield f"dask://{address}", processes
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


@pytest.mark.filterwarnings("default")
def test_a_worker_killed_half_way_costs_no_report(
    district: Path,
    run_batch: RunBatch,
    tmp_path: Path,
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(150):
        write_school(district, f"第{number}", 100 + number, 700)
    run_batch(district, executor="serial")
    serial = contents(tmp_path / "out")
    for path in (tmp_path / "out").iterdir():
        path.unlink()
    address, processes = cluster
    killed: list[int] = []
    add = Store.add

    def kill_one_and_add(store: Store, entry: Entry) -> None:
        if not killed:
            killed.append(processes[1].pid)
            os.kill(processes[1].pid, signal.SIGKILL)
        add(store, entry)

    monkeypatch.setattr(Store, "add", kill_one_and_add)
    started = time.monotonic()
    run_batch(district, executor=address, workers=2)
    assert killed
    assert time.monotonic() - started < 120
    assert contents(tmp_path / "out") == serial


def test_a_scheduler_that_is_not_there_is_said(district: Path, run_batch: RunBatch) -> None:
    from reportgen.problems import ReportgenError

    with pytest.raises(ReportgenError, match=r"连不上调度程序 127\.0\.0\.1:1"):
        run_batch(district, executor="dask://127.0.0.1:1", workers=2)
