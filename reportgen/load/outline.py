"""An outline (`提纲:`), in the school's file or in the templates' folder → its entries in order."""

from __future__ import annotations

from pathlib import Path

from reportgen.load.fields import parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.yaml_tree import Item, parse_yaml
from reportgen.model.school import OutlineEntry


def parse_outline(item: Item | None) -> tuple[OutlineEntry, ...]:
    """The entries written there; none if there is no outline."""
    entries = (_parse_entry(entry) for entry in (item.items() if item else ()))
    return tuple(entry for entry in entries if entry is not None)


def load_outline(path: Path) -> tuple[OutlineEntry, ...]:
    """The outline of a 提纲.yaml; ReportgenError names everything wrong in it."""
    return _outline_of(read_tree(path))


def read_outline(text: str, file: str) -> tuple[OutlineEntry, ...]:
    """The outline that a 提纲.yaml of that text has. Errors: as `load_outline`."""
    root = parse_yaml(text, file)
    return () if root is None else _outline_of(root)


def _outline_of(root: Item) -> tuple[OutlineEntry, ...]:
    outline = parse_outline(root.known_entries(("提纲",)).get("提纲"))
    refuse_problems(root)
    return outline


def _parse_entry(item: Item) -> OutlineEntry | None:
    if item.is_text:
        key = item.text()
        return OutlineEntry(key, key, (key,), item.location)
    fields = item.known_entries(("章节", "标题", "组成", "写法"))
    key, title = read_word(fields.get("章节")), read_word(fields.get("标题"))
    parts = parse_texts(fields.get("组成")) or ((key,) if key else ())
    if not parts:
        hints = "请写明这一章由什么组成", "请在“章节”里选这一章由什么组成，或清空这一行"
        item.report("missing_key", "提纲的这一项缺少“章节”或“组成”", *hints)
        return None
    style = read_word(fields.get("写法"))
    return OutlineEntry(key or title, title or key, parts, item.location, style)
