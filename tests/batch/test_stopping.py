"""A run that is stopped: what is in hand is done and remembered, and nothing more is begun."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from reportgen.batch.batch import open_batch
from reportgen.batch.request import Request
from reportgen.resources import data_folder

_SCHOOLS = ("01城关第一小学.yaml", "05柳林乡小学.yaml", "07石桥教学点.yaml", "09城关初级中学.yaml")


def test_nothing_is_begun_once_a_run_is_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "县"
    folder.mkdir()
    for name in _SCHOOLS:
        shutil.copy(data_folder() / "districts" / "示例县" / name, folder / name)
    request = Request((folder,), tmp_path / "out", executor="serial")
    built = list[str]()
    with closing(open_batch(request)) as opened:
        for entry in opened.run(opened.todo, lambda: bool(built)):
            built.append(entry.head.file)
    assert 0 < len(built) < len(_SCHOOLS)
    with closing(open_batch(request)) as opened:
        assert {job.key for job in opened.todo} == {*_SCHOOLS} - {*built}
        assert {path.name for path in request.output.glob("*.docx")} == {
            job.report for job in opened.jobs if job.key in built
        }
