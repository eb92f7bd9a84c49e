"""The promises of the page: how long a keystroke's check takes, and what the server weighs at rest.

python benchmarks/web.py, or make bench. It only prints; a slow computer is no failure.
"""

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
from tempfile import TemporaryDirectory
from time import process_time
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starlette.testclient import TestClient

from reportgen.web.app import make_app
from reportgen.web.desk import Desk
from reportgen.web.serving.guard import Keys

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "schools" / "完全小学.yaml"
NAME, FACT, VALUE = "学校.yaml", "图书册数", "18900"
HOST, TOKEN = "127.0.0.1:8765", "a-token-of-this-run"
ROUNDS = 21
KEYSTROKE_TARGET, MEMORY_TARGET = 50.0, 150.0


def report_keystroke(folder: Path) -> None:
    """(a) One figure typed: written to the file, checked, and told beside all fields."""
    client = TestClient(make_app(Desk(folder), Keys(TOKEN, {HOST})), base_url=f"http://{HOST}")
    client.get("/", params={"token": TOKEN})
    client.headers["Origin"] = f"http://{HOST}"
    values = [VALUE, *(str(int(VALUE) + each) for each in range(1, ROUNDS + 1))]
    spent = []
    for seen, value in pairwise(values):
        edit = {"address": ["数据", FACT], "value": value, "seen": seen}
        start = process_time()
        answer = client.post("/school/edit", json={"file": NAME, "edits": [edit]})
        spent.append(process_time() - start)
        assert answer.status_code == 200 and not answer.json()["conflicts"]
    median = statistics.median(spent[1:]) * 1000
    print(f"(a) A keystroke's check: a figure of {SAMPLE.name}, POST /school/edit")
    print(f"median           {median:8.1f} ms of the processor, with the client's own share")
    verdict = _verdict(median <= KEYSTROKE_TARGET)
    print(f"target           {KEYSTROKE_TARGET:8.1f} ms at most: {verdict}")


def report_memory(folder: Path) -> None:
    """(b) The server's process after a school was opened; LibreOffice is a process by itself."""
    command = (sys.executable, "-m", "reportgen", "serve", str(folder / NAME), "--port", "0")
    none = {**os.environ, "REPORTGEN_OFFICE": str(folder / "none")}
    with subprocess.Popen(
        command, cwd=ROOT, env=none, stdout=subprocess.PIPE, encoding="utf-8"
    ) as server:
        try:
            assert server.stdout is not None
            found = re.search(r"http://\S+", server.stdout.readline())
            assert found is not None
            _open(found[0])
            memory = _memory(server.pid)
        finally:
            server.terminate()
    print("\n(b) The server at rest, after a school was opened")
    if memory is None:
        print("memory           not told by this system")
        return
    print(f"memory           {memory:8.0f} MB")
    print(f"target           {MEMORY_TARGET:8.0f} MB at most: {_verdict(memory <= MEMORY_TARGET)}")


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


def _memory(process: int) -> float | None:
    """What the process has in memory, in MB; None where the system does not say it so."""
    status = Path("/proc", str(process), "status")
    if not status.is_file():
        return None
    found = re.search(r"VmRSS:\s*(\d+) kB", status.read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else None


def _verdict(reached: bool) -> str:
    return "reached" if reached else "missed"


def main() -> None:
    """Print both."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        shutil.copy(SAMPLE, folder / NAME)
        report_keystroke(folder)
        report_memory(folder)


if __name__ == "__main__":
    main()
