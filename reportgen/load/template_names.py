"""data/template_names.yaml → what the names, snippets and filters of templates mean."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.load.fields import parse_texts, read_tree, refuse_problems
from reportgen.load.yaml_tree import Item
from reportgen.named_tuple import NamedTuple

TEMPLATE_NAMES = "template_names.yaml"


class Described(NamedTuple):
    """What a name means, and where its value comes from; of a filter, an example of its use."""

    text: str
    source: str = ""


class Snippet(NamedTuple):
    """Something to copy into a template: paragraphs, or a table.

    A table has a column each of `columns`, and its row stands between the two tags of `loop`.
    """

    paragraphs: tuple[str, ...] = ()
    columns: Mapping[str, str] | None = None
    loop: tuple[str, str] = ("", "")

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of the table: heads, then the row between the two tags; none of no table."""
        columns = self.columns or {}
        blank = ("",) * (len(columns) - 1)
        heads, cells = tuple(columns), tuple(columns.values())
        opening, closing = self.loop
        return (heads, (opening, *blank), cells, (closing, *blank)) if columns else ()


class TemplateNames(NamedTuple):
    """What names, filters and the names in phrases mean, and snippets by what they are for;
    `groups` are the phrases by the chapters that they speak in, `parts` what fills chapters.
    """

    names: Mapping[str, Described]
    snippets: Mapping[str, Snippet]
    filters: Mapping[str, Described]
    phrases: Mapping[str, Described]
    groups: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, str]


def load_template_names(folder: Path) -> TemplateNames:
    """The descriptions in that folder. Errors: ReportgenError names everything wrong in it."""
    root = read_tree(folder / TEMPLATE_NAMES)
    fields = root.known_entries(("名称", "片段", "处理方法", "短语", "短语分组", "提纲章节"))
    names, filters, phrases = (_described(fields[key]) for key in ("名称", "处理方法", "短语"))
    snippets = {key: _snippet(key, item) for key, item in fields["片段"].entries().items()}
    groups = {key: parse_texts(item) for key, item in fields["短语分组"].entries().items()}
    parts = {key: item.text() for key, item in fields["提纲章节"].entries().items()}
    refuse_problems(root)
    return TemplateNames(names, snippets, filters, phrases, groups, parts)


def _described(item: Item) -> Mapping[str, Described]:
    return {name: Described(*parse_texts(entry)) for name, entry in item.entries().items()}


def _snippet(name: str, item: Item) -> Snippet:
    fields = item.known_entries(("段落", "列", "循环"))
    if "列" not in fields:
        return Snippet(parse_texts(fields["段落"]))
    columns = {head: cell.text() for head, cell in fields["列"].entries().items()}
    opening, closing = parse_texts(fields.get("循环")) or (
        f"{{%tr for 行 in {name} %}}",
        "{%tr endfor %}",
    )
    return Snippet(columns=columns, loop=(opening, closing))
