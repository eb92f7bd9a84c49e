"""`检查:` and `接受:` of reportgen.yaml → what a bureau says of the checks of texts and layout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reportgen.load.fields import parse_texts, read_choice, read_word
from reportgen.load.inside import PlaceRefusal, inside, with_slashes
from reportgen.load.name_advice import advise_name, advise_word
from reportgen.load.yaml_tree import Item
from reportgen.model.check_settings import Acceptance, CheckSettings
from reportgen.model.text_finding import TextRule
from reportgen.problems import Severity

LEVELS, ACCEPTED = "检查", "接受"
_OFF = "关"
_WORDS = {
    Severity.ERROR.label: Severity.ERROR,
    Severity.WARNING.label: Severity.WARNING,
    _OFF: None,
}
_RULE, _QUOTED, _FILE, _REASON = "规则", "原文", "文件", "理由"
_NEEDED = {
    _RULE: "请写规则的名称，就是提示末尾〔〕里的，或版式提示开头的",
    _FILE: "请写是哪个文件里的，例如 文件: 学校.yaml",
    _REASON: "请写为什么可以这样写，例如 理由: 统计口径不同",
}


def rule_names() -> tuple[str, ...]:
    """The names of all rules of texts and layout that may be switched."""
    # Few settings name a rule: what knows them is not loaded for the rest.
    from reportgen.load.layouts import load_layout
    from reportgen.resources import data_folder

    return (*map(str, TextRule), *load_layout((), data_folder() / "layouts").requirements)


def parse_check_settings(levels: Item | None, accepted: Item | None, folder: Path) -> CheckSettings:
    """What the two blocks say; what is wrong with them is noted. Files are seen from `folder`."""
    told = tuple(_parse_levels(levels)) if levels else ()
    found = tuple(_parse_accepted(accepted, folder)) if accepted else ()
    return CheckSettings(told, found)


def _parse_levels(block: Item) -> Iterator[tuple[str, Severity | None]]:
    names = rule_names()
    for name, item in block.entries().items():
        word = read_choice(item)
        if name not in names:
            item.report("unknown_rule", f"没有“{name}”这条规则", advise_name(name, names))
        elif word not in _WORDS:
            message = f"不认识“{word}”" if word else f"没有写“{name}”怎么办"
            item.report("unknown_choice", message, advise_word(word, _WORDS))
        else:
            yield name, _WORDS[word]


def _parse_accepted(block: Item, folder: Path) -> Iterator[Acceptance]:
    names = rule_names()
    for entry in block.items():
        fields = entry.known_entries((_RULE, _QUOTED, _FILE, _REASON))
        lacking = [key for key in _NEEDED if key not in fields or fields[key].is_empty]
        for key in lacking:
            entry.report("missing_key", f"这一条接受没有写“{key}”", _NEEDED[key])
        rule = read_word(fields.get(_RULE))
        if rule and rule not in names:
            message = f"没有“{rule}”这条规则"
            fields[_RULE].report("unknown_rule", message, advise_word(rule, names))
        elif not lacking:
            words, reason = read_word(fields.get(_QUOTED)), read_word(fields[_REASON])
            files = tuple(_find_files(fields[_FILE], folder))
            yield Acceptance(rule, words, files, reason, entry.location)


def _find_files(item: Item, folder: Path) -> Iterator[str]:
    """The files, which lie in the folder."""
    for name in parse_texts(item):
        found = inside(folder, name)
        hint = "文件从 reportgen.yaml 所在的文件夹写起，例如 文件: 上报/报告.docx"
        if found is PlaceRefusal.MISSING:
            # A report that is made again is gone for a while.
            item.warn("missing_file", f"接受里写的文件“{name}”不在这里", hint)
        elif isinstance(found, PlaceRefusal):
            item.report("missing_file", f"“{name}”{found.message}", hint)
            continue
        yield os.path.abspath(folder / with_slashes(name))
