"""Layout profiles (`data/layouts/*.yaml`, or a user's file) → the LayoutProfile that they ask.

A profile inherits another's requirements and changes some fields of some of them; several may be
combined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.load.faults import ValueFault
from reportgen.load.fields import (
    parse_choice,
    parse_decimal,
    parse_flag,
    parse_texts,
    read_tree,
    read_word,
)
from reportgen.load.inside import inside, is_bare_name
from reportgen.load.values import parse_number
from reportgen.load.yaml_tree import Item
from reportgen.model.layout_profile import Basis, LayoutProfile, Requirement
from reportgen.model.text_finding import TextRule
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Location,
    ReportgenError,
    Severity,
    UnreadableFileError,
    error,
    is_stopped,
)
from reportgen.words.nearest import suggest

STANDARD_LAYOUT = "国标"
LAYOUT_KEYS = ("标识", "名称", "文号", "来源", "说明", "继承", "要求")
_REQUIREMENT_KEYS = (
    *("文件", "条款", "依据", "级别", "标准", "地方", "误差"),
    *("写法", "改法", "检查"),
)
_TEXT_RULES = tuple(map(str, TextRule))
_NEEDED = ("条款", "依据", "级别", "改法")
_SEVERITIES = {each.label: each for each in (Severity.ERROR, Severity.WARNING)}


class _Layout(NamedTuple):
    """A profile as written: its title, what it inherits, and the entries of its requirements."""

    title: str
    document: str
    base: str
    root: Item
    requirements: Mapping[str, Item]


def load_layout(names: Sequence[str], folder: Path) -> LayoutProfile:
    """The profiles of those names or files combined, the later ones changing the earlier.

    Without names it is the standard. `folder` has the bundled ones. Errors: UnreadableFileError
    for an unknown name or file, ReportgenError names everything wrong in a file.
    """
    chosen = names or (STANDARD_LAYOUT,)
    chain = list(dict.fromkeys(path for name in chosen for path in _with_bases(name, folder)))
    requirements: dict[str, Requirement] = {}
    levels: dict[str, Severity | None] = {}
    titles = []
    for path in chain:
        layout = _read(path)
        requirements |= _change(layout, requirements)
        levels |= _text_levels(layout)
        titles.append(layout.title)
        if is_stopped(layout.root.reading.problems):
            raise ReportgenError(*layout.root.reading.problems)
    return LayoutProfile("、".join(titles), requirements, levels)


def layout_names(folder: Path) -> list[str]:
    """The names of the bundled profiles, the standard first."""
    names = (path.stem for path in folder.glob("*.yaml"))
    return sorted(names, key=lambda name: (name != STANDARD_LAYOUT, name))


def _with_bases(name: str, folder: Path) -> Iterator[Path]:
    """The files that a profile needs, the one it goes back to first."""
    path = _find(name, folder)
    chain = [path]
    while base := _base(chain[-1], folder):
        chain.append(_find(base, folder, chain[-1]))
        if chain[-1] in chain[:-1]:
            place = Location(str(path))
            problem = error("layout_ring", "“继承”绕成了圈", place, "请改正“继承:”")
            raise UnreadableFileError(problem)
    return reversed(chain)


def _base(path: Path, folder: Path) -> str:
    """What a profile inherits: all go back to the standard, which has every requirement."""
    return "" if path == folder / f"{STANDARD_LAYOUT}.yaml" else _read(path).base or STANDARD_LAYOUT


def _find(name: str, folder: Path, asker: Path | None = None) -> Path:
    """The file of a bundled profile, or the file of that name beside the one that asks for it."""
    own = name.endswith((".yaml", ".yml"))
    found = _find_own(name, asker) if own else _find_bundled(name, folder)
    if found is None or not found.is_file():
        hint = "请检查文件名和所在文件夹" if own else suggest(name, layout_names(folder))
        place = Location(str(asker) if asker else "")
        raise UnreadableFileError(error("unknown_layout", f"没有“{name}”这个版式", place, hint))
    return found


def _find_bundled(name: str, folder: Path) -> Path | None:
    return folder / f"{name}.yaml" if is_bare_name(name) else None


def _find_own(name: str, asker: Path | None) -> Path | None:
    """The user's file; what a file asks for must lie in its folder."""
    if asker is None:
        return Path(name)
    found = inside(asker.parent, name)
    return found if isinstance(found, Path) else None


