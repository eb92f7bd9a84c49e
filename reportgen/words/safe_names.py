"""Names of files that are written: of what people typed, as every system takes it and shows it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from reportgen.late_regex import late_regex

LONGEST_NAME = 80
"""The most characters of a file name before its ending."""
LONGEST_STEM, LONGEST_FILE = 200, 255
"""The most bytes before its ending, so that what may be added (（数据更新2）, _错误清单) has room,
and of all of it.
"""
UNNAMED = "_"

_RESERVED = late_regex(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
# Letters and blanks that nothing shows; what turns the direction or has no width is of category Cf.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffe\uffff")
_DEVICE = late_regex(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?")
# Of a file that Office has open, or has not saved.
_TEMPORARY = "~"


def safe_file_name(name: str, suffix: str, ending: str = "") -> str:
    """A file name that every system takes: what it must not hold is `_` or left out, and it is not
    too long.

    `ending` stands before the suffix; of a long name so much is left that it has room.
    """
    last = _cut(_plain(ending), LONGEST_STEM - len(UNNAMED), LONGEST_NAME - 1)
    room = LONGEST_STEM - len(last.encode()), LONGEST_NAME - len(last)
    stem = _trim(_cut(_trim(_plain(name)), *room)) or ("" if last else UNNAMED)
    whole = _trim(unicodedata.normalize("NFC", stem + last)) or UNNAMED
    if _DEVICE.fullmatch(whole):
        whole = UNNAMED + whole
    return (UNNAMED + whole[1:] if whole.startswith(_TEMPORARY) else whole) + suffix


def is_safe(name: str) -> bool:
    """Whether a file may be written under that name as it is."""
    return bool(name) and _trim(name) == _plain(name) == name == safe_file_name(name, "")


def same_file(name: str) -> str:
    """Equal for names that a file system may take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def finder(names: Iterable[str]) -> Callable[[str], str | None]:
    """What finds among the names that which is said: the very one, else the only one that some
    file system takes for it; None where there is none.
    """
    exact = frozenset(names)
    counted = Counter(map(same_file, exact))
    alike = {same_file(name): name for name in exact if counted[same_file(name)] == 1}
    return lambda said: said if said in exact else alike.get(same_file(said))


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """The names in order; one that was there before has a number before its ending."""
    taken: set[str] = set()
    for name in names:
        number, free = 1, name
        stem, dot, suffix = name.rpartition(".")
        while same_file(free) in taken:
            number += 1
            free = marked_name(stem if dot else suffix, f"_{number}", dot + suffix if dot else "")
        taken.add(same_file(free))
        yield free


def marked_name(stem: str, mark: str, suffix: str) -> str:
    """The file name with a mark before its ending; of a long one the end is kept, where documents
    of one school are told apart.
    """
    room = LONGEST_FILE - len((mark + suffix).encode())
    kept = stem[len(mark) - LONGEST_NAME :]
    while len(kept.encode()) > room:
        kept = kept[1:]
    return f"{kept}{mark}{suffix}"


def _plain(name: str) -> str:
    seen = (
        sign
        for sign in unicodedata.normalize("NFC", name)
        if sign not in _UNSEEN and unicodedata.category(sign) != "Cf"
    )
    return _RESERVED.sub("_", "".join(seen))


def _trim(name: str) -> str:
    """Without blanks and dots at its ends."""
    before = None
    while name != before:
        before, name = name, name.strip().strip(".")
    return name


def _cut(name: str, longest_bytes: int, longest: int) -> str:
    return name.encode()[: max(longest_bytes, 0)].decode("utf-8", "ignore")[: max(longest, 0)]
