"""A figure or a field that was not given → how it is given in a workbook, or on a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from reportgen.model.facts import Fact
from reportgen.model.form_labels import row_label
from reportgen.model.opening import MappingLines, Opening, Way
from reportgen.problems import Advice, Change, Remedy

_COLUMN, _MAPPING = "列", "映射"
_NOT_HERE = "表里没有这一项"


NO_TEXTS = "这样的表里只有数；要写的，请用这所学校自己的采集表，或写成 YAML 文件"
"""What whoever gives a row of a table is told of texts."""


def advise_figure(opening: Opening, fact: Fact, stages: Sequence[str]) -> Advice:
    """How to give that figure, of those stages (none: of the whole school)."""
    if opening.is_page:
        named = f"“{'”“'.join(row_label(fact.name, each) for each in stages or (None,))}”"
        if fact.formula is None:
            return f"请填写{named}"
        # Of what others make the page asks for those; whoever has only it may give it.
        return f"请填写算它的各项；只有现成的数的，在“基本数据”最后的“另外要填的”里添上{named}"
    if opening.mapping is not None:
        advised = [_advise_line(opening, opening.mapping, fact, each) for each in stages or ("",)]
    else:
        advised = [_advise_label(opening, fact, each) for each in stages or ("",)]
    if len(advised) == 1:
        return advised[0]
    return "；".join(dict.fromkeys(map(str, advised)))


def speaks_of_column(advice: str) -> bool:
    """Whether advice of here tells to give a table, or its mapping, a column for all schools."""
    return _COLUMN in advice or _MAPPING in advice


def _advise_label(opening: Opening, fact: Fact, stage: str) -> Remedy:
    """To call a head what it was to be, else to add one."""
    labels = (row_label(name, stage or None) for name in (fact.name, *fact.aliases))
    label = next((each for each in labels if each in opening.misspelt), "")
    if not label:
        return _add(opening, row_label(fact.name, stage or None))
    asked, place = opening.misspelt[label]
    return Remedy(Change.RENAME, (label,), asked, place=place)


def _add(opening: Opening, label: str) -> Remedy:
    from reportgen.model.form import FACTS_SHEET

    row = f"请在“{FACTS_SHEET}”里加上一行“{label}”"
    told = row if opening.way is Way.FORM else f"请加上一列“{label}”"
    return Remedy(Change.ADD, (label,), f"{_NOT_HERE}，{told}", place=opening.figures)


def advise_field(opening: Opening, block: str, key: str, example: str) -> Advice:
    """How to give that field of 学校 or 报告; `example` is one as it is written."""
    from reportgen.model.form import INFO_SHEET

    label = _label(block, key)
    if opening.mapping is not None:
        return _advise_mapped_field(opening.mapping, block, key, example)
    shown = f"，例如 {example}" if example else ""
    if opening.is_page:
        return f"请填写“{label}”{shown}"
    if opening.way is Way.TABLE:
        words = f"请加上一列“{label}”{shown}"
    elif opening.fields.cell:
        words = f"请在“{INFO_SHEET}”里加上一行“{label}”{shown}"
    else:
        return f"请用原来的采集表，在“{INFO_SHEET}”的“{label}”里写上{shown}"
    return Remedy(Change.ADD, (label,), words, place=opening.fields)


def _label(block: str, key: str) -> str:
    """What the form calls the field."""
    # Most files lack nothing: they do not wait for what knows the form.
    from reportgen.model.form import INFO_FIELDS

    known = (each.label for each in INFO_FIELDS if (each.block, each.key) == (block, key))
    return next(known, key)


def _advise_mapped_field(mapping: MappingLines, block: str, key: str, example: str) -> Advice:
    """What holds for all schools stands in the mapping itself, what is each one's in a column."""
    place = mapping.blocks[block]
    if block == "报告":
        line = f"{key}: {example or '…'}"
        return _line(mapping, block, key, f"写上“{line}”")
    label = _label(block, key)
    head = _find_unread(mapping, (label, key))
    if head:
        return _line(mapping, block, f"{key}: {head}", f"写上“{key}: {head}”")
    words = f"请加上一列“{label}”，再{_at(mapping, block)}写上“{key}: {label}”"
    return f"表里没有这一列：{words}" if place.file else words


def _advise_line(opening: Opening, mapping: MappingLines, fact: Fact, stage: str) -> Advice:
    """The line for a column that bears the fact's name, else what the table lacks too."""
    names = (fact.name, *fact.aliases)
    labels = [label for name in names for label in _labels(name, stage)]
    head, label = _find_unread(mapping, labels), row_label(fact.name, stage or None)
    if head:
        line = f"{head}: {_explain(fact.name, stage)}"
        return _line(mapping, "列", line, f"写上“{line}”")
    absent = mapping.absent.get((fact.name, stage), "")
    if absent and "/" not in absent and not mapping.unread:
        words = f"映射文件里它是“{absent}”一列，表里没有：请加上一列“{absent}”"
        return Remedy(Change.ADD, (absent,), words, place=opening.figures)
    if absent:
        words = f"映射文件“{_name(mapping)}”里它是“{absent}”一列，表里没有这样的表头"
        return f"{words}：请核对表头和映射文件"
    line = f"{label}: {_explain(fact.name, stage)}"
    told = f"{_at(mapping, '列')}写上“{line}”"
    return f"映射文件里没有这一项，表里也没有这个名称的列：请在表里加上一列“{label}”，再{told}"


def _labels(name: str, stage: str) -> Iterable[str]:
    return (row_label(name, stage), f"{stage}{name}") if stage else (name,)


def _explain(name: str, stage: str) -> str:
    return f"{{事实: {name}, 学段: {stage}}}" if stage else name


def _find_unread(mapping: MappingLines, labels: Iterable[str]) -> str:
    """The head of the first column that nobody reads and that bears one of those names."""
    plain = (unicodedata.normalize("NFKC", label) for label in labels)
    return next((mapping.unread[each] for each in plain if each in mapping.unread), "")


def _line(mapping: MappingLines, block: str, line: str, told: str) -> Advice:
    """To add the line to the mapping; one of ours is not the user's to change."""
    words = f"{_NOT_HERE}用到的列，请{_at(mapping, block)}{told}" if block == "列" else ""
    words = words or f"请{_at(mapping, block)}{told}"
    if mapping.is_bundled:
        return words
    return Remedy(Change.ADD, (line,), words, place=mapping.blocks[block])


def _at(mapping: MappingLines, block: str) -> str:
    if mapping.is_bundled:
        copied = "把它复制到表的旁边，取名“本县映射.yaml”"
        return f"{copied}（原件是 {mapping.file}），在它的“{block}:”下"
    return f"在映射文件“{_name(mapping)}”的“{block}:”下"


def _name(mapping: MappingLines) -> str:
    return PurePath(mapping.file).name
