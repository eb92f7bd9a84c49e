"""What a form is made from besides the school's own data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from reportgen.model.facts import FactDictionary, Value
from reportgen.model.genre import FormTitles
from reportgen.model.school import FigureKey, OutlineEntry
from reportgen.model.stages import SchoolType, Stage
from reportgen.model.standard import Standard, judged_stages
from reportgen.named_tuple import NamedTuple


class LastYear(NamedTuple):
    """The figures of the year before, in the units of their facts.

    `texts` are its entries of each sheet of texts, by the sheet's name, each as one text.
    """

    year: int
    figures: Mapping[FigureKey, Value]
    texts: Mapping[str, Sequence[str]] = MappingProxyType({})

    def find(self, name: str, stage: str | None, school_type: SchoolType) -> Value | None:
        """The figure of that line, or None; the only stage of a school is its whole."""
        whole = self.figures.get((name, None))
        if stage is None:
            return whole if whole is not None else self.figures.get((name, school_type.stages[0]))
        return self.figures.get((name, Stage(stage)))


def type_choices(types: Mapping[str, SchoolType], standards: Sequence[Standard]) -> tuple[str, ...]:
    """The names of the types that any of the standards judges; all if there is no standard."""
    return tuple(name for name, each in types.items() if judged_stages(standards, each))


@dataclass(frozen=True, slots=True)
class FormPlan:
    """What the forms of one run share, for one type of school.

    `dictionary` has the facts of the standards beside the bundled ones. The form is to come back
    to `bureau` by `due`; both are empty where they are not known. `titles` are those of the genre,
    `genre` is the report's where the bureau names it (empty: the standards'), `told` the facts that
    its reports tell whatever the standards judge, `outline` their usual chapters; of `parts` an
    outline is made, which may be written in `styles`.
    """

    standards: tuple[Standard, ...]
    dictionary: FactDictionary
    school_type: SchoolType
    type_names: tuple[str, ...]
    year: int
    titles: FormTitles
    due: str = ""
    bureau: str = ""
    genre: str = ""
    told: frozenset[str] = frozenset()
    outline: tuple[OutlineEntry, ...] = ()
    parts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    @property
    def standard_names(self) -> tuple[str, ...]:
        """The names by which a reader finds the standards; a user's own has its file's name."""
        return tuple(Path(each.file).name if each.file else each.id for each in self.standards)
