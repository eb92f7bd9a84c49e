"""The files that Office, WPS and systems leave beside those that people made."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.late_regex import late_regex

_PASSING = late_regex(
    r"~\$.*|~.*\.tmp|\.~.*|\._.*|\.DS_Store|__MACOSX|thumbs\.db|ehthumbs.*\.db|desktop\.ini|Icon\r"
    r"|\.(?!.*\.(?:xlsx|xlsm|xls|et|ods|csv|tsv|yaml|yml|zip)$).*",
    re.IGNORECASE | re.DOTALL,
)


def is_lock_file(path: Path) -> bool:
    """Whether it only marks that another is open (`~$名单.xlsx`): it is no document."""
    return path.name.startswith("~$")


def is_passing(name: str) -> bool:
    """Whether files and folders of that name are left by systems and programs, and hold nothing
    that anybody wrote.
    """
    return bool(_PASSING.fullmatch(name))
