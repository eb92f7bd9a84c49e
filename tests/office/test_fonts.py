"""Typefaces: which a document names, which a machine has, and what stands in for those it lacks."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from reportgen.model.document_kinds import SCHOOL_REPORT
from reportgen.model.page_layout import FREE, Layout
from reportgen.office.font_files import read_families
from reportgen.office.fonts import (
    MissingFont,
    find_missing_fonts,
    find_unlike_fonts,
    installed_fonts,
)
from reportgen.pdf import warn_of_missing_fonts
from reportgen.render.fonts import named_fonts
from reportgen.stock_templates.kinds import make_template


def font_file(*names: tuple[int, int, str], start: int = 0) -> bytes:
    """A font with nothing but names: platform, kind of name, name."""
    texts = [
        name.encode("mac-roman" if platform == 1 else "utf-16-be") for platform, _, name in names
    ]
    records, offset = b"", 0
    for (platform, kind, _), text in zip(names, texts, strict=True):
        records += struct.pack(">6H", platform, 1, 0, kind, len(text), offset)
        offset += len(text)
    table = struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + b"".join(texts)
    head = struct.pack(">LHHHH", 0x00010000, 1, 0, 0, 0)
    return head + struct.pack(">4sLLL", b"name", 0, start + len(head) + 16, len(table)) + table


def test_a_font_goes_by_its_names_in_all_languages(tmp_path: Path) -> None:
    path = tmp_path / "simsun.ttf"
    path.write_bytes(
        font_file((3, 1, "SimSun"), (3, 1, "宋体"), (1, 16, "Sim Sun"), (3, 2, "Regular"))
    )
    assert read_families(path) == {"SimSun", "宋体", "Sim Sun"}


def test_every_face_of_a_collection_counts(tmp_path: Path) -> None:
    first = font_file((3, 1, "宋体"), start=20)
    second = font_file((3, 1, "新宋体"), start=20 + len(first))
    head = b"ttcf" + struct.pack(">LLLL", 0x00010000, 2, 20, 20 + len(first))
    path = tmp_path / "simsun.ttc"
    path.write_bytes(head + first + second)
    assert read_families(path) == {"宋体", "新宋体"}


@pytest.mark.parametrize("data", [b"", b"ttcf", b"no font at all", b"\0\1\0\0\0\x09" + b"x" * 40])
def test_what_is_no_font_has_no_names(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.ttf"
    path.write_bytes(data)
    assert read_families(path) == frozenset()
    assert read_families(tmp_path / "missing.ttf") == frozenset()


def test_a_template_names_its_fonts_and_what_may_replace_them() -> None:
    named = named_fonts(make_template(SCHOOL_REPORT), "模板.docx")
    assert list(named)[:2] == ["Times New Roman", "仿宋_GB2312"]
    assert named["仿宋_GB2312"] == ("仿宋", "FangSong")
    assert {"方正小标宋简体", "黑体", "楷体_GB2312", "宋体"} <= set(named) and "zh-CN" not in named


def test_a_missing_font_is_told_with_the_first_of_the_others_that_is_there() -> None:
    named = {"仿宋_GB2312": ("仿宋", "FangSong"), "宋体": ("SimSun",)}
    known = frozenset({"fangsong", "宋体"})
    assert find_missing_fonts(named, known) == [MissingFont("仿宋_GB2312", "FangSong")]


def test_each_missing_font_is_said_once_with_its_template(tmp_path: Path) -> None:
    free = make_template(
        SCHOOL_REPORT, Layout(fonts=FREE._replace(latin="没有的西文", body="没有的仿宋"))
    )
    first, *others = warn_of_missing_fonts([(free, "甲.docx"), (free, "乙.docx")])
    assert others == [] and str(first.location) == "甲.docx"
    assert (
        first.message.startswith("本机没有模板用的字体：")
        and first.message.count("没有的仿宋") == 1
    )


@pytest.mark.skipif(not shutil.which("fc-list"), reason="asks fontconfig")
def test_the_fonts_of_this_machine_are_known() -> None:
    found = installed_fonts()
    assert found and all(name == name.lower() for name in found)


@pytest.mark.parametrize(
    ("used", "installed", "unlike"),
    [
        ("Times New Roman", "liberation serif", ()),
        ("Times New Roman", "dejavu serif", ("Times New Roman",)),
        ("Calibri", "carlito", ()),
        ("Cambria", "carlito", ("Cambria",)),
        ("宋体", "simsun", ()),
        ("SimSun", "宋体", ()),
        ("仿宋_GB2312", "仿宋", ("仿宋_GB2312",)),
        ("华文仿宋", "仿宋", ("华文仿宋",)),
        ("", "宋体", ("",)),
    ],
)
def test_only_a_font_that_is_known_to_be_as_wide_stands_for_another(
    used: str, installed: str, unlike: tuple[str, ...]
) -> None:
    assert find_unlike_fonts((used,), frozenset({installed})) == unlike
