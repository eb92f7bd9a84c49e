"""The pictures that a school's texts name, read from beside its data file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from reportgen.model.picture import Picture, find_picture
from reportgen.model.school import Narrative, PictureSource
from reportgen.problems import Location, Problem, error

# ![caption](source "title"), the source perhaps in <>.
_PICTURE = re.compile(
    r"""!\[[^\]]*\]\(\s*(?:<([^>]*)>|((?:[^()"']|\([^()]*\))*?))\s*(?:"[^"]*"|'[^']*')?\s*\)"""
)
_LARGEST_BYTES = 20_000_000
_HINT = "图片要放在数据文件旁边，格式为 PNG 或 JPEG，不大于 20 MB"


class FoundPictures(NamedTuple):
    """The sound pictures by the source that the text gives, problems of the others, all files."""

    pictures: Mapping[str, Picture]
    problems: tuple[Problem, ...]
    sources: tuple[Path, ...]


def load_pictures(
    narratives: Iterable[Narrative], named: Iterable[PictureSource], folder: Path
) -> FoundPictures:
    """The pictures that those texts show and those `named`, in files as seen from the folder."""
    pictures: dict[str, Picture] = {}
    problems = []
    sources = []
    for source, place in (*_sources(narratives), *named):
        sources.append(folder / source)
        found = pictures.get(source) or _read(folder / source)
        if isinstance(found, Picture):
            pictures[source] = found
        else:
            problems.append(error("bad_picture", f"图片“{source}”{found}", place, _HINT))
    return FoundPictures(pictures, tuple(problems), tuple(dict.fromkeys(sources)))


def _sources(narratives: Iterable[Narrative]) -> Iterator[tuple[str, Location]]:
    for narrative in narratives:
        for number, line in enumerate(narrative.text.split("\n") if "![" in narrative.text else ()):
            for match in _PICTURE.finditer(line):
                yield match.group(1) or match.group(2) or "", narrative.line_location(number)


def _read(path: Path) -> Picture | str:
    """The picture, or what is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            return "大于 20 MB"
        data = path.read_bytes()
    except (OSError, ValueError):
        return "找不到或不能读取"
    return find_picture(data) or "不是完好的 PNG 或 JPEG 图片"
