"""A wheel has all that a report needs: unpacked far from the checkout, it builds one."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


def test_wheel_builds_a_report_far_from_the_checkout(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        str(tmp_path / "dist"),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        assert "reportgen/py.typed" in package.namelist()
        package.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONIOENCODING": "utf-8"}
    for arguments in (["init", "学校"], ["build", "学校/学校.yaml"]):
        run = [sys.executable, "-m", "reportgen", *arguments]
        done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
    code = "import reportgen; print(reportgen.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=True
    )
    assert str(tmp_path) in where.stdout.decode()
    assert len(list((tmp_path / "学校" / "out").glob("*.docx"))) == 1
