"""A text → the text with lines, words and signs changed, or in another encoding."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from random import Random

from fuzz import hostile, of_bytes

_ENCODINGS = (
    "gbk",
    "gb18030",
    "utf-16",
    "utf-16-le",
    "utf-8-sig",
    "big5",
    "utf-32",
    "hz",
    "latin-1",
)
_SIGNS = (
    *(
        ":",
        "：",
        "- ",
        "#",
        " #",
        "\t",
        "  ",
        "[",
        "]",
        "{",
        "}",
        "&a ",
        "*a",
        "!!binary ",
        "|",
        ">",
        "'",
    ),
    *(
        '"',
        "\\",
        "---\n",
        "...\n",
        "%YAML 9.9\n",
        "? ",
        "<<: ",
        ",",
        "，",
        "\r",
        "\0",
        "\x0c",
        "…",
        "\n\n",
    ),
)
Mutator = Callable[[bytes, Random], bytes]


def _on_text(change: Callable[[str, Random], str]) -> Mutator:
    def mutate(data: bytes, dice: Random) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        return change(text, dice).encode("utf-8", "surrogatepass")

    return mutate


def _on_lines(change: Callable[[list[str], int, Random], None]) -> Mutator:
    def mutate(text: str, dice: Random) -> str:
        lines = text.splitlines(keepends=True) or [""]
        change(lines, dice.randrange(len(lines)), dice)
        return "".join(lines)

    return _on_text(mutate)


def _delete_line(lines: list[str], at: int, _dice: Random) -> None:
    del lines[at]


def _repeat_line(lines: list[str], at: int, dice: Random) -> None:
    lines[at] *= dice.choice((2, 2, 5, 300))


def _move_line(lines: list[str], at: int, dice: Random) -> None:
    lines.insert(dice.randrange(len(lines)), lines.pop(at))


def _indent_line(lines: list[str], at: int, dice: Random) -> None:
    lines[at] = dice.choice((" ", "  ", "\t", "\u3000", "    " * 30)) + lines[at]


def _end_line(lines: list[str], at: int, dice: Random) -> None:
    """Behind its last separator stands something else."""
    head, sign, _ = lines[at].rstrip("\n").rpartition(dice.choice((":", ",", " ", "|")))
    lines[at] = f"{head}{sign} {hostile.value(dice)}\n"


def _insert(text: str, dice: Random) -> str:
    at = dice.randrange(len(text) + 1)
    put = dice.choice(_SIGNS) if dice.random() < 0.5 else hostile.value(dice)
    return text[:at] + put + text[at:]


def _drop(text: str, dice: Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.choice((1, 1, 2, 10)) :]


def _lengthen(text: str, dice: Random) -> str:
    """A sign stands there again and again."""
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at : at + 2] * dice.choice((5, 100, 3_000)) + text[at:]


def _other_encoding(data: bytes, dice: Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(dice.choice(_ENCODINGS), "replace")


def _mark_of_order(data: bytes, dice: Random) -> bytes:
    return dice.choice((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) + data


MUTATORS: tuple[Mutator, ...] = (
    *map(_on_lines, (_delete_line, _repeat_line, _move_line, _indent_line, _end_line, _end_line)),
    *map(_on_text, (_insert, _insert, _drop, _lengthen)),
    *(_other_encoding, _mark_of_order, of_bytes.flip, of_bytes.cut),
)
