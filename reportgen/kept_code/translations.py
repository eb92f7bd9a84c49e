"""Templates that another run translated into Python code."""

from __future__ import annotations

from types import CodeType
from typing import Any

from reportgen.kept_code.program_tables import program_table

_NAME = "translations"


def keeps_translations() -> bool:
    """Whether any are kept: to say which one is sought costs something too."""
    return program_table(_NAME) is not None


def find_translation(kind: str, source: str) -> tuple[CodeType, Any] | None:
    """The code that was made of a source of that kind, with what was to be remembered of it; None
    if none was kept.
    """
    table = program_table(_NAME)
    found: tuple[CodeType, Any] | None = table.find((kind, source)) if table is not None else None
    return found


def keep_translation(kind: str, source: str, code: CodeType, told: object) -> None:
    """Remember the code, and plain values that tell of it, for other runs."""
    table = program_table(_NAME)
    if table is not None:
        table.keep((kind, source), (code, told))
