"""The typefaces of this machine, and what replaces a missing one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.named_tuple import NamedTuple
from reportgen.office.font_files import ENDINGS, read_families
from reportgen.office.process import read_output
from reportgen.office.programs import find_program

_MAC = ("/System/Library/Fonts", "/System/Library/AssetsV2", "/Library/Fonts", "~/Library/Fonts")
_OTHERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


class MissingFont(NamedTuple):
    """A typeface that this machine lacks; `stand_in` likely replaces it, empty if unknown."""

    name: str
    stand_in: str


def find_missing_fonts(
    named: Mapping[str, Sequence[str]], installed: frozenset[str] | None = None
) -> list[MissingFont]:
    """The named typefaces that this machine lacks, in their order.

    `named` has for each the typefaces that may replace it. `installed` are the names of all
    typefaces in lower case, looked up if they are not given.
    """
    known = installed_fonts() if installed is None else installed
    missing = [name for name in named if name.lower() not in known]
    return [MissingFont(name, _stand_in(name, named[name], known)) for name in missing]


# As wide, letter by letter, as the typeface of Microsoft beside them (metric-compatible families in
# fontconfig's 30-metric-aliases.conf); LibreOffice puts them in its place. No Chinese typeface is
# known to be another's equal: characters are all one em wide, but lines are not equally high.
_AS_WIDE: Mapping[str, Sequence[str]] = {
    "arial": ("liberation sans", "arimo", "albany", "albany amt"),
    "arial narrow": ("liberation sans narrow",),
    "times new roman": ("liberation serif", "tinos", "thorndale", "thorndale amt"),
    "courier new": ("liberation mono", "cousine", "cumberland", "cumberland amt"),
    "cambria": ("caladea",),
    "calibri": ("carlito",),
    "georgia": ("gelasio",),
}
# One typeface by its two names: a file may list only one of them.
_TWO_NAMES = (
    ("宋体", "simsun"),
    ("新宋体", "nsimsun"),
    ("黑体", "simhei"),
    ("仿宋", "fangsong"),
    ("楷体", "kaiti"),
    ("仿宋_gb2312", "fangsong_gb2312"),
    ("楷体_gb2312", "kaiti_gb2312"),
    ("微软雅黑", "microsoft yahei"),
    ("等线", "dengxian"),
    ("等线 light", "dengxian light"),
    ("隶书", "lisu"),
    ("幼圆", "youyuan"),
    ("华文宋体", "stsong"),
    ("华文中宋", "stzhongsong"),
    ("华文仿宋", "stfangsong"),
    ("华文楷体", "stkaiti"),
    ("华文细黑", "stxihei"),
)
_OTHER_NAME = {name: other for pair in _TWO_NAMES for name, other in (pair, pair[::-1])}


def find_unlike_fonts(used: Iterable[str], installed: frozenset[str]) -> tuple[str, ...]:
    """Those of the typefaces in whose place this machine has none that breaks lines and pages so.

    `installed` are the names of all typefaces in lower case.
    """
    return tuple(name for name in used if installed.isdisjoint(_alike(name.lower())))


def _alike(name: str) -> tuple[str, ...]:
    return name, _OTHER_NAME.get(name, name), *_AS_WIDE.get(name, ())


def installed_fonts() -> frozenset[str]:
    """The names of this machine's typefaces in all languages, in lower case."""
    program = find_program("fc-list")
    listed = _listed(program) if program else frozenset()
    found = listed or frozenset(name for path in _files(_folders()) for name in read_families(path))
    return frozenset(name.lower() for name in found)


def _listed(program: Path) -> frozenset[str]:
    lines = read_output([str(program), "--format", "%{family}\n"]).splitlines()
    return frozenset(name.replace("\\", "").strip() for line in lines for name in line.split(","))


def _stand_in(name: str, others: Sequence[str], known: frozenset[str]) -> str:
    told = next((other for other in others if other.lower() in known), "")
    program = None if told else find_program("fc-match")
    if program is None:
        return told
    # LibreOffice asks the same, unless it or the document names another.
    asked = name if name.isascii() else f"{name}:lang=zh-cn"
    families = read_output([str(program), "--format", "%{family}", asked])
    return families.split(",")[0].replace("\\", "")


def _folders() -> Iterator[Path]:
    if sys.platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts")
        own = os.path.expanduser(os.environ.get("LOCALAPPDATA", "~"))
        yield Path(own, "Microsoft/Windows/Fonts")
        return
    for place in _MAC if sys.platform == "darwin" else _OTHERS:
        yield Path(os.path.expanduser(place))


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        files = sorted(folder.rglob("*")) if folder.is_dir() else ()
        yield from (path for path in files if path.suffix.lower() in ENDINGS)
