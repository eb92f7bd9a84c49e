"""The pictures that a school's file names, read from beside it or out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.archive import read_archived
from reportgen.load.inside import Asked, Grounds, PlaceRefusal
from reportgen.model.picture import Picture, find_picture
from reportgen.model.school import Illustration, Narrative, School
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Location, Problem, UnreadableFileError, error, warning
from reportgen.regular_files import read_regular
from reportgen.words.ordinals import strip_ordinal

# ![caption](source "title"), the source perhaps in <>.
_PICTURE = late_regex(
    r"""!\[[^\]]{0,1000}+\]\(\s*+"""
    r"""(?:<([^>]{0,1000}+)>|((?:[^()"'\s]|\([^()]{0,1000}+\)|\s++(?![)"']))*+))"""
    r"""\s*+(?:"[^"]{0,1000}+"|'[^']{0,1000}+')?\s*+\)"""
)
_TOO_LARGE = f"大于 {LIMITS.picture.file // 1_000_000} MB"
_TOO_MANY = (
    f"没有读：前面的图片加上它一共超过 {LIMITS.picture.total // 1_000_000} MB，请把图片压缩后再放"
)
_HINT = "图片要放在数据文件旁边，格式为 PNG 或 JPEG，不大于 20 MB"
_CELL_HINT = "请换成 PNG 或 JPEG 格式、不大于 20 MB 的图片；写了文件名的，放在采集表旁边"
_SUFFIXES = frozenset({".png", ".jpg", ".jpeg"})
_MOST_IN_FOLDER = 60
# 03_ or 3- before a file's name puts the files in order and is no part of a caption.
_SERIAL = late_regex(r"^\d+[\s_\-.、）)]*(?=\D)")


class PictureFiles(NamedTuple):
    """Where pictures are: beside a data file, or `embedded` in it, by their source. `grounds` say
    what else the file may name.
    """

    folder: Path
    embedded: Mapping[str, bytes] = {}
    grounds: Grounds = Grounds()

    def read(self, source: str) -> Picture | str:
        """The picture of that source, or what is wrong with it."""
        data = self.embedded.get(source)
        if data is None:
            found = self.grounds.find(source, self.folder)
            return found.message if isinstance(found, PlaceRefusal) else _read(found)
        return judge_picture(data)

    def place(self, source: str) -> Path | None:
        """Where that is, or would be; None for what is in the file, or what it may not name."""
        if source in self.embedded:
            return None
        found = self.grounds.find(source, self.folder)
        if found in (PlaceRefusal.MISSING, PlaceRefusal.IS_FOLDER):
            return self.folder / source
        return found if isinstance(found, Path) else None

    def listed(self, source: str) -> tuple[str, ...]:
        """The pictures in the folder of that source, by name; empty if it is none."""
        before = f"{source.rstrip('/')}/"
        inside = tuple(sorted(name for name in self.embedded if name.startswith(before)))
        folder = self.grounds.find(source, self.folder, Asked.FOLDER)
        if inside or source in self.embedded or not isinstance(folder, Path):
            return inside
        names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES)
        return tuple(before + name for name in names)


class FoundPictures(NamedTuple):
    """The sound pictures by the source that the file gives, problems of the others, all files.

    `illustrations` are those of the school, the pictures of a folder one by one.
    """

    pictures: Mapping[str, Picture]
    illustrations: tuple[Illustration, ...]
    problems: tuple[Problem, ...]
    sources: tuple[Path, ...]


def load_pictures(school: School, files: PictureFiles) -> FoundPictures:
    """The pictures that the school's texts show, those it names and those it illustrates with."""
    shown, problems = _list_folders(school.illustrations, files)
    named = [(each.source, each.location) for each in school.picture_names.values()]
    placed = [(each.source, each.location) for each in shown]
    wanted = (*_sources(school.narratives), *named, *placed)
    pictures, refused = _read_all(dict.fromkeys(source for source, _ in wanted), files)
    for source, place in wanted:
        if source in refused:
            hint = _CELL_HINT if place.cell else _HINT
            problems.append(error("bad_picture", f"图片“{source}”{refused[source]}", place, hint))
    return FoundPictures(
        pictures, shown, tuple(problems), _paths(school.illustrations, wanted, files)
    )


def _read_all(
    sources: Iterable[str], files: PictureFiles
) -> tuple[Mapping[str, Picture], Mapping[str, str]]:
    """The sound pictures, each read once, and what is wrong with the others."""
    pictures: dict[str, Picture] = {}
    refused: dict[str, str] = {}
    left = LIMITS.picture.total
    for source in sources:
        found = files.read(source) if left > 0 else _TOO_MANY
        if isinstance(found, Picture):
            left -= len(found.data)
            found = found if left > 0 else _TOO_MANY
        if isinstance(found, Picture):
            pictures[source] = found
        else:
            refused[source] = found
    return pictures, refused


def _paths(
    given: Sequence[Illustration], wanted: Sequence[tuple[str, Location]], files: PictureFiles
) -> tuple[Path, ...]:
    """The files and folders that the pictures depend on, whether they are there or not."""
    sources = (*(each.source for each in given), *(source for source, _ in wanted))
    return tuple(dict.fromkeys(filter(None, map(files.place, sources))))


def _list_folders(
    given: Sequence[Illustration], files: PictureFiles
) -> tuple[tuple[Illustration, ...], list[Problem]]:
    """The illustrations with those of a folder one by one, and what is wrong with folders."""
    found: list[Illustration] = []
    problems: list[Problem] = []
    for each in given:
        inside = files.listed(each.source)
        found += _from_folder(each, inside[:_MOST_IN_FOLDER]) if inside else [each]
        if len(inside) > _MOST_IN_FOLDER:
            message = f"“{each.source}”里有 {len(inside)} 张图片，只用前 {_MOST_IN_FOLDER} 张"
            problems.append(
                warning("many_pictures", message, each.location, "请只留下报告里要用的")
            )
    return tuple(found), problems


def _from_folder(given: Illustration, sources: Sequence[str]) -> list[Illustration]:
    """Its pictures: a caption that is given stands below the last, else each has its name."""
    if given.caption:
        last = len(sources) - 1
        return [
            given._replace(source=source, caption=given.caption if at == last else "")
            for at, source in enumerate(sources)
        ]
    return [given._replace(source=source, caption=_caption(source)) for source in sources]


def _caption(source: str) -> str:
    """What a file's name says of its picture: 02_图书室.jpg → 图书室; nothing for IMG_0012.jpg."""
    name = strip_ordinal(_SERIAL.sub("", Path(source).stem))
    return name if any(sign > "\u2e7f" for sign in name) else ""


def _sources(narratives: Iterable[Narrative]) -> Iterator[tuple[str, Location]]:
    for narrative in narratives:
        for number, line in enumerate(narrative.text.split("\n") if "![" in narrative.text else ()):
            for source in picture_sources(line):
                yield source, narrative.line_location(number)


def picture_sources(text: str) -> Iterator[str]:
    """The sources of the pictures that the Markdown shows."""
    for match in _PICTURE.finditer(text):
        yield match.group(1) or match.group(2) or ""


def _read_archived(path: Path) -> bytes | None:
    """The picture's bytes, where it lies in the archive that its data file lies in."""
    try:
        return read_archived(path)
    except (ValueError, UnreadableFileError):
        return None


def _read(path: Path) -> Picture | str:
    """The picture, or what is wrong with it."""
    try:
        if path.stat().st_size > LIMITS.picture.file:
            return _TOO_LARGE
        data = read_regular(path)
    except (OSError, ValueError):
        archived = _read_archived(path)
        if archived is None:
            return "找不到或不能读取"
        data = archived
    return judge_picture(data)


def judge_picture(data: bytes) -> Picture | str:
    """The picture in those bytes, or what is wrong with it."""
    if len(data) > LIMITS.picture.file:
        return _TOO_LARGE
    picture = find_picture(data)
    if picture is None:
        return "不是完好的 PNG 或 JPEG 图片"
    most = LIMITS.picture.pixels
    if picture.width * picture.height > most:
        told = f"宽 {picture.width}、高 {picture.height}，超过 {most / 100_000_000:g} 亿个像素"
        return told
    return picture
