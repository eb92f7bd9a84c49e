"""A context whose sections and attachments are written already, so that only the engines differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.render.context import Annex, Chapter, Passage, TableRow
from reportgen.render.indicator_columns import indicator_widths


@dataclass(frozen=True, slots=True)
class ReadyPassage:
    """段 whose blocks are written already, so that printing it costs both engines the same."""

    markup: str
    达标表: tuple[TableRow, ...]
    表题: str

    def __html__(self) -> str:
        return self.markup

    @property
    def column_widths(self) -> tuple[int, ...]:
        """As the passage has them: what they cost is part of the rendering."""
        return indicator_widths([row.usual_texts for row in self.达标表])


@dataclass(frozen=True, slots=True)
class ReadyChapter:
    """节 made of such passages."""

    名称: str
    标题: str
    各段: tuple[ReadyPassage, ...]

    def __html__(self) -> str:
        return "".join([passage.markup for passage in self.各段])


@dataclass(frozen=True, slots=True)
class ReadyAnnex:
    """附件 whose blocks are written already."""

    markup: str
    编号: str
    标题: str
    横向: bool

    def __html__(self) -> str:
        return self.markup


def ready_context(context: Mapping[str, object]) -> dict[str, object]:
    """The context with every section written already."""
    return {name: _ready(value) for name, value in context.items()}


def _ready(value: object) -> object:
    if isinstance(value, Chapter):
        passages = tuple(_ready_passage(passage) for passage in value.各段)
        return ReadyChapter(value.名称, value.标题, passages)
    if isinstance(value, Passage):
        return _ready_passage(value)
    if isinstance(value, Annex):
        return ReadyAnnex(value.__html__(), value.编号, value.标题, value.横向)
    return tuple(_ready(each) for each in value) if type(value) is tuple else value


def _ready_passage(passage: Passage) -> ReadyPassage:
    return ReadyPassage(passage.__html__(), passage.达标表, passage.表题)
