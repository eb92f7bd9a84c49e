"""`data/themes.yaml`, and the words of prose that facts and indicators bring → model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reportgen.load.fields import parse_texts, read_tree, read_word, refuse_problems
from reportgen.load.yaml_tree import Item
from reportgen.model.themes import VALUE_PLACE, TextWords, Theme, Words
from reportgen.words.nearest import suggest

_PROSE_KEYS = ("称谓", "肯定", "否定", "整改", "主题", "量词", "说法")
_TEXT_KEYS = ("文中", "文中后")
WORD_KEYS = (*_PROSE_KEYS, *_TEXT_KEYS)


def load_themes(path: Path) -> tuple[Theme, ...]:
    """The themes in that file, in order. Errors: ReportgenError names everything wrong in it."""
    root = read_tree(path)
    listed = root.known_entries(("主题",)).get("主题")
    entries = listed.entries() if listed else {}
    themes = tuple(_parse_theme(name, item) for name, item in entries.items())
    refuse_problems(root)
    return themes


def _parse_theme(name: str, item: Item) -> Theme:
    fields = item.known_entries(("分组", "种类", "问题", "同类", "简称"))
    groups, kinds = (parse_texts(fields.get(key)) for key in ("分组", "种类"))
    words = (read_word(fields.get(key)) for key in ("问题", "同类", "简称"))
    return Theme(name, groups, kinds, *words)


def parse_words(fields: Mapping[str, Item], themes: tuple[Theme, ...]) -> Words:
    """The words under those keys; a theme that there is not is noted."""
    words = Words(*(read_word(fields.get(key)) for key in _PROSE_KEYS))
    names = [theme.name for theme in themes]
    if words.theme and words.theme not in names:
        hint = suggest(words.theme, names)
        fields["主题"].report("unknown_choice", f"没有“{words.theme}”这个主题", hint)
    if words.told and VALUE_PLACE not in words.told:
        hint = f"写成一句话，数的位置写“{VALUE_PLACE}”，例如 每天巡查{VALUE_PLACE}"
        fields["说法"].report("bad_value", "“说法”里没有写数的位置", hint)
    return words


def parse_text_words(fields: Mapping[str, Item]) -> TextWords:
    """What texts call it, under those keys."""
    return TextWords(*(parse_texts(fields.get(key)) for key in _TEXT_KEYS))
