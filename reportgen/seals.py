"""What a written file says of itself: a seal, by which a file that was changed since is known.

The seal is the SHA-256 of all that stands before it. It stands at the end, in a form that programs
pass over: a package's comment, a comment line, a chunk of a picture. Word, Excel and editors drop
or break it when they save. It moves with the file, and needs no list of what was written.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Mapping

from reportgen.named_tuple import NamedTuple

BESIDE, BACKUP = "（数据更新）", ".bak"
"""What stands before the ending of a file beside a person's, and of one put aside for ours."""

_MARK = b"reportgen sha256 "
_LENGTH = 64
ENDING_SIZE = len(_MARK) + _LENGTH + 20
"""Within how many bytes of its end a file has its seal."""
_PACKAGE_END, _PACKAGE_END_SIZE = b"PK\x05\x06", 22
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"


class _Form(NamedTuple):
    """How files of a kind are sealed: what they end in, and what that becomes with the mark."""

    closing: bytes
    sealed: Callable[[bytes], bytes]


def _with_length(mark: bytes) -> bytes:
    return len(mark).to_bytes(2, "little") + mark


def _png_text(mark: bytes) -> bytes:
    text = b"tEXtComment\x00" + mark
    size = (len(text) - 4).to_bytes(4, "big")
    return size + text + zlib.crc32(text).to_bytes(4, "big") + _PNG_END


# A package without a comment ends in the comment's length, which is nought.
_PACKAGE = _Form(b"\x00\x00", _with_length)
_BY_OPENING: Mapping[bytes, _Form] = {
    b"PK\x03\x04": _PACKAGE,
    b"%PDF-": _Form(b"\n", lambda mark: b"\n%" + mark + b"\n"),
    b"\x89PNG\r\n": _Form(_PNG_END, _png_text),
}
_COMMENT = _Form(b"\n", lambda mark: b"\n# " + mark + b"\n")
_BY_SUFFIX: Mapping[str, _Form] = {
    "yaml": _COMMENT,
    "yml": _COMMENT,
    "txt": _COMMENT,
    "md": _Form(b"\n", lambda mark: b"\n<!-- " + mark + b" -->\n"),
    "json": _Form(b"\n}\n", lambda mark: b',\n  "$comment": "' + mark + b'"\n}\n'),
}


def digest(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def seal(name: str, data: bytes) -> bytes:
    """The file of that name with its seal; as it is where its kind has no place for one."""
    form = _form(name, data)
    if form is None or not _can_be_sealed(form, data):
        return data
    body = data.removesuffix(form.closing)
    return body + form.sealed(_mark(body))


def is_sealed(name: str, data: bytes) -> bool:
    """Whether the file of that name is as it was written; not for one without a seal."""
    form = _form(name, data)
    if form is None:
        return False
    size = len(form.sealed(_MARK + bytes(_LENGTH)))
    body = data[:-size]
    return data[-size:] == form.sealed(_mark(body))


def bears_seal(ending: bytes) -> bool:
    """Whether a file that ends so was written by the program, perhaps changed since: quick to ask
    of the last `ENDING_SIZE` bytes.
    """
    return _MARK in ending[-ENDING_SIZE:]


def _can_be_sealed(form: _Form, data: bytes) -> bool:
    has_end = form is not _PACKAGE or data[-_PACKAGE_END_SIZE:].startswith(_PACKAGE_END)
    return has_end and data.endswith(form.closing)


def _mark(body: bytes) -> bytes:
    return _MARK + digest(body).encode()


def _form(name: str, data: bytes) -> _Form | None:
    """By what the file begins with, else by the ending of its name."""
    opening = (form for begin, form in _BY_OPENING.items() if data.startswith(begin))
    return next(opening, _BY_SUFFIX.get(name.rpartition(".")[2].lower()))
