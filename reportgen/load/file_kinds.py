"""What a file is that is no data file, by its name and its first bytes, and what to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePath

from reportgen.late_regex import late_regex
from reportgen.load.fields import parse_flag, parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.yaml_tree import Item
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, error, gap, warning
from reportgen.resources import data_folder
from reportgen.words.nearest import suggest

_KINDS = "种类"
# The memory of a run.
_MANIFEST = late_regex(r"清单.*\.json")


class Packing(StrEnum):
    """What it means where a file begins as a package does; the value is the word in the data."""

    NEVER = "不压缩"
    """It has the wrong name."""
    POSSIBLY = "可压缩"
    """It has the wrong name where a workbook is in it."""
    ANY = "不看"
    """Nothing."""


class OtherKind(NamedTuple):
    """A kind of file that is not read: what people call it, and what to do with one.

    `as_workbook` says how to make a workbook of it, where one was asked for.
    `may_be_returned`: schools send their data in such; not `may_hold_data`: nobody does.
    """

    name: str
    hint: str
    may_be_returned: bool = False
    may_hold_data: bool = True
    packing: Packing = Packing.NEVER
    as_workbook: str = "换成工作簿（.xlsx）"


_FILL_IN = "数据要填在采集表（.xlsx）或数据文件（.yaml）里交"
_MISNAMED = OtherKind(
    "扩展名不对的工作簿或压缩包", "请把扩展名改回 .xlsx 或 .xls 再交", may_be_returned=True
)
_UNKNOWN = OtherKind("不认识的文件", f"不是数据的请移走；{_FILL_IN}")


@lru_cache(maxsize=1)
def load_file_kinds() -> Mapping[str, OtherKind]:
    """The kind of each extension (`.docx`), from `data/file_kinds.yaml`.

    Errors: ReportgenError names everything wrong in it.
    """
    root = read_tree(data_folder() / "file_kinds.yaml")
    kinds = root.known_entries((_KINDS,))[_KINDS].entries()
    found = dict(pair for name, item in kinds.items() for pair in _parse_kind(name, item))
    refuse_problems(root)
    return found


def _parse_kind(name: str, item: Item) -> Iterator[tuple[str, OtherKind]]:
    fields = item.known_entries(("扩展名", "怎么办", "交来", "数据", "内容", "做成工作簿"))
    packing = read_word(fields.get("内容"))
    if packing not in [*Packing]:
        item.report("unknown_choice", f"不认识“{packing}”", suggest(packing, map(str, Packing)))
        return
    returned = parse_flag(fields.get("交来"), default=False)
    holds = parse_flag(fields.get("数据"), default=True)
    told, remade = read_word(fields.get("怎么办")), read_word(fields.get("做成工作簿"))
    kind = OtherKind(name, told, returned, holds, Packing(packing), remade)
    for suffix in parse_texts(fields.get("扩展名")):
        yield f".{suffix}", kind


def _named(path: PurePath) -> OtherKind:
    """The kind by the file's name."""
    return load_file_kinds().get(path.suffix.lower(), _UNKNOWN)


# How packages (.xlsx, .zip), compound files (.xls, .et), .rar and .7z begin.
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf")
# In the list at the end of a package that is a workbook, and of one that is a Word document.
_BOOK_PART, _WORD_PART = b"xl/workbook", b"word/document"


def find_other_kind(path: PurePath, opening: bytes = b"", ending: bytes = b"") -> OtherKind:
    """The kind of a file that is no data file; its first and its last bytes, where known, tell
    whether it is a workbook under another name.
    """
    kind = _named(path)
    if not opening.startswith(_PACKED) or kind.packing is Packing.ANY:
        return kind
    is_book = _BOOK_PART in ending and _WORD_PART not in ending
    return _MISNAMED if is_book or kind.packing is Packing.NEVER else kind


def may_hold_data(path: PurePath) -> bool:
    """Whether a school may have meant a file of that name for its data."""
    return _named(path).may_hold_data


def explain_other_kind(path: PurePath) -> Problem | None:
    """What is said of such a file given as a data file; None where its name does not tell."""
    suffix, place = path.suffix.lower(), Location(str(path))
    if suffix == ".zip":
        hint = f"请用 check 或 batch，里面的都会读；只要其中一个的，写 {path.name}/文件名"
        return error("no_data_file", "是压缩包，不是一所学校的数据文件", place, hint)
    if _MANIFEST.fullmatch(path.name):
        hint = "不用写它；要检查或重做，请写各校数据所在的文件夹"
        return error("no_data_file", "是程序自己的记录，不是数据文件", place, hint)
    kind = _named(path)
    if kind is _UNKNOWN:
        return None
    return error("no_data_file", f"是{kind.name}，不是数据文件", place, kind.hint)


def tell_unread_file(path: PurePath, kind: OtherKind) -> Problem:
    """What is said of such a file among those that were sent."""
    make = gap if kind.may_be_returned else warning
    message = f"{kind.name}，没有读" if kind is not _UNKNOWN else "不认识这种文件，没有读"
    return make("unread_file", message, Location(str(path)), kind.hint)
