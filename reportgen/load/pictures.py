"""Pictures that narratives name: whether each is there and can be used, said at its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportgen.model.school import Narrative
from reportgen.problems import Problem, error

_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>]*?)>?\s*\)")
_LARGEST_BYTES = 20_000_000


def check_pictures(narratives: Iterable[Narrative], folder: Path) -> Iterator[Problem]:
    """A problem for every picture that is missing, too large, or neither PNG nor JPEG."""
    for narrative in narratives:
        for number, line in enumerate(narrative.text.split("\n") if "![" in narrative.text else ()):
            for match in _PICTURE.finditer(line):
                fault = _find_fault(folder / match.group(1))
                if fault:
                    message = f"图片“{match.group(1)}”{fault}"
                    place = narrative.line_location(number)
                    yield error("bad_picture", message, place, "图片要放在数据文件旁边，格式为 PNG 或 JPEG")


def _find_fault(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            return "大于 20 MB"
        with path.open("rb") as file:
            head = file.read(8)
    except (OSError, ValueError):
        return "找不到或不能读取"
    return "" if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8")) else "不是 PNG 或 JPEG"
