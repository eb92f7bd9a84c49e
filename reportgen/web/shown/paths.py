"""How the page and what it is told call the places of a data file."""

from __future__ import annotations

from reportgen.editing.addresses import Address


def path_of(address: Address) -> str:
    """The address in the words that problems have for places: `主要措施[1].内容`."""
    path = ""
    for step in address:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        else:
            path += f".{step}" if path else step
    return path
