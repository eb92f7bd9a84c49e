"""A file of kept code as a table: asked by what was compiled, and written where it has grown.

Of what a table has a run asks a part: each value lies there as bytes, which are read when asked.
"""

from __future__ import annotations

import marshal
from collections.abc import Hashable
from pathlib import Path
from typing import Any

from reportgen.kept_code.place import program_stamp, read_kept, write_kept

# A table is written anew where it has grown by a part of so many.
_PART = 64
MOST_ENTRIES = 4000


class KeptTable:
    """What the file has, read when it is first asked for, and what was added since."""

    def __init__(self, place: Path, stamp: tuple[Any, ...] = (), most: int = MOST_ENTRIES) -> None:
        """What was kept with another stamp, or by another program, is not used. Where there would
        be more entries than `most`, those that this run asked are kept.
        """
        self._place, self._most = place, most
        self._stamp = (*program_stamp(), *stamp)
        self._known: dict[Hashable, bytes] | None = None
        self._asked: dict[Hashable, bytes] = {}
        self._added = 0

    def find(self, key: Hashable) -> Any:
        """What was kept for the key; None if nothing was."""
        if self._known is None:
            self._known = self._read()
        found = self._known.get(key)
        if found is None:
            return None
        self._asked[key] = found
        return marshal.loads(found)

    def keep(self, key: Hashable, value: Any) -> None:
        """Remember a value that `marshal` can write."""
        self._added += 1
        self._asked[key] = marshal.dumps(value)

    def save(self) -> None:
        """Write what was added, if it is worth it: with all that was known, while there is room."""
        known = self._known or {}
        if self._added * _PART <= len(known):
            return
        all_of_it = {**known, **self._asked}
        told = all_of_it if len(all_of_it) <= self._most else self._asked
        self._added = 0
        write_kept(self._place, marshal.dumps((self._stamp, told)))

    def _read(self) -> dict[Hashable, bytes]:
        data = read_kept(self._place)
        if data is None:
            return {}
        try:
            stamp, known = marshal.loads(data)
        except (ValueError, EOFError, TypeError):
            return {}
        return known if stamp == self._stamp and isinstance(known, dict) else {}
