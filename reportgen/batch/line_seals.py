"""Whether a line of a batch's memory is as a run of this version wrote it.

Each line ends in the version and the digest of what stands before. That finds what was edited by
hand, merged, cut, or written by another version. It keeps out nobody who means to deceive: whoever
can write the file can work out the digest too.
"""

from __future__ import annotations

from enum import StrEnum

from reportgen import __version__
from reportgen.seals import digest

FORMAT = "10"
"""Changes with what a line holds: what was remembered in another form is made again."""

_MARK = b',"seal":"'
_END = b'"}'
_MADE = f"{__version__}/{FORMAT}".encode()
# How the lines of schools begin, and that of a run.
_SCHOOL, _RUN = b'{"file":', b'{"reportgen": '


class Trust(StrEnum):
    """Whether a line may be used, in the words that are said of it."""

    SOUND = "没有变化"
    CHANGED = "改过"
    OLD = "以前的版本写的"
    BROKEN = "不完整"


def seal_line(line: str) -> str:
    """The line, an object of JSON, with its seal."""
    body = line.removesuffix("}").encode()
    return f'{body.decode()}{_MARK.decode()}{_MADE.decode()} {digest(body)}"}}'


def trust(line: bytes) -> Trust:
    """Whether the line may be used; it is given without what parts it from the next."""
    body, _, seal = line.rpartition(_MARK)
    made, _, known = seal.removesuffix(_END).rpartition(b" ")
    if not line.endswith(_END[-1:]):
        return Trust.BROKEN
    if not body or made != _MADE:
        return Trust.OLD if line.startswith((_SCHOOL, _RUN)) else Trust.BROKEN
    return Trust.SOUND if known == digest(body).encode() else Trust.CHANGED
