"""What a data file names → a place inside its project's folder, or why it is none.

The one rule of place: what travels with data is data, and leads nowhere outside of the folder that
was sent. What the command line names is the user's own and is not held to it.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Sequence
from enum import Enum
from pathlib import Path, PureWindowsPath

from reportgen.late_regex import late_regex
from reportgen.load.archive import is_file
from reportgen.named_tuple import NamedTuple

# Windows takes these for devices, in every folder and whatever ending stands behind them.
_DEVICES = late_regex(
    r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ .]*(?:[.:].*)?",
    re.IGNORECASE | re.DOTALL,
)
# With an ending behind it, within what file systems take (255 bytes).
_LONGEST_NAME = 240
_UNSEEN = late_regex(r"[\x00-\x1f\x7f]")


class Asked(Enum):
    """What is to be there."""

    FILE = "file"
    FOLDER = "folder"


class PlaceRefusal(Enum):
    """Why a place is not used: what is said of it, and what to do."""

    OUTSIDE = ("在数据所在的文件夹外面，没有用", "请把它放进数据所在的文件夹，只写文件名")
    ABSOLUTE = ("写的是绝对位置、盘符或网址，没有用", "请把它放进数据所在的文件夹，只写文件名")
    NAME = ("这个名称不能用：太长，有看不见的字符，或是系统的设备名", "请改名，再照新的名称写")
    MISSING = ("找不到或不能读取", "请检查文件名和位置")
    ODD = ("不是普通文件（是管道或设备），没有打开", "请换成文件本身")
    IS_FOLDER = ("是文件夹，不是文件", "请写文件夹里的文件")
    IS_FILE = ("是文件，不是文件夹", "请写文件夹的名称")

    @property
    def message(self) -> str:
        """What is wrong, as it stands behind the name."""
        return self.value[0]

    @property
    def hint(self) -> str:
        """What to do."""
        return self.value[1]


class Grounds(NamedTuple):
    """The folders that were sent, or hold a project: data below one may use all that is in it."""

    folders: tuple[Path, ...] = ()

    def root_of(self, folder: Path) -> Path:
        """The first of the folders that holds that one; itself where none does."""
        place = _real(folder)
        roots = (root for root in self.folders if place.is_relative_to(_real(root)))
        return next(roots, folder)

    def find(self, said: str, folder: Path, asked: Asked = Asked.FILE) -> Path | PlaceRefusal:
        """What data in `folder` names, as seen from there; or why it is not used."""
        return inside(self.root_of(folder), said, folder, asked)


def inside(
    root: Path, said: str, folder: Path | None = None, asked: Asked = Asked.FILE
) -> Path | PlaceRefusal:
    """The place that `said` names as seen from `folder` (else from `root`), on the disk or in an
    archive; why it is not used where it does not lie below `root`, links followed, or is not what
    is asked for. Nothing is opened, and nothing outside is looked at.
    """
    refused = find_bad_name(said)
    if refused is not None:
        return refused
    path = (folder or root) / with_slashes(said)
    if not leads_inside(root, path):
        return PlaceRefusal.OUTSIDE
    return _look(path, asked)


def find_bad_name(said: str) -> PlaceRefusal | None:
    """Why data cannot name any place so, on whichever system it is read; None where they can."""
    plain = with_slashes(said)
    if plain.startswith("/") or ":" in plain:
        return PlaceRefusal.ABSOLUTE
    if _UNSEEN.search(plain):
        return PlaceRefusal.NAME
    parts = PureWindowsPath(plain).parts
    return PlaceRefusal.NAME if any(map(_DEVICES.fullmatch, parts)) else None


def is_bare_name(said: str) -> bool:
    """Whether that is the name of something in a folder, and leads to no other."""
    if len(said.encode()) > _LONGEST_NAME or find_bad_name(said) is not None:
        return False
    return Path(with_slashes(said)).name == said != ".."


def lies_inside(root: Path, path: Path) -> bool:
    """Whether a regular file is there that lies below the folder, links followed."""
    return leads_inside(root, path) and not isinstance(_look(path, Asked.FILE), PlaceRefusal)


def files_inside(root: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """Those of the paths, as found in the folder, that are files and lie below it."""
    return tuple(path for path in paths if lies_inside(root, path))


def with_slashes(said: str) -> str:
    """The name of a place as Windows and all others understand it."""
    return said.replace("\\", "/")


def leads_inside(root: Path, path: Path) -> bool:
    """Whether what is there, or would be made there, lies below the folder, links followed."""
    try:
        return _real(path).is_relative_to(_real(root))
    # A ring of links, or a name that is too long: it leads nowhere.
    except (OSError, RuntimeError, ValueError):
        return False


def _real(path: Path) -> Path:
    return path.resolve()


def _look(path: Path, asked: Asked) -> Path | PlaceRefusal:
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return path if asked is Asked.FILE and is_file(path) else PlaceRefusal.MISSING
    except (OSError, ValueError):
        return PlaceRefusal.NAME
    if stat.S_ISDIR(mode):
        return path if asked is Asked.FOLDER else PlaceRefusal.IS_FOLDER
    if not stat.S_ISREG(mode):
        return PlaceRefusal.ODD
    return path if asked is Asked.FILE else PlaceRefusal.IS_FILE
