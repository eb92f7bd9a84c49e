"""The settings file of whoever uses the machine → where their programs are.

It lies where the system keeps a user's settings, never with the data: only here may a file name a
program.
"""

from __future__ import annotations

import os
from pathlib import Path

from reportgen.load.fields import read_tree, read_word
from reportgen.problems import ReportgenError, is_stopped

_OFFICE = "办公软件"


def user_settings_file() -> Path | None:
    """The file's place, whether it is there or not; None where the system knows no home of the
    user: it would be a place in whichever folder they work in.
    """
    # Most commands need no programs, and do not wait for this.
    from platformdirs import user_config_path

    try:
        place = user_config_path("reportgen", appauthor=False) / "设置.yaml"
    except RuntimeError:
        return None
    return place if place.is_absolute() else None


def load_user_office() -> Path | None:
    """The LibreOffice that the user's settings name; None if they name none.

    Errors: ReportgenError names everything wrong in the file; a place that is not absolute is
    wrong, because it would mean another program in each folder.
    """
    file = user_settings_file()
    if file is None or not file.is_file():
        return None
    root = read_tree(file)
    item = root.known_entries((_OFFICE,)).get(_OFFICE)
    office = Path(os.path.expanduser(read_word(item))) if read_word(item) else None
    if item is not None and office is not None and not office.is_absolute():
        item.report("bad_value", f"“{office}”不是绝对位置", "请写全，例如 /opt/libreoffice")
    if is_stopped(root.reading.problems):
        raise ReportgenError(*root.reading.problems)
    return office
