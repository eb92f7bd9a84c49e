"""Pictures are bound by their bytes, their pixels and all of them together, and read once each."""

from __future__ import annotations

from pathlib import Path

from benchmarks.bomb_files import png
from reportgen.bounded.limits import LIMITS
from tests.conftest import Examine


def told(examine: Examine, names: list[str]) -> list[str]:
    shown = "".join(f"  ![图]({name})\n\n" for name in names)
    problems = examine(f"主要措施: |\n{shown}").problems
    return [each.message for each in problems if each.code == "bad_picture"]


def test_more_pixels_than_word_makes_room_for_are_told(examine: Examine, tmp_path: Path) -> None:
    (tmp_path / "大.png").write_bytes(png(60_000, 60_000))
    (tmp_path / "小.png").write_bytes(png(12_000, 9_000))
    assert told(examine, ["大.png", "小.png"]) == [
        "图片“大.png”宽 60000、高 60000，超过 2.5 亿个像素"
    ]


def test_pictures_that_are_too_much_together_are_told_one_by_one(
    examine: Examine, tmp_path: Path
) -> None:
    name_of = "{}.png".format
    most = LIMITS.picture.total // 19_000_000
    for number in range(most + 2):
        (tmp_path / name_of(number)).write_bytes(
            png(9, 9).ljust(19_000_000, b"\0")[:-100] + png(9, 9)
        )
    said = told(examine, [name_of(number) for number in range(most + 2)])
    assert [each.partition("：")[0] for each in said] == [
        f"图片“{name_of(number)}”没有读" for number in (most, most + 1)
    ]
