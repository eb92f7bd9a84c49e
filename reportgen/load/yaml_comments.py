"""Where ` #` cuts a value off that was not put in quotation marks: YAML takes it for a comment."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from reportgen.late_regex import late_regex
from reportgen.named_tuple import NamedTuple
from reportgen.problems import Change, Location, Problem, Remedy, error, warning

# One blank: what is to be a comment mostly stands further off, or with a blank behind its sign.
_CANDIDATE = late_regex(r"#(?<=\S[ \t]#).")
_BEHIND = late_regex(r"[ \t]#(.+)")
_ENOUGH = 20


class CutOff(NamedTuple):
    """What stands behind the sign, the place of the sign or the blank before it, whether it is
    likely to belong to the value, and whether the value is nothing else.
    """

    text: str
    location: Location
    is_likely: bool
    is_alone: bool

    def problem(self) -> Problem:
        """An error where it is likely text that is lost, else a reminder."""
        shown = self.text.strip()[:_ENOUGH] + ("…" if len(self.text.strip()) > _ENOUGH else "")
        message = f"空格和“#”后面的“{shown}”是注释，没有读入"
        make = error if self.is_likely else warning
        return make("cut_off", message, self.location, self._remedy())

    def _remedy(self) -> Remedy:
        """How to make it text: a value that is nothing else goes between quotation marks."""
        if self.is_alone:
            quoted = "请用引号括起来"
            return Remedy(Change.REPLACE, (f'"#{self.text}"',), _told(quoted), f"#{self.text}")
        return Remedy(Change.REPLACE, ("#",), _told("请去掉“#”前面的空格"), " #")


def find_cut_off(root: yaml.Node, text: str, file: str) -> dict[int, CutOff]:
    """What is cut off, by the node (its `id`) that it may belong to; mostly nothing."""
    if not _CANDIDATE.search(text):
        return {}
    lines = text.splitlines()
    found = ((node, _behind(node, path, lines, file)) for node, path in _plain_values(root, ""))
    return {id(node): cut for node, cut in found if cut is not None}


def _behind(node: yaml.ScalarNode, path: str, lines: list[str], file: str) -> CutOff | None:
    mark = node.end_mark
    rest = lines[mark.line][mark.column :] if mark.line < len(lines) else ""
    match = _BEHIND.fullmatch(rest.rstrip())
    if match is None:
        return None
    told, is_likely = match.group(1), not match.group(1)[:1].isspace()
    is_alone = not node.value
    place = Location(file, mark.line + 1, mark.column + 1 + is_alone, path)
    return CutOff(told, place, is_likely, is_alone) if is_likely or not is_alone else None


def _told(words: str) -> str:
    return f"是正文的，{words}；是注释的，请在“#”前面空两格"


def _plain_values(node: yaml.Node, path: str) -> Iterator[tuple[yaml.ScalarNode, str]]:
    """The values without quotation marks, each with the way to it. Aliases are passed over."""
    waiting, seen = [(node, path)], set[int]()
    while waiting:
        node, path = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode) and not node.style:
            yield node, path
        elif isinstance(node, yaml.MappingNode):
            keyed = ((value, key.value) for key, value in node.value)
            waiting += [(value, f"{path}.{key}" if path else str(key)) for value, key in keyed]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(each, f"{path}[{at}]") for at, each in enumerate(node.value, 1)]
