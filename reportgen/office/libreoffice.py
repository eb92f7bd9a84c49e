"""Where LibreOffice is: named, on the PATH, or in the usual places of the system."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen.named_tuple import NamedTuple
from reportgen.office.programs import find_program

VARIABLE = "REPORTGEN_OFFICE"
_PROGRAMS = ("soffice", "libreoffice")
if sys.platform == "win32":
    # soffice.com waits for its work to be done, soffice.exe need not.
    _PROGRAMS = ("soffice.com", "soffice.exe")
_BELOW = ("", "program", "Contents/MacOS", "App/libreoffice/program")
_LINUX = (
    *("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice*"),
    *("/snap/bin", "/usr/local/bin"),
)
_MAC = ("/Applications/LibreOffice*.app", "~/Applications/LibreOffice*.app")
_WINDOWS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")


class Office(NamedTuple):
    """A LibreOffice on this machine, by the program that starts it."""

    program: Path


def find_office(
    named: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    system: str = sys.platform,
) -> Office | None:
    """The LibreOffice at `named`, which is a program or the folder it was installed to.

    Without `named` it is the one in the environment variable REPORTGEN_OFFICE, else the first on
    the PATH or in the system's usual places. None if there is none; one that was named and is
    missing is not looked for elsewhere.
    """
    told = named or office_variable(environment)
    if told is not None:
        return _at(Path(os.path.expanduser(told)))
    usual = map(_at, _usual_places(environment, system))
    return _on_path(environment) or next(filter(None, usual), None)


def office_variable(environment: Mapping[str, str] = os.environ) -> Path | None:
    """What the environment variable names; None if it names nothing."""
    return Path(environment[VARIABLE]) if environment.get(VARIABLE) else None


def _on_path(environment: Mapping[str, str]) -> Office | None:
    found = (find_program(program, environment) for program in _PROGRAMS)
    return next((Office(program) for program in found if program), None)


def office_version(office: Office) -> str:
    """Its name and version, such as `LibreOffice 7.4.7.2`; empty if it does not answer."""
    # Most commands only look for the program and need not wait for what starts it.
    from reportgen.office.process import read_output

    words = read_output([str(office.program), "--version"]).split()
    return " ".join(words[:2])


def _at(place: Path) -> Office | None:
    if place.is_file():
        return Office(place.absolute())
    programs = (place / below / program for below in _BELOW for program in _PROGRAMS)
    return next((Office(program.absolute()) for program in programs if program.is_file()), None)


def _usual_places(environment: Mapping[str, str], system: str) -> Iterator[Path]:
    if system == "win32":
        for variable in _WINDOWS:
            base = environment.get(variable)
            for parent in (Path(base), Path(base) / "Programs") if base else ():
                yield from sorted(parent.glob("LibreOffice*"), reverse=True)
        return
    for pattern in _MAC if system == "darwin" else _LINUX:
        path = Path(os.path.expanduser(pattern))
        # Without a home it would be a place in the folder that one works in.
        if path.is_absolute():
            yield from sorted(path.parent.glob(path.name), reverse=True)
