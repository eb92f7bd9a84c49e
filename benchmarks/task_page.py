"""The page: a figure typed, and the server at rest."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from time import process_time
from urllib.parse import urlsplit

from starlette.testclient import TestClient

from benchmarks.moved import of_either
from reportgen.web.app import make_app
from reportgen.web.desk import Desk

_NAME, _FACT, _VALUE = "学校.yaml", "图书册数", "18900"
_HOST, _TOKEN = "127.0.0.1:8765", "a-token-of-this-run"


def type_figures(school: str, folder: str, times: str) -> dict[str, float]:
    """Seconds of one figure typed: written to the file, checked, and told beside all fields, with
    the share of whoever asks.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(school, place / _NAME)
    keys = of_either("Keys", "reportgen.web.serving.guard", "reportgen.web.guard")
    app = make_app(Desk(place), keys(_TOKEN, {_HOST}))
    client = TestClient(app, base_url=f"http://{_HOST}")
    client.get("/", params={"token": _TOKEN})
    client.headers["Origin"] = f"http://{_HOST}"
    values = [_VALUE, *(str(int(_VALUE) + each) for each in range(1, int(times) + 2))]
    spent = []
    for seen, value in pairwise(values):
        edit = {"address": ["数据", _FACT], "value": value, "seen": seen}
        begun = process_time()
        answer = client.post("/school/edit", json={"file": _NAME, "edits": [edit]})
        spent.append(process_time() - begun)
        assert answer.status_code == 200 and not answer.json()["conflicts"]
    return {"keystroke": statistics.median(spent[1:])}


def serve_at_rest(school: str, folder: str) -> dict[str, float]:
    """Megabytes of the server after a school was opened; 0 where the system does not say it.
    LibreOffice is a process by itself.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    shutil.copy(school, place / _NAME)
    command = (sys.executable, "-m", "reportgen", "serve", str(place / _NAME), "--port", "0")
    none = {**os.environ, "REPORTGEN_OFFICE": str(place / "none")}
    with subprocess.Popen(command, env=none, stdout=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found is not None
            _open(found[0])
            return {"memory": _memory(server.pid)}
        finally:
            server.terminate()


def _open(address: str) -> None:
    """Open the page as a browser does: the token becomes a cookie, then page and report come."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    client = http.client.HTTPConnection(parts.hostname, parts.port)
    client.request("GET", f"{parts.path}?{parts.query}")
    answer = client.getresponse()
    answer.read()
    cookie = (answer.headers["set-cookie"] or "").partition(";")[0]
    page = answer.headers["location"] or ""
    for path in (page, page.replace("/school?", "/school/report?")):
        client.request("GET", path, headers={"Cookie": cookie})
        answer = client.getresponse()
        assert answer.status == 200 and answer.read()
    client.close()


def _memory(process: int) -> float:
    status = Path("/proc", str(process), "status")
    if not status.is_file():
        return 0.0
    found = re.search(r"VmRSS:\s*(\d+) kB", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0
