"""Options that change nothing of what a command is given: whoever wrote one is told so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from reportgen.cli.terminal import print_problems
from reportgen.load.source import YAML_SUFFIXES
from reportgen.problems import Location, warning

_DOCUMENTS = (".docx", ".docm", ".dotx", ".doc", ".wps")
_NO_TABLE = "它用于表格，这里给的是数据文件"
_ONE_SCHOOL = "它用于有几所学校的表，数据文件里只有一所"
_NO_DATA = "Word 文档只检查版式和文字"
_NO_DOCUMENT = "它用于 Word 文档，这里没有"


def tell_idle(option: str, is_idle: object, why: str) -> None:
    """Remind of the option if it is idle."""
    if is_idle:
        print_problems([warning("idle_option", f"没有用上：{why}", Location(option), "可以不写")])


def tell_idle_reading(files: Collection[Path], mapping: object, school: object = None) -> None:
    """Remind of what is for tables where there are data files alone."""
    alone = _all_end(files, YAML_SUFFIXES)
    tell_idle("--mapping", alone and mapping, _NO_TABLE)
    tell_idle("--school", alone and school, _ONE_SCHOOL)


def tell_idle_checking(
    files: Collection[Path],
    of_data: Iterable[tuple[str, object]],
    of_documents: Iterable[tuple[str, object]],
) -> None:
    """Remind of what is for data where there are Word documents alone, and the other way round."""
    are_documents = _all_end(files, _DOCUMENTS)
    for option, given in of_data:
        tell_idle(option, are_documents and given, _NO_DATA)
    has_none = not any(_all_end([file], _DOCUMENTS) for file in files)
    # A document may have any name.
    known = all(file.is_dir() or _all_end([file], YAML_SUFFIXES) for file in files)
    for option, given in of_documents:
        tell_idle(option, has_none and known and given, _NO_DOCUMENT)


def _all_end(files: Collection[Path], suffixes: Collection[str]) -> bool:
    return all(file.suffix.lower() in suffixes for file in files)
