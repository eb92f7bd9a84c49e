"""By which standards a school's file is judged, and what is wrong with their choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from reportgen.late_regex import late_regex
from reportgen.load.fields import FILL_IN, parse_texts, read_word
from reportgen.load.library import OWN_STANDARD, Library, standard_names
from reportgen.load.undecided import NO_STANDARD, renamed_to
from reportgen.load.yaml_tree import Item
from reportgen.model.opening import is_in_page
from reportgen.model.opening_advice import advise_field
from reportgen.model.school import ReportSettings
from reportgen.model.stages import SchoolType
from reportgen.model.standard import Standard
from reportgen.problems import Advice, Change, Location, Problem, Remedy, error, gap, warning
from reportgen.words.nothing import says_nothing

_KEY, _GENRE = "标准", "体裁"
_BETWEEN = late_regex(r"[、，,；;/\n]|和|及")
# Which files may be named is asked of whole names.
_FILE = late_regex(r"[.\\]")
_NONE = ("[]",)
_MOST_NAMED = 6


def named_standards(item: Item | None) -> tuple[str, ...]:
    """The standards that the field names; none for 无 and []."""
    texts = parse_texts(item)
    return tuple(text for text in texts if text not in _NONE and not says_nothing(text))


def report_no_standard(fields: Mapping[str, Item], root: Item, library: Library) -> None:
    """Note that a file names no standard and does not say that it wants none (标准: []).

    A genre that no standard is of asks for none.
    """
    block = fields.get("报告")
    if OWN_STANDARD in fields or not _has_standards(block, library):
        return
    if any(_KEY in renamed_to(each) for each in root.reading.problems):
        # It is there, by a name that is told.
        return
    item = block.entries().get(_KEY) if block is not None and block.is_mapping else None
    if item is not None and _wants_none(item):
        return
    place = (item or block or root).location
    if is_in_page(root.reading.opening):
        place = place._replace(path=f"报告.{_KEY}")
    message = "没有写按哪个标准评估（报告.标准），报告里没有“达标情况”"
    advice = _advise_standard(item, block or root, _fitting(fields, library))
    root.reading.problems.append(gap(NO_STANDARD, message, place, advice))


def _has_standards(block: Item | None, library: Library) -> bool:
    """Whether standards are of the genre that the block names, if it names one."""
    named = block.entries().get(_GENRE) if block is not None and block.is_mapping else None
    genre = library.genres.find(read_word(named)) if named is not None else None
    known = (library.genres.find(each.genre) for each in library.all_standards())
    return genre is None or genre in (library.genres.neutral, *known)


def _wants_none(item: Item) -> bool:
    is_said = item.is_text and not item.is_empty and bool(item.text())
    return is_said or (item.is_list and (not item.reading.in_cells or bool(parse_texts(item))))


def _fitting(fields: Mapping[str, Item], library: Library) -> list[str]:
    """The standards that judge schools of the file's type."""
    block = fields.get("学校")
    named = block.entries().get("类型") if block is not None and block.is_mapping else None
    kind = library.school_types.get(read_word(named))
    known = library.all_standards()
    return [each.id for each in known if kind is not None and each.judged(kind)]


def _advise_standard(item: Item | None, block: Item, names: Sequence[str]) -> Advice:
    in_page = is_in_page(block.reading.opening)
    listed = "" if in_page else "名称见 reportgen standards"
    told = f"可选：{'、'.join(names[:_MOST_NAMED])}" if names else listed
    if block.reading.in_cells or in_page:
        words = f"{told}；不判指标的写“无”"
        if item is not None:
            return f"请在“评估标准”里写上标准的名称；{words}"
        opening = block.reading.opening
        place = advise_field(opening, "报告", _KEY, names[0] if names else "") if opening else ""
        return f"{place or '请写上评估标准'}；{words}"
    words = f"{told}；不判指标的写 []"
    if item is not None:
        return f"{FILL_IN}标准的名称；{words}"
    advice = f"请在“报告:”下写上标准；{words}"
    return Remedy(Change.ADD, (_KEY,), advice) if names else advice


def _parse_own_standards(item: Item | None, library: Library) -> Mapping[str, Standard]:
    if item is None:
        return {}
    blocks = item.items() if item.is_list else (item,)
    parsed = [library.parse_standard(block) for block in blocks]
    return {standard.id: standard for standard in parsed}


def find_standards(
    fields: Mapping[str, Item],
    settings: ReportSettings,
    names: Sequence[str],
    library: Library,
    root: Item,
) -> tuple[Standard, ...]:
    """The standards of those names, else of the settings; an unknown one is noted."""
    own = _parse_own_standards(fields.get(OWN_STANDARD), library)
    place = Location("--standard") if names else settings.location
    near = Path(root.reading.file).parent
    found = []

    def find(name: str) -> Standard | None:
        return own.get(name) or library.find_standard(name, near)

    for name in dict.fromkeys(_apart(names or settings.standards, find)):
        standard = find(name)
        if standard is None:
            root.reading.problems.append(library.explain_unknown(name, place))
        else:
            found.append(standard)
    return _once_each(found)


def _apart(names: Sequence[str], find: Callable[[str], Standard | None]) -> Iterator[str]:
    """The names one by one: 甲、乙 where one of the two is a standard's."""
    for name in names:
        parts = [part.strip() for part in _BETWEEN.split(name)]
        is_file = bool(_FILE.search(name))
        is_one = is_file or len(parts) == 1 or find(name) or not any(filter(None, map(find, parts)))
        yield from (name,) if is_one else filter(None, parts)


def _once_each(standards: Sequence[Standard]) -> tuple[Standard, ...]:
    return tuple({standard.id: standard for standard in standards}.values())


def unfit_standards(
    school_type: SchoolType, standards: Sequence[Standard], own: Sequence[str], place: Location
) -> Iterator[Problem]:
    """Standards that judge none of the school's stages.

    It is an error if nothing else judges the school, a warning for a standard that its own file
    names (`own`). What a district names for all its schools need not fit each of them.
    """
    unfit = [standard for standard in standards if not standard.judged(school_type)]
    if len(unfit) == len(standards):
        yield from (_unfit(error, standard, school_type, place) for standard in unfit)
    else:
        named = (standard for standard in unfit if _is_named(standard, own))
        yield from (_unfit(warning, standard, school_type, place) for standard in named)


def _is_named(standard: Standard, names: Sequence[str]) -> bool:
    known = {*standard_names(standard), Path(standard.file).name}
    return any(name in known or Path(name).name in known for name in names)


def _unfit(
    make: Callable[..., Problem], standard: Standard, school_type: SchoolType, place: Location
) -> Problem:
    stages = "、".join(standard.stages)
    message = f"“{standard.title}”是{stages}的标准，本校是{school_type.name}，不按它评估"
    hint = f"请核对学校类型，或换成{'、'.join(school_type.stages)}的标准"
    return make("unfit_standard", message, place, hint)
