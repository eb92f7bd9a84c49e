"""A file's bytes → text, in whichever encoding a Chinese Windows machine saved it."""

from __future__ import annotations

from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.problems import Location, Problem, UnreadableFileError, error, warning
from reportgen.regular_files import NotRegularError, read_regular


def read_bytes(path: Path, largest: int = LIMITS.template_file) -> bytes:
    """The bytes of the file, which may lie in an archive (`包.zip/甲校.xlsx`).

    Errors: UnreadableFileError says in Chinese why it cannot be read.
    """
    try:
        if path.stat().st_size > largest:
            raise _too_large(path, largest)
        return read_regular(path)
    except (FileNotFoundError, NotADirectoryError) as fault:
        data = _read_archived(path)
        if data is None:
            raise _unreadable(path, "找不到这个文件", "请检查文件名和所在文件夹") from fault
        if len(data) > largest:
            raise _too_large(path, largest) from fault
        return data
    except OSError as fault:
        raise _unreadable(path, *_explain(fault)) from fault


def _explain(fault: OSError) -> tuple[str, str]:
    """Why a file that is there cannot be read, and what to do."""
    if isinstance(fault, NotRegularError):
        return "不是普通文件（是管道或设备），没有打开", "请换成文件本身"
    if isinstance(fault, IsADirectoryError):
        return "这是文件夹，不是文件", "请写出文件夹里的数据文件名"
    if isinstance(fault, PermissionError):
        return "没有读取权限，或者这是一个文件夹", "请检查文件的权限"
    return "读取失败", "请检查磁盘或网络位置"


def _read_archived(path: Path) -> bytes | None:
    # Few files lie in archives: what reads those is not loaded for the others.
    from reportgen.load.archive import read_archived

    return read_archived(path)


def decode_text(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text, and a warning if it was not UTF-8.

    Tried in order: BOM, UTF-8, GB18030. Errors: UnreadableFileError if none fits.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(data, file)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as fault:
        place = Location(file, data[: fault.start].count(b"\n") + 1, 1)
        message, hint = "文字编码既不是 UTF-8 也不是 GB18030", "请用记事本另存为 UTF-8 编码"
        raise UnreadableFileError(error("encoding", message, place, hint)) from fault
    return text, (_read_as("GB18030", file),)


def read_text(path: Path) -> str:
    """The file's text; empty for one that cannot be read, of which its own reader tells."""
    try:
        return decode_text(read_bytes(path, LIMITS.text.file), str(path))[0]
    except UnreadableFileError:
        return ""


def _decode_utf16(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode("utf-16"), (_read_as("UTF-16", file),)
    except UnicodeDecodeError as fault:
        problem = error(
            "encoding", "文件损坏，无法按 UTF-16 读取", Location(file), "请另存为 UTF-8 编码"
        )
        raise UnreadableFileError(problem) from fault


def _read_as(encoding: str, file: str) -> Problem:
    return warning("encoding", f"按 {encoding} 编码读取", Location(file), "建议另存为 UTF-8 编码")


def _too_large(path: Path, largest: int) -> UnreadableFileError:
    return _unreadable(path, f"文件大于 {largest // 1_000_000} MB", "请检查是否选错了文件")


def _unreadable(path: Path, message: str, hint: str) -> UnreadableFileError:
    return UnreadableFileError(error("unreadable_file", message, Location(str(path)), hint))
