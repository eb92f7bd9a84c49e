"""A library that fails at one file: whatever it raises there, and nothing elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

BROKEN = "坏小学"
"""What stands in a text at which the YAML library fails."""


class PanicError(BaseException):
    """As libraries in other languages raise: no Exception."""


FAULTS = (MemoryError, RecursionError, PanicError, ZeroDivisionError)


def break_yaml(
    monkeypatch: pytest.MonkeyPatch, fault: type[BaseException], function: str = "compose"
) -> None:
    """Let the library fail as it finds out whose data a text holds (`parse`), or as it reads them
    (`compose`).
    """
    sound = getattr(yaml, function)

    def broken(text: str, **more: Any) -> object:
        if BROKEN in text:
            raise fault("in a library")
        return sound(text, **more)

    monkeypatch.setattr(yaml, function, broken)
