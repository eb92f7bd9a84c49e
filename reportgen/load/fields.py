"""Single fields of a data file → plain values; what is wrong is noted at the field's place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.faults import ValueFault
from reportgen.load.name_advice import advise_word
from reportgen.load.text_file import decode_text, read_bytes
from reportgen.load.values import (
    parse_date,
    parse_deadline,
    parse_number,
    parse_share,
    parse_value,
    parse_year,
)
from reportgen.load.written_choices import parse_yes_no
from reportgen.load.yaml_tree import Item, parse_yaml
from reportgen.model.facts import Fact
from reportgen.model.formula import Formula, FormulaError, parse_formula
from reportgen.model.opening import is_in_page
from reportgen.model.opening_advice import advise_field
from reportgen.model.school import Narrative
from reportgen.model.stages import Stage, Stages
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Advice,
    Change,
    Location,
    Remedy,
    ReportgenError,
    UnreadableFileError,
    error,
)
from reportgen.words.ordinals import strip_ordinal
from reportgen.words.typed_lines import on_one_line, strip_bullet
from reportgen.words.written_dates import read_serial
from reportgen.words.written_numbers import plain_words

# 25.12 may be anything but a month, by its looks.
_LOOKS_LIKE_A_NUMBER = late_regex(r"\d\d\.\d\d?")
# For the line of a key that is there: a second line of it would be told.
FILL_IN = "请在它的冒号后面写上"
# How files begin that are no YAML, whatever they are called: packages, PDF, web pages, pictures.
_NO_TEXT = (
    *(b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf", b"<", b"MIME-Version:"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
)
Word = TypeVar("Word", bound=StrEnum)
Parsed = TypeVar("Parsed")


def read_tree(path: Path, shown_as: str = "") -> Item:
    """The root of a YAML file; its reading holds the problems so far.

    Errors: UnreadableFileError if the file is empty or cannot be read.
    """
    file = shown_as or str(path)
    data = read_bytes(path, LIMITS.text.file)
    if data.startswith(_NO_TEXT):
        _refuse_other_kind(data, file)
    text, problems = decode_text(data, file)
    root = parse_yaml(text, file)
    if root is None:
        hint = "可用 reportgen init 生成样例"
        raise UnreadableFileError(error("empty_file", "文件是空的", Location(file), hint))
    root.reading.problems.extend(problems)
    return root


def _refuse_other_kind(data: bytes, file: str) -> None:
    # Few files are of another kind: what knows them is not loaded for the rest.
    from reportgen.load.true_kind import tell_no_text

    problem = tell_no_text(data, file)
    if problem is not None:
        raise UnreadableFileError(problem)


def refuse_problems(root: Item) -> None:
    """Refuse a file of ours in which anything is wrong. Errors: ReportgenError names it all."""
    if root.reading.problems:
        raise ReportgenError(*root.reading.problems)


def read_word(item: Item | None) -> str:
    """The field's text; empty if it is not given."""
    return item.text() if item is not None else ""


def read_choice(item: Item | None) -> str:
    """The field's word, which is one of some that are known, without a stop behind it."""
    if item is not None:
        item.is_whole()
    return plain_words(read_word(item))


def read_line(item: Item | None) -> str:
    """The field's text on one line; empty if it is not given."""
    return on_one_line(read_word(item))


def read_title(item: Item | None) -> str:
    """The field's text on one line, without a bullet or a number typed in front of it."""
    return strip_ordinal(strip_bullet(read_line(item)))


def read_narrative(item: Item | None) -> Narrative:
    """The field's Markdown with the place of its first line; empty if it is not given."""
    if item is None:
        return Narrative("")
    return Narrative(item.text(), item.location, item.first_line)


def parse_texts(item: Item | None) -> tuple[str, ...]:
    """A list of texts; one text alone is a list of one."""
    if item is None or item.is_empty:
        return ()
    if item.is_text:
        return (item.text(),)
    return item.plain_texts or tuple(text for entry in item.items() if (text := entry.text()))


def parse_decimal(item: Item | None) -> Decimal | None:
    """A bare number; None if it is missing or not a number."""
    return _parse(item, parse_number)


def parse_number_of(fact: Fact, item: Item | None) -> Decimal | None:
    """A number that is written as the fact's may be; None if it is missing, or none, which is
    noted.
    """
    text = read_word(item)
    if item is None or not text:
        return None
    item.is_whole()
    try:
        value = parse_value(text, fact, item.reading.words)
    except ValueFault as fault:
        item.report_fault(fault)
        return None
    return value if isinstance(value, Decimal) else None


