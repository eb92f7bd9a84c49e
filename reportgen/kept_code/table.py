"""A file of kept code as a table: asked by what was compiled, and written where it has grown.

Of what a table has a run asks a part: its values stand one behind the other, and each is read when
it is asked.
"""

from __future__ import annotations

import marshal
from collections.abc import Hashable, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from reportgen.kept_code.place import program_stamp, read_kept, write_kept

# A table is written anew where it has grown by a part of so many.
_PART = 64
_LENGTH = 8
MOST_ENTRIES = 4000

_Bytes = bytes | memoryview


class KeptTable:
    """What the file has, read when it is first asked for, and what was added since."""

    def __init__(self, place: Path, stamp: tuple[Any, ...] = (), most: int = MOST_ENTRIES) -> None:
        """What was kept with another stamp, or by another program, is not used. Where there would
        be more entries than `most`, those that this run asked are kept.
        """
        self._place, self._most = place, most
        self._stamp = (*program_stamp(), *stamp)
        self._known: dict[Any, _Bytes] | None = None
        self._asked: dict[Any, _Bytes] = {}
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

    def keep(self, key: Any, value: Any) -> None:
        """Remember a value. Errors: ValueError where `marshal` cannot write it or its key."""
        marshal.dumps(key)
        self._asked[key] = marshal.dumps(value)
        self._added += 1

    def save(self) -> None:
        """Write what was added, if it is worth it: with all that was known, while there is room."""
        known = self._known or {}
        if self._added * _PART <= len(known):
            return
        all_of_it = {**known, **self._asked}
        told = all_of_it if len(all_of_it) <= self._most else self._asked
        self._added = 0
        write_kept(self._place, self._packed(told))

    def _packed(self, told: Mapping[Any, _Bytes]) -> bytes:
        head = marshal.dumps((self._stamp, tuple(told), tuple(map(len, told.values()))))
        return b"".join((len(head).to_bytes(_LENGTH, "big"), head, *told.values()))

    def _read(self) -> dict[Any, _Bytes]:
        data = read_kept(self._place)
        if data is None:
            return {}
        behind = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
        try:
            stamp, keys, sizes = marshal.loads(data[_LENGTH:behind])
            if stamp != self._stamp:
                return {}
            ends = tuple(accumulate(sizes, initial=behind))
            return {
                key: data[begin:end] for key, (begin, end) in zip(keys, pairwise(ends), strict=True)
            }
        except (ValueError, EOFError, TypeError):
            return {}
