"""YAML text → a tree whose every node knows its place and its way through the data.

Scalars stay text: what `1:19`, `010020` or `no` mean is decided by the field that they
fill, so YAML 1.1's guesses never happen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from reportgen.bounded.limits import LIMITS
from reportgen.late_regex import late_regex
from reportgen.load.cell_marks import CellLineMark, CellMark, RowMark
from reportgen.load.faults import ValueFault
from reportgen.load.name_advice import advise_name
from reportgen.load.yaml_comments import CutOff, find_cut_off
from reportgen.model.opening import Opening
from reportgen.model.school import Preview, SaidYear
from reportgen.model.vocabulary import PLAIN_WORDS, FieldWords
from reportgen.named_tuple import NamedTuple
from reportgen.problems import (
    Advice,
    Change,
    Location,
    Problem,
    Remedy,
    UnreadableFileError,
    error,
    warning,
)
from reportgen.words.typed_lines import UNCLEAN, UNPRINTABLE, clean_pasted

# To look for the nearest name takes a while; a file with more faults than that is no data file.
_MOST_SUGGESTIONS = 200

# What a file may hold. The C parser composes by recursion and has no bound of its own: deep nesting
# ends the process.
_MOST = LIMITS.text
_LONGEST, _DEEPEST, _NODES = _MOST.words, _MOST.depth + 1, _MOST.nodes

# What answers one thing: two of them are two entries.
_ONE_EACH = frozenset({"针对", "指标"})

_NOTHING = frozenset({"", "~", "null"})
_NONE: Mapping[str, Item] = MappingProxyType({})
_COLON_HINT = "请改成半角的“:”，后面加一个空格"
_ILLEGAL = late_regex(f"[{UNPRINTABLE}]")
# What hardly any text holds; one search tells of all of them.
_ODD = late_regex(f"[{UNPRINTABLE}{UNCLEAN}]")


class _BeyondError(Exception):
    """There is more of something than any honest file has."""


class _Base(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Composes nodes without asking what type their text may have: no tag is ever looked at.

    Errors: _BeyondError.
    """

    _around = _count = 0

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """One tag for all."""
        if isinstance(value, str) and len(value) > _LONGEST:
            raise _BeyondError
        return "-"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Count the nodes around what is composed next: it is called before each node."""
        self._around += 1
        self._count += 1
        if self._around > _DEEPEST or self._count > _NODES:
            raise _BeyondError

    def ascend_resolver(self) -> None:
        """The node is whole."""
        self._around -= 1


@dataclass(slots=True, eq=False)
class Reading:
    """One file being read: its name, and the problems found so far.

    `in_cells`: it is a workbook. `blanks` are the places that give no figure, by the fact and stage
    (or empty) asked for there; `next_cells` are where its blocks (今后措施 …) take another
    entry; `previews` are what its own formulas said, `pictures` the bytes of those that stand in
    it, by the source by which the tree names them. `words` are those that fields are read with.
    `cut_off` is what ` #` may have cut off a value, by its node; `opening` is how a workbook takes
    what it has no cell for; `said_years` are what else than 年度 says a year.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    visited: int = 0
    in_cells: bool = False
    blanks: dict[tuple[str, str], Location] = field(default_factory=dict)
    next_cells: dict[str, str] = field(default_factory=dict)
    previews: list[Preview] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    words: FieldWords = PLAIN_WORDS
    cut_off: dict[int, CutOff] = field(default_factory=dict)
    opening: Opening | None = None
    said_years: list[SaidYear] = field(default_factory=list)

    def note_blank(self, name: str, stage: str, place: Location) -> None:
        """Note an empty place for that fact and stage, unless an earlier one is known."""
        self.blanks.setdefault((name, stage), place)

    def visit(self, count: int) -> None:
        """Count nodes. Errors: UnreadableFileError beyond the bound."""
        self.visited += count
        if self.visited > _MOST.visits:
            message = "内容展开后过大（可能是“&”“*”引用层层嵌套）"
            hint = "请去掉引用，直接写出内容"
            raise UnreadableFileError(error("too_large", message, Location(self.file), hint))


