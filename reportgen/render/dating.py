"""A report's date → the dates of its document's properties."""

from __future__ import annotations

import datetime

from reportgen.late_regex import late_regex

_DATE = late_regex(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_DATED = late_regex(rb"(<dcterms:(?:created|modified)(?: [^>]*)?>)[^<]*")


def date_properties(core: bytes, date: str) -> bytes:
    """`core.xml` as created and last changed on that Chinese date (2024年11月20日).

    A document made from a template is not as old as the template, and a clock would make equal
    input give other bytes. What is no day of the calendar leaves the template's dates.
    """
    stamp = _timestamp(date)
    return _DATED.sub(rb"\g<1>" + stamp, core) if stamp else core


def _timestamp(date: str) -> bytes:
    found = _DATE.fullmatch(date)
    if found is None:
        return b""
    try:
        day = datetime.date(*map(int, found.groups()))
    except ValueError:
        return b""
    return f"{day.isoformat()}T00:00:00Z".encode()
