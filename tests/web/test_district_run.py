"""A district's reports made from the page: progress, cancelling, what came of it."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from reportgen.batch.batch import MANIFEST
from reportgen.batch.lock import hold_folder
from reportgen.batch.store import WORK_FOLDER
from reportgen.resources import data_folder
from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys
from tests.web.conftest import HOST, TOKEN

pytestmark = pytest.mark.slow

_SCHOOLS = ("01城关第一小学.yaml", "09城关初级中学.yaml")


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """A district's folder with two of its schools."""
    for name in ("区县.yaml", *_SCHOOLS):
        shutil.copy(data_folder() / "districts" / "示例县" / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def officer(district: Path) -> Iterator[TestClient]:
    """A client with the keys to that folder; a run ends with it."""
    app = make_app(Desk(district), Keys(TOKEN, frozenset({HOST})))
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get("/", params={"token": TOKEN})
        client.headers["Origin"] = f"http://{HOST}"
        yield client


def _run(client: TestClient, **choice: object) -> list[dict[str, object]]:
    """What is told of a run from its start to its end; without a choice it makes the reports of all
    schools, and the district's.
    """
    data = choice or {"district": "on"}
    started = client.post("/district/run/start", data=data)
    assert started.headers["location"] == "/district/run"
    return _events(client)


def _events(client: TestClient) -> list[dict[str, object]]:
    answer = client.get("/district/run/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [json.loads(each.removeprefix("data: ")) for each in answer.text.split("\n\n") if each]


def test_a_run_makes_what_the_command_makes(officer: TestClient, district: Path) -> None:
    assert "做好的" not in officer.get("/district/run").text
    told = _run(officer)
    assert told[-1]["is_running"] is False
    assert told[-1]["told"] == "做完了：2 份报告。"
    made = {path.name for path in (district / "out").iterdir()}
    assert {"县域自查报告.docx", "指标汇总.xlsx", "清单.xlsx", "错误清单.xlsx", MANIFEST} < made
    page = officer.get("/district/run").text
    assert "全部下载（6 份，.zip）" in page
    assert "示例县城关第一小学" in page


def test_documents_are_taken_one_by_one_or_all(officer: TestClient, district: Path) -> None:
    _run(officer)
    taken = officer.get("/district/run/zip")
    with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
        names = archive.namelist()
        assert "县域自查报告.docx" in names
        assert all(archive.read(name) == (district / "out" / name).read_bytes() for name in names)
    one = officer.get("/district/run/file", params={"file": "县域自查报告.docx"})
    assert one.content == (district / "out" / "县域自查报告.docx").read_bytes()


def test_no_other_file_is_given(officer: TestClient, district: Path) -> None:
    _run(officer)
    (district / "out" / "别的.txt").write_text("别的", encoding="utf-8")
    (district / "out" / "清单.xlsx").unlink()
    (district / "out" / "清单.xlsx").symlink_to("/etc/passwd")
    for name in ("别的.txt", "../区县.yaml", "/etc/passwd", MANIFEST, "清单.xlsx", ""):
        assert officer.get("/district/run/file", params={"file": name}).status_code == 422


def test_a_second_run_does_again_only_what_has_changed(officer: TestClient) -> None:
    assert _run(officer)[-1]["total"] == len(_SCHOOLS)
    assert _run(officer)[-1]["total"] == 0


def test_a_run_that_is_cancelled_keeps_what_was_done(officer: TestClient, district: Path) -> None:
    officer.post("/district/run/start")
    officer.post("/district/run/cancel")
    last = _events(officer)[-1]
    assert last["is_running"] is False
    assert str(last["told"]).startswith(("已停下", "做完了"))
    assert _run(officer)[-1]["told"] == "做完了：2 份报告。"


def test_a_run_of_somebody_else_is_told_and_not_waited_for(
    officer: TestClient, district: Path
) -> None:
    with hold_folder(district / "out", WORK_FOLDER, MANIFEST, lambda told: None):
        assert "正在写这个文件夹；请等它做完再做" in str(_run(officer)[-1]["told"])
        assert "正在写这个文件夹" in officer.get("/district/run").text


def test_a_run_starts_only_from_the_page_itself(officer: TestClient, district: Path) -> None:
    for origin in ("http://evil.example", "null"):
        asked = officer.post("/district/run/start", headers={"Origin": origin})
        assert asked.status_code == 403
    assert officer.get("/district/run/start").status_code == 405
    assert not (district / "out").exists()
