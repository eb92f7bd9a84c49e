"""Templates that another program opened and saved again, with nothing changed in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.problems import Severity
from reportgen.resources import templates_folder
from reportgen.template_tools.check.files import Checker
from tests.programs import save_again

pytestmark = pytest.mark.slow

# How a document is cut into runs is each program's own, and does not change what is filled in.
HARMLESS = {"template_split"}


def test_templates_saved_by_libreoffice_can_be_used_as_they_are(tmp_path: Path) -> None:
    files = sorted(templates_folder().glob("*.docx"))
    save_again("docx", *files, into=tmp_path / "out")
    checked = Checker().check_path(tmp_path / "out")
    assert [each.file.name for each in checked] == [file.name for file in files]
    problems = [problem for each in checked for problem in each.problems]
    assert all(each.tried for each in checked)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    assert {problem.code for problem in problems} <= HARMLESS
