"""What prose gathers: the themes of indicators, and the words of facts."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.named_tuple import NamedTuple

# Where the clause about a figure has it, and where the term in which it was counted.
VALUE_PLACE, TERM_PLACE = "{值}", "{学期}"


class Words(NamedTuple):
    """How prose says a fact or an indicator; what is empty follows from its name and definition.

    `noun` stands before its amount (图书 for 图书册数). Of a yes/no, `affirmed` is the clause where
    it is so, `denied` where it is not, `remedy` what has to be done; of a count that a share is of,
    what those counted do (持证上岗). `theme` names a theme. `measure` is the word between a number
    and what a list holds (间; empty: 个). `told` is the clause about a figure, `{值}` its place
    (每天巡查{值}).
    """

    noun: str = ""
    affirmed: str = ""
    denied: str = ""
    remedy: str = ""
    theme: str = ""
    measure: str = ""
    told: str = ""


class TextWords(NamedTuple):
    """What a text calls a fact or an indicator besides its names: `said` on either side of a number
    (占地, 在校生), `behind` behind one alone (12 个班).
    """

    said: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class Theme(NamedTuple):
    """A theme: it takes the facts of these groups, and otherwise facts of these kinds.

    `trouble` is the heading of problems of this theme where their figures give no better one.
    Themes of one `family` may be told under one heading, which calls each of them `short`.
    """

    name: str
    groups: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    trouble: str = ""
    family: str = ""
    short: str = ""


REST = Theme("其他")


def choose_theme(themes: Sequence[Theme], name: str, group: str, kind: str) -> Theme:
    """The theme of that name, else that of the group, else that of the kind, else the last."""
    named = (each for each in themes if name and each.name == name)
    grouped = (each for each in themes if group in each.groups)
    of_kind = (each for each in themes if kind in each.kinds)
    for found in (named, grouped, of_kind):
        theme = next(found, None)
        if theme is not None:
            return theme
    return themes[-1] if themes else REST
