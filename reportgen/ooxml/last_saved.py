"""An office document → when it was saved last, and by whom, as far as it says so."""

from __future__ import annotations

import datetime
import html

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import PackageFault, open_package

_PART = "docProps/core.xml"
_MODIFIED = late_regex(r"<(?:\w+:)?modified\b[^>]*>\s*([^<]{1,40}?)\s*<")
_SAVED_BY = late_regex(r"<(?:\w+:)?lastModifiedBy\b[^>]*>\s*([^<]{1,200}?)\s*<")
# What a program writes without a clock bears an older date.
_FIRST_YEAR = 2001


class LastSaved(NamedTuple):
    """When a person saved a document last, in local time, and by whom; None and empty where it does
    not say.
    """

    time: datetime.datetime | None = None
    by: str = ""


def find_last_saved(data: bytes) -> LastSaved:
    """What the document in those bytes says of it; nothing of what is no document."""
    try:
        package = open_package(data)
        text = package.read(_PART).decode("utf-8") if _PART in package else ""
    except (PackageFault, UnicodeDecodeError):
        return LastSaved()
    modified, saved_by = _MODIFIED.search(text), _SAVED_BY.search(text)
    by = html.unescape(saved_by[1]) if saved_by else ""
    return LastSaved(_time(modified[1]) if modified else None, by)


def _time(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
        local = found.astimezone().replace(tzinfo=None) if found.tzinfo else found
        return local if local.year >= _FIRST_YEAR else None
    except (ValueError, OverflowError, OSError):
        return None