def parse_share_item(item: Item | None) -> Decimal | None:
    """A share of one (`85%`); None if it is missing or not a share."""
    return _parse(item, parse_share)


def parse_date_item(item: Item | None) -> datetime.date | None:
    """A date; None if it is missing or not a date. One that lost its format is read and told."""
    _tell_serial(item)
    return _parse(item, parse_date)


def parse_deadline_item(item: Item | None) -> str:
    """When something is to be done: dates in digits, anything else as written; empty if it is
    missing or may be one of two. What stands for a date and does not look like one is told.
    """
    text = read_word(item)
    told = _parse(item, parse_deadline) or ""
    if not _tell_serial(item) and item and told and _LOOKS_LIKE_A_NUMBER.fullmatch(text):
        item.warn("read_as_date", f"写的是“{text}”，按 {told} 读入", f"请写成“{told}”")
    return told


def _tell_serial(item: Item | None) -> bool:
    """Note a date that lost its format, and is a number now."""
    text = read_word(item)
    date = read_serial(text)
    if item is None or date is None:
        return False
    message = f"写的是“{text}”，按日期 {date} 读入"
    item.warn("serial_date", message, f"请写成“{date}”", "请把单元格格式改成日期")
    return True


def parse_year_item(item: Item | None) -> int | None:
    """A year; None if it is missing or not a year."""
    return _parse(item, parse_year)


def parse_flag(item: Item | None, default: bool) -> bool:
    """是/否 as a boolean; `default` if it is missing or neither."""
    flag = _parse(item, parse_yes_no)
    return default if flag is None else flag


class MissingField(NamedTuple):
    """A field of 学校 or 报告 that has to be given, with an example of it.

    `hint` says how to add its line to a file, `cell_hint` what to write into its cell; `choices`
    is said behind whatever else is advised.
    """

    block: str
    key: str
    example: str
    hint: str
    cell_hint: str
    choices: str = ""


def report_missing(field: MissingField, fields: Mapping[str, Item], block: Item) -> None:
    """Note that a block lacks a field, where the field is if it is there and empty."""
    item, message = fields.get(field.key), f"缺少“{field.block}.{field.key}”"
    if is_in_page(block.reading.opening):
        place = (item or block).location._replace(path=f"{field.block}.{field.key}")
        told = error("missing_key", message, place, _advise_opening(field, block))
        block.reading.problems.append(told)
        return
    if item is not None:
        item.report("missing_key", message, f"{FILL_IN}{field.choices}", field.cell_hint)
        return
    remedy = Remedy(Change.ADD, (field.key,), field.hint)
    block.report("missing_key", message, remedy, _advise_opening(field, block))


def _advise_opening(field: MissingField, block: Item) -> Advice:
    """How to add the field to the workbook that lacks it."""
    opening = block.reading.opening
    if opening is None:
        return field.cell_hint
    advice = advise_field(opening, field.block, field.key, field.example)
    if not field.choices:
        return advice
    words = f"{advice}{field.choices}"
    return advice._replace(words=words) if isinstance(advice, Remedy) else words


def parse_choice(parent: Item, item: Item | None, choices: type[Word], default: Word) -> Word:
    """The enum member that the field names; `default` if it is missing or not one of them."""
    word = read_choice(item)
    if not word:
        return default
    try:
        return choices(word)
    except ValueError:
        (item or parent).report(
            "unknown_choice", f"不认识“{word}”", advise_word(word, list(choices))
        )
        return default


def parse_stages(item: Item | None, stages: Stages) -> tuple[Stage, ...]:
    """The stages that the field lists, in the order of `stages`; an unknown one is noted."""
    named = parse_texts(item)
    for word in named:
        if item is not None and word not in stages:
            item.report("unknown_choice", f"这里没有“{word}”这个学段", advise_word(word, stages))
    return tuple(stage for stage in stages if stage in named)


def parse_formula_item(item: Item) -> Formula | None:
    """The field's formula; None if it is not a formula."""
    try:
        return parse_formula(item.text())
    except FormulaError as fault:
        item.report("bad_formula", str(fault), "公式只能用事实名、数字、加减乘除、比较和括号")
        return None


def _parse(item: Item | None, parse: Callable[[str], Parsed]) -> Parsed | None:
    text = read_word(item)
    if item is None or not text:
        return None
    item.is_whole()
    try:
        return parse(text)
    except ValueFault as fault:
        item.report_fault(fault)
        return None
