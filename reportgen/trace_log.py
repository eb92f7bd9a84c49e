"""What the program failed at → the file with the traces, for whoever keeps the program."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportgen import __version__
from reportgen.barrier import Fallen, attempt
from reportgen.deliver import deliver_file
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Problem
from reportgen.regular_files import is_regular, read_regular
from reportgen.seals import is_sealed

_HEAD = (
    f"程序内部出错的记录（reportgen {__version__}）。"
    "请把这个文件和下面列出的数据文件、模板发给维护者。\n"
)
_MOST = 200


class WrittenLog(NamedTuple):
    """Where the traces stand, None without any, and what is said of the file."""

    path: Path | None = None
    problems: tuple[Problem, ...] = ()


def write_log(path: Path, fallen: Sequence[Fallen], *, clears: bool = True) -> WrittenLog:
    """Write the traces to the file, of very many the first; without any, one that was written
    before is removed, if it `clears`. What cannot be written is told.
    """
    surprises = [each for each in fallen if each.trace]
    if not surprises:
        if clears:
            attempt(partial(_clear, path), path)
        return WrittenLog()
    delivered = attempt(partial(deliver_file, path, _text(surprises)), path)
    if isinstance(delivered, Fallen):
        return WrittenLog(None, delivered.problems)
    return WrittenLog(delivered.path, (delivered.problem,) if delivered.problem else ())


def _text(surprises: Sequence[Fallen]) -> bytes:
    told = [f"\n==== {each.what}\n{each.trace}" for each in surprises[:_MOST]]
    more = len(surprises) - _MOST
    rest = f"\n……还有 {more} 处没有列出\n" if more > 0 else ""
    # A name may be no text, and a library's words may hold anything.
    return "".join((_HEAD, *told, rest)).encode("utf-8", "backslashreplace")


def _clear(path: Path) -> None:
    if is_regular(path) and is_sealed(path.name, read_regular(path)):
        path.unlink()
