"""The parts of a Word document → what of its structure Word would call damaged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from reportgen.named_tuple import NamedTuple
from reportgen.ooxml.namespaces import MC, WP, R, W
from reportgen.ooxml.required_content import find_missing_content

_COPY = f"{MC}Fallback"
# What may stand once in a part under one number or name, and what messages call it.
_ONCE = (
    (f"{W}bookmarkStart", f"{W}id", "书签"),
    (f"{W}bookmarkStart", f"{W}name", "书签"),
    (f"{W}bookmarkEnd", f"{W}id", "书签"),
    (f"{W}commentRangeStart", f"{W}id", "批注"),
    (f"{W}commentReference", f"{W}id", "批注"),
    (f"{W}footnoteReference", f"{W}id", "脚注"),
    (f"{W}endnoteReference", f"{W}id", "尾注"),
    (f"{WP}docPr", "id", "图片"),
)
# References, the part that has what they name, and that part's element.
_NOTES = (
    (f"{W}footnoteReference", "footnotes", f"{W}footnote", "脚注"),
    (f"{W}endnoteReference", "endnotes", f"{W}endnote", "尾注"),
    (f"{W}commentReference", "comments", f"{W}comment", "批注"),
)


class StructureFault(NamedTuple):
    """What is wrong, and in which part of the package."""

    member: str
    message: str


def find_structure_faults(parts: Mapping[str, bytes]) -> tuple[StructureFault, ...]:
    """What of the document's text, headers, footers and notes Word would call damaged: elements
    without what they must hold, numbers and names given twice, references that lead nowhere, half
    fields.
    """
    from lxml import etree

    roots: dict[str, Any] = {}
    faults: list[StructureFault] = []
    for name in filter(_is_text, parts):
        try:
            roots[name] = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:
            faults.append(StructureFault(name, "不是完整的 XML"))
    for name, root in roots.items():
        said = (
            *find_missing_content(root),
            *_repeated(root),
            *_dangling(name, root, parts),
            *_lost(root, roots),
            *_halves(root),
        )
        faults.extend(StructureFault(name, each) for each in dict.fromkeys(said))
    return tuple(faults)


def _is_text(name: str) -> bool:
    return name.startswith("word/") and name.count("/") == 1 and name.endswith(".xml")


def _halves(root: Any) -> Iterator[str]:
    """Fields that end where none has begun, or do not end."""
    depth = 0
    for sign in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(sign.get(f"{W}fldCharType"), 0)
        if depth < 0:
            break
    if depth:
        yield "有一个域（目录、页码一类）只有一半"


def _repeated(root: Any) -> Iterator[str]:
    for element, attribute, called in _ONCE:
        # What older programs show in place of a text box repeats what is in it.
        shown = (
            each for each in root.iter(element) if next(each.iterancestors(_COPY), None) is None
        )
        counts = Counter(each.get(attribute) for each in shown)
        for value in (value for value, count in counts.items() if count > 1):
            yield f"{called}“{value}”出现了 {counts[value]} 次"


def _dangling(name: str, root: Any, parts: Mapping[str, bytes]) -> Iterator[str]:
    """Relations that are asked for and not there."""
    from lxml import etree

    path = PurePosixPath(name)
    relations = parts.get(f"{path.parent}/_rels/{path.name}.rels")
    known = set() if relations is None else {each.get("Id") for each in etree.fromstring(relations)}
    for value in dict.fromkeys(_relation_ids(root.iter())):
        if value not in known:
            yield f"要用的“{value}”不在文件里"


def _relation_ids(elements: Iterable[Any]) -> Iterator[str]:
    for element in elements:
        for key, value in element.items():
            if key.startswith(R) and value:
                yield value


def _lost(root: Any, roots: Mapping[str, Any]) -> Iterator[str]:
    """Notes and comments that are referred to and not there."""
    for reference, part, element, called in _NOTES:
        notes = roots.get(f"word/{part}.xml")
        known = set() if notes is None else {each.get(f"{W}id") for each in notes.iter(element)}
        for value in dict.fromkeys(each.get(f"{W}id") for each in root.iter(reference)):
            if value not in known:
                yield f"{called}“{value}”没有内容"
