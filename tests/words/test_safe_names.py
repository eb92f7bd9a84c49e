"""File names made of what people typed are taken by every system, and look like what they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.words.safe_names import (
    LONGEST_FILE,
    is_safe,
    marked_name,
    safe_file_name,
    same_file,
    told_apart,
)

# What is put before or behind a name after it was made.
ADDED = ("（数据更新）", "（数据更新99）", ".bak", ".bak99", "_错误清单", "_预览", "_页", "_99")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("甲小学", "甲小学"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("\\\\e\\s\\x", "__e_s_x"),
        ("C:x", "C_x"),
        ("甲\n乙\t丙\x00丁\x7f戊\x9b己\u2028庚", "甲_乙_丙_丁_戊_己_庚"),
        ("甲\u202exslx.exe\u202c乙", "甲xslx.exe乙"),
        ("\u2066甲\u2069\u200e\u200f\u061c乙", "甲乙"),
        ("甲\u200b\u200c\u200d\u2060\ufeff\u00ad乙", "甲乙"),
        ("甲\u3164\u115f\u2800\U000e0041乙", "甲乙"),
        ("葛\U000e0101城", "葛\U000e0101城"),
        ("~$甲小学", "_$甲小学"),
        ("\u200b~$甲", "_$甲"),
        (".~lock.甲", "_lock.甲"),
        (".甲. ", "甲"),
        (" .\u3000. 甲 \u00a0.", "甲"),
        ("...", "_"),
        ("", "_"),
        ("\u200b", "_"),
        ("CON", "_CON"),
        ("con.docx", "_con.docx"),
        ("NUL .tar.gz", "_NUL .tar.gz"),
        ("COM1", "_COM1"),
        ("lpt9.x", "_lpt9.x"),
        ("COM²", "_COM²"),
        ("CONIN$", "_CONIN$"),
        ("\u200bAUX", "_AUX"),
        ("CONTROL", "CONTROL"),
        ("COM10", "COM10"),
        ("e\u0301cole", "école"),
        ("\ud800甲", "_甲"),
        ("甲" * 200, "甲" * 66),
        ("a" * 200, "a" * 80),
        ("𠮷" * 60, "𠮷" * 50),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_file_name(name, ".docx") == f"{safe}.docx"
    assert is_safe(safe) and is_safe(f"{safe[:40]}.docx")


@pytest.mark.parametrize(
    ("name", "ending", "safe"),
    [
        ("甲小学", "_2024_自查报告", "甲小学_2024_自查报告"),
        ("甲" * 99, "_2024_自查报告", "甲" * 60 + "_2024_自查报告"),
        ("", "_2024_自查报告", "_2024_自查报告"),
        ("甲", "（县/乙.）", "甲（县_乙.）"),
        ("CON", "", "_CON"),
        ("甲", "乙" * 99, "乙" * 66),
        ("~$", "_预览", "_$_预览"),
    ],
)
def test_the_ending_of_a_long_name_stands(name: str, ending: str, safe: str) -> None:
    assert safe_file_name(name, ".docx", ending) == f"{safe}.docx"


ODD = st.text(alphabet=st.sampled_from("甲a.~$ \u3000/\u202e\u200b\x00CON1𠮷é\u0301"), max_size=40)


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=300), ODD, ODD.map(lambda text: text * 20)), ODD)
def test_any_text_makes_a_name_that_every_system_takes(name: str, ending: str) -> None:
    safe = safe_file_name(name, ".docx", ending)
    stem = safe.removesuffix(".docx")
    assert stem and stem == stem.strip(" .\u3000") and not safe.startswith("~")
    assert not set(safe) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in safe)
    assert safe == unicodedata.normalize("NFC", safe)
    assert all(len(f"{stem}{mark}.bak.docx".encode()) <= LONGEST_FILE for mark in ADDED)


@pytest.mark.parametrize("name", ["甲小学", "甲" * 66, "a" * 80, "甲" * 83, "𠮷" * 62, "a" * 250])
@pytest.mark.parametrize("mark", ADDED)
def test_a_marked_name_has_room_for_its_mark(name: str, mark: str) -> None:
    marked = marked_name(name, mark, ".docx")
    assert marked.endswith(f"{mark}.docx") and len(marked.encode()) <= LONGEST_FILE
    assert name.endswith(marked.removesuffix(f"{mark}.docx"))


@pytest.mark.parametrize(
    "name",
    [
        "a/b.png",
        "..",
        ".bashrc",
        "甲\u202egnp.exe",
        "甲.",
        "nul.png",
        "~$甲.docx",
        "甲\u200b.png",
        "",
    ],
)
def test_a_name_that_would_be_changed_is_not_safe(name: str) -> None:
    assert not is_safe(name)


def test_equal_names_are_told_apart_by_numbers() -> None:
    names = ["甲.xlsx", "甲.xlsx", "A.xlsx", "a.XLSX", "甲_2.xlsx", "é", "e\u0301"]
    apart = list(told_apart(names))
    assert apart == ["甲.xlsx", "甲_2.xlsx", "A.xlsx", "a_2.XLSX", "甲_2_2.xlsx", "é", "e\u0301_2"]
    assert len(set(map(same_file, apart))) == len(names)
