"""What a command waits for before it works: a build of a sample imports what it needs, no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCHOOL = ROOT / "data" / "schools" / "完全小学.yaml"
_LIBRARIES = {"click", "jinja2", "lxml", "markdown", "markupsafe", "platformdirs", "yaml"}
# What takes long to import and is for Excel, new documents, pictures, other processes and the page.
_SPARED = {
    *("asyncio", "concurrent", "email", "http", "multiprocessing", "socket", "ssl"),
    *("docx", "docxtpl", "fontTools", "openpyxl", "PIL", "xlsxwriter", "python_calamine"),
    *("pypdfium2", "starlette", "uvicorn"),
}
_RUN = """
import json, sys
import reportgen.__main__
try:
    reportgen.__main__.main()
finally:
    print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """The libraries and modules that a command has imported when it ends."""
    ended = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        cwd=ROOT,
        env={**os.environ, "REPORTGEN_CACHE": "off"},
        capture_output=True,
        check=False,
    )
    return set(json.loads(ended.stderr.decode().splitlines()[-1]))


def installed() -> set[str]:
    """The names of what is not Python's own."""
    from importlib.metadata import packages_distributions

    return set(packages_distributions())


def test_a_build_imports_what_it_needs(tmp_path: Path) -> None:
    names = imported("build", str(SCHOOL), "-o", str(tmp_path))
    assert list(tmp_path.glob("*.docx"))
    own = {name for name in names & installed() if not name.startswith("_")}
    assert own - {"reportgen", "coverage"} <= _LIBRARIES
    assert names.isdisjoint(_SPARED)


def test_help_imports_hardly_anything() -> None:
    assert imported("--help").isdisjoint(_SPARED | (_LIBRARIES - {"click"}))
