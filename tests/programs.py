"""Small programs in LibreOffice's place: they read its command line and do as a test wants."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.kept_code.place import SWITCH
from reportgen.office.libreoffice import Office, find_office
from reportgen.office.profile import write_profile

_HEAD = f"""\
#!{sys.executable}
import os, pathlib, signal, subprocess, sys, time
arguments = sys.argv[1:]
out, kind, sources = None, "", []
if "--outdir" in arguments:
    kind = arguments[arguments.index("--convert-to") + 1]
    out, *sources = map(pathlib.Path, arguments[arguments.index("--outdir") + 1 :])
def make(source, data=None):
    data = data or b"%PDF-1.6\\n" + source.read_bytes() + b"\\n%%EOF\\n"
    (out / f"{{source.stem}}.{{kind}}").write_bytes(data)
def note(text):
    with open({{log!r}}, "a", encoding="utf-8") as log:
        log.write(text + "\\n")
note(f"call {{len(sources)}}")
"""
MakeProgram = Callable[[str], Office]


def as_users_do() -> dict[str, str]:
    """The environment of a command that keeps what it has made ready, for tests of what it does and
    not of how it starts.
    """
    return {name: value for name, value in os.environ.items() if name != SWITCH}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What the programs note down."""
    return tmp_path / "log"


@pytest.fixture
def make_program(tmp_path: Path, log: Path) -> MakeProgram:
    """A program that does what the code says."""
    if os.name == "nt":
        pytest.skip("scripts are no programs on Windows")

    def make(code: str) -> Office:
        path = tmp_path / "soffice"
        path.write_text(_HEAD.replace("{log!r}", repr(str(log))) + code, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return Office(path)

    return make


@pytest.fixture(scope="session")
def office() -> Office:
    """The LibreOffice of this machine."""
    return find_real_office()


def find_real_office() -> Office:
    """The LibreOffice of this machine; without it the test is skipped, unless it is required."""
    found = find_office()
    if found is None or not shutil.which("pdftotext"):
        if os.environ.get("REPORTGEN_REQUIRE_LIBREOFFICE"):
            pytest.fail("LibreOffice and poppler must be installed here")
        pytest.skip("LibreOffice or poppler is not installed")
    return found


def save_again(kind: str, *files: Path, into: Path) -> Path:
    """The first of the files as LibreOffice saves all of them in one call, as that kind into that
    folder.
    """
    profile = into.with_name(f"{into.name}.profile")
    write_profile(profile)
    command = (find_real_office().program, f"-env:UserInstallation={profile.as_uri()}")
    options = ("--headless", "--convert-to", kind, "--outdir", into)
    subprocess.run([*command, *options, *files], check=True, capture_output=True, timeout=300)
    return into / f"{files[0].stem}.{kind}"
