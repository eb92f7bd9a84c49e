"""Templates that another program opened and saved again, with nothing changed in them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reportgen.problems import Severity
from reportgen.resources import templates_folder
from reportgen.template_tools.check.files import Checker

pytestmark = pytest.mark.slow

# How a document is cut into runs is each program's own, and does not change what is filled in.
HARMLESS = {"template_split"}


def test_templates_saved_by_libreoffice_can_be_used_as_they_are(tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        if os.environ.get("REPORTGEN_REQUIRE_LIBREOFFICE"):
            raise RuntimeError("soffice is missing")
        pytest.skip("LibreOffice is not here")
    files = sorted(templates_folder().glob("*.docx"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path / "out"),
    ]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=180)
    checked = Checker().check_path(tmp_path / "out")
    assert [each.file.name for each in checked] == [file.name for file in files]
    problems = [problem for each in checked for problem in each.problems]
    assert all(each.tried for each in checked)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    assert {problem.code for problem in problems} <= HARMLESS
