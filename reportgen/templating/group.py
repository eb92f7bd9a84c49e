"""Things that are printed alike, as jinja2's `groupby` gives them."""

from __future__ import annotations

from reportgen.named_tuple import NamedTuple


class AlikeItems(NamedTuple):
    """The things that are printed alike, as jinja2 calls them."""

    grouper: object
    list: list[object]

    def __str__(self) -> str:
        return tuple.__repr__(self)
