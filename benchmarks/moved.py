"""Names that other trees have in other modules."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def of_either(name: str, *modules: str) -> Any:
    """What has that name in the first of the modules that there is: where it is, where it was.

    Errors: ModuleNotFoundError where there is none.
    """
    *first, last = modules
    for each in first:
        try:
            return getattr(import_module(each), name)
        except ModuleNotFoundError as fault:
            if fault.name is None or not each.startswith(fault.name):
                raise
    return getattr(import_module(last), name)
