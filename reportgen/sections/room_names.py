"""Names of rooms: which of them say the same, and which are among others."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.late_regex import late_regex

# What names of one room differ in: 音乐专用教室, 音乐教室, 音乐室.
_ALIKE = late_regex(r"专用|教室$|室$")


def bare_room(name: str) -> str:
    """The name less what others leave out: 音乐 of 音乐专用教室."""
    return _ALIKE.sub("", name)


def is_one_of(room: str, counted: str) -> bool:
    """Whether the named room is that which is counted: 音乐室 is 音乐专用教室."""
    bare = bare_room(room)
    return bool(bare) and bare_room(counted).endswith(bare)


def is_among(room: str, counted: str) -> bool:
    """Whether rooms counted in one have that among them: 实验室 has 理化实验室."""
    return bare_room(room).endswith(bare_room(counted))


def rooms_among(rooms: Sequence[str], counted: str) -> tuple[str, ...]:
    """Those of the named rooms that are among the counted ones, and are not they themselves."""
    return tuple(room for room in rooms if is_among(room, counted) and not is_one_of(room, counted))
