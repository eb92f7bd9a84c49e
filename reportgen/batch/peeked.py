"""A returned file → what it says of whose it is, or why that cannot be read.

What was read of a file is kept until the file changes: pages ask again and again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePath

from reportgen.barrier import attempt
from reportgen.bounded.limits import LIMITS
from reportgen.load.archive import ARCHIVE_SUFFIX
from reportgen.load.fields import read_line
from reportgen.load.file_kinds import OtherKind, find_other_kind
from reportgen.load.identity import Identity, read_identity
from reportgen.load.own_outputs import first_bytes, last_bytes
from reportgen.load.source import DATA_SUFFIXES, Source, SourceReader, is_workbook
from reportgen.load.yaml_tree import Item
from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.package import PackageFault, Reason, open_archive
from reportgen.problems import Problem, ReportgenError
from reportgen.regular_files import read_regular
from reportgen.words.typed_lines import clean_pasted

_OPENING, _LISTED = 8, 1 << 16
_MOST_KEPT = 2000
_BLOCK, _NAME, _CODE, _DISTRICT = "学校", "名称", "代码", "所在区县"
_UNPACK = "请解开，再收里面的文件"


class Peeked(NamedTuple):
    """What a file says: the names of its schools, and of a single one the code and the district;
    of an archive the names of the files `inside`. `fault` says why it cannot be read, `advice` what
    to do.
    """

    names: tuple[str, ...] = ()
    code: str = ""
    district: str = ""
    inside: tuple[str, ...] = ()
    fault: str = ""
    advice: str = ""


class PeekedFiles:
    """What files say, each read once as long as it stays as it is. Threads may share it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Path, int, int], Peeked] = {}

    def peek(self, path: Path, reader: SourceReader) -> Peeked:
        """What the file says. Errors: OSError where it is no longer there."""
        stat = path.stat()
        stamp = path, stat.st_mtime_ns, stat.st_size
        found = self._kept.get(stamp)
        if found is None:
            found = peek(path, reader)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[stamp] = found
        return found


def peek(path: Path, reader: SourceReader) -> Peeked:
    """What the file says."""
    looked = attempt(partial(_peek, path, reader), path)
    if isinstance(looked, Peeked):
        return looked
    return _at_fault(looked.problems[0])


def _at_fault(problem: Problem) -> Peeked:
    return Peeked(fault=problem.message, advice=problem.hint)


def _peek(path: Path, reader: SourceReader) -> Peeked:
    suffix = path.suffix.lower()
    if suffix == ARCHIVE_SUFFIX:
        return _peek_archive(path)
    if suffix not in DATA_SUFFIXES:
        return _peek_other(path)
    if not is_workbook(path):
        return _peek_text(path, reader)
    peeked = reader.peek(Source(path))
    if isinstance(peeked, Identity):
        return _of_form(reader.read(path).root)
    return Peeked(tuple(_cleaned(*(row.name for row in peeked.rows))))


def _peek_text(path: Path, reader: SourceReader) -> Peeked:
    """What a data file says; one that is broken further down says at its head whose it is."""
    try:
        return _of_form(reader.read(path).root)
    except ReportgenError as fault:
        told, names = fault.problems[0], tuple(_cleaned(read_identity(path).name))
        return Peeked(names) if names else _at_fault(told)


def _of_form(root: Item) -> Peeked:
    block = root.entries().get(_BLOCK)
    fields = block.entries() if block is not None and not block.is_empty else {}
    name, code, district = (read_line(fields.get(key)) for key in (_NAME, _CODE, _DISTRICT))
    return Peeked(tuple(_cleaned(name)), code, district)


def _cleaned(*names: str) -> Iterator[str]:
    yield from dict.fromkeys(filter(None, (clean_pasted(name).strip() for name in names)))


def _peek_archive(path: Path) -> Peeked:
    """The names of the files in one that was not taken apart."""
    data = read_regular(path)
    try:
        names = open_archive(data, LIMITS.archive).names
    except PackageFault as fault:
        if fault.reason is Reason.ENCRYPTED:
            return Peeked(fault="压缩包有密码", advice="请用密码解开，再收里面的文件")
        return Peeked(fault="压缩包打不开，没有传完、已损坏，或者太大", advice=_UNPACK)
    return Peeked(inside=tuple(names), fault="是压缩包，没有解开", advice=_UNPACK)


def _peek_other(path: Path) -> Peeked:
    return tell_other(find_other_kind(path, first_bytes(path, _OPENING), last_bytes(path, _LISTED)))


def tell_other(kind: OtherKind) -> Peeked:
    """What is said of a file of a kind that is not read."""
    return Peeked(fault=f"{kind.name}，读不了", advice=f"请{kind.as_workbook}")


def kind_of(name: str, data: bytes) -> OtherKind | None:
    """The kind of a file that is read by nobody; None of a data file, by its name."""
    path = PurePath(name)
    if path.suffix.lower() in DATA_SUFFIXES:
        return None
    return find_other_kind(path, data[:_OPENING], data[-_LISTED:])
