"""What a class is called: its grade and its own name, where this does not say its grade."""

from __future__ import annotations

from reportgen.late_regex import late_regex
from reportgen.words.chinese_numerals import DIGITS

# 一（2）班, 一2班 and 一二班 are of the first grade; 一班 is the first class of any.
_CLASS = late_regex(rf"[（(]?(?:[0-9０-９]+|[{DIGITS[1:]}]十?[{DIGITS[1:]}]?)[）)]?班?")


def class_label(grade: str, name: str) -> str:
    """七年级 and 1班 as 七年级1班; a name that says its grade (七（1）班, 大一班) stands alone."""
    stem = grade.removesuffix("年级").removesuffix("班")
    if grade and name.startswith(grade):
        return name
    told = bool(stem) and name.startswith(stem) and _CLASS.fullmatch(name.removeprefix(stem))
    return name if told else f"{grade}{name}"