def _read(path: Path) -> _Layout:
    root = read_tree(path)
    fields = root.known_entries(LAYOUT_KEYS)
    requirements = fields["要求"].entries() if "要求" in fields else {}
    title = read_word(fields.get("名称")) or read_word(fields.get("标识")) or path.stem
    document, base = read_word(fields.get("文号")), read_word(fields.get("继承"))
    return _Layout(title, document, base, root, requirements)


def _change(layout: _Layout, known: Mapping[str, Requirement]) -> Mapping[str, Requirement]:
    """The requirements that a profile names, as it changes those that are known."""
    changed = {}
    for name, item in layout.requirements.items():
        if name in _TEXT_RULES:
            continue
        if known and name not in known:
            hint = suggest(name, (*known, *_TEXT_RULES))
            item.report("unknown_requirement", f"不认识“{name}”这项要求", hint)
            continue
        before = known.get(name)
        fields = item.known_entries(_REQUIREMENT_KEYS)
        if before is None:
            _report_missing(item, fields)
        changed[name] = _parse(item, fields, before or _blank(name, layout.document))
    return changed


def _text_levels(layout: _Layout) -> Mapping[str, Severity | None]:
    """What a profile says of the rules of texts: they are left out, or weigh as it says."""
    found: dict[str, Severity | None] = {}
    for name, item in layout.requirements.items():
        fields = item.known_entries(_REQUIREMENT_KEYS) if name in _TEXT_RULES else {}
        level = _parse_severity(fields.get("级别"), Severity.LOCAL)
        if parse_flag(fields.get("检查"), True) is False:
            found[name] = None
        elif level is not Severity.LOCAL:
            found[name] = level
    return found


def _blank(name: str, document: str) -> Requirement:
    return Requirement(name, document, "", Basis.UNVERIFIED, Severity.WARNING)


def _report_missing(item: Item, fields: Mapping[str, Item]) -> None:
    for key in _NEEDED:
        if key not in fields or fields[key].is_empty:
            item.report("missing_key", f"这项要求缺少“{key}”", f"请写上“{key}:”")


def _parse(item: Item, fields: Mapping[str, Item], before: Requirement) -> Requirement:
    """`before` with the fields that are written."""
    tolerance = parse_decimal(fields.get("误差"))
    return before._replace(
        document=read_word(fields.get("文件")) or before.document,
        clause=read_word(fields.get("条款")) or before.clause,
        basis=parse_choice(item, fields.get("依据"), Basis, before.basis),
        severity=_parse_severity(fields.get("级别"), before.severity),
        accepted=_parse_values(fields.get("标准"), before.accepted, before.accepted),
        local=_parse_values(fields.get("地方"), before.local, before.accepted),
        tolerance=before.tolerance if tolerance is None else tolerance,
        wording=read_word(fields.get("写法")) or before.wording,
        remedy=read_word(fields.get("改法")) or before.remedy,
        active=parse_flag(fields.get("检查"), True if fields else before.active),
    )


def _parse_severity(item: Item | None, default: Severity) -> Severity:
    word = read_word(item)
    if item is not None and word and word not in _SEVERITIES:
        item.report("unknown_choice", f"不认识“{word}”", suggest(word, _SEVERITIES))
    return _SEVERITIES.get(word, default)


def _parse_values(
    item: Item | None, before: tuple[str, ...], like: tuple[str, ...]
) -> tuple[str, ...]:
    """The values written there, else `before`; they must be numbers if `like` are."""
    values = parse_texts(item)
    if item is None or not values:
        return before
    if not like or not all(map(_is_number, like)):
        return values
    wrong = next((value for value in values if not _is_number(value)), None)
    if wrong is None:
        return tuple(str(parse_number(value)) for value in values)
    item.report("bad_value", f"“{wrong}”不是数", "请写成数，如 28.95")
    return before


def _is_number(text: str) -> bool:
    try:
        parse_number(text)
    except ValueFault:
        return False
    return True