class Item(NamedTuple):
    """A node of the tree. `path` is the way to it (`数据.图书册数`), empty at the root."""

    node: yaml.Node
    path: str
    reading: Reading

    @property
    def location(self) -> Location:
        """Where the node begins; lines and columns from 1."""
        mark = self.node.start_mark
        if isinstance(mark, CellMark):
            return Location(self.reading.file, path=self.path, cell=mark.cell)
        return Location(self.reading.file, mark.line + 1, mark.column + 1, self.path)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written here."""
        node = self.node
        return isinstance(node, yaml.ScalarNode) and node.value in _NOTHING and not node.style

    @property
    def is_mapping(self) -> bool:
        """Whether it is a block of `键: 值`."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    @property
    def is_text(self) -> bool:
        """Whether it is a plain value."""
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def plain_texts(self) -> tuple[str, ...] | None:
        """Those of a list of texts of which none is empty or odd; None for any other node."""
        listed = _listed_texts(self.node)
        self.reading.visit(len(listed))
        texts = tuple(map(str.strip, listed))
        odd = not _NOTHING.isdisjoint(texts) or _ODD.search("、".join(listed))
        return None if odd or not texts else texts

    @property
    def own_row(self) -> Location | None:
        """The whole line of a sheet that is its own (`分项明细!4:4`); None if none is."""
        mark = self.node.start_mark
        if not isinstance(mark, RowMark):
            return None
        sheet, _, cell = mark.cell.rpartition("!")
        row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return Location(self.reading.file, path=self.path, cell=f"{sheet}!{row}:{row}")

    @property
    def first_line(self) -> int:
        """The line of a text's first line: below the mark of a block (`|`), else its own."""
        line: int = self.node.start_mark.line + 1
        if not isinstance(self.node, yaml.ScalarNode) or self.node.style not in ("|", ">"):
            return line
        text: str = self.node.value
        blank = text[: len(text) - len(text.lstrip())].count("\n")
        return line + 1 + blank

    def report(self, code: str, message: str, hint: Advice = "", cell_hint: Advice = "") -> None:
        """Note an error at this place.

        `cell_hint` says how to mend it in a workbook, if that differs.
        """
        told = self._told(hint, cell_hint)
        self.reading.problems.append(error(code, message, self.location, told))

    def _told(self, hint: Advice, cell_hint: Advice) -> Advice:
        """What holds here: a line of a cell is an entry among others, as in a file."""
        mark = self.node.start_mark
        if not isinstance(mark, CellLineMark):
            return cell_hint if cell_hint and self.reading.in_cells else hint
        if not isinstance(hint, Remedy) or not self.is_text:
            return hint
        return mark.within(hint, self.path.rpartition(".")[2], self.node.value)

    def report_fault(self, fault: ValueFault) -> None:
        """Note why the text here is no value of its field."""
        self.report(fault.code, fault.message, fault.hint, fault.cell_hint)

    def is_whole(self) -> None:
        """The value says all that its field can hold: what stands behind ` #` is a comment."""
        self.reading.cut_off.pop(id(self.node), None)

    def warn(self, code: str, message: str, hint: Advice = "", cell_hint: Advice = "") -> None:
        """Note a reminder at this place; `cell_hint` as in `report`."""
        told = self._told(hint, cell_hint)
        self.reading.problems.append(warning(code, message, self.location, told))

    def entries(self) -> Mapping[str, Item]:
        """The entries of a mapping by key; a key written twice or a wrong shape is noted."""
        if not isinstance(self.node, yaml.MappingNode):
            if not self.is_empty:
                self._report_no_mapping()
            return {}
        self.reading.visit(len(self.node.value))
        found: dict[str, Item] = {}
        for key_node, value_node in self.node.value:
            key = _key_text(key_node)
            item = Item(value_node, f"{self.path}.{key}" if self.path else key, self.reading)
            if key in found:
                self._report_twice(key, key_node, found[key])
            found[key] = item
        return found

    def known_entries(self, known: Sequence[str]) -> Mapping[str, Item]:
        """The entries of a mapping; keys that are not among `known` are noted and left out."""
        entries = self.entries()
        unknown = [key for key in entries if key not in known]
        for key in unknown:
            entries[key].report_unknown(key, known, entries)
        return {key: entries[key] for key in entries if key in known} if unknown else entries

    def report_unknown(
        self, key: str, known: Sequence[str], others: Mapping[str, Item] = _NONE, level: int = 0
    ) -> None:
        """Note that `key` is not known, with the nearest known one, unless one of the `others` in
        its block has that name. `level` is 1 for a stage of a figure.
        """
        if "：" in key:
            self.report("full_width_colon", f"“{key}”里的冒号是全角的“：”", _COLON_HINT)
        else:
            crowded = len(self.reading.problems) > _MOST_SUGGESTIONS
            advice = "" if crowded else _advise_name(key, known, others)
            self.report("unknown_key", f"不认识“{key}”", self._at_name(advice, level))

    def _at_name(self, advice: Advice, level: int) -> Advice:
        """The advice, to be done where the name stands, if that has a cell of its own."""
        mark = self.node.start_mark
        names = mark.names() if isinstance(mark, CellMark) else ()
        if not isinstance(advice, Remedy) or not any(names[level : level + 1]):
            return advice
        return advice._replace(place=Location(self.reading.file, cell=names[level]))

    def items(self) -> tuple[Item, ...]:
        """The entries of a list; a wrong shape is noted."""
        if not isinstance(self.node, yaml.SequenceNode):
            if not self.is_empty:
                self.report("not_a_list", "这里应为列表", "请每项另起一行，以“- ”开头")
            return ()
        self.reading.visit(len(self.node.value))
        return tuple(
            Item(node, f"{self.path}[{number}]", self.reading)
            for number, node in enumerate(self.node.value, 1)
        )

    def text(self) -> str:
        """The text without blanks around it and without what came along when it was pasted; empty
        if nothing was written or it is unusable.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            self._report_no_text()
            return ""
        if self.is_empty:
            return ""
        text: str = self.node.value
        if _ODD.search(text):
            text = clean_pasted(text)
            illegal = _ILLEGAL.search(text)
            if illegal:
                sign = f"U+{ord(illegal.group()):04X}"
                message = f"含有 Word 不能容纳的控制字符（{sign}）"
                self.report("illegal_character", message, "请删去这个字符")
                return ""
        return text.strip()

    def _report_no_text(self) -> None:
        """Note a list, or a block, where one text is expected."""
        texts = _listed_texts(self.node)
        if not texts:
            hint = "请检查缩进；是一段文字的，里面的冒号请用全角“：”"
            self.report("not_text", "这里应为文字，写的是若干行“名称: 值”", hint)
            return
        joined = "、".join(texts)
        message = f"这里只能写一个，写的是 {len(texts)} 个：{joined}"
        if self.path.rpartition(".")[2] in _ONE_EACH:
            self.report("not_text", message, "请一项一个：有几个就写几项，各写一个")
            return
        remedy = Remedy(Change.WRITE, (joined,), f"请写成“{joined}”")
        self.report("not_text", message, remedy if _is_in_brackets(self.node) else str(remedy))

    def _report_no_mapping(self) -> None:
        text = self.node.value if isinstance(self.node, yaml.ScalarNode) else ""
        if "：" in text:
            message = f"“{text[:20]}”里的冒号是全角的“：”"
            self.report("full_width_colon", message, _COLON_HINT)
        else:
            hint = "请检查缩进，冒号用半角并在后面加一个空格"
            self.report("not_a_mapping", "这里应为若干行“名称: 值”", hint)

    def _report_twice(self, key: str, key_node: yaml.Node, first: Item) -> None:
        mark, file = key_node.start_mark, self.reading.file
        if isinstance(mark, CellMark):
            message = f"“{key}”写了两次（另一处是 {first.location.cell}）"
            place = Location(file, path=first.path, cell=mark.cell)
        else:
            line, earlier = mark.line + 1, first.node.start_mark.line + 1
            message = f"“{key}”写了两次（第 {earlier} 行和第 {line} 行）"
            place = Location(file, line, mark.column + 1, first.path)
        self.reading.problems.append(error("duplicate_key", message, place, "请只留一处"))


def _is_in_brackets(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and bool(node.flow_style)


def _listed_texts(node: yaml.Node) -> tuple[str, ...]:
    """The texts of a list of texts alone; none for any other node."""
    if not isinstance(node, yaml.SequenceNode):
        return ()
    texts = tuple(each.value for each in node.value if isinstance(each, yaml.ScalarNode))
    return texts if len(texts) == len(node.value) else ()


def _advise_name(key: str, known: Sequence[str], others: Mapping[str, Item]) -> Advice:
    """Another name for the entry; where it is taken, a second entry of it would be no better."""
    advice = advise_name(key, known)
    names = advice.texts if isinstance(advice, Remedy) else ()
    taken = next((name for name in names if name in others and not others[name].own_row), None)
    if taken is None:
        return advice
    return f"“{taken}”已写在{others[taken].location.spot}；重复的请删去一处"


def parse_yaml(text: str, file: str) -> Item | None:
    """The root of the tree; None for an empty file. Errors: UnreadableFileError if not YAML."""
    try:
        root = yaml.compose(text, Loader=_Base)
    except yaml.YAMLError as fault:
        from reportgen.load.yaml_faults import explain_fault

        raise UnreadableFileError(explain_fault(fault, text, file)) from fault
    except _BeyondError:
        raise UnreadableFileError(_find_beyond(text, file)) from None
    if root is None:
        return None
    return Item(root, "", Reading(file, cut_off=find_cut_off(root, text, file)))


def _find_beyond(text: str, file: str) -> Problem:
    """What is said of the first that there is too much of, at its place."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_Base):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > _MOST.depth:
            hint = "请检查 { } 和 [ ] 是否配对"
            message = f"括号或缩进嵌套过深，超过 {_MOST.depth} 层"
            return error("yaml_syntax", message, _place(event, file), hint)
        if isinstance(event, yaml.ScalarEvent) and len(event.value) > _MOST.words:
            message = f"一项文字超过 {_MOST.words // 10_000} 万字"
            hint = "请只留下要写进报告的，或分成几项"
            return error("too_large", message, _place(event, file), hint)
        if nodes > _MOST.nodes:
            break
    message = f"内容超过 {_MOST.nodes // 10_000} 万项，不像一所学校的数据，没有读"
    return error("too_large", message, Location(file), "请检查是否选错了文件")


def _place(event: yaml.Event, file: str) -> Location:
    mark = event.start_mark
    return Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)


def _key_text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return "（不是文字的键）"
    key: str = node.value.strip()
    return key if len(key) <= _MOST.key else f"{key[: _MOST.key]}……"
