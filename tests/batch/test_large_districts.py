"""What copies of the process make of a large district is what one process makes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import contents
from tests.batch.test_district_documents import OWN

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone"),
    pytest.mark.slow,
]
# A district counts as large from so many schools on; how many processes it had is told at the end.
RUN = """\
import os, sys
from reportgen.__main__ import main
from reportgen.batch import district_documents
district_documents._MANY = int(sys.argv.pop(1))
forked = []
os.register_at_fork(after_in_parent=lambda: forked.append(1))
try:
    main()
finally:
    print("forked", len(forked))
"""


def _run(district: Path, output: Path, many: int) -> int:
    """How many copies of the process there were, with the two workers."""
    command = [sys.executable, "-c", RUN, str(many), "batch", str(district), "-o", str(output)]
    ended = subprocess.run(
        [*command, "-j", "2", "--no-toc-pages"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert "县域自查报告.docx" in ended.stdout, ended.stdout + ended.stderr
    return int(ended.stdout.rpartition("forked ")[2])


def test_copies_make_what_one_process_makes(district: Path, tmp_path: Path) -> None:
    (district / "区县.yaml").write_text(OWN, encoding="utf-8")
    small = _run(district, tmp_path / "小", 1000)
    large = _run(district, tmp_path / "大", 1)
    # What lays the report out, its draft, and the list of schools.
    assert large == small + 3
    made = [contents(tmp_path / name) for name in ("小", "大")]
    names = ("县域自查报告.docx", "指标汇总.xlsx", "清单.xlsx", "错误清单.xlsx")
    for name in names:
        assert made[0][name] == made[1][name]
