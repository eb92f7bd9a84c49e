"""What is measured with: made once for all sides and rounds, the same each time."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks.district import write_district
from benchmarks.measuring import ROOT

_AREA = re.compile(r"校园面积: *\d+")

SAMPLES = ROOT / "data" / "schools"
SAMPLE = SAMPLES / "完全小学.yaml"
_ONE, _TWO = "标准: [优质均衡2017]", "标准: [优质均衡2017, 基本均衡2012]"


class Inputs:
    """Districts and workbooks below a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def district(self, schools: int, *, own_words: bool = False, two: bool = False) -> Path:
        """A district of so many schools; `own_words`: no two say the same; `two` standards."""
        name = f"{schools}{'own' * own_words}{'two' * two}"

        def write(folder: Path) -> None:
            write_district(folder, schools, own_words=own_words)
            if two:
                for path in folder.glob("*.yaml"):
                    text = path.read_text(encoding="utf-8")
                    path.write_text(text.replace(_ONE, _TWO), encoding="utf-8")

        return self._once(name, write)

    def workbooks(self, schools: int) -> dict[str, Path]:
        """The same schools four times: as files, files of figures alone, one table, and forms."""
        # Only here: it loads the program, which most that is measured does not need.
        from benchmarks.workbooks import read_schools, write_forms, write_table, write_yaml

        said = read_schools(schools)
        writers: dict[str, Callable[[Path], None]] = {
            "files": lambda folder: write_yaml(folder, said, with_texts=True),
            "figures": lambda folder: write_yaml(folder, said, with_texts=False),
            "table": lambda folder: write_table(folder, said),
            "forms": lambda folder: write_forms(folder, said),
        }
        return {name: self._once(f"{schools}{name}", write) for name, write in writers.items()}

    def _once(self, name: str, write: Callable[[Path], None]) -> Path:
        folder = self._folder / name
        if not folder.exists():
            # Whole or not at all: what was interrupted is made anew.
            part = folder.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            write(part)
            part.rename(folder)
        return folder


def change_figure(folder: Path, number: int) -> None:
    """One school has another figure than before, which is summed up; the same for each side."""
    path = _school(folder, number)
    text, figure = path.read_text(encoding="utf-8"), f"校园面积: {9_000 + number}"
    path.write_text(_AREA.sub(figure, text, count=1), encoding="utf-8")


def _school(folder: Path, number: int) -> Path:
    return sorted(folder.glob("[0-9]*.yaml"))[number]


def change(folder: Path, number: int) -> None:
    """One school's file says a comment more than before; the same for each side that asks."""
    path = _school(folder, number)
    text, mark, _ = path.read_text(encoding="utf-8").partition("# changed")
    if not mark:
        path.write_text(f"{text}# changed\n", encoding="utf-8")
