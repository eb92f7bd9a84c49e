"""An input with a finding → a smaller one with the same: what a regression test keeps."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable, Sequence
from typing import TypeVar

from lxml import etree

from fuzz.audit import Auditor
from fuzz.of_packages import Parts, pack, unpack
from fuzz.runner import try_input
from fuzz.targets import Target

Unit = TypeVar("Unit")
Holds = Callable[[bytes], bool]


def minimise(data: bytes, target: Target, seconds: float = 120) -> bytes:
    """The smallest input that was found in that time; the same where nothing is wrong with it."""
    auditor = Auditor(asks_always=True)
    known = {(each.kind, each.mark) for each in try_input(target, data, auditor).findings}
    end = time.monotonic() + seconds

    def holds(changed: bytes) -> bool:
        if time.monotonic() > end:
            return False
        found = try_input(target, changed, auditor).findings
        return not known.isdisjoint((each.kind, each.mark) for each in found)

    return _minimise(data, holds) if known else data


def _minimise(data: bytes, holds: Holds) -> bytes:
    parts = _parts(data)
    if parts is not None and holds(pack(parts)):
        return pack(_smaller_parts(parts, holds))
    return _smaller_text(data, holds)


def _parts(data: bytes) -> Parts | None:
    try:
        return unpack(data)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return None


def _smaller_parts(parts: Parts, holds: Holds) -> Parts:
    """Parts that are not needed go, then elements of those that are."""
    parts = list(shrink(parts, lambda some: holds(pack(list(some)))))
    for at, (name, part) in enumerate(parts):

        def holds_with(changed: bytes, at: int = at, name: str = name) -> bool:
            return holds(pack([*parts[:at], (name, changed), *parts[at + 1 :]]))

        parts[at] = (name, _smaller_xml(part, holds_with))
    return parts


def _smaller_xml(part: bytes, holds: Holds) -> bytes:
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return _smaller_text(part, holds)
    return _without_elements(root, holds, part)


def _without_elements(root: etree._Element, holds: Holds, part: bytes) -> bytes:
    """Each element, the outer ones first, goes if the finding stays."""
    for each in list(root.iter(etree.Element)):
        above = each.getparent()
        if above is None or root not in (above, *above.iterancestors()):
            continue
        place = above.index(each)
        above.remove(each)
        changed = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
        if holds(changed):
            part = changed
        else:
            above.insert(place, each)
    return part


def _smaller_text(data: bytes, holds: Holds) -> bytes:
    """Lines that are not needed go, then signs."""
    lines = shrink(data.splitlines(keepends=True), lambda some: holds(b"".join(some)))
    data = b"".join(lines)
    signs = shrink(
        [data[at : at + 1] for at in range(len(data))], lambda some: holds(b"".join(some))
    )
    return b"".join(signs)


def shrink(units: Sequence[Unit], holds: Callable[[Sequence[Unit]], bool]) -> Sequence[Unit]:
    """As few of the units as `holds`: stretches are left out, ever shorter ones."""
    size = max(1, len(units) // 2)
    while units:
        at = 0
        while at < len(units):
            fewer = [*units[:at], *units[at + size :]]
            if holds(fewer):
                units = fewer
            else:
                at += size
        if size == 1:
            break
        size //= 2
    return units
